-- What a letter named newly or no more when it changed: the mail that tells of it is written when the letter as it was is gone.
-- version: of the letter after the change. difference: JSON, read by who writes that mail and by nobody else.

CREATE TABLE advisory_changes (
    advisory_id TEXT NOT NULL REFERENCES advisories (id),
    version BIGINT NOT NULL,
    difference TEXT NOT NULL,
    PRIMARY KEY (advisory_id, version)
);

-- When an agency first looked at a letter and who did, whatever its reply stood at then; of its systems' cells nothing. What was recorded so far: the step to "seen".
ALTER TABLE advisory_cells ADD COLUMN seen_at BIGINT;
ALTER TABLE advisory_cells ADD COLUMN seen_by TEXT;
UPDATE advisory_cells SET
    seen_at = (
        SELECT min(advisory_history.at) FROM advisory_history
        WHERE advisory_history.advisory_id = advisory_cells.advisory_id AND advisory_history.agency_id = advisory_cells.agency_id
          AND advisory_history.system_key = '' AND advisory_history.to_state = 'seen'),
    seen_by = (
        SELECT min(advisory_history.actor) FROM advisory_history
        WHERE advisory_history.advisory_id = advisory_cells.advisory_id AND advisory_history.agency_id = advisory_cells.agency_id
          AND advisory_history.system_key = '' AND advisory_history.to_state = 'seen')
WHERE system_key = '';
