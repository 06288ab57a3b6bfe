package feedback.pos.topic;

/** A text as the learner sees it: the rows of the vocabulary that occur in it, and how much each counts. The arrays are not to be changed. */
final class SparseVector {

    final int[] rows;
    final float[] values;

    SparseVector(int[] rows, float[] values) {
        this.rows = rows;
        this.values = values;
    }

    double dot(float[] weights) {
        // Four sums at a time, else each addition waits for the one before
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int i = 0;
        for (; i + 4 <= rows.length; i += 4) {
            first += weights[rows[i]] * values[i];
            second += weights[rows[i + 1]] * values[i + 1];
            third += weights[rows[i + 2]] * values[i + 2];
            fourth += weights[rows[i + 3]] * values[i + 3];
        }
        for (; i < rows.length; i++) {
            first += weights[rows[i]] * values[i];
        }
        return first + second + third + fourth;
    }

    void addTo(float[] weights, double factor) {
        float times = (float) factor;
        for (int i = 0; i < rows.length; i++) {
            weights[rows[i]] += times * values[i];
        }
    }

    double squaredLength() {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }
}
