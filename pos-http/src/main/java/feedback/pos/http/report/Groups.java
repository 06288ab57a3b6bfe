package feedback.pos.http.report;

import feedback.pos.insight.Bag;
import feedback.pos.insight.Indicator;
import feedback.pos.insight.Indicators;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Groups of messages, each as it is now and as it was in the period before. */
final class Groups {
    private Groups() {}

    /**
     * A group.
     *
     * @param key the id of a body, the code of a topic and so on
     * @param now its indicators
     * @param before those of the period before
     */
    record Group(String key, Indicators now, Indicators before) {
        long received() {
            return now.part(Indicator.RECEIVED);
        }
    }

    /** All groups that have anything in one of the two periods, those with most messages first. */
    static List<Group> of(Map<String, Bag> now, Map<String, Bag> before, Instant at) {
        TreeSet<String> keys = new TreeSet<>(now.keySet());
        keys.addAll(before.keySet());
        List<Group> groups = new ArrayList<>();
        for (String key : keys) {
            groups.add(new Group(key, count(now, key, at), count(before, key, at)));
        }
        groups.sort(Comparator.comparingLong(Group::received).reversed().thenComparing(Group::key));
        return groups;
    }

    private static Indicators count(Map<String, Bag> bags, String key, Instant at) {
        Bag bag = bags.get(key);
        return Indicators.of(bag == null ? List.of() : List.of(bag), at);
    }
}
