package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.written;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Revision;
import feedback.pos.store.Storage;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link MessageStore#commit} promises: changes all or nothing, losers without a trace. */
public interface CommitContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    default void a_new_message_is_found_by_id_by_number_and_by_once_key() {
        try (Storage storage = open()) {
            Message sent = SampleMessage.of(1).once("key").message();
            assertThat(storage.messages()
                            .commit(List.of(SampleMessage.of(1).once("key").change())))
                    .isEmpty();
            assertThat(storage.messages().find(sent.id())).contains(sent);
            assertThat(storage.messages().findByNumber(sent.number())).contains(sent);
            assertThat(storage.messages().findByOnce("key")).contains(sent);
        }
    }

    @Test
    default void what_was_never_written_is_not_found() {
        try (Storage storage = open()) {
            Message never = SampleMessage.of(1).message();
            assertThat(storage.messages().find(never.id())).isEmpty();
            assertThat(storage.messages().findByNumber(never.number())).isEmpty();
            assertThat(storage.messages().findByOnce("key")).isEmpty();
            assertThat(storage.messages().journal(never.id())).isEmpty();
        }
    }

    @Test
    default void an_empty_list_of_changes_changes_nothing() {
        try (Storage storage = open()) {
            assertThat(storage.messages().commit(List.of())).isEmpty();
        }
    }

    @Test
    default void a_changed_message_takes_the_place_of_the_one_before_and_its_journal_grows() {
        try (Storage storage = open()) {
            Message first = written(storage, SampleMessage.of(1));
            SampleMessage next =
                    SampleMessage.after(first).stage(Stage.EXECUTION).note("second");
            assertThat(storage.messages().commit(List.of(next.change()))).isEmpty();
            assertThat(storage.messages().find(first.id())).contains(next.message());
            assertThat(storage.messages().journal(first.id()))
                    .containsExactly(
                            SampleMessage.of(1).revision().entries().get(0),
                            next.revision().entries().get(0));
        }
    }

    @Test
    default void several_journal_lines_of_one_revision_stand_in_their_order() {
        try (Storage storage = open()) {
            Message last = SampleMessage.after(
                            SampleMessage.after(SampleMessage.of(1).message()).message())
                    .message();
            List<Entry> lines = IntStream.rangeClosed(1, 3)
                    .mapToObj(version -> line(last, version, "{}"))
                    .toList();
            storage.messages().commit(List.of(Change.of(new Revision(last, 0, lines, null, List.of()))));
            assertThat(storage.messages().journal(last.id())).isEqualTo(lines);
        }
    }

    @Test
    default void a_journal_line_comes_back_to_the_byte() {
        try (Storage storage = open()) {
            int n = 0;
            for (String odd : List.of("{ \"b\" : 1,\r\n\t\"a\": 1.0 } ", "", " ", "\"\\u0041\" 'x' ''", ODD_TEXT)) {
                Message message = SampleMessage.of(++n).message();
                Entry line = line(message, 1, odd);
                storage.messages().commit(List.of(Change.of(new Revision(message, 0, List.of(line), null, List.of()))));
                assertThat(storage.messages().journal(message.id())).containsExactly(line);
            }
        }
    }

    /** Quotes, wildcards, line ends, scripts from right to left, combining and four-byte characters, blanks at the end. */
    String ODD_TEXT = "«Яма» 'x' \"y\" \\ % _ ! ; -- \r\n\t\u0001 שלום مرحبا e\u0301 👩‍👩‍👧 𝕏 \uFFFF конец  ";

    @Test
    default void odd_and_very_long_texts_come_back_as_they_were() {
        try (Storage storage = open()) {
            int n = 0;
            for (String text :
                    List.of("", " ", ODD_TEXT, ODD_TEXT.repeat(200), "я".repeat(20_000), "👍".repeat(10_000))) {
                Message sent = written(storage, SampleMessage.of(++n).text(text));
                assertThat(storage.messages().find(sent.id())).contains(sent);
            }
        }
    }

    @Test
    default void a_stale_version_loses_and_leaves_no_trace() {
        try (Storage storage = open()) {
            Message first = written(storage, SampleMessage.of(1));
            Message second = written(storage, SampleMessage.after(first).note("winner"));
            Change stale = SampleMessage.after(first)
                    .note("loser")
                    .wake(first.createdAt())
                    .telling(Role.APPLICANT, "anna")
                    .change();
            assertThat(storage.messages().commit(List.of(stale))).containsExactly(stale);
            assertThat(storage.messages().find(first.id())).contains(second);
            assertThat(storage.messages().journal(first.id())).hasSize(2);
            assertThat(storage.messages().due(FAR, null, 10)).isEmpty();
            assertThat(storage.outbox().pending(FAR, 10)).isEmpty();
        }
    }

    /** After everything that happens in a test. */
    Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    @Test
    default void a_change_of_a_message_that_is_not_there_loses() {
        try (Storage storage = open()) {
            Message never = SampleMessage.of(1).message();
            Change orphan = SampleMessage.after(never).change();
            assertThat(storage.messages().commit(List.of(orphan))).containsExactly(orphan);
            assertThat(storage.messages().find(never.id())).isEmpty();
            assertThat(storage.messages().journal(never.id())).isEmpty();
        }
    }

    @Test
    default void a_new_message_under_a_taken_id_loses() {
        try (Storage storage = open()) {
            Message held = written(storage, SampleMessage.of(1));
            loses(storage, SampleMessage.of(2).id(held.id()), held);
        }
    }

    @Test
    default void a_new_message_under_a_taken_number_loses() {
        try (Storage storage = open()) {
            Message held = written(storage, SampleMessage.of(1));
            loses(storage, SampleMessage.of(2).number(held.number()), held);
        }
    }

    @Test
    default void a_new_message_under_a_taken_once_key_loses() {
        try (Storage storage = open()) {
            Message held = written(storage, SampleMessage.of(1).once("key"));
            loses(storage, SampleMessage.of(2).once("key"), held);
        }
    }

    private static void loses(Storage storage, SampleMessage late, Message held) {
        Change change =
                late.telling(Role.APPLICANT, "anna").wake(held.createdAt()).change();
        Change innocent = SampleMessage.of(9).change();
        assertThat(storage.messages().commit(List.of(change, innocent))).containsExactly(change);
        assertThat(storage.messages().find(held.id())).contains(held);
        assertThat(storage.messages().journal(held.id())).hasSize(1);
        assertThat(storage.messages().find(SampleMessage.of(2).message().id())).isEmpty();
        assertThat(storage.messages().journal(SampleMessage.of(2).message().id()))
                .isEmpty();
        assertThat(storage.messages().find(SampleMessage.of(9).message().id())).isPresent();
        assertThat(storage.messages().due(FAR, null, 10)).isEmpty();
        assertThat(storage.outbox().pending(FAR, 10)).isEmpty();
    }

    @Test
    default void any_number_of_messages_have_no_once_key() {
        try (Storage storage = open()) {
            assertThat(storage.messages()
                            .commit(List.of(
                                    SampleMessage.of(1).change(),
                                    SampleMessage.of(2).change())))
                    .isEmpty();
        }
    }

    @Test
    default void keys_that_differ_by_a_blank_or_a_capital_are_different_keys() {
        try (Storage storage = open()) {
            List<Change> similar = List.of(
                    SampleMessage.of(1).once("key").number("a").change(),
                    SampleMessage.of(2).once("key ").number("a ").change(),
                    SampleMessage.of(3).once("Key").number("A").change(),
                    SampleMessage.of(4).once(" key").number(" a").change());
            assertThat(storage.messages().commit(similar)).isEmpty();
            assertThat(storage.messages().findByOnce("key ")).contains(after(similar.get(1)));
            assertThat(storage.messages().findByNumber("A")).contains(after(similar.get(2)));
        }
    }

    @Test
    default void of_two_new_messages_that_exclude_each_other_the_first_wins() {
        try (Storage storage = open()) {
            Change first = SampleMessage.of(1).once("key").change();
            Change sameId = SampleMessage.of(2).id(after(first).id()).change();
            Change sameNumber =
                    SampleMessage.of(3).number(after(first).number()).change();
            Change sameKey = SampleMessage.of(4).once("key").change();
            Change other = SampleMessage.of(5).once("other").change();
            assertThat(storage.messages().commit(List.of(first, sameId, sameNumber, sameKey, other)))
                    .containsExactly(sameId, sameNumber, sameKey);
            assertThat(storage.messages().find(after(first).id())).contains(after(first));
            assertThat(storage.messages().find(after(other).id())).contains(after(other));
            assertThat(storage.messages().find(after(sameKey).id())).isEmpty();
        }
    }

    @Test
    default void of_two_changes_of_one_version_the_first_wins() {
        try (Storage storage = open()) {
            Message held = written(storage, SampleMessage.of(1));
            Change first = SampleMessage.after(held).note("first").change();
            Change second = SampleMessage.after(held).note("second").change();
            assertThat(storage.messages().commit(List.of(first, second))).containsExactly(second);
            assertThat(storage.messages().journal(held.id()).get(1))
                    .isEqualTo(first.revisions().get(0).entries().get(0));
        }
    }

    @Test
    default void a_change_may_build_on_one_before_it_in_the_list() {
        try (Storage storage = open()) {
            SampleMessage one = SampleMessage.of(1);
            SampleMessage two = SampleMessage.after(one.message());
            SampleMessage three = SampleMessage.after(two.message());
            assertThat(storage.messages().commit(List.of(one.change(), two.change(), three.change())))
                    .isEmpty();
            assertThat(storage.messages().find(one.message().id())).contains(three.message());
            assertThat(storage.messages().journal(one.message().id())).hasSize(3);
        }
    }

    @Test
    default void what_builds_on_a_loser_loses() {
        try (Storage storage = open()) {
            written(storage, SampleMessage.of(1).once("key"));
            SampleMessage taken = SampleMessage.of(2).once("key");
            Change loser = taken.change();
            Change onIt = SampleMessage.after(taken.message()).change();
            assertThat(storage.messages().commit(List.of(loser, onIt))).containsExactly(loser, onIt);
            assertThat(storage.messages().find(taken.message().id())).isEmpty();
        }
    }

    @Test
    default void two_messages_of_one_change_are_written_together() {
        try (Storage storage = open()) {
            Message parent = written(storage, SampleMessage.of(1));
            SampleMessage child = SampleMessage.of(2);
            Change both = new Change(List.of(SampleMessage.after(parent).revision(), child.revision()));
            assertThat(storage.messages().commit(List.of(both))).isEmpty();
            assertThat(storage.messages().find(parent.id()).orElseThrow().version())
                    .isEqualTo(2);
            assertThat(storage.messages().find(child.message().id())).contains(child.message());
        }
    }

    @Test
    default void two_messages_of_one_change_lose_together_whichever_of_them_is_stale() {
        try (Storage storage = open()) {
            Message one = written(storage, SampleMessage.of(1));
            Message two = written(storage, SampleMessage.of(2));
            Message newer = written(storage, SampleMessage.after(two));
            Change staleSecond = new Change(List.of(
                    SampleMessage.after(one).revision(),
                    SampleMessage.after(two).revision()));
            Change staleFirst = new Change(List.of(
                    SampleMessage.after(two).revision(),
                    SampleMessage.after(one).revision()));
            assertThat(storage.messages().commit(List.of(staleSecond, staleFirst)))
                    .containsExactly(staleSecond, staleFirst);
            assertThat(storage.messages().find(one.id())).contains(one);
            assertThat(storage.messages().find(two.id())).contains(newer);
            assertThat(storage.messages().journal(one.id())).hasSize(1);
        }
    }

    @Test
    default void a_loser_does_not_keep_what_it_would_have_taken_from_those_after_it() {
        try (Storage storage = open()) {
            Message held = written(storage, SampleMessage.of(1));
            written(storage, SampleMessage.after(held));
            Change loser = new Change(List.of(
                    SampleMessage.of(2).once("key").revision(),
                    SampleMessage.after(held).revision()));
            Change winner = SampleMessage.of(2).once("key").note("winner").change();
            assertThat(storage.messages().commit(List.of(loser, winner))).containsExactly(loser);
            assertThat(storage.messages().findByOnce("key")).contains(after(winner));
            assertThat(storage.messages().journal(after(winner).id()))
                    .isEqualTo(winner.revisions().get(0).entries());
        }
    }

    @Test
    default void a_change_that_excludes_itself_loses() {
        try (Storage storage = open()) {
            Message held = written(storage, SampleMessage.of(1));
            Change twice = new Change(List.of(
                    SampleMessage.after(held).revision(),
                    SampleMessage.after(held).revision()));
            Change oneNumber = new Change(List.of(
                    SampleMessage.of(2).number("same").revision(),
                    SampleMessage.of(3).number("same").revision()));
            Change oneKey = new Change(List.of(
                    SampleMessage.of(4).once("same").revision(),
                    SampleMessage.of(5).once("same").revision()));
            assertThat(storage.messages().commit(List.of(twice, oneNumber, oneKey)))
                    .containsExactly(twice, oneNumber, oneKey);
            assertThat(storage.messages().find(held.id())).contains(held);
            assertThat(storage.messages().findByNumber("same")).isEmpty();
            assertThat(storage.messages().findByOnce("same")).isEmpty();
        }
    }

    @Test
    default void a_revision_without_journal_lines_moves_the_wake_only() {
        try (Storage storage = open()) {
            Message held = written(storage, SampleMessage.of(1).wake(FAR));
            Instant sooner = held.createdAt();
            Change move = Change.of(new Revision(held, held.version(), List.of(), sooner, List.of()));
            assertThat(storage.messages().commit(List.of(move))).isEmpty();
            assertThat(storage.messages().due(FAR, null, 10)).containsExactly(new Wake(sooner, held.id()));
            assertThat(storage.messages().find(held.id())).contains(held);
            assertThat(storage.messages().journal(held.id())).hasSize(1);
        }
    }

    @Test
    default void a_thousand_changes_are_written_at_once_but_for_the_losers_among_them() {
        try (Storage storage = open()) {
            Message held = written(storage, SampleMessage.of(0).once("k500"));
            List<Change> many = IntStream.range(0, 1000)
                    .mapToObj(n -> SampleMessage.of(n + 1).once("k" + n).change())
                    .toList();
            assertThat(storage.messages().commit(many)).containsExactly(many.get(500));
            assertThat(storage.messages().findByOnce("k500")).contains(held);
            for (int n : new int[] {0, 499, 501, 999}) {
                assertThat(storage.messages().findByOnce("k" + n)).contains(after(many.get(n)));
            }
        }
    }

    private static Message after(Change change) {
        return change.revisions().get(0).after();
    }

    private static Entry line(Message message, int version, String body) {
        return new Entry(
                message.id(), version, message.createdAt(), "anna", Role.APPLICANT, "Noted", body, "0".repeat(64));
    }
}
