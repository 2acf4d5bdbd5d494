-- What needs two people waits here: who asked for what, exactly, and who decided. Alarms get an owner.

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
