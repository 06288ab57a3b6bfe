-- oldest program: 2
-- Who holds a message, and when somebody was last given it: for choosing an executor by load or by turn. Rows of older
-- programs hold NULL, or what a newer one wrote before them, until a newer one writes them again: until all programs are new, a
-- choice may go by numbers that are a little off. A step in the program fills the rows that are open.
ALTER TABLE pos_message ADD COLUMN executor VARCHAR(1000) COLLATE pos_exact;
ALTER TABLE pos_message ADD COLUMN given_at BIGINT;
CREATE INDEX pos_message_executor ON pos_message (executor, stage);
CREATE INDEX pos_message_given ON pos_message (executor, given_at);
