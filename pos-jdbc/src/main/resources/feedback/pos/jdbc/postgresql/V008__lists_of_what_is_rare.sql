-- oldest program: 1
-- The paths of bodies (B) and topics (T) and the territories (P) that there are: so that what lies on a path is found by whole paths, and
-- so by an index. Written by the database itself, so that also what older programs write is there. Not unique: two who write the
-- same one at once do not wait for each other, and twice is as good as once.
CREATE TABLE pos_path (
    kind TEXT COLLATE "C" NOT NULL,
    path TEXT COLLATE "C" NOT NULL
);
CREATE INDEX pos_path_path ON pos_path (kind, left(path, 500));

CREATE FUNCTION pos_message_path() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN
INSERT INTO pos_path (kind, path) SELECT n.kind, n.path
    FROM (VALUES (''B'', NEW.holder_path), (''T'', NEW.topic_path), (''P'', NEW.territory)) AS n(kind, path)
    WHERE NOT EXISTS (SELECT 1 FROM pos_path p WHERE p.kind = n.kind COLLATE "C"
        AND left(p.path, 500) = left(n.path COLLATE "C", 500) AND p.path = n.path COLLATE "C"); RETURN NULL; END';
CREATE TRIGGER pos_message_path_added AFTER INSERT ON pos_message
    FOR EACH ROW EXECUTE FUNCTION pos_message_path();
CREATE TRIGGER pos_message_path_changed AFTER UPDATE ON pos_message
    FOR EACH ROW WHEN (NEW.holder_path <> OLD.holder_path OR NEW.topic_path <> OLD.topic_path)
    EXECUTE FUNCTION pos_message_path();

-- Not the whole path: an index takes no key beyond some 2,700 bytes.
CREATE INDEX pos_message_holder ON pos_message (left(holder_path, 500), stage, created_at, id);
CREATE INDEX pos_message_topic ON pos_message (left(topic_path, 500), created_at, id);
CREATE INDEX pos_message_territory ON pos_message (territory, created_at, id);
-- Small, as most of what there is is finished.
CREATE INDEX pos_message_stage ON pos_message (stage, created_at, id)
    WHERE stage IN ('SUBMITTED', 'MODERATION', 'COORDINATION', 'EXECUTION', 'APPROVAL', 'POSTPONED');

INSERT INTO pos_path (kind, path) SELECT DISTINCT 'B', holder_path FROM pos_message;
INSERT INTO pos_path (kind, path) SELECT DISTINCT 'T', topic_path FROM pos_message;
INSERT INTO pos_path (kind, path) SELECT DISTINCT 'P', territory FROM pos_message;
