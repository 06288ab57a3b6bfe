package feedback.pos.procedure;

import feedback.pos.calendar.WorkingHours;
import feedback.pos.deadline.ClockRules;
import feedback.pos.deadline.Roll;
import feedback.pos.deadline.StageBudget;
import feedback.pos.deadline.StartRule;
import feedback.pos.deadline.Term;
import feedback.pos.organization.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers and switches of a regulation. Immutable and thread-safe.
 *
 * @param ordinary term of a message; 30 calendar days by the platform's rules
 * @param fastTrack term on a fast-track topic; 10 calendar days as a rule
 * @param appeal term of an appeal; 30 calendar days by 59-ФЗ
 * @param roll where the legal date goes when its day is off; forward by our default
 * @param ordinaryStages cumulative stage budgets in days; our default
 * @param fastTrackStages the same for fast-track topics; our default
 * @param appealStages the same for appeals: 3 days to register and 7 to forward by 59-ФЗ
 * @param ratingWindowDays how long an answer can be rated and escalated; 30 by our default
 * @param maxRounds how often a matter can be escalated by rating; 2 by our default
 * @param escalationMaxStars up to which rating; 2 by our default
 * @param textLimit characters of a message; 4,000 by our default
 * @param answerLimit characters of an answer; 20,000 by our default
 * @param commentLimit characters of a comment or reason; 4,000 by our default
 * @param attachmentLimit files of a message or answer; 10 by our default
 * @param questionLimit characters of a question to the applicant; 400 by our default
 * @param questionDays after how many days a question lapses; 5 by our default
 * @param questionPauses whether a question stops the clock of a message until the reply (never of an appeal)
 * @param sureTopicSkipsModerator whether a message whose topic is sure needs no moderator; off by default
 * @param appealExtensionDays by how much an appeal may be extended, once; 30 by 59-ФЗ
 * @param extensionLimitDays how far ahead any new date may lie; 365 by our default
 * @param chain what lateness sets off; at most 50 steps
 * @param retention how long what is finished is kept; for ever by our default
 * @param startRule which day is day 0; that of receipt by our default
 * @param workingHours when terms in working hours run; from 9 to 18 by our default
 * @param grossFactor after how many terms an answer is grossly late; 3 by our default
 * @param delivery when officials are told of anything, on worked days of the calendar; from 9 to 18 by our default
 * @param acceptance where a sure detector sets the topic by itself; everywhere by our default
 * @param similarity which messages are taken to be on the same matter; within 250 m and so on by our default
 * @param crowd of how many persons messages must be on a map so that nobody is found by it, 2 to 1,000; 5 by our default
 */
public record Policy(
        Term ordinary,
        Term fastTrack,
        Term appeal,
        Roll roll,
        StageBudget ordinaryStages,
        StageBudget fastTrackStages,
        StageBudget appealStages,
        int ratingWindowDays,
        int maxRounds,
        int escalationMaxStars,
        int textLimit,
        int answerLimit,
        int commentLimit,
        int attachmentLimit,
        int questionLimit,
        int questionDays,
        boolean questionPauses,
        boolean sureTopicSkipsModerator,
        int appealExtensionDays,
        int extensionLimitDays,
        List<ChainStep> chain,
        Retention retention,
        StartRule startRule,
        WorkingHours workingHours,
        int grossFactor,
        WorkingHours delivery,
        Acceptance acceptance,
        Similarity similarity,
        int crowd) {
    private static final int CHAIN_LIMIT = 50;
    private static final int USUAL_GROSS_FACTOR = 3;
    private static final int USUAL_CROWD = 5;
    private static final int LARGEST_CROWD = 1_000;

    /** @throws IllegalArgumentException if a number is out of its range or a step stands twice in the chain */
    public Policy {
        chain = List.copyOf(chain);
        // Stored before there were such rules
        retention = Objects.requireNonNullElse(retention, Retention.forEver());
        startRule = Objects.requireNonNullElse(startRule, StartRule.DAY_OF_RECEIPT);
        workingHours = Objects.requireNonNullElse(workingHours, WorkingHours.usual());
        grossFactor = grossFactor == 0 ? USUAL_GROSS_FACTOR : grossFactor;
        delivery = Objects.requireNonNullElse(delivery, WorkingHours.usual());
        acceptance = Objects.requireNonNullElse(acceptance, Acceptance.usual());
        similarity = Objects.requireNonNullElseGet(similarity, Similarity::usual);
        crowd = crowd == 0 ? USUAL_CROWD : crowd;
        positive("ratingWindowDays", ratingWindowDays, 3650);
        positive("textLimit", textLimit, 1_000_000);
        positive("answerLimit", answerLimit, 1_000_000);
        positive("commentLimit", commentLimit, 1_000_000);
        positive("questionLimit", questionLimit, 100_000);
        positive("questionDays", questionDays, 365);
        positive("appealExtensionDays", appealExtensionDays, 365);
        positive("extensionLimitDays", extensionLimitDays, 3650);
        if (maxRounds < 0 || escalationMaxStars < 0 || escalationMaxStars > 4 || attachmentLimit < 0) {
            throw new IllegalArgumentException("maxRounds, escalationMaxStars or attachmentLimit is out of range");
        }
        positive("grossFactor", grossFactor, 20);
        positive("crowd", crowd, LARGEST_CROWD);
        if (crowd == 1) {
            throw new IllegalArgumentException("crowd must be 2 or more: one is nobody's crowd");
        }
        if (chain.size() > CHAIN_LIMIT) {
            throw new IllegalArgumentException("the escalation chain has more than " + CHAIN_LIMIT + " steps");
        }
        Set<String> keys = new HashSet<>();
        for (ChainStep step : chain) {
            if (!keys.add(step.key())) {
                throw new IllegalArgumentException("the escalation chain has the step " + step.key() + " twice");
            }
        }
    }

    /** How the clock runs under this policy. */
    public ClockRules clock() {
        return new ClockRules(startRule, roll, workingHours, grossFactor);
    }

    /** What is ready to be chosen by name: {@link #preset}. */
    public static List<String> presets() {
        return Presets.names();
    }

    /**
     * A ready-made policy after the numbers that a neighbour works by, or those of the law.
     *
     * @param name one of {@link #presets()}
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Policy preset(String name) {
        return Presets.of(name);
    }

    private static void positive(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be 1 to " + most + ", not " + value);
        }
    }

    /** What holds where a deployment says nothing else. */
    public static Policy defaults() {
        return new Policy(
                Term.parse("P30D"),
                Term.parse("P10D"),
                Term.parse("P30D"),
                Roll.FORWARD,
                StageBudget.ordinary(),
                StageBudget.fastTrack(),
                StageBudget.appeal(),
                30,
                2,
                2,
                4_000,
                20_000,
                4_000,
                10,
                400,
                5,
                true,
                false,
                30,
                365,
                List.of(
                        new ChainStep(-1, Role.HEAD, ChainStep.Place.HOLDER),
                        new ChainStep(0, Role.COORDINATOR, ChainStep.Place.SUPERIOR),
                        new ChainStep(2, Role.CURATOR, ChainStep.Place.REGION)),
                Retention.forEver(),
                StartRule.DAY_OF_RECEIPT,
                WorkingHours.usual(),
                USUAL_GROSS_FACTOR,
                WorkingHours.usual(),
                Acceptance.usual(),
                Similarity.usual(),
                USUAL_CROWD);
    }

    /** Begins to change a few of the numbers and switches. */
    public Edit edit() {
        return new Edit(this);
    }

    /**
     * A step of the chain that lateness sets off: relative to a date, to be told to a role at a place in the tree, once or
     * again and again while the message stays late.
     *
     * @param anchor which date it is relative to
     * @param days calendar days after that date; negative before it
     * @param hours hours after that; for terms in hours
     * @param role who is told
     * @param place where in the tree
     * @param everyDays after how many days it is repeated; 0 if it is not, else 1–365
     * @param times how often it is taken in all; 1–100
     * @param digest whether it waits for the next morning's summary instead of being told in today's hours
     */
    public record ChainStep(
            Anchor anchor, int days, int hours, Role role, Place place, int everyDays, int times, boolean digest) {
        private static final int MOST_DAYS = 3650;

        /** @throws IllegalArgumentException if a number is out of its range */
        public ChainStep {
            // Stored before steps had an anchor or could be repeated
            anchor = Objects.requireNonNullElse(anchor, Anchor.DUE);
            times = times == 0 ? 1 : times;
            if (Math.abs(days) > MOST_DAYS || Math.abs(hours) > MOST_DAYS * 24) {
                throw new IllegalArgumentException("a step of the chain is more than " + MOST_DAYS + " days away");
            }
            if (times < 1 || times > 100 || everyDays < 0 || everyDays > 365 || (times > 1) != (everyDays > 0)) {
                throw new IllegalArgumentException(
                        "a step of the chain is repeated 2 to 100 times, every 1 to 365 days, or not at all");
            }
        }

        /** A step that is taken once, relative to the due date. */
        public ChainStep(int days, Role role, Place place) {
            this(Anchor.DUE, days, 0, role, place, 0, 1, false);
        }

        /** What the step is called: it stays the same wherever it stands in the chain. */
        public String key() {
            return anchor + (days < 0 ? "" : "+") + days + "d"
                    + (hours == 0 ? "" : (hours < 0 ? "" : "+") + hours + "h") + " " + role + "@" + place;
        }

        /** The dates that a step can be relative to. */
        public enum Anchor {
            /** The legal due date. */
            DUE,
            /** When the answer is grossly late. */
            GROSS,
            /** When moderation ought to be over, while it is not. */
            MODERATION,
            /** When routing and assigning ought to be over, while they are not. */
            COORDINATION,
            /** When drafting ought to be over, while it is not. */
            EXECUTION
        }

        /** A place in the tree, seen from the message. */
        public enum Place {
            /** The body that holds the message. */
            HOLDER,
            /** The body above it, or itself at the top. */
            SUPERIOR,
            /** The root. */
            REGION
        }
    }

    /**
     * How long a message is kept once nothing can happen to it any more. Both are our settings; the law wants a limit and
     * names none.
     *
     * @param anonymizeAfterDays days after its end until personal data is taken out, 1 to 36,500, or null for never
     * @param removeAfterDays days until it is removed, 1 to 36,500: after it was anonymized, or after its end if that is
     *     never done; null for never
     */
    public record Retention(
            @Nullable Integer anonymizeAfterDays, @Nullable Integer removeAfterDays) {

        /** @throws IllegalArgumentException if a number is out of its range */
        public Retention {
            checkDays("anonymizeAfterDays", anonymizeAfterDays);
            checkDays("removeAfterDays", removeAfterDays);
        }

        /** Everything is kept. */
        public static Retention forEver() {
            return new Retention(null, null);
        }

        private static void checkDays(String name, @Nullable Integer days) {
            if (days != null) {
                positive(name, days, 36_500);
            }
        }
    }

    /**
     * Which messages are taken to be on the same matter, where somebody is about to send one and where an official looks for
     * duplicates. All of it is our setting; 250 and 1,000 metres are what a neighbour shows.
     *
     * @param citizenMetres how near to what a citizen writes about; 1–10,000
     * @param officialMetres how near to what an official looks at; 1–10,000
     * @param metresByTopic another distance for everybody, by the code of a topic or of one above it; at most 500
     * @param likeness from which likeness of the texts on distance does not matter; 0–1. On real texts 0.45 finds 96 % of
     *     what is nearly the same, and 90 % of what it finds is
     * @param days how old a message may be; 1–3,650
     * @param endedDays how long ago it may have ended; 0–3,650
     */
    public record Similarity(
            int citizenMetres,
            int officialMetres,
            Map<String, Integer> metresByTopic,
            double likeness,
            int days,
            int endedDays) {
        private static final int MOST_METRES = 10_000;
        private static final int MOST_TOPICS = 500;
        private static final int MOST_DAYS = 3650;

        /** @throws IllegalArgumentException if a number is out of its range */
        public Similarity {
            metresByTopic = metresByTopic == null ? Map.of() : Map.copyOf(metresByTopic);
            positive("citizenMetres", citizenMetres, MOST_METRES);
            positive("officialMetres", officialMetres, MOST_METRES);
            metresByTopic.forEach((topic, metres) -> positive("metresByTopic of " + topic, metres, MOST_METRES));
            positive("days", days, MOST_DAYS);
            if (metresByTopic.size() > MOST_TOPICS
                    || !(likeness >= 0 && likeness <= 1)
                    || endedDays < 0
                    || endedDays > MOST_DAYS) {
                throw new IllegalArgumentException("metresByTopic, likeness or endedDays is out of range");
            }
        }

        /** What holds where a deployment says nothing else. */
        public static Similarity usual() {
            return new Similarity(250, 1_000, Map.of(), 0.45, 90, 14);
        }

        /**
         * How near is near.
         *
         * @param path the topic's codes from the category down; the lowest one that has a distance of its own decides
         */
        public int metres(List<String> path, boolean official) {
            for (int i = path.size() - 1; i >= 0; i--) {
                Integer own = metresByTopic.get(path.get(i));
                if (own != null) {
                    return own;
                }
            }
            return official ? officialMetres : citizenMetres;
        }
    }

    /** A policy in the making: what is not set stays as it was. What the values mean stands at {@link Policy}. Not thread-safe. */
    public static final class Edit {
        private Term ordinary;
        private Term fastTrack;
        private Term appeal;
        private Roll roll;
        private StageBudget ordinaryStages;
        private StageBudget fastTrackStages;
        private StageBudget appealStages;
        private int ratingWindowDays;
        private int maxRounds;
        private int escalationMaxStars;
        private int textLimit;
        private int answerLimit;
        private int commentLimit;
        private int attachmentLimit;
        private int questionLimit;
        private int questionDays;
        private boolean questionPauses;
        private boolean sureTopicSkipsModerator;
        private int appealExtensionDays;
        private int extensionLimitDays;
        private List<ChainStep> chain;
        private Retention retention;
        private StartRule startRule;
        private WorkingHours workingHours;
        private int grossFactor;
        private WorkingHours delivery;
        private Acceptance acceptance;
        private Similarity similarity;
        private int crowd;

        Edit(Policy policy) {
            ordinary = policy.ordinary();
            fastTrack = policy.fastTrack();
            appeal = policy.appeal();
            roll = policy.roll();
            ordinaryStages = policy.ordinaryStages();
            fastTrackStages = policy.fastTrackStages();
            appealStages = policy.appealStages();
            ratingWindowDays = policy.ratingWindowDays();
            maxRounds = policy.maxRounds();
            escalationMaxStars = policy.escalationMaxStars();
            textLimit = policy.textLimit();
            answerLimit = policy.answerLimit();
            commentLimit = policy.commentLimit();
            attachmentLimit = policy.attachmentLimit();
            questionLimit = policy.questionLimit();
            questionDays = policy.questionDays();
            questionPauses = policy.questionPauses();
            sureTopicSkipsModerator = policy.sureTopicSkipsModerator();
            appealExtensionDays = policy.appealExtensionDays();
            extensionLimitDays = policy.extensionLimitDays();
            chain = policy.chain();
            retention = policy.retention();
            startRule = policy.startRule();
            workingHours = policy.workingHours();
            grossFactor = policy.grossFactor();
            delivery = policy.delivery();
            acceptance = policy.acceptance();
            similarity = policy.similarity();
            crowd = policy.crowd();
        }

        public Edit ordinary(Term value) {
            ordinary = value;
            return this;
        }

        public Edit fastTrack(Term value) {
            fastTrack = value;
            return this;
        }

        public Edit appeal(Term value) {
            appeal = value;
            return this;
        }

        public Edit roll(Roll value) {
            roll = value;
            return this;
        }

        public Edit ordinaryStages(StageBudget value) {
            ordinaryStages = value;
            return this;
        }

        public Edit fastTrackStages(StageBudget value) {
            fastTrackStages = value;
            return this;
        }

        public Edit appealStages(StageBudget value) {
            appealStages = value;
            return this;
        }

        public Edit ratingWindowDays(int value) {
            ratingWindowDays = value;
            return this;
        }

        public Edit maxRounds(int value) {
            maxRounds = value;
            return this;
        }

        public Edit escalationMaxStars(int value) {
            escalationMaxStars = value;
            return this;
        }

        public Edit textLimit(int value) {
            textLimit = value;
            return this;
        }

        public Edit answerLimit(int value) {
            answerLimit = value;
            return this;
        }

        public Edit commentLimit(int value) {
            commentLimit = value;
            return this;
        }

        public Edit attachmentLimit(int value) {
            attachmentLimit = value;
            return this;
        }

        public Edit questionLimit(int value) {
            questionLimit = value;
            return this;
        }

        public Edit questionDays(int value) {
            questionDays = value;
            return this;
        }

        public Edit questionPauses(boolean value) {
            questionPauses = value;
            return this;
        }

        public Edit sureTopicSkipsModerator(boolean value) {
            sureTopicSkipsModerator = value;
            return this;
        }

        public Edit appealExtensionDays(int value) {
            appealExtensionDays = value;
            return this;
        }

        public Edit extensionLimitDays(int value) {
            extensionLimitDays = value;
            return this;
        }

        public Edit chain(List<ChainStep> value) {
            chain = value;
            return this;
        }

        public Edit retention(Retention value) {
            retention = value;
            return this;
        }

        public Edit startRule(StartRule value) {
            startRule = value;
            return this;
        }

        public Edit workingHours(WorkingHours value) {
            workingHours = value;
            return this;
        }

        public Edit grossFactor(int value) {
            grossFactor = value;
            return this;
        }

        public Edit delivery(WorkingHours value) {
            delivery = value;
            return this;
        }

        public Edit acceptance(Acceptance value) {
            acceptance = value;
            return this;
        }

        public Edit similarity(Similarity value) {
            similarity = value;
            return this;
        }

        public Edit crowd(int value) {
            crowd = value;
            return this;
        }

        /**
         * The policy as it was set.
         *
         * @throws IllegalArgumentException as {@link Policy} says
         */
        public Policy done() {
            return new Policy(
                    ordinary,
                    fastTrack,
                    appeal,
                    roll,
                    ordinaryStages,
                    fastTrackStages,
                    appealStages,
                    ratingWindowDays,
                    maxRounds,
                    escalationMaxStars,
                    textLimit,
                    answerLimit,
                    commentLimit,
                    attachmentLimit,
                    questionLimit,
                    questionDays,
                    questionPauses,
                    sureTopicSkipsModerator,
                    appealExtensionDays,
                    extensionLimitDays,
                    chain,
                    retention,
                    startRule,
                    workingHours,
                    grossFactor,
                    delivery,
                    acceptance,
                    similarity,
                    crowd);
        }
    }
}
