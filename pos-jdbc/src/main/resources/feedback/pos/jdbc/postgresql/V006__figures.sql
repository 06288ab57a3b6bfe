-- oldest program: 1
-- What was written and is not counted yet. Written by the database itself, so that also what older programs and other tools write is
-- counted.
CREATE TABLE pos_uncounted (
    message UUID NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pos_uncounted_pk PRIMARY KEY (message, version)
);

CREATE FUNCTION pos_message_uncounted() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN INSERT INTO pos_uncounted (message, version) VALUES (NEW.id, NEW.version) ON CONFLICT DO NOTHING; RETURN NULL; END';
CREATE TRIGGER pos_message_added AFTER INSERT ON pos_message
    FOR EACH ROW EXECUTE FUNCTION pos_message_uncounted();
CREATE TRIGGER pos_message_changed AFTER UPDATE ON pos_message
    FOR EACH ROW WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION pos_message_uncounted();

-- What each message was counted as: taken away before it is counted anew. tags: a line each for the bodies, topics, territories and
-- cells that it belongs to.
CREATE TABLE pos_fact (
    message UUID NOT NULL,
    created_at BIGINT NOT NULL,
    mark BIGINT NOT NULL,
    lat DOUBLE PRECISION,
    lon DOUBLE PRECISION,
    version INTEGER NOT NULL,
    day_number INTEGER NOT NULL,
    territory TEXT COLLATE "C" NOT NULL,
    holders TEXT COLLATE "C" NOT NULL,
    topics TEXT COLLATE "C" NOT NULL,
    districts TEXT COLLATE "C" NOT NULL,
    tags TEXT COLLATE "C" NOT NULL,
    rest TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pos_fact_pk PRIMARY KEY (message)
) WITH (fillfactor = 80);
CREATE INDEX pos_fact_created ON pos_fact (created_at);
CREATE INDEX pos_fact_tags ON pos_fact USING gin (string_to_array(tags, E'\n'));

-- How many messages count as what, by place, topic and time.
CREATE TABLE pos_counter (
    side INTEGER NOT NULL,
    grain INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    topic TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    body BYTEA NOT NULL,
    CONSTRAINT pos_counter_pk PRIMARY KEY (side, topic, grain, bucket, id)
) WITH (fillfactor = 80);

INSERT INTO pos_uncounted (message, version) SELECT id, version FROM pos_message WHERE version > 0 ON CONFLICT DO NOTHING;
