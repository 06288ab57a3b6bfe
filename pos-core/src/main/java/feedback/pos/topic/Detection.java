package feedback.pos.topic;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a detector says about one text: the likeliest topics with their probabilities, and whether the first one is sure enough to be
 * taken without a person.
 *
 * @param candidates the likeliest topics, best first; their probabilities add up to at most 1, the rest belongs to the topics that are not
 *     listed and to «none of them»
 * @param accepted whether the best probability reaches the threshold; else a moderator chooses
 * @param threshold the probability that was asked for, 0 to 1
 * @param model a short digest of the model in hex, so that a decision can be traced to what made it; {@code none} where nothing was learned
 * @param broader a topic above several of the candidates that is sure though none of them is, or null; its probability is the sum of
 *     those below it
 */
public record Detection(
        List<Candidate> candidates,
        boolean accepted,
        double threshold,
        String model,
        @Nullable Candidate broader) {

    /** The name of the model that has learned nothing. */
    static final String NO_MODEL = "none";

    /** Room for the rounding of a sum of probabilities. */
    private static final double ROUNDING = 1e-9;

    /** @throws IllegalArgumentException if the candidates are not ranked, add up to more than 1, or contradict {@code accepted} */
    public Detection {
        candidates = List.copyOf(candidates);
        requireNonNull(model, "model");
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("a threshold is between 0 and 1, not " + threshold);
        }
        double sum = 0;
        double previous = 1;
        for (Candidate candidate : candidates) {
            if (candidate.probability() > previous) {
                throw new IllegalArgumentException("candidates stand best first");
            }
            previous = candidate.probability();
            sum += previous;
        }
        if (sum > 1 + ROUNDING) {
            throw new IllegalArgumentException("probabilities add up to " + sum);
        }
        if (accepted != reaches(candidates, threshold)) {
            throw new IllegalArgumentException("accepted means that the best probability reaches the threshold");
        }
    }

    /** A detection without a broader topic. */
    public Detection(List<Candidate> candidates, boolean accepted, double threshold, String model) {
        this(candidates, accepted, threshold, model, null);
    }

    /** The detection of one who knows nothing: no candidates, not accepted. */
    public static Detection none() {
        return new Detection(List.of(), false, 1, NO_MODEL);
    }

    private static boolean reaches(List<Candidate> ranked, double threshold) {
        return !ranked.isEmpty() && ranked.get(0).probability() >= threshold;
    }

    /** The likeliest topic, sure or not; empty where there is no candidate. */
    public Optional<Candidate> best() {
        return candidates.stream().findFirst();
    }

    /**
     * A topic that the text may be about.
     *
     * @param topic the topic's code
     * @param probability how likely, 0 to 1
     */
    public record Candidate(String topic, double probability) {

        /** @throws IllegalArgumentException if the probability is not between 0 and 1 */
        public Candidate {
            requireNonNull(topic, "topic");
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a probability is between 0 and 1, not " + probability);
            }
        }
    }
}
