-- A gateway is used only after a test with exactly its settings arrived at the provider: which settings, when, by which delivery.

CREATE TABLE gateway_tests (
    channel TEXT NOT NULL,
    -- SHA-256 over every setting that changes what is asked or how the answer is read, passwords included.
    settings_hash TEXT NOT NULL,
    tested_at BIGINT NOT NULL,
    delivery_id TEXT NOT NULL REFERENCES deliveries (id),
    PRIMARY KEY (channel, settings_hash)
);
