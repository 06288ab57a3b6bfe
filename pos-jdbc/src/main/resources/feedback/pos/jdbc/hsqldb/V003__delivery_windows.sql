-- oldest program: 2
-- From when something may be told; NULL, which older programs write, is at once. Older programs that work beside newer ones
-- keep order within the whole message, and where telling fails may tell sooner than here.
ALTER TABLE pos_outbox ADD COLUMN not_before BIGINT;

-- What is told to one recipient is found without looking at what is told to others.
CREATE INDEX pos_outbox_recipient ON pos_outbox (recipient, recipient_role, next_at, message, version, place);
