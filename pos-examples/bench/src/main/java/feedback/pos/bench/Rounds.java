package feedback.pos.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets contenders take turns, A B A B, so that whatever else the machine does hits all of them; the first rounds warm up and
 * do not count.
 */
final class Rounds {
    /** How many rounds count. */
    static final int MEASURED = 5;

    /** How many rounds come before. */
    static final int WARM_UP = 2;

    private final Map<String, Contender> contenders = new LinkedHashMap<>();

    /** What takes part. */
    interface Contender {
        /** Does one round and says what came out. */
        double round() throws Exception;
    }

    /** Adds a contender under a name of its own. */
    Rounds add(String name, Contender contender) {
        contenders.put(name, contender);
        return this;
    }

    /** The median of each contender's rounds, by name. */
    Map<String, Double> run() throws Exception {
        Map<String, List<Double>> results = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP + MEASURED; round++) {
            for (Map.Entry<String, Contender> each : contenders.entrySet()) {
                double result = each.getValue().round();
                if (round >= WARM_UP) {
                    results.computeIfAbsent(each.getKey(), any -> new ArrayList<>())
                            .add(result);
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        results.forEach((name, values) -> medians.put(
                name, quantile(values.stream().mapToDouble(Double::doubleValue).toArray(), 0.5)));
        return medians;
    }

    /**
     * The value below which that part of the values lies.
     *
     * @param part 0 to 1
     */
    static double quantile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(part * (sorted.length - 1))];
    }
}
