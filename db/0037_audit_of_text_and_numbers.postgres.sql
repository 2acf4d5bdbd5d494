-- Columns refuse here what is no text and no whole number; a number that is no instant, put there past the desk, would stop whoever reads the list, and is refused too.
-- A later step that writes audit anew must make the triggers again.

DROP TRIGGER audit_starts_unsealed ON audit;
CREATE TRIGGER audit_starts_unsealed BEFORE INSERT ON audit FOR EACH ROW
WHEN (NEW.seq IS NOT NULL OR NEW.hash IS NOT NULL OR NEW.previous_hash IS NOT NULL OR NEW.at NOT BETWEEN -62135596800000 AND 253402300799999)
EXECUTE FUNCTION refuse_audit_change();

-- Who made and turned which key is asked at each decision of a second person.
CREATE INDEX audit_of_keys ON audit (actor, subject) WHERE action IN ('key.add', 'key.rotate');
