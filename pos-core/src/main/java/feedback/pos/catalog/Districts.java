package feedback.pos.catalog;

import feedback.pos.organization.Territory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.algorithm.InteriorPointArea;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The districts of a region as polygons on the map (WGS 84), for routes that no ОКТМО prefix can tell apart. A look-up takes
 * microseconds, however many districts there are. Immutable and thread-safe.
 *
 * <p>Distances are counted on a plane that touches a sphere at the point asked about: for the few hundred metres that
 * matter here they are right within 0.7 %, most of which is the earth not being a sphere. Across the meridian of 180°
 * nothing is near anything.
 */
public final class Districts {
    /** How many districts there may be. */
    public static final int MOST = 5_000;

    /** How many corners all of them may have together. */
    public static final int MOST_VERTICES = 1_000_000;

    /** How many characters the GeoJSON may have; what is drawn finer than routing needs can be simplified. */
    public static final int MOST_CHARACTERS = 8_000_000;

    /** How far {@link #near} looks at most, in metres. */
    public static final int FARTHEST_METRES = 5_000;

    /** Of those that lie one above the other, so many are told. */
    static final int DEEPEST = 4;

    private static final double METRES_OF_DEGREE = Math.PI * 6_371_008.8 / 180;

    /** So many sides of a border are looked at together: fewer make the index larger, more make it coarser. */
    private static final int SIDES = 16;

    private static final Districts NONE = new Districts("", List.of());

    private final String geoJson;
    private final Map<String, District> byId = new LinkedHashMap<>();
    private final STRtree areas = new STRtree();
    private final STRtree borders = new STRtree();
    private final List<District> parts;

    /**
     * A district.
     *
     * @param id what routes call it, at most 200 characters
     * @param name as officials and citizens read it
     * @param territory the ОКТМО territory that it is, or null if it is none
     * @param population how many live there, 1 or more, or null if nobody says
     */
    public record District(
            String id,
            String name,
            @Nullable Territory territory,
            @Nullable Integer population) {
        public District {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
        }

        /** One of which nobody says how many live there. */
        public District(String id, String name, @Nullable Territory territory) {
            this(id, name, territory, null);
        }
    }

    /**
     * A district not far away.
     *
     * @param district which
     * @param metres from the point to its border
     */
    public record Near(District district, double metres) {}

    /** A district as it was drawn: a polygon or several. */
    record Drawn(District district, Geometry shape) {}

    /** A district and what says whether a point lies in it. */
    private record Area(District district, double size, IndexedPointInAreaLocator locator) {}

    /** A few sides of a district's border. */
    private record Sides(District district, List<Coordinate> corners) {}

    private Districts(String geoJson, Collection<Drawn> drawn) {
        this.geoJson = geoJson;
        for (Drawn each : drawn) {
            byId.put(each.district().id(), each.district());
            addArea(each);
            addBorder(each);
        }
        // Made by the first question otherwise, which several threads may ask at once
        areas.build();
        borders.build();
        parts = parts(drawn);
    }

    private List<District> parts(Collection<Drawn> drawn) {
        Set<District> wholes = new HashSet<>();
        for (Drawn each : drawn) {
            Coordinate inside = InteriorPointArea.getInteriorPoint(each.shape());
            List<District> around = around(inside.getY(), inside.getX());
            wholes.addAll(around.subList(Math.min(around.size(), around.indexOf(each.district()) + 1), around.size()));
        }
        return byId.values().stream().filter(each -> !wholes.contains(each)).toList();
    }

    private void addArea(Drawn drawn) {
        Envelope around = drawn.shape().getEnvelopeInternal();
        // Degrees of longitude are the shorter the farther north they lie
        double size = drawn.shape().getArea()
                * Math.cos(
                        Math.toRadians(Objects.requireNonNull(around.centre()).getY()));
        IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(drawn.shape());
        // Its index is made by the first question
        locator.locate(around.centre());
        areas.insert(around, new Area(drawn.district(), size, locator));
    }

    private void addBorder(Drawn drawn) {
        for (Object line : LinearComponentExtracter.getLines(drawn.shape())) {
            Coordinate[] all = ((LineString) line).getCoordinates();
            for (int from = 0; from < all.length - 1; from += SIDES) {
                int count = Math.min(SIDES, all.length - 1 - from) + 1;
                List<Coordinate> corners = List.of(Arrays.copyOfRange(all, from, from + count));
                Envelope around = new Envelope();
                for (Coordinate corner : corners) {
                    around.expandToInclude(corner);
                }
                borders.insert(around, new Sides(drawn.district(), corners));
            }
        }
    }

    /** No districts: only ОКТМО prefixes decide. */
    public static Districts none() {
        return NONE;
    }

    /**
     * Districts of a GeoJSON FeatureCollection (RFC 7946) of Polygons and MultiPolygons, holes included. A feature's
     * {@code id} is its member of this name or its property {@code id}, else its name; its name is the property
     * {@code name}, or {@code district}; its ОКТМО territory, if it is one, the property {@code oktmo}.
     *
     * @throws IllegalArgumentException naming the feature that is wrong, or the limit that is exceeded
     */
    public static Districts of(String geoJson) {
        return new Districts(geoJson, new GeoJson(geoJson).districts());
    }

    /** The GeoJSON that they were read from; empty if there are none. */
    public String geoJson() {
        return geoJson;
    }

    /** All of them, in the order given. */
    public Collection<District> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** Those within which no smaller one is drawn: what lies in one of them lies in no other, but for slips of the pen. In the order given. */
    public List<District> parts() {
        return parts;
    }

    public Optional<District> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The district that a point belongs to: exactly one, the smallest of those that it lies in; one on a border belongs to
     * the smaller neighbour. Of two of the same size, the one whose id comes first.
     *
     * @param lat degrees north
     * @param lon degrees east
     * @return empty if it lies in none
     */
    public Optional<District> at(double lat, double lon) {
        return around(lat, lon).stream().findFirst();
    }

    /**
     * The districts that a point lies in, the smallest first, at most four: where parts are drawn within a whole, what is said of the whole holds for
     * them too. Of neighbours on whose border it lies only one is among them.
     */
    public List<District> around(double lat, double lon) {
        if (byId.isEmpty()) {
            return List.of();
        }
        Coordinate point = new Coordinate(lon, lat);
        List<Area> within = new ArrayList<>();
        @Nullable Area onBorder = null;
        for (Object each : areas.query(new Envelope(point))) {
            Area area = (Area) each;
            int where = area.locator().locate(point);
            if (where == Location.INTERIOR) {
                within.add(area);
            } else if (where == Location.BOUNDARY && (onBorder == null || ORDER.compare(area, onBorder) < 0)) {
                onBorder = area;
            }
        }
        if (onBorder != null) {
            within.add(onBorder);
        }
        return within.stream().sorted(ORDER).limit(DEEPEST).map(Area::district).toList();
    }

    private static final Comparator<Area> ORDER = Comparator.comparingDouble(Area::size)
            .thenComparing(area -> area.district().id());

    /**
     * The districts whose border is not farther away, the nearest first, on whichever side of it the point lies.
     *
     * @param metres 0 to {@link #FARTHEST_METRES}; what is more is taken for that
     */
    public List<Near> near(double lat, double lon, double metres) {
        if (byId.isEmpty()) {
            return List.of();
        }
        double reach = Math.min(Math.max(metres, 0), FARTHEST_METRES);
        double shortened = Math.max(Math.cos(Math.toRadians(lat)), 0.01);
        double up = reach / METRES_OF_DEGREE;
        double aside = up / shortened;
        Map<District, Double> nearest = new HashMap<>();
        for (Object each : borders.query(new Envelope(lon - aside, lon + aside, lat - up, lat + up))) {
            Sides sides = (Sides) each;
            double away = distance(sides.corners(), lat, lon, shortened);
            if (away <= reach) {
                nearest.merge(sides.district(), away, Math::min);
            }
        }
        return nearest.entrySet().stream()
                .map(each -> new Near(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingDouble(Near::metres)
                        .thenComparing(near -> near.district().id()))
                .toList();
    }

    private static double distance(List<Coordinate> corners, double lat, double lon, double shortened) {
        Coordinate here = new Coordinate(0, 0);
        double least = Double.POSITIVE_INFINITY;
        Coordinate from = flat(corners.get(0), lat, lon, shortened);
        for (int i = 1; i < corners.size(); i++) {
            Coordinate to = flat(corners.get(i), lat, lon, shortened);
            least = Math.min(least, Distance.pointToSegment(here, from, to));
            from = to;
        }
        return least;
    }

    /** Metres east and north of the point. */
    private static Coordinate flat(Coordinate corner, double lat, double lon, double shortened) {
        return new Coordinate(
                (corner.getX() - lon) * shortened * METRES_OF_DEGREE, (corner.getY() - lat) * METRES_OF_DEGREE);
    }
}
