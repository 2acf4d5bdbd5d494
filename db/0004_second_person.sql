-- What needs two people waits here: who asked for what, exactly, and who decided. Alarms get an owner, and what was told can be taken back.

CREATE TABLE approvals (
    id TEXT NOT NULL PRIMARY KEY,
    -- delivery, contact, arm, closure, rejection, severity.
    kind TEXT NOT NULL,
    -- The id of the record that it is about.
    subject TEXT NOT NULL,
    incident_id TEXT REFERENCES incidents (id),
    agency_id TEXT REFERENCES agencies (id),
    -- SHA-256 of exactly what was asked for; a decision that names another one is refused.
    content_hash TEXT NOT NULL,
    -- What will be done once it is approved, as JSON.
    act TEXT NOT NULL,
    text TEXT NOT NULL,
    text_vi TEXT NOT NULL,
    -- The scope that the second person needs.
    needs TEXT NOT NULL,
    -- open, approved, refused or void.
    state TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_by_person TEXT REFERENCES people (id),
    asked_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_by_person TEXT REFERENCES people (id),
    decided_at BIGINT,
    note TEXT
);
CREATE UNIQUE INDEX approvals_open ON approvals (kind, subject) WHERE state = 'open';
CREATE INDEX approvals_of_incident ON approvals (incident_id) WHERE incident_id IS NOT NULL;

ALTER TABLE alarms ADD COLUMN acknowledged_at BIGINT;
ALTER TABLE alarms ADD COLUMN note TEXT;
-- When people on duty were written to because nobody had taken it.
ALTER TABLE alarms ADD COLUMN told_at BIGINT;
CREATE INDEX alarms_unowned ON alarms (since, id)
    WHERE ended_at IS NULL AND acknowledged_at IS NULL AND told_at IS NULL AND severity = 'critical';

-- What left by itself of one agency on one day of the desk's zone; the n-th row is the n-th mail, so two at once cannot both be the last.
CREATE TABLE automatic_forwards (
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    day TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (agency_id, day, n)
);

-- A person said that there was no such incident, and why: what the letters to whoever had been told say.
CREATE TABLE retractions (
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (incident_id, n)
);
