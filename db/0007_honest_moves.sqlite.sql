-- The table of legal moves is only as good as the state that a move says it came from: no statement may change a state and lie about it.
-- A later step that writes deliveries anew must make this again.

CREATE TRIGGER deliveries_move_honestly BEFORE UPDATE OF state ON deliveries
WHEN NEW.state <> OLD.state AND NEW.came_from IS NOT OLD.state
BEGIN
    SELECT RAISE(ABORT, 'a delivery that moves must say where it came from');
END;
