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

-- After the row is there: an insertion that a conflict drops leaves no history.
CREATE FUNCTION begin_incident_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO incident_states (incident_id, n, at, until_at, serious_since, ended_at, known)
    VALUES (NEW.id, 1, NEW.received_at, NULL, NEW.serious_since, NEW.ended_at, 'recorded');
    UPDATE incidents SET change_at = NULL WHERE id = NEW.id AND change_at IS NOT NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER incidents_begin_their_history AFTER INSERT ON incidents FOR EACH ROW EXECUTE FUNCTION begin_incident_history();

CREATE FUNCTION keep_incident_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO incident_states (incident_id, n, at, until_at, serious_since, ended_at, known)
    SELECT NEW.id, stood.n + 1,
        greatest(stood.at, coalesce(NEW.change_at, CASE WHEN NEW.ended_at IS DISTINCT FROM OLD.ended_at THEN NEW.ended_at END,
            CASE WHEN NEW.serious_since IS DISTINCT FROM OLD.serious_since THEN NEW.serious_since END, CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT))),
        NULL, NEW.serious_since, NEW.ended_at, 'recorded'
    FROM incident_states AS stood WHERE stood.incident_id = NEW.id AND stood.until_at IS NULL;
    UPDATE incident_states SET until_at = (SELECT newer.at FROM incident_states AS newer WHERE newer.incident_id = NEW.id AND newer.n = incident_states.n + 1)
    WHERE incident_id = NEW.id AND until_at IS NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER incidents_keep_their_history AFTER UPDATE ON incidents FOR EACH ROW
WHEN (NEW.serious_since IS DISTINCT FROM OLD.serious_since OR NEW.ended_at IS DISTINCT FROM OLD.ended_at)
EXECUTE FUNCTION keep_incident_history();

CREATE FUNCTION forget_when_an_incident_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE incidents SET change_at = NULL WHERE id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER incidents_forget_when AFTER UPDATE ON incidents FOR EACH ROW WHEN (NEW.change_at IS NOT NULL) EXECUTE FUNCTION forget_when_an_incident_changed();

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
    CASE WHEN substr(id, 15, 1) = '7' THEN ('x0000' || substr(id, 1, 8) || substr(id, 10, 4))::bit(64)::bigint ELSE 0 END,
    NULL, level, level_confirmed_at, 'reconstructed'
FROM systems;

CREATE FUNCTION begin_system_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO system_states (system_id, n, at, until_at, level, level_confirmed_at, known)
    VALUES (NEW.id, 1, coalesce(NEW.change_at, CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT)), NULL, NEW.level, NEW.level_confirmed_at, 'recorded');
    UPDATE systems SET change_at = NULL WHERE id = NEW.id AND change_at IS NOT NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER systems_begin_their_history AFTER INSERT ON systems FOR EACH ROW EXECUTE FUNCTION begin_system_history();

CREATE FUNCTION keep_system_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO system_states (system_id, n, at, until_at, level, level_confirmed_at, known)
    SELECT NEW.id, stood.n + 1,
        greatest(stood.at, coalesce(NEW.change_at, CASE WHEN NEW.level_confirmed_at IS DISTINCT FROM OLD.level_confirmed_at THEN NEW.level_confirmed_at END,
            CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT))),
        NULL, NEW.level, NEW.level_confirmed_at, 'recorded'
    FROM system_states AS stood WHERE stood.system_id = NEW.id AND stood.until_at IS NULL;
    UPDATE system_states SET until_at = (SELECT newer.at FROM system_states AS newer WHERE newer.system_id = NEW.id AND newer.n = system_states.n + 1)
    WHERE system_id = NEW.id AND until_at IS NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER systems_keep_their_history AFTER UPDATE ON systems FOR EACH ROW
WHEN (NEW.level <> OLD.level OR NEW.level_confirmed_at IS DISTINCT FROM OLD.level_confirmed_at)
EXECUTE FUNCTION keep_system_history();

CREATE FUNCTION forget_when_a_system_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE systems SET change_at = NULL WHERE id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER systems_forget_when AFTER UPDATE ON systems FOR EACH ROW WHEN (NEW.change_at IS NOT NULL) EXECUTE FUNCTION forget_when_a_system_changed();

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

CREATE OR REPLACE FUNCTION keep_obligation_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told BIGINT := coalesce(NEW.change_at, CASE WHEN TG_OP = 'INSERT' THEN NEW.opened_at END, CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS BIGINT));
    before BIGINT := 0;
BEGIN
    NEW.change_at := NULL;
    IF TG_OP = 'UPDATE' THEN
        IF NEW.state = OLD.state AND NEW.due_at = OLD.due_at AND NEW.met_at IS NOT DISTINCT FROM OLD.met_at AND NEW.rule = OLD.rule AND NEW.basis = OLD.basis THEN
            RETURN NEW;
        END IF;
        UPDATE obligation_states SET until_at = told WHERE incident_id = NEW.incident_id AND obligation_id = NEW.id AND until_at IS NULL;
        SELECT count(*) INTO before FROM obligation_states WHERE incident_id = NEW.incident_id AND obligation_id = NEW.id;
    END IF;
    INSERT INTO obligation_states (incident_id, obligation_id, n, at, until_at, state, due_at, met_at, known, rule, basis)
    VALUES (NEW.incident_id, NEW.id, before + 1, told, NULL, NEW.state, NEW.due_at, NEW.met_at, 'recorded', NEW.rule, NEW.basis);
    RETURN NEW;
END
$$;
