-- A deadline that is moved is warned of anew: a mark of a duty's clock is of one due instant, and fires once for that one.

CREATE TABLE obligation_marks (
    obligation_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('reminder', 'expiry')),
    mark TEXT NOT NULL,
    -- The due instant of the duty that it warns of. Moved there and back again, what has fired for it has fired.
    due_at BIGINT NOT NULL,
    incident_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    fired_at BIGINT,
    late_seconds BIGINT,
    dropped_at BIGINT,
    put_off_until BIGINT,
    PRIMARY KEY (obligation_id, kind, mark, due_at),
    FOREIGN KEY (incident_id, obligation_id) REFERENCES obligations (incident_id, id)
);

-- What has fired did so for the due instant that stood then; what waits, waits for the one that it was planted for.
INSERT INTO obligation_marks (obligation_id, kind, mark, due_at, incident_id, at, fired_at, late_seconds, dropped_at, put_off_until)
SELECT obligation_clocks.obligation_id, obligation_clocks.kind, obligation_clocks.mark,
    coalesce(
        (SELECT obligation_states.due_at FROM obligation_states
         WHERE obligation_states.incident_id = obligation_clocks.incident_id AND obligation_states.obligation_id = obligation_clocks.obligation_id
           AND obligation_states.at <= obligation_clocks.fired_at ORDER BY obligation_states.n DESC LIMIT 1),
        obligations.clocked_due_at, obligations.due_at),
    obligation_clocks.incident_id, obligation_clocks.at, obligation_clocks.fired_at, obligation_clocks.late_seconds, obligation_clocks.dropped_at,
    obligation_clocks.put_off_until
FROM obligation_clocks
JOIN obligations ON obligations.incident_id = obligation_clocks.incident_id AND obligations.id = obligation_clocks.obligation_id;
DROP TABLE obligation_clocks;
ALTER TABLE obligation_marks RENAME TO obligation_clocks;
CREATE INDEX obligation_clocks_next ON obligation_clocks (at, obligation_id) WHERE fired_at IS NULL AND dropped_at IS NULL;

-- Moved after its marks had fired, and silent since: the clock plants it anew.
UPDATE obligations SET clocked_due_at = NULL WHERE state = 'open' AND EXISTS (
    SELECT 1 FROM obligation_clocks
    WHERE obligation_clocks.incident_id = obligations.incident_id AND obligation_clocks.obligation_id = obligations.id
      AND obligation_clocks.fired_at IS NOT NULL AND obligation_clocks.due_at <> obligations.due_at);
