-- Drills: what is tried, with whom, within which limits and when; which incidents were a drill's; what was found. The people of a drill are the only ones who are really told of it.

CREATE TABLE drill_states (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO drill_states (word) VALUES ('draft'), ('approved'), ('running'), ('ended'), ('aborted'), ('cancelled');

-- The legal moves, the same as in Rules/Drills/DrillStates; each row of the history names one.
CREATE TABLE drill_moves (
    from_state TEXT NOT NULL REFERENCES drill_states (word),
    to_state TEXT NOT NULL REFERENCES drill_states (word),
    PRIMARY KEY (from_state, to_state)
);
INSERT INTO drill_moves (from_state, to_state) VALUES
    ('draft', 'draft'), ('draft', 'approved'), ('draft', 'cancelled'), ('approved', 'draft'), ('approved', 'running'), ('approved', 'cancelled'),
    ('running', 'ended'), ('running', 'aborted');

-- starts_at and ends_at are the window: outside of it nothing of a drill leaves the desk, whatever its state.
CREATE TABLE drills (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    goal TEXT,
    scenario TEXT,
    tools TEXT,
    limits TEXT,
    protection_plan TEXT,
    starts_at BIGINT,
    ends_at BIGINT,
    state TEXT NOT NULL REFERENCES drill_states (word),
    came_from TEXT,
    moves BIGINT NOT NULL,
    written_by TEXT NOT NULL,
    approved_at BIGINT,
    approved_by TEXT,
    started_at BIGINT,
    ended_at BIGINT,
    summary TEXT,
    reason TEXT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    FOREIGN KEY (came_from, state) REFERENCES drill_moves (from_state, to_state)
);
CREATE INDEX drills_running ON drills (ends_at) WHERE state = 'running';

-- The desk's own people who take part.
CREATE TABLE drill_people (
    drill_id TEXT NOT NULL REFERENCES drills (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (drill_id, person_id)
);

-- Agencies that take part, and the systems that are tried.
CREATE TABLE drill_agencies (
    drill_id TEXT NOT NULL REFERENCES drills (id),
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    PRIMARY KEY (drill_id, agency_id)
);
CREATE TABLE drill_systems (
    drill_id TEXT NOT NULL REFERENCES drills (id),
    system_id TEXT NOT NULL REFERENCES systems (id),
    PRIMARY KEY (drill_id, system_id)
);
CREATE INDEX drill_systems_of ON drill_systems (system_id);

-- An incident belongs to at most one drill.
CREATE TABLE drill_incidents (
    incident_id TEXT NOT NULL PRIMARY KEY REFERENCES incidents (id),
    drill_id TEXT NOT NULL REFERENCES drills (id),
    tied_at BIGINT NOT NULL,
    tied_by TEXT NOT NULL
);
CREATE INDEX drill_incidents_of ON drill_incidents (drill_id);

CREATE TABLE drill_findings (
    drill_id TEXT NOT NULL REFERENCES drills (id),
    n BIGINT NOT NULL,
    text TEXT NOT NULL,
    action TEXT,
    responsible TEXT,
    due_on TEXT,
    PRIMARY KEY (drill_id, n)
);

CREATE TABLE drill_history (
    drill_id TEXT NOT NULL REFERENCES drills (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL REFERENCES drill_states (word),
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (drill_id, n),
    FOREIGN KEY (from_state, to_state) REFERENCES drill_moves (from_state, to_state)
);
