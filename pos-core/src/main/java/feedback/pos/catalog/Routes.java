package feedback.pos.catalog;

import feedback.pos.organization.Territory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The routing table. The most specific line wins: the deepest topic first, then the smallest territory. Immutable and
 * thread-safe; a look-up costs at most 4 × 5 hash look-ups, however long the table is.
 */
public final class Routes {
    private final Map<Key, Route> table = new HashMap<>();

    private record Key(String topic, String territory) {}

    private Routes(Collection<Route> routes) {
        for (Route route : routes) {
            Key key = new Key(
                    route.topic(), route.territory().isEmpty() ? "" : new Territory(route.territory()).prefix());
            if (table.put(key, route) != null) {
                throw new IllegalArgumentException(
                        "two routes for topic «" + route.topic() + "» and territory «" + route.territory() + "»");
            }
        }
    }

    /** @throws IllegalArgumentException if two lines say the same topic and territory */
    public static Routes of(Collection<Route> routes) {
        return new Routes(routes);
    }

    /** All lines, in no particular order. */
    public Collection<Route> all() {
        return List.copyOf(table.values());
    }

    /**
     * The line that decides.
     *
     * @param topicPath codes from the category down
     * @return empty if nothing fits
     */
    public Optional<Route> find(List<String> topicPath, Territory territory) {
        for (int depth = topicPath.size(); depth >= 0; depth--) {
            String topic = depth == 0 ? "" : topicPath.get(depth - 1);
            for (String place = territory.prefix(); ; place = wider(place)) {
                Route route = table.get(new Key(topic, place));
                if (route != null) {
                    return Optional.of(route);
                }
                if (place.isEmpty()) {
                    break;
                }
            }
        }
        return Optional.empty();
    }

    private static String wider(String prefix) {
        return prefix.substring(0, Math.max(0, prefix.length() - 3));
    }
}
