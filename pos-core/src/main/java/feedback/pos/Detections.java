package feedback.pos;

import feedback.pos.message.TopicChoice.Mode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How topics were found in a stretch of messages, and how right the detector was as far as persons looked. Immutable.
 *
 * @param from when the oldest of them was received, or null if there are none
 * @param to when the newest was, or null
 * @param examined how many there are
 * @param isCutOff whether there are more than were to be looked at
 * @param all of all topics together
 * @param topics of each topic, those with the most messages first
 * @param confusions what the detector proposed and what a person chose instead, the most frequent first; at most 50
 * @param models of each model that spoke, the newest first; at most 20
 * @param psi by how much the shares of topics differ between the older and the newer half: the population stability index over those with
 *     20 messages and more and the rest together, 0 for not at all; below 0.1 little, above 0.25 much by the usual reading
 * @param drifting topics whose share moved by more than chance explains (three standard errors), the strongest first; at most 20
 */
public record Detections(
        @Nullable Instant from,
        @Nullable Instant to,
        int examined,
        boolean isCutOff,
        Figures all,
        List<TopicFigures> topics,
        List<Confusion> confusions,
        List<ModelFigures> models,
        double psi,
        List<Drift> drifting) {

    public Detections {
        topics = List.copyOf(topics);
        confusions = List.copyOf(confusions);
        models = List.copyOf(models);
        drifting = List.copyOf(drifting);
    }

    /**
     * What is counted. The first nine tell of messages that have the topic now, the others of those for which the detector
     * proposed it.
     *
     * @param messages how many have it
     * @param byModel set by the detector
     * @param byRule set by a rule
     * @param byPerson chosen by a person
     * @param byApplicant chosen by the applicant
     * @param confirmed of those not chosen by a person: let stand by one
     * @param judged for how many a detector was asked
     * @param silent of these: it knew no word of the text, or nothing to say
     * @param covered of these: it was sure of some topic
     * @param proposed for how many it named this topic first
     * @param sure of these: it was sure
     * @param sureLooked of these: a person looked
     * @param sureRight of these: the person said the same
     * @param shadow how many it was sure of in shadow mode
     * @param shadowLooked of these: a person looked
     * @param shadowRight of these: the person said the same
     * @param looked of those proposed: a person looked, whether it was sure or not
     * @param right of these: the person said the same
     * @param probability sum of the probabilities that the detector gave those looked at
     */
    public record Figures(
            int messages,
            int byModel,
            int byRule,
            int byPerson,
            int byApplicant,
            int confirmed,
            int judged,
            int silent,
            int covered,
            int proposed,
            int sure,
            int sureLooked,
            int sureRight,
            int shadow,
            int shadowLooked,
            int shadowRight,
            int looked,
            int right,
            double probability) {

        /** The share of the messages asked about of which the detector was sure, 0 to 1, or null if none was asked about. */
        public @Nullable Double coverage() {
            return share(covered, judged);
        }

        /** The share of the sure ones that were right as far as persons looked, or null if nobody did. */
        public @Nullable Double precision() {
            return share(sureRight, sureLooked);
        }

        /** The lower end of Wilson's interval of 95 % around the precision. */
        public double precisionLeast() {
            return Odds.least(sureRight, sureLooked);
        }

        /** The upper end. */
        public double precisionMost() {
            return Odds.most(sureRight, sureLooked);
        }

        /** How right the shadow mode would have been as far as persons looked, or null if nobody did. */
        public @Nullable Double shadowPrecision() {
            return share(shadowRight, shadowLooked);
        }

        /** What the detector foretold of those looked at, to be held against {@link #rightShare}; null if nobody looked. */
        public @Nullable Double meanProbability() {
            return looked == 0 ? null : (Double) (probability / looked);
        }

        /** The share of those looked at that were right, or null if nobody looked. */
        public @Nullable Double rightShare() {
            return share(right, looked);
        }

        private static @Nullable Double share(int count, int of) {
            return of == 0 ? null : (Double) ((double) count / of);
        }
    }

    /**
     * Of one topic.
     *
     * @param code its code
     * @param mode what a sure detector may do with it now
     */
    public record TopicFigures(String code, Mode mode, Figures figures) {}

    /**
     * A mistake that was made.
     *
     * @param proposed what the detector named first
     * @param chosen what a person chose
     * @param count how often
     * @param sure how often it was sure
     */
    public record Confusion(String proposed, String chosen, int count, int sure) {}

    /**
     * Of one model.
     *
     * @param model its digest
     * @param from when the oldest message that it judged was received
     * @param to when the newest was
     */
    public record ModelFigures(
            String model, Instant from, Instant to, int judged, int sure, int sureLooked, int sureRight) {}

    /**
     * A topic that is written about more often or less often than before.
     *
     * @param older how many of the older half
     * @param newer how many of the newer half
     * @param psi its part of the index
     * @param errors by how many standard errors the share rose; negative if it fell
     */
    public record Drift(String code, int older, int newer, double psi, double errors) {}
}
