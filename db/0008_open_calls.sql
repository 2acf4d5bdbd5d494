-- The page of calls lists what lies open or is being called, from the oldest on: by an index of its own, however many calls were ever made.
CREATE INDEX deliveries_open_calls ON deliveries (id) WHERE channel = 'call' AND state IN ('queued', 'retry-wait', 'claimed', 'in-doubt');
