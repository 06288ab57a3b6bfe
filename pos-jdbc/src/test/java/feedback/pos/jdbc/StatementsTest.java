package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.testkit.SampleMessage;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a call costs, counted in statements, which no machine makes faster. */
class StatementsTest {
    private final List<String> executed = Collections.synchronizedList(new ArrayList<>());
    private final JdbcStorage storage =
            JdbcStorage.on(spy(DataSource.class, HsqldbMemoryTest.newBase(), this::connection));

    private @Nullable Object connection(String method, Object[] args, @Nullable Object result) {
        return result instanceof Connection connection ? spy(Connection.class, connection, this::statement) : result;
    }

    private @Nullable Object statement(String method, Object[] args, @Nullable Object result) {
        if (result instanceof PreparedStatement statement) {
            String sql = String.valueOf(args[0]);
            return spy(PreparedStatement.class, statement, (call, none, value) -> {
                if (call.startsWith("execute")) {
                    executed.add(sql.split(" \\(| SET | FROM ")[0]);
                }
                return value;
            });
        }
        return result;
    }

    private interface Seen {
        @Nullable
        Object through(String method, Object[] args, @Nullable Object result);
    }

    private static <T> T spy(Class<T> type, T real, Seen seen) {
        InvocationHandler handler = (proxy, method, args) -> {
            try {
                return seen.through(method.getName(), args, method.invoke(real, args));
            } catch (InvocationTargetException e) {
                seen.through(method.getName(), args, null);
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private List<String> executedBy(Runnable work) {
        executed.clear();
        work.run();
        return List.copyOf(executed);
    }

    private static List<Change> submissions(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        n -> SampleMessage.of(n).telling(Role.APPLICANT, "anna").change())
                .toList();
    }

    @Test
    void submitting_costs_four_statements_however_many_submit() {
        List<String> four = List.of(
                "INSERT INTO pos_message",
                "INSERT INTO pos_submission",
                "INSERT INTO pos_journal",
                "INSERT INTO pos_outbox");
        assertThat(executedBy(() -> storage.messages().commit(submissions(0, 1))))
                .isEqualTo(four);
        assertThat(executedBy(() -> storage.messages().commit(submissions(1, 501))))
                .isEqualTo(four);
    }

    @Test
    void acting_costs_three_statements_however_many_act() {
        storage.messages().commit(submissions(0, 100));
        List<Change> acts = storage.messages().list(Filter.all(Instant.EPOCH), null, 100).stream()
                .map(message -> SampleMessage.after(message)
                        .telling(Role.APPLICANT, "anna")
                        .change())
                .toList();
        assertThat(executedBy(() -> storage.messages().commit(acts)))
                .containsExactly("UPDATE pos_message", "INSERT INTO pos_journal", "INSERT INTO pos_outbox");
    }

    @Test
    void a_loser_among_many_costs_the_questions_who_lost_and_writing_again() {
        storage.messages().commit(submissions(0, 1));
        List<String> all = executedBy(() -> storage.messages().commit(submissions(0, 500)));
        assertThat(all)
                .hasSize(1 + 2 + 4)
                .startsWith("INSERT INTO pos_message")
                .contains("SELECT id, version, number, once_key");
    }

    @Test
    void reading_costs_one_statement() {
        storage.messages().commit(submissions(0, 10));
        Message first = SampleMessage.of(0).message();
        assertThat(executedBy(() -> storage.messages().find(first.id()))).hasSize(1);
        assertThat(executedBy(() -> storage.messages().journal(first.id()))).hasSize(1);
        assertThat(executedBy(() -> storage.messages().list(Filter.all(Instant.EPOCH), null, 10)))
                .hasSize(1);
        assertThat(executedBy(() -> storage.outbox().pending(Instant.EPOCH, 10)))
                .hasSize(1);
    }
}
