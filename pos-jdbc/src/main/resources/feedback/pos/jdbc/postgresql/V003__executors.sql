-- oldest program: 1
-- Who holds a message, and when somebody was last given it: for choosing an executor by load or by turn. Rows of older
-- programs hold NULL, or what a newer one wrote before them, until a newer one writes them again: until all programs are new, a
-- choice may go by numbers that are a little off. A step in the program fills the rows that are open.
ALTER TABLE pos_message ADD COLUMN executor TEXT COLLATE "C";
ALTER TABLE pos_message ADD COLUMN given_at BIGINT;

-- Small, as most of what there is is finished.
CREATE INDEX pos_message_owed ON pos_message (executor)
    WHERE executor IS NOT NULL AND stage IN ('SUBMITTED', 'MODERATION', 'COORDINATION', 'EXECUTION', 'APPROVAL', 'POSTPONED');
CREATE INDEX pos_message_given ON pos_message (executor, given_at) WHERE executor IS NOT NULL AND given_at IS NOT NULL;
