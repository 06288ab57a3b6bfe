package feedback.pos.http.generating;

import feedback.pos.Pos;
import feedback.pos.codec.Codec;
import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.http.region.CalendarStore;
import feedback.pos.http.region.DemoSeed;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.http.region.RuleStore;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Person;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Records.Document;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fills a base with messages that are as real ones would be: seeded, in the order of time, in little memory however many they
 * are. Every life goes through the product's own procedure under the region's own rules. A run that was cut off is taken up by
 * the same plan; the same plan over the same region gives the same base. For one thread, but for one that writes.
 */
public final class Generator {
    private static final String KIND = "generated";
    private static final String MESSAGES = "messages";

    /** What a store takes in one step. */
    private static final int BATCH = 1_000;

    private static final int COUNTED_AT_ONCE = 10_000;

    private final Storage storage;
    private final CalendarBeyond beyond;
    private final int batchSize;
    private final Codec codec = new Codec();

    /**
     * What is to be made.
     *
     * @param seed another one makes another base of the same kind
     * @param messages how many citizens send; what is complained of them comes on top; 1 to 100,000,000
     * @param ballots how many are cast, in polls that are open; 0 to 100,000,000
     * @param organizations how many small bodies are added below the municipalities; 0 to 20,000
     * @param from the first day
     * @param end what would happen later has not happened yet
     */
    public record Plan(long seed, int messages, int ballots, int organizations, LocalDate from, Instant end) {
        private static final int MOST = 100_000_000;
        private static final int MOST_ORGANIZATIONS = 20_000;

        /** @throws IllegalArgumentException naming what is out of its range */
        public Plan {
            check("messages", messages, 1, MOST);
            check("ballots", ballots, 0, MOST);
            check("organizations", organizations, 0, MOST_ORGANIZATIONS);
        }

        private static void check(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
            }
        }
    }

    /**
     * What was done of a plan, as it is kept in the base.
     *
     * @param plan the plan
     * @param done how many of its messages are there
     * @param cast how many of its ballots are
     */
    public record State(Plan plan, int done, int cast) {
        /** Whether nothing is left to be done. */
        public boolean isDone() {
            return done == plan.messages() && cast == plan.ballots();
        }
    }

    /**
     * What became of it.
     *
     * @param added how many messages were written now, complaints among them
     * @param entries how many lines of journals
     * @param known how many were there already
     * @param cast how many ballots were cast now
     */
    public record Result(long added, long entries, long known, long cast) {}

    /** Counts as it goes on; told after each batch. */
    public interface Progress {
        /**
         * What was reached.
         *
         * @param part of the whole, 0 to 1
         * @param what it is that is counted
         * @param done how many of them there are by now
         */
        void reached(double part, String what, long done);
    }

    /** The base holds messages that nobody generated, or those of another plan. */
    public static final class OccupiedException extends Exception {
        private static final long serialVersionUID = 1L;

        OccupiedException(String message) {
            super(message);
        }
    }

    /**
     * A generator for a base.
     *
     * @param storage which must have a region
     * @param beyond what holds outside the calendar's years
     */
    public Generator(Storage storage, CalendarBeyond beyond) {
        this(storage, beyond, BATCH);
    }

    Generator(Storage storage, CalendarBeyond beyond, int batchSize) {
        this.storage = storage;
        this.beyond = beyond;
        this.batchSize = batchSize;
    }

    /** What was generated into the base before. */
    public Optional<State> state() {
        return storage.records().get(KIND, MESSAGES).map(body -> codec.readRecord(body, State.class));
    }

    /**
     * Fills the base, or goes on where a run with the same plan was cut off.
     *
     * @param beside whether messages that are there may be
     * @throws OccupiedException if there are messages that are not of this plan, and they may not
     * @throws IllegalStateException if no region is loaded
     */
    public Result run(Plan plan, boolean beside, Progress progress) throws OccupiedException {
        State state = state().orElse(null);
        if (state == null || !state.plan().equals(plan)) {
            refuseUnlessEmpty(state, beside);
            state = new State(plan, 0, 0);
            keep(state);
        }
        Region region = withSmallBodies(plan);
        Regulation regulation = new RuleStore(storage.records())
                .over(region.regulation(beyond, new CalendarStore(storage.records()).book()));
        // Not closed: that would close the storage
        Pos pos = Pos.under(regulation)
                .storage(storage)
                .detector(any -> Detection.none())
                .open();
        World world = new World(plan, region, regulation, DemoSeed.places(storage));
        if (state.done() == 0) {
            putCitizens(world, pos, progress);
        }
        Run run = new Run(world, state, progress);
        run.go();
        count(pos, progress);
        long cast =
                plan.ballots() == 0 ? 0 : new Ballots(pos, plan, region).cast(state.cast(), progress, this::castUpTo);
        return new Result(run.added, run.entries, run.known, cast);
    }

    /** Figures, so that whoever opens the base need not wait for them. */
    private static void count(Pos pos, Progress progress) {
        long counted = 0;
        int more;
        do {
            more = pos.insights().count(COUNTED_AT_ONCE);
            counted += more;
            progress.reached(1, "counted", counted);
        } while (more == COUNTED_AT_ONCE);
    }

    private void refuseUnlessEmpty(@Nullable State state, boolean beside) throws OccupiedException {
        if (beside) {
            return;
        }
        if (state != null) {
            throw new OccupiedException("the base holds " + state.done() + " messages that were generated with seed "
                    + state.plan().seed() + " from " + state.plan().from() + " to "
                    + state.plan().end()
                    + (state.isDone() ? "" : ", of " + state.plan().messages() + " that were wanted"));
        }
        if (!storage.messages().list(Filter.all(Instant.EPOCH), null, 1).isEmpty()) {
            throw new OccupiedException("the base holds messages that were not generated");
        }
    }

    private void keep(State state) {
        storage.records().put(List.of(new Document(KIND, MESSAGES, codec.writeRecord(state))));
    }

    private void castUpTo(int cast) {
        State state = state().orElseThrow();
        keep(new State(state.plan(), state.done(), cast));
    }

    private Region withSmallBodies(Plan plan) {
        RegionStore store = new RegionStore(storage.records());
        Region region = store.read().orElseThrow(() -> new IllegalStateException("no region is loaded"));
        List<Organization> missing = Bodies.missing(region.tree(), plan.organizations());
        return missing.isEmpty() ? region : store.add(missing, List.of());
    }

    private static void putCitizens(World world, Pos pos, Progress progress) {
        int citizens = world.citizens();
        for (int from = 0; from < citizens; from += BATCH) {
            List<Person> batch = IntStream.range(from, Math.min(citizens, from + BATCH))
                    .mapToObj(n -> world.wording()
                            .person(World.citizen(n), new Dice(world.plan().seed() + 4, n)))
                    .toList();
            pos.people().put(batch);
            progress.reached(0, "citizens", (long) from + batch.size());
        }
    }

    /** While one batch is written, the next is lived. */
    private final class Run {
        private final World world;
        private final State begun;
        private final Progress progress;
        private long added;
        private long entries;
        private long known;

        Run(World world, State begun, Progress progress) {
            this.world = world;
            this.begun = begun;
            this.progress = progress;
        }

        void go() {
            int messages = world.plan().messages();
            ExecutorService writer = Executors.newSingleThreadExecutor();
            try {
                Future<?> writing = writer.submit(() -> {});
                for (int from = begun.done(); from < messages; from += batchSize) {
                    int until = Math.min(messages, from + batchSize);
                    List<Change> batch = new ArrayList<>(until - from);
                    for (int n = from; n < until; n++) {
                        batch.add(Life.of(world, n));
                    }
                    await(writing);
                    writing = writer.submit(() -> write(batch, until));
                }
                await(writing);
            } finally {
                writer.shutdownNow();
            }
        }

        private void write(List<Change> batch, int until) {
            List<Change> losers = storage.messages().commit(batch);
            known += losers.size();
            added += revisions(batch) - revisions(losers);
            for (Change each : batch) {
                each.revisions()
                        .forEach(revision -> entries += revision.entries().size());
            }
            for (Change each : losers) {
                each.revisions()
                        .forEach(revision -> entries -= revision.entries().size());
            }
            keep(new State(world.plan(), until, begun.cast()));
            progress.reached((double) until / world.plan().messages(), MESSAGES, until);
        }

        private static long revisions(List<Change> changes) {
            return changes.stream().mapToLong(each -> each.revisions().size()).sum();
        }

        private static void await(Future<?> writing) {
            try {
                writing.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted; the same plan goes on where this ended", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e);
            }
        }
    }
}
