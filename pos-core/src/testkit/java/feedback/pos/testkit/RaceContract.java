package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.together;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.store.Change;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Storage;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link MessageStore} promises to many threads. */
public interface RaceContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    @Timeout(60)
    default void threads_that_compare_and_swap_win_every_version_once() throws Exception {
        int threads = 4;
        int wins = 25;
        try (Storage storage = open()) {
            MessageStore messages = storage.messages();
            Message first = SampleMessage.of(1).message();
            messages.commit(List.of(SampleMessage.of(1).change()));
            together(threads, thread -> () -> {
                for (int won = 0; won < wins; ) {
                    Message held = messages.find(first.id()).orElseThrow();
                    Change next = SampleMessage.after(held)
                            .note("thread " + thread + " step " + won)
                            .change();
                    won += messages.commit(List.of(next)).isEmpty() ? 1 : 0;
                }
                return wins;
            });
            assertThat(messages.find(first.id()).orElseThrow().version()).isEqualTo(1 + threads * wins);
            assertThat(messages.journal(first.id()))
                    .hasSize(1 + threads * wins)
                    .doesNotHaveDuplicates()
                    .extracting(line -> line.version())
                    .isEqualTo(
                            IntStream.rangeClosed(1, 1 + threads * wins).boxed().toList());
        }
    }

    @Test
    @Timeout(60)
    default void of_threads_that_submit_under_one_once_key_one_wins() throws Exception {
        try (Storage storage = open()) {
            for (int round = 0; round < 10; round++) {
                int base = 1 + round * 10;
                String key = "key " + round;
                List<Integer> lost = together(
                        4,
                        thread -> () -> storage.messages()
                                .commit(List.of(SampleMessage.of(base + thread)
                                        .once(key)
                                        .change()))
                                .size());
                assertThat(lost).containsExactlyInAnyOrder(0, 1, 1, 1);
            }
        }
    }

    @Test
    @Timeout(60)
    default void changes_that_concern_two_messages_never_come_apart_in_a_race() throws Exception {
        try (Storage storage = open()) {
            MessageStore messages = storage.messages();
            UUID one = SampleMessage.of(1).message().id();
            UUID two = SampleMessage.of(2).message().id();
            messages.commit(
                    List.of(SampleMessage.of(1).change(), SampleMessage.of(2).change()));
            // Threads take the two in opposite orders, which deadlocks where rows are locked one by one.
            together(4, thread -> () -> {
                for (int won = 0; won < 10; ) {
                    Message first = messages.find(thread % 2 == 0 ? one : two).orElseThrow();
                    Message second = messages.find(thread % 2 == 0 ? two : one).orElseThrow();
                    Change both = new Change(List.of(
                            SampleMessage.after(first).revision(),
                            SampleMessage.after(second).revision()));
                    won += messages.commit(List.of(both)).isEmpty() ? 1 : 0;
                }
                return 10;
            });
            assertThat(messages.find(one).orElseThrow().version()).isEqualTo(41);
            assertThat(messages.find(two).orElseThrow().version()).isEqualTo(41);
            assertThat(messages.journal(one)).hasSize(41);
        }
    }

    @Test
    @Timeout(60)
    default void readers_beside_a_writer_see_whole_changes_only() throws Exception {
        try (Storage storage = open()) {
            MessageStore messages = storage.messages();
            Message first = SampleMessage.of(1).message();
            messages.commit(List.of(SampleMessage.of(1).wake(wakeOf(1)).change()));
            together(
                    2,
                    thread -> thread == 0 ? () -> write(messages, first) : () -> readUntil(60, messages, first.id()));
        }
    }

    private static Instant wakeOf(int version) {
        return Instant.parse("2026-04-01T00:00:00Z").plusSeconds(version);
    }

    private static Integer write(MessageStore messages, Message first) {
        Message held = first;
        while (held.version() < 60) {
            SampleMessage next = SampleMessage.after(held).wake(wakeOf(held.version() + 1));
            assertThat(messages.commit(List.of(next.change()))).isEmpty();
            held = next.message();
        }
        return held.version();
    }

    private static Integer readUntil(int last, MessageStore messages, UUID id) {
        int seen = 0;
        while (seen < last) {
            Message row = messages.find(id).orElseThrow();
            int lines = messages.journal(id).size();
            List<Wake> wakes = messages.due(CommitContract.FAR, null, 10);
            assertThat(row.version()).isGreaterThanOrEqualTo(seen);
            // Read later, so never behind.
            assertThat(lines).isGreaterThanOrEqualTo(row.version());
            assertThat(wakes).hasSize(1);
            assertThat(wakes.get(0).at()).isAfterOrEqualTo(wakeOf(lines));
            seen = row.version();
        }
        return seen;
    }
}
