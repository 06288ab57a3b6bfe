package feedback.pos.insight;

import feedback.pos.insight.Problem.Ending;
import feedback.pos.insight.Problem.Evidence;
import feedback.pos.insight.Problem.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of problems when a scan was made: what is found again is followed, what is new is raised once, what is over ends. Pure:
 * the same problems and the same scan have the same outcome, so that of two nodes that come to it at once one does it.
 */
public final class Course {
    /** So many days after its end a problem still stands for what a scan finds of its days. */
    public static final int REMEMBERED_DAYS = Census.RECENT;

    private final Scan scan;
    private final Instant now;
    private final Function<Burst, Evidence> evidence;
    private final Map<UUID, Problem> known = new LinkedHashMap<>();
    private final Map<UUID, Problem> changed = new LinkedHashMap<>();

    private Course(Scan scan, Instant now, Function<Burst, Evidence> evidence) {
        this.scan = scan;
        this.now = now;
        this.evidence = evidence;
    }

    /**
     * The problems that change, each as its next version.
     *
     * @param problems those that are open, those that ended in the last {@value #REMEMBERED_DAYS} days, and those that
     *     keep others quiet
     * @param bursts what the scan found
     * @param evidence asked once for each burst that is raised or found again
     */
    public static List<Problem> of(
            Collection<Problem> problems,
            Scan scan,
            List<Burst> bursts,
            Function<Burst, Evidence> evidence,
            Instant now) {
        Course course = new Course(scan, now, evidence);
        problems.forEach(each -> course.known.put(each.id(), each));
        return course.run(bursts);
    }

    private List<Problem> run(List<Burst> bursts) {
        Map<UUID, Burst> foundAgain = new LinkedHashMap<>();
        List<Burst> fresh = new ArrayList<>();
        for (Burst burst : bursts) {
            Problem same = same(burst);
            if (same != null) {
                foundAgain.putIfAbsent(same.id(), burst);
            } else {
                fresh.add(burst);
            }
        }
        for (Problem each : List.copyOf(known.values())) {
            Burst burst = foundAgain.get(each.id());
            if (each.stage() == Stage.OPEN) {
                follow(each, burst);
            } else if (each.stage() == Stage.ENDED && burst != null && each.quietUntil() == null) {
                mayBeBack(each, burst);
            }
        }
        fresh.forEach(this::raise);
        return changed.values().stream()
                .map(each -> known.containsKey(each.id()) ? each.next() : each)
                .toList();
    }

    /** The problem that a burst is about, if it is known. */
    private @Nullable Problem same(Burst burst) {
        @Nullable Problem over = null;
        for (Problem each : known.values()) {
            if (!each.isAbout(burst.path(), burst.zone())) {
                continue;
            }
            if (each.stage() == Stage.OPEN) {
                return each;
            }
            Instant quiet = each.quietUntil();
            boolean isStill = quiet != null && now.isBefore(quiet) && !each.isMuchLarger(burst.zone());
            if (isStill || !burst.from().isAfter(each.last())) {
                over = each;
            }
        }
        return over;
    }

    private void follow(Problem problem, @Nullable Burst burst) {
        Problem next = problem.followed(
                scan.days(problem.path(), problem.zone(), problem.share()),
                burst,
                burst == null ? null : evidence.apply(burst));
        if (next.isQuiet()) {
            next = next.ended(Ending.BACK_TO_USUAL, null, now);
        } else if (next.isLasting()) {
            next = next.ended(Ending.BECAME_USUAL, null, now);
        }
        if (!next.equals(problem)) {
            changed.put(next.id(), next);
        }
    }

    private void mayBeBack(Problem problem, Burst burst) {
        List<Problem.Day> recent = scan.days(problem.path(), problem.zone(), problem.share());
        boolean isLarger = problem.ending() == Ending.PART_OF_LARGER;
        if (!isLarger && problem.isBack(recent)) {
            Problem next = problem.reopened().followed(recent, burst, evidence.apply(burst));
            changed.put(next.id(), next);
        }
    }

    private void raise(Burst burst) {
        Problem raised = Problem.raised(
                idOf(burst),
                burst,
                scan.share(burst.path(), burst.zone()),
                scan.days(burst.path(), burst.zone(), scan.share(burst.path(), burst.zone())),
                evidence.apply(burst),
                now);
        if (known.containsKey(raised.id())) {
            return;
        }
        changed.put(raised.id(), raised);
        for (Problem each : known.values()) {
            boolean isPart = each.stage() == Stage.OPEN
                    && Burst.isRelated(each.path(), burst.path())
                    && each.zone().meets(burst.zone());
            if (isPart) {
                Problem soFar = changed.getOrDefault(each.id(), each);
                changed.put(each.id(), soFar.ended(Ending.PART_OF_LARGER, raised.id(), now));
            }
        }
    }

    /** The same on all nodes. */
    private static UUID idOf(Burst burst) {
        String what = burst.topic() + " " + burst.zone() + " " + burst.from();
        return UUID.nameUUIDFromBytes(("problem " + what).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a problem has to be known when a scan is judged. */
    public static boolean matters(Problem problem, Instant now) {
        Instant ended = problem.endedAt();
        Instant quiet = problem.quietUntil();
        return problem.stage() == Stage.OPEN
                || ended != null && now.isBefore(ended.plus(REMEMBERED_DAYS, ChronoUnit.DAYS))
                || quiet != null && now.isBefore(quiet);
    }
}
