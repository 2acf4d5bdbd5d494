-- A figure of a past day must be the same whenever it is asked for: what incidents and systems were is kept by triggers, as it is of duties, and a duty's history knows its rule and its basis.

-- Said by whoever changes a row, taken by the triggers below and never kept: when the change was recorded. Who does not say it is given what the row itself says, or the machine's time.
ALTER TABLE incidents ADD COLUMN change_at BIGINT;
ALTER TABLE systems ADD COLUMN change_at BIGINT;

-- An incident as it stood from at until until_at. known: recorded, or reconstructed from what was there when this table was made.
CREATE TABLE incident_states (
    incident_id TEXT NOT NULL,
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    until_at BIGINT,
    serious_since BIGINT,
    ended_at BIGINT,
    known TEXT NOT NULL,
    PRIMARY KEY (incident_id, n)
);
INSERT INTO incident_states (incident_id, n, at, until_at, serious_since, ended_at, known)
SELECT id, 1, received_at, NULL, serious_since, ended_at, 'reconstructed' FROM incidents;

CREATE TRIGGER incidents_begin_their_history AFTER INSERT ON incidents
BEGIN
    INSERT INTO incident_states (incident_id, n, at, until_at, serious_since, ended_at, known)
    VALUES (NEW.id, 1, NEW.received_at, NULL, NEW.serious_since, NEW.ended_at, 'recorded');
    UPDATE incidents SET change_at = NULL WHERE id = NEW.id AND change_at IS NOT NULL;
END;
CREATE TRIGGER incidents_keep_their_history AFTER UPDATE OF serious_since, ended_at ON incidents
WHEN NEW.serious_since IS NOT OLD.serious_since OR NEW.ended_at IS NOT OLD.ended_at
BEGIN
    INSERT INTO incident_states (incident_id, n, at, until_at, serious_since, ended_at, known)
    SELECT NEW.id, stood.n + 1,
        max(stood.at, coalesce(NEW.change_at, CASE WHEN NEW.ended_at IS NOT OLD.ended_at THEN NEW.ended_at END,
            CASE WHEN NEW.serious_since IS NOT OLD.serious_since THEN NEW.serious_since END, CAST(unixepoch('subsec') * 1000 AS INTEGER))),
        NULL, NEW.serious_since, NEW.ended_at, 'recorded'
    FROM incident_states AS stood WHERE stood.incident_id = NEW.id AND stood.until_at IS NULL;
    UPDATE incident_states SET until_at = (SELECT newer.at FROM incident_states AS newer WHERE newer.incident_id = NEW.id AND newer.n = incident_states.n + 1)
    WHERE incident_id = NEW.id AND until_at IS NULL;
END;
CREATE TRIGGER incidents_forget_when AFTER UPDATE OF change_at ON incidents WHEN NEW.change_at IS NOT NULL
BEGIN
    UPDATE incidents SET change_at = NULL WHERE id = NEW.id;
END;

-- A system as the register had it. Of those that were there before, the id says when they were entered.
CREATE TABLE system_states (
    system_id TEXT NOT NULL,
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    until_at BIGINT,
    level BIGINT NOT NULL,
    level_confirmed_at BIGINT,
    known TEXT NOT NULL,
    PRIMARY KEY (system_id, n)
);
INSERT INTO system_states (system_id, n, at, until_at, level, level_confirmed_at, known)
SELECT id, 1,
    CASE WHEN substr(id, 15, 1) = '7' THEN
        (instr('0123456789abcdef', substr(id, 1, 1)) - 1) * 17592186044416 + (instr('0123456789abcdef', substr(id, 2, 1)) - 1) * 1099511627776
        + (instr('0123456789abcdef', substr(id, 3, 1)) - 1) * 68719476736 + (instr('0123456789abcdef', substr(id, 4, 1)) - 1) * 4294967296
        + (instr('0123456789abcdef', substr(id, 5, 1)) - 1) * 268435456 + (instr('0123456789abcdef', substr(id, 6, 1)) - 1) * 16777216
        + (instr('0123456789abcdef', substr(id, 7, 1)) - 1) * 1048576 + (instr('0123456789abcdef', substr(id, 8, 1)) - 1) * 65536
        + (instr('0123456789abcdef', substr(id, 10, 1)) - 1) * 4096 + (instr('0123456789abcdef', substr(id, 11, 1)) - 1) * 256
        + (instr('0123456789abcdef', substr(id, 12, 1)) - 1) * 16 + (instr('0123456789abcdef', substr(id, 13, 1)) - 1)
    ELSE 0 END,
    NULL, level, level_confirmed_at, 'reconstructed'
FROM systems;

CREATE TRIGGER systems_begin_their_history AFTER INSERT ON systems
BEGIN
    INSERT INTO system_states (system_id, n, at, until_at, level, level_confirmed_at, known)
    VALUES (NEW.id, 1, coalesce(NEW.change_at, CAST(unixepoch('subsec') * 1000 AS INTEGER)), NULL, NEW.level, NEW.level_confirmed_at, 'recorded');
    UPDATE systems SET change_at = NULL WHERE id = NEW.id AND change_at IS NOT NULL;
END;
CREATE TRIGGER systems_keep_their_history AFTER UPDATE OF level, level_confirmed_at ON systems
WHEN NEW.level <> OLD.level OR NEW.level_confirmed_at IS NOT OLD.level_confirmed_at
BEGIN
    INSERT INTO system_states (system_id, n, at, until_at, level, level_confirmed_at, known)
    SELECT NEW.id, stood.n + 1,
        max(stood.at, coalesce(NEW.change_at, CASE WHEN NEW.level_confirmed_at IS NOT OLD.level_confirmed_at THEN NEW.level_confirmed_at END,
            CAST(unixepoch('subsec') * 1000 AS INTEGER))),
        NULL, NEW.level, NEW.level_confirmed_at, 'recorded'
    FROM system_states AS stood WHERE stood.system_id = NEW.id AND stood.until_at IS NULL;
    UPDATE system_states SET until_at = (SELECT newer.at FROM system_states AS newer WHERE newer.system_id = NEW.id AND newer.n = system_states.n + 1)
    WHERE system_id = NEW.id AND until_at IS NULL;
END;
CREATE TRIGGER systems_forget_when AFTER UPDATE OF change_at ON systems WHEN NEW.change_at IS NOT NULL
BEGIN
    UPDATE systems SET change_at = NULL WHERE id = NEW.id;
END;

-- The rule of a row that has ended is what the next applied recomputation named as the old one; the rest is what stands.
ALTER TABLE obligation_states ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE obligation_states ADD COLUMN basis TEXT NOT NULL DEFAULT '';
UPDATE obligation_states SET
    rule = coalesce(
        (SELECT later.old_rule FROM obligation_changes AS later
         WHERE later.incident_id = obligation_states.incident_id AND later.obligation_id = obligation_states.obligation_id
           AND later.old_rule IS NOT NULL AND later.new_rule IS NOT NULL AND later.at >= obligation_states.until_at ORDER BY later.at LIMIT 1),
        (SELECT obligations.rule FROM obligations WHERE obligations.incident_id = obligation_states.incident_id AND obligations.id = obligation_states.obligation_id),
        ''),
    basis = coalesce(
        (SELECT obligations.basis FROM obligations WHERE obligations.incident_id = obligation_states.incident_id AND obligations.id = obligation_states.obligation_id), '');

DROP TRIGGER obligations_begin_their_history;
DROP TRIGGER obligations_keep_their_history;
CREATE TRIGGER obligations_begin_their_history AFTER INSERT ON obligations
BEGIN
    INSERT INTO obligation_states (incident_id, obligation_id, n, at, until_at, state, due_at, met_at, known, rule, basis)
    VALUES (NEW.incident_id, NEW.id, 1, coalesce(NEW.opened_at, CAST(unixepoch('subsec') * 1000 AS INTEGER)), NULL, NEW.state, NEW.due_at, NEW.met_at, 'recorded', NEW.rule, NEW.basis);
END;
CREATE TRIGGER obligations_keep_their_history AFTER UPDATE OF state, due_at, met_at, rule, basis ON obligations
WHEN NEW.state <> OLD.state OR NEW.due_at <> OLD.due_at OR NEW.met_at IS NOT OLD.met_at OR NEW.rule <> OLD.rule OR NEW.basis <> OLD.basis
BEGIN
    UPDATE obligation_states SET until_at = coalesce(NEW.change_at, CAST(unixepoch('subsec') * 1000 AS INTEGER))
    WHERE incident_id = NEW.incident_id AND obligation_id = NEW.id AND until_at IS NULL;
    INSERT INTO obligation_states (incident_id, obligation_id, n, at, until_at, state, due_at, met_at, known, rule, basis)
    SELECT NEW.incident_id, NEW.id, count(*) + 1, coalesce(NEW.change_at, CAST(unixepoch('subsec') * 1000 AS INTEGER)), NULL, NEW.state, NEW.due_at, NEW.met_at, 'recorded', NEW.rule, NEW.basis
    FROM obligation_states WHERE incident_id = NEW.incident_id AND obligation_id = NEW.id;
END;
CREATE TRIGGER obligations_forget_when AFTER UPDATE OF change_at ON obligations WHEN NEW.change_at IS NOT NULL
BEGIN
    UPDATE obligations SET change_at = NULL WHERE incident_id = NEW.incident_id AND id = NEW.id;
END;
