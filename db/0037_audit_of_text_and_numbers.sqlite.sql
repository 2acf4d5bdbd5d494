-- SQLite takes any value into any column: one row with bytes in it, put there past the desk, could stop the sealing of all that follow. What is no text, no whole number and no instant is refused.
-- A later step that writes audit anew must make the triggers again.

DROP TRIGGER audit_starts_unsealed;
CREATE TRIGGER audit_starts_unsealed BEFORE INSERT ON audit
WHEN NEW.seq IS NOT NULL OR NEW.hash IS NOT NULL OR NEW.previous_hash IS NOT NULL OR EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
    OR typeof(NEW.id) <> 'text' OR length(NEW.id) <> length(CAST(NEW.id AS BLOB)) OR NEW.id GLOB '*[^ -~]*'
    OR typeof(NEW.at) <> 'integer' OR NEW.at NOT BETWEEN -62135596800000 AND 253402300799999
    OR typeof(NEW.actor) <> 'text' OR typeof(NEW.action) <> 'text' OR typeof(NEW.subject) <> 'text' OR typeof(NEW.outcome) <> 'text'
    OR typeof(NEW.address) NOT IN ('text', 'null') OR typeof(NEW.trace_id) NOT IN ('text', 'null')
BEGIN
    SELECT RAISE(ABORT, 'an audit row begins unsealed, replaces none, and holds text and whole numbers');
END;

DROP TRIGGER audit_is_sealed_once;
CREATE TRIGGER audit_is_sealed_once BEFORE UPDATE ON audit
WHEN OLD.seq IS NOT NULL OR OLD.hash IS NOT NULL OR OLD.previous_hash IS NOT NULL
    OR typeof(NEW.seq) <> 'integer' OR typeof(NEW.hash) <> 'text' OR typeof(NEW.previous_hash) <> 'text'
    OR NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor OR NEW.action <> OLD.action OR NEW.subject <> OLD.subject
    OR NEW.outcome <> OLD.outcome OR NEW.address IS NOT OLD.address OR NEW.trace_id IS NOT OLD.trace_id
BEGIN
    SELECT RAISE(ABORT, 'the audit is never changed');
END;

-- Who made and turned which key is asked at each decision of a second person.
CREATE INDEX audit_of_keys ON audit (actor, subject) WHERE action IN ('key.add', 'key.rotate');
