package feedback.pos.http.generating;

import feedback.pos.catalog.Topic;
import feedback.pos.message.Channel;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Entry;
import feedback.pos.message.Event;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Load;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Decision;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Change;
import feedback.pos.store.Revision;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Detection.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The life of one message, act by act through the product's own procedure and with everything that time alone brings about, up
 * to the end of the plan; so what comes out is what the product would have written had it been there. For one thread.
 */
final class Life {
    private static final String MODEL = "9e3779b97f4a7c15";
    private static final double THRESHOLD = 0.7;
    private static final double DAY = 24;
    private static final int MOST_OF_ROUNDS = 3;

    /** Of a trouble that many write about within three days. */
    private static final double TROUBLE = 0.12;

    private static final double TROUBLED = 0.04;
    private static final int TROUBLED_AT_MOST = 40;

    private static final Channel[] CHANNELS = {
        Channel.EPGU, Channel.MOBILE, Channel.WIDGET, Channel.PORTAL, Channel.OPERATOR, Channel.OPEN311
    };
    private static final Weights CHANNEL_WEIGHTS =
            Weights.of(CHANNELS.length, n -> new double[] {42, 25, 13, 12, 7, 1}[n]);
    private static final Outcome[] OUTCOMES = {
        Outcome.SOLVED, Outcome.EXPLAINED, Outcome.PARTLY_SOLVED, Outcome.REJECTED
    };
    private static final Weights OUTCOME_WEIGHTS = Weights.of(OUTCOMES.length, n -> new double[] {49, 31, 11, 9}[n]);

    /** Of one star, two … */
    private static final Weights CONTENT = Weights.of(5, n -> new double[] {8, 5, 9, 20, 58}[n]);

    private static final Weights INDIFFERENT = Weights.of(5, n -> new double[] {27, 13, 15, 16, 29}[n]);
    private static final Weights ANGRY = Weights.of(5, n -> new double[] {58, 17, 10, 7, 8}[n]);

    private static final DeclineReason[] REASONS = {
        DeclineReason.NO_ADDRESS, DeclineReason.UNCLEAR, DeclineReason.SPAM, DeclineReason.THIRD_PARTY_DATA
    };

    private final World world;
    private final Dice dice;
    private final List<Decision.Fact> facts = new ArrayList<>();
    private final List<Life> family;
    private Message message;
    private Instant now;

    private Life(World world, Dice dice, List<Life> family, Decision beginning, Instant now) {
        this.world = world;
        this.dice = dice;
        this.family = family;
        this.message = beginning.after();
        this.facts.addAll(beginning.facts());
        this.now = now;
        family.add(this);
    }

    /** The n-th message, from 0, with what was complained of it: all of it or nothing is written. */
    static Change of(World world, long number) {
        Dice dice = new Dice(world.plan().seed(), number);
        Instant at = world.arrivals().at(number, dice);
        List<Life> family = new ArrayList<>();
        Topic right = right(world, number, at, dice);
        Places.Place place = isTrouble(world, number)
                ? world.places().trouble(world.arrivals().period(number), dice)
                : world.places().pick(dice);
        Life life = submitted(world, dice, family, right, place, at);
        life.go(() -> life.moderate(right));
        return new Change(family.stream().map(Life::revision).toList());
    }

    // What is about to happen does not hang on the dice of the message, but on the number of the days

    private static boolean isTrouble(World world, long number) {
        long period = world.arrivals().period(number);
        if (!new Dice(world.plan().seed() + 1, period).chance(TROUBLE)) {
            return false;
        }
        double most = TROUBLED_AT_MOST
                * (double) world.arrivals().periods()
                / world.plan().messages();
        return new Dice(world.plan().seed() + 2, number).chance(Math.min(TROUBLED, most));
    }

    private static Topic right(World world, long number, Instant at, Dice dice) {
        int month = at.atZone(world.regulation().zone()).getMonthValue();
        Dice asked = isTrouble(world, number)
                ? new Dice(world.plan().seed() + 3, world.arrivals().period(number))
                : dice;
        return world.themes().pick(month, asked);
    }

    private static Life submitted(
            World world, Dice dice, List<Life> family, Topic right, Places.Place place, Instant at) {
        Channel channel = CHANNELS[CHANNEL_WEIGHTS.pick(dice)];
        Actor by = Actor.citizen(world.citizen(dice));
        String applicant = by.person();
        if (channel == Channel.OPERATOR) {
            Actor operator = world.officials()
                    .pick(Role.OPERATOR, List.of(world.regulation().root()), List.of(), dice);
            by = operator == null ? by : operator;
        }
        Topic named = dice.chance(0.9) ? right : world.themes().mistaken(right, dice);
        boolean chosen = dice.chance(0.35);
        Submission submission = new Submission(
                        applicant,
                        world.wording().message(right, place.street(), place.house(), dice),
                        place.territory())
                .withPlace("ул. " + place.street() + ", " + place.house(), place.point())
                .withKind(dice.chance(0.04) ? Kind.APPEAL : Kind.MESSAGE)
                .withChannel(channel)
                .withConsent(dice.chance(0.4), true)
                .withTopic(chosen ? named.code() : null)
                .withPortalNumber(channel == Channel.EPGU ? "E" + Math.floorMod(dice.bits(), 10_000_000_000L) : null);
        Detection detection =
                chosen ? Detection.none() : detected(named, world.themes().mistaken(named, dice), dice);
        UUID id = id(at, dice);
        Decision beginning = world.procedure().submit(id, submission, detection, by, at);
        return new Life(world, dice, family, beginning, at);
    }

    private static Detection detected(Topic best, Topic other, Dice dice) {
        double sure = Math.round((1 - 0.7 * dice.unit() * dice.unit()) * 1000) / 1000.0;
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(best.code(), sure));
        double second = Math.min(sure, Math.round((1 - sure) * 700) / 1000.0);
        if (second > 0 && !other.code().equals(best.code())) {
            candidates.add(new Candidate(other.code(), second));
        }
        return new Detection(candidates, sure >= THRESHOLD, THRESHOLD, MODEL);
    }

    /** Ordered by time, as those that the product makes (UUID version 7). */
    static UUID id(Instant at, Dice dice) {
        long high = at.toEpochMilli() << 16 | 0x7000L | dice.bits() & 0x0fffL;
        return new UUID(high, dice.bits() & 0x3fffffffffffffffL | 0x8000000000000000L);
    }

    // Time

    private void go(Runnable acts) {
        try {
            acts.run();
        } catch (Refusal no) {
            // As in life: what is not possible any more nobody does, and the message is left to time
        }
        passTo(world.end());
    }

    /** Lets everything happen that time brings about until then; false if that is beyond the end. */
    private boolean passTo(Instant then) {
        Instant until = then.isBefore(world.end()) ? then : world.end();
        Instant wake = world.procedure().nextWake(message);
        while (wake != null && !wake.isAfter(until)) {
            Instant at = wake.isBefore(message.updatedAt()) ? message.updatedAt() : wake;
            Decision woken = world.procedure().wake(message, at);
            boolean isForgetting = woken.facts().stream().anyMatch(fact -> fact.event() instanceof Event.Anonymized);
            if (woken.facts().isEmpty() || isForgetting) {
                // What is to be forgotten is left to the sweep of whoever opens the base
                break;
            }
            take(woken);
            wake = world.procedure().nextWake(message);
        }
        now = then;
        return then.isBefore(world.end());
    }

    private void take(Decision decision) {
        facts.addAll(decision.facts());
        message = decision.after();
    }

    /** An official's next moment at the desk; false if it lies beyond the end. */
    private boolean office(double medianDays, double sigma) {
        double pace = world.pace(message.holder().organization());
        return passTo(world.office(now, DAY * pace * dice.lasting(medianDays, sigma), dice));
    }

    private boolean home(double meanDays) {
        return passTo(world.home(now, DAY * dice.exponential(meanDays), dice));
    }

    private @Nullable Actor official(Role role) {
        return world.officials()
                .pick(role, message.holder().path(), message.links().excludedPeople(), dice);
    }

    private @Nullable Actor executor() {
        String named = message.holder().executor();
        Actor holding = message.links().excludedPeople().contains(String.valueOf(named))
                ? null
                : world.officials().named(named, Role.EXECUTOR, message.holder().path());
        return holding != null ? holding : official(Role.EXECUTOR);
    }

    private Actor applicant() {
        return Actor.citizen(message.submission().applicant());
    }

    private String say(String occasion) {
        return world.wording().say(occasion, dice);
    }

    /** Who else has how much to do is not known to one life; what is written down must be plausible. */
    private Map<String, Load> loads(List<String> people) {
        Map<String, Load> loads = new HashMap<>();
        for (String each : people) {
            loads.put(each, new Load(dice.below(12), null));
        }
        return loads;
    }

    // Acts

    private void moderate(Topic right) {
        if (message.stage() != Stage.MODERATION) {
            coordinate();
            return;
        }
        if (dice.chance(0.012) && home(0.2)) {
            take(world.procedure()
                    .withdraw(message, null, say("withdraw"), applicant(), now)
                    .get(0));
            return;
        }
        if (!office(0.1, 0.6)) {
            return;
        }
        Actor moderator = official(Role.MODERATOR);
        if (moderator == null) {
            return;
        }
        if (dice.chance(0.045)) {
            take(world.procedure()
                    .decline(message, REASONS[dice.below(REASONS.length)], say("decline"), moderator, now));
            return;
        }
        String topic = message.topic().code().equals(right.code()) ? null : right.code();
        Map<String, Load> loads = loads(world.procedure().whoseLoadsToAccept(message, topic, now));
        take(world.procedure().accept(message, null, topic, null, moderator, now, loads));
        coordinate();
    }

    private void coordinate() {
        for (int round = 0; message.stage() == Stage.COORDINATION; round++) {
            if (round > MOST_OF_ROUNDS || !office(0.12, 0.7)) {
                return;
            }
            Actor coordinator = official(Role.COORDINATOR);
            if (coordinator == null) {
                return;
            }
            if (round < 2 && dice.chance(0.07)) {
                forward(coordinator);
            } else {
                Map<String, Load> loads = loads(world.procedure().whoseLoadsToAssign(message, null, null, now));
                take(world.procedure().assign(message, null, null, coordinator, now, loads));
            }
        }
        if (message.stage() == Stage.EXECUTION) {
            execute();
        }
    }

    private void forward(Actor coordinator) {
        List<String> path = message.holder().path();
        String to = path.size() > 1 && dice.chance(0.45) ? path.get(path.size() - 2) : dice.of(world.otherBodies());
        if (!to.equals(message.holder().organization())) {
            take(world.procedure().forward(message, to, say("forward"), coordinator, now));
        }
    }

    private void execute() {
        if (message.links().parent() == null && dice.chance(0.2)) {
            toSmallBody();
        }
        if (!office(0.3, 0.8)) {
            return;
        }
        Actor executor = executor();
        if (executor == null) {
            return;
        }
        take(world.procedure().take(message, executor, now));
        if (dice.chance(0.025) && office(0.3, 0.7)) {
            take(world.procedure().giveBack(message, say("return"), executor, now));
            coordinate();
            return;
        }
        if (dice.chance(0.06)) {
            ask(executor);
        }
        if (dice.chance(0.035)) {
            extend();
        }
        if (dice.chance(0.05)) {
            postpone(executor);
        } else {
            answer();
        }
    }

    private void toSmallBody() {
        String small = world.bodies().pick(message.holder().path(), dice);
        if (small != null && office(0.1, 0.6)) {
            Actor coordinator = official(Role.COORDINATOR);
            if (coordinator != null) {
                take(world.procedure().assign(message, small, null, coordinator, now, Map.of()));
            }
        }
    }

    private void ask(Actor executor) {
        if (!office(0.4, 0.8)) {
            return;
        }
        take(world.procedure().ask(message, say("question"), executor, now));
        if (dice.chance(0.7) && home(1.2) && message.question() != null) {
            take(world.procedure().reply(message, say("reply"), applicant(), now));
        }
    }

    private void extend() {
        Actor head = official(Role.HEAD);
        if (head != null && office(1.0, 0.6)) {
            LocalDate until = message.deadline().raw().plusDays(7L + dice.below(20));
            take(world.procedure().extend(message, until, say("extend"), null, head, now));
        }
    }

    private void postpone(Actor executor) {
        if (!office(2.0, 0.7)) {
            return;
        }
        LocalDate today = now.atZone(message.deadline().zone()).toLocalDate();
        LocalDate until = today.plusDays(10L + dice.below(50));
        take(world.procedure().postpone(message, until, say("postpone"), say("intermediate"), executor, now));
        Actor head = official(Role.HEAD);
        if (head == null || !office(0.5, 0.9)) {
            return;
        }
        take(world.procedure().approve(message, head, now));
        Instant promised = until.atStartOfDay(message.deadline().zone()).toInstant();
        if (message.stage() == Stage.POSTPONED && passTo(world.office(promised, 9 + dice.below(60), dice))) {
            answer();
        }
    }

    private void answer() {
        for (int round = 0; message.stage() == Stage.EXECUTION && round <= MOST_OF_ROUNDS; round++) {
            if (!passTo(written(round))) {
                return;
            }
            Actor executor = executor();
            if (executor == null) {
                return;
            }
            Outcome outcome = OUTCOMES[OUTCOME_WEIGHTS.pick(dice)];
            take(world.procedure().draft(message, outcome, say("answer." + outcome.name()), List.of(), executor, now));
            if (!office(0.3, 0.8)) {
                return;
            }
            Actor head = official(Role.HEAD);
            if (head == null) {
                return;
            }
            boolean isWeak = round < 2 && dice.chance(0.05);
            take(
                    isWeak
                            ? world.procedure().rework(message, say("rework"), head, now)
                            : world.procedure().approve(message, head, now));
        }
        if (message.stage() == Stage.ANSWERED) {
            rate();
        }
    }

    /** When the answer is ready: by the size of the matter, and often just before it would be late. */
    private Instant written(int round) {
        double median = round > 0 ? 0.5 : message.topic().fastTrack() ? 1.4 : 7;
        double pace = world.pace(message.holder().organization());
        Instant ready = world.office(now, DAY * pace * dice.lasting(median, 0.65), dice);
        // Half of those who hurry do it for the date within the office, the others for the one that was promised
        Instant due = dice.chance(0.5)
                ? message.stageDues().execution()
                : message.deadline().due();
        Instant last = due.minus(Duration.ofHours(8 + dice.below(30)));
        return ready.isAfter(last) && last.isAfter(now) && dice.chance(0.85) ? world.office(last, 0, dice) : ready;
    }

    private void rate() {
        if (!dice.chance(0.34) || !home(2.5) || message.stage() != Stage.ANSWERED) {
            return;
        }
        Outcome outcome = Objects.requireNonNull(message.outcome());
        boolean isLate = message.isOverdue(now);
        Weights mood = switch (outcome) {
            case SOLVED -> isLate ? INDIFFERENT : CONTENT;
            case REJECTED -> ANGRY;
            default -> isLate ? ANGRY : INDIFFERENT;
        };
        int stars = mood.pick(dice) + 1;
        boolean isBad = stars <= world.regulation().policy().escalationMaxStars();
        take(world.procedure().rate(message, stars, isBad ? say("bad") : null, null, applicant(), now));
        if (isBad && dice.chance(0.35) && home(1.5) && message.stage() == Stage.ANSWERED) {
            escalate();
        }
    }

    private void escalate() {
        List<Decision> decisions =
                world.procedure().escalate(message, id(now, dice), say("complaint"), applicant(), now);
        take(decisions.get(0));
        Life child = new Life(world, dice, family, decisions.get(1), now);
        child.go(child::coordinate);
    }

    // What is written

    /** The whole life as one revision, sealed line by line as the product seals. Nobody is told about the past. */
    private Revision revision() {
        String seal = world.codec().noSeal();
        List<Entry> entries = new ArrayList<>(facts.size());
        int version = 0;
        for (Decision.Fact fact : facts) {
            Entry entry =
                    world.codec().seal(seal, message.id(), ++version, fact.at(), fact.by(), fact.role(), fact.event());
            entries.add(entry);
            seal = entry.seal();
        }
        Message after = message.sealed(seal);
        return new Revision(after, 0, entries, world.procedure().nextWake(after), List.of());
    }
}
