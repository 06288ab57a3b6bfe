package feedback.pos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Point;
import feedback.pos.message.Stage;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link MessageStore#list} and {@link MessageStore#due} promise: exactly what is asked for, page by page. */
public interface ListContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    default void the_newest_message_comes_first() {
        try (Storage storage = open()) {
            List<Message> written = write(storage, SampleMessage.of(2), SampleMessage.of(3), SampleMessage.of(1));
            assertThat(storage.messages().list(everything(), null, 10))
                    .containsExactly(written.get(1), written.get(0), written.get(2));
            assertThat(storage.messages().list(everything(), null, 2)).containsExactly(written.get(1), written.get(0));
        }
    }

    @Test
    default void messages_of_one_instant_stand_in_the_order_of_their_ids_as_unsigned_bytes() {
        try (Storage storage = open()) {
            Instant instant = Instant.parse("2026-03-02T09:00:00.123456Z");
            List<UUID> rising = List.of(
                    new UUID(0, 1),
                    new UUID(0, -1),
                    new UUID(1, 0),
                    new UUID(Long.MAX_VALUE, 0),
                    new UUID(Long.MIN_VALUE, 0),
                    new UUID(-1, 0),
                    new UUID(-1, -1));
            SampleMessage[] samples = IntStream.range(0, rising.size())
                    .mapToObj(n -> SampleMessage.of(n)
                            .id(rising.get(n))
                            .createdAt(instant)
                            .wake(instant))
                    .toArray(SampleMessage[]::new);
            List<Message> written = write(storage, samples);
            List<Message> falling = new ArrayList<>(written);
            falling.sort(Comparator.comparing(written::indexOf).reversed());
            assertThat(paged(storage, everything(), 2)).isEqualTo(falling);
            assertThat(storage.messages().due(instant, null, 10))
                    .extracting(Wake::message)
                    .isEqualTo(rising);
            assertThat(storage.messages().due(instant, new Wake(instant, rising.get(3)), 2))
                    .extracting(Wake::message)
                    .isEqualTo(rising.subList(4, 6));
        }
    }

    @Test
    default void pages_neither_repeat_nor_miss_a_message_while_others_are_written() {
        try (Storage storage = open()) {
            List<Message> written = write(
                    storage,
                    IntStream.range(100, 130).mapToObj(SampleMessage::of).toArray(SampleMessage[]::new));
            List<Message> seen = new ArrayList<>();
            @Nullable Position after = null;
            for (int page = 0; page < 6; page++) {
                List<Message> part = storage.messages().list(everything(), after, 5);
                seen.addAll(part);
                after = Position.of(part.get(part.size() - 1));
                write(storage, SampleMessage.of(200 + page));
            }
            assertThat(seen).hasSameElementsAs(written).hasSameSizeAs(written);
            assertThat(storage.messages().list(everything(), after, 5)).isEmpty();
        }
    }

    @Test
    default void a_changed_message_is_listed_by_what_it_is_now() {
        try (Storage storage = open()) {
            Message held = write(storage, SampleMessage.of(1)).get(0);
            Message moved = write(
                            storage,
                            SampleMessage.after(held).stage(Stage.EXECUTION).heldBy("region", "lgov"))
                    .get(0);
            Filter execution = everything().withStages(Set.of(Stage.EXECUTION)).withOrganization("lgov");
            assertThat(storage.messages().list(execution, null, 10)).containsExactly(moved);
            assertThat(storage.messages().list(everything().withOrganization("kursk"), null, 10))
                    .isEmpty();
        }
    }

    @Test
    default void ids_that_resemble_each_other_are_not_taken_for_each_other() {
        List<String> ids = List.of(
                "kursk",
                "kursk-roads",
                "Kursk",
                "kursk ",
                " kursk",
                "a_b",
                "axb",
                "a%b",
                "acb",
                "a",
                "a/b",
                "b",
                "/",
                "~1",
                "~",
                "~0",
                "x!y",
                "xy",
                "x!!y",
                "a\\",
                "%",
                "_");
        try (Storage storage = open()) {
            List<Message> written = write(
                    storage,
                    IntStream.range(0, ids.size())
                            .mapToObj(n -> SampleMessage.of(n)
                                    .heldBy(ids.get(n))
                                    .about(false, ids.get(n))
                                    .applicant(ids.get(n)))
                            .toArray(SampleMessage[]::new));
            for (int n = 0; n < ids.size(); n++) {
                String id = ids.get(n);
                for (Filter filter : List.of(
                        everything().withOrganization(id),
                        everything().withWithin(Set.of(id)),
                        everything().withTopic(id),
                        everything().withApplicant(id))) {
                    assertThat(storage.messages().list(filter, null, 100))
                            .as("%s", filter)
                            .containsExactly(written.get(n));
                }
            }
        }
    }

    @Test
    default void a_box_holds_what_lies_in_it_and_on_its_edges() {
        try (Storage storage = open()) {
            List<Message> written = write(
                    storage,
                    SampleMessage.of(1).located(new Point(51.73, 36.19)),
                    SampleMessage.of(2).located(new Point(51.7322, 36.19)),
                    SampleMessage.of(3).located(new Point(51.78, 36.19)),
                    SampleMessage.of(4).located(null),
                    SampleMessage.of(5).located(new Point(66.1, 179.9999)),
                    SampleMessage.of(6).located(new Point(66.1, -179.9999)),
                    SampleMessage.of(7).located(new Point(-0.001, -0.001)),
                    SampleMessage.of(8).located(new Point(0.001, 0.001)));
            Message kursk = written.get(0);
            Message near = written.get(1);
            Message far = written.get(2);
            Point point = Objects.requireNonNull(kursk.submission().location());
            assertThat(inside(storage, Filter.Box.around(point, 200))).containsExactly(kursk);
            assertThat(inside(storage, Filter.Box.around(point, 250))).containsExactly(near, kursk);
            assertThat(inside(storage, Filter.Box.around(point, 6_000))).containsExactly(far, near, kursk);
            assertThat(inside(storage, new Filter.Box(36.19, 51.73, 36.19, 51.7322)))
                    .as("edges")
                    .containsExactly(near, kursk);
            assertThat(inside(storage, new Filter.Box(36.1900001, 51, 40, 52))).isEmpty();
            assertThat(inside(storage, Filter.Box.around(new Point(66.1, 180), 100)))
                    .as("over the line where the days meet")
                    .containsExactly(written.get(5), written.get(4));
            assertThat(inside(storage, new Filter.Box(170, -90, -170, 90)))
                    .containsExactly(written.get(5), written.get(4));
            assertThat(inside(storage, Filter.Box.around(new Point(0, 0), 500)))
                    .containsExactly(written.get(7), written.get(6));
            assertThat(inside(storage, new Filter.Box(-180, -90, 180, 90)))
                    .as("what has no point lies nowhere")
                    .hasSize(7)
                    .doesNotContain(written.get(3));
        }
    }

    private static List<Message> inside(Storage storage, Filter.Box box) {
        return storage.messages().list(everything().withBox(box), null, 10);
    }

    @Test
    default void a_category_holds_what_lies_below_its_topmost_topic() {
        try (Storage storage = open()) {
            List<Message> written = write(
                    storage,
                    SampleMessage.of(1).about(false, "roads", "roads.signs"),
                    SampleMessage.of(2).about(false, "roads"),
                    SampleMessage.of(3).about(false, "a/b", "roads"),
                    SampleMessage.of(4).about(false, "~1", "other"));
            Filter all = everything();
            assertThat(storage.messages().list(all.withCategory("roads"), null, 10))
                    .containsExactly(written.get(1), written.get(0));
            assertThat(storage.messages().list(all.withCategory("roads"), Position.of(written.get(1)), 10))
                    .containsExactly(written.get(0));
            assertThat(storage.messages().list(all.withCategory("roads.signs"), null, 10))
                    .isEmpty();
            assertThat(storage.messages().list(all.withCategory("a/b"), null, 10))
                    .containsExactly(written.get(2));
            assertThat(storage.messages().list(all.withCategory("~1"), null, 10))
                    .containsExactly(written.get(3));
        }
    }

    @Test
    default void who_may_see_nothing_is_shown_nothing() {
        try (Storage storage = open()) {
            write(storage, SampleMessage.of(1));
            assertThat(storage.messages().list(everything().withWithin(Set.of()), null, 10))
                    .isEmpty();
        }
    }

    @Test
    default void a_filter_selects_exactly_what_it_says_among_varied_messages() {
        try (Storage storage = open()) {
            Random random = new Random(20260302);
            SampleMessage[] samples = IntStream.range(0, 200)
                    .mapToObj(n -> Varied.message(n, random))
                    .toArray(SampleMessage[]::new);
            List<Message> written = write(storage, samples);
            int found = 0;
            for (int n = 0; n < 200; n++) {
                Filter filter = Varied.filter(written, random);
                List<Message> expected = written.stream()
                        .filter(filter::matches)
                        .sorted(Comparator.comparing(Position::of).reversed())
                        .toList();
                List<Message> listed = n % 10 == 0
                        ? paged(storage, filter, 7)
                        : storage.messages().list(filter, null, 1000);
                assertThat(listed).as("%s", filter).isEqualTo(expected);
                found += expected.size();
            }
            // Filters that never find anything would prove nothing.
            assertThat(found).isGreaterThan(1_000);
        }
    }

    @Test
    default void lateness_begins_where_the_message_says_to_the_microsecond() {
        try (Storage storage = open()) {
            Instant due = Instant.parse("2026-04-01T20:59:59Z");
            List<Instant> around = List.of(
                    due.minusSeconds(1),
                    due,
                    due.plus(1, ChronoUnit.MICROS),
                    due.plusMillis(500),
                    due.plusSeconds(1).minus(1, ChronoUnit.MICROS),
                    due.plusSeconds(1),
                    due.plusSeconds(2));
            List<SampleMessage> samples = new ArrayList<>(List.of(
                    SampleMessage.of(100).due(due),
                    SampleMessage.of(101).due(due).stage(Stage.DECLINED)));
            for (Instant sent : around) {
                samples.add(SampleMessage.of(samples.size())
                        .due(due)
                        .stage(Stage.CLOSED)
                        .answered(sent, Outcome.SOLVED));
            }
            List<Message> written = write(storage, samples.toArray(SampleMessage[]::new));
            for (Instant now : around) {
                for (boolean overdue : new boolean[] {true, false}) {
                    Filter filter = Filter.all(now).withOverdue(overdue);
                    assertThat(storage.messages().list(filter, null, 100))
                            .as("overdue %s at %s", overdue, now)
                            .containsExactlyInAnyOrderElementsOf(
                                    written.stream().filter(filter::matches).toList());
                }
            }
        }
    }

    @Test
    default void what_is_due_comes_earliest_first_and_page_by_page() {
        try (Storage storage = open()) {
            Instant start = Instant.parse("2026-04-01T00:00:00Z");
            int[] hours = {5, 1, 3, 3, 3, 2, 9, 4};
            write(
                    storage,
                    IntStream.range(0, hours.length)
                            .mapToObj(n -> SampleMessage.of(n).wake(start.plusSeconds(3600L * hours[n])))
                            .toArray(SampleMessage[]::new));
            write(storage, SampleMessage.of(100));
            Instant now = start.plusSeconds(3600 * 5);
            List<Wake> all = storage.messages().due(now, null, 100);
            assertThat(all).hasSize(7).isSorted();
            assertThat(all.get(6).at()).isEqualTo(now);
            List<Wake> seen = new ArrayList<>();
            List<Wake> page = storage.messages().due(now, null, 2);
            while (!page.isEmpty()) {
                seen.addAll(page);
                assertThat(seen).doesNotHaveDuplicates();
                page = storage.messages().due(now, page.get(page.size() - 1), 2);
            }
            assertThat(seen).isEqualTo(all);
            assertThat(storage.messages().due(start, null, 100)).isEmpty();
        }
    }

    @Test
    default void a_message_has_one_wake_the_last_one_set() {
        try (Storage storage = open()) {
            Instant noon = Instant.parse("2026-04-01T12:00:00Z");
            Message held = write(storage, SampleMessage.of(1).wake(noon)).get(0);
            Message moved = write(storage, SampleMessage.after(held).wake(noon.plusSeconds(1)))
                    .get(0);
            assertThat(storage.messages().due(noon, null, 10)).isEmpty();
            assertThat(storage.messages().due(noon.plusSeconds(1), null, 10))
                    .containsExactly(new Wake(noon.plusSeconds(1), held.id()));
            write(storage, SampleMessage.after(moved));
            assertThat(storage.messages().due(CommitContract.FAR, null, 10)).isEmpty();
        }
    }

    private static Filter everything() {
        return Filter.all(Instant.parse("2026-06-01T00:00:00Z"));
    }

    private static List<Message> write(Storage storage, SampleMessage... samples) {
        List<Change> changes =
                List.of(samples).stream().map(SampleMessage::change).toList();
        assertThat(storage.messages().commit(changes)).isEmpty();
        return List.of(samples).stream().map(SampleMessage::message).toList();
    }

    private static List<Message> paged(Storage storage, Filter filter, int limit) {
        List<Message> seen = new ArrayList<>();
        List<Message> page = storage.messages().list(filter, null, limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(page);
            assertThat(seen).doesNotHaveDuplicates();
            page = storage.messages().list(filter, Position.of(page.get(page.size() - 1)), limit);
        }
        return seen;
    }
}
