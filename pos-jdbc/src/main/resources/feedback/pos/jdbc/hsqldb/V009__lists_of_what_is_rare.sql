-- oldest program: 2
-- The paths of bodies (B) and topics (T) and the territories (P) that there are: so that what lies on a path is found by whole paths, and
-- so by an index. Written by the database itself, so that also what older programs write is there.
CREATE CACHED TABLE pos_path (
    kind CHAR(1) NOT NULL,
    path LONGVARCHAR NOT NULL,
    CONSTRAINT pos_path_pk PRIMARY KEY (kind, path)
);
CREATE TRIGGER pos_message_holder_added AFTER INSERT ON pos_message REFERENCING NEW ROW AS n FOR EACH ROW
    MERGE INTO pos_path USING (VALUES ('B', n.holder_path)) AS v(kind, path) ON pos_path.kind = v.kind AND pos_path.path = v.path
    WHEN NOT MATCHED THEN INSERT VALUES (v.kind, v.path);
CREATE TRIGGER pos_message_topic_added AFTER INSERT ON pos_message REFERENCING NEW ROW AS n FOR EACH ROW
    MERGE INTO pos_path USING (VALUES ('T', n.topic_path)) AS v(kind, path) ON pos_path.kind = v.kind AND pos_path.path = v.path
    WHEN NOT MATCHED THEN INSERT VALUES (v.kind, v.path);
CREATE TRIGGER pos_message_territory_added AFTER INSERT ON pos_message REFERENCING NEW ROW AS n FOR EACH ROW
    MERGE INTO pos_path USING (VALUES ('P', n.territory)) AS v(kind, path) ON pos_path.kind = v.kind AND pos_path.path = v.path
    WHEN NOT MATCHED THEN INSERT VALUES (v.kind, v.path);
CREATE TRIGGER pos_message_holder_changed AFTER UPDATE ON pos_message REFERENCING OLD ROW AS o NEW ROW AS n FOR EACH ROW
    WHEN (n.holder_path <> o.holder_path)
    MERGE INTO pos_path USING (VALUES ('B', n.holder_path)) AS v(kind, path) ON pos_path.kind = v.kind AND pos_path.path = v.path
    WHEN NOT MATCHED THEN INSERT VALUES (v.kind, v.path);
CREATE TRIGGER pos_message_topic_changed AFTER UPDATE ON pos_message REFERENCING OLD ROW AS o NEW ROW AS n FOR EACH ROW
    WHEN (n.topic_path <> o.topic_path)
    MERGE INTO pos_path USING (VALUES ('T', n.topic_path)) AS v(kind, path) ON pos_path.kind = v.kind AND pos_path.path = v.path
    WHEN NOT MATCHED THEN INSERT VALUES (v.kind, v.path);

CREATE INDEX pos_message_holder ON pos_message (holder_path, stage, created_at, id);
CREATE INDEX pos_message_topic ON pos_message (topic_path, created_at, id);
CREATE INDEX pos_message_territory ON pos_message (territory, created_at, id);
CREATE INDEX pos_message_stage ON pos_message (stage, created_at, id);

-- Again from the beginning where this was cut off
DELETE FROM pos_path;
INSERT INTO pos_path (kind, path) SELECT DISTINCT 'B', holder_path FROM pos_message;
INSERT INTO pos_path (kind, path) SELECT DISTINCT 'T', topic_path FROM pos_message;
INSERT INTO pos_path (kind, path) SELECT DISTINCT 'P', territory FROM pos_message;
