-- The board's own order: by what is due next, what nothing is due for last. The largest instant of a four-digit year stands for "nothing".
-- The status stands in it so that a walk past what is over reads the index alone.

CREATE INDEX incidents_by_due ON incidents (coalesce(next_due_at, 253402300799999), number_order, status);
