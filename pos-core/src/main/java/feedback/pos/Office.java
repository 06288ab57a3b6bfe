package feedback.pos;

import feedback.pos.catalog.RouteStep;
import feedback.pos.codec.Codec;
import feedback.pos.deadline.Step;
import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Load;
import feedback.pos.organization.Person;
import feedback.pos.procedure.Decision;
import feedback.pos.procedure.PastMessage;
import feedback.pos.procedure.Procedure;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Position;
import feedback.pos.store.Revision;
import feedback.pos.store.Storage;
import feedback.pos.store.UnreachableException;
import feedback.pos.store.Wake;
import feedback.pos.topic.Detection;
import feedback.pos.topic.TopicDetector;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where procedure, store and codec meet: load, decide, commit, and once more if the race was lost. */
final class Office {
    private static final Logger LOG = LoggerFactory.getLogger(Office.class);
    private static final int TRIES = 16;
    private static final int FOLLOWERS_AT_ONCE = 200;
    private static final int ANY_VERSION = 0;

    /** One for all: making it looks at the shape of every fact, which takes longer than many an act. */
    private static final Codec CODEC = new Codec();

    private final Storage storage;
    private final InstantSource clock;
    private final Ids ids = new Ids();
    private final Ledger ledger;
    private final Recent recent = new Recent();
    private volatile Procedure procedure;
    private volatile TopicDetector detector;
    private final AtomicInteger topicsDecided = new AtomicInteger();

    Office(Storage storage, InstantSource clock, Procedure procedure, TopicDetector detector) {
        this.storage = storage;
        this.clock = clock;
        this.procedure = procedure;
        this.detector = detector;
        this.ledger = new Ledger(CODEC, id -> storage.messages().journal(id));
    }

    /** What a verb decides for the message and for those it concerns; the message's own decision may stand anywhere. */
    interface Verdict {
        List<Decision> decide(Procedure life, Message message, Instant now);
    }

    Storage storage() {
        return storage;
    }

    Change write(List<Decision> decisions) {
        return ledger.write(decisions, procedure);
    }

    Codec codec() {
        return CODEC;
    }

    Procedure procedure() {
        return procedure;
    }

    Regulation regulation() {
        return procedure.regulation();
    }

    Optional<Person> person(String id) {
        return new People(storage.records(), CODEC).find(id);
    }

    TopicDetector detector() {
        return detector;
    }

    /** How many topics persons chose or let stand since the platform was opened. */
    int topicsDecided() {
        return topicsDecided.get();
    }

    private static boolean decidesTopic(Decision.Fact fact) {
        return fact.event() instanceof Event.TopicSet set && set.topic().isByPerson()
                || fact.event() instanceof Event.Accepted accepted && Boolean.TRUE.equals(accepted.confirms());
    }

    void adopt(Procedure next) {
        procedure = next;
    }

    void adopt(TopicDetector next) {
        detector = next;
    }

    /** The clock to the microsecond, which is what databases keep. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    UUID newId(Instant now) {
        return ids.next(now);
    }

    Message get(UUID id) {
        return storage.messages().find(id).orElseThrow(Office::unknown);
    }

    Message visible(Optional<Message> found, Actor reader) {
        return found.filter(message -> procedure.maySee(message, reader)).orElseThrow(Office::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(Reason.NOT_FOUND, "message.unknown");
    }

    Message submit(Submission submission, Actor by) {
        Detection detection = submission.topic() == null ? detector.detect(submission.text()) : Detection.none();
        for (int tries = 0; tries < TRIES; tries++) {
            Instant now = now();
            UUID id = submission.id() != null ? submission.id() : newId(now);
            List<Decision> decisions;
            try {
                decisions = submitted(id, submission, detection, by, now);
            } catch (Refusal no) {
                // What is there already was not refused then, whatever has become of its leader
                return known(submission)
                        .filter(each -> each.submission().equals(submission))
                        .orElseThrow(() -> no);
            }
            Change change = ledger.write(decisions, procedure);
            if (commit(change)) {
                leadOrLeave(decisions);
                return change.revisions().get(0).after();
            }
            Optional<Message> known = known(submission);
            if (known.isPresent()) {
                return sameAgain(known.get(), submission);
            }
            // Neither id nor key is taken, so the number was: an id of the client's cannot get another one. Unless it
            // was the
            // leader that moved.
            if (submission.id() != null && submission.join() == null) {
                throw Refusal.of(Reason.CONFLICT, "id.unusable");
            }
        }
        throw busy();
    }

    private List<Decision> submitted(UUID id, Submission submission, Detection detection, Actor by, Instant now) {
        Procedure life = procedure;
        Map<String, Load> loads = loads(life.whoseLoads(submission, detection, now));
        UUID join = submission.join();
        if (join == null) {
            return List.of(life.submit(id, submission, detection, by, now, loads));
        }
        Message named = storage.messages().find(join).orElseThrow(() -> Refusal.field("join", "message.unknown"));
        return life.submit(id, submission, detection, named, leader(named), by, now, loads);
    }

    /** The message itself, or the one that it follows. */
    Message leader(Message message) {
        Message lead = leadOf(message);
        return lead == null ? message : lead;
    }

    /** The message that this one follows; null if it follows none, or one that was removed. */
    @Nullable
    Message leadOf(Message message) {
        UUID joined = message.links().joined();
        return joined == null ? null : storage.messages().find(joined).orElse(null);
    }

    /**
     * The message as it stood before it began to follow another one, or as it stands if it has not been led anywhere. The
     * journal knows, so nothing has to be kept beside it, and what joined before there was this is brought home too.
     */
    Message home(Message follower) {
        @Nullable Message message = null;
        @Nullable Message home = null;
        boolean follows = false;
        for (Messages.History line : history(follower.id())) {
            Message before = message;
            message = line.event().applyTo(before, line.entry().at());
            if (line.event() instanceof Event.Joined) {
                follows = true;
            } else if (line.event() instanceof Event.Split) {
                follows = false;
                home = null;
            } else if (follows && home == null && line.event() instanceof Event.Followed) {
                home = before;
            }
        }
        return home == null ? follower : home;
    }

    private Optional<Message> known(Submission submission) {
        UUID id = submission.id();
        String once = submission.once();
        Optional<Message> byId =
                id == null ? Optional.empty() : storage.messages().find(id);
        return byId.isPresent() || once == null ? byId : storage.messages().findByOnce(once);
    }

    private static Message sameAgain(Message known, Submission again) {
        if (known.submission().equals(again)) {
            return known;
        }
        throw Refusal.of(Reason.KEY_REUSED, "key.reused");
    }

    List<Optional<Message>> bring(List<PastMessage> past) {
        Instant now = now();
        List<Change> changes = new ArrayList<>();
        for (PastMessage each : past) {
            Detection detection =
                    each.topic() == null ? detector.detect(each.submission().text()) : Detection.none();
            changes.add(ledger.write(List.of(procedure.bring(newId(now), each, detection, now)), procedure));
        }
        Set<Change> losers = Collections.newSetFromMap(new IdentityHashMap<>());
        losers.addAll(storage.messages().commit(changes));
        List<Optional<Message>> added = new ArrayList<>();
        for (Change each : changes) {
            added.add(
                    losers.contains(each)
                            ? Optional.empty()
                            : Optional.of(each.revisions().get(0).after()));
        }
        return added;
    }

    /**
     * Does an act, again on the newer state as long as others are faster.
     *
     * @param expected the version the message must have, or 0 for any
     */
    Message act(UUID id, int expected, Actor by, Verdict verdict) {
        @Nullable Message known = recent.find(id);
        for (int tries = 0; tries < TRIES; tries++) {
            Message message = known != null ? known : get(id);
            Change change;
            List<Decision> decisions;
            try {
                checkVersion(message, expected, by);
                decisions = verdict.decide(procedure, message, now());
                change = ledger.write(decisions, procedure);
            } catch (Refusal no) {
                if (known == null) {
                    throw no;
                }
                // What is remembered may be old: only what the store holds can be a reason to say no
                known = null;
                continue;
            }
            if (commit(change)) {
                topicsDecided.addAndGet((int) decisions.stream()
                        .flatMap(each -> each.facts().stream())
                        .filter(Office::decidesTopic)
                        .count());
                leadOrLeave(decisions);
                return change.revisions().stream()
                        .map(Revision::after)
                        .filter(after -> after.id().equals(id))
                        .findFirst()
                        .orElseThrow();
            }
            known = null;
        }
        throw busy();
    }

    private void checkVersion(Message message, int expected, Actor by) {
        if (expected != ANY_VERSION && message.version() != expected) {
            visible(Optional.of(message), by);
            throw Refusal.of(Reason.STALE_VERSION, "version.stale", message.version(), expected);
        }
    }

    /** Whether the change won; a loser changed nothing. */
    boolean commit(Change change) {
        boolean won = storage.messages().commit(List.of(change)).isEmpty();
        if (won) {
            recent.remember(change);
        }
        return won;
    }

    static Refusal busy() {
        return Refusal.of(Reason.CONFLICT, "message.busy");
    }

    private void leadOrLeave(List<Decision> decisions) {
        decisions.stream()
                .filter(Ledger::mustLead)
                .forEach(each -> leadOrLeave(each.after().id()));
    }

    /** The act itself is done by now: if its followers cannot be brought along, the sweep will. */
    private void leadOrLeave(UUID id) {
        try {
            lead(id);
        } catch (RuntimeException e) {
            LOG.warn("the followers of message {} are left to the next sweep", id, e);
        }
    }

    /**
     * Brings the followers of a message up to its state, and books the message's next wake; what a crash cuts off, the sweep
     * takes up again.
     *
     * @return the message as it was followed
     */
    private Message lead(UUID id) {
        for (int tries = 0; tries < TRIES; tries++) {
            Message lead = get(id);
            // Settled in the version that was followed: a newer one booked a wake of its own, which must stand.
            if (bringAlong(lead) && commit(ledger.write(List.of(new Decision(lead, List.of(), lead)), procedure))) {
                return lead;
            }
        }
        throw busy();
    }

    /** Whether all followers are up to this state of the message; not if it is not the newest any more. */
    private boolean bringAlong(Message lead) {
        @Nullable Position after = null;
        List<Message> page;
        Filter followers = Filter.all(now()).withJoined(lead.id());
        do {
            page = storage.messages().list(followers, after, FOLLOWERS_AT_ONCE);
            for (Message follower : page) {
                if (!follow(follower.id(), lead)) {
                    return false;
                }
                after = Position.of(follower);
            }
        } while (page.size() == FOLLOWERS_AT_ONCE);
        return true;
    }

    private boolean follow(UUID follower, Message lead) {
        for (int tries = 0; tries < TRIES; tries++) {
            Message behind = get(follower);
            Decision decision = procedure.follow(behind, lead, () -> home(behind), now());
            if (decision.facts().isEmpty() || commit(ledger.writeBehind(lead, decision, procedure))) {
                return true;
            }
            if (get(lead.id()).version() != lead.version()) {
                return false;
            }
        }
        throw busy();
    }

    /** Does what time alone brings about, and books the next wake; says whether anything happened. */
    boolean wake(UUID id) {
        for (int tries = 0; tries < TRIES; tries++) {
            Message message = storage.messages().find(id).orElse(null);
            if (message == null) {
                // Removed by another sweep in the meantime
                return false;
            }
            if (procedure.isExpired(message, now())) {
                recent.forget(id);
                return Keeping.remove(message, this);
            }
            if (message.links().followers() > 0) {
                // Before anything moves the wake on: it may stand where it does because followers are behind.
                message = lead(id);
            }
            Decision decision = procedure.wake(message, now());
            if (commit(ledger.write(List.of(decision), procedure))) {
                if (Ledger.mustLead(decision)) {
                    lead(id);
                }
                return !decision.facts().isEmpty();
            }
        }
        throw busy();
    }

    /**
     * Does the same for a page of what is due, in one commit: a sweep that commits each by itself waits for the disk as
     * often.
     *
     * @param alone gets those that must be woken one by one: leaders, whose followers come along step by step, what is to
     *     be removed, and whatever could not be decided or written in company
     */
    Woken wakeTogether(Instant now, @Nullable Wake after, int limit, List<UUID> alone) {
        List<Decision> decisions = new ArrayList<>();
        try {
            MessageStore.Round round =
                    storage.messages().workOff(now, after, limit, messages -> wakeTogether(messages, decisions, alone));
            Set<UUID> lost = new LinkedHashSet<>();
            round.losers()
                    .forEach(each -> lost.add(each.revisions().get(0).after().id()));
            alone.addAll(lost);
            long woken = decisions.stream()
                    .filter(each -> !each.facts().isEmpty()
                            && !lost.contains(each.after().id()))
                    .count();
            return new Woken(round.due(), (int) woken);
        } catch (UnreachableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("what is due is woken one by one", e);
            List<Wake> due = storage.messages().due(now, after, limit);
            alone.clear();
            due.forEach(wake -> alone.add(wake.message()));
            return new Woken(due, 0);
        }
    }

    /**
     * What was woken in company.
     *
     * @param due what was handed out
     * @param count to how many something happened
     */
    record Woken(List<Wake> due, int count) {}

    private List<Change> wakeTogether(List<Message> messages, List<Decision> decisions, List<UUID> alone) {
        List<Change> changes = new ArrayList<>();
        for (Message message : messages) {
            try {
                if (message.links().followers() > 0 || procedure.isExpired(message, now())) {
                    alone.add(message.id());
                } else {
                    Decision decision = procedure.wake(message, now());
                    changes.add(ledger.write(List.of(decision), procedure));
                    decisions.add(decision);
                }
            } catch (RuntimeException e) {
                LOG.debug("message {} is woken once more by itself", message.id(), e);
                alone.add(message.id());
            }
        }
        return changes;
    }

    List<Messages.History> history(UUID id) {
        return storage.messages().journal(id).stream()
                .map(entry -> new Messages.History(entry, CODEC.readEvent(entry)))
                .toList();
    }

    /** The steps written down with the present date; of a date counted before steps were kept, as it would be counted now. */
    List<Step> explain(UUID id) {
        Message message = get(id);
        List<Step> steps = List.of();
        for (Messages.History line : history(id)) {
            if (line.event() instanceof Event.DeadlineSet set) {
                steps = set.steps();
            } else if (line.event() instanceof Event.Submitted submitted) {
                steps = submitted.steps();
            }
        }
        return steps.isEmpty() ? procedure.explain(message) : steps;
    }

    /** The steps written down with the present holder; of one found before they were kept, as it would be found now. */
    List<RouteStep> whyHere(UUID id) {
        Message message = get(id);
        List<RouteStep> steps = WhyHere.of(history(id));
        return steps.isEmpty() ? procedure.route(message) : steps;
    }

    /** What these people have on hand; asks nobody where nobody is named. */
    Map<String, Load> loads(List<String> people) {
        return people.isEmpty() ? Map.of() : storage.messages().workload(people);
    }

    Map<UUID, Message> load(List<UUID> wanted) {
        Map<UUID, Message> found = new HashMap<>();
        if (!wanted.isEmpty()) {
            storage.messages().findAll(Set.copyOf(wanted)).forEach(each -> found.put(each.id(), each));
        }
        return found;
    }
}
