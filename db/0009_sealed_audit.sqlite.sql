-- The audit only grows: a row is filled in once by whoever seals it, and neither changed nor taken away. Where the chain stands is one row, which moves by lease.
-- A later step that writes audit anew must make the triggers again.

CREATE TABLE audit_chain (
    name TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    key_id TEXT,
    next_key_id TEXT,
    sealer TEXT,
    lease_until BIGINT
);
INSERT INTO audit_chain (name, seq, hash) VALUES ('audit', 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE INDEX audit_unsealed ON audit (id) WHERE seq IS NULL;
CREATE INDEX audit_of_subject ON audit (subject, id);
CREATE INDEX audit_of_actor ON audit (actor, id);

CREATE TRIGGER audit_starts_unsealed BEFORE INSERT ON audit
WHEN NEW.seq IS NOT NULL OR NEW.hash IS NOT NULL OR NEW.previous_hash IS NOT NULL OR EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'an audit row begins unsealed, and replaces none');
END;
CREATE TRIGGER audit_is_sealed_once BEFORE UPDATE ON audit
WHEN OLD.seq IS NOT NULL OR OLD.hash IS NOT NULL OR OLD.previous_hash IS NOT NULL
    OR NEW.seq IS NULL OR NEW.hash IS NULL OR NEW.previous_hash IS NULL
    OR NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor OR NEW.action <> OLD.action OR NEW.subject <> OLD.subject
    OR NEW.outcome <> OLD.outcome OR NEW.address IS NOT OLD.address OR NEW.trace_id IS NOT OLD.trace_id
BEGIN
    SELECT RAISE(ABORT, 'the audit is never changed');
END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is never deleted from');
END;
