-- A sign-in that is between its password and its code has no session yet: when somebody is signed out everywhere, it must end too.
ALTER TABLE people ADD COLUMN signed_out_at BIGINT;
