package feedback.pos.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topics above those that a model tells apart: where no topic is sure, what lies above several likely ones may be. Only topics with
 * more than one below count, and not one above most of all: that says nothing. Immutable.
 */
final class Broader {
    private static final int NONE = -1;

    private final List<String> codes;

    /** By topic: the place of the one above. */
    private final int[] above;

    private Broader(List<String> codes, int[] above) {
        this.codes = List.copyOf(codes);
        this.above = above;
    }

    /**
     * @param parents by code the code of the topic directly above
     */
    static Broader of(List<String> topics, Map<String, String> parents) {
        Map<String, List<Integer>> below = new LinkedHashMap<>();
        for (int topic = 0; topic < topics.size(); topic++) {
            @Nullable String parent = parents.get(topics.get(topic));
            if (parent != null) {
                below.computeIfAbsent(parent, any -> new ArrayList<>()).add(topic);
            }
        }
        // A message may be filed under a category itself, too
        for (int topic = 0; topic < topics.size(); topic++) {
            List<Integer> children = below.get(topics.get(topic));
            if (children != null) {
                children.add(topic);
            }
        }
        List<String> codes = new ArrayList<>();
        int[] above = new int[topics.size()];
        Arrays.fill(above, NONE);
        below.forEach((parent, children) -> {
            if (children.size() > 1 && 2 * children.size() <= topics.size()) {
                children.forEach(child -> above[child] = codes.size());
                codes.add(parent);
            }
        });
        return new Broader(codes, above);
    }

    int size() {
        return codes.size();
    }

    String code(int place) {
        return codes.get(place);
    }

    /** The place of what lies above the topic, −1 where nothing does. */
    int of(int topic) {
        return above[topic];
    }

    /** How likely each is, as the sum of those below it. */
    double[] sums(double[] shares) {
        double[] sums = new double[codes.size()];
        for (int topic = 0; topic < shares.length; topic++) {
            if (above[topic] != NONE) {
                sums[above[topic]] += shares[topic];
            }
        }
        return sums;
    }
}
