-- oldest program: 1
-- Cards: documents that are found by keys. The keys stand with the card as well, one a line, so that a next version knows which
-- ones to take away.
CREATE TABLE pos_card (
    id UUID NOT NULL,
    version INTEGER NOT NULL,
    placed_at BIGINT NOT NULL,
    wake_at BIGINT,
    kind TEXT COLLATE "C" NOT NULL,
    card_keys TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pos_card_pk PRIMARY KEY (kind, id)
) WITH (fillfactor = 80);
CREATE INDEX pos_card_wake ON pos_card (kind, wake_at, id) WHERE wake_at IS NOT NULL;

CREATE TABLE pos_card_key (
    kind TEXT COLLATE "C" NOT NULL,
    card_key TEXT COLLATE "C" NOT NULL,
    placed_at BIGINT NOT NULL,
    id UUID NOT NULL,
    CONSTRAINT pos_card_key_pk PRIMARY KEY (kind, card_key, placed_at, id)
);

-- The heads of a box's chains, all of them from when it is opened. Who writes has locked the row of its chain.
CREATE TABLE pos_ballot_head (
    poll UUID NOT NULL,
    chain INTEGER NOT NULL,
    line_count BIGINT NOT NULL,
    is_open BOOLEAN NOT NULL,
    seal TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pos_ballot_head_pk PRIMARY KEY (poll, chain)
) WITH (fillfactor = 20);

-- Who has voted: the key makes one person have one vote. voter_group and link only as BallotBatch says.
CREATE TABLE pos_ballot_voter (
    poll UUID NOT NULL,
    voter UUID NOT NULL,
    voter_group UUID,
    cast_at BIGINT NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    device TEXT COLLATE "C",
    network TEXT COLLATE "C",
    agent TEXT COLLATE "C",
    protocol TEXT COLLATE "C",
    person TEXT COLLATE "C",
    link TEXT COLLATE "C",
    CONSTRAINT pos_ballot_voter_pk PRIMARY KEY (poll, voter)
);
CREATE INDEX pos_ballot_voter_person ON pos_ballot_voter (person) WHERE person IS NOT NULL;

-- What was chosen: the lines that were written in one step, one below the other.
CREATE TABLE pos_ballot_block (
    poll UUID NOT NULL,
    chain INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    last_place BIGINT NOT NULL,
    seal_before TEXT COLLATE "C" NOT NULL,
    seal_after TEXT COLLATE "C" NOT NULL,
    lines TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pos_ballot_block_pk PRIMARY KEY (poll, chain, last_place)
);

-- Added to once a step, by each chain apart, so that no two nodes wait for each other.
CREATE TABLE pos_ballot_counter (
    poll UUID NOT NULL,
    chain INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pos_ballot_counter_pk PRIMARY KEY (poll, chain, name)
) WITH (fillfactor = 50);

CREATE TABLE pos_ballot_quota (
    poll UUID NOT NULL,
    used BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pos_ballot_quota_pk PRIMARY KEY (poll, name)
) WITH (fillfactor = 50);

CREATE TABLE pos_ballot_text (
    poll UUID NOT NULL,
    chain INTEGER NOT NULL,
    place BIGINT NOT NULL,
    question TEXT COLLATE "C" NOT NULL,
    judgement TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pos_ballot_text_pk PRIMARY KEY (poll, question, judgement, chain, place)
);
