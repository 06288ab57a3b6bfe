package feedback.pos.topic;

import java.util.Arrays;

/**
 * A text as the learners see it: the rows of the vocabulary that occur in it, and how much each counts; first those of groups of letters,
 * then words, then pairs. The arrays are not to be changed.
 */
final class SparseVector {

    final int[] rows;
    final float[] values;

    /** Where the words begin. */
    final int wordsFrom;

    /** Where the words end. */
    final int wordsTo;

    SparseVector(int[] rows, float[] values, int wordsFrom, int wordsTo) {
        this.rows = rows;
        this.values = values;
        this.wordsFrom = wordsFrom;
        this.wordsTo = wordsTo;
    }

    /** The words alone. */
    SparseVector words() {
        return new SparseVector(
                Arrays.copyOfRange(rows, wordsFrom, wordsTo),
                Arrays.copyOfRange(values, wordsFrom, wordsTo),
                0,
                wordsTo - wordsFrom);
    }

    double squaredLength() {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }
}
