package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import feedback.pos.Pos;
import feedback.pos.message.Message;
import feedback.pos.message.Point;
import feedback.pos.message.Stage;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Load;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Records;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleMessage;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bases of every schema there was, with data in them, are taken over by this program. */
class UpgradeTest {
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");

    @TempDir
    Path folder;

    /** Backups that the program of that schema wrote: three messages of another system brought in. */
    private Storage upgraded(int schema) throws IOException {
        Path backup = folder.resolve("backup.zip");
        try (InputStream in = UpgradeTest.class.getResourceAsStream("base-of-schema-" + schema + ".zip")) {
            Files.copy(in, backup);
        }
        Path base = folder.resolve("base");
        JdbcStorage.restore(backup, base);
        return JdbcStorage.embedded(base);
    }

    private void live(Storage storage, long seed) {
        Pos pos = Pos.under(SampleRegion.regulation())
                .storage(storage)
                .clock(clock)
                .detector(text -> Detection.none())
                .open();
        assertThat(new RandomLife(pos, clock, seed).live(120)).isPositive();
    }

    private static Pos over(Storage storage) {
        return Pos.under(SampleRegion.regulation())
                .storage(storage)
                .detector(text -> Detection.none())
                .open();
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void what_an_older_program_wrote_is_there_and_verifies(int schema) throws IOException {
        try (Storage storage = upgraded(schema)) {
            List<Message> found = storage.messages().list(Filter.all(FAR), null, 10);
            assertThat(found)
                    .extracting(each -> each.submission().text())
                    .containsExactlyInAnyOrder(
                            "Во дворе дома 5 по улице Ленина не вывозят мусор",
                            "Яма на дороге у школы",
                            "Не горит фонарь на остановке «Парк» 👍");
            assertThat(storage.messages().list(Filter.all(FAR).withText("фонарь"), null, 10))
                    .hasSize(1);
            Pos.Verification verified = over(storage).verify();
            assertThat(verified.faults()).isEmpty();
            assertThat(verified.messages()).isEqualTo(3);
            assertThat(storage.records().kinds()).contains("organization", "topic");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void what_an_older_program_wrote_can_be_worked_on(int schema) throws IOException {
        try (Storage storage = upgraded(schema)) {
            Pos pos = over(storage);
            for (Message each : storage.messages().list(Filter.all(FAR), null, 10)) {
                pos.messages()
                        .withdraw(
                                each.id(), null, Actor.citizen(each.submission().applicant()));
            }
            assertThat(pos.verify().faults()).isEmpty();
            String person = storage.messages()
                    .list(Filter.all(FAR), null, 1)
                    .get(0)
                    .submission()
                    .applicant();
            assertThat(pos.erase(person)).isPositive();
            assertThat(pos.verify().faults()).isEmpty();
        }
    }

    /** What a newer program will do: a script that older ones can live with. */
    private static final Migrations.Script NEXT = Migrations.Script.of("test/V999__a_note.sql");

    private static void migrateToNext(String url) throws SQLException {
        try (var connection = Postgres.dataSource(url).getConnection()) {
            Dialect dialect = Dialect.of(connection);
            List<Migrations.Script> scripts = new ArrayList<>(dialect.scripts());
            scripts.add(NEXT);
            new Migrations(dialect, scripts).run(connection);
        }
    }

    /** Brings a base to the age in which so many scripts were known. */
    private static void migrateTo(int age, Connection connection) throws SQLException {
        Dialect dialect = Dialect.of(connection);
        new Migrations(dialect, dialect.scripts().subList(0, age)).run(connection);
    }

    @Test
    void nodes_of_this_program_and_of_the_next_one_work_side_by_side() throws SQLException {
        String url = Postgres.newBase();
        try (Storage older = JdbcStorage.postgresql(url, null, null)) {
            live(older, 1);
            migrateToNext(url);
            live(older, 2);
            try (Storage restarted = JdbcStorage.postgresql(url, null, null);
                    var connection = Postgres.dataSource(url).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE pos_message SET remark = 'of the next program'");
                live(restarted, 3);
                assertThat(over(older).verify()).isEqualTo(over(restarted).verify());
                assertThat(over(older).verify().faults()).isEmpty();
            }
        }
    }

    @Test
    void what_a_program_without_delivery_windows_wrote_is_told_at_once() throws SQLException {
        String url = Postgres.newBase();
        SampleMessage told = SampleMessage.of(1).telling(Role.APPLICANT, "anna").telling(Role.HEAD, "kursk");
        try (Storage storage = JdbcStorage.postgresql(url, null, null);
                var connection = Postgres.dataSource(url).getConnection();
                Statement statement = connection.createStatement()) {
            storage.messages().commit(List.of(told.change()));
            // They do not know the column, and held nothing back at first
            statement.execute("UPDATE pos_outbox SET not_before = NULL, next_at = 0");
            List<Tiding> tidings = told.revision().tidings();
            assertThat(storage.outbox().pending(FAR, 10)).isEqualTo(tidings);
            assertThat(storage.outbox().takeFor(Role.HEAD, "kursk", FAR, FAR.plusSeconds(1), 10))
                    .isEqualTo(tidings.subList(1, 2));
            assertThat(storage.outbox().take(FAR, FAR.plusSeconds(1), 10)).isEqualTo(tidings.subList(0, 1));
            storage.outbox().holdBack(tidings.get(0), FAR);
            storage.outbox().told(storage.outbox().take(FAR, FAR.plusSeconds(1), 10));
            storage.outbox().told(tidings);
            assertThat(storage.outbox().pending(FAR.plusSeconds(1), 10)).isEmpty();
        }
    }

    /** Brings a base of the age before delivery windows, with something that waits, to this program's. */
    @Test
    void what_waits_in_an_older_base_still_waits_after_the_upgrade() throws SQLException {
        String url = Postgres.newBase();
        SampleMessage told = SampleMessage.of(1).telling(Role.APPLICANT, "anna");
        try (var connection = Postgres.dataSource(url).getConnection();
                Statement statement = connection.createStatement()) {
            migrateTo(1, connection);
            Tiding tiding = told.revision().tidings().get(0);
            statement.execute("INSERT INTO pos_outbox (message, version, place, happened_at, next_at, fact,"
                    + " recipient_role, recipient) VALUES ('" + tiding.message() + "', 1, 0, "
                    + Columns.micros(tiding.at()) + ", 0, 'Noted', 'APPLICANT', 'anna')");
        }
        try (Storage storage = JdbcStorage.postgresql(url, null, null)) {
            assertThat(storage.outbox().take(FAR, FAR.plusSeconds(1), 10))
                    .isEqualTo(told.revision().tidings());
        }
    }

    static Stream<Arguments> bases() {
        return Stream.of(
                arguments(HsqldbMemoryTest.newBase(), 4), arguments(Postgres.dataSource(Postgres.newBase()), 3));
    }

    /** What later scripts added, which knows the columns. */
    private static void dropNewer(Statement statement, boolean isEmbedded) throws SQLException {
        if (isEmbedded) {
            for (String trigger : List.of(
                    "message_added",
                    "message_changed",
                    "search_added",
                    "search_changed",
                    "search_forgotten",
                    "message_holder_added",
                    "message_topic_added",
                    "message_territory_added",
                    "message_holder_changed",
                    "message_topic_changed")) {
                statement.execute("DROP TRIGGER pos_" + trigger);
            }
            statement.execute("DROP TABLE pos_search_state");
        } else {
            for (String function :
                    List.of("message_uncounted", "search_message", "search_submission", "message_path")) {
                statement.execute("DROP FUNCTION pos_" + function + " CASCADE");
            }
            statement.execute("DROP TABLE pos_search");
            statement.execute("DROP TABLE pos_search_word");
            statement.execute("DROP INDEX pos_message_late");
        }
        for (String index : List.of("holder", "topic", "territory", "stage")) {
            statement.execute("DROP INDEX pos_message_" + index);
        }
        for (String table : List.of("uncounted", "fact", "counter", "search_due", "path")) {
            statement.execute("DROP TABLE pos_" + table);
        }
    }

    /** The columns are taken away, as if an older program had written the rows. */
    private static void makeOlder(DataSource base, int script) throws SQLException {
        try (var connection = base.getConnection();
                Statement statement = connection.createStatement()) {
            boolean isEmbedded = Dialect.of(connection).isEmbedded();
            dropNewer(statement, isEmbedded);
            statement.execute("DROP INDEX " + (isEmbedded ? "pos_message_executor" : "pos_message_owed"));
            statement.execute("DROP INDEX pos_message_given");
            statement.execute("ALTER TABLE pos_message DROP COLUMN executor");
            statement.execute("ALTER TABLE pos_message DROP COLUMN given_at");
            statement.execute("DROP INDEX pos_message_cell");
            statement.execute("DROP INDEX pos_message_category");
            statement.execute(
                    isEmbedded ? "ALTER TABLE pos_message DROP COLUMN category" : "DROP INDEX pos_message_no_cell");
            for (String column : List.of("lat", "lon", "cell")) {
                statement.execute("ALTER TABLE pos_message DROP COLUMN " + column);
            }
            for (String table : List.of(
                    "card",
                    "card_key",
                    "ballot_head",
                    "ballot_voter",
                    "ballot_block",
                    "ballot_counter",
                    "ballot_quota",
                    "ballot_text")) {
                statement.execute("DROP TABLE pos_" + table);
            }
            statement.execute("DELETE FROM pos_schema WHERE version >= " + script);
        }
    }

    private static Change heldByOneOfTwo(int n) {
        SampleMessage one = SampleMessage.of(n);
        return n % 3 == 0
                ? one.change()
                : one.stage(Stage.EXECUTION).assignedTo("executor " + n % 3).change();
    }

    @ParameterizedTest
    @MethodSource("bases")
    void who_holds_what_is_known_of_rows_that_an_older_program_wrote(DataSource base, int script) throws SQLException {
        try (JdbcStorage storage = JdbcStorage.on(base)) {
            for (int from = 0; from < 900; from += 450) {
                storage.messages()
                        .commit(IntStream.range(from, from + 450)
                                .mapToObj(UpgradeTest::heldByOneOfTwo)
                                .toList());
            }
        }
        makeOlder(base, script);
        try (JdbcStorage storage = JdbcStorage.on(base)) {
            assertThat(storage.messages().workload(List.of("executor 0", "executor 1", "executor 2")))
                    .containsEntry("executor 0", Load.none())
                    .containsEntry(
                            "executor 1",
                            new Load(300, SampleMessage.of(898).message().updatedAt()))
                    .containsEntry(
                            "executor 2",
                            new Load(300, SampleMessage.of(899).message().updatedAt()));
        }
    }

    /** An older program beside leaves the columns alone: what it does is seen once a newer one acts on the message. */
    @Test
    void what_an_older_program_does_beside_is_made_good_by_the_next_act() throws SQLException {
        String url = Postgres.newBase();
        SampleMessage first = SampleMessage.of(1).stage(Stage.EXECUTION).assignedTo("roadman");
        try (Storage storage = JdbcStorage.postgresql(url, null, null);
                var connection = Postgres.dataSource(url).getConnection();
                Statement statement = connection.createStatement()) {
            storage.messages().commit(List.of(first.change()));
            statement.execute("UPDATE pos_message SET executor = NULL, given_at = NULL");
            assertThat(storage.messages().workload(List.of("roadman"))).containsEntry("roadman", Load.none());
            storage.messages()
                    .commit(List.of(SampleMessage.after(first.message()).change()));
            assertThat(storage.messages().workload(List.of("roadman"))).containsEntry("roadman", new Load(1, null));
        }
    }

    @Test
    void what_an_older_program_writes_beside_this_one_is_on_the_map_after_the_next_start() throws SQLException {
        String url = Postgres.newBase();
        Filter kursk = Filter.all(FAR).withBox(new Filter.Box(36, 51, 37, 52));
        SampleMessage there = SampleMessage.of(1).located(new Point(51.7, 36.2));
        try (Storage storage = JdbcStorage.postgresql(url, null, null);
                var connection = Postgres.dataSource(url).getConnection();
                Statement statement = connection.createStatement()) {
            storage.messages()
                    .commit(List.of(there.change(), SampleMessage.of(2).change()));
            statement.execute("UPDATE pos_message SET lat = NULL, lon = NULL, cell = NULL");
            assertThat(storage.messages().list(kursk, null, 10)).isEmpty();
            assertThat(storage.messages().list(Filter.all(FAR).withCategory("roads"), null, 10))
                    .as("written by every program")
                    .hasSize(2);
            try (Storage restarted = JdbcStorage.postgresql(url, null, null)) {
                assertThat(restarted.messages().list(kursk, null, 10)).containsExactly(there.message());
                try (var rows = statement.executeQuery("SELECT COUNT(*) FROM pos_message WHERE cell IS NULL")) {
                    rows.next();
                    assertThat(rows.getInt(1)).isZero();
                }
            }
        }
    }

    @Test
    void a_base_of_the_first_program_is_filled_in_at_the_start() throws IOException {
        try (Storage storage = upgraded(1)) {
            Filter all = Filter.all(FAR);
            List<Message> placed = storage.messages().list(all, null, 10).stream()
                    .filter(each -> each.submission().location() != null)
                    .toList();
            assertThat(storage.messages().list(all.withBox(new Filter.Box(-180, -90, 180, 90)), null, 10))
                    .isEqualTo(placed);
            for (Message each : storage.messages().list(all, null, 10)) {
                assertThat(storage.messages()
                                .list(all.withCategory(each.topic().path().get(0)), null, 10))
                        .contains(each);
            }
        }
    }

    @Test
    void nodes_that_start_at_once_on_an_empty_database_make_its_tables_once() throws Exception {
        String url = Postgres.newBase();
        List<Thread> nodes = IntStream.range(0, 4)
                .mapToObj(n -> new Thread(() -> {
                    try (Storage storage = JdbcStorage.postgresql(url, null, null)) {
                        storage.records().put(List.of(new Records.Document("node", "n" + n, "{}")));
                    }
                }))
                .toList();
        nodes.forEach(Thread::start);
        for (Thread node : nodes) {
            node.join();
        }
        try (Storage storage = JdbcStorage.postgresql(url, null, null)) {
            assertThat(storage.records().list("node", "", 10)).hasSize(4);
        }
    }
}
