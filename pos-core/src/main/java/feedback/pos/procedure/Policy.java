package feedback.pos.procedure;

import feedback.pos.deadline.Roll;
import feedback.pos.deadline.StageBudget;
import feedback.pos.deadline.Term;
import feedback.pos.organization.Role;
import java.util.List;
import java.util.Objects;
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
 * @param chain what lateness sets off, in the order of {@link ChainStep#days}
 * @param retention how long what is finished is kept; for ever by our default
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
        Retention retention) {

    /** @throws IllegalArgumentException if a number is out of its range or the chain is out of order */
    public Policy {
        chain = List.copyOf(chain);
        // Stored before there was such a rule
        retention = Objects.requireNonNullElse(retention, Retention.forEver());
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
        for (int i = 1; i < chain.size(); i++) {
            if (chain.get(i).days() < chain.get(i - 1).days()) {
                throw new IllegalArgumentException("the escalation chain is out of order at step " + (i + 1));
            }
        }
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
                Retention.forEver());
    }

    /** The same with the switch for sure topics set. */
    public Policy withSureTopicSkipsModerator(boolean value) {
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
                value,
                appealExtensionDays,
                extensionLimitDays,
                chain,
                retention);
    }

    /** The same with another rule on how long what is finished is kept. */
    public Policy withRetention(Retention value) {
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
                value);
    }

    /**
     * A step of the chain that lateness sets off.
     *
     * @param days calendar days relative to the due moment; negative before it
     * @param role who is told
     * @param place where in the tree
     */
    public record ChainStep(int days, Role role, Place place) {
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
}
