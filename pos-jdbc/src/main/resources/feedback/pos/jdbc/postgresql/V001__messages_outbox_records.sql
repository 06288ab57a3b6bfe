-- Texts are compared byte by byte (COLLATE "C"): the same in every locale, and the order of code points.
-- Instants are microseconds since 1970 in UTC, so that no zone can get in between.
-- Ids are made by the program and ordered by time: no sequence is shared.
-- Room is left in each page, so that a row's next version as a rule fits beside it.
CREATE TABLE pos_message (
    id UUID NOT NULL,
    version INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    wake_at BIGINT,
    late_at BIGINT,
    fast_track BOOLEAN NOT NULL,
    is_open BOOLEAN NOT NULL,
    stars SMALLINT,
    joined UUID,
    number TEXT COLLATE "C" NOT NULL,
    once_key TEXT COLLATE "C",
    applicant TEXT COLLATE "C" NOT NULL,
    holder_path TEXT COLLATE "C" NOT NULL,
    territory TEXT COLLATE "C" NOT NULL,
    topic_path TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C",
    channel TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pos_message_pk PRIMARY KEY (id)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX pos_message_number ON pos_message (number);
CREATE UNIQUE INDEX pos_message_once ON pos_message (once_key) WHERE once_key IS NOT NULL;
CREATE INDEX pos_message_newest ON pos_message (created_at, id);
CREATE INDEX pos_message_wake ON pos_message (wake_at, id) WHERE wake_at IS NOT NULL;
CREATE INDEX pos_message_applicant ON pos_message (applicant, created_at, id);
CREATE INDEX pos_message_joined ON pos_message (joined, created_at, id) WHERE joined IS NOT NULL;

-- What was submitted, written once: a row is written anew as a whole, whatever part of it changes.
CREATE TABLE pos_submission (
    message UUID NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pos_submission_pk PRIMARY KEY (message)
);

CREATE TABLE pos_journal (
    message UUID NOT NULL,
    version INTEGER NOT NULL,
    happened_at BIGINT NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    author_role TEXT COLLATE "C" NOT NULL,
    fact TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    seal TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C",
    CONSTRAINT pos_journal_pk PRIMARY KEY (message, version)
);

-- place: of several tidings about one version.
CREATE TABLE pos_outbox (
    message UUID NOT NULL,
    version INTEGER NOT NULL,
    place INTEGER NOT NULL,
    happened_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    fact TEXT COLLATE "C" NOT NULL,
    recipient_role TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pos_outbox_pk PRIMARY KEY (message, version, place)
);
CREATE INDEX pos_outbox_next ON pos_outbox (next_at, message, version, place);

-- record_key in UTF-8: the order of these bytes is the order of code points.
CREATE TABLE pos_record (
    kind TEXT COLLATE "C" NOT NULL,
    record_key BYTEA NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pos_record_pk PRIMARY KEY (kind, record_key)
);
