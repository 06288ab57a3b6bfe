-- oldest program: 2
-- What was written and is not counted yet; written by the database itself.
CREATE CACHED TABLE pos_uncounted (
    message BINARY(16) NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pos_uncounted_pk PRIMARY KEY (message, version)
);
CREATE TRIGGER pos_message_added AFTER INSERT ON pos_message REFERENCING NEW ROW AS n
    FOR EACH ROW
    MERGE INTO pos_uncounted USING (VALUES (n.id, n.version)) AS v(message, version)
    ON pos_uncounted.message = v.message AND pos_uncounted.version = v.version
    WHEN NOT MATCHED THEN INSERT VALUES (v.message, v.version);
CREATE TRIGGER pos_message_changed AFTER UPDATE ON pos_message REFERENCING OLD ROW AS o NEW ROW AS n
    FOR EACH ROW WHEN (n.version <> o.version)
    MERGE INTO pos_uncounted USING (VALUES (n.id, n.version)) AS v(message, version)
    ON pos_uncounted.message = v.message AND pos_uncounted.version = v.version
    WHEN NOT MATCHED THEN INSERT VALUES (v.message, v.version);

-- What each message was counted as: taken away before it is counted anew.
CREATE CACHED TABLE pos_fact (
    message BINARY(16) NOT NULL,
    created_at BIGINT NOT NULL,
    mark BIGINT NOT NULL,
    lat DOUBLE,
    lon DOUBLE,
    version INTEGER NOT NULL,
    day_number INTEGER NOT NULL,
    territory VARCHAR(11) NOT NULL,
    holders LONGVARCHAR NOT NULL,
    topics LONGVARCHAR NOT NULL,
    districts LONGVARCHAR NOT NULL,
    tags LONGVARCHAR NOT NULL,
    rest LONGVARCHAR NOT NULL,
    CONSTRAINT pos_fact_pk PRIMARY KEY (message)
);
CREATE INDEX pos_fact_created ON pos_fact (created_at);

-- How many messages count as what, by place, topic and time.
CREATE CACHED TABLE pos_counter (
    side INTEGER NOT NULL,
    grain INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    topic VARCHAR(1000) COLLATE pos_exact NOT NULL,
    id VARCHAR(1000) COLLATE pos_exact NOT NULL,
    body LONGVARBINARY NOT NULL,
    CONSTRAINT pos_counter_pk PRIMARY KEY (side, topic, grain, bucket, id)
);

-- Again from the beginning where this was cut off
DELETE FROM pos_uncounted;
INSERT INTO pos_uncounted (message, version) SELECT id, version FROM pos_message WHERE version > 0;
