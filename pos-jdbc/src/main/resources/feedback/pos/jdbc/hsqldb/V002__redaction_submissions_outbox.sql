-- What the seal covers in place of author and body where personal data was taken out.
ALTER TABLE pos_journal ADD COLUMN digest VARCHAR(64);

-- What was submitted stands apart from the state, which alone is written anew at each act. A step in the program follows
-- that takes it out of the bodies there are.
CREATE CACHED TABLE pos_submission (
    message BINARY(16) NOT NULL,
    body LONGVARCHAR NOT NULL,
    CONSTRAINT pos_submission_pk PRIMARY KEY (message)
);

-- Found without counting up a number that every writer would share: by message, version and place within it.
ALTER TABLE pos_outbox DROP CONSTRAINT pos_outbox_pk;
ALTER TABLE pos_outbox ADD CONSTRAINT pos_outbox_pk PRIMARY KEY (message, version, place);
DROP INDEX pos_outbox_message;
CREATE INDEX pos_outbox_next ON pos_outbox (next_at, message, version, place);
