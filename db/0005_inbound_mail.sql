-- What came back: bounces, replies, receipts. Each raw mail is kept once, by its hash, and handled once.

CREATE TABLE inbound_mails (
    hash TEXT NOT NULL PRIMARY KEY,
    -- Its name in the maildir, without the flags.
    file TEXT NOT NULL,
    message_id TEXT,
    sender TEXT NOT NULL,
    subject TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    -- bounce, delay, delivered, displayed, reply, auto-reply, own, loop or unmatched; NULL while it waits to be handled.
    kind TEXT,
    delivery_id TEXT REFERENCES deliveries (id),
    incident_id TEXT REFERENCES incidents (id),
    handled_at BIGINT,
    note TEXT,
    note_vi TEXT
);
CREATE INDEX inbound_mails_unhandled ON inbound_mails (received_at, hash) WHERE handled_at IS NULL;
CREATE INDEX inbound_mails_by_time ON inbound_mails (received_at, hash);
CREATE INDEX inbound_mails_of ON inbound_mails (delivery_id) WHERE delivery_id IS NOT NULL;
CREATE INDEX inbound_mails_of_incident ON inbound_mails (incident_id, handled_at) WHERE incident_id IS NOT NULL;
