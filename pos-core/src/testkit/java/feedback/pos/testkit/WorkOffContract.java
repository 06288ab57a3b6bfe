package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.samples;
import static feedback.pos.testkit.Steps.together;
import static feedback.pos.testkit.Steps.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.MessageStore;
import feedback.pos.store.MessageStore.Round;
import feedback.pos.store.Revision;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link MessageStore#workOff} promises: what is due is decided upon once, however many work it off. */
public interface WorkOffContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    @Timeout(60)
    default void what_is_due_is_handed_out_earliest_first_and_as_it_is_stored() {
        try (Storage storage = open()) {
            int[] minutes = {5, 1, 3, 3, 3, 2, 9, 4};
            for (int n = 0; n < minutes.length; n++) {
                written(storage, SampleMessage.of(n).wake(minute(minutes[n])));
            }
            Message changed = written(
                    storage,
                    SampleMessage.after(SampleMessage.of(1).message())
                            .stage(Stage.EXECUTION)
                            .wake(minute(1)));
            List<Wake> due = storage.messages().due(minute(5), null, 100);
            List<Message> handedOut = new ArrayList<>();
            Round round = storage.messages().workOff(minute(5), null, 100, leaving(handedOut));
            assertThat(round.due()).isEqualTo(due).hasSize(7);
            assertThat(round.losers()).isEmpty();
            assertThat(handedOut).extracting(Message::id).isEqualTo(messages(due));
            assertThat(handedOut).isEqualTo(stored(storage, due));
            assertThat(handedOut.get(0)).isEqualTo(changed);
        }
    }

    @Test
    @Timeout(60)
    default void rounds_go_on_behind_the_last_one_handed_out_and_are_short_at_the_end() {
        try (Storage storage = open()) {
            // Seven of each minute, so that a round ends within one.
            for (int n = 0; n < 23; n++) {
                written(storage, SampleMessage.of(n).wake(minute(n / 7)));
            }
            List<Wake> all = storage.messages().due(minute(2), null, 100);
            List<Message> handedOut = new ArrayList<>();
            List<Wake> seen = new ArrayList<>();
            Round round = storage.messages().workOff(minute(2), null, 5, leaving(handedOut));
            while (!round.due().isEmpty()) {
                assertThat(round.due()).hasSize(Math.min(5, all.size() - seen.size()));
                seen.addAll(round.due());
                assertThat(seen).doesNotHaveDuplicates();
                Wake last = seen.get(seen.size() - 1);
                round = storage.messages().workOff(minute(2), last, 5, leaving(handedOut));
            }
            assertThat(seen).isEqualTo(all).hasSize(21);
            assertThat(handedOut).extracting(Message::id).isEqualTo(messages(all));
        }
    }

    @Test
    @Timeout(60)
    default void what_is_decided_is_written_with_everything_that_belongs_to_it() {
        try (Storage storage = open()) {
            List<Message> before = List.of(
                    written(storage, SampleMessage.of(1).wake(minute(1))),
                    written(storage, SampleMessage.of(2).wake(minute(2))));
            List<Revision> written = new ArrayList<>();
            Round round = storage.messages().workOff(minute(2), null, 10, messages -> {
                for (Message each : messages) {
                    written.add(SampleMessage.after(each)
                            .note("worked off")
                            .wake(minute(100))
                            .telling(Role.APPLICANT, "anna")
                            .revision());
                }
                return List.of(Change.of(written.get(0)), Change.of(written.get(1)));
            });
            assertThat(round.losers()).isEmpty();
            assertThat(written).hasSize(2);
            for (int n = 0; n < 2; n++) {
                UUID id = before.get(n).id();
                assertThat(storage.messages().find(id)).contains(written.get(n).after());
                assertThat(storage.messages().journal(id))
                        .hasSize(2)
                        .endsWith(written.get(n).entries().get(0));
            }
            assertThat(storage.messages().due(minute(99), null, 10)).isEmpty();
            assertThat(storage.messages().due(minute(100), null, 10)).hasSize(2);
            List<Tiding> told = storage.outbox().pending(CommitContract.FAR, 10);
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            written.get(0).tidings().get(0),
                            written.get(1).tidings().get(0));
        }
    }

    @Test
    @Timeout(60)
    default void what_nothing_is_decided_about_stays_due() {
        try (Storage storage = open()) {
            Message first = written(storage, SampleMessage.of(1).wake(minute(1)));
            Message second = written(storage, SampleMessage.of(2).wake(minute(2)));
            storage.messages()
                    .workOff(
                            minute(2),
                            null,
                            10,
                            messages ->
                                    List.of(SampleMessage.after(messages.get(0)).change()));
            assertThat(storage.messages().due(minute(2), null, 10)).containsExactly(new Wake(minute(2), second.id()));
            assertThat(storage.messages().find(first.id()).orElseThrow().version())
                    .isEqualTo(2);
            assertThat(storage.messages().find(second.id())).contains(second);
        }
    }

    @Test
    @Timeout(60)
    default void a_decision_may_move_the_wake_alone_or_concern_two_messages() {
        try (Storage storage = open()) {
            Message first = written(storage, SampleMessage.of(1).wake(minute(1)));
            written(storage, SampleMessage.of(2).wake(minute(2)));
            written(storage, SampleMessage.of(3).wake(minute(3)));
            Round round = storage.messages()
                    .workOff(
                            minute(3),
                            null,
                            10,
                            messages -> List.of(
                                    Change.of(new Revision(messages.get(0), 1, List.of(), minute(50), List.of())),
                                    new Change(List.of(
                                            SampleMessage.after(messages.get(2)).revision(),
                                            SampleMessage.after(messages.get(1)).revision()))));
            assertThat(round.losers()).isEmpty();
            assertThat(storage.messages().due(minute(99), null, 10)).containsExactly(new Wake(minute(50), first.id()));
            assertThat(storage.messages().find(first.id())).contains(first);
        }
    }

    @Test
    @Timeout(60)
    default void nobody_is_asked_when_nothing_is_due() {
        try (Storage storage = open()) {
            assertThat(storage.messages().workOff(minute(1), null, 10, WorkOffContract::neverAsked))
                    .isEqualTo(new Round(List.of(), List.of()));
            Message due = written(storage, SampleMessage.of(1).wake(minute(1)));
            written(storage, SampleMessage.of(2).wake(minute(2)));
            written(storage, SampleMessage.of(3));
            Wake last = new Wake(minute(1), due.id());
            assertThat(storage.messages().workOff(minute(1), last, 10, WorkOffContract::neverAsked))
                    .isEqualTo(new Round(List.of(), List.of()));
            assertThat(storage.messages().workOff(minute(0), null, 10, WorkOffContract::neverAsked))
                    .isEqualTo(new Round(List.of(), List.of()));
        }
    }

    @Test
    @Timeout(60)
    default void the_decision_is_asked_for_once_however_much_is_due() {
        try (Storage storage = open()) {
            written(
                    storage,
                    samples(0, 40).stream().map(each -> each.wake(minute(1))).toList());
            List<Message> handedOut = new ArrayList<>();
            AtomicInteger asked = new AtomicInteger();
            storage.messages().workOff(minute(1), null, 40, messages -> {
                asked.incrementAndGet();
                handedOut.addAll(messages);
                // One of them loses, which is no reason to ask again.
                return List.of(
                        staleChange(messages.get(0)),
                        SampleMessage.after(messages.get(1)).change());
            });
            assertThat(asked).hasValue(1);
            assertThat(handedOut).hasSize(40).doesNotHaveDuplicates();
        }
    }

    @Test
    @Timeout(60)
    default void what_the_decision_throws_is_thrown_on_and_nothing_is_written() {
        try (Storage storage = open()) {
            Message held = written(storage, SampleMessage.of(1).wake(minute(1)));
            RuntimeException broken = new IllegalStateException("broken rule");
            assertThatThrownBy(() -> storage.messages().workOff(minute(1), null, 10, messages -> {
                        throw broken;
                    }))
                    .isSameAs(broken);
            assertThat(storage.messages().find(held.id())).contains(held);
            assertThat(storage.messages().journal(held.id())).hasSize(1);
            assertThat(storage.messages().due(minute(1), null, 10)).containsExactly(new Wake(minute(1), held.id()));
            // Nor is it kept from the next one who asks.
            Round next = storage.messages()
                    .workOff(
                            minute(1),
                            null,
                            10,
                            messages ->
                                    List.of(SampleMessage.after(messages.get(0)).change()));
            assertThat(next.due()).hasSize(1);
            assertThat(next.losers()).isEmpty();
            assertThat(storage.messages().find(held.id()).orElseThrow().version())
                    .isEqualTo(2);
        }
    }

    @Test
    @Timeout(60)
    default void losers_are_reported_and_the_others_are_written() {
        try (Storage storage = open()) {
            written(
                    storage,
                    samples(0, 4).stream().map(each -> each.wake(minute(1))).toList());
            List<Change> stale = new ArrayList<>();
            List<Message> handedOut = new ArrayList<>();
            Round round = storage.messages().workOff(minute(1), null, 10, messages -> {
                handedOut.addAll(messages);
                stale.add(staleChange(messages.get(1)));
                stale.add(new Change(List.of(
                        SampleMessage.after(messages.get(2)).revision(),
                        staleChange(messages.get(3)).revisions().get(0))));
                return List.of(
                        SampleMessage.after(messages.get(0)).change(),
                        stale.get(0),
                        stale.get(1),
                        SampleMessage.after(messages.get(3)).change());
            });
            assertThat(round.losers()).isEqualTo(stale);
            assertThat(round.due()).hasSize(4);
            int[] versions = {2, 1, 1, 2};
            for (int n = 0; n < 4; n++) {
                UUID id = handedOut.get(n).id();
                assertThat(storage.messages().find(id).orElseThrow().version()).isEqualTo(versions[n]);
                assertThat(storage.messages().journal(id)).hasSize(versions[n]);
            }
            assertThat(storage.messages().due(minute(1), null, 10)).hasSize(2);
        }
    }

    @Test
    @Timeout(60)
    default void threads_that_work_off_one_list_change_every_message_once() throws Exception {
        int due = 120;
        try (Storage storage = open()) {
            // Ten of each minute, so that rounds end within one.
            written(
                    storage,
                    IntStream.range(0, due)
                            .mapToObj(n -> SampleMessage.of(n).wake(minute(n % 12)))
                            .toList());
            List<Integer> changed = together(4, thread -> () -> {
                int won = 0;
                while (!storage.messages().due(minute(12), null, 1).isEmpty()) {
                    AtomicInteger tried = new AtomicInteger();
                    Round round = storage.messages().workOff(minute(12), null, 7, messages -> {
                        tried.addAndGet(messages.size());
                        return messages.stream()
                                .map(each -> SampleMessage.after(each)
                                        .note("thread " + thread)
                                        .telling(Role.APPLICANT, "anna")
                                        .change())
                                .toList();
                    });
                    assertThat(tried.get())
                            .isGreaterThanOrEqualTo(round.losers().size());
                    won += tried.get() - round.losers().size();
                }
                return won;
            });
            assertThat(changed.stream().mapToInt(each -> each).sum()).isEqualTo(due);
            for (SampleMessage each : samples(0, due)) {
                UUID id = each.message().id();
                assertThat(storage.messages().find(id).orElseThrow().version()).isEqualTo(2);
                assertThat(storage.messages().journal(id)).hasSize(2);
            }
            assertThat(storage.outbox().pending(CommitContract.FAR, 1000)).hasSize(due);
        }
    }

    private static Instant minute(int n) {
        return Instant.parse("2026-04-01T00:00:00Z").plusSeconds(60L * n);
    }

    private static Function<List<Message>, List<Change>> leaving(List<Message> handedOut) {
        return messages -> {
            handedOut.addAll(messages);
            return List.of();
        };
    }

    private static List<Change> neverAsked(List<Message> messages) {
        throw new AssertionError("asked about " + messages);
    }

    /** A change of a version that is not there yet. */
    private static Change staleChange(Message held) {
        return SampleMessage.after(SampleMessage.after(held).message()).change();
    }

    private static List<UUID> messages(List<Wake> wakes) {
        return wakes.stream().map(Wake::message).toList();
    }

    private static List<Message> stored(Storage storage, List<Wake> wakes) {
        return wakes.stream()
                .map(wake -> storage.messages().find(wake.message()).orElseThrow())
                .toList();
    }
}
