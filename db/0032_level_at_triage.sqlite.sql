-- An incident keeps the protection level that its system had when it was triaged: a level confirmed later changes no duty of what happened before.

-- NULL where no system was named.
ALTER TABLE incidents ADD COLUMN system_level BIGINT;

-- Of what was filed before, triage has written down the level that it looked at; where it has not, it is the one of today.
UPDATE incidents SET system_level = coalesce(
    CASE WHEN instr(triage, '"systemLevel":') > 0 AND substr(triage, instr(triage, '"systemLevel":') + 14, 1) IN ('1', '2', '3', '4', '5')
        THEN CAST(substr(triage, instr(triage, '"systemLevel":') + 14, 1) AS INTEGER) END,
    (SELECT level FROM systems WHERE systems.id = incidents.system_id))
WHERE system_id IS NOT NULL;
