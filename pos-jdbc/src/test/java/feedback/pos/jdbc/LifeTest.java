package feedback.pos.jdbc;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.Pos;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.store.Filter;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform on a database: whole lives, and journals that prove themselves. */
class LifeTest {
    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");

    @TempDir
    Path folder;

    private Pos open(JdbcStorage storage) {
        return Pos.under(SampleRegion.regulation())
                .storage(storage)
                .clock(clock)
                .open();
    }

    @Test
    void after_a_life_by_chance_every_journal_proves_its_row_also_when_opened_again() {
        Pos.Verification before;
        try (Pos pos = open(JdbcStorage.embedded(folder))) {
            assertThat(new RandomLife(pos, clock, 7).live(1500)).isGreaterThan(150);
            before = pos.verify();
            assertThat(before.faults()).isEmpty();
            assertThat(before.entries()).isGreaterThan(300);
        }
        try (Pos pos = open(JdbcStorage.embedded(folder))) {
            assertThat(pos.verify()).isEqualTo(before);
        }
    }

    @Test
    void what_was_tampered_with_is_found() throws SQLException {
        DataSource base = HsqldbMemoryTest.newBase();
        try (Pos pos = open(JdbcStorage.on(base))) {
            new RandomLife(pos, clock, 11).live(200);
            assertThat(pos.verify().ok()).isTrue();
            for (String tampering : List.of(
                    "UPDATE pos_journal SET body = REPLACE(body, 'Яма', 'Ямка') WHERE version = 1",
                    "UPDATE pos_journal SET happened_at = happened_at + 1 WHERE version = 2",
                    "UPDATE pos_journal SET author = 'somebody' WHERE version = 2",
                    "DELETE FROM pos_journal WHERE version = 1",
                    "DELETE FROM pos_journal WHERE version = 2",
                    "UPDATE pos_submission SET body = REPLACE(body, 'Яма', 'Ямка')")) {
                assertThat(faultsAfter(tampering, base, pos)).as(tampering).isNotEmpty();
            }
            assertThat(pos.verify().ok()).isTrue();
        }
    }

    @Test
    void a_journal_without_its_message_and_a_row_that_cannot_be_read_are_found() throws SQLException {
        for (String damage : List.of(
                "DELETE FROM pos_message", "DELETE FROM pos_submission", "UPDATE pos_message SET body = '{}'")) {
            DataSource base = HsqldbMemoryTest.newBase();
            try (Pos pos = open(JdbcStorage.on(base));
                    Connection connection = base.getConnection();
                    Statement statement = connection.createStatement()) {
                new RandomLife(pos, clock, 11).live(20);
                statement.execute(damage);
                assertThatThrownBy(pos::verify).as(damage).hasMessageContaining("the base is damaged");
            }
        }
    }

    private static List<String> faultsAfter(String tampering, DataSource base, Pos pos) throws SQLException {
        try (Connection connection = base.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = List.of("journal", "message", "submission");
            for (String table : tables) {
                statement.execute("CREATE TABLE kept_" + table + " AS (SELECT * FROM pos_" + table + ") WITH DATA");
            }
            assertThat(statement.executeUpdate(tampering)).isPositive();
            List<String> faults = pos.verify().faults();
            for (String table : tables) {
                statement.execute("DELETE FROM pos_" + table);
                statement.execute("INSERT INTO pos_" + table + " SELECT * FROM kept_" + table);
                statement.execute("DROP TABLE kept_" + table);
            }
            return faults;
        }
    }

    @Test
    void many_citizens_who_send_at_once_are_each_heard_once() throws Exception {
        int threads = 16;
        int each = 25;
        try (Pos pos = open(JdbcStorage.embedded(folder))) {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Future<List<Message>>> sent = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int who = thread;
                sent.add(pool.submit(() -> {
                    List<Message> mine = new ArrayList<>();
                    for (int n = 0; n < each; n++) {
                        // Every other one is sent twice, by two threads at once.
                        String key = n % 2 == 0 ? "shared " + who / 2 + " " + n : "own " + who + " " + n;
                        mine.add(pos.messages()
                                .submit(new Submission("citizen " + who / 2, "Яма " + n, oktmo("38701000"))
                                        .withTopic("roads.potholes")
                                        .withOnce(key)));
                    }
                    return mine;
                }));
            }
            List<Message> answered = new ArrayList<>();
            for (Future<List<Message>> future : sent) {
                answered.addAll(future.get());
            }
            pool.shutdown();
            Set<String> numbers = answered.stream().map(Message::number).collect(Collectors.toSet());
            assertThat(numbers).hasSize(threads * 12 + threads / 2 * 13);
            assertThat(pos.messages().list(Filter.all(pos.now()), null, 1000)).hasSize(numbers.size());
            assertThat(pos.verify().faults()).isEmpty();
        }
    }
}
