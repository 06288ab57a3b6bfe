-- oldest program: 3
ALTER TABLE pos_message ADD COLUMN remark TEXT;
CREATE INDEX pos_message_remark ON pos_message (remark);
