package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the embedded database says it will do to take a page: walk one index in its order, and stop at the limit. */
class HsqldbOutboxPlansTest {
    private final DataSource base = HsqldbMemoryTest.newBase();

    private String plan(String sql) throws SQLException {
        String bound = sql.replace(":now", "1")
                .replace(":limit", "100")
                .replace(":recipient", "'kursk'")
                .replace(":role", "'HEAD'");
        StringBuilder plan = new StringBuilder();
        try (JdbcStorage storage = JdbcStorage.on(base);
                Connection connection = base.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN PLAN FOR " + bound)) {
            assertThat(storage.records().kinds()).isEmpty();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private static List<String> found(String plan, String pattern) {
        return Pattern.compile(pattern)
                .matcher(plan)
                .results()
                .map((MatchResult each) -> each.group(1))
                .distinct()
                .toList();
    }

    /** HSQLDB stops early only where the order named is the index's own, from its first column on. */
    private static List<String> order(String plan) {
        String order = plan.substring(plan.indexOf("order by=["), plan.indexOf("offset=["));
        assertThat(order).contains("uses index");
        return found(order, "POS_OUTBOX\\.(\\w+)");
    }

    @Test
    void taking_walks_along_what_is_due() throws SQLException {
        String plan = plan(JdbcOutbox.TAKE);
        assertThat(plan).doesNotContain("FULL SCAN");
        assertThat(found(plan, "index=(\\w+)")).containsExactly("POS_OUTBOX_NEXT", "POS_OUTBOX_PK");
        assertThat(order(plan)).containsExactly("NEXT_AT", "MESSAGE", "VERSION", "PLACE");
    }

    @Test
    void taking_for_one_walks_along_what_is_due_for_that_one() throws SQLException {
        String plan = plan(JdbcOutbox.TAKE_FOR);
        assertThat(plan).doesNotContain("FULL SCAN");
        assertThat(found(plan, "index=(\\w+)")).containsExactly("POS_OUTBOX_RECIPIENT", "POS_OUTBOX_PK");
        assertThat(order(plan))
                .containsExactly("RECIPIENT", "RECIPIENT_ROLE", "NEXT_AT", "MESSAGE", "VERSION", "PLACE");
    }
}
