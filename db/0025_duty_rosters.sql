-- Rosters of a declared period, whose shifts count once they are published; swaps and stand-ins; and what one shift hands over to the next.

-- agency_id NULL is the desk's own. posts: the words of those posts that must be held at every moment, with blanks between. zone: in which days and times are typed.
CREATE TABLE duty_rosters (
    id TEXT NOT NULL PRIMARY KEY,
    agency_id TEXT REFERENCES agencies (id),
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    posts TEXT NOT NULL,
    rest_seconds BIGINT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    published_at BIGINT,
    published_by TEXT,
    removed_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX duty_rosters_by_end ON duty_rosters (ends_at, id) WHERE removed_at IS NULL;

-- A line is never changed: what takes its place names it, and why (stand-in, swap).
ALTER TABLE duty_shifts ADD COLUMN roster_id TEXT REFERENCES duty_rosters (id);
ALTER TABLE duty_shifts ADD COLUMN replaces_id TEXT REFERENCES duty_shifts (id);
ALTER TABLE duty_shifts ADD COLUMN reason TEXT;
CREATE INDEX duty_shifts_of_roster ON duty_shifts (roster_id, starts_at) WHERE removed_at IS NULL;
CREATE INDEX duty_shifts_of_person ON duty_shifts (person_id, ends_at) WHERE removed_at IS NULL;

-- Who really is on duty at the desk: the plain lines, and those of its published rosters. Ladders, alarms and the head of every page read this.
CREATE VIEW desk_shifts AS
SELECT duty_shifts.id, duty_shifts.person_id, duty_shifts.post, duty_shifts.starts_at, duty_shifts.ends_at, duty_shifts.version,
    duty_shifts.roster_id, duty_shifts.reason
FROM duty_shifts LEFT JOIN duty_rosters ON duty_rosters.id = duty_shifts.roster_id
WHERE duty_shifts.removed_at IS NULL
  AND (duty_shifts.roster_id IS NULL
       OR (duty_rosters.published_at IS NOT NULL AND duty_rosters.removed_at IS NULL AND duty_rosters.agency_id IS NULL));

-- A gap was told of, a week before it and a day before it: each once.
CREATE TABLE duty_gap_alarms (
    roster_id TEXT NOT NULL REFERENCES duty_rosters (id),
    stage TEXT NOT NULL,
    post TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (roster_id, stage, post, starts_at)
);

-- One asks another to take a shift, for one of theirs or for nothing; the other answers. state: open, accepted, declined, withdrawn.
CREATE TABLE duty_swaps (
    id TEXT NOT NULL PRIMARY KEY,
    roster_id TEXT NOT NULL REFERENCES duty_rosters (id),
    shift_id TEXT NOT NULL REFERENCES duty_shifts (id),
    other_shift_id TEXT REFERENCES duty_shifts (id),
    asked_by TEXT NOT NULL REFERENCES people (id),
    asked_of TEXT NOT NULL REFERENCES people (id),
    note TEXT,
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    answered_at BIGINT,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX duty_swaps_open ON duty_swaps (shift_id) WHERE state = 'open';
CREATE INDEX duty_swaps_of ON duty_swaps (asked_of, state);
CREATE INDEX duty_swaps_by_roster ON duty_swaps (roster_id, asked_at);

-- One shift gives the desk to the next. step counts the calls while it is not taken; climb_at is NULL once every item is.
CREATE TABLE duty_handovers (
    id TEXT NOT NULL PRIMARY KEY,
    from_shift TEXT NOT NULL UNIQUE REFERENCES duty_shifts (id),
    to_shift TEXT REFERENCES duty_shifts (id),
    from_person TEXT NOT NULL REFERENCES people (id),
    to_person TEXT REFERENCES people (id),
    note TEXT,
    opened_at BIGINT NOT NULL,
    change_at BIGINT NOT NULL,
    step BIGINT NOT NULL,
    climb_at BIGINT,
    done_at BIGINT,
    version BIGINT NOT NULL
);
CREATE INDEX duty_handovers_climb ON duty_handovers (climb_at, id) WHERE climb_at IS NOT NULL;
CREATE INDEX duty_handovers_open ON duty_handovers (change_at, id) WHERE done_at IS NULL;

-- kind: desk (the duty itself), incident, clock (an obligation that runs) or advisory. label is its number, never its content; detail is the obligation's kind.
CREATE TABLE duty_handover_items (
    id TEXT NOT NULL PRIMARY KEY,
    handover_id TEXT NOT NULL REFERENCES duty_handovers (id),
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    label TEXT NOT NULL,
    detail TEXT,
    due_at BIGINT,
    accepted_at BIGINT,
    accepted_by TEXT REFERENCES people (id),
    UNIQUE (handover_id, kind, subject_id)
);
