package feedback.pos;

import feedback.pos.moderation.Rules;
import feedback.pos.organization.Actor;
import feedback.pos.procedure.Procedure;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Filter;
import feedback.pos.store.Storage;
import feedback.pos.store.UnreachableException;
import feedback.pos.store.Wake;
import feedback.pos.topic.Example;
import feedback.pos.topic.TopicDetector;
import feedback.pos.topic.TopicModel;
import feedback.pos.topic.Training;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feedback platform, and where an embedder begins:
 *
 * <pre>{@code
 * try (var pos = Pos.under(regulation).open()) {
 *     Message pit = pos.messages().submit(new Submission(anna, "Яма у школы", oktmo("38701000")));
 * }
 * }</pre>
 *
 * The embedder owns the clock, the threads (calling {@link #sweep} and {@link #tell} from time to time), the storage,
 * identity and the tree of organizations. Thread-safe.
 */
public final class Pos implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pos.class);
    private static final int PAGE = 500;
    private static final int HELD_OUT = 300;

    private final Office office;
    private final Messages messages;
    private final People people;
    private final Keeping keeping;
    private final Schooling schooling;
    private final Polls polls;
    private final Notices notices;
    private final Discussions discussions;
    private final Insights insights;
    private final Views views;
    private volatile int learnedOf;

    private Pos(Builder builder) {
        Regulation regulation = builder.regulation;
        TopicDetector detector =
                builder.detector != null ? builder.detector : learnFrom(Lessons.of(regulation.catalog()), regulation);
        office = new Office(builder.storage, builder.clock, new Procedure(regulation), detector);
        messages = new Messages(office, 0);
        keeping = new Keeping(office);
        schooling = new Schooling(office, lessons -> learnFrom(lessons, regulation()));
        people = new People(builder.storage.records(), office.codec());
        polls = new Polls(office, builder.pollSecret);
        notices = new Notices(office, 0);
        discussions = new Discussions(office, people);
        insights = new Insights(office);
        views = new Views(office);
    }

    /** Begins to open a platform under a region's rules. */
    public static Builder under(Regulation regulation) {
        return new Builder(regulation);
    }

    /** How to open a platform. Not thread-safe. */
    public static final class Builder {
        private final Regulation regulation;
        private Storage storage = Storage.inMemory();
        private InstantSource clock = InstantSource.system();
        private @Nullable TopicDetector detector;
        private byte[] pollSecret = {};

        private Builder(Regulation regulation) {
            this.regulation = regulation;
        }

        /** Where everything is kept; in memory if left out. The platform closes it. */
        public Builder storage(Storage value) {
            storage = value;
            return this;
        }

        /** The clock; the system's if left out. */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /** What detects topics; if left out, a model trained from the catalog's names and examples. */
        public Builder detector(TopicDetector value) {
            detector = value;
            return this;
        }

        /**
         * A secret of the installation, kept outside the storage, that goes into the keys by which voters are known; none if left out.
         * The same on all nodes, and never another while a poll is open: who has voted would not be recognized.
         */
        public Builder pollSecret(byte[] value) {
            pollSecret = value.clone();
            return this;
        }

        public Pos open() {
            return new Pos(this);
        }
    }

    /** Messages: send them, carry them through their life, read them. */
    public Messages messages() {
        return messages;
    }

    /** Surveys and votes. */
    public Polls polls() {
        return polls;
    }

    /** Notices: what happens where, and who wants to be told of it. */
    public Notices notices() {
        return notices;
    }

    /** Discussions: posts and replies under what is planned. */
    public Discussions discussions() {
        return discussions;
    }

    /** Seeing: figures and maps. */
    public Insights insights() {
        return insights;
    }

    /** Filters that people have given a name. */
    public Views views() {
        return views;
    }

    /** Personal data. */
    public People people() {
        return people;
    }

    /** The rules in force. */
    public Regulation regulation() {
        return office.procedure().regulation();
    }

    /** Puts other rules in force, for every act from now on; open cases keep their dates until something else moves them. */
    public synchronized void adopt(Regulation regulation) {
        office.adopt(new Procedure(regulation));
    }

    /** Changes the rules in force, so that what somebody else puts in force at the same moment is not lost. */
    public synchronized void amend(UnaryOperator<Regulation> change) {
        adopt(change.apply(regulation()));
    }

    /**
     * What would become of the open messages if their deadlines were counted anew under other rules: another edition of the
     * calendar, other terms. Changes nothing. Costs a read of everything that is open.
     *
     * @param watch is told of each message whose legal date would move
     */
    public Impact whatIf(Regulation next, Watch watch) {
        return new Recount(office, new Procedure(next), watch, Runnable::run).imagine();
    }

    /**
     * Counts the deadlines of all open messages anew under the rules in force, and writes down what moves, each in the name
     * of the person and with its explanation. New rules never move open messages by themselves: this does, and is to be
     * preceded by {@link #whatIf}. May be cut off and done again. The applicants are not told, as by an extension; their
     * cabinet shows the new date.
     *
     * @param by an administrator of the whole region, or the system
     * @param watch is told of each message whose legal date has moved
     * @throws Refusal FORBIDDEN if it is somebody else
     */
    public Impact recount(Actor by, Watch watch) {
        return recount(by, watch, Runnable::run);
    }

    /**
     * The same with a helping thread: it decides and writes while the caller reads on. The watch is called by the helper.
     *
     * @param helper is never given two things at once
     */
    public Impact recount(Actor by, Watch watch, Executor helper) {
        office.procedure().checkMayRecount(by);
        return new Recount(office, office.procedure(), watch, helper).apply(by);
    }

    /**
     * What counting anew does to open messages.
     *
     * @param examined how many there are
     * @param moved of how many the legal date moves
     * @param becomeOverdue how many become late by it
     * @param noLongerOverdue how many cease to be late
     * @param internalOnly of how many only internal dates move: of stages, of control, of gross delay
     */
    public record Impact(long examined, long moved, long becomeOverdue, long noLongerOverdue, long internalOnly) {}

    /**
     * A message whose legal date moves.
     *
     * @param organization who holds it
     * @param zone in which its days end
     * @param from until when an answer was in time
     * @param to until when it is
     * @param becomesOverdue whether it becomes late by it
     */
    public record Moved(
            UUID id,
            String number,
            String organization,
            ZoneId zone,
            Instant from,
            Instant to,
            boolean becomesOverdue) {}

    /** Looks on while deadlines are counted anew. */
    @FunctionalInterface
    public interface Watch {
        /** A message's legal date moves; called as they are come upon, newest messages first. */
        void moved(Moved message);

        /** So far; called from time to time. */
        default void progress(Impact soFar) {}
    }

    /**
     * What auto-rules would have done to the newest messages, as the catalog, the organizations and the detector are today. Changes nothing.
     * Costs a read of so many messages.
     *
     * @param rules those to try, in force or not
     * @param newest how many messages to look at, 0 to 1,000,000
     * @param watch is told of what was found so far, page by page
     */
    public Trial dryRun(Rules rules, int newest, Consumer<Trial> watch) {
        return new DryRun(office, rules, watch).over(newest);
    }

    /**
     * What a dry run of auto-rules found.
     *
     * @param examined at how many messages it looked
     * @param fired for how many of them a rule fired
     * @param rules each rule, in their order
     */
    public record Trial(long examined, long fired, List<Fired> rules) {
        public Trial {
            rules = List.copyOf(rules);
        }

        /**
         * One rule in a dry run.
         *
         * @param rule its id
         * @param fired for how many messages it would have been the first to fire
         * @param decided for how many of those it would set a topic where a person has decided on one
         * @param agreed for how many of these the person decided on the same
         * @param changed how many of the fired would have another topic or another addressee than they have
         * @param samples the newest of the fired, at most 20
         */
        public record Fired(String rule, long fired, long decided, long agreed, long changed, List<UUID> samples) {
            public Fired {
                samples = List.copyOf(samples);
            }
        }
    }

    /** Puts another detector in force. */
    public void adopt(TopicDetector detector) {
        office.adopt(detector);
        schooling.forget();
    }

    /** The same as {@link #learn(int, int)}, with 300 messages held out. */
    public Learned learn(int newest) {
        return learn(newest, HELD_OUT);
    }

    /**
     * Trains a detector anew from the catalog and from those of the newest messages whose topic a person chose or let stand,
     * and puts it in force unless it is worse on recent ones. On the calling thread, for seconds to minutes; what is sent
     * meanwhile is detected by the model in force. Gives up soon after the thread is interrupted.
     *
     * @param newest how many messages to look at, 0 to 1,000,000
     * @param heldOut on how many messages the two are compared at the most, 30 to 10,000
     * @throws IllegalArgumentException if a number is out of its range
     * @throws IllegalStateException if the thread was interrupted; the model in force stays
     */
    public Learned learn(int newest, int heldOut) {
        if (newest < 0 || newest > 1_000_000 || heldOut < Comparison.ENOUGH || heldOut > 10_000) {
            throw new IllegalArgumentException("newest or heldOut is out of range: " + newest + ", " + heldOut);
        }
        int decided = office.topicsDecided();
        Learned learned = schooling.learn(newest, heldOut);
        learnedOf = decided;
        return learned;
    }

    /** How many topics were decided by persons through this platform since it learned last: a reason to learn again. */
    public int decidedSinceLearning() {
        return office.topicsDecided() - learnedOf;
    }

    /** The last 50 learnings of all nodes, the newest first. */
    public List<Learned> learnings() {
        return schooling.kept();
    }

    /**
     * How topics were found, and how right the detector was as far as persons looked. Costs a read of the messages examined.
     *
     * @param filter which messages, without regard to rights: narrow it by {@link Filter#withWithin}
     * @param newest how many of them to look at, the newest ones, 1 to 100,000
     * @throws IllegalArgumentException if the number is out of its range
     */
    public Detections detections(Filter filter, int newest) {
        if (newest < 1 || newest > 100_000) {
            throw new IllegalArgumentException("newest must be 1 to 100000, not " + newest);
        }
        return new Counting(regulation(), office.now()).count(office.storage().messages(), filter, newest);
    }

    private static TopicDetector learnFrom(List<Example> lessons, Regulation regulation) {
        return TopicModel.train(lessons, Lessons.parents(regulation.catalog()), Training.defaults());
    }

    /**
     * Does everything that time has made due: warnings, escalations, resumptions, closings, also of polls; once an hour it looks for
     * {@linkplain Emerging problems that emerge}. Safe to call from several
     * threads and nodes at once: each step happens once. One message that cannot be handled does not stop the others.
     */
    public Sweep sweep() {
        Instant now = office.now();
        int woken = 0;
        int failed = 0;
        @Nullable Wake after = null;
        List<Wake> page;
        do {
            List<UUID> alone = new ArrayList<>();
            Office.Woken together = office.wakeTogether(now, after, PAGE, alone);
            page = together.due();
            woken += together.count();
            for (UUID each : alone) {
                try {
                    if (office.wake(each)) {
                        woken++;
                    }
                } catch (UnreachableException e) {
                    // The others would wait for it in vain, one after the other
                    throw e;
                } catch (RuntimeException e) {
                    failed++;
                    LOG.error("message {} could not be woken; it is tried again with the next sweep", each, e);
                }
            }
            after = page.isEmpty() ? after : page.get(page.size() - 1);
        } while (page.size() == PAGE);
        polls.sweep(now);
        notices.sweep();
        insights.emerging().sweep(now);
        return new Sweep(woken, failed);
    }

    /**
     * Tells what waits to be told, at least once and in order within a message and recipient. What fails is held back with
     * everything after it about the same message to the same recipient, 5 minutes at first and 30 later. What is told to
     * officials about lateness goes out in {@linkplain Recipient#digest digests}. Safe to call from several threads and nodes
     * at once: they share the work. What a node had taken when it died is told by another two minutes later.
     *
     * <p>Subscribers are told of notices page by page, {@linkplain Recipient#notice together}; what is not urgent not before nine
     * in the morning and not after nine in the evening.
     *
     * @return how many were told
     */
    public int tell(Recipient recipient) {
        return new Telling(office, recipient).tell() + notices.tell(recipient);
    }

    /**
     * Erases a person: takes personal data out of all their messages (the journals still verify), and then forgets who
     * they were. What is cut off by a crash is done when called again.
     *
     * @return how many messages were changed
     * @throws Refusal CONFLICT naming messages that still owe the person an answer; nothing is erased then. Have them
     *     withdrawn or answered first
     */
    public int erase(String person) {
        int changed = keeping.anonymizeAllOf(person);
        storage().ballots().forget(person);
        notices.forget(person);
        discussions.forget(person);
        views.forget(person);
        people.forget(person);
        return changed;
    }

    /**
     * Books anew when finished messages are looked at next: to be called once after the rule on how long they are kept has
     * changed, for what is finished is not looked at otherwise. The sweep then anonymizes and removes what is due. Costs a
     * read of everything.
     *
     * @return of how many messages it moved
     */
    public int rebook() {
        return keeping.rebook();
    }

    /** Reads every journal, checks its seals and that it replays to its row. Costs a read of everything. */
    public Verification verify() {
        return keeping.verify();
    }

    /** The storage, for what is not about messages. */
    public Storage storage() {
        return office.storage();
    }

    /** The time, to the microsecond. */
    public Instant now() {
        return office.now();
    }

    @Override
    public void close() {
        office.storage().close();
    }

    /**
     * What one sweep did.
     *
     * @param woken messages for which something happened
     * @param failed messages that could not be handled; they are tried again with the next sweep
     */
    public record Sweep(int woken, int failed) {}

    /**
     * What reading every journal found.
     *
     * @param messages how many were read
     * @param entries how many lines
     * @param faults one sentence for each message whose journal is broken or does not replay to its row; at most 100
     */
    public record Verification(long messages, long entries, List<String> faults) {
        public Verification {
            faults = List.copyOf(faults);
        }

        /** Whether nothing is wrong. */
        public boolean ok() {
            return faults.isEmpty();
        }
    }
}
