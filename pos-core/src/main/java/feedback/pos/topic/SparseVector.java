package feedback.pos.topic;

/** A text as the learner sees it: the rows of the vocabulary that occur in it, and how much each counts. The arrays are not to be changed. */
final class SparseVector {

    final int[] rows;
    final float[] values;

    SparseVector(int[] rows, float[] values) {
        this.rows = rows;
        this.values = values;
    }

    double dot(double[] weights) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += weights[rows[i]] * values[i];
        }
        return sum;
    }

    void addTo(double[] weights, double factor) {
        for (int i = 0; i < rows.length; i++) {
            weights[rows[i]] += factor * values[i];
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
