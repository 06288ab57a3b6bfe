package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.everything;
import static feedback.pos.testkit.Steps.samples;
import static feedback.pos.testkit.Steps.written;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Position;
import feedback.pos.store.Revision;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a storage promises at the edges: the longest and oddest keys, the largest pages, the strangest clocks. */
public interface LimitContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    default void the_longest_keys_come_back_and_differ_by_their_last_character() {
        // 200 characters, as many as a form takes; in UTF-8 four bytes each, in Java two chars.
        String long1 = "😀".repeat(199) + "1";
        String long2 = "😀".repeat(200);
        String long3 = "я".repeat(199) + "x";
        try (Storage storage = open()) {
            List<Message> written = written(storage, List.of(longest(1, long1), longest(2, long2), longest(3, long3)));
            List<String> keys = List.of(long1, long2, long3);
            for (int n = 0; n < 3; n++) {
                String key = keys.get(n);
                Message expected = written.get(n);
                assertThat(storage.messages().findByNumber(key)).contains(expected);
                assertThat(storage.messages().findByOnce(key)).contains(expected);
                Filter all = Filter.all(now());
                for (Filter filter : List.of(
                        all.withApplicant(key),
                        all.withOrganization(key),
                        all.withWithin(Set.of(key)),
                        all.withTopic(key))) {
                    assertThat(storage.messages().list(filter, null, 10)).containsExactly(expected);
                }
                assertThat(storage.messages().findByOnce(key + " ")).isEmpty();
            }
            assertThat(storage.outbox().pending(now(), 10))
                    .extracting(Tiding::recipient)
                    .containsExactlyInAnyOrderElementsOf(keys);
            Change taken = SampleMessage.of(4).once(long1).change();
            assertThat(storage.messages().commit(List.of(taken))).containsExactly(taken);
        }
    }

    private static SampleMessage longest(int n, String key) {
        return SampleMessage.of(n)
                .number(key)
                .once(key)
                .applicant(key)
                .heldBy("region", "я".repeat(200), "😀 ".repeat(100), key)
                .about(false, "a".repeat(200), key)
                .telling(Role.APPLICANT, key);
    }

    @Test
    default void the_longest_author_fact_and_seal_come_back() {
        try (Storage storage = open()) {
            Message message = SampleMessage.of(1).message();
            Entry line = new Entry(
                    message.id(),
                    1,
                    message.createdAt(),
                    "😀".repeat(200),
                    Role.ADMINISTRATOR,
                    "F".repeat(100),
                    "{}",
                    "s".repeat(100),
                    "d".repeat(64));
            storage.messages().commit(List.of(Change.of(new Revision(message, 0, List.of(line), null, List.of()))));
            assertThat(storage.messages().journal(message.id())).containsExactly(line);
        }
    }

    @Test
    default void keys_that_people_take_for_each_other_are_different_keys() {
        // Pairs that one collation or another holds to be equal: composed or not, sharp s, dots, ties, widths, marks.
        List<String> keys = List.of(
                "é",
                "e\u0301",
                "e",
                "ß",
                "ss",
                "ё",
                "е",
                "Ё",
                "й",
                "и\u0306",
                "I",
                "ı",
                "i",
                "İ",
                "ﬁ",
                "fi",
                "Ａ",
                "A",
                "שלום",
                "שָׁלוֹם",
                "\u200Fשלום",
                "a\u200Bb",
                "ab",
                "a\u00ADb",
                "1",
                "١",
                "Å",
                "\u212B",
                "😀",
                "😁",
                "-",
                "–",
                "",
                " ",
                "\t",
                "'",
                "''",
                "%",
                "_",
                "\\",
                "null",
                "NULL");
        try (Storage storage = open()) {
            List<Message> written = written(
                    storage,
                    IntStream.range(0, keys.size())
                            .mapToObj(n -> SampleMessage.of(n)
                                    .once(keys.get(n))
                                    .number("N" + keys.get(n))
                                    .applicant("P" + keys.get(n)))
                            .toList());
            for (int n = 0; n < keys.size(); n++) {
                String key = keys.get(n);
                assertThat(storage.messages().findByOnce(key)).as(key).contains(written.get(n));
                assertThat(storage.messages().findByNumber("N" + key)).as(key).contains(written.get(n));
                assertThat(storage.messages().list(Filter.all(now()).withApplicant("P" + key), null, 10))
                        .as(key)
                        .containsExactly(written.get(n));
            }
        }
    }

    @Test
    default void a_text_with_the_character_zero_comes_back_and_is_found_by_its_other_words() {
        String odd = "до\u0000после " + CommitContract.ODD_TEXT + "\u0000";
        try (Storage storage = open()) {
            SampleMessage sample = SampleMessage.of(1).text(odd).note("note\u0000");
            Message held = written(storage, sample);
            Message other = written(storage, SampleMessage.of(2));
            assertThat(storage.messages().find(held.id())).contains(held);
            assertThat(storage.messages().journal(held.id()))
                    .isEqualTo(sample.revision().entries());
            assertThat(storage.messages().list(Filter.all(now()), null, 10)).containsExactly(other, held);
            assertThat(storage.messages().list(Filter.all(now()).withText("ПОСЛЕ"), null, 10))
                    .containsExactly(held);
            assertThat(storage.messages().list(Filter.all(now()).withText("до"), null, 10))
                    .containsExactly(held);
            assertThat(everything(storage, 10)).extracting(Held::message).containsExactlyInAnyOrder(held, other);
        }
    }

    @Test
    default void pages_of_one_and_of_a_thousand_are_filled_to_the_last_place() {
        try (Storage storage = open()) {
            List<Message> first = written(
                    storage,
                    samples(0, 1000).stream()
                            .map(each -> each.wake(now()).telling(Role.APPLICANT, "anna"))
                            .toList());
            written(storage, SampleMessage.of(1000).wake(now()).telling(Role.APPLICANT, "anna"));
            MessageStore messages = storage.messages();
            Filter all = Filter.all(now());
            for (int limit : new int[] {1, 1000}) {
                assertThat(messages.list(all, null, limit)).hasSize(limit);
                assertThat(messages.list(all.withApplicant("anna"), null, limit))
                        .hasSize(limit);
                assertThat(messages.due(now(), null, limit)).hasSize(limit);
                assertThat(messages.everything(null, limit)).hasSize(limit);
                assertThat(storage.outbox().pending(now(), limit)).hasSize(limit);
            }
            List<Message> page = messages.list(all, null, 1000);
            assertThat(messages.list(all, Position.of(page.get(999)), 1000)).containsExactly(first.get(0));
            List<Wake> due = messages.due(now(), null, 1000);
            assertThat(messages.due(now(), due.get(999), 1000)).hasSize(1).doesNotContainAnyElementsOf(due);
            List<Tiding> taken = storage.outbox().take(now(), CommitContract.FAR, 1000);
            assertThat(taken).hasSize(1000);
            List<Tiding> rest = storage.outbox().take(now(), CommitContract.FAR, 1);
            assertThat(rest).hasSize(1).doesNotContainAnyElementsOf(taken);
            storage.outbox().told(taken);
            assertThat(storage.outbox().pending(CommitContract.FAR, 1000)).isEqualTo(rest);
        }
    }

    @Test
    default void a_thousand_due_messages_are_worked_off_at_once() {
        try (Storage storage = open()) {
            written(
                    storage,
                    samples(0, 1000).stream().map(each -> each.wake(now())).toList());
            MessageStore.Round round = storage.messages()
                    .workOff(
                            now(),
                            null,
                            1000,
                            messages -> messages.stream()
                                    .map(each -> SampleMessage.after(each).change())
                                    .toList());
            assertThat(round.due()).hasSize(1000);
            assertThat(round.losers()).isEmpty();
            assertThat(storage.messages().due(now(), null, 1000)).isEmpty();
        }
    }

    @Test
    default void a_change_of_many_messages_is_written_whole_or_not_at_all() {
        try (Storage storage = open()) {
            List<Message> held = written(storage, samples(0, 200));
            List<Revision> all = held.stream()
                    .map(each -> SampleMessage.after(each).wake(now()).revision())
                    .toList();
            List<Revision> oneStale = new ArrayList<>(all);
            oneStale.set(
                    150,
                    SampleMessage.after(SampleMessage.after(held.get(150)).message())
                            .revision());
            Change torn = new Change(oneStale);
            assertThat(storage.messages().commit(List.of(torn))).containsExactly(torn);
            assertThat(storage.messages().due(now(), null, 1000)).isEmpty();
            assertThat(storage.messages().findAll(held.stream().map(Message::id).toList()))
                    .hasSize(200)
                    .allMatch(each -> each.version() == 1);
            assertThat(storage.messages().commit(List.of(new Change(all)))).isEmpty();
            assertThat(storage.messages().due(now(), null, 1000)).hasSize(200);
        }
    }

    @Test
    default void a_message_committed_once_more_loses_and_is_neither_doubled_nor_told_again() {
        try (Storage storage = open()) {
            Change change = SampleMessage.of(1)
                    .once("key")
                    .wake(now())
                    .telling(Role.APPLICANT, "anna")
                    .change();
            Change next = SampleMessage.after(change.revisions().get(0).after())
                    .telling(Role.APPLICANT, "anna")
                    .change();
            List<Change> acts = List.of(change, next);
            assertThat(storage.messages().commit(acts)).isEmpty();
            // So does somebody who does not know whether the answer was lost or the question.
            List<Held> before = everything(storage, 10);
            assertThat(storage.messages().commit(acts)).isEqualTo(acts);
            assertThat(everything(storage, 10)).isEqualTo(before);
            assertThat(storage.messages().findByOnce("key"))
                    .contains(next.revisions().get(0).after());
            List<Tiding> told = storage.outbox().pending(now(), 10);
            assertThat(told).hasSize(2);
            storage.outbox().told(told);
            assertThat(storage.messages().commit(acts)).isEqualTo(acts);
            assertThat(storage.outbox().pending(now(), 10)).isEmpty();
        }
    }

    @Test
    default void a_once_key_stays_with_its_message_whatever_becomes_of_it() {
        try (Storage storage = open()) {
            Message first = written(storage, SampleMessage.of(1).once("key"));
            Message moved = written(
                    storage, SampleMessage.after(first).stage(Stage.EXECUTION).heldBy("region", "lgov"));
            assertThat(storage.messages().findByOnce("key")).contains(moved);
            Change late = SampleMessage.of(2).once("key").change();
            assertThat(storage.messages().commit(List.of(late))).containsExactly(late);
        }
    }

    @Test
    default void a_journal_stands_in_the_order_of_versions_although_the_clock_went_back() {
        try (Storage storage = open()) {
            SampleMessage next = SampleMessage.of(1);
            List<Entry> lines = new ArrayList<>();
            Message held = written(storage, next);
            lines.addAll(next.revision().entries());
            // Hours, days and years back, and the same instant twice.
            for (String at : List.of(
                    "2026-03-02T08:00:00Z",
                    "2026-03-01T00:00:00.000001Z",
                    "2026-03-01T00:00:00.000001Z",
                    "1999-12-31T21:00:00Z",
                    "2038-01-19T03:14:08Z")) {
                next = SampleMessage.after(held).at(Instant.parse(at)).wake(Instant.parse(at));
                held = written(storage, next);
                lines.addAll(next.revision().entries());
            }
            assertThat(storage.messages().journal(held.id())).isEqualTo(lines);
            assertThat(storage.messages().find(held.id())).contains(held);
            assertThat(storage.messages().due(CommitContract.FAR, null, 10))
                    .containsExactly(new Wake(Instant.parse("2038-01-19T03:14:08Z"), held.id()));
            assertThat(everything(storage, 10).get(0).journal()).isEqualTo(lines);
        }
    }

    @Test
    default void wakes_and_messages_of_other_centuries_stand_in_their_order() {
        List<Instant> rising = List.of(
                Instant.parse("1700-01-01T00:00:00Z"),
                Instant.parse("1917-11-07T21:40:00.000001Z"),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.EPOCH,
                Instant.parse("1970-01-01T00:00:00.000001Z"),
                // Local clocks show this hour twice where summer time ends.
                Instant.parse("2026-10-25T00:30:00Z"),
                Instant.parse("2026-10-25T01:30:00Z"),
                Instant.parse("2038-01-19T03:14:08Z"),
                Instant.parse("2262-04-12T00:00:00Z"),
                Instant.parse("9998-12-31T23:59:59.999999Z"));
        try (Storage storage = open()) {
            List<Message> written = new ArrayList<>();
            for (int n = 0; n < rising.size(); n++) {
                written.add(written(
                        storage, SampleMessage.of(n).createdAt(rising.get(n)).wake(rising.get(n))));
            }
            assertThat(storage.messages().due(rising.get(9), null, 100))
                    .extracting(Wake::at)
                    .isEqualTo(rising);
            assertThat(storage.messages().due(rising.get(9).minusNanos(1000), null, 100))
                    .hasSize(9);
            assertThat(storage.messages().due(rising.get(2), null, 100)).hasSize(3);
            List<Message> newestFirst = new ArrayList<>();
            @Nullable Position after = null;
            for (int n = 0; n < rising.size(); n++) {
                List<Message> page = storage.messages().list(Filter.all(now()), after, 1);
                newestFirst.add(0, page.get(0));
                after = Position.of(page.get(0));
                assertThat(storage.messages()
                                .list(
                                        Filter.all(now())
                                                .withFrom(rising.get(n))
                                                .withTo(rising.get(n).plusNanos(1000)),
                                        null,
                                        10))
                        .containsExactly(written.get(n));
            }
            assertThat(newestFirst).isEqualTo(written);
        }
    }

    @Test
    default void many_messages_of_one_instant_are_paged_through_without_loss() {
        try (Storage storage = open()) {
            Instant instant = Instant.parse("2026-03-02T09:00:00.000001Z");
            List<Message> written = written(
                    storage,
                    samples(0, 250).stream()
                            .map(each -> each.createdAt(instant).wake(instant))
                            .toList());
            List<UUID> rising = written.stream()
                    .map(Message::id)
                    .sorted(Steps::compareBytes)
                    .toList();
            List<UUID> listed = new ArrayList<>();
            List<Message> page = storage.messages().list(Filter.all(now()), null, 7);
            while (!page.isEmpty()) {
                page.forEach(each -> listed.add(0, each.id()));
                assertThat(listed).doesNotHaveDuplicates();
                page = storage.messages().list(Filter.all(now()), Position.of(page.get(page.size() - 1)), 7);
            }
            assertThat(listed).isEqualTo(rising);
            List<UUID> due = new ArrayList<>();
            List<Wake> wakes = storage.messages().due(instant, null, 7);
            while (!wakes.isEmpty()) {
                wakes.forEach(each -> due.add(each.message()));
                assertThat(due).doesNotHaveDuplicates();
                wakes = storage.messages().due(instant, wakes.get(wakes.size() - 1), 7);
            }
            assertThat(due).isEqualTo(rising);
        }
    }

    private static Instant now() {
        return Instant.parse("2026-06-01T00:00:00Z");
    }
}
