-- Response scenarios are brought up to date when their system changes (Directive 18/CT-TTg): what was last noted of each system, the reviews that its changes ask for, and what changed.

-- Level, host, exposure, providers and products as the clock last saw them, as JSON. facts NULL: not yet looked at, and what is found then is noted and asks for nothing. A system without a row is new.
CREATE TABLE scenario_facts (
    system_id TEXT NOT NULL PRIMARY KEY REFERENCES systems (id),
    facts TEXT,
    noted_at BIGINT,
    -- How often it was noted: who read an older one writes nothing.
    n BIGINT NOT NULL
);
INSERT INTO scenario_facts (system_id, facts, noted_at, n) SELECT id, NULL, NULL, 0 FROM systems;

CREATE TABLE scenario_change_kinds (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO scenario_change_kinds (word) VALUES ('new-system'), ('level'), ('host'), ('exposure'), ('provider'), ('product');

-- The directive names no term: term_set_by says who set the one that due_at was counted with. settled_at NULL: it is still owed.
CREATE TABLE scenario_reviews (
    id TEXT NOT NULL PRIMARY KEY,
    system_id TEXT NOT NULL REFERENCES systems (id),
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    opened_at BIGINT NOT NULL,
    last_changed_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    rule TEXT NOT NULL,
    term_days BIGINT NOT NULL,
    term_set_by TEXT NOT NULL,
    changes BIGINT NOT NULL,
    -- What was noted before its first change, as JSON ('null': the system is new). Once the system is that again, nothing is left to review. NULL: it is not known.
    facts_before TEXT,
    -- The agency was told that it is open, and that its time is over. Once each, and only where there is an address.
    told_at BIGINT,
    overdue_at BIGINT,
    -- A day of the desk's calendar; late_days NULL: in time, or not done yet.
    reviewed_on TEXT,
    document TEXT,
    note TEXT,
    late_days BIGINT,
    settled_at BIGINT,
    -- NULL: the desk itself, or nobody yet.
    settled_by TEXT REFERENCES people (id),
    -- The desk let go of it, because nothing is left of what had changed: nobody looked.
    voided_at BIGINT,
    version BIGINT NOT NULL
);
-- What changes while a review is owed is added to that one.
CREATE UNIQUE INDEX scenario_reviews_owed ON scenario_reviews (system_id) WHERE settled_at IS NULL;
CREATE INDEX scenario_reviews_by_due ON scenario_reviews (due_at, id);
CREATE INDEX scenario_reviews_of_agency ON scenario_reviews (agency_id, due_at, id);

-- was NULL: it is new; became NULL: it is gone.
CREATE TABLE scenario_changes (
    review_id TEXT NOT NULL REFERENCES scenario_reviews (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL REFERENCES scenario_change_kinds (word),
    subject TEXT,
    was TEXT,
    became TEXT,
    PRIMARY KEY (review_id, n)
);
