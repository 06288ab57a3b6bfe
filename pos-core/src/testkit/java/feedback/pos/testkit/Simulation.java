package feedback.pos.testkit;

import feedback.pos.Pos;
import feedback.pos.codec.Codec;
import feedback.pos.message.Message;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The world of one seed: two nodes over one storage, a crowd that uses both, clocks that go wrong, a recipient who fails,
 * nodes that die, a storage that is out of reach. One thread and one {@link Random} do all of it, so that a seed is a
 * history: the same one whenever it is run.
 */
public final class Simulation {
    private static final Regulation FOR_EVER = SampleRegion.regulation();
    private static final Regulation FORGETFUL = FOR_EVER.with(
            FOR_EVER.policy().edit().retention(new Policy.Retention(15, 30)).done());
    private static final Codec CODEC = new Codec();
    private static final int MESSAGES = 8;
    private static final int ROUNDS = 40;

    /** The storage that the nodes share. */
    public interface World {
        /** A new storage that holds nothing. */
        Storage open();

        /**
         * The same storage as another node opens it, or one that died and begins anew; the very same object for a storage
         * that lives within one process.
         */
        default Storage again(Storage storage) {
            return storage;
        }

        /**
         * Whether the other node may act while one decides what a sweep does. False for a storage that holds locks
         * meanwhile: in one thread it would wait for itself.
         */
        default boolean othersActDuringSweeps() {
            return true;
        }
    }

    private final World world;
    private final Random random;
    private final Schedule schedule = new Schedule();
    private final Witness witness = new Witness();
    private final Regulation regulation;
    private final Fate fate;
    private final Postman postman;
    private final Letters letters;
    private final Crowd crowd;
    private final List<Storage> opened = new ArrayList<>();
    private final NodeClock.WorldTime time = new NodeClock.WorldTime();
    private final List<Node> nodes = new ArrayList<>();

    private Simulation(World world, long seed) {
        this.world = world;
        this.random = new Random(seed);
        this.regulation = random.nextInt(3) == 0 ? FORGETFUL : FOR_EVER;
        this.fate = new Fate(random, schedule, witness, world.othersActDuringSweeps());
        this.postman = new Postman(random, schedule, witness, fate);
        Letters.Texts texts = new Letters.Texts();
        this.letters = new Letters(random, fate, witness, texts);
        this.crowd = new Crowd(random, fate, witness, texts);
    }

    /**
     * Lives through a seed.
     *
     * @param steps how many things are done, not counting what is done meanwhile
     * @return what happened, a line each
     * @throws AssertionError if a promise was broken, telling which and what had happened
     */
    public static List<String> run(World world, long seed, int steps) {
        Simulation simulation = new Simulation(world, seed);
        try {
            simulation.live(steps);
        } catch (Broken | RuntimeException e) {
            throw new AssertionError(
                    "seed " + seed + ": " + e.getMessage() + "\n"
                            + String.join("\n", simulation.schedule.lines())
                            + "\nseed " + seed + ": " + e.getMessage(),
                    e);
        } finally {
            simulation.opened.forEach(Storage::close);
        }
        return simulation.schedule.lines();
    }

    private void live(int steps) {
        open(world.open());
        for (String name : List.of("A", "B")) {
            NodeClock clock = new NodeClock(time);
            clock.setRight(Duration.ofMillis(random.nextInt(10_000) - 5_000L));
            nodes.add(new Node(name, clock, regulation, fate, again()));
        }
        fate.bring((node, about) -> step(other(node), about), node -> node.restart(again()));
        for (int step = 0; step < steps; step++) {
            time.advance(pause());
            step(nodes.get(random.nextInt(2)), null);
            witness.rows().forEach(witness::checkFollower);
        }
        comeToRest();
        new AtRest(regulation, witness, postman, opened.get(0), time(), CODEC).check();
    }

    private Storage again() {
        return open(world.again(opened.get(0)));
    }

    private Storage open(Storage storage) {
        if (opened.stream().noneMatch(each -> each == storage)) {
            opened.add(storage);
        }
        return storage;
    }

    private Node other(Node node) {
        return nodes.get(node == nodes.get(0) ? 1 : 0);
    }

    private Instant time() {
        return nodes.get(0).clock().glance();
    }

    private Duration pause() {
        int dice = random.nextInt(100);
        if (dice < 60) {
            return Duration.ofMinutes(random.nextInt(30));
        }
        if (dice < 88) {
            return Duration.ofMinutes(60 + random.nextInt(2_000));
        }
        return Duration.ofHours(dice < 98 ? 24 + random.nextInt(200) : 480 + random.nextInt(600));
    }

    private void step(Node node, @Nullable UUID about) {
        int dice = random.nextInt(100);
        if (dice < 14 && witness.beginnings().size() < MESSAGES) {
            letters.write(node, about);
        } else if (dice < 18) {
            letters.repeat(node);
        } else if (dice < 27) {
            sweep(node);
        } else if (dice < 34) {
            tell(node);
        } else if (dice < 38) {
            turnClock(node);
        } else if (dice < 41) {
            erase(node, Letters.CITIZENS.get(random.nextInt(Letters.CITIZENS.size())));
        } else {
            crowd.act(node, about);
        }
    }

    private void sweep(Node node) {
        Fate.Deed deed = fate.attempt(node, "sweeps", null, Pos::sweep, swept -> {
            return swept.woken() + " woken, " + swept.failed() + " failed";
        });
        Broken.unless(
                deed.written().stream()
                        .flatMap(each -> each.entries().stream())
                        .allMatch(line -> line.by().equals("system")),
                "a sweep did what people do");
    }

    private void tell(Node node) {
        fate.attempt(node, "tells", null, pos -> pos.tell(postman.at(node)), told -> told + " told");
    }

    private void turnClock(Node node) {
        int dice = random.nextInt(10);
        if (dice < 2) {
            node.clock().jump(Duration.ofHours(1 + random.nextInt(400)));
        } else if (dice < 6) {
            node.clock().jump(Duration.ofSeconds(-random.nextInt(1_800)));
        } else {
            node.clock().setRight(Duration.ofMillis(random.nextInt(10_000) - 5_000L));
        }
        schedule.say(node + "'s clock is " + node.clock().glance());
    }

    private void erase(Node node, String person) {
        List<UUID> theirs = witness.rows().stream()
                .filter(each -> each.isApplicant(person))
                .map(Message::id)
                .toList();
        UUID about = theirs.isEmpty() ? null : theirs.get(0);
        Fate.Deed deed =
                fate.attempt(node, "erases " + person, about, pos -> pos.erase(person), erased -> erased + " erased");
        if (deed.isDone()) {
            for (UUID id : theirs) {
                Message row = witness.row(id);
                Broken.unless(row == null || row.isAnonymous(), "%s still names %s", witness.name(id), person);
            }
        }
    }

    /** Clocks agree, nothing goes wrong any more, and time passes until nothing is left to do. */
    private void comeToRest() {
        fate.calmDown();
        postman.calmDown();
        // What a clock wrote that was ahead is past by then, too
        time.set(Stream.concat(
                        nodes.stream().map(node -> node.clock().glance()),
                        witness.rows().stream().map(Message::updatedAt))
                .max(Instant::compareTo)
                .orElseThrow());
        nodes.forEach(node -> node.clock().setRight(Duration.ZERO));
        schedule.say("peace");
        letters.settle(nodes.get(random.nextInt(2)));
        if (random.nextBoolean()) {
            time.advance(Duration.ofDays(20 + random.nextInt(80)));
        }
        for (int round = 0; round < ROUNDS; round++) {
            nodes.forEach(this::sweep);
            nodes.forEach(this::tell);
            Storage storage = opened.get(0);
            boolean still = storage.messages().due(time(), null, 1).isEmpty()
                    && storage.outbox().pending(CommitContract.FAR, 1).isEmpty();
            if (still) {
                return;
            }
            // What was held back by a clock that was days ahead waits for days
            time.advance(round < 3 ? Duration.ofMinutes(31) : Duration.ofDays(3));
        }
        throw new Broken("it does not come to rest");
    }
}
