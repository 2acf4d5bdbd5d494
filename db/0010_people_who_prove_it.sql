-- People are invited by a link, prove who they are twice, and are seen in sessions that can be ended; guesses are counted by place, known name or not.

ALTER TABLE people ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- From then on they are out; a loop writes disabled_at when it has come.
ALTER TABLE people ADD COLUMN ends_at BIGINT;
ALTER TABLE people ADD COLUMN ended_reason TEXT;
ALTER TABLE people ADD COLUMN password_changed_at BIGINT;

-- An invitation or a reset: shown once, used once; the desk keeps the SHA-256 of its token.
CREATE TABLE person_links (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    reason TEXT,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    void_at BIGINT
);
CREATE INDEX person_links_of ON person_links (person_id);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES people (id),
    started_at BIGINT NOT NULL,
    -- When the person last showed a password or a code.
    proved_at BIGINT NOT NULL,
    -- Written at most once a minute.
    seen_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    device TEXT NOT NULL,
    ended_at BIGINT,
    ended_why TEXT
);
CREATE INDEX sessions_of ON sessions (person_id, started_at);

CREATE TABLE second_factors (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id),
    -- Encrypted with the keys beside the database.
    secret TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    -- NULL until the first code was right.
    confirmed_at BIGINT,
    -- The last step whose code was taken: no code is taken twice.
    last_step BIGINT NOT NULL
);

CREATE TABLE recovery_codes (
    person_id TEXT NOT NULL REFERENCES people (id),
    hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (person_id, hash)
);

-- A place is an account seen from an address, an address, an account, or a known device, as a hash. In place of people.failed_attempts and
-- people.throttled_until, which nothing reads any more.
CREATE TABLE sign_in_attempts (
    place TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    waits_until_at BIGINT,
    last_at BIGINT NOT NULL
);

CREATE TABLE known_devices (
    hash TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    known_at BIGINT NOT NULL,
    PRIMARY KEY (hash, person_id)
);
