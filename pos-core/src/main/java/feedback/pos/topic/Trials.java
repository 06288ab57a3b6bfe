package feedback.pos.topic;

import java.util.ArrayList;
import java.util.List;

/** What a model said about texts that it had not seen, beside the truth. */
final class Trials {

    /** The topic of a text whose topic had no other example: whatever is proposed is wrong. */
    static final int UNKNOWN = -1;

    private final List<double[]> scores = new ArrayList<>();
    private final List<Integer> truths = new ArrayList<>();

    /** Takes in the scores of a text that was held out, and its true topic. */
    void add(double[] heldOutScores, int topic) {
        scores.add(heldOutScores);
        truths.add(topic);
    }

    int size() {
        return truths.size();
    }

    double[] scores(int trial) {
        return scores.get(trial);
    }

    int truth(int trial) {
        return truths.get(trial);
    }

    /** Of how many the truth could have been found. */
    long known() {
        return truths.stream().filter(topic -> topic != UNKNOWN).count();
    }
}
