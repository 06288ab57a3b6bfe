package feedback.pos.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.message.Cell;
import feedback.pos.message.Point;
import feedback.pos.refusal.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/** An area on the map as geometry. Immutable; not for several threads at once. */
final class Shape {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final GeometryFactory SHAPES = new GeometryFactory();

    /** A triangle whose last corner is its first. */
    private static final int FEWEST_CORNERS = 4;

    /** So many cells an area may be covered by; more only make the keys longer. */
    private static final int MOST_CELLS = 32;

    /** So many cells are looked at to cover an area by some of them. */
    private static final int MOST_LOOKED_AT = 2_000;

    /** Rounding must not push an edge out of the cell that it runs along. */
    private static final double SLACK = 1e-9;

    private static final double METRES_OF_DEGREE = Math.PI * 6_371_008.8 / 180;

    private final Geometry geometry;

    private Shape(Geometry geometry) {
        this.geometry = geometry;
    }

    /**
     * Reads the geometry of GeoJSON and makes sure that a map can show it.
     *
     * @throws Refusal INVALID_VALUE naming the field {@code area} and what is wrong with it
     */
    static Shape checked(String geoJson) {
        if (geoJson.length() > Place.MOST_CHARACTERS) {
            throw wrong("area.tooLong", Place.MOST_CHARACTERS);
        }
        Shape shape = new Reading().read(geoJson);
        TopologyValidationError error = new IsValidOp(shape.geometry).getValidationError();
        if (error != null) {
            Coordinate at = error.getCoordinate();
            throw wrong(
                    "area.invalid",
                    error.getMessage(),
                    at == null ? "" : String.format(Locale.ROOT, "%.5f, %.5f", at.getX(), at.getY()));
        }
        if (!(shape.geometry.getArea() > 0)) {
            throw wrong("area.empty");
        }
        return shape;
    }

    /** Reads what was {@linkplain #checked checked} before. */
    static Shape of(String geoJson) {
        return new Reading().read(geoJson);
    }

    /** The geometry alone, without what else may have been said in the GeoJSON. */
    static String plain(String geoJson) {
        ObjectNode plain = MAPPER.createObjectNode();
        JsonNode given = Reading.root(geoJson);
        plain.set("type", given.path("type"));
        plain.set("coordinates", given.path("coordinates"));
        return plain.toString();
    }

    private static Refusal wrong(String key, Object... args) {
        return Refusal.field("area", key, args);
    }

    /** Whether the point lies in it or on its border. */
    boolean contains(Point point) {
        Coordinate at = new Coordinate(point.lon(), point.lat());
        return geometry.getEnvelopeInternal().contains(at)
                && SimplePointInAreaLocator.locate(at, geometry) != Location.EXTERIOR;
    }

    /** Whether it comes at least so near to the point; counted on a plane that touches the earth there. */
    boolean isWithin(Point point, double metres) {
        for (int part = 0; part < geometry.getNumGeometries(); part++) {
            Geometry flat = flat(geometry.getGeometryN(part), point);
            if (flat.isWithinDistance(SHAPES.createPoint(new Coordinate(0, 0)), metres)) {
                return true;
            }
        }
        return false;
    }

    /** In metres east and north of the point. */
    private static Geometry flat(Geometry part, Point point) {
        double shortened = Math.max(Math.cos(Math.toRadians(point.lat())), 0.01);
        // The shorter way round, for those who live at the meridian of 180°
        Coordinate centre = part.getEnvelopeInternal().centre();
        double turned = centre == null ? 0 : 360 * Math.rint((centre.getX() - point.lon()) / 360);
        Geometry flat = part.copy();
        flat.apply((Coordinate each) -> {
            each.setX((each.getX() - turned - point.lon()) * shortened * METRES_OF_DEGREE);
            each.setY((each.getY() - point.lat()) * METRES_OF_DEGREE);
        });
        flat.geometryChanged();
        return flat;
    }

    /** A point inside. */
    Point inside() {
        Coordinate at = geometry.getInteriorPoint().getCoordinate();
        return new Point(at.getY(), at.getX());
    }

    /** The cells that cover it, all of the finest level at which they are few. */
    List<Cell> cover() {
        List<Cell> cover = List.of();
        for (int level : Cell.LEVELS) {
            List<Cell> finer = cover(level);
            if (finer.isEmpty()) {
                return cover;
            }
            cover = finer;
        }
        return cover;
    }

    /** Empty if they are too many. */
    private List<Cell> cover(int level) {
        Envelope around = geometry.getEnvelopeInternal();
        Cell first = Cell.of(level, around.getMinY() - SLACK, around.getMinX() - SLACK);
        Cell last = Cell.of(level, around.getMaxY() + SLACK, around.getMaxX() + SLACK);
        if ((last.x() - first.x() + 1L) * (last.y() - first.y() + 1L) > MOST_LOOKED_AT) {
            return List.of();
        }
        PreparedGeometry area = PreparedGeometryFactory.prepare(geometry);
        List<Cell> cover = new ArrayList<>();
        for (int x = first.x(); x <= last.x(); x++) {
            for (int y = first.y(); y <= last.y(); y++) {
                Cell cell = new Cell(level, x, y);
                Envelope square = new Envelope(
                        cell.west() - SLACK, cell.east() + SLACK, cell.south() - SLACK, cell.north() + SLACK);
                if (area.intersects(SHAPES.toGeometry(square))) {
                    cover.add(cell);
                }
                if (cover.size() > MOST_CELLS) {
                    return List.of();
                }
            }
        }
        return cover;
    }

    /** The cells that cover a circle, all of the finest level, not finer than the one given, at which four are enough. */
    static List<Cell> cover(Point centre, double metres, int finest) {
        double up = metres / METRES_OF_DEGREE;
        double shortened = Math.cos(Math.toRadians(Math.min(90, Math.abs(centre.lat()) + up)));
        double aside = shortened < 1e-3 ? 180 : Math.min(180, up / shortened);
        int level = Cell.LEVELS.stream()
                .filter(each -> each <= finest && 180.0 / (1 << each) > 2 * up && 360.0 / (1 << each) > 2 * aside)
                .reduce(0, Math::max);
        Set<Cell> cover = new LinkedHashSet<>();
        for (double lat : new double[] {centre.lat() - up, centre.lat() + up}) {
            for (double lon : new double[] {centre.lon() - aside, centre.lon() + aside}) {
                double turned = lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
                cover.add(Cell.of(level, lat, turned));
            }
        }
        return List.copyOf(cover);
    }

    /** How far two points are from each other, in metres, along the sphere. */
    static double metres(Point a, Point b) {
        double halfLat = Math.sin(Math.toRadians(b.lat() - a.lat()) / 2);
        double halfLon = Math.sin(Math.toRadians(b.lon() - a.lon()) / 2);
        double part = halfLat * halfLat
                + Math.cos(Math.toRadians(a.lat())) * Math.cos(Math.toRadians(b.lat())) * halfLon * halfLon;
        return 2 * Math.toDegrees(Math.asin(Math.min(1, Math.sqrt(part)))) * METRES_OF_DEGREE;
    }

    /** Reads one geometry. */
    private static final class Reading {
        private int corners;

        static JsonNode root(String text) {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                throw wrong("area.unreadable");
            }
        }

        Shape read(String text) {
            JsonNode root = root(text);
            JsonNode coordinates = root.path("coordinates");
            return new Shape(
                    switch (root.path("type").asText()) {
                        case "Polygon" -> polygon(coordinates);
                        case "MultiPolygon" -> {
                            List<Polygon> parts = new ArrayList<>();
                            for (JsonNode each : coordinates) {
                                parts.add(polygon(each));
                            }
                            yield SHAPES.createMultiPolygon(parts.toArray(new Polygon[0]));
                        }
                        default -> throw wrong("area.unreadable");
                    });
        }

        private Polygon polygon(JsonNode rings) {
            List<LinearRing> read = new ArrayList<>();
            for (JsonNode each : rings) {
                read.add(ring(each));
            }
            if (read.isEmpty()) {
                throw wrong("area.empty");
            }
            return SHAPES.createPolygon(
                    read.get(0), read.subList(1, read.size()).toArray(new LinearRing[0]));
        }

        private LinearRing ring(JsonNode positions) {
            corners += positions.size();
            if (corners > Place.MOST_CORNERS) {
                throw wrong("area.corners", Place.MOST_CORNERS);
            }
            Coordinate[] read = new Coordinate[positions.size()];
            for (int i = 0; i < read.length; i++) {
                read[i] = corner(positions.path(i));
            }
            if (read.length < FEWEST_CORNERS || !read[0].equals2D(read[read.length - 1])) {
                throw wrong("area.open");
            }
            return SHAPES.createLinearRing(read);
        }

        private static Coordinate corner(JsonNode position) {
            JsonNode lon = position.path(0);
            JsonNode lat = position.path(1);
            boolean isOnEarth = lon.isNumber()
                    && lat.isNumber()
                    && Math.abs(lon.asDouble()) <= 180
                    && Math.abs(lat.asDouble()) <= 90;
            if (!isOnEarth) {
                String text = position.toString();
                throw wrong("area.position", text.substring(0, Math.min(60, text.length())));
            }
            return new Coordinate(lon.asDouble(), lat.asDouble());
        }
    }
}
