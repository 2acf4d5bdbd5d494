-- A key is turned while its old secret still opens, it is taken away with a reason, and it says when it was last used.

ALTER TABLE keys ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE keys ADD COLUMN last_used_at BIGINT;
-- SHA-256 of the secret before the last rotation, and until when it still opens.
ALTER TABLE keys ADD COLUMN old_hash TEXT;
ALTER TABLE keys ADD COLUMN old_until_at BIGINT;
ALTER TABLE keys ADD COLUMN rotated_at BIGINT;
ALTER TABLE keys ADD COLUMN revoked_by TEXT;
ALTER TABLE keys ADD COLUMN revoked_reason TEXT;
CREATE INDEX keys_old_hash ON keys (old_hash) WHERE old_hash IS NOT NULL;
CREATE INDEX keys_ending ON keys (expires_at) WHERE revoked_at IS NULL AND expires_at IS NOT NULL;
