-- oldest program: 2
-- Where it is on the map, and in which cell of a grid; -1 for nowhere. NULL stands in rows of older programs until the
-- next start, when they are filled in.
ALTER TABLE pos_message ADD COLUMN lat DOUBLE;
ALTER TABLE pos_message ADD COLUMN lon DOUBLE;
ALTER TABLE pos_message ADD COLUMN cell INTEGER;
CREATE INDEX pos_message_cell ON pos_message (cell, created_at, id);

-- The topmost of its topics, so that the newest ones on like matters are found.
ALTER TABLE pos_message ADD COLUMN category VARCHAR(1000) COLLATE pos_exact GENERATED ALWAYS AS
    (REGEXP_SUBSTRING(topic_path, '[^/]+'));
CREATE INDEX pos_message_category ON pos_message (category, created_at, id);
