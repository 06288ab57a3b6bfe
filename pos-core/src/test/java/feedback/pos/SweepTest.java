package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.store.Change;
import feedback.pos.store.Storage;
import feedback.pos.testkit.ForwardingStorage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What time makes due happens to all of them in few commits, and once. */
class SweepTest {
    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Disk disk = new Disk();
    private final Pos pos = Pos.under(SampleRegion.regulation())
            .clock(clock)
            .storage(disk)
            .detector(text -> Detection.none())
            .open();

    private List<UUID> late(int count) {
        List<UUID> late = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            late.add(pos.messages()
                    .submit(new Submission(SampleRegion.anna(), "Яма номер " + i, oktmo("38701000")))
                    .id());
        }
        clock.advance(Period.ofDays(2));
        disk.commits = 0;
        return late;
    }

    private List<String> facts(UUID id) {
        return pos.messages().history(id).stream()
                .map(line -> line.entry().type())
                .toList();
    }

    @Test
    void many_that_are_due_share_a_commit() {
        List<UUID> late = late(600);

        assertThat(pos.sweep()).isEqualTo(new Pos.Sweep(600, 0));

        assertThat(disk.commits).isEqualTo(2);
        assertThat(late).allSatisfy(id -> assertThat(facts(id)).containsExactly("Submitted", "Warned"));
        assertThat(pos.sweep()).isEqualTo(new Pos.Sweep(0, 0));
        assertThat(pos.verify().ok()).isTrue();
    }

    @Test
    void one_that_cannot_be_read_does_not_stop_the_others() {
        List<UUID> late = late(5);
        disk.unreadable = late.get(2);

        assertThat(pos.sweep()).isEqualTo(new Pos.Sweep(4, 1));

        disk.unreadable = null;
        assertThat(pos.sweep()).isEqualTo(new Pos.Sweep(1, 0));
        assertThat(late).allSatisfy(id -> assertThat(facts(id)).containsExactly("Submitted", "Warned"));
    }

    @Test
    void one_that_cannot_be_written_does_not_stop_the_others() {
        List<UUID> late = late(5);
        disk.unwritable = late.get(2);

        assertThat(pos.sweep()).isEqualTo(new Pos.Sweep(4, 1));

        disk.unwritable = null;
        assertThat(pos.sweep()).isEqualTo(new Pos.Sweep(1, 0));
        assertThat(late).allSatisfy(id -> assertThat(facts(id)).containsExactly("Submitted", "Warned"));
    }

    @Test
    void one_that_somebody_moves_meanwhile_is_judged_anew() {
        List<UUID> late = late(5);
        disk.beforeCommit = () -> pos.messages().accept(late.get(2), "roads.potholes", null, SampleRegion.moderator());

        assertThat(pos.sweep()).isEqualTo(new Pos.Sweep(4, 0));

        assertThat(facts(late.get(2))).doesNotContain("Warned");
        assertThat(facts(late.get(3))).containsExactly("Submitted", "Warned");
        assertThat(pos.verify().ok()).isTrue();
    }

    /** A storage with bad spots. */
    private static final class Disk extends ForwardingStorage {
        private int commits;
        private @Nullable UUID unreadable;
        private @Nullable UUID unwritable;
        private @Nullable Runnable beforeCommit;

        Disk() {
            super(Storage.inMemory());
        }

        @Override
        public List<Change> commit(List<Change> changes) {
            Runnable first = beforeCommit;
            beforeCommit = null;
            if (first != null) {
                first.run();
            }
            commits++;
            if (changes.stream()
                    .flatMap(change -> change.revisions().stream())
                    .anyMatch(each -> each.after().id().equals(unwritable))) {
                throw new IllegalStateException("bad spot");
            }
            return super.commit(changes);
        }

        @Override
        public Optional<Message> find(UUID id) {
            if (id.equals(unreadable)) {
                throw new IllegalStateException("bad spot");
            }
            return super.find(id);
        }
    }
}
