package feedback.pos.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.catalog.Districts.District;
import feedback.pos.catalog.Districts.Drawn;
import feedback.pos.organization.Territory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Reads districts; refuses what a map would not show, naming the feature. Used once. */
final class GeoJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final int LONGEST = 200;

    /** A triangle whose last corner is its first. */
    private static final int FEWEST_CORNERS = 4;

    private final String text;
    private final Set<String> ids = new HashSet<>();
    private String feature = "";
    private int vertices;

    GeoJson(String text) {
        this.text = text;
    }

    List<Drawn> districts() {
        if (text.length() > Districts.MOST_CHARACTERS) {
            throw new IllegalArgumentException("more than " + Districts.MOST_CHARACTERS + " characters");
        }
        JsonNode root = root();
        JsonNode features = root.path("features");
        if (!root.path("type").asText().equals("FeatureCollection") || !features.isArray()) {
            throw new IllegalArgumentException("not a GeoJSON FeatureCollection");
        }
        if (features.size() > Districts.MOST) {
            throw new IllegalArgumentException(features.size() + " districts, at most " + Districts.MOST);
        }
        List<Drawn> drawn = new ArrayList<>();
        for (JsonNode each : features) {
            feature = "feature " + (drawn.size() + 1);
            drawn.add(district(each));
        }
        return drawn;
    }

    private JsonNode root() {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new IllegalArgumentException("not JSON, line " + line + ": " + e.getOriginalMessage(), e);
        }
    }

    private Drawn district(JsonNode node) {
        JsonNode properties = node.path("properties");
        String name = text(properties, "name");
        if (name == null) {
            name = text(properties, "district");
        }
        String id = text(node, "id");
        if (id == null) {
            id = text(properties, "id");
        }
        if (id == null) {
            id = name;
        }
        if (id == null) {
            throw wrong("has neither an id nor a name");
        }
        feature += " (" + id + ")";
        if (!ids.add(id)) {
            throw wrong("has the id of another one");
        }
        Geometry shape = shape(node.path("geometry"));
        if (!(shape.getArea() > 0)) {
            throw wrong("has no area");
        }
        return new Drawn(
                new District(id, name == null ? id : name, territory(properties), population(properties)), shape);
    }

    private @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.asText().strip();
        boolean isPlain = value.isTextual() || value.isIntegralNumber();
        if (!isPlain
                || text.isEmpty()
                || text.length() > LONGEST
                || text.chars().anyMatch(c -> c < ' ')) {
            throw wrong(name + " must be a text of 1 to " + LONGEST + " characters");
        }
        return text;
    }

    private @Nullable Territory territory(JsonNode properties) {
        String oktmo = text(properties, "oktmo");
        try {
            return oktmo == null ? null : new Territory(oktmo);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(feature + ": oktmo must be 2, 5, 8 or 11 digits, not " + oktmo, e);
        }
    }

    private @Nullable Integer population(JsonNode properties) {
        JsonNode value = properties.path("population");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw wrong("population must be a whole number from 1, not " + value);
        }
        return value.intValue();
    }

    private Geometry shape(JsonNode geometry) {
        JsonNode coordinates = geometry.path("coordinates");
        return switch (geometry.path("type").asText()) {
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" -> {
                List<Polygon> parts = new ArrayList<>();
                for (JsonNode each : coordinates) {
                    parts.add(polygon(each));
                }
                yield SHAPES.createMultiPolygon(parts.toArray(new Polygon[0]));
            }
            default -> throw wrong("must be a Polygon or a MultiPolygon");
        };
    }

    private Polygon polygon(JsonNode rings) {
        List<LinearRing> read = new ArrayList<>();
        for (JsonNode each : rings) {
            read.add(ring(each));
        }
        if (read.isEmpty()) {
            throw wrong("has a polygon without a ring");
        }
        return SHAPES.createPolygon(read.get(0), read.subList(1, read.size()).toArray(new LinearRing[0]));
    }

    private LinearRing ring(JsonNode positions) {
        vertices += positions.size();
        if (vertices > Districts.MOST_VERTICES) {
            throw wrong("more than " + Districts.MOST_VERTICES + " corners in all");
        }
        Coordinate[] corners = new Coordinate[positions.size()];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = corner(positions.path(i));
        }
        if (corners.length < FEWEST_CORNERS || !corners[0].equals2D(corners[corners.length - 1])) {
            throw wrong("has a ring that is not closed, or of fewer than four positions");
        }
        return SHAPES.createLinearRing(corners);
    }

    private Coordinate corner(JsonNode position) {
        JsonNode lon = position.path(0);
        JsonNode lat = position.path(1);
        boolean isOnEarth =
                lon.isNumber() && lat.isNumber() && Math.abs(lon.asDouble()) <= 180 && Math.abs(lat.asDouble()) <= 90;
        if (!isOnEarth) {
            throw wrong("has a position that is not [longitude, latitude] in degrees: " + position);
        }
        return new Coordinate(lon.asDouble(), lat.asDouble());
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(feature + ": " + what);
    }
}
