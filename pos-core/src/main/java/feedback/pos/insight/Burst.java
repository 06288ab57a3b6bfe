package feedback.pos.insight;

import java.time.LocalDate;
import java.util.List;

/**
 * More messages on a topic in a place and a time than are usual there: what a {@link Scan} finds.
 *
 * @param path the codes of the topic and of those above it, the topmost first
 * @param zone where
 * @param from the first day
 * @param to the last day, that of the scan
 * @param observed how many came, of each person one
 * @param messages how many came in all
 * @param expected how many are usual
 * @param likelihood how likely so many, or more, are there by chance, 0–1
 * @param everyDays once in how many days something as unlikely is found anywhere by chance, at the most
 */
public record Burst(
        List<String> path,
        Zone zone,
        LocalDate from,
        LocalDate to,
        int observed,
        int messages,
        double expected,
        double likelihood,
        double everyDays) {
    public Burst {
        path = List.copyOf(path);
    }

    /** The topic. */
    public String topic() {
        return path.get(path.size() - 1);
    }

    /** How many times the usual. */
    public double ratio() {
        return observed / expected;
    }

    /** Whether both are on the same topic, or one on a topic above that of the other. */
    static boolean isRelated(List<String> one, List<String> other) {
        int common = Math.min(one.size(), other.size());
        return one.subList(0, common).equals(other.subList(0, common));
    }
}
