-- Requests of a centre as contracts: what it wants of whom by when, what each said, how it was answered and received; and orders that keep a scene as it is.

CREATE TABLE coordination_states (
    word TEXT NOT NULL PRIMARY KEY
);
INSERT INTO coordination_states (word) VALUES ('open'), ('answered'), ('closed'), ('withdrawn');

CREATE TABLE coordination_requests (
    id TEXT NOT NULL PRIMARY KEY,
    centre_id TEXT NOT NULL REFERENCES centres (id),
    -- As the centre numbers it; once for each centre.
    reference TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT,
    tlp TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    deadline_at BIGINT NOT NULL,
    incident_id TEXT REFERENCES incidents (id),
    state TEXT NOT NULL REFERENCES coordination_states (word),
    -- When the whole answer had left, with its proof.
    answered_at BIGINT,
    receipt_reference TEXT,
    receipt_on TEXT,
    ended_at BIGINT,
    ended_by TEXT,
    ended_by_name TEXT,
    ending TEXT,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (centre_id, reference)
);
CREATE INDEX coordination_requests_open ON coordination_requests (deadline_at, id) WHERE state = 'open';

CREATE TABLE coordination_items (
    request_id TEXT NOT NULL REFERENCES coordination_requests (id),
    n BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (request_id, n)
);

-- Whom the desk passed it on to.
CREATE TABLE coordination_agencies (
    request_id TEXT NOT NULL REFERENCES coordination_requests (id),
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (request_id, agency_id)
);
CREATE INDEX coordination_agencies_of_agency ON coordination_agencies (agency_id, request_id);

-- What was said to an item, in parts and for good; only added to. agency_id NULL: the desk itself. completes_at: with it the item is answered.
CREATE TABLE coordination_answers (
    id TEXT NOT NULL PRIMARY KEY,
    request_id TEXT NOT NULL,
    item BIGINT NOT NULL,
    agency_id TEXT REFERENCES agencies (id),
    text TEXT NOT NULL,
    evidence TEXT,
    paper TEXT,
    completes_at BIGINT,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    FOREIGN KEY (request_id, item) REFERENCES coordination_items (request_id, n)
);
CREATE INDEX coordination_answers_of_item ON coordination_answers (request_id, item, id);

-- How it was answered: by the post room (delivery_id) or by hand, with its proof.
CREATE TABLE coordination_sendings (
    request_id TEXT NOT NULL REFERENCES coordination_requests (id),
    n BIGINT NOT NULL,
    part TEXT NOT NULL,
    text TEXT NOT NULL,
    delivery_id TEXT REFERENCES deliveries (id),
    proof TEXT,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    PRIMARY KEY (request_id, n)
);

-- Reminders fire once each.
CREATE TABLE coordination_reminders (
    request_id TEXT NOT NULL REFERENCES coordination_requests (id),
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    fired_at BIGINT,
    folded_into BIGINT,
    reminded BIGINT NOT NULL,
    PRIMARY KEY (request_id, n)
);
CREATE INDEX coordination_reminders_due ON coordination_reminders (at) WHERE fired_at IS NULL;

-- "Giữ nguyên hiện trạng": nothing is restored until a person lifts it.
CREATE TABLE preservation_orders (
    id TEXT NOT NULL PRIMARY KEY,
    request_id TEXT REFERENCES coordination_requests (id),
    -- Who ordered it, by name, and under which number.
    ordered_by TEXT NOT NULL,
    reference TEXT,
    reason TEXT NOT NULL,
    ordered_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    created_by_name TEXT NOT NULL,
    lifted_at BIGINT,
    lifted_by TEXT,
    lifted_by_name TEXT,
    lift_reason TEXT,
    version BIGINT NOT NULL
);

-- What it keeps: an incident, or a system and with it every incident of that system.
CREATE TABLE preservation_targets (
    order_id TEXT NOT NULL REFERENCES preservation_orders (id),
    n BIGINT NOT NULL,
    agency_id TEXT NOT NULL REFERENCES agencies (id),
    incident_id TEXT REFERENCES incidents (id),
    system_id TEXT REFERENCES systems (id),
    PRIMARY KEY (order_id, n)
);
CREATE INDEX preservation_targets_of_incident ON preservation_targets (incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX preservation_targets_of_system ON preservation_targets (system_id) WHERE system_id IS NOT NULL;
