-- Duties open again when facts change, each has clock rows that fire once, and a recomputation keeps what it replaced.

-- What started the clock: with kind and recipient it says which duty it is. NULL in rows from before, which fit any.
ALTER TABLE obligations ADD COLUMN clock_trigger TEXT;
ALTER TABLE obligations ADD COLUMN opened_at BIGINT;
-- Why it was opened when it was past due already, in a person's words.
ALTER TABLE obligations ADD COLUMN late_reason TEXT;
-- Met by a preliminary report (sơ bộ): progress and final report must follow.
ALTER TABLE obligations ADD COLUMN preliminary_at BIGINT;
-- The due instant for which its clock rows stand; another one, or none, and they are planted anew.
ALTER TABLE obligations ADD COLUMN clocked_due_at BIGINT;
CREATE INDEX obligations_unclocked ON obligations (id) WHERE state = 'open' AND (clocked_due_at IS NULL OR clocked_due_at <> due_at);

ALTER TABLE incidents ADD COLUMN classified_at BIGINT;
ALTER TABLE incidents ADD COLUMN completed_at BIGINT;
-- Facts have changed since its duties were last looked at: the deadline clock asks the rules again, not before this instant.
ALTER TABLE incidents ADD COLUMN duties_asked_at BIGINT;
CREATE INDEX incidents_duties_asked ON incidents (duties_asked_at, id) WHERE duties_asked_at IS NOT NULL;

-- kind: reminder or expiry. A row fires once, whatever number of nodes; late_seconds says how long after its instant.
-- A row whose duty is settled is dropped; opened again, it is planted again unless it has fired.
CREATE TABLE obligation_clocks (
    obligation_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reminder', 'expiry')),
    mark TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    fired_at BIGINT,
    late_seconds BIGINT,
    dropped_at BIGINT,
    put_off_until BIGINT,
    PRIMARY KEY (obligation_id, kind, mark),
    FOREIGN KEY (incident_id, obligation_id) REFERENCES obligations (incident_id, id)
);
CREATE INDEX obligation_clocks_next ON obligation_clocks (at, obligation_id) WHERE fired_at IS NULL AND dropped_at IS NULL;

-- What applying other rules did to a duty: kind moved, opened or voided; by whom, when and why.
CREATE TABLE obligation_changes (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL,
    obligation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    old_due_at BIGINT,
    new_due_at BIGINT,
    old_rule TEXT,
    new_rule TEXT,
    rules_version TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    FOREIGN KEY (incident_id, obligation_id) REFERENCES obligations (incident_id, id)
);
CREATE INDEX obligation_changes_of ON obligation_changes (incident_id, at);
