-- Deliveries for people and for the desk itself, not only for centres; the next channel stands on the row; the database refuses an illegal move.
-- SQLite cannot loosen a column, so the tables are written anew. Children go before their parent, or the foreign keys would refuse.

CREATE TABLE new_deliveries (
    id TEXT NOT NULL PRIMARY KEY,
    -- What it is about: the incident's id, or the word desk for a digest, a test, a canary.
    about TEXT NOT NULL,
    incident_id TEXT REFERENCES incidents (id),
    cause_kind TEXT NOT NULL,
    cause_ref TEXT NOT NULL,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_role TEXT NOT NULL,
    recipient_name TEXT NOT NULL,
    centre_id TEXT REFERENCES centres (id),
    agency_id TEXT REFERENCES agencies (id),
    person_id TEXT REFERENCES people (id),
    contact_id TEXT REFERENCES centre_contacts (id),
    address TEXT NOT NULL,
    state TEXT NOT NULL REFERENCES delivery_states (word),
    -- The state before this one; NULL at birth. With the foreign key below no statement can make a move that is not in delivery_moves.
    came_from TEXT,
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
    superseded_by TEXT REFERENCES new_deliveries (id),
    -- The channels still to be tried for this recipient, in their order, separated by spaces; and when the first of them starts
    -- although this delivery goes on. NULL: only a permanent failure starts it.
    next_channels TEXT NOT NULL,
    next_channel_at BIGINT,
    -- In milliseconds: how long each channel of the list is given before the one after it, and how long an accepted message may stay without
    -- an acknowledgement. NULL: the clock never starts the next one.
    next_channel_wait BIGINT,
    acknowledge_within BIGINT,
    -- Who was given the rest of the list: somebody is being reached another way, so this one's failing is nobody's alarm.
    next_delivery TEXT REFERENCES new_deliveries (id),
    FOREIGN KEY (came_from, state) REFERENCES delivery_moves (from_state, to_state),
    -- Whoever is not newly born came from somewhere.
    CHECK (came_from IS NOT NULL OR state IN ('planned', 'awaiting-approval', 'queued')),
    UNIQUE (about, cause_kind, cause_ref, recipient, channel)
);
INSERT INTO new_deliveries (id, about, incident_id, cause_kind, cause_ref, channel, recipient, recipient_role, recipient_name, centre_id,
    contact_id, address, state, came_from, way, guard, message_id, content, content_hash, planned_at, next_attempt_at, due_at, ended_at,
    attempts, moves, claimed_by, lease_token, superseded_by, next_channels)
SELECT id, incident_id, incident_id, cause_kind, cause_ref, channel, recipient, recipient_role, recipient_name, centre_id,
    contact_id, address, state,
    (SELECT from_state FROM delivery_history WHERE delivery_id = deliveries.id AND n = deliveries.moves), way, guard, message_id,
    content, content_hash, planned_at, next_attempt_at, due_at, ended_at, attempts, moves, claimed_by, lease_token, superseded_by, ''
FROM deliveries;

CREATE TABLE new_delivery_history (
    delivery_id TEXT NOT NULL REFERENCES new_deliveries (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL REFERENCES delivery_states (word),
    actor TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (delivery_id, n),
    FOREIGN KEY (from_state, to_state) REFERENCES delivery_moves (from_state, to_state)
);
INSERT INTO new_delivery_history (delivery_id, n, at, from_state, to_state, actor, note)
SELECT delivery_id, n, at, from_state, to_state, actor, note FROM delivery_history;

CREATE TABLE new_delivery_approvals (
    delivery_id TEXT NOT NULL REFERENCES new_deliveries (id),
    content_hash TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL CHECK (actor <> 'desk'),
    PRIMARY KEY (delivery_id, content_hash)
);
INSERT INTO new_delivery_approvals (delivery_id, content_hash, at, actor)
SELECT delivery_id, content_hash, at, actor FROM delivery_approvals;

CREATE TABLE new_delivery_attempts (
    delivery_id TEXT NOT NULL REFERENCES new_deliveries (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    ended_at BIGINT,
    verdict TEXT,
    reply TEXT,
    hash TEXT NOT NULL,
    PRIMARY KEY (delivery_id, n)
);
INSERT INTO new_delivery_attempts (delivery_id, n, at, ended_at, verdict, reply, hash)
SELECT delivery_id, n, at, ended_at, verdict, reply, hash FROM delivery_attempts;

DROP TABLE delivery_history;
DROP TABLE delivery_approvals;
DROP TABLE delivery_attempts;
DROP TABLE deliveries;
ALTER TABLE new_deliveries RENAME TO deliveries;
ALTER TABLE new_delivery_history RENAME TO delivery_history;
ALTER TABLE new_delivery_approvals RENAME TO delivery_approvals;
ALTER TABLE new_delivery_attempts RENAME TO delivery_attempts;

-- By channel first: what waits for one that is stuck is never walked over by those who look for work of another.
CREATE INDEX deliveries_next ON deliveries (channel, next_attempt_at, id) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX deliveries_leases ON deliveries (next_attempt_at, id) WHERE state = 'claimed';
-- What nobody claims but somebody must look for: rows without an address, letters not yet written for approval, what is past due,
-- and what waits too long before its next channel.
CREATE INDEX deliveries_planned ON deliveries (centre_id, id) WHERE state = 'planned';
CREATE INDEX deliveries_retrying ON deliveries (centre_id, id) WHERE state = 'retry-wait';
CREATE INDEX deliveries_unready ON deliveries (id) WHERE state = 'awaiting-approval' AND content IS NULL;
CREATE INDEX deliveries_due ON deliveries (due_at, id) WHERE ended_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX deliveries_next_channel ON deliveries (next_channel_at, id) WHERE next_channel_at IS NOT NULL;
CREATE INDEX deliveries_by_message ON deliveries (message_id);

-- What a person is asked to do: a call, a paper to hand over.
CREATE INDEX deliveries_tasks ON deliveries (id) WHERE channel IN ('call', 'by-hand') AND state IN ('queued', 'retry-wait');

-- What became of a call, as the person said who made it; the attempt of the same number keeps when.
CREATE TABLE delivery_calls (
    delivery_id TEXT NOT NULL REFERENCES deliveries (id),
    n BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    spoke_with TEXT,
    at BIGINT NOT NULL,
    note TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (delivery_id, n)
);
