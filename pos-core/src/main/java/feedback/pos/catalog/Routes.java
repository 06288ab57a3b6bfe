package feedback.pos.catalog;

import feedback.pos.catalog.Districts.District;
import feedback.pos.organization.Territory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The routing table with its map. The most specific line wins: the deepest topic first, then the smallest district, then the
 * longest ОКТМО prefix; so a line for a district wins over every line of the same topic without one. Immutable and
 * thread-safe; a look-up costs at most 4 × 5 × 5 hash look-ups, and 4 × 5 where the point lies in no district, however long
 * the table is.
 */
public final class Routes {
    /** From how near to another body's border on it is told; our default, in metres. */
    public static final int USUAL_BORDER_METRES = 100;

    private final Map<Key, Route> table = new HashMap<>();
    private final Districts districts;
    private final int borderMetres;

    private record Key(String topic, String district, String territory) {}

    private Routes(Collection<Route> routes, Districts districts, int borderMetres) {
        this.districts = districts;
        this.borderMetres = borderMetres;
        if (borderMetres < 0 || borderMetres > Districts.FARTHEST_METRES) {
            throw new IllegalArgumentException("borderMetres must be 0 to " + Districts.FARTHEST_METRES);
        }
        for (Route route : routes) {
            if (table.put(key(route), route) != null) {
                throw new IllegalArgumentException(
                        "two routes for topic «" + route.topic() + "» and territory «" + route.territory() + "»"
                                + (route.district().isEmpty() ? "" : " in district «" + route.district() + "»"));
            }
        }
    }

    private static Key key(Route route) {
        String place = route.territory().isEmpty() ? "" : new Territory(route.territory()).prefix();
        return new Key(route.topic(), route.district(), place);
    }

    /** @throws IllegalArgumentException if two lines say the same topic, territory and district */
    public static Routes of(Collection<Route> routes) {
        return new Routes(routes, Districts.none(), USUAL_BORDER_METRES);
    }

    /**
     * The same table over a map.
     *
     * @param map the districts that lines may name
     * @param metres from how near on another body's border is told of, 0 (never, but on it) to
     *     {@link Districts#FARTHEST_METRES}
     */
    public Routes over(Districts map, int metres) {
        return new Routes(table.values(), map, metres);
    }

    /** All lines, in no particular order. */
    public Collection<Route> all() {
        return List.copyOf(table.values());
    }

    public Districts districts() {
        return districts;
    }

    public int borderMetres() {
        return borderMetres;
    }

    /** The line that decides where no place on the map is known. */
    public Optional<Route> find(List<String> topicPath, Territory territory) {
        return find(topicPath, List.of(), territory);
    }

    /**
     * The line that decides.
     *
     * @param topicPath codes from the category down
     * @param around the districts that the place lies in, the smallest first
     * @return empty if nothing fits
     */
    public Optional<Route> find(List<String> topicPath, List<District> around, Territory territory) {
        for (int depth = topicPath.size(); depth >= 0; depth--) {
            String topic = depth == 0 ? "" : topicPath.get(depth - 1);
            for (int i = 0; i <= around.size(); i++) {
                Route route = find(topic, i < around.size() ? around.get(i).id() : "", territory);
                if (route != null) {
                    return Optional.of(route);
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable Route find(String topic, String district, Territory territory) {
        String place = territory.prefix();
        while (true) {
            Route route = table.get(new Key(topic, district, place));
            if (route != null || place.isEmpty()) {
                return route;
            }
            place = wider(place);
        }
    }

    private static String wider(String prefix) {
        return prefix.substring(0, Math.max(0, prefix.length() - 3));
    }
}
