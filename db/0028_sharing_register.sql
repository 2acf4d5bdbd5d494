-- The sharing register: what was shared by other ways than this desk's own deliveries and exports, entered by hand with its proof. The rest of the register is read from those.

CREATE TABLE sharing_records (
    id TEXT NOT NULL PRIMARY KEY,
    shared_at BIGINT NOT NULL,
    what TEXT NOT NULL,
    recipient TEXT NOT NULL,
    centre_id TEXT REFERENCES centres (id),
    incident_id TEXT REFERENCES incidents (id),
    tlp TEXT NOT NULL,
    cause TEXT NOT NULL,
    channel TEXT NOT NULL,
    proof TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    entered_by TEXT NOT NULL,
    entered_by_name TEXT NOT NULL
);
CREATE INDEX sharing_records_at ON sharing_records (shared_at, id);

-- The last that proves that a centre is reached by a channel: accepted, arrived or confirmed.
CREATE INDEX deliveries_proofs ON deliveries (centre_id, channel, state);
