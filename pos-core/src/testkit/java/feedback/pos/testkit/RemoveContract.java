package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.everything;
import static feedback.pos.testkit.Steps.together;
import static feedback.pos.testkit.Steps.written;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link MessageStore#remove} promises: a message is gone for good, and nothing takes its place. */
public interface RemoveContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    @Timeout(60)
    default void a_removed_message_is_found_in_no_way() {
        try (Storage storage = open()) {
            Message gone = written(storage, full(1));
            Message other = written(storage, full(2));
            assertThat(storage.messages().remove(gone.id(), 1)).isTrue();
            assertThat(storage.messages().find(gone.id())).isEmpty();
            assertThat(storage.messages().findByNumber(gone.number())).isEmpty();
            assertThat(storage.messages().findByOnce("key 1")).isEmpty();
            assertThat(storage.messages().findAll(List.of(gone.id(), other.id())))
                    .containsExactly(other);
            assertThat(storage.messages().journal(gone.id())).isEmpty();
            Filter all = Filter.all(now());
            for (Filter filter : List.of(
                    all,
                    all.withApplicant("anna"),
                    all.withOrganization("kursk"),
                    all.withTopic("roads"),
                    all.withText("ЯМА"),
                    all.withFrom(gone.createdAt()),
                    all.withOpen(gone.submission().open()))) {
                assertThat(storage.messages().list(filter, null, 10)).containsExactly(other);
            }
            assertThat(storage.messages().list(all.withText(gone.number()), null, 10))
                    .isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void its_wake_and_its_tidings_are_gone_and_those_of_others_are_not() {
        try (Storage storage = open()) {
            Message gone = written(storage, full(1));
            SampleMessage other = full(2);
            written(storage, other);
            written(storage, SampleMessage.after(gone).wake(now()).telling(Role.APPLICANT, "anna"));
            assertThat(storage.messages().remove(gone.id(), 2)).isTrue();
            List<Wake> due = storage.messages().due(CommitContract.FAR, null, 10);
            assertThat(due)
                    .extracting(Wake::message)
                    .containsExactly(other.message().id());
            List<Message> handedOut = new ArrayList<>();
            storage.messages().workOff(CommitContract.FAR, null, 10, messages -> {
                handedOut.addAll(messages);
                return List.of();
            });
            assertThat(handedOut).containsExactly(other.message());
            assertThat(storage.outbox().pending(CommitContract.FAR, 10))
                    .isEqualTo(other.revision().tidings());
            assertThat(everything(storage, 1))
                    .containsExactly(new Held(
                            other.message(),
                            other.revision().entries(),
                            now(),
                            other.revision().tidings()));
        }
    }

    @Test
    @Timeout(60)
    default void what_was_taken_of_it_is_gone_too_and_can_still_be_struck_off_or_held_back() {
        try (Storage storage = open()) {
            Message gone = written(storage, full(1));
            List<Tiding> taken = storage.outbox().take(now(), now().plusSeconds(60), 10);
            List<Tiding> free = Steps.life(storage, 2, 1);
            assertThat(storage.messages().remove(gone.id(), 1)).isTrue();
            storage.outbox().holdBack(taken.get(0), now());
            assertThat(storage.outbox().take(now().plusSeconds(60), CommitContract.FAR, 10))
                    .isEqualTo(free);
            storage.outbox().told(taken);
            storage.outbox().told(free);
            assertThat(storage.outbox().pending(CommitContract.FAR, 10)).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void its_id_stays_taken() {
        try (Storage storage = open()) {
            Message gone = removed(storage, full(1));
            loses(storage, SampleMessage.of(3).id(gone.id()));
            // Nor does it come back as it was.
            loses(storage, full(1));
            assertThat(storage.messages().find(gone.id())).isEmpty();
            assertThat(storage.messages().journal(gone.id())).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void its_number_stays_taken() {
        try (Storage storage = open()) {
            Message gone = removed(storage, full(1));
            loses(storage, SampleMessage.of(3).number(gone.number()));
            assertThat(storage.messages().findByNumber(gone.number())).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void its_once_key_stays_taken() {
        try (Storage storage = open()) {
            removed(storage, full(1));
            loses(storage, SampleMessage.of(3).once("key 1"));
            assertThat(storage.messages().findByOnce("key 1")).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void messages_without_a_once_key_leave_none_taken() {
        try (Storage storage = open()) {
            removed(storage, SampleMessage.of(1));
            removed(storage, SampleMessage.of(2));
            written(storage, SampleMessage.of(3));
            written(storage, SampleMessage.of(4).once(""));
        }
    }

    @Test
    @Timeout(60)
    default void another_version_than_the_one_held_removes_nothing() {
        try (Storage storage = open()) {
            Message first = written(storage, full(1));
            Message held =
                    written(storage, SampleMessage.after(first).wake(now()).telling(Role.APPLICANT, "anna"));
            List<Held> before = everything(storage, 10);
            for (int wrong : new int[] {-1, 0, 1, 3}) {
                assertThat(storage.messages().remove(held.id(), wrong))
                        .as("version %s", wrong)
                        .isFalse();
            }
            assertThat(everything(storage, 10)).isEqualTo(before);
            assertThat(storage.messages().findByOnce("key 1")).contains(held);
            assertThat(storage.messages().due(now(), null, 10)).hasSize(1);
            written(storage, SampleMessage.after(held));
        }
    }

    @Test
    @Timeout(60)
    default void only_what_is_there_is_removed_and_only_once() {
        try (Storage storage = open()) {
            UUID never = SampleMessage.of(9).message().id();
            assertThat(storage.messages().remove(never, 1)).isFalse();
            assertThat(storage.messages().remove(never, 0)).isFalse();
            Message gone = removed(storage, full(1));
            assertThat(storage.messages().remove(gone.id(), 1)).isFalse();
            // What was not there to be removed can still come.
            written(storage, SampleMessage.of(9));
        }
    }

    @Test
    @Timeout(60)
    default void a_change_of_a_removed_message_loses() {
        try (Storage storage = open()) {
            Message gone = removed(storage, full(1));
            loses(storage, SampleMessage.after(gone));
            assertThat(storage.messages().journal(gone.id())).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void of_threads_that_remove_or_change_one_message_one_succeeds() throws Exception {
        try (Storage storage = open()) {
            for (int round = 0; round < 20; round++) {
                Message held = written(storage, full(round));
                List<Boolean> successes = together(
                        4,
                        thread -> () -> thread < 2
                                ? storage.messages().remove(held.id(), 1)
                                : storage.messages()
                                        .commit(List.of(SampleMessage.after(held)
                                                .wake(now())
                                                .telling(Role.APPLICANT, "anna")
                                                .change()))
                                        .isEmpty());
                assertThat(successes).containsOnlyOnce(true);
                boolean isThere = successes.get(2) || successes.get(3);
                assertThat(storage.messages().find(held.id()).isPresent()).isEqualTo(isThere);
                assertThat(storage.messages().journal(held.id())).hasSize(isThere ? 2 : 0);
                assertThat(storage.messages().due(CommitContract.FAR, null, 10)).hasSize(isThere ? 1 : 0);
                assertThat(storage.outbox().pending(CommitContract.FAR, 10)).hasSize(isThere ? 2 : 0);
                storage.messages().remove(held.id(), 2);
            }
        }
    }

    @Test
    @Timeout(60)
    default void those_that_follow_a_removed_message_are_left_as_they_are() {
        try (Storage storage = open()) {
            Message leader = written(storage, full(1));
            Message follower = written(storage, SampleMessage.of(2).joined(leader.id()));
            assertThat(storage.messages().remove(leader.id(), 1)).isTrue();
            assertThat(storage.messages().find(follower.id())).contains(follower);
            assertThat(storage.messages().list(Filter.all(now()).withJoined(leader.id()), null, 10))
                    .containsExactly(follower);
        }
    }

    /** A message with all that a message can have. */
    private static SampleMessage full(int n) {
        return SampleMessage.of(n).once("key " + n).wake(now()).telling(Role.APPLICANT, "anna");
    }

    private static Message removed(Storage storage, SampleMessage sample) {
        Message gone = written(storage, sample);
        assertThat(storage.messages().remove(gone.id(), gone.version())).isTrue();
        return gone;
    }

    private static void loses(Storage storage, SampleMessage late) {
        Change change = late.telling(Role.APPLICANT, "anna").wake(now()).change();
        assertThat(storage.messages().commit(List.of(change))).containsExactly(change);
        assertThat(everything(storage, 10)).isEmpty();
        assertThat(storage.messages().due(CommitContract.FAR, null, 10)).isEmpty();
        assertThat(storage.outbox().pending(CommitContract.FAR, 10)).isEmpty();
    }

    private static Instant now() {
        return Instant.parse("2026-06-01T00:00:00Z");
    }
}
