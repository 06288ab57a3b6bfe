package feedback.pos;

import feedback.pos.Pos.Impact;
import feedback.pos.Pos.Moved;
import feedback.pos.Pos.Watch;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Actor;
import feedback.pos.procedure.Decision;
import feedback.pos.procedure.Procedure;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts the deadlines of all open messages anew, because the rules have changed: to see what would become of them, or to do
 * it. Done twice it moves nothing the second time, so one that was cut off is simply done again.
 */
final class Recount {
    private static final int PAGE = 1_000;
    private static final int TRIES = 16;
    private static final Set<Stage> OPEN =
            Arrays.stream(Stage.values()).filter(Stage::isOpen).collect(Collectors.toUnmodifiableSet());

    private final Office office;
    private final Procedure rules;
    private final Watch watch;
    private final Executor helper;

    /** Only ever touched by who works on a page, one after the other. */
    private Impact impact = new Impact(0, 0, 0, 0, 0);

    /**
     * @param rules those to count by
     * @param helper works on a page while the next one is read
     */
    Recount(Office office, Procedure rules, Watch watch, Executor helper) {
        this.office = office;
        this.rules = rules;
        this.watch = watch;
        this.helper = helper;
    }

    /** What would happen; nothing is changed. */
    Impact imagine() {
        Instant now = office.now();
        forEachPage(page -> page.forEach(message -> tell(rules.recount(message, Actor.system(), now), now)));
        return impact;
    }

    /** Moves them. */
    Impact apply(Actor by) {
        forEachPage(page -> {
            Instant now = office.now();
            List<Decision> moving = new ArrayList<>();
            List<Change> changes = new ArrayList<>();
            for (Message message : page) {
                Decision decision = rules.recount(message, by, now);
                if (decision.facts().isEmpty()) {
                    tell(decision, now);
                } else {
                    moving.add(decision);
                    changes.add(office.write(List.of(decision)));
                }
            }
            Set<Change> lost = Collections.newSetFromMap(new IdentityHashMap<>());
            if (!changes.isEmpty()) {
                lost.addAll(office.storage().messages().commit(changes));
            }
            for (int i = 0; i < changes.size(); i++) {
                tell(lost.contains(changes.get(i)) ? again(moving.get(i), by) : moving.get(i), now);
            }
        });
        return impact;
    }

    /** Somebody else was quicker: counted once more upon what they made of it. */
    private Decision again(Decision lost, Actor by) {
        for (int tries = 0; tries < TRIES; tries++) {
            Message message =
                    office.storage().messages().find(lost.after().id()).orElse(null);
            if (message == null || !message.stage().isOpen()) {
                Message before = lost.before() == null ? lost.after() : lost.before();
                return new Decision(before, List.of(), before);
            }
            Decision decision = rules.recount(message, by, office.now());
            if (decision.facts().isEmpty() || office.commit(office.write(List.of(decision)))) {
                return decision;
            }
        }
        throw Office.busy();
    }

    private interface Work {
        void on(List<Message> page);
    }

    private void forEachPage(Work work) {
        Filter open = Filter.all(office.now()).withStages(OPEN);
        @Nullable Position after = null;
        List<Message> page;
        @Nullable FutureTask<Void> before = null;
        do {
            page = office.storage().messages().list(open, after, PAGE);
            finish(before);
            if (!page.isEmpty()) {
                after = Position.of(page.get(page.size() - 1));
                List<Message> now = page;
                before = new FutureTask<>(() -> {
                    work.on(now);
                    watch.progress(impact);
                    return null;
                });
                helper.execute(before);
            }
        } while (page.size() == PAGE);
        finish(before);
    }

    private static void finish(@Nullable FutureTask<Void> page) {
        try {
            if (page != null) {
                page.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a page was counted; it may be done again", e);
        }
    }

    private void tell(Decision decision, Instant now) {
        Message after = decision.after();
        Message before = decision.before() == null ? after : decision.before();
        boolean moves = !before.deadline().due().equals(after.deadline().due());
        boolean late = after.isOverdue(now) && !before.isOverdue(now);
        boolean saved = before.isOverdue(now) && !after.isOverdue(now);
        impact = new Impact(
                impact.examined() + 1,
                impact.moved() + (moves ? 1 : 0),
                impact.becomeOverdue() + (late ? 1 : 0),
                impact.noLongerOverdue() + (saved ? 1 : 0),
                impact.internalOnly() + (!moves && !decision.facts().isEmpty() ? 1 : 0));
        if (moves) {
            watch.moved(new Moved(
                    after.id(),
                    after.number(),
                    after.holder().organization(),
                    after.deadline().zone(),
                    before.deadline().due(),
                    after.deadline().due(),
                    late));
        }
    }
}
