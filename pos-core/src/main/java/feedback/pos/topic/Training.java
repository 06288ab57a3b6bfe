package feedback.pos.topic;

/**
 * How a model learns and when it is sure: every number that the training depends on besides the examples.
 *
 * @param precision how many of a hundred topics that are taken without a person shall be right, as a fraction, 0.5 to 0.999; from it each
 *     topic gets its threshold. A default of ours, no regulation gives one
 * @param threshold the probability from which on a topic is taken without a person as long as there are too few messages to choose a
 *     threshold by, 0 to 1; a default of ours
 * @param candidates how many topics a detection lists at most, from 1
 * @param featureBits the room for features: at most 2<sup>featureBits</sup> of them are kept, the most widespread first; 8 to 22
 * @param cost what a mistake on an example weighs against a simple model (the C of a support vector machine), above 0
 * @param seed where the shuffling starts; the same seed and the same examples in the same order give the same model
 * @param maxCharacters how much of a text is read, in characters, from 1; the rest is ignored, when learning and when detecting
 * @param maxExamples how many examples are learned from at most, from 1; where there are more, the last ones count, for they are the newest
 * @param richExamples up to how many examples the rich model learns, which is the most accurate; above it a linear one, which learns and
 *     judges several times as fast, from 0
 * @param maxTopics how many topics are told apart at most, from 1; where there are more, those with the most examples count
 */
public record Training(
        double precision,
        double threshold,
        int candidates,
        int featureBits,
        double cost,
        long seed,
        int maxCharacters,
        int maxExamples,
        int richExamples,
        int maxTopics) {

    /** @throws IllegalArgumentException if a number is out of its range */
    public Training {
        require(precision >= 0.5 && precision <= 0.999, "precision", precision);
        require(threshold >= 0 && threshold <= 1, "threshold", threshold);
        require(candidates >= 1, "candidates", candidates);
        require(featureBits >= 8 && featureBits <= 22, "featureBits", featureBits);
        require(cost > 0 && cost < Double.POSITIVE_INFINITY, "cost", cost);
        require(maxCharacters >= 1, "maxCharacters", maxCharacters);
        require(maxExamples >= 1, "maxExamples", maxExamples);
        require(richExamples >= 0, "richExamples", richExamples);
        require(maxTopics >= 1, "maxTopics", maxTopics);
    }

    /** A precision of 0.95, five candidates, and texts and sets of the size that a region or a country has. */
    public static Training defaults() {
        return new Training(0.95, 0.6, 5, 18, 1.0, 2026, 4_000, 1_000_000, 20_000, 2_000);
    }

    /** The same training with another precision. */
    public Training withPrecision(double other) {
        return new Training(
                other,
                threshold,
                candidates,
                featureBits,
                cost,
                seed,
                maxCharacters,
                maxExamples,
                richExamples,
                maxTopics);
    }

    /** The same training with another threshold for the time when there are few messages. */
    public Training withThreshold(double other) {
        return new Training(
                precision,
                other,
                candidates,
                featureBits,
                cost,
                seed,
                maxCharacters,
                maxExamples,
                richExamples,
                maxTopics);
    }

    /** The same training with another bound between the rich model and the linear one. */
    public Training withRichExamples(int other) {
        return new Training(
                precision,
                threshold,
                candidates,
                featureBits,
                cost,
                seed,
                maxCharacters,
                maxExamples,
                other,
                maxTopics);
    }

    private static void require(boolean right, String name, Number value) {
        if (!right) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }
}
