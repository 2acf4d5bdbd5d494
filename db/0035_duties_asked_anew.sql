-- Open incidents whose duties a merging, its taking back or a mail that came back had left wrong are asked once more: the deadline clock takes some in each turn.

UPDATE incidents SET duties_asked_at = 0 WHERE ended_at IS NULL AND reality <> 'test';
