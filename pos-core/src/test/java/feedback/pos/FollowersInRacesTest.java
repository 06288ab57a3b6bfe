package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static feedback.pos.testkit.SampleRegion.anna;
import static feedback.pos.testkit.SampleRegion.coordinator;
import static feedback.pos.testkit.SampleRegion.executor;
import static feedback.pos.testkit.SampleRegion.head;
import static feedback.pos.testkit.SampleRegion.moderator;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.codec.Codec;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.procedure.Decision;
import feedback.pos.procedure.Procedure;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import feedback.pos.testkit.ForwardingStorage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Followers end where their leader is, although two nodes move it at the same time or one dies on the way. */
class FollowersInRacesTest {
    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Storage shared = Storage.inMemory();
    private final Held held = new Held(shared);
    private final Pos slow = node(held);
    private final Pos quick = node(shared);
    private final UUID lead = submit("Знак упал");
    private final UUID follower = submit("Лежит знак");

    private Pos node(Storage storage) {
        return Pos.under(SampleRegion.regulation())
                .clock(clock)
                .storage(storage)
                .open();
    }

    private UUID submit(String text) {
        return quick.messages()
                .submit(new Submission(anna(), text, oktmo("38701000")).withTopic("roads.signs"))
                .id();
    }

    private void join() {
        quick.messages().join(follower, lead, moderator());
    }

    private Stage stageOf(UUID id) {
        return quick.messages().find(id).orElseThrow().stage();
    }

    /** Commits what follows for the leader, and nothing after it. */
    private void moveAndDie(BiFunction<Procedure, Message, Decision> verb) {
        Procedure life = new Procedure(quick.regulation());
        Message before = quick.messages().find(lead).orElseThrow();
        Change change = new Ledger(new Codec(), any -> List.of()).write(List.of(verb.apply(life, before)), life);
        assertThat(shared.messages().commit(List.of(change))).isEmpty();
    }

    private void acceptAndDie() {
        moveAndDie((life, message) -> life.accept(message, null, null, moderator(), clock.instant()));
    }

    private void assignAndDie() {
        moveAndDie((life, message) -> life.assign(message, null, null, coordinator(), clock.instant()));
    }

    @Test
    void what_does_not_concern_followers_brings_along_those_whom_a_crash_left_behind() {
        join();
        quick.messages().accept(lead, null, null, moderator());
        assignAndDie();
        quick.messages().note(lead, "заметка", coordinator());
        assertThat(stageOf(follower)).isEqualTo(Stage.EXECUTION);
    }

    @Test
    void what_does_not_concern_followers_leaves_them_to_the_sweep_if_it_dies_too() {
        join();
        quick.messages().accept(lead, null, null, moderator());
        assignAndDie();
        held.afterCommits.add(() -> {
            throw new IllegalStateException("the node died");
        });
        try {
            slow.messages().note(lead, "заметка", coordinator());
        } catch (IllegalStateException died) {
            // Nobody is told
        }
        quick.sweep();
        assertThat(stageOf(follower)).isEqualTo(Stage.EXECUTION);
    }

    @Test
    void who_follows_an_older_state_does_not_bring_anybody_back_to_it() {
        join();
        quick.messages().accept(lead, null, null, moderator());
        held.afterLists.add(() -> quick.messages().giveBack(lead, "не к нам", executor()));
        slow.messages().assign(lead, null, null, coordinator());
        assertThat(stageOf(lead)).isEqualTo(Stage.COORDINATION);
        assertThat(stageOf(follower)).isEqualTo(Stage.COORDINATION);
        assertThat(quick.sweep().failed()).isZero();
        assertThat(stageOf(follower)).isEqualTo(Stage.COORDINATION);
        assertThat(quick.verify().ok()).isTrue();
    }

    @Test
    void who_has_brought_followers_along_does_not_put_off_the_wake_of_a_newer_state() {
        join();
        acceptAndDie();
        held.afterCommits.add(this::assignAndDie);
        slow.sweep();
        quick.sweep();
        assertThat(stageOf(lead)).isEqualTo(Stage.EXECUTION);
        assertThat(stageOf(follower)).isEqualTo(Stage.EXECUTION);
        assertThat(quick.verify().ok()).isTrue();
    }

    @Test
    void who_follows_what_is_postponed_does_not_resume_because_of_an_older_promise_of_its_own() {
        postpone(follower, 5);
        quick.messages().take(follower, executor());
        join();
        postpone(lead, 20);
        assertThat(stageOf(follower)).isEqualTo(Stage.POSTPONED);
        clock.advance(Period.ofDays(10));
        quick.sweep();
        assertThat(stageOf(lead)).isEqualTo(Stage.POSTPONED);
        assertThat(stageOf(follower)).isEqualTo(Stage.POSTPONED);
    }

    private void postpone(UUID id, int days) {
        quick.messages().accept(id, null, null, moderator());
        quick.messages().assign(id, null, null, coordinator());
        LocalDate until = LocalDate.of(2026, 3, 2).plusDays(days);
        quick.messages().postpone(id, until, "нет знаков", "Поставим позже", executor());
        quick.messages().approve(id, head());
    }

    /** A storage that is slow enough for somebody to come between. */
    private static final class Held extends ForwardingStorage {
        private final Queue<Runnable> afterLists = new ArrayDeque<>();
        private final Queue<Runnable> afterCommits = new ArrayDeque<>();

        Held(Storage real) {
            super(real);
        }

        @Override
        public List<Message> list(Filter filter, @Nullable Position after, int limit) {
            List<Message> page = super.list(filter, after, limit);
            runNext(afterLists);
            return page;
        }

        @Override
        public List<Change> commit(List<Change> changes) {
            List<Change> losers = super.commit(changes);
            runNext(afterCommits);
            return losers;
        }

        private static void runNext(Queue<Runnable> between) {
            Runnable next = between.poll();
            if (next != null) {
                next.run();
            }
        }
    }
}
