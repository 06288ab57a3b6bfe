-- oldest program: 2
-- Cards: documents that are found by keys. The keys stand with the card as well, one a line, so that a next version knows which
-- ones to take away.
CREATE CACHED TABLE pos_card (
    id BINARY(16) NOT NULL,
    version INTEGER NOT NULL,
    placed_at BIGINT NOT NULL,
    wake_at BIGINT,
    kind VARCHAR(100) COLLATE pos_exact NOT NULL,
    card_keys LONGVARCHAR NOT NULL,
    body LONGVARCHAR NOT NULL,
    CONSTRAINT pos_card_pk PRIMARY KEY (kind, id)
);
CREATE INDEX pos_card_wake ON pos_card (kind, wake_at, id);

CREATE CACHED TABLE pos_card_key (
    kind VARCHAR(100) COLLATE pos_exact NOT NULL,
    card_key VARCHAR(1000) COLLATE pos_exact NOT NULL,
    placed_at BIGINT NOT NULL,
    id BINARY(16) NOT NULL,
    CONSTRAINT pos_card_key_pk PRIMARY KEY (kind, card_key, placed_at, id)
);

-- The heads of a box's chains, all of them from when it is opened. Who writes has locked the row of its chain.
CREATE CACHED TABLE pos_ballot_head (
    poll BINARY(16) NOT NULL,
    chain INTEGER NOT NULL,
    line_count BIGINT NOT NULL,
    is_open BOOLEAN NOT NULL,
    seal VARCHAR(100) COLLATE pos_exact NOT NULL,
    CONSTRAINT pos_ballot_head_pk PRIMARY KEY (poll, chain)
);

-- Who has voted: the key makes one person have one vote. voter_group and link only as BallotBatch says.
CREATE CACHED TABLE pos_ballot_voter (
    poll BINARY(16) NOT NULL,
    voter BINARY(16) NOT NULL,
    voter_group BINARY(16),
    cast_at BIGINT NOT NULL,
    channel VARCHAR(1000) COLLATE pos_exact NOT NULL,
    device VARCHAR(1000) COLLATE pos_exact,
    network VARCHAR(1000) COLLATE pos_exact,
    agent VARCHAR(1000) COLLATE pos_exact,
    protocol VARCHAR(1000) COLLATE pos_exact,
    person VARCHAR(1000) COLLATE pos_exact,
    link LONGVARCHAR,
    CONSTRAINT pos_ballot_voter_pk PRIMARY KEY (poll, voter)
);
CREATE INDEX pos_ballot_voter_person ON pos_ballot_voter (person);

-- What was chosen: the lines that were written in one step, one below the other.
CREATE CACHED TABLE pos_ballot_block (
    poll BINARY(16) NOT NULL,
    chain INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    last_place BIGINT NOT NULL,
    seal_before VARCHAR(100) COLLATE pos_exact NOT NULL,
    seal_after VARCHAR(100) COLLATE pos_exact NOT NULL,
    lines LONGVARCHAR NOT NULL,
    CONSTRAINT pos_ballot_block_pk PRIMARY KEY (poll, chain, last_place)
);

-- Added to once a step, by each chain apart, so that no two nodes wait for each other.
CREATE CACHED TABLE pos_ballot_counter (
    poll BINARY(16) NOT NULL,
    chain INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    name VARCHAR(1000) COLLATE pos_exact NOT NULL,
    CONSTRAINT pos_ballot_counter_pk PRIMARY KEY (poll, chain, name)
);

CREATE CACHED TABLE pos_ballot_quota (
    poll BINARY(16) NOT NULL,
    used BIGINT NOT NULL,
    name VARCHAR(1000) COLLATE pos_exact NOT NULL,
    CONSTRAINT pos_ballot_quota_pk PRIMARY KEY (poll, name)
);

CREATE CACHED TABLE pos_ballot_text (
    poll BINARY(16) NOT NULL,
    chain INTEGER NOT NULL,
    place BIGINT NOT NULL,
    question VARCHAR(1000) COLLATE pos_exact NOT NULL,
    judgement VARCHAR(100) COLLATE pos_exact NOT NULL,
    body LONGVARCHAR NOT NULL,
    CONSTRAINT pos_ballot_text_pk PRIMARY KEY (poll, question, judgement, chain, place)
);
