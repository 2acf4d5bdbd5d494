-- Whom to call, in what order, with how much patience; who is on duty; and how far each incident's ladder has been climbed.

CREATE TABLE duty_shifts (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    -- on-duty, stand-in or shift-lead.
    post TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    entered_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX duty_shifts_by_end ON duty_shifts (ends_at, starts_at) WHERE removed_at IS NULL;

-- One ladder per severity. rungs is the list as JSON: [{who, channels, patienceSeconds}], written and checked whole.
CREATE TABLE ladders (
    severity TEXT NOT NULL PRIMARY KEY,
    rungs TEXT NOT NULL,
    acknowledgement_seconds BIGINT NOT NULL,
    warning_seconds BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- Who is called when no rung that is left has anybody: the standing fallback, in its order. Its version is a desk fact.
CREATE TABLE ladder_fallback (
    place BIGINT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id)
);

-- An incident's own ladder, frozen when it started. step counts the rungs climbed and never goes back, so that no two calls are the
-- same delivery; first_step is what it was when climbing last began at the first rung. climb_at is NULL while nobody is to be called.
-- An acknowledgement has its own clock: when it is warned of, and when it expires.
CREATE TABLE incident_ladders (
    incident_id TEXT NOT NULL PRIMARY KEY REFERENCES incidents (id),
    severity TEXT NOT NULL,
    rungs TEXT NOT NULL,
    acknowledgement_seconds BIGINT NOT NULL,
    warning_seconds BIGINT NOT NULL,
    step BIGINT NOT NULL,
    first_step BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    climbed_at BIGINT,
    climb_at BIGINT,
    stopped_at BIGINT,
    stopped_by TEXT,
    warn_at BIGINT,
    expires_at BIGINT
);
CREATE INDEX incident_ladders_climb ON incident_ladders (climb_at, incident_id) WHERE climb_at IS NOT NULL;
CREATE INDEX incident_ladders_warn ON incident_ladders (warn_at, incident_id) WHERE warn_at IS NOT NULL;
CREATE INDEX incident_ladders_expire ON incident_ladders (expires_at, incident_id) WHERE expires_at IS NOT NULL;

-- The people of the desk who take part in a drill: nobody else is ever really told of it.
CREATE TABLE drill_participants (
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (incident_id, person_id)
);

-- The link in a rung's mail was used: one delivery, one person, once. What was not used needs no row: the link itself is signed.
CREATE TABLE acknowledgement_links (
    delivery_id TEXT NOT NULL PRIMARY KEY REFERENCES deliveries (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    used_at BIGINT NOT NULL
);

-- How an incident ended, and that it was closed on a desk whose channels all simulate: such a one never counts as filed in time.
ALTER TABLE incidents ADD COLUMN disposition TEXT;
ALTER TABLE incidents ADD COLUMN closed_unproven_at BIGINT;
