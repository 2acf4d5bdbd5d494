-- An incident keeps the protection level that its system had when it was triaged: a level confirmed later changes no duty of what happened before.

-- NULL where no system was named.
ALTER TABLE incidents ADD COLUMN system_level BIGINT;

-- Of what was filed before, triage has written down the level that it looked at; where it has not, it is the one of today.
UPDATE incidents SET system_level = coalesce(
    CAST(substring(triage from '"systemLevel":([1-5])') AS BIGINT),
    (SELECT level FROM systems WHERE systems.id = incidents.system_id))
WHERE system_id IS NOT NULL;
