-- oldest program: 1
-- The words of messages and answers, as the program cuts them, with the places where they stand; and tags, which begin with a
-- colon: bodies, topics, stretches of time. Apart from the message, whose row is written anew at each act.
CREATE TABLE pos_search (
    found UUID NOT NULL,
    sent_at BIGINT NOT NULL,
    words TSVECTOR NOT NULL,
    CONSTRAINT pos_search_pk PRIMARY KEY (found)
);
CREATE INDEX pos_search_newest ON pos_search (sent_at, found);
-- What waits to be put into the index is read through by every search, so not much may wait
CREATE INDEX pos_search_words ON pos_search USING gin (words) WITH (gin_pending_list_limit = 256);

-- What was committed and is not taken down yet.
CREATE TABLE pos_search_due (
    message UUID NOT NULL,
    forget BOOLEAN NOT NULL
);

-- By the database itself, so that also what older programs write is found. What was submitted changes only where personal data is
-- taken out.
CREATE FUNCTION pos_search_message() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN INSERT INTO pos_search_due (message, forget) VALUES (NEW.id, NEW.version < 0); RETURN NULL; END';
CREATE TRIGGER pos_search_added AFTER INSERT ON pos_message
    FOR EACH ROW EXECUTE FUNCTION pos_search_message();
CREATE TRIGGER pos_search_changed AFTER UPDATE ON pos_message
    FOR EACH ROW WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION pos_search_message();
CREATE FUNCTION pos_search_submission() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN INSERT INTO pos_search_due (message, forget) VALUES (NEW.message, TRUE); RETURN NULL; END';
CREATE TRIGGER pos_search_forgotten AFTER UPDATE ON pos_submission
    FOR EACH ROW EXECUTE FUNCTION pos_search_submission();
INSERT INTO pos_search_due (message, forget) SELECT id, FALSE FROM pos_message WHERE version > 0;

-- Which words occur, with one form of each, to guess what a misspelt one was meant to be. spelling: the form in signs of
-- ASCII, see the program.
CREATE TABLE pos_search_word (
    lexeme TEXT COLLATE "C" NOT NULL,
    form TEXT COLLATE "C" NOT NULL,
    spelling TEXT COLLATE "C" NOT NULL,
    seen INTEGER NOT NULL,
    CONSTRAINT pos_search_word_pk PRIMARY KEY (lexeme)
);
