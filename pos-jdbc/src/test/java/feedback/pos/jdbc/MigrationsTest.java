package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.testkit.SampleMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How tables come to be and to grow. */
class MigrationsTest {
    private final DataSource base = HsqldbMemoryTest.newBase();

    private void run(String sql) throws SQLException {
        try (Connection connection = base.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void each_script_runs_once() {
        try (JdbcStorage storage = JdbcStorage.on(base)) {
            storage.messages().commit(List.of(SampleMessage.of(1).change()));
        }
        try (JdbcStorage storage = JdbcStorage.on(base)) {
            assertThat(storage.messages().find(SampleMessage.of(1).message().id()))
                    .isPresent();
        }
    }

    @Test
    void a_script_that_was_cut_off_is_finished_with_the_next_start() throws SQLException {
        JdbcStorage.on(base).close();
        run("DELETE FROM pos_schema");
        run("DROP TABLE pos_record");
        run("DROP INDEX pos_message_wake");
        try (JdbcStorage storage = JdbcStorage.on(base)) {
            assertThat(storage.records().get("any", "thing")).isEmpty();
        }
        // All of it is there again, the index as well.
        run("DROP INDEX pos_message_wake");
    }

    @Test
    void tables_of_a_newer_program_are_left_alone() throws SQLException {
        JdbcStorage.on(base).close();
        run("INSERT INTO pos_schema VALUES (999, 'V999__future.sql', 1, 999)");
        assertThatThrownBy(() -> JdbcStorage.on(base)).hasMessageContaining("start a newer program");
    }

    @Test
    void a_script_that_was_changed_after_it_ran_is_noticed() throws SQLException {
        JdbcStorage.on(base).close();
        run("UPDATE pos_schema SET checksum = checksum + 1");
        assertThatThrownBy(() -> JdbcStorage.on(base)).hasMessageContaining("V001__messages_outbox_records.sql");
    }

    @Test
    void an_unknown_database_is_refused_by_name() {
        assertThatThrownBy(() -> Dialect.of("Oracle", base.getConnection()))
                .hasMessageContaining("Oracle is not supported");
    }
}
