package feedback.pos.testkit;

import feedback.pos.Pos;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Change;
import feedback.pos.store.Revision;
import feedback.pos.store.UnreachableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides by chance what happens at each call of a storage, and remembers which deed wrote what. */
final class Fate {
    /** How deep deeds may stand within each other: races of three are enough. */
    private static final int DEEPEST = 2;

    private final Random random;
    private final Schedule schedule;
    private final Witness witness;
    private final boolean duringSweeps;
    private final Deque<Deed> deeds = new ArrayDeque<>();

    /** Of a thousand calls. */
    private final int races;

    private final int crashes;
    private final int outages;
    private boolean calm;
    private BiConsumer<Node, @Nullable UUID> meanwhile = (node, about) -> {};
    private Consumer<Node> death = node -> {};

    Fate(Random random, Schedule schedule, Witness witness, boolean duringSweeps) {
        this.random = random;
        this.schedule = schedule;
        this.witness = witness;
        this.duringSweeps = duringSweeps;
        this.races = 10 + random.nextInt(120);
        this.crashes = random.nextInt(16);
        this.outages = random.nextInt(16);
    }

    /**
     * What is done when something happens.
     *
     * @param deed does one thing on the other node than the one given, perhaps about the same message
     * @param end lets the node die and begin anew
     */
    void bring(BiConsumer<Node, @Nullable UUID> deed, Consumer<Node> end) {
        meanwhile = deed;
        death = end;
    }

    /** From now on nothing happens any more. */
    void calmDown() {
        calm = true;
    }

    boolean mayActDuringSweeps() {
        return duringSweeps;
    }

    /** Lets something happen, or as a rule nothing, at a point of a node's work. */
    void happen(Node node, String point, boolean mayRace) {
        if (calm || deeds.isEmpty()) {
            return;
        }
        int dice = random.nextInt(1_000);
        if (dice < races && deeds.size() <= DEEPEST) {
            if (mayRace) {
                schedule.say(point + ", meanwhile:");
                meanwhile.accept(node, deeds.getFirst().about);
            }
        } else if (dice >= 1_000 - crashes) {
            schedule.say(point + ": " + node + " dies");
            death.accept(node);
            throw new Node.Crash();
        } else if (dice >= 1_000 - crashes - outages) {
            schedule.say(point + ": out of reach");
            deeds.forEach(each -> each.disturbed = true);
            throw new UnreachableException("simulated", null);
        }
    }

    void wrote(List<Change> changes, List<Change> losers) {
        Set<Change> lost = Collections.newSetFromMap(new IdentityHashMap<>());
        lost.addAll(losers);
        for (Change change : changes) {
            boolean won = !lost.contains(change);
            witness.sees(change, won);
            Deed deed = deeds.peek();
            if (won && deed != null) {
                deed.written.addAll(change.revisions());
            }
        }
    }

    void removed(UUID id, int version, boolean removed) {
        witness.seesRemoved(id, version, removed);
    }

    /** Something that is done on a node, as long as it lasts and when it is over. */
    static final class Deed {
        private final @Nullable UUID about;
        private final List<Revision> written = new ArrayList<>();
        private boolean disturbed;
        private @Nullable Object result;
        private @Nullable Refusal refusal;

        private Deed(@Nullable UUID about) {
            this.about = about;
        }

        boolean isDone() {
            return result != null;
        }

        /** Whether it was said to be undone: then it must have left nothing. */
        boolean isRefused() {
            return refusal != null;
        }

        /** Whether something was out of reach meanwhile, perhaps unnoticed by whoever did it. */
        boolean isDisturbed() {
            return disturbed;
        }

        /** What it wrote itself, in order; not what others did meanwhile. */
        List<Revision> written() {
            return written;
        }

        /** How many of its revisions hold a line of this author about this message. */
        long writtenBy(String person, UUID message) {
            return written.stream()
                    .filter(each -> each.after().id().equals(message))
                    .filter(each ->
                            each.entries().stream().anyMatch(line -> line.by().equals(person)))
                    .count();
        }
    }

    /**
     * Does something on a node and says how it ended.
     *
     * @param about the message that it is about, if it is about one
     * @param tale tells of the result
     */
    <T> Deed attempt(Node node, String what, @Nullable UUID about, Function<Pos, T> work, Function<T, String> tale) {
        schedule.say(node + " " + node.clock().glance() + " " + what);
        schedule.deeper();
        Deed deed = new Deed(about);
        deeds.push(deed);
        try {
            T result = work.apply(node.pos());
            deed.result = result;
            schedule.say("-> " + tale.apply(result));
        } catch (Refusal no) {
            deed.refusal = no;
            schedule.say("-> no: " + no.reason() + " " + no.key());
            Broken.unless(deed.written.isEmpty(), "it was refused and wrote %s", witness.tell(deed.written));
        } catch (UnreachableException gone) {
            schedule.say("-> nobody knows");
        } catch (Node.Crash crash) {
            schedule.say("-> dead");
        } catch (RuntimeException e) {
            throw new Broken(what + " ended with " + e, e);
        } finally {
            deeds.pop();
            schedule.back();
        }
        return deed;
    }
}
