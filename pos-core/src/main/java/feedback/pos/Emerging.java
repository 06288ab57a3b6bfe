package feedback.pos;

import feedback.pos.CardPages.Found;
import feedback.pos.insight.Burst;
import feedback.pos.insight.Course;
import feedback.pos.insight.Problem;
import feedback.pos.insight.Problem.Decision;
import feedback.pos.insight.Problem.Links;
import feedback.pos.insight.Problem.Stage;
import feedback.pos.insight.Scan;
import feedback.pos.message.Message;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Cards;
import feedback.pos.store.Cards.Card;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.store.UnreachableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Problems that emerge: more messages on a topic in a place than are usual, found by {@link Pos#sweep} once an hour, raised once
 * however many nodes sweep, followed until they end, and kept. Their evidence is near to the messages themselves, so they are for
 * officials whose role reads messages: each sees those of which the own bodies hold some. Thread-safe.
 */
public final class Emerging {
    private static final Logger LOG = LoggerFactory.getLogger(Emerging.class);
    private static final String KIND = "problem";
    private static final String TURN = "problem-turn";
    private static final String WATCHED = "watched";
    private static final UUID ONE = UUID.nameUUIDFromBytes("problems".getBytes(StandardCharsets.UTF_8));
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final int MOST_WATCHED = 1_000;
    private static final int TRIES = 20;
    private static final int LONGEST_REASON = 1_000;
    private static final int MOST_QUIET_DAYS = 365;

    private static final Set<Role> DECIDING = EnumSet.of(Role.COORDINATOR, Role.HEAD, Role.ADMINISTRATOR);

    private final Office office;
    private final Tallies tallies;
    private volatile Instant next = Instant.MIN;

    Emerging(Office office, Insights insights) {
        this.office = office;
        this.tallies = new Tallies(office, insights);
    }

    /** Whose turn it is to look. */
    record Turn(Instant next) {}

    /**
     * Which problems are meant; null stands for any.
     *
     * @param stage how it stands
     * @param topic the code, or one below it, or one above it
     * @param organization it or one below it holds messages of it
     * @param box meets these bounds; a problem of the whole region meets all
     * @param from lasted until then or longer
     * @param to began before
     */
    public record Wanted(
            @Nullable Stage stage,
            @Nullable String topic,
            @Nullable String organization,
            Filter.@Nullable Box box,
            @Nullable Instant from,
            @Nullable Instant to) {
        /** All. */
        public static Wanted all() {
            return new Wanted(null, null, null, null, null, null);
        }
    }

    /**
     * A page of problems.
     *
     * @param next where the next page begins, or null on the last one; a page may be short and have a next one
     */
    public record Page(List<Problem> items, @Nullable Position next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /**
     * Those that are wanted, the newest first.
     *
     * @param limit 1 to 200
     * @param by an official who reads messages
     * @throws Refusal FORBIDDEN if it is none: analysts and poll managers read no messages
     */
    public Page list(Wanted wanted, @Nullable Position after, int limit, Actor by) {
        Set<String> bodies = readBy(by);
        String shelf = wanted.stage() == null ? "" : wanted.stage().name();
        List<String> keys =
                bodies.stream().limit(100).map(body -> key(shelf, body)).toList();
        Found<Problem> found = CardPages.list(
                cards(),
                KIND,
                keys,
                after,
                limit,
                card -> Optional.of(read(card)).filter(each -> fits(each, wanted)));
        return new Page(found.items(), found.next());
    }

    /** The bodies whose messages an official reads, those below them included. */
    private static Set<String> readBy(Actor actor) {
        Set<String> bodies = new LinkedHashSet<>();
        actor.grants().stream()
                .filter(grant -> grant.role().seesMessages())
                .map(Grant::organization)
                .sorted()
                .forEach(bodies::add);
        if (bodies.isEmpty()) {
            throw Refusal.of(Reason.FORBIDDEN, "problem.readers");
        }
        return bodies;
    }

    private boolean fits(Problem problem, Wanted wanted) {
        String topic = wanted.topic();
        String body = wanted.organization();
        Filter.Box box = wanted.box();
        return (topic == null
                        || problem.path().contains(topic)
                        || office.regulation().catalog().path(topic).contains(problem.topic()))
                && (body == null || problem.evidence().bodies().contains(body))
                && (box == null || meets(problem, box))
                && (wanted.from() == null
                        || !startOf(problem.last().plusDays(1)).isBefore(wanted.from()))
                && (wanted.to() == null || startOf(problem.first()).isBefore(wanted.to()));
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(office.regulation().zone()).toInstant();
    }

    private static boolean meets(Problem problem, Filter.Box box) {
        if (problem.zone().isWhole()) {
            return true;
        }
        double west = problem.zone().west();
        double east = problem.zone().east();
        boolean isBeside = overlaps(west, west > east ? 180 : east, box) || west > east && overlaps(-180, east, box);
        return isBeside
                && problem.zone().south() <= box.north()
                && problem.zone().north() >= box.south();
    }

    private static boolean overlaps(double west, double east, Filter.Box box) {
        return box.crosses() ? east >= box.west() || west <= box.east() : east >= box.west() && west <= box.east();
    }

    /**
     * A problem.
     *
     * @throws Refusal FORBIDDEN if the actor is no official who reads messages; NOT_FOUND if there is none, or none of which the
     *     official's bodies hold messages
     */
    public Problem get(UUID id, Actor by) {
        Set<String> read = readBy(by);
        return cards().find(KIND, id)
                .map(this::read)
                .filter(each -> bodies(each).stream().anyMatch(read::contains))
                .orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "problem.unknown"));
    }

    /** Whether an official may dismiss and link a problem: a coordinator, a head or an administrator over all that hold it. */
    public boolean mayDecide(Problem problem, Actor by) {
        List<String> path =
                office.regulation().directory().path(problem.evidence().body());
        List<String> held = path.isEmpty() ? List.of(office.regulation().root()) : path;
        return DECIDING.stream().anyMatch(role -> by.holds(role, held));
    }

    /**
     * Finds that something is no problem: nothing of the same kind is raised there for some days.
     *
     * @param reason why, 1 to 1,000 characters
     * @param days for how many days, 1 to 365
     * @throws Refusal NOT_FOUND, FORBIDDEN if the official may not decide it, INVALID_VALUE naming the field, WRONG_STAGE if it is
     *     dismissed already
     */
    public Problem dismiss(UUID id, String reason, int days, Actor by) {
        String why = reason.strip();
        if (why.isEmpty()) {
            throw Refusal.field("reason", "field.missing");
        }
        if (why.codePointCount(0, why.length()) > LONGEST_REASON) {
            throw Refusal.field("reason", "text.tooLong", LONGEST_REASON);
        }
        if (days < 1 || days > MOST_QUIET_DAYS) {
            throw Refusal.field("days", "problem.days", 1, MOST_QUIET_DAYS);
        }
        return change(id, by, problem -> {
            if (problem.stage() == Stage.DISMISSED) {
                throw Refusal.of(Reason.WRONG_STAGE, "problem.dismissed");
            }
            Instant now = office.now();
            return problem.dismissed(new Decision(by.person(), why, now, now.plus(Duration.ofDays(days))));
        });
    }

    /**
     * Says what a problem belongs to: the message that others are joined to, the notice that tells people of it. At least one of them.
     *
     * @param message id of a message that the official may read, or null for none
     * @param notice id of a notice that is there, or null for none
     * @throws Refusal NOT_FOUND, FORBIDDEN, or INVALID_VALUE naming the field, where neither is given the message
     */
    public Problem link(UUID id, @Nullable UUID message, @Nullable UUID notice, Actor by) {
        if (message == null && notice == null) {
            throw Refusal.field("message", "problem.link");
        }
        if (message != null && !mayRead(message, by)) {
            throw Refusal.field("message", "message.unknown");
        }
        if (notice != null && cards().find(NoticeCards.KIND, notice).isEmpty()) {
            throw Refusal.field("notice", "notice.unknown");
        }
        return change(
                id,
                by,
                problem -> problem.linked(
                        new Links(message, notice, problem.links().larger())));
    }

    private boolean mayRead(UUID message, Actor by) {
        return office.storage()
                .messages()
                .find(message)
                .map(Message::holder)
                .filter(holder -> by.covers(holder.path()))
                .isPresent();
    }

    private Problem change(UUID id, Actor by, UnaryOperator<Problem> act) {
        for (int tries = 0; tries < TRIES; tries++) {
            Problem problem = get(id, by);
            if (!mayDecide(problem, by)) {
                throw Refusal.of(
                        Reason.FORBIDDEN,
                        "role.needed",
                        String.join(", ", DECIDING.stream().map(Role::name).toList()));
            }
            Problem after = act.apply(problem).next();
            if (cards().put(List.of(card(after, office.now())))) {
                return after;
            }
        }
        throw Office.busy();
    }

    // What time brings

    /** Looks for problems if an hour has passed since anybody did; a part of {@link Pos#sweep}. */
    void sweep(Instant now) {
        if (isLater(next, now) || !takeTurn(now)) {
            return;
        }
        try {
            look(now);
        } catch (UnreachableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("no look was taken for emerging problems; it is with one of the next sweeps", e);
        }
    }

    /** Not where a clock went back. */
    private static boolean isLater(Instant turn, Instant now) {
        return turn.isAfter(now) && !turn.isAfter(now.plus(INTERVAL));
    }

    /** Whether nobody has looked, or looks, in this hour; then nobody else will. */
    private boolean takeTurn(Instant now) {
        Card last = cards().find(TURN, ONE).orElse(null);
        if (last != null) {
            Instant turn = office.codec().readRecord(last.body(), Turn.class).next();
            next = turn;
            if (isLater(turn, now)) {
                return false;
            }
        }
        Instant turn = now.plus(INTERVAL);
        int version = last == null ? 1 : last.version() + 1;
        Instant at = last == null ? now : last.at();
        next = turn;
        return cards().put(List.of(
                new Card(TURN, ONE, version, at, null, Set.of(), office.codec().writeRecord(new Turn(turn)))));
    }

    /** Looks for problems now. One at a time in a node; others' writings win. */
    private synchronized void look(Instant now) {
        List<Problem> watched = cards().list(KIND, WATCHED, null, MOST_WATCHED).stream()
                .map(this::read)
                .toList();
        Scan scan = Scan.of(tallies.census(now), Scan.Rules.defaults());
        Witnesses witnesses = new Witnesses(office, now);
        List<Burst> bursts = scan.bursts(witnesses::persons);
        List<Problem> matter =
                watched.stream().filter(each -> Course.matters(each, now)).toList();
        List<Problem> changed = new ArrayList<>(Course.of(matter, scan, bursts, witnesses::evidence, now));
        watched.stream()
                .filter(each -> !Course.matters(each, now))
                .map(Problem::next)
                .forEach(changed::add);
        for (Problem each : changed) {
            if (cards().put(List.of(card(each, now))) && each.version() == 1) {
                LOG.info(
                        "problem raised id={} topic={} observed={} expected={} once-in-days={}",
                        each.id(),
                        each.topic(),
                        each.strongest().observed(),
                        each.strongest().expected(),
                        Math.round(each.strongest().everyDays()));
            }
        }
    }

    private Cards cards() {
        return office.storage().cards();
    }

    // How they are kept

    private Problem read(Card card) {
        return office.codec().readRecord(card.body(), Problem.class);
    }

    private Card card(Problem problem, Instant now) {
        Set<String> keys = new LinkedHashSet<>();
        if (Course.matters(problem, now)) {
            keys.add(WATCHED);
        }
        for (String body : bodies(problem)) {
            keys.add(key("", body));
            keys.add(key(problem.stage().name(), body));
        }
        return new Card(
                KIND,
                problem.id(),
                problem.version(),
                problem.raisedAt(),
                null,
                keys,
                office.codec().writeRecord(problem));
    }

    /** Those whose officials see it: also the top, for what nobody is known to hold. */
    private Set<String> bodies(Problem problem) {
        Set<String> bodies = new LinkedHashSet<>(List.of(office.regulation().root()));
        bodies.addAll(problem.evidence().bodies());
        return bodies;
    }

    private static String key(String shelf, String body) {
        return shelf + " by " + body;
    }
}
