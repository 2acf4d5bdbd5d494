-- People who come from a provider of identities (OpenID Connect) are known by what that provider calls them, never by a name that anybody may choose.

CREATE TABLE person_identities (
    issuer TEXT NOT NULL,
    -- The provider's own word for the person (claim sub); it is never given to another.
    subject TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX person_identities_of ON person_identities (person_id);

-- When the provider said that the person showed two factors; NULL for the desk's own sign-in, and where it did not say so.
ALTER TABLE sessions ADD COLUMN two_factors_at BIGINT;
