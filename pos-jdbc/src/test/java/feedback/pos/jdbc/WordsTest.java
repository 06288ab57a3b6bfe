package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Messages.Found;
import feedback.pos.Pos;
import feedback.pos.codec.Codec;
import feedback.pos.message.Channel;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.testkit.SampleMessage;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The indexes of words beside what every storage promises: misspelt words, forgetting, damage and crashes. */
class WordsTest {
    private static final Filter ALL = Filter.all(Instant.parse("2026-06-01T00:00:00Z"));

    @TempDir
    Path folder;

    private String url = "";

    private JdbcStorage open(boolean isEmbedded) {
        if (isEmbedded) {
            return JdbcStorage.embedded(folder.resolve("base"));
        }
        url = url.isEmpty() ? Postgres.newBase() : url;
        return JdbcStorage.postgresql(url, null, null);
    }

    private static Pos over(JdbcStorage storage) {
        return Pos.under(SampleRegion.regulation())
                .storage(storage)
                .detector(text -> Detection.none())
                .open();
    }

    private static Message put(JdbcStorage storage, SampleMessage sample) {
        assertThat(storage.messages().commit(List.of(sample.change()))).isEmpty();
        return sample.message();
    }

    private static List<UUID> found(JdbcStorage storage, String text) {
        return storage.messages().list(ALL.withText(text), null, 100).stream()
                .map(Message::id)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_misspelt_word_is_told_and_never_one_that_the_reader_may_not_see(boolean isEmbedded) {
        try (JdbcStorage storage = open(isEmbedded)) {
            Pos pos = over(storage);
            Message open = put(
                    storage,
                    SampleMessage.of(1)
                            .sent("anna", "Сломан светофор на перекрёстке", "38701000", Channel.PORTAL, true)
                            .stage(Stage.EXECUTION));
            put(
                    storage,
                    SampleMessage.of(2)
                            .sent("boris", "Жалоба на Кондрашкина", "38701000", Channel.PORTAL, false)
                            .asking("водопровод", null));
            Found found = pos.messages().search(ALL.withText("светафор"), null, 10);
            assertThat(found.page()).containsExactly(open);
            assertThat(found.shownFor()).isEqualTo("светофор");
            assertThat(pos.messages()
                            .search(ALL.withText("Сломан СВЕТАФОР -яма"), null, 10)
                            .shownFor())
                    .isEqualTo("Сломан светофор -яма");
            assertThat(pos.messages().search(ALL.withText("светофор"), null, 10).shownFor())
                    .isNull();
            // The official finds the surname, the public does not even learn that there is such a word
            assertThat(pos.messages()
                            .search(ALL.withText("кондрашкена"), null, 10)
                            .shownFor())
                    .isEqualTo("кондрашкина");
            for (Filter narrow : List.of(ALL.withOpen(true), ALL.withWithin(Set.of("lgov")))) {
                for (String word : List.of("кондрашкена", "вадопровод")) {
                    Found nothing = pos.messages().search(narrow.withText(word), null, 10);
                    assertThat(nothing.page()).isEmpty();
                    assertThat(nothing.shownFor()).isNull();
                }
            }
            // The second page of what was shown instead is empty, and not that of something else
            assertThat(pos.messages()
                            .search(ALL.withText("светафор"), Position.of(open), 10)
                            .page())
                    .isEmpty();
        }
    }

    /** More than are looked at one by one, old ones close together, so that stretches of time are too full and too empty. */
    @Test
    @Timeout(60)
    void a_word_of_many_messages_is_found_page_by_page_however_they_lie_in_time() {
        Random random = new Random(5);
        try (JdbcStorage storage = open(false)) {
            List<Message> written = new ArrayList<>();
            List<Change> changes = new ArrayList<>();
            for (int n = 0; n < 4_000; n++) {
                boolean isOld = n % 4 > 0;
                Instant created = Instant.parse(isOld ? "2022-03-01T00:00:00Z" : "2026-01-01T00:00:00Z")
                        .plusSeconds(random.nextInt(isOld ? 400_000 : 10_000_000));
                SampleMessage sample =
                        SampleMessage.of(n).createdAt(created).text(isOld && n % 3 > 0 ? "снег во дворе" : "чисто");
                written.add(sample.message());
                changes.add(sample.change());
                if (changes.size() == 1_000) {
                    assertThat(storage.messages().commit(changes)).isEmpty();
                    changes.clear();
                }
            }
            Filter snow = ALL.withText("снег");
            List<UUID> meant = written.stream()
                    .filter(snow::matches)
                    .sorted((a, b) -> Position.of(b).compareTo(Position.of(a)))
                    .map(Message::id)
                    .toList();
            List<UUID> seen = new ArrayList<>();
            Position after = null;
            List<Message> page;
            do {
                page = storage.messages().list(snow, after, 200);
                for (Message each : page) {
                    seen.add(each.id());
                    after = Position.of(each);
                }
            } while (page.size() == 200);
            assertThat(meant).hasSizeGreaterThan(1_500);
            assertThat(seen).isEqualTo(meant);
        }
    }

    private static Change erasing(JdbcStorage storage, Message held) {
        List<Entry> redacted = storage.messages().journal(held.id()).stream()
                .map(each -> new Codec().redact(each, Set.of("anna")))
                .toList();
        SampleMessage after = SampleMessage.after(held)
                .sent("", "", "38701000", Channel.PORTAL, false)
                .note("");
        redacted.forEach(after::redacting);
        return after.change();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_erased_or_removed_is_gone_with_its_words(boolean isEmbedded) throws IOException, SQLException {
        JdbcStorage storage = open(isEmbedded);
        Message erased = put(storage, SampleMessage.of(1).text("Ёжик щукинская яма"));
        Message removed = put(storage, SampleMessage.of(2).text("Цапля щедринская яма"));
        Message other = put(storage, SampleMessage.of(3).text("Другая яма"));
        assertThat(found(storage, "яма")).hasSize(3);
        assertThat(storage.messages().wordsLike("щукенская", 5)).containsExactly("щукинская");
        assertThat(storage.messages().commit(List.of(erasing(storage, erased)))).isEmpty();
        assertThat(storage.messages().remove(removed.id(), 1)).isTrue();
        assertThat(found(storage, "яма")).containsExactly(other.id());
        assertThat(found(storage, "щукинская")).isEmpty();
        if (!isEmbedded) {
            assertThat(storage.messages().wordsLike("щукенская", 5)).isEmpty();
            assertThat(storage.messages().wordsLike("щедринскоя", 5)).isEmpty();
            assertThat(storage.messages().wordsLike("другоя", 5)).containsExactly("другая");
            assertThat(rows("SELECT COUNT(*) FROM pos_search WHERE CAST(words AS text) LIKE '%щукин%'"
                            + " OR CAST(words AS text) LIKE '%щедрин%'"))
                    .isEqualTo(0);
        }
        storage.close();
        if (isEmbedded) {
            for (String word : List.of("щук", "щедр")) {
                assertThat(isInFiles(word)).as(word).isFalse();
            }
            assertThat(isInFiles("друг")).isTrue();
        }
    }

    private long rows(String count) throws SQLException {
        try (Connection connection = Postgres.dataSource(url).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(count)) {
            row.next();
            return row.getLong(1);
        }
    }

    private boolean isInFiles(String word) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("base").resolve("search"))) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        .contains(new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void an_index_that_is_lost_damaged_or_of_another_base_is_made_anew() throws IOException {
        Path index = folder.resolve("base").resolve("search");
        Message held;
        try (JdbcStorage storage = open(true)) {
            held = put(storage, SampleMessage.of(1).text("Яма у школы"));
            assertThat(found(storage, "яма")).containsExactly(held.id());
        }
        List<Path> files = filesOf(index);
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            Files.delete(file);
        }
        try (JdbcStorage storage = open(true)) {
            assertThat(found(storage, "ямы")).containsExactly(held.id());
        }
        for (Path file : filesOf(index)) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 60) {
                bytes[bytes.length / 2] ^= 0x55;
                Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
            }
        }
        try (JdbcStorage storage = open(true)) {
            assertThat(found(storage, "ямы")).containsExactly(held.id());
        }
        Path other = folder.resolve("other");
        try (JdbcStorage storage = JdbcStorage.embedded(other)) {
            put(storage, SampleMessage.of(2).text("Снег во дворе"));
            assertThat(found(storage, "снег")).hasSize(1);
        }
        copy(other.resolve("search"), index);
        try (JdbcStorage storage = open(true)) {
            assertThat(found(storage, "снег")).isEmpty();
            assertThat(found(storage, "ямы")).containsExactly(held.id());
            storage.rebuildSearch();
            assertThat(found(storage, "ямы")).containsExactly(held.id());
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.isDirectory(to)) {
            for (Path file : filesOf(to)) {
                Files.delete(file);
            }
        }
        Files.createDirectories(to);
        for (Path file : filesOf(from)) {
            Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Copies the files as a process that was killed would leave them, at any moment, and looks whether all is found. */
    @Test
    void nothing_is_lost_between_base_and_index_when_the_process_is_killed() throws IOException {
        Random random = new Random(11);
        Path base = folder.resolve("base");
        try (JdbcStorage storage = open(true)) {
            List<Message> written = new ArrayList<>();
            for (int round = 0; round < 6; round++) {
                for (int n = random.nextInt(60); n > 0; n--) {
                    boolean isNew = written.isEmpty() || random.nextInt(3) > 0;
                    int at = isNew ? written.size() : random.nextInt(written.size());
                    SampleMessage next = isNew
                            ? SampleMessage.of(at).text(random.nextBoolean() ? "яма" : "снег")
                            : SampleMessage.after(written.get(at))
                                    .answered(Instant.parse("2026-05-01T00:00:00Z"), null)
                                    .saying("ответ " + random.nextInt(3));
                    Message after = put(storage, next);
                    if (isNew) {
                        written.add(after);
                    } else {
                        written.set(at, after);
                    }
                }
                if (random.nextBoolean()) {
                    found(storage, "яма");
                }
                if (random.nextInt(3) == 0) {
                    storage.rebuildSearch();
                }
                Path copied = folder.resolve("copy" + round);
                copy(base, copied);
                if (Files.isDirectory(base.resolve("search"))) {
                    copy(base.resolve("search"), copied.resolve("search"));
                }
                try (JdbcStorage after = JdbcStorage.embedded(copied)) {
                    for (String text : List.of("яма", "снег", "яма ответ 1", "снег -ответ")) {
                        Filter filter = ALL.withText(text);
                        assertThat(after.messages().list(filter, null, 1_000))
                                .as("%s in round %s", text, round)
                                .hasSameElementsAs(
                                        written.stream().filter(filter::matches).toList());
                    }
                }
            }
        }
    }

    @Test
    void people_are_found_among_messages_by_their_ids_at_once() {
        for (boolean isEmbedded : List.of(true, false)) {
            try (JdbcStorage storage = open(isEmbedded)) {
                Message first =
                        put(storage, SampleMessage.of(1).applicant("anna").text("яма"));
                Message second =
                        put(storage, SampleMessage.of(2).applicant("boris").text("снег"));
                put(storage, SampleMessage.of(3).applicant("vera").text("яма"));
                Filter two = ALL.withApplicants(Set.of("anna", "boris"));
                assertThat(storage.messages().list(two, null, 10)).containsExactly(second, first);
                assertThat(storage.messages().list(two.withText("яма"), null, 10))
                        .containsExactly(first);
                assertThat(storage.messages().list(two.withApplicant("boris"), null, 10))
                        .containsExactly(second);
                assertThat(storage.messages().list(two.withWithin(Set.of("lgov")), null, 10))
                        .isEmpty();
                assertThat(storage.messages().list(ALL.withApplicants(Set.of()), null, 10))
                        .isEmpty();
            }
        }
    }

    @Test
    void a_damaged_row_does_not_stop_searches_nor_a_broken_index_what_is_written() throws SQLException {
        try (JdbcStorage storage = open(false);
                Connection connection = Postgres.dataSource(url).getConnection();
                Statement statement = connection.createStatement()) {
            Message damaged = put(storage, SampleMessage.of(1).text("Яма у школы"));
            Message whole = put(storage, SampleMessage.of(2).text("Яма у дома"));
            statement.execute("UPDATE pos_message SET body = '{}' WHERE number = '" + damaged.number() + "'");
            assertThat(found(storage, "яма")).containsExactly(whole.id());

            statement.execute("ALTER TABLE pos_search_word RENAME TO pos_search_gone");
            List<Change> many = IntStream.range(10, 1_000)
                    .mapToObj(n -> SampleMessage.of(n).text("Фонарь " + n).change())
                    .toList();
            assertThat(storage.messages().commit(many)).isEmpty();
            statement.execute("ALTER TABLE pos_search_gone RENAME TO pos_search_word");
            assertThat(found(storage, "фонарь 999")).hasSize(1);
        }
    }
}
