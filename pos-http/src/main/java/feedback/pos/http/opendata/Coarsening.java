package feedback.pos.http.opendata;

import feedback.pos.http.opendata.Detail.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides how coarsely each message of a month is published, so that everything that looks alike is of k persons at least. First all
 * messages are added, then it is settled, then it is asked. Its memory depends on how many weeks, territories and topics there are, not on
 * how many messages: of the persons behind a group only so many are kept as are needed. Not thread-safe.
 *
 * <p>What is too few together with its like goes one step on, together with what else was too few: so a coarse group holds only what
 * found no company before, and is published only if that are k persons.
 */
final class Coarsening {
    private final int k;
    private final Map<Finest, Crowd> finest = new HashMap<>();
    private final Map<Finest, Step> steps = new HashMap<>();
    private long published;
    private long leftOut;

    Coarsening(int k) {
        this.k = k;
    }

    /** The same message at all steps. */
    record Finest(Detail topic, Detail category, Detail region, Detail month) {
        Detail at(Step step) {
            return switch (step) {
                case TOPIC -> topic;
                case CATEGORY -> category;
                case REGION -> region;
                case MONTH -> month;
            };
        }
    }

    /** How many messages, and some of the persons behind them. */
    private final class Crowd {
        private final Set<String> persons = new HashSet<>();
        private long messages;

        void add(String person) {
            messages++;
            if (persons.size() < k) {
                persons.add(person);
            }
        }

        void add(Crowd other) {
            messages += other.messages;
            other.persons.stream().limit(k).forEach(each -> {
                if (persons.size() < k) {
                    persons.add(each);
                }
            });
        }

        boolean isEnough() {
            return persons.size() >= k;
        }
    }

    /** @param person whose message it is, by anything that is another for another person */
    void add(Finest message, String person) {
        finest.computeIfAbsent(message, any -> new Crowd()).add(person);
    }

    /** Decides, once all are added. */
    void settle() {
        Map<Finest, Crowd> open = new HashMap<>(finest);
        for (Step step : Step.values()) {
            Map<Detail, Crowd> groups = new HashMap<>();
            open.forEach((message, crowd) ->
                    groups.computeIfAbsent(message.at(step), any -> new Crowd()).add(crowd));
            open.entrySet().removeIf(each -> {
                Crowd group = groups.get(each.getKey().at(step));
                if (group == null || !group.isEnough()) {
                    return false;
                }
                steps.put(each.getKey(), step);
                published += each.getValue().messages;
                return true;
            });
        }
        leftOut = open.values().stream().mapToLong(each -> each.messages).sum();
        finest.clear();
    }

    /** How coarsely a message is published; null if it is left out. */
    @Nullable
    Step step(Finest message) {
        return steps.get(message);
    }

    /** How many messages are published. */
    long published() {
        return published;
    }

    /** How many are left out. */
    long leftOut() {
        return leftOut;
    }
}
