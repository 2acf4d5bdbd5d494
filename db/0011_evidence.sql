-- Evidence: files that belong to an incident, named by what is in them, with who held each, when and why, and what a scanner said of it.

CREATE TABLE evidence_scans (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO evidence_scans (word) VALUES ('unscanned'), ('scanning'), ('clean'), ('infected'), ('scan-failed');

-- The bytes lie beside the database under evidence/, by their SHA-256; the same bytes twice are one file and two rows.
CREATE TABLE evidence (
    id TEXT NOT NULL PRIMARY KEY,
    -- NULL: sent while a report is being written, and not yet given to an incident. Only who sent it sees it, for a day.
    incident_id TEXT REFERENCES incidents (id),
    -- Whose it is; NULL is the desk's own, as long as it belongs to no incident.
    agency_id TEXT REFERENCES agencies (id),
    hash TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    tlp TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    added_by_kind TEXT NOT NULL,
    added_by_id TEXT NOT NULL,
    added_by_name TEXT NOT NULL,
    scan TEXT NOT NULL REFERENCES evidence_scans (word),
    scan_note TEXT,
    scanned_at BIGINT,
    -- From when on a scanner may look, and while one looks until when it holds it; NULL: nothing is left to look at.
    scan_next_at BIGINT
);
CREATE INDEX evidence_of_incident ON evidence (incident_id, id) WHERE incident_id IS NOT NULL;
CREATE INDEX evidence_of_hash ON evidence (hash);
CREATE INDEX evidence_to_scan ON evidence (scan_next_at, id) WHERE scan_next_at IS NOT NULL;
CREATE INDEX evidence_pending ON evidence (added_at, id) WHERE incident_id IS NULL;

CREATE TABLE custody_acts (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO custody_acts (word) VALUES ('received'), ('handed-over'), ('copied'), ('examined'), ('sealed'), ('returned'), ('destroyed');

-- Who held it, when and why; lines are added and never changed. at is when it happened, recorded_at when it was written down.
CREATE TABLE evidence_custody (
    evidence_id TEXT NOT NULL REFERENCES evidence (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    act TEXT NOT NULL REFERENCES custody_acts (word),
    holder TEXT NOT NULL,
    reason TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    PRIMARY KEY (evidence_id, n)
);

-- How much room is taken, of an incident or of an agency: the condition of the UPDATE is the quota, so two at once cannot both have the last of it.
CREATE TABLE evidence_used (
    owner TEXT NOT NULL PRIMARY KEY,
    bytes BIGINT NOT NULL
);
