-- The registers of agencies and systems: names that sort as Vietnamese readers expect, a level that a person confirmed, mail that was taken over.

-- Computed by the program (Rules/Text/SortKey), so that both engines sort alike. What is empty is filled in at the next start.
ALTER TABLE agencies ADD COLUMN sort_key TEXT NOT NULL DEFAULT '';
ALTER TABLE systems ADD COLUMN sort_key TEXT NOT NULL DEFAULT '';
CREATE INDEX agencies_by_name ON agencies (sort_key, code);
CREATE INDEX systems_by_name ON systems (sort_key, id);
-- A successor's people see what its predecessors filed.
CREATE INDEX agencies_of_successor ON agencies (successor_id) WHERE successor_id IS NOT NULL;

-- Facts from which the level is suggested; NULL is "nobody has said".
ALTER TABLE systems ADD COLUMN purpose TEXT;
ALTER TABLE systems ADD COLUMN reach TEXT;
ALTER TABLE systems ADD COLUMN harm TEXT;
ALTER TABLE systems ADD COLUMN basic_subjects BIGINT;
ALTER TABLE systems ADD COLUMN sensitive_subjects BIGINT;
-- Who said that the level is right, when and why. A change of the level by any other way takes it away.
ALTER TABLE systems ADD COLUMN level_confirmed_at BIGINT;
ALTER TABLE systems ADD COLUMN level_confirmed_by TEXT REFERENCES people (id);
ALTER TABLE systems ADD COLUMN level_reason TEXT;
