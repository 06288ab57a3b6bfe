package feedback.pos.topic;

/**
 * How a model learns and when it is sure: every number that the training depends on besides the examples.
 *
 * @param threshold the probability from which on a topic is taken without a person, 0 to 1; a default of ours, no regulation gives one
 * @param candidates how many topics a detection lists at most, from 1
 * @param featureBits the room for features: at most 2<sup>featureBits</sup> of them are kept, the most widespread first; 8 to 22
 * @param cost what a mistake on an example weighs against a simple model (the C of a support vector machine), above 0
 * @param seed where the shuffling starts; the same seed and the same examples in the same order give the same model
 * @param maxCharacters how much of a text is read, in characters, from 1; the rest is ignored, when learning and when detecting
 * @param maxExamples how many examples are learned from at most, from 1; where there are more, the last ones count, for they are the newest
 * @param maxTopics how many topics are told apart at most, from 1; where there are more, those with the most examples count
 */
public record Training(
        double threshold,
        int candidates,
        int featureBits,
        double cost,
        long seed,
        int maxCharacters,
        int maxExamples,
        int maxTopics) {

    /** @throws IllegalArgumentException if a number is out of its range */
    public Training {
        require(threshold >= 0 && threshold <= 1, "threshold", threshold);
        require(candidates >= 1, "candidates", candidates);
        require(featureBits >= 8 && featureBits <= 22, "featureBits", featureBits);
        require(cost > 0 && cost < Double.POSITIVE_INFINITY, "cost", cost);
        require(maxCharacters >= 1, "maxCharacters", maxCharacters);
        require(maxExamples >= 1, "maxExamples", maxExamples);
        require(maxTopics >= 1, "maxTopics", maxTopics);
    }

    /** A threshold of 0.6, five candidates, and texts and sets of the size that a region has. */
    public static Training defaults() {
        return new Training(0.6, 5, 18, 1.0, 2026, 4_000, 50_000, 2_000);
    }

    /** The same training with another threshold. */
    public Training withThreshold(double other) {
        return new Training(other, candidates, featureBits, cost, seed, maxCharacters, maxExamples, maxTopics);
    }

    private static void require(boolean right, String name, Number value) {
        if (!right) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }
}
