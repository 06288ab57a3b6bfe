package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Change;
import feedback.pos.store.GroupCommit;
import feedback.pos.store.Storage;
import feedback.pos.testkit.ForwardingStorage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Concurrent acts share commits, and each caller gets its own outcome. */
@Timeout(30)
class GroupCommitTest {
    private final ExecutorService clients = Executors.newFixedThreadPool(32);
    private final Gate gate = new Gate();
    private final Pos pos = Pos.under(SampleRegion.regulation())
            .clock(HandClock.at("2026-03-02T09:00:00Z"))
            .storage(gate)
            .open();

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    @Test
    void what_waits_while_one_commit_is_written_shares_the_next_one() throws Exception {
        gate.hold = new CountDownLatch(1);
        List<Future<Message>> sent = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            sent.add(clients.submit(this::submit));
        }
        while (gate.waiting.get() == 0) {
            Thread.onSpinWait();
        }
        gate.hold.countDown();
        for (Future<Message> each : sent) {
            assertThat(pos.messages().find(each.get().id())).contains(each.get());
        }
        assertThat(gate.commits.get()).as("commits for 32 changes").isLessThan(32);
        assertThat(pos.verify().messages()).isEqualTo(32);
    }

    @Test
    void of_many_who_do_the_same_one_wins_and_the_others_are_told() throws Exception {
        UUID id = submit().id();
        List<Future<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            tries.add(clients.submit(() -> {
                try {
                    pos.messages().accept(id, null, null, SampleRegion.moderator());
                    return true;
                } catch (Refusal no) {
                    assertThat(no.reason()).isEqualTo(Refusal.Reason.WRONG_STAGE);
                    return false;
                }
            }));
        }
        int won = 0;
        for (Future<Boolean> each : tries) {
            won += each.get() ? 1 : 0;
        }
        assertThat(won).isOne();
        assertThat(pos.verify().faults()).isEmpty();
    }

    @Test
    void a_storage_that_fails_fails_every_caller_and_the_next_ones_go_on() throws Exception {
        gate.broken = true;
        List<Future<Message>> sent = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sent.add(clients.submit(this::submit));
        }
        for (Future<Message> each : sent) {
            assertThatThrownBy(each::get).hasRootCauseMessage("disk full");
        }
        gate.broken = false;
        assertThat(submit()).isNotNull();
        assertThat(pos.verify().messages()).isOne();
    }

    private Message submit() {
        return pos.messages().submit(new Submission("anna", "Яма", oktmo("38701000")).withTopic("roads.signs"));
    }

    /** A real storage in memory whose commits can be held up, counted and broken. */
    private static final class Gate extends ForwardingStorage {
        private final AtomicInteger commits = new AtomicInteger();
        private final AtomicInteger waiting = new AtomicInteger();
        private volatile CountDownLatch hold = new CountDownLatch(0);
        private volatile boolean broken;
        private final GroupCommit<Change> together = new GroupCommit<>(1, this::write);

        Gate() {
            super(Storage.inMemory());
        }

        @Override
        public List<Change> commit(List<Change> changes) {
            return together.commit(changes);
        }

        private List<Change> write(List<Change> changes) {
            waiting.incrementAndGet();
            try {
                hold.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (broken) {
                throw new IllegalStateException("disk full");
            }
            commits.incrementAndGet();
            return super.commit(changes);
        }
    }
}
