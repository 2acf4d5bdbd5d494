-- What a letter named newly or no more when it changed: the mail that tells of it is written when the letter as it was is gone.
-- version: of the letter after the change. difference: JSON, read by who writes that mail and by nobody else.

CREATE TABLE advisory_changes (
    advisory_id TEXT NOT NULL REFERENCES advisories (id),
    version BIGINT NOT NULL,
    difference TEXT NOT NULL,
    PRIMARY KEY (advisory_id, version)
);
