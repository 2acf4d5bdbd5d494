-- The papers that the law asks for: drafted from what is stored, each version kept as it was, agreed to by a second person, sent with proof.

CREATE TABLE paper_states (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO paper_states (word) VALUES ('draft'), ('review'), ('approved'), ('sending'), ('sent'), ('withdrawn');

-- The legal moves; each history row names one. A bounce and a sending that was only simulated lead back to approved: nothing has left.
CREATE TABLE paper_moves (
    from_state TEXT NOT NULL REFERENCES paper_states (word),
    to_state TEXT NOT NULL REFERENCES paper_states (word),
    PRIMARY KEY (from_state, to_state)
);
INSERT INTO paper_moves (from_state, to_state) VALUES
    ('draft', 'review'), ('review', 'draft'), ('review', 'approved'), ('approved', 'draft'), ('approved', 'sending'), ('sending', 'approved'),
    ('sending', 'sent'), ('sent', 'approved'),
    ('draft', 'withdrawn'), ('review', 'withdrawn'), ('approved', 'withdrawn');

CREATE TABLE papers (
    id TEXT NOT NULL PRIMARY KEY,
    -- NULL: about an agency as a whole, a yearly report.
    incident_id TEXT REFERENCES incidents (id),
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    -- The duty that it is to meet; NULL where it meets none.
    obligation_id TEXT,
    form TEXT NOT NULL,
    -- agency: once it is sent, the agency sees it; internal: the desk alone.
    visibility TEXT NOT NULL,
    state TEXT NOT NULL REFERENCES paper_states (word),
    version BIGINT NOT NULL,
    -- The newest of paper_versions, and of paper_history.
    latest BIGINT NOT NULL,
    moves BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    FOREIGN KEY (incident_id, obligation_id) REFERENCES obligations (incident_id, id)
);
CREATE INDEX papers_of_incident ON papers (incident_id, id) WHERE incident_id IS NOT NULL;
CREATE INDEX papers_of_agency ON papers (agency_id, id);

-- content: the answers and the letter as it is printed, so that a form that is replaced later changes no paper of before. Rows are added and never changed.
CREATE TABLE paper_versions (
    paper_id TEXT NOT NULL REFERENCES papers (id),
    n BIGINT NOT NULL,
    content TEXT NOT NULL,
    hash TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT,
    actor_name TEXT NOT NULL,
    -- The human being behind it, also where a key wrote; who wrote does not approve.
    person_id TEXT REFERENCES people (id),
    PRIMARY KEY (paper_id, n)
);

CREATE TABLE paper_history (
    paper_id TEXT NOT NULL REFERENCES papers (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL REFERENCES paper_states (word),
    actor TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (paper_id, n),
    FOREIGN KEY (from_state, to_state) REFERENCES paper_moves (from_state, to_state)
);

-- Each time that a version was given away. The delivery says what became of it.
CREATE TABLE paper_sendings (
    paper_id TEXT NOT NULL REFERENCES papers (id),
    n BIGINT NOT NULL,
    version_n BIGINT NOT NULL,
    delivery_id TEXT NOT NULL REFERENCES deliveries (id),
    -- What this sending meets once it is proven; NULL where it goes to somebody whom no law names.
    obligation_id TEXT,
    -- By hand: number and symbol, when it was dispatched, by which channel, and the scanned receipt. By mail the server's word is the proof.
    number TEXT,
    sent_at BIGINT,
    channel TEXT,
    -- Given away marked preliminary (sơ bộ): update and closing report must follow. NULL where it says all.
    preliminary_at BIGINT,
    evidence_id TEXT REFERENCES evidence (id),
    note TEXT,
    PRIMARY KEY (paper_id, n),
    FOREIGN KEY (paper_id, version_n) REFERENCES paper_versions (paper_id, n)
);
CREATE INDEX paper_sendings_of_delivery ON paper_sendings (delivery_id);
