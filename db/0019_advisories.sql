-- Advisories: numbered warning letters, whom each was sent to, what each of them answered and when; who is reminded; what systems run, and which weaknesses are known to be used.

CREATE TABLE advisories (
    id TEXT NOT NULL PRIMARY KEY,
    -- Number and symbol are unique only with the day and the body that issued it; issuer_key is its name without case, marks and signs.
    number TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    issuer TEXT NOT NULL,
    issuer_key TEXT NOT NULL,
    subject TEXT NOT NULL,
    severity TEXT NOT NULL,
    text TEXT,
    asks TEXT NOT NULL,
    tlp TEXT NOT NULL,
    -- Until then it is the desk's alone; the zone is the one in which the issuer said it.
    embargo_at BIGINT,
    embargo_zone TEXT,
    due_at BIGINT,
    -- yes or no, partial or total; NULL is "nobody has said".
    exposed TEXT,
    automatable TEXT,
    impact TEXT,
    patched_on TEXT,
    -- When it first went out, and from when on silence is called silence; NULL: it was sent to nobody yet.
    sent_at BIGINT,
    silent_at BIGINT,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (number, issued_on, issuer_key)
);
CREATE INDEX advisories_newest ON advisories (issued_on, id);
CREATE INDEX advisories_silent ON advisories (silent_at) WHERE silent_at IS NOT NULL;

CREATE TABLE advisory_cves (
    advisory_id TEXT NOT NULL REFERENCES advisories (id),
    cve TEXT NOT NULL,
    PRIMARY KEY (advisory_id, cve)
);
CREATE INDEX advisory_cves_by_cve ON advisory_cves (cve);

-- One row for each range of versions; a row without versions means all of them.
CREATE TABLE advisory_products (
    advisory_id TEXT NOT NULL REFERENCES advisories (id),
    n BIGINT NOT NULL,
    name TEXT NOT NULL,
    product_key TEXT NOT NULL,
    from_version TEXT,
    to_version TEXT,
    fixed_in TEXT,
    PRIMARY KEY (advisory_id, n)
);

-- Each change of the due time: what the table of BOD 26-04 suggested then, and why it became later.
CREATE TABLE advisory_dues (
    advisory_id TEXT NOT NULL REFERENCES advisories (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    due_at BIGINT,
    suggested_at BIGINT,
    pace TEXT NOT NULL,
    reason TEXT,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    PRIMARY KEY (advisory_id, n)
);

-- What is wanted besides answers: a hunt for traces of an attack.
CREATE TABLE advisory_tasks (
    advisory_id TEXT NOT NULL REFERENCES advisories (id),
    kind TEXT NOT NULL,
    pace TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    done_at BIGINT,
    PRIMARY KEY (advisory_id, kind)
);

CREATE TABLE advisory_states (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO advisory_states (word) VALUES
    ('not-sent'), ('sent'), ('seen'), ('no-reply'), ('assessing'), ('not-affected'), ('affected'), ('mitigated'), ('patched'), ('verified'), ('excepted');

-- The legal moves of a reply, the same as in Rules/Advisories/CellMoves; each row of the history names one.
CREATE TABLE advisory_moves (
    from_state TEXT NOT NULL REFERENCES advisory_states (word),
    to_state TEXT NOT NULL REFERENCES advisory_states (word),
    PRIMARY KEY (from_state, to_state)
);
INSERT INTO advisory_moves (from_state, to_state) VALUES
    ('not-sent', 'sent'),
    ('sent', 'seen'), ('sent', 'no-reply'), ('sent', 'assessing'), ('sent', 'not-affected'), ('sent', 'affected'), ('sent', 'mitigated'), ('sent', 'patched'), ('sent', 'excepted'),
    ('seen', 'no-reply'), ('seen', 'assessing'), ('seen', 'not-affected'), ('seen', 'affected'), ('seen', 'mitigated'), ('seen', 'patched'), ('seen', 'excepted'),
    ('no-reply', 'assessing'), ('no-reply', 'not-affected'), ('no-reply', 'affected'), ('no-reply', 'mitigated'), ('no-reply', 'patched'), ('no-reply', 'excepted'),
    ('assessing', 'assessing'), ('assessing', 'not-affected'), ('assessing', 'affected'), ('assessing', 'mitigated'), ('assessing', 'patched'), ('assessing', 'excepted'),
    ('not-affected', 'assessing'), ('not-affected', 'not-affected'), ('not-affected', 'affected'), ('not-affected', 'mitigated'), ('not-affected', 'patched'), ('not-affected', 'verified'),
    ('affected', 'affected'), ('affected', 'assessing'), ('affected', 'not-affected'), ('affected', 'mitigated'), ('affected', 'patched'), ('affected', 'excepted'),
    ('mitigated', 'mitigated'), ('mitigated', 'affected'), ('mitigated', 'not-affected'), ('mitigated', 'patched'), ('mitigated', 'excepted'),
    ('patched', 'patched'), ('patched', 'affected'), ('patched', 'verified'),
    ('verified', 'affected'),
    ('excepted', 'excepted'), ('excepted', 'affected'), ('excepted', 'mitigated'), ('excepted', 'patched');

-- One reply: a letter and an agency as a whole (system_key '') or one of its systems (the system's id).
CREATE TABLE advisory_cells (
    advisory_id TEXT NOT NULL REFERENCES advisories (id),
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    system_key TEXT NOT NULL,
    state TEXT NOT NULL REFERENCES advisory_states (word),
    came_from TEXT,
    moves BIGINT NOT NULL,
    -- Of the whole reply, its systems included; it stands on the row of the agency.
    version BIGINT NOT NULL,
    affected BIGINT,
    evidence TEXT,
    reason TEXT,
    until_at BIGINT,
    answered_at BIGINT,
    answered_by TEXT,
    answered_by_name TEXT,
    signed_by TEXT,
    paper TEXT,
    PRIMARY KEY (advisory_id, agency_id, system_key),
    FOREIGN KEY (came_from, state) REFERENCES advisory_moves (from_state, to_state),
    CHECK (came_from IS NOT NULL OR state IN ('not-sent', 'sent'))
);
CREATE INDEX advisory_cells_of_agency ON advisory_cells (agency_id, advisory_id);
CREATE INDEX advisory_cells_until ON advisory_cells (until_at) WHERE until_at IS NOT NULL;
CREATE INDEX advisory_cells_unsent ON advisory_cells (advisory_id) WHERE state = 'not-sent';

-- What stood when: figures of a past day are counted from here and come out the same again.
CREATE TABLE advisory_history (
    advisory_id TEXT NOT NULL REFERENCES advisories (id),
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    system_key TEXT NOT NULL,
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL REFERENCES advisory_states (word),
    affected BIGINT,
    evidence TEXT,
    reason TEXT,
    until_at BIGINT,
    note TEXT,
    signed_by TEXT,
    paper TEXT,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    PRIMARY KEY (advisory_id, agency_id, system_key, n),
    FOREIGN KEY (from_state, to_state) REFERENCES advisory_moves (from_state, to_state)
);
CREATE INDEX advisory_history_at ON advisory_history (advisory_id, at);

-- Reminders fire once each. folded_into: several were missed at once, and only the last of them became a letter.
CREATE TABLE advisory_reminders (
    advisory_id TEXT NOT NULL REFERENCES advisories (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    fired_at BIGINT,
    folded_into BIGINT,
    reminded BIGINT NOT NULL,
    PRIMARY KEY (advisory_id, n)
);
CREATE INDEX advisory_reminders_due ON advisory_reminders (at) WHERE fired_at IS NULL;

-- That an agency is silent was told to the one above it.
CREATE TABLE advisory_escalations (
    advisory_id TEXT NOT NULL REFERENCES advisories (id),
    n BIGINT NOT NULL,
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    to_agency_id TEXT NOT NULL REFERENCES agencies (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (advisory_id, n, agency_id)
);

-- What a system runs; product_key is the name without case, marks and signs.
CREATE TABLE system_products (
    system_id TEXT NOT NULL REFERENCES systems (id),
    product_key TEXT NOT NULL,
    version TEXT NOT NULL,
    name TEXT NOT NULL,
    hosts BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (system_id, product_key, version)
);

-- What is known of weaknesses from files that people bring in; figures in millionths.
CREATE TABLE kev_entries (
    cve TEXT NOT NULL PRIMARY KEY,
    vendor TEXT NOT NULL,
    product TEXT NOT NULL,
    name TEXT NOT NULL,
    added_on TEXT NOT NULL,
    due_on TEXT,
    ransomware TEXT NOT NULL
);
CREATE TABLE epss_scores (
    cve TEXT NOT NULL PRIMARY KEY,
    score BIGINT NOT NULL,
    percentile BIGINT NOT NULL,
    as_of TEXT NOT NULL
);
CREATE TABLE vulnerability_lists (
    kind TEXT NOT NULL PRIMARY KEY,
    as_of TEXT NOT NULL,
    entries BIGINT NOT NULL,
    hash TEXT NOT NULL,
    imported_at BIGINT NOT NULL,
    imported_by TEXT NOT NULL
);
