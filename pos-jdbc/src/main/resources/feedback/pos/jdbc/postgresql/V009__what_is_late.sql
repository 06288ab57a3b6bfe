-- oldest program: 1
-- What is overdue, newest first: of the newest messages hardly any is, and from the newest on all that were answered in time would be passed over.
CREATE INDEX pos_message_late ON pos_message (created_at, id) WHERE late_at IS NOT NULL;
