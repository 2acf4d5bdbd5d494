-- The first house: who reports, what was reported, what the law wants, who must hear, and what became of each message.
-- One text for both engines: TEXT and BIGINT only, instants are Unix milliseconds, "not yet" is NULL, lists of words that may grow are rows.

CREATE TABLE desk_facts (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Human numbers are handed out in blocks, so that writers never queue behind one counter row.
CREATE TABLE number_blocks (
    year BIGINT NOT NULL PRIMARY KEY,
    next BIGINT NOT NULL
);

CREATE TABLE agencies (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    kind TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    parent_id TEXT REFERENCES agencies (id),
    successor_id TEXT REFERENCES agencies (id),
    valid_from BIGINT NOT NULL,
    valid_to BIGINT,
    phone TEXT,
    email TEXT,
    safe_email TEXT,
    version BIGINT NOT NULL
);

-- Every pair (ancestor, descendant), each agency its own descendant: what an agency may see is one look-up.
CREATE TABLE agency_tree (
    ancestor_id TEXT NOT NULL REFERENCES agencies (id),
    descendant_id TEXT NOT NULL REFERENCES agencies (id),
    PRIMARY KEY (ancestor_id, descendant_id)
);

CREATE TABLE systems (
    id TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    level BIGINT NOT NULL,
    personal_data TEXT NOT NULL,
    exposure TEXT NOT NULL,
    provider TEXT,
    version BIGINT NOT NULL,
    UNIQUE (agency_id, code)
);

CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    user_name TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    position TEXT,
    agency_id TEXT REFERENCES agencies (id),
    phone TEXT,
    email TEXT,
    password_hash TEXT NOT NULL,
    failed_attempts BIGINT NOT NULL,
    throttled_until BIGINT,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
);

-- A key is shown once; the desk keeps its SHA-256. No agency means: a key of the desk.
CREATE TABLE keys (
    id TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    agency_id TEXT REFERENCES agencies (id),
    person_id TEXT REFERENCES people (id),
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT
);

CREATE TABLE centres (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    mandatory_since BIGINT,
    guard_mode TEXT,
    version BIGINT NOT NULL
);

CREATE TABLE centre_roles (
    centre_id TEXT NOT NULL REFERENCES centres (id),
    role TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT,
    source TEXT NOT NULL,
    sureness TEXT NOT NULL,
    PRIMARY KEY (centre_id, role, valid_from)
);

-- A contact that no person has verified is never used, in no mode.
CREATE TABLE centre_contacts (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL REFERENCES centres (id),
    channel TEXT NOT NULL,
    value TEXT NOT NULL,
    purpose TEXT NOT NULL,
    source TEXT NOT NULL,
    sureness TEXT NOT NULL,
    verified_on BIGINT,
    verified_by TEXT REFERENCES people (id),
    valid_from BIGINT NOT NULL,
    valid_to BIGINT,
    entered_by TEXT REFERENCES people (id)
);
CREATE INDEX centre_contacts_of ON centre_contacts (centre_id, channel);

CREATE TABLE incident_statuses (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO incident_statuses (word) VALUES
    ('new'), ('triaged'), ('open'), ('contained'), ('resolved'), ('closed'), ('rejected'), ('duplicate');

-- worst_order and number_order make the two orders of the board plain integers: see Rules/Incidents/WorstFirst.
-- reality: real, drill or test; only what is real may leave the desk.
CREATE TABLE incidents (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    number_order BIGINT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    system_id TEXT REFERENCES systems (id),
    title TEXT NOT NULL,
    category TEXT NOT NULL,
    status TEXT NOT NULL REFERENCES incident_statuses (word),
    severity TEXT NOT NULL,
    serious_since BIGINT,
    score_hundredths BIGINT,
    need TEXT NOT NULL,
    tlp TEXT NOT NULL,
    reality TEXT NOT NULL,
    rules_version TEXT NOT NULL,
    triage TEXT NOT NULL,
    detected_at BIGINT NOT NULL,
    occurred_at BIGINT,
    received_at BIGINT NOT NULL,
    next_due_at BIGINT,
    worst_order BIGINT NOT NULL,
    acknowledged_at BIGINT,
    acknowledged_by TEXT REFERENCES people (id),
    assignee_id TEXT REFERENCES people (id),
    ended_at BIGINT,
    merged_into TEXT REFERENCES incidents (id)
);
CREATE INDEX incidents_worst_first ON incidents (worst_order, number_order);
CREATE INDEX incidents_of_agency ON incidents (agency_id, number_order);
CREATE INDEX incidents_due ON incidents (next_due_at, number_order) WHERE next_due_at IS NOT NULL;

-- What an agency said, kept as it was said. verbatim is the body as it came; facts is its normal form (NFC, defaults filled in),
-- which decides whether a repeated report is the same. folded is the text that the plain search looks through.
CREATE TABLE reports (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    source_ref TEXT,
    reported_via TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    filed_by_kind TEXT NOT NULL,
    filed_by_id TEXT NOT NULL,
    verbatim TEXT NOT NULL,
    verbatim_hash TEXT NOT NULL,
    facts TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX reports_of_incident ON reports (incident_id);
CREATE UNIQUE INDEX reports_natural_key ON reports (agency_id, source, source_ref) WHERE source_ref IS NOT NULL;

-- The Idempotency-Key header, per API key; forgotten after 30 days.
CREATE TABLE request_keys (
    caller_id TEXT NOT NULL,
    value TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES reports (id),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (caller_id, value)
);

CREATE TABLE timeline (
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT,
    actor_name TEXT NOT NULL,
    visibility TEXT NOT NULL,
    text TEXT NOT NULL,
    text_vi TEXT NOT NULL,
    facts TEXT,
    PRIMARY KEY (incident_id, id)
);

-- basis: law, or internal where the desk set the figure as its own target.
CREATE TABLE obligations (
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    rule TEXT NOT NULL,
    article TEXT NOT NULL,
    sureness TEXT NOT NULL,
    recipient TEXT NOT NULL,
    form TEXT,
    basis TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    old_due_at BIGINT,
    state TEXT NOT NULL,
    met_at BIGINT,
    met_by TEXT,
    PRIMARY KEY (incident_id, id)
);
CREATE INDEX obligations_due ON obligations (due_at, id) WHERE state = 'open';

CREATE TABLE delivery_states (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO delivery_states (word) VALUES
    ('planned'), ('awaiting-approval'), ('queued'), ('claimed'), ('in-doubt'), ('accepted'), ('delivered'), ('acknowledged'),
    ('retry-wait'), ('failed'), ('cancelled'), ('suppressed'), ('simulated'), ('superseded');

-- The legal moves of a delivery; each history row names one, so an illegal move cannot be written.
CREATE TABLE delivery_moves (
    from_state TEXT NOT NULL REFERENCES delivery_states (word),
    to_state TEXT NOT NULL REFERENCES delivery_states (word),
    PRIMARY KEY (from_state, to_state)
);
INSERT INTO delivery_moves (from_state, to_state) VALUES
    ('planned', 'awaiting-approval'), ('planned', 'queued'), ('planned', 'cancelled'), ('planned', 'superseded'),
    ('awaiting-approval', 'queued'), ('awaiting-approval', 'cancelled'), ('awaiting-approval', 'superseded'),
    ('queued', 'claimed'), ('queued', 'failed'), ('queued', 'cancelled'), ('queued', 'superseded'),
    ('retry-wait', 'claimed'), ('retry-wait', 'failed'), ('retry-wait', 'cancelled'), ('retry-wait', 'superseded'),
    ('claimed', 'accepted'), ('claimed', 'simulated'), ('claimed', 'suppressed'), ('claimed', 'retry-wait'), ('claimed', 'failed'),
    ('claimed', 'in-doubt'), ('claimed', 'awaiting-approval'), ('claimed', 'cancelled'), ('claimed', 'superseded'),
    ('in-doubt', 'claimed'), ('in-doubt', 'accepted'), ('in-doubt', 'failed'), ('in-doubt', 'cancelled'),
    ('accepted', 'delivered'), ('accepted', 'acknowledged'), ('accepted', 'failed'),
    ('delivered', 'acknowledged'), ('delivered', 'failed'),
    ('failed', 'queued'), ('simulated', 'queued'), ('suppressed', 'queued');

-- One message to one recipient by one channel. next_attempt_at is NULL when nobody has to do anything about it.
-- content is the exact message, written when it is first made ready; every later attempt sends the same.
-- way: automatic, or approval where a second person must first approve the content.
CREATE TABLE deliveries (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    cause_kind TEXT NOT NULL,
    cause_ref TEXT NOT NULL,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_role TEXT NOT NULL,
    recipient_name TEXT NOT NULL,
    centre_id TEXT REFERENCES centres (id),
    contact_id TEXT REFERENCES centre_contacts (id),
    address TEXT NOT NULL,
    state TEXT NOT NULL REFERENCES delivery_states (word),
    way TEXT NOT NULL CHECK (way IN ('automatic', 'approval')),
    guard TEXT NOT NULL,
    message_id TEXT NOT NULL,
    content TEXT,
    content_hash TEXT,
    planned_at BIGINT NOT NULL,
    next_attempt_at BIGINT,
    due_at BIGINT,
    ended_at BIGINT,
    attempts BIGINT NOT NULL,
    moves BIGINT NOT NULL,
    claimed_by TEXT,
    lease_token TEXT,
    superseded_by TEXT REFERENCES deliveries (id),
    UNIQUE (incident_id, cause_kind, cause_ref, recipient, channel)
);
CREATE INDEX deliveries_next ON deliveries (next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;
-- What nobody claims but somebody must look for: rows without an address, letters not yet written for approval, what is past due.
CREATE INDEX deliveries_planned ON deliveries (centre_id, id) WHERE state = 'planned';
CREATE INDEX deliveries_retrying ON deliveries (centre_id, id) WHERE state = 'retry-wait';
CREATE INDEX deliveries_unready ON deliveries (id) WHERE state = 'awaiting-approval' AND content IS NULL;
CREATE INDEX deliveries_due ON deliveries (due_at, id) WHERE ended_at IS NULL AND due_at IS NOT NULL;

CREATE TABLE delivery_history (
    delivery_id TEXT NOT NULL REFERENCES deliveries (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL REFERENCES delivery_states (word),
    actor TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (delivery_id, n),
    FOREIGN KEY (from_state, to_state) REFERENCES delivery_moves (from_state, to_state)
);

-- A person or a key approved this very content; other content has no approval. The desk approves nothing.
CREATE TABLE delivery_approvals (
    delivery_id TEXT NOT NULL REFERENCES deliveries (id),
    content_hash TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL CHECK (actor <> 'desk'),
    PRIMARY KEY (delivery_id, content_hash)
);

CREATE TABLE delivery_attempts (
    delivery_id TEXT NOT NULL REFERENCES deliveries (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    ended_at BIGINT,
    verdict TEXT,
    reply TEXT,
    hash TEXT NOT NULL,
    PRIMARY KEY (delivery_id, n)
);

CREATE TABLE alarms (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    severity TEXT NOT NULL,
    subject TEXT NOT NULL,
    incident_id TEXT REFERENCES incidents (id),
    since BIGINT NOT NULL,
    text TEXT NOT NULL,
    text_vi TEXT NOT NULL,
    acknowledged_by TEXT REFERENCES people (id),
    ended_at BIGINT
);
CREATE UNIQUE INDEX alarms_open ON alarms (kind, subject) WHERE ended_at IS NULL;

-- What open pages are told. Rows are written unnumbered by whoever makes the change; one follower numbers what has committed.
CREATE TABLE changes (
    id TEXT NOT NULL PRIMARY KEY,
    seq BIGINT UNIQUE,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    number TEXT,
    what TEXT NOT NULL,
    agency_id TEXT,
    at BIGINT NOT NULL
);
CREATE INDEX changes_unnumbered ON changes (id) WHERE seq IS NULL;

-- Who did what. Rows hold ids and hashes, never personal data; they are numbered and chained after they have committed.
CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY,
    seq BIGINT UNIQUE,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    outcome TEXT NOT NULL,
    address TEXT,
    trace_id TEXT,
    hash TEXT,
    previous_hash TEXT
);
