package feedback.pos.topic;

import java.util.List;

/**
 * The second learner of the rich model: complement naive Bayes (Rennie and others, 2003), which asks how <em>unlike</em> a text is to all
 * other topics. It looks at the words alone and needs few examples, so it is right about rare topics more often than its accuracy as a
 * whole suggests.
 *
 * <p>It is linear, so what it learns can be added to the weights of the {@link CrammerSinger}. Written so that a word means nothing to a
 * topic in which it never stood: log((all + a) / (all − own + a)).
 */
final class ComplementBayes {

    /** What each word is given in advance in each topic; found by cross-validation on real messages. */
    private static final double SMOOTHING = 0.3;

    private ComplementBayes() {}

    /**
     * Learns, and adds what was learned to weights by row and topic.
     *
     * @param share how much it counts beside what is there
     * @return what each topic gains or loses for each unit of known words: large topics have few others
     */
    static double[] addTo(float[] weights, List<SparseVector> texts, int[] labels, int topics, double share) {
        double[] lean = new double[topics];
        if (topics < 2) {
            // Nothing is unlike all others where there are none
            return lean;
        }
        double unit = Vocabulary.LENGTH_OF_WORDS;
        int rows = weights.length / topics;
        float[] own = new float[weights.length];
        double[] all = new double[rows];
        double[] ofTopic = new double[topics];
        double total = 0;
        int used = 0;
        for (int text = 0; text < texts.size(); text++) {
            SparseVector vector = texts.get(text);
            for (int i = vector.wordsFrom; i < vector.wordsTo; i++) {
                double value = vector.values[i] / unit;
                int row = vector.rows[i];
                used += all[row] == 0 ? 1 : 0;
                own[row * topics + labels[text]] += (float) value;
                all[row] += value;
                ofTopic[labels[text]] += value;
                total += value;
            }
        }
        for (int topic = 0; topic < topics; topic++) {
            double others = total - ofTopic[topic] + SMOOTHING * used;
            lean[topic] = used == 0 ? 0 : share / unit * StrictMath.log(others / (total + SMOOTHING * used));
        }
        for (int cell = 0; cell < own.length; cell++) {
            if (own[cell] != 0) {
                double word = all[cell / topics] + SMOOTHING;
                weights[cell] += (float) (share / unit * StrictMath.log(word / (word - own[cell])));
            }
        }
        return lean;
    }
}
