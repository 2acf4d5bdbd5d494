-- Security service providers: who they are, whom to reach there, what they are committed to for which agency and when; and that an agency has none, said by a person.

-- name_key is the name without case, marks and signs: the same body under another spelling is the same body.
CREATE TABLE providers (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    note TEXT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- verified_on NULL: nobody has tried it; ended_at: it is used no more, and stays for whoever reads the past.
CREATE TABLE provider_contacts (
    id TEXT NOT NULL PRIMARY KEY,
    provider_id TEXT NOT NULL REFERENCES providers (id),
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    channel TEXT NOT NULL,
    value TEXT NOT NULL,
    verified_on BIGINT,
    verified_by TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX provider_contacts_of ON provider_contacts (provider_id);

-- Days of the desk's calendar, both included. Without a row in provider_commitment_systems it is for all systems of the agency.
CREATE TABLE provider_commitments (
    id TEXT NOT NULL PRIMARY KEY,
    provider_id TEXT NOT NULL REFERENCES providers (id),
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    services TEXT NOT NULL,
    hours TEXT NOT NULL,
    document TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    ended_reason TEXT,
    entered_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX provider_commitments_of ON provider_commitments (agency_id, starts_on);
CREATE INDEX provider_commitments_by ON provider_commitments (provider_id);

CREATE TABLE provider_commitment_systems (
    commitment_id TEXT NOT NULL REFERENCES provider_commitments (id),
    system_id TEXT NOT NULL REFERENCES systems (id),
    PRIMARY KEY (commitment_id, system_id)
);

-- An agency has no provider: who said so, when, why. withdrawn_at NULL: it still holds.
CREATE TABLE provider_nones (
    id TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    reason TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_by_name TEXT NOT NULL,
    withdrawn_at BIGINT
);
CREATE UNIQUE INDEX provider_nones_holding ON provider_nones (agency_id) WHERE withdrawn_at IS NULL;
