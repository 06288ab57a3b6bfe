package feedback.pos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Channel;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a list by words promises: exactly what {@link Filter#matches} says, however a storage finds it. */
public interface SearchContract {
    Instant START = Instant.parse("2025-01-10T08:00:00Z");

    List<String> WORDS = List.of(
            "яма",
            "ямы",
            "ямами",
            "дорога",
            "дороге",
            "дорожный",
            "дорожные",
            "снег",
            "снега",
            "ёлка",
            "елка",
            "во",
            "дворе",
            "двор",
            "не",
            "убирают",
            "Убирается",
            "фонарь",
            "фонари",
            "№5",
            "5а",
            "12",
            "по-русски",
            "кое-где",
            "Ленина",
            "ленинская",
            "свет",
            "й\u0306",
            "СВЕТА",
            "нет",
            "100%",
            "it's",
            "a\\b",
            "'",
            "::",
            "школы",
            "школа",
            "x",
            "longlonglonglonglonglonglonglonglonglonglonglonglonglong");

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    default void words_are_found_in_any_form_and_all_must_occur() {
        try (Storage storage = open()) {
            List<Message> written = write(
                    storage,
                    SampleMessage.of(1).text("Большая яма на дороге"),
                    SampleMessage.of(2).text("Ёлку не убрали").address("улица Ленина, дом 5"),
                    SampleMessage.of(3).text("Просто текст").number("КРС-7a"),
                    SampleMessage.of(4)
                            .text("Дороги в ямах")
                            .answered(START, Outcome.SOLVED)
                            .saying("Ямы засыпаны щебнем"));
            assertThat(found(storage, "ЯМЫ дорогой")).containsExactly(written.get(3), written.get(0));
            assertThat(found(storage, "большая дорога")).containsExactly(written.get(0));
            assertThat(found(storage, "елка")).containsExactly(written.get(1));
            assertThat(found(storage, "ленина 5 -яма")).containsExactly(written.get(1));
            assertThat(found(storage, "крс-7A")).containsExactly(written.get(2));
            assertThat(found(storage, "засыпан яма")).containsExactly(written.get(3));
            assertThat(found(storage, "\"ямы на дороге\"")).containsExactly(written.get(0));
            assertThat(found(storage, "\"дороге яма\"")).isEmpty();
            assertThat(found(storage, "яма -засыпаны")).containsExactly(written.get(0));
            assertThat(found(storage, "дор*")).containsExactly(written.get(3), written.get(0));
            // What stands elsewhere in a message is not its text
            assertThat(found(storage, "anna")).isEmpty();
            assertThat(found(storage, "portal")).isEmpty();
        }
    }

    @Test
    default void nobody_finds_by_what_they_may_not_read() {
        try (Storage storage = open()) {
            SampleMessage secret = SampleMessage.of(1)
                    .sent("anna", "Яма", "38701000", Channel.PORTAL, true)
                    .asking("Какой подъезд", "домофон сломан")
                    .drafting("черновик щебень")
                    .note("заметка");
            Message held = write(storage, secret).get(0);
            Filter all = everything();
            for (String inner : List.of("подъезд", "домофон")) {
                assertThat(storage.messages().list(all.withText(inner), null, 10))
                        .containsExactly(held);
                assertThat(storage.messages().list(all.withText(inner).withOpen(true), null, 10))
                        .isEmpty();
                assertThat(storage.messages().list(all.withText("яма -" + inner).withOpen(true), null, 10))
                        .containsExactly(held);
                assertThat(storage.messages().list(all.withText("яма -" + inner), null, 10))
                        .isEmpty();
            }
            for (String never : List.of("щебень", "заметка", "черновик", "анна")) {
                assertThat(storage.messages().list(all.withText(never), null, 10))
                        .isEmpty();
            }
            assertThat(storage.messages().list(all.withText("яма").withWithin(Set.of("lgov")), null, 10))
                    .isEmpty();
            assertThat(storage.messages().list(all.withText("яма").withWithin(Set.of()), null, 10))
                    .isEmpty();
        }
    }

    @Test
    default void every_list_by_words_is_what_the_messages_say_page_by_page() {
        Random random = new Random(20_261_126);
        try (Storage storage = open()) {
            List<Message> written = new ArrayList<>();
            List<Change> changes = new ArrayList<>();
            for (int n = 0; n < 300; n++) {
                SampleMessage sample = varied(n, random);
                written.add(sample.message());
                changes.add(sample.change());
            }
            assertThat(storage.messages().commit(changes)).isEmpty();
            for (int n = 0; n < 60; n++) {
                // Some get other words
                int at = random.nextInt(written.size());
                SampleMessage next = SampleMessage.after(written.get(at))
                        .answered(START.plus(Duration.ofDays(3)), Outcome.SOLVED)
                        .saying(text(random, 12))
                        .heldBy(
                                random.nextBoolean()
                                        ? new String[] {"region", "lgov"}
                                        : new String[] {"region", "kursk"});
                assertThat(storage.messages().commit(List.of(next.change()))).isEmpty();
                written.set(at, next.message());
                if (n % 10 == 0) {
                    compare(storage, written, random, 6);
                }
            }
            compare(storage, written, random, 40);
        }
    }

    private static SampleMessage varied(int n, Random random) {
        // Most within hours, some years away, so that stretches of time of every length come into play
        Instant created = random.nextInt(4) > 0
                ? START.plusSeconds(random.nextInt(40_000))
                : START.minus(Duration.ofHours(random.nextInt(100_000)));
        SampleMessage sample = SampleMessage.of(n)
                .createdAt(created)
                .sent(
                        "anna",
                        text(random, random.nextInt(50) == 0 ? 900 : 12),
                        "38701000",
                        Channel.PORTAL,
                        random.nextBoolean())
                .address(random.nextBoolean() ? "ул. Ленина, " + random.nextInt(20) : null)
                .stage(random.nextBoolean() ? Stage.EXECUTION : Stage.MODERATION)
                .heldBy(
                        random.nextInt(5) == 0
                                ? new String[] {"region", "lgov"}
                                : new String[] {"region", "kursk", "kursk-roads"});
        if (random.nextInt(3) == 0) {
            sample.asking(text(random, 4), random.nextBoolean() ? text(random, 4) : null);
        }
        return sample;
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(words); n > 0; n--) {
            // Some words are everywhere, some nearly nowhere
            int at = (int) (WORDS.size() * Math.pow(random.nextDouble(), 3));
            text.append(WORDS.get(at)).append(random.nextInt(6) == 0 ? ", " : " ");
        }
        return text.toString();
    }

    private static String query(Random random) {
        StringBuilder query = new StringBuilder(WORDS.get(random.nextInt(12)));
        for (int n = random.nextInt(3); n > 0; n--) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            query.append(' ')
                    .append(
                            switch (random.nextInt(6)) {
                                case 0 -> "-" + word;
                                case 1 -> "\"" + word + " " + WORDS.get(random.nextInt(WORDS.size())) + "\"";
                                case 2 -> "-\"" + word + " " + WORDS.get(random.nextInt(8)) + "\"";
                                case 3 -> word.substring(0, Math.min(word.length(), 2 + random.nextInt(4))) + "*";
                                case 4 -> "-" + word.substring(0, Math.min(word.length(), 2 + random.nextInt(4))) + "*";
                                default -> word;
                            });
        }
        return query.toString();
    }

    private static void compare(Storage storage, List<Message> written, Random random, int times) {
        for (int n = 0; n < times; n++) {
            Filter filter = everything().withText(query(random));
            filter = switch (random.nextInt(6)) {
                case 0 -> filter.withOpen(random.nextBoolean());
                case 1 -> filter.withWithin(Set.of("lgov", "nobody"));
                case 2 -> filter.withStages(Set.of(Stage.EXECUTION)).withOrganization("kursk");
                case 3 -> filter.withFrom(START.minus(Duration.ofDays(400))).withTo(START.plusSeconds(30_000));
                case 4 -> filter.withTopic("roads").withApplicant(random.nextInt(4) == 0 ? "anna" : null);
                default -> filter;
            };
            List<UUID> meant = written.stream()
                    .filter(filter::matches)
                    .sorted((a, b) -> Position.of(b).compareTo(Position.of(a)))
                    .map(Message::id)
                    .toList();
            int limit = 8 + random.nextInt(60);
            assertThat(pages(storage, filter, limit))
                    .as("%s by %s", filter, limit)
                    .isEqualTo(meant);
        }
    }

    private static List<UUID> pages(Storage storage, Filter filter, int limit) {
        List<UUID> seen = new ArrayList<>();
        @Nullable Position after = null;
        List<Message> page;
        do {
            page = storage.messages().list(filter, after, limit);
            page.forEach(each -> seen.add(each.id()));
            after = page.isEmpty() ? after : Position.of(page.get(page.size() - 1));
        } while (page.size() == limit);
        return seen;
    }

    @Test
    default void a_long_text_with_one_word_over_and_over_is_found_by_its_phrases() {
        try (Storage storage = open()) {
            Message held = write(
                            storage,
                            SampleMessage.of(1)
                                    .text("яма снег ".repeat(600) + "конец фразы " + "a ".repeat(8_000)
                                            + "самый хвост"))
                    .get(0);
            for (String text : List.of(
                    "\"снег конец\"",
                    "\"конец фразы\"",
                    "\"яма снег\"",
                    "\"самый хвост\"",
                    "\"a самый\"",
                    "яма -\"снег снег\"")) {
                assertThat(found(storage, text)).as(text).containsExactly(held);
            }
            assertThat(found(storage, "яма -\"конец фразы\"")).isEmpty();
            assertThat(found(storage, "\"хвост самый\"")).isEmpty();
            assertThat(found(storage, "яма -\"самый хвост\"")).isEmpty();
        }
    }

    private static Filter everything() {
        return Filter.all(START.plus(Duration.ofDays(90)));
    }

    private static List<Message> found(Storage storage, String text) {
        return storage.messages().list(everything().withText(text), null, 10);
    }

    private static List<Message> write(Storage storage, SampleMessage... samples) {
        List<Change> changes = new ArrayList<>();
        for (SampleMessage sample : samples) {
            changes.add(sample.change());
        }
        assertThat(storage.messages().commit(changes)).isEmpty();
        return changes.stream().map(each -> each.revisions().get(0).after()).toList();
    }
}
