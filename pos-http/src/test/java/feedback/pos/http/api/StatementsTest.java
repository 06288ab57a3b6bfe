package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.Postgres;
import feedback.pos.jdbc.JdbcStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What a call costs on a server's base, in statements: as many among many messages as among few, and no more than a limit. */
class StatementsTest {
    private static final int FEW = 30;
    private static final int MANY = 240;
    private static final Duration PERIOD = Duration.ofDays(75);

    private static Counted few;
    private static Counted many;

    /** A server with so many messages, and what its base was asked. */
    private static final class Counted implements AutoCloseable {
        private final List<String> executed = Collections.synchronizedList(new ArrayList<>());
        private final JdbcStorage storage;
        private final TestServer server;

        Counted(int messages) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setURL(Postgres.newBase());
            storage = JdbcStorage.on(ProxyDataSourceBuilder.create(source)
                    .afterQuery((how, queries) -> queries.forEach(each -> executed.add(each.getQuery())))
                    .build());
            server = TestServer.over(storage);
            Http http = server.http();
            for (int n = 0; n < messages; n++) {
                String id = http.as("citizen-" + (1 + n % 9))
                        .submit("{\"text\":\"Яма на дороге номер " + n
                                + "\",\"territory\":\"38701000\",\"topic\":\"roads.potholes\","
                                + "\"location\":{\"lat\":51.7" + n % 90 + ",\"lon\":36.1" + n % 70 + "}}")
                        .id();
                server.clock.advance(PERIOD.dividedBy(messages));
                if (n % 3 == 0) {
                    http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\"}");
                    http.as("coordinator").act(id, "assign", "{}");
                    http.as("executor").act(id, "draft", "{\"outcome\":\"SOLVED\",\"text\":\"Засыпана\"}");
                    http.as("head").act(id, "approve", "{}");
                }
            }
            server.pos.insights().count(Integer.MAX_VALUE);
        }

        /** Of the second call: what a node keeps in mind after the first one is kept by every node. */
        List<String> statementsOf(String person, String path) {
            Http http = server.http().as(person);
            assertThat(http.get(path).status()).isEqualTo(200);
            executed.clear();
            assertThat(http.get(path).status()).isEqualTo(200);
            return List.copyOf(executed);
        }

        @Override
        public void close() {
            server.close();
            storage.close();
        }
    }

    @BeforeAll
    static void fill() {
        few = new Counted(FEW);
        many = new Counted(MANY);
    }

    @AfterAll
    static void close() {
        few.close();
        many.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "admin /api/v1/messages?limit=20 4",
                "admin /api/v1/messages?limit=20&topic=roads&stage=MODERATION 4",
                "admin /api/v1/messages?limit=20&q=дорога 6",
                "citizen-1 /api/v1/messages?limit=5 4",
                "admin /api/v1/insights/summary 8",
                "admin /api/v1/insights/summary?by=organization 12",
                "admin /api/v1/insights/summary?by=topic&compare=previous&from=2026-04-03&to=2026-05-10 16",
                "admin /api/v1/insights/summary?by=month&from=2026-03-10&topic=roads 10",
                "admin /api/v1/insights/stages 13",
                "admin /api/v1/insights/executors 8",
                "admin /api/v1/insights/heat 24",
                "admin /api/v1/insights/heat?bbox=36,51,37,52&zoom=10&step=MONTH&from=2026-03-01&to=2026-04-30 12",
                "admin /api/v1/insights/emerging 4",
                "admin /api/v1/insights/report.html?report=region&month=2026-04 12",
                "admin /api/v1/insights/report.html?report=monthly&month=2026-04 24",
                "admin /api/v1/views 2",
            })
    void a_call_costs_as_much_among_many_messages_as_among_few(String person, String path, int limit) {
        List<String> among = many.statementsOf(person, path);
        assertThat(among).as("%s", few.statementsOf(person, path)).hasSameSizeAs(few.statementsOf(person, path));
        assertThat(among).hasSizeLessThanOrEqualTo(limit);
    }
}
