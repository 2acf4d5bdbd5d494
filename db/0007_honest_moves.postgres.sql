-- The table of legal moves is only as good as the state that a move says it came from: no statement may change a state and lie about it.
-- A later step that writes deliveries anew must make this again.

CREATE FUNCTION refuse_dishonest_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a delivery that moves must say where it came from' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER deliveries_move_honestly BEFORE UPDATE OF state ON deliveries FOR EACH ROW
WHEN (NEW.state <> OLD.state AND NEW.came_from IS DISTINCT FROM OLD.state)
EXECUTE FUNCTION refuse_dishonest_move();
