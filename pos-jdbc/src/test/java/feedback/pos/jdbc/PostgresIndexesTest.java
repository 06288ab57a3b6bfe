package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import feedback.pos.message.Message;
import feedback.pos.message.Point;
import feedback.pos.message.Stage;
import feedback.pos.organization.Role;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import feedback.pos.testkit.SampleMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On a filled database no call reads a whole table: asked of PostgreSQL's own counters, so that no plan is guessed. */
class PostgresIndexesTest {
    private static final int MESSAGES = 20_000;
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final HikariDataSource source = oneConnection(Postgres.newBase());

    /** The counters of a connection are seen by it at once, by others later. */
    private static HikariDataSource oneConnection(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    private static SampleMessage sample(int n) {
        return SampleMessage.of(n)
                .once("key " + n)
                .applicant("person " + n % 5_000)
                .stage(n % 10 == 0 ? Stage.EXECUTION : Stage.CLOSED)
                .assignedTo("executor " + n % 50)
                .about(false, "category " + n % 20, "topic " + n % 200)
                .located(new Point(51.6 + n % 200 * 0.001, 36 + Math.floorDiv(n, 200) * 0.002))
                .wake(NOW.minusSeconds(n))
                .telling(Role.APPLICANT, "person")
                .telling(Role.HEAD, "office " + n % 20);
    }

    @Test
    void every_call_finds_its_rows_by_an_index() throws SQLException {
        try (HikariDataSource pool = source;
                Storage storage = JdbcStorage.on(pool)) {
            for (int from = 0; from < MESSAGES; from += 1_000) {
                storage.messages()
                        .commit(IntStream.range(from, from + 1_000)
                                .mapToObj(n -> sample(n).change())
                                .toList());
            }
            execute("VACUUM ANALYZE");
            Message some = sample(7_777).message();
            Filter all = Filter.all(NOW);
            Position middle = Position.of(some);
            Map<String, Long> before = tablesRead();

            storage.messages().find(some.id());
            storage.messages().findByNumber(some.number());
            storage.messages().findByOnce("key 7777");
            storage.messages().findAll(List.of(some.id()));
            storage.messages().journal(some.id());
            storage.messages().list(all, null, 50);
            storage.messages().list(all, middle, 50);
            storage.messages().list(all.withApplicant("person 77"), null, 50);
            storage.messages().list(all.withJoined(some.id()), null, 50);
            assertThat(storage.messages().list(all.withBox(Filter.Box.around(new Point(51.7, 36.1), 250)), null, 300))
                    .hasSizeBetween(5, 50);
            assertThat(storage.messages().list(all.withBox(Filter.Box.around(new Point(51.7, 36.1), 1_000)), null, 300))
                    .hasSizeBetween(100, 299);
            assertThat(storage.messages().list(all.withCategory("category 7"), null, 300))
                    .hasSize(300);
            long lateBefore = uses("pos_message_late");
            storage.messages().list(all.withOverdue(true), null, 50);
            assertThat(uses("pos_message_late")).isGreaterThan(lateBefore);
            storage.messages().due(NOW, null, 500);
            assertThat(storage.messages().workload(List.of("executor 10", "executor 20", "nobody")))
                    .hasSize(3);
            storage.messages().workOff(NOW, null, 500, due -> List.of());
            storage.messages().everything(some.id(), 500);
            storage.messages().commit(List.of(SampleMessage.after(some).change()));
            storage.messages().remove(sample(5).message().id(), 1);
            var taken = storage.outbox().take(NOW, NOW.plusSeconds(60), 100);
            storage.outbox().holdBack(taken.get(0), NOW.plusSeconds(600));
            storage.outbox().told(taken.subList(1, 100));
            storage.outbox().pending(NOW, 100);
            assertThat(storage.outbox().takeFor(Role.HEAD, "office 7", NOW, NOW.plusSeconds(60), 1_000))
                    .hasSizeGreaterThan(900);
            storage.records().kinds();

            assertThat(tablesRead()).as("reads of whole tables").isEqualTo(before);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long uses(String index) throws SQLException {
        execute("SELECT pg_stat_force_next_flush()");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT idx_scan FROM pg_stat_user_indexes"
                        + " WHERE schemaname = current_schema() AND indexrelname = '" + index + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** How often each table was read as a whole. */
    private Map<String, Long> tablesRead() throws SQLException {
        execute("SELECT pg_stat_force_next_flush()");
        Map<String, Long> reads = new TreeMap<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT relname, seq_scan FROM pg_stat_user_tables"
                        + " WHERE schemaname = current_schema() AND relname IN"
                        + " ('pos_message', 'pos_submission', 'pos_journal', 'pos_outbox')")) {
            while (rows.next()) {
                reads.put(rows.getString(1), rows.getLong(2));
            }
        }
        assertThat(reads).hasSize(4);
        return reads;
    }
}
