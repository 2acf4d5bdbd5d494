-- Threat hunts: what is looked for, who looks and what they found with which query over which period; and when each system was last hunted through and scanned.

CREATE TABLE hunt_states (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO hunt_states (word) VALUES ('open'), ('closed'), ('cancelled');

CREATE TABLE hunt_outcomes (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO hunt_outcomes (word) VALUES ('waiting'), ('nothing-found'), ('found');

CREATE TABLE check_kinds (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO check_kinds (word) VALUES ('hunt'), ('scan');

CREATE TABLE hunts (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    hypothesis TEXT NOT NULL,
    -- JSON: [{type, value, note}] and [{where, text}].
    indicators TEXT NOT NULL,
    queries TEXT NOT NULL,
    tlp TEXT NOT NULL,
    -- What time is to be searched; NULL leaves it to whoever searches.
    period_from BIGINT,
    period_to BIGINT,
    due_at BIGINT NOT NULL,
    -- The letter whose urgency asks for it; its scope follows whom the letter was sent to.
    advisory_id TEXT REFERENCES advisories (id),
    state TEXT NOT NULL REFERENCES hunt_states (word),
    opened_at BIGINT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_by_name TEXT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT,
    ended_by_name TEXT,
    -- The summary of a closed one, the reason of a cancelled one.
    ending TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX hunts_open ON hunts (due_at, id) WHERE state = 'open';
CREATE UNIQUE INDEX hunts_of_advisory ON hunts (advisory_id) WHERE advisory_id IS NOT NULL;

-- Whom it is asked of; version is of all that this agency said, and what If-Match names.
CREATE TABLE hunt_agencies (
    hunt_id TEXT NOT NULL REFERENCES hunts (id),
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    asked_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (hunt_id, agency_id)
);
CREATE INDEX hunt_agencies_of_agency ON hunt_agencies (agency_id, hunt_id);

-- What stands: the agency as a whole (system_key '') or one of its systems (the system's id).
CREATE TABLE hunt_cells (
    hunt_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    system_key TEXT NOT NULL,
    outcome TEXT NOT NULL REFERENCES hunt_outcomes (word),
    n BIGINT NOT NULL,
    query TEXT,
    searched_from BIGINT,
    searched_to BIGINT,
    done_at BIGINT,
    note TEXT,
    evidence TEXT,
    incident_id TEXT REFERENCES incidents (id),
    said_at BIGINT,
    said_by TEXT,
    said_by_name TEXT,
    PRIMARY KEY (hunt_id, agency_id, system_key),
    FOREIGN KEY (hunt_id, agency_id) REFERENCES hunt_agencies (hunt_id, agency_id)
);
CREATE INDEX hunt_cells_of_incident ON hunt_cells (incident_id) WHERE incident_id IS NOT NULL;

-- Each thing that was said, also where it was said anew; never changed.
CREATE TABLE hunt_results (
    hunt_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    system_key TEXT NOT NULL,
    n BIGINT NOT NULL,
    outcome TEXT NOT NULL REFERENCES hunt_outcomes (word),
    query TEXT NOT NULL,
    searched_from BIGINT NOT NULL,
    searched_to BIGINT NOT NULL,
    done_at BIGINT NOT NULL,
    note TEXT,
    evidence TEXT,
    incident_id TEXT REFERENCES incidents (id),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    PRIMARY KEY (hunt_id, agency_id, system_key, n),
    FOREIGN KEY (hunt_id, agency_id, system_key) REFERENCES hunt_cells (hunt_id, agency_id, system_key)
);

-- Reminders fire once each. folded_into: several were missed at once, and only the last of them became a letter.
CREATE TABLE hunt_reminders (
    hunt_id TEXT NOT NULL REFERENCES hunts (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    fired_at BIGINT,
    folded_into BIGINT,
    reminded BIGINT NOT NULL,
    PRIMARY KEY (hunt_id, n)
);
CREATE INDEX hunt_reminders_due ON hunt_reminders (at) WHERE fired_at IS NULL;

-- A system was hunted through or scanned, and by when it is due again (Directive 18: six months at most).
CREATE TABLE system_checks (
    id TEXT NOT NULL PRIMARY KEY,
    system_id TEXT NOT NULL REFERENCES systems (id),
    kind TEXT NOT NULL REFERENCES check_kinds (word),
    done_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    hunt_id TEXT REFERENCES hunts (id),
    -- With what: a scanner and its version, a query.
    method TEXT NOT NULL,
    findings BIGINT,
    note TEXT,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL
);
CREATE INDEX system_checks_of_system ON system_checks (system_id, kind, next_at);
CREATE UNIQUE INDEX system_checks_of_hunt ON system_checks (hunt_id, system_id) WHERE hunt_id IS NOT NULL;

-- The agency was told that a check of its system is due: ahead of it, and when it is overdue. Once each.
CREATE TABLE check_reminders (
    system_id TEXT NOT NULL REFERENCES systems (id),
    kind TEXT NOT NULL REFERENCES check_kinds (word),
    next_at BIGINT NOT NULL,
    mark TEXT NOT NULL,
    fired_at BIGINT NOT NULL,
    PRIMARY KEY (system_id, kind, next_at, mark)
);
