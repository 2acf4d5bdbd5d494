-- What was owed at an instant is asked for long after: each change of a duty is kept with when it was recorded. And the duties that come with the calendar, and the calendars of people.

-- Said by whoever changes a duty, taken by the triggers below and never kept: when the change was recorded. Who does not say it is given the machine's time.
ALTER TABLE obligations ADD COLUMN change_at BIGINT;

-- A duty as it stood from at until until_at. known: recorded, or reconstructed from what was there when this table was made.
CREATE TABLE obligation_states (
    incident_id TEXT NOT NULL,
    obligation_id TEXT NOT NULL,
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    until_at BIGINT,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    met_at BIGINT,
    known TEXT NOT NULL,
    PRIMARY KEY (incident_id, obligation_id, n)
);
CREATE INDEX obligation_states_due ON obligation_states (due_at, at);

INSERT INTO obligation_states (incident_id, obligation_id, n, at, until_at, state, due_at, met_at, known)
SELECT obligations.incident_id, obligations.id, 1, incidents.received_at,
    CASE WHEN obligations.state = 'open' THEN NULL
         WHEN obligations.met_at IS NOT NULL THEN CASE WHEN obligations.met_at > incidents.received_at THEN obligations.met_at ELSE incidents.received_at END
         ELSE coalesce(incidents.ended_at, incidents.received_at) END,
    'open', obligations.due_at, NULL, 'reconstructed'
FROM obligations JOIN incidents ON incidents.id = obligations.incident_id;
INSERT INTO obligation_states (incident_id, obligation_id, n, at, until_at, state, due_at, met_at, known)
SELECT obligations.incident_id, obligations.id, 2, obligation_states.until_at, NULL, obligations.state, obligations.due_at, obligations.met_at, 'reconstructed'
FROM obligations JOIN obligation_states ON obligation_states.incident_id = obligations.incident_id AND obligation_states.obligation_id = obligations.id
WHERE obligations.state <> 'open';

CREATE TRIGGER obligations_begin_their_history AFTER INSERT ON obligations
BEGIN
    INSERT INTO obligation_states (incident_id, obligation_id, n, at, until_at, state, due_at, met_at, known)
    VALUES (NEW.incident_id, NEW.id, 1, coalesce(NEW.opened_at, CAST(unixepoch('subsec') * 1000 AS INTEGER)), NULL, NEW.state, NEW.due_at, NEW.met_at, 'recorded');
END;
CREATE TRIGGER obligations_keep_their_history AFTER UPDATE OF state, due_at, met_at ON obligations
WHEN NEW.state <> OLD.state OR NEW.due_at <> OLD.due_at OR NEW.met_at IS NOT OLD.met_at
BEGIN
    UPDATE obligation_states SET until_at = coalesce(NEW.change_at, CAST(unixepoch('subsec') * 1000 AS INTEGER))
    WHERE incident_id = NEW.incident_id AND obligation_id = NEW.id AND until_at IS NULL;
    INSERT INTO obligation_states (incident_id, obligation_id, n, at, until_at, state, due_at, met_at, known)
    SELECT NEW.incident_id, NEW.id, count(*) + 1, coalesce(NEW.change_at, CAST(unixepoch('subsec') * 1000 AS INTEGER)), NULL, NEW.state, NEW.due_at, NEW.met_at, 'recorded'
    FROM obligation_states WHERE incident_id = NEW.incident_id AND obligation_id = NEW.id;
    UPDATE obligations SET change_at = NULL WHERE incident_id = NEW.incident_id AND id = NEW.id AND change_at IS NOT NULL;
END;

-- An incident that was closed while nothing could leave the desk: its duties prove nothing, from then until it is opened again.
CREATE TABLE unproven_closings (
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    closed_at BIGINT NOT NULL,
    reopened_at BIGINT,
    PRIMARY KEY (incident_id, closed_at)
);
INSERT INTO unproven_closings (incident_id, closed_at) SELECT id, closed_unproven_at FROM incidents WHERE closed_unproven_at IS NOT NULL;

-- What the calendar asks of an agency, or of the desk itself (agency_id NULL, holder 'desk'): one row a year and holder.
CREATE TABLE periodic_duties (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    year BIGINT NOT NULL,
    holder TEXT NOT NULL,
    agency_id TEXT REFERENCES agencies (id),
    kind TEXT NOT NULL,
    rule TEXT NOT NULL,
    article TEXT NOT NULL,
    sureness TEXT NOT NULL,
    recipient TEXT NOT NULL,
    form TEXT,
    window_from BIGINT NOT NULL,
    window_to BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    met_at BIGINT,
    proof TEXT,
    settled_at BIGINT,
    settled_by TEXT REFERENCES people (id),
    reason TEXT,
    UNIQUE (code, year, holder)
);
CREATE INDEX periodic_duties_due ON periodic_duties (due_at, id);
CREATE INDEX periodic_duties_open ON periodic_duties (code, year) WHERE state = 'open';

-- A calendar that a person subscribes to. The desk keeps the SHA-256 of its token; the link is worth what its person was when it was made.
CREATE TABLE calendar_links (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    agency_id TEXT REFERENCES agencies (id),
    made_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT
);
CREATE UNIQUE INDEX calendar_links_of ON calendar_links (person_id) WHERE ended_at IS NULL;
