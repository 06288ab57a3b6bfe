package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Judgement;
import feedback.pos.store.BallotBox.Terms;
import feedback.pos.store.BallotBox.Trail;
import feedback.pos.store.Cards;
import feedback.pos.store.Cards.Card;
import feedback.pos.store.Storage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Among many polls and ballots, and many cards, no call reads a whole table: a live result too is one look at an index. */
class PostgresBallotIndexesTest {
    private static final int POLLS = 150;
    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");

    private static final Map<String, Long> QUOTAS =
            IntStream.range(0, 60).boxed().collect(Collectors.toMap(n -> "q" + n, n -> 100L));

    private final HikariDataSource source = oneConnection(Postgres.newBase());

    /** The counters of a connection are seen by it at once, by others later. */
    private static HikariDataSource oneConnection(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    private static Terms terms(int poll) {
        return new Terms(new UUID(poll, 1), poll % 2 == 0, poll == 0 ? Map.of() : QUOTAS, body -> Map.of(body, 1L));
    }

    private static Ballot ballot(int poll, int n) {
        return new Ballot(
                List.of(new UUID(n * 0x9E3779B97F4A7C15L, n)),
                String.format(Locale.ROOT, "%016d", n),
                "option " + n % 40,
                n % 10 == 0 ? Map.of("why", "because") : Map.of(),
                poll == 0 ? List.of() : List.of("q7"),
                "secret " + n,
                new Trail(AT, "portal", null, null, null, null, n % 100 == 0 ? "person " + n : null));
    }

    private static List<Ballot> ballots(int poll, int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> ballot(poll, n)).toList();
    }

    private static Card card(int n) {
        return new Card(
                "post", new UUID(n, n), 1, AT.plusSeconds(n), AT.plusSeconds(n), Set.of("about " + n % 50), "{}");
    }

    @Test
    void every_call_finds_its_rows_by_an_index() throws SQLException {
        try (HikariDataSource pool = source;
                Storage storage = JdbcStorage.on(pool)) {
            BallotBox box = storage.ballots();
            Cards cards = storage.cards();
            for (int poll = 0; poll < POLLS; poll++) {
                box.open(terms(poll).poll());
                box.cast(terms(poll), ballots(poll, 0, 50));
            }
            for (int from = 50; from < 6_050; from += 1_000) {
                box.cast(terms(0), ballots(0, from, from + 1_000));
            }
            for (int from = 0; from < 3_000; from += 100) {
                cards.put(IntStream.range(from, from + 100)
                        .mapToObj(PostgresBallotIndexesTest::card)
                        .toList());
            }
            execute("VACUUM ANALYZE");
            Map<String, Long> before = tablesRead();
            for (int poll : new int[] {0, 1, 2}) {
                Terms terms = terms(poll);
                UUID id = terms.poll();
                box.open(id);
                assertThat(box.isOpen(id)).isTrue();
                box.cast(terms, ballots(poll, 7_000, 7_010));
                box.cast(terms, ballots(poll, 7_005, 7_015));
                assertThat(box.counts(id)).hasSize(41);
                box.quotas(id);
                box.voters(id, new UUID(0, 0), 20);
                assertThat(box.voter(id, ballot(poll, 7).voters().get(0))).isPresent();
                // A storage writes into a second chain where the first has a writer at that moment
                Head head = Collections.max(box.heads(id), Comparator.comparing(Head::length));
                assertThat(box.lines(id, head.chain(), 3, 5)).hasSize(5);
                var text = box.texts(id, "why", Judgement.PENDING, null, 5).get(0);
                box.texts(id, "why", Judgement.PENDING, text, 5);
                box.judge(id, text.chain(), text.position(), "why", Judgement.SHOWN);
                box.close(id);
                if (poll > 0) {
                    // All voters of a poll that has half of all there are may well be found by reading all
                    box.unlink(id);
                }
            }
            assertThat(box.forget("person 100")).isPositive();
            assertThat(cards.find("post", new UUID(7, 7))).isPresent();
            cards.list("post", "", null, 20);
            cards.list("post", "about 7", card(1_000).position(), 20);
            cards.due("post", AT.plusSeconds(100), 20);
            cards.put(List.of(card(5_000)));
            cards.remove("post", new UUID(9, 9), 1);
            assertThat(tablesRead()).as("reads of whole tables").isEqualTo(before);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How often each table was read as a whole. */
    private Map<String, Long> tablesRead() throws SQLException {
        execute("SELECT pg_stat_force_next_flush()");
        Map<String, Long> reads = new TreeMap<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT relname, seq_scan FROM pg_stat_user_tables"
                        + " WHERE schemaname = current_schema()"
                        + " AND (relname LIKE 'pos_ballot%' OR relname LIKE 'pos_card%')")) {
            while (rows.next()) {
                reads.put(rows.getString(1), rows.getLong(2));
            }
        }
        assertThat(reads).hasSize(8);
        return reads;
    }
}
