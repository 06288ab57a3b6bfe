package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.Pos.Impact;
import feedback.pos.Pos.Moved;
import feedback.pos.Pos.Watch;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RecountsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Moved MOVED =
            new Moved(new UUID(0, 1), "260302-1", "kursk", ZoneId.of("Europe/Moscow"), NOW, NOW.plusSeconds(1), false);

    private final Recounts recounts = new Recounts();
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private Recounts.Run begin() {
        return recounts.begin(true, NOW, watch -> moving(watch, 2), waiting::add);
    }

    private static Impact moving(Watch watch, int messages) {
        for (int i = 0; i < messages; i++) {
            watch.moved(MOVED);
        }
        watch.progress(new Impact(messages, messages, 0, 0, 0));
        return new Impact(messages, messages, 0, 0, 0);
    }

    @Test
    void one_runs_at_a_time() {
        Recounts.Run first = begin();
        assertThat(first.progress().state()).isEqualTo(Recounts.State.RUNNING);
        Refusal refusal = catchThrowableOfType(Refusal.class, this::begin);
        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal.args()).containsExactly(first.id());
        waiting.remove().run();
        assertThat(first.progress().state()).isEqualTo(Recounts.State.DONE);
        assertThat(first.progress().impact().moved()).isEqualTo(2);
        assertThat(first.first(1)).hasSize(1);
        assertThat(first.first(100)).hasSize(2);
        assertThat(begin().id()).isNotEqualTo(first.id());
    }

    @Test
    void one_that_fails_says_so_and_lets_the_next_one_run() {
        Recounts.Run failing = recounts.begin(
                false,
                NOW,
                watch -> {
                    throw new IllegalStateException("the disk is full");
                },
                waiting::add);
        waiting.remove().run();
        assertThat(failing.progress().state()).isEqualTo(Recounts.State.FAILED);
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> recounts.begin(false, NOW, watch -> moving(watch, 1), work -> {
                    throw new RejectedExecutionException("the server is closing");
                }));
        assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(begin()).isNotNull();
    }

    @Test
    void the_last_three_are_kept() {
        Recounts.Run first = begin();
        waiting.remove().run();
        for (int i = 0; i < 2; i++) {
            begin();
            waiting.remove().run();
        }
        assertThat(recounts.find(first.id())).isSameAs(first);
        begin();
        assertThat(recounts.find(first.id())).isNull();
    }

    @Test
    void the_list_has_an_end_and_says_so() {
        Recounts.Run run = recounts.begin(true, NOW, watch -> moving(watch, Recounts.MOST_ITEMS + 1), waiting::add);
        assertThat(run.isTruncated()).isFalse();
        waiting.remove().run();
        assertThat(run.first(Integer.MAX_VALUE)).hasSize(Recounts.MOST_ITEMS);
        assertThat(run.isTruncated()).isTrue();
    }
}
