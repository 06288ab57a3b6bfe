-- oldest program: 1
-- Where it is on the map, and in which cell of a grid; -1 for nowhere. NULL stands in rows of older programs, which may
-- work beside newer ones, until the next start of a newer one, when they are filled in.
ALTER TABLE pos_message ADD COLUMN lat DOUBLE PRECISION;
ALTER TABLE pos_message ADD COLUMN lon DOUBLE PRECISION;
ALTER TABLE pos_message ADD COLUMN cell INTEGER;
CREATE INDEX pos_message_cell ON pos_message (cell, created_at, id) WHERE cell >= 0;
CREATE INDEX pos_message_no_cell ON pos_message (id) WHERE cell IS NULL;

-- The topmost of its topics, so that the newest ones on like matters are found.
CREATE INDEX pos_message_category ON pos_message (split_part(topic_path, '/', 2), created_at, id);
