package feedback.pos.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.calendar.WorkingHours;
import feedback.pos.http.api.Http;
import feedback.pos.http.api.Http.Answer;
import feedback.pos.http.auth.ApiKeys;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.store.Held;
import feedback.pos.store.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two servers on one PostgreSQL, started at the same moment. */
@Timeout(240)
class TwoServersTest {
    /** A second is meant; a busy machine may take longer. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Path DEMO = Path.of("src/main/resources/feedback/pos/http/region/demo");

    @TempDir
    private Path folder;

    private static final ListAppender<ILoggingEvent> TOLD = new ListAppender<>();
    private static String db;
    private static Server serverA;
    private static Server serverB;
    private static Http a;
    private static Http b;

    @BeforeAll
    static void start() throws Exception {
        TOLD.start();
        Logger told = (Logger) LoggerFactory.getLogger("feedback.pos.http.told");
        told.addAppender(TOLD);
        // The lines of a digest
        told.setLevel(Level.DEBUG);
        db = Postgres.newBase();
        Callable<Server> start = () -> {
            Server server = new Server(Configuration.of(Map.of("demo", "true", "port", "0", "db", db), Map.of(), null));
            server.start();
            return server;
        };
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<Server>> both = pool.invokeAll(List.of(start, start));
            serverA = both.get(0).get();
            serverB = both.get(1).get();
        } finally {
            pool.shutdown();
        }
        a = new Http(serverA.address());
        b = new Http(serverB.address());
    }

    @AfterAll
    static void stop() {
        serverA.close();
        serverB.close();
        Logger told = (Logger) LoggerFactory.getLogger("feedback.pos.http.told");
        told.detachAppender(TOLD);
        told.setLevel(null);
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @Test
    void only_one_of_them_seeds() {
        try (Storage storage = JdbcStorage.postgresql(db, null, null)) {
            int messages = 0;
            UUID after = null;
            for (Held each : storage.messages().everything(after, 1_000)) {
                messages += each.journal().isEmpty() ? 0 : 1;
            }
            assertThat(messages).isBetween(200, 450);
            assertThat(storage.records().get("region", "region").orElseThrow()).contains("\"edition\":1,");
        }
    }

    @Test
    void a_message_is_carried_by_both_and_a_key_holds_on_both() {
        String json = "{\"text\":\"Во дворе дома 5 по улице Ленина огромная яма\",\"territory\":\"38701000\"}";
        Answer sent = a.as("citizen-1").with("Idempotency-Key", "one").submit(json);
        String id = sent.id();
        assertThat(b.as("citizen-1").with("Idempotency-Key", "one").submit(json).id())
                .isEqualTo(id);
        assertThat(b.as("citizen-1")
                        .with("Idempotency-Key", "one")
                        .submit("{\"text\":\"Другое\"}")
                        .status())
                .isEqualTo(422);
        done(b.as("moderator").act(id, "moderate", "{\"decision\":\"accept\",\"topic\":\"roads\"}"));
        assertThat(a.as("citizen-1").message(id).at("/stage")).isEqualTo("COORDINATION");
        done(a.as("coordinator").act(id, "assign", "{}"));
        done(b.as("executor").act(id, "draft", "{\"outcome\":\"SOLVED\",\"text\":\"Яма заделана\"}"));
        done(a.as("head").act(id, "approve", "{}"));
        assertThat(b.as("citizen-1").message(id).at("/stage")).isEqualTo("ANSWERED");
    }

    @Test
    void time_goes_on_for_both_and_nobody_is_told_twice() {
        String id = a.as("citizen-2").submit("{\"text\":\"Не горит фонарь\"}").id();
        Instant before = Instant.parse(b.get("/api/v1/demo/clock").at("/now"));
        done(a.post("/api/v1/demo/clock", "{\"advance\":\"P45D\"}"));
        assertThat(Until.within(
                        SOON,
                        () -> Instant.parse(b.get("/api/v1/demo/clock").at("/now"))
                                .isAfter(before.plus(Duration.ofDays(45)))))
                .isTrue();
        // Into hours in which officials are told, whatever the hour and the day on which this runs
        Instant now = Instant.parse(b.get("/api/v1/demo/clock").at("/now"));
        Instant told = inHours(now.plus(Duration.ofDays(1)));
        done(b.post("/api/v1/demo/clock", "{\"advance\":\"" + Duration.between(now, told) + "\"}"));
        assertThat(Until.within(
                        SOON,
                        () -> !Instant.parse(a.get("/api/v1/demo/clock").at("/now"))
                                .isBefore(told)))
                .isTrue();
        try (Storage storage = JdbcStorage.postgresql(db, null, null)) {
            Instant ever = Instant.parse("2100-01-01T00:00:00Z");
            assertThat(Until.within(
                            Duration.ofSeconds(60),
                            () -> storage.outbox().pending(ever, 1).isEmpty()))
                    .isTrue();
        }
        List<String> lines = List.copyOf(TOLD.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
        assertThat(lines).anyMatch(each -> each.startsWith("told digest count="));
        assertThat(lines)
                .filteredOn(each -> each.startsWith("told event="))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .anyMatch(each -> each.contains(id));
    }

    private static Instant inHours(Instant later) {
        ZoneId moscow = ZoneId.of("Europe/Moscow");
        LocalDate day = WorkCalendar.russia()
                .orFallback()
                .workingOnOrAfter(LocalDate.ofInstant(later, moscow).plusDays(1));
        return WorkingHours.usual().opening(day, moscow).plus(Duration.ofHours(1));
    }

    @Test
    void another_edition_is_in_force_on_both_soon_after_it_was_loaded() throws IOException {
        String tag = a.get("/api/v1/catalog").header("ETag");
        assertThat(b.get("/api/v1/catalog").header("ETag")).isEqualTo(tag);
        edited("catalog.json", "\"Автомобильные дороги\"", "\"Дороги и мосты\"");
        edited("regulation.json", "\"textLimit\": 4000", "\"textLimit\": 3000");

        assertThat(PosServer.run("load", folder.toString(), "--db", db)).isZero();

        for (Http node : List.of(a, b)) {
            assertThat(Until.within(
                            SOON, () -> node.get("/api/v1/catalog").text().contains("Дороги и мосты")))
                    .isTrue();
            assertThat(node.as("citizen-3")
                            .submit("{\"text\":\"" + "я".repeat(3_001) + "\"}")
                            .problem())
                    .isEqualTo("422 INVALID_VALUE");
            assertThat(node.as("citizen-3").submit("{\"text\":\"Яма\"}").status())
                    .isEqualTo(201);
        }
        assertThat(a.get("/api/v1/catalog").header("ETag"))
                .isNotEqualTo(tag)
                .isEqualTo(b.get("/api/v1/catalog").header("ETag"));
    }

    @Test
    void an_act_on_the_calendar_is_in_force_on_both_soon_after_it_was_brought_in() throws IOException {
        Path act = folder.resolve("2027.txt");
        Files.write(
                act,
                TwoServersTest.class
                        .getResourceAsStream("/feedback/pos/http/calendar/calendar-2027-invented.txt")
                        .readAllBytes());
        assertThat(PosServer.run("calendar", "import", act.toString(), "--preview", "--db", db))
                .isZero();
        assertThat(a.get("/api/v1/calendar/2027").json().get("decreed").asBoolean())
                .isFalse();

        assertThat(PosServer.run("calendar", "import", act.toString(), "--db", db))
                .isZero();

        for (Http node : List.of(a, b)) {
            assertThat(Until.within(
                            SOON,
                            () -> node.get("/api/v1/calendar/2027")
                                    .json()
                                    .get("decreed")
                                    .asBoolean()))
                    .isTrue();
        }
        done(a.as("admin").get("/api/v1/calendar/editions"));
        assertThat(PosServer.run("recount", "--preview", "--db", db)).isZero();
        assertThat(PosServer.run("recount", "--db", db)).isZero();
    }

    private void edited(String name, String from, String to) throws IOException {
        if (Files.notExists(folder.resolve(name))) {
            try (Stream<Path> files = Files.list(DEMO)) {
                for (Path each : files.toList()) {
                    Files.copy(each, folder.resolve(String.valueOf(each.getFileName())));
                }
            }
        }
        String text = Files.readString(folder.resolve(name));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(name), text.replace(from, to));
    }

    @Test
    void a_revoked_key_opens_neither_and_an_erased_person_has_no_name_on_either() {
        try (Storage storage = JdbcStorage.postgresql(db, null, null)) {
            ApiKeys keys = new ApiKeys(storage.records());
            ApiKeys.Issued issued =
                    keys.create("test", Actor.official("program", Role.OPERATOR, "region"), Instant.now());
            for (Http node : List.of(a, b)) {
                assertThat(node.bearing(issued.secret()).get("/api/v1/me").status())
                        .isEqualTo(200);
            }
            String sent = a.bearing(issued.secret())
                    .submit("{\"text\":\"Яма\",\"applicant\":{\"id\":\"guest-1\",\"name\":\"Гость Неизвестный\"}}")
                    .id();
            keys.revoke(issued.key().id(), Instant.now());
            for (Http node : List.of(a, b)) {
                assertThat(node.bearing(issued.secret()).get("/api/v1/me").status())
                        .isEqualTo(401);
                assertThat(node.as("admin").message(sent).text()).contains("Гость Неизвестный");
            }
            Answer tooEarly = b.as("admin").post("/api/v1/people/guest-1/erase", "{}");
            assertThat(tooEarly.problem()).isEqualTo("409 CONFLICT");
            done(b.as("moderator").act(sent, "moderate", "{\"decision\":\"decline\",\"reason\":\"OFF_TOPIC\"}"));
            assertThat(PosServer.run("erase", "guest-1", "--db", db)).isZero();
        }
        for (Http node : List.of(a, b)) {
            assertThat(Until.within(
                            SOON,
                            () -> !node.as("admin")
                                    .get("/api/v1/messages?limit=200")
                                    .text()
                                    .contains("Гость")))
                    .isTrue();
        }
    }
}
