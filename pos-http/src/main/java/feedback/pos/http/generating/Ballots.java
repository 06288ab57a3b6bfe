package feedback.pos.http.generating;

import feedback.pos.Pos;
import feedback.pos.http.region.Region;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.poll.Electorate;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Project;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.ProjectVote.Count;
import feedback.pos.poll.ProjectVote.Form;
import feedback.pos.poll.Vote;
import feedback.pos.poll.Way;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Casts ballots through the product's own door, with many at once as on a busy day: a few polls and, in each, a few projects get
 * most of them. Who votes again because a run was cut off is refused, as everybody is.
 */
final class Ballots {
    private static final int POLLS = 4;
    private static final int PROJECTS = 40;
    private static final int VOTERS_AT_ONCE = 64;
    private static final int BATCH = 20_000;
    private static final String DEVICE = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final Pos pos;
    private final Generator.Plan plan;
    private final Region region;
    private final Actor keeper;
    private final Weights polls = Weights.zipf(POLLS, 1.3);
    private final Weights projects = Weights.zipf(PROJECTS, 1.0);

    Ballots(Pos pos, Generator.Plan plan, Region region) {
        this.pos = pos;
        this.plan = plan;
        this.region = region;
        this.keeper = Actor.official("generator", Role.POLL_MANAGER, region.root());
    }

    /**
     * Casts what is missing.
     *
     * @param cast how many were before
     * @param keep is told up to which ballot all of them are there
     * @return how many were cast now
     */
    long cast(int cast, Generator.Progress progress, IntConsumer keep) {
        List<UUID> open = open();
        AtomicLong counted = new AtomicLong();
        ExecutorService voters = Executors.newFixedThreadPool(VOTERS_AT_ONCE);
        try {
            for (int from = cast; from < plan.ballots(); from += BATCH) {
                int first = from;
                int until = Math.min(plan.ballots(), from + BATCH);
                List<Callable<Boolean>> parts = new ArrayList<>();
                for (int voter = 0; voter < VOTERS_AT_ONCE; voter++) {
                    int part = voter;
                    parts.add(() -> {
                        for (int n = first + part; n < until; n += VOTERS_AT_ONCE) {
                            counted.addAndGet(cast(open, n) ? 1 : 0);
                        }
                        return true;
                    });
                }
                for (Future<Boolean> each : voters.invokeAll(parts)) {
                    each.get();
                }
                keep.accept(until);
                progress.reached((double) until / plan.ballots(), "ballots", until);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the same plan goes on where this ended", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } finally {
            voters.shutdownNow();
        }
        return counted.get();
    }

    /** The polls of the plan; opened now, unless that was done before. */
    private List<UUID> open() {
        return IntStream.range(0, POLLS).mapToObj(this::open).toList();
    }

    private UUID open(int number) {
        UUID id = Life.id(plan.end(), new Dice(plan.seed() + 6, number));
        Poll poll = pos.polls().find(id, keeper).orElse(null);
        if (poll == null) {
            List<Project> asked = IntStream.range(0, PROJECTS)
                    .mapToObj(n -> new Project("p" + n, "Площадка № " + (n + 1), null, null, null, List.of(), null))
                    .toList();
            ProjectVote vote = new ProjectVote(Form.ONE, asked, 1, 1, 0, null, new Count("plurality", 0, "list", 0));
            String title = "Какую площадку благоустроить первой, часть " + (number + 1);
            Poll.Plan rules = new Poll.Plan(
                    region.root(), title, null, vote, Electorate.everybody(), true, false, true, null, null, null);
            poll = pos.polls().create(id, rules, keeper);
        }
        if (poll.stage() == Poll.Stage.DRAFT) {
            pos.polls().open(id, keeper);
        }
        return id;
    }

    private boolean cast(List<UUID> open, int number) {
        Dice dice = new Dice(plan.seed() + 5, number);
        UUID poll = open.get(polls.pick(dice));
        String address = "192.0." + dice.below(256) + '.' + dice.below(256);
        String choice = "[\"p" + projects.pick(dice) + "\"]";
        Vote vote = new Vote(new Way.Self(), choice, Long.toHexString(dice.bits()), DEVICE, address);
        try {
            pos.polls().cast(poll, vote, Actor.citizen("voter-g" + plan.seed() + '-' + number));
            return true;
        } catch (Refusal no) {
            if (no.reason() == Reason.ALREADY_DONE) {
                return false;
            }
            throw no;
        }
    }
}
