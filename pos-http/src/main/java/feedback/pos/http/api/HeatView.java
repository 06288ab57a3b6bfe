package feedback.pos.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.catalog.Districts;
import feedback.pos.catalog.Districts.District;
import feedback.pos.insight.HeatMap;
import feedback.pos.insight.HeatMap.Frame;
import feedback.pos.insight.HeatMap.Period;
import feedback.pos.insight.HeatMap.Sight;
import feedback.pos.insight.HeatMap.Spot;
import feedback.pos.message.Cell;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes heat maps as GeoJSON. Thread-safe. */
final class HeatView {
    private static final double EARTH_KM = 6_371.008_8;

    private final Pos pos;
    private volatile Shapes shapes = new Shapes(Districts.none(), Map.of());

    /** The geometries of districts by their ids, as they were loaded. */
    private record Shapes(Districts districts, Map<String, JsonNode> byId) {}

    HeatView(Pos pos) {
        this.pos = pos;
    }

    /** @param hasShapes whether districts come with their geometry */
    ObjectNode of(HeatMap map, boolean hasShapes) {
        Frame first = map.frames().get(0);
        boolean isStepped = map.frames().size() > 1;
        ObjectNode json = Json.object();
        json.put("type", "FeatureCollection");
        json.put("sight", map.sight().name());
        json.put("crowd", map.crowd());
        json.put("by", map.by().name());
        json.put("level", map.level());
        json.put("zone", pos.regulation().zone().getId());
        put(json, "from", first.period().from());
        put(json, "to", last(map.frames().get(map.frames().size() - 1).period()));
        json.put("total", sum(map.frames().stream().map(Frame::total).toList()));
        json.put("elsewhere", sum(map.frames().stream().map(Frame::elsewhere).toList()));
        if (map.before() != null) {
            ObjectNode before = json.putObject("before");
            put(before, "from", map.before().from());
            put(before, "to", last(map.before()));
            before.put("total", first.totalBefore());
        }
        if (isStepped) {
            ArrayNode steps = json.putArray("steps");
            for (Frame frame : map.frames()) {
                ObjectNode step = steps.addObject();
                put(step, "from", frame.period().from());
                put(step, "to", last(frame.period()));
                step.put("total", frame.total());
                step.put("elsewhere", frame.elsewhere());
            }
        }
        if (map.sight() == Sight.EXACT) {
            json.put("messages", MessageCalls.MESSAGES);
        }
        features(map, isStepped, hasShapes, json.putArray("features"));
        return json;
    }

    private static @Nullable LocalDate last(Period period) {
        return period.to() == null ? null : period.to().minusDays(1);
    }

    private static void put(ObjectNode json, String name, @Nullable LocalDate day) {
        json.put(name, day == null ? null : day.toString());
    }

    /** Of what is left out no sum is known. */
    private static @Nullable Long sum(List<@Nullable Long> numbers) {
        long sum = 0;
        for (Long number : numbers) {
            if (number == null) {
                return null;
            }
            sum += number;
        }
        return sum;
    }

    /** What is shown of a place, frame by frame. */
    private record Row(Spot spot, List<@Nullable Long> counts) {}

    private void features(HeatMap map, boolean isStepped, boolean hasShapes, ArrayNode features) {
        // The coarse cells first, so that the fine ones are drawn upon them
        Map<Object, Row> rows = new TreeMap<>(PLACES);
        Map<Object, Row> inOrder = new LinkedHashMap<>();
        int frames = map.frames().size();
        for (int frame = 0; frame < frames; frame++) {
            for (Spot spot : map.frames().get(frame).places()) {
                Object place = spot.cell() == null ? spot.id() : spot.cell();
                Map<Object, Row> into = spot.cell() == null ? inOrder : rows;
                // In a cell that is not told of in a step there is nothing of its own
                into.computeIfAbsent(place, each -> new Row(spot, emptyCounts(frames, spot.cell() != null)))
                        .counts()
                        .set(frame, spot.count());
            }
        }
        inOrder.putAll(rows);
        inOrder.values().forEach(row -> feature(row, map, isStepped, hasShapes, features.addObject()));
    }

    private static final Comparator<Object> PLACES = Comparator.comparing(
            each -> (Cell) each,
            Comparator.comparingInt(Cell::level).thenComparingInt(Cell::y).thenComparingInt(Cell::x));

    private static List<@Nullable Long> emptyCounts(int frames, boolean isCell) {
        return new ArrayList<>(Collections.nCopies(frames, isCell ? 0L : null));
    }

    private void feature(Row row, HeatMap map, boolean isStepped, boolean hasShapes, ObjectNode json) {
        Spot spot = row.spot();
        json.put("type", "Feature");
        json.put("id", spot.id());
        Cell cell = spot.cell();
        District district = spot.district();
        JsonNode shape = cell != null ? square(cell) : hasShapes ? shape(spot.id()) : null;
        json.set("geometry", shape);
        ObjectNode properties = json.putObject("properties");
        Long count = isStepped ? known(row.counts()) : row.counts().get(0);
        properties.put("count", count);
        if (isStepped) {
            ArrayNode counts = properties.putArray("counts");
            for (Long each : row.counts()) {
                counts.add(each);
            }
        }
        if (spot.isPart()) {
            properties.put("part", true);
        }
        if (map.before() != null) {
            Long before = spot.before();
            properties.put("before", before);
            properties.put("change", count == null || before == null || spot.isPart() ? null : (Long) (count - before));
        }
        if (district != null) {
            properties.put("name", district.name());
            if (district.population() != null) {
                properties.put("population", district.population());
                if (count != null) {
                    properties.put("perThousand", rounded(1_000.0 * count / district.population()));
                }
            }
        }
        if (cell != null) {
            double km2 = km2(cell);
            properties.put("km2", rounded(km2));
            if (count != null) {
                properties.put("perKm2", rounded(count / km2));
            }
        }
    }

    /** The sum of what is told; null if nothing is. */
    private static @Nullable Long known(List<@Nullable Long> counts) {
        Long sum = null;
        for (Long each : counts) {
            sum = each == null ? sum : (Long) ((sum == null ? 0 : sum) + each);
        }
        return sum;
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    /** How large a cell is on a sphere. */
    static double km2(Cell cell) {
        return Math.toRadians(cell.east() - cell.west())
                * (Math.sin(Math.toRadians(cell.north())) - Math.sin(Math.toRadians(cell.south())))
                * EARTH_KM
                * EARTH_KM;
    }

    private static ObjectNode square(Cell cell) {
        ObjectNode shape = Json.object();
        shape.put("type", "Polygon");
        ArrayNode ring = shape.putArray("coordinates").addArray();
        double[][] corners = {
            {cell.west(), cell.south()},
            {cell.east(), cell.south()},
            {cell.east(), cell.north()},
            {cell.west(), cell.north()},
            {cell.west(), cell.south()}
        };
        for (double[] corner : corners) {
            ring.addArray().add(corner[0]).add(corner[1]);
        }
        return shape;
    }

    private @Nullable JsonNode shape(String district) {
        Districts districts = pos.regulation().routes().districts();
        Shapes known = shapes;
        if (known.districts() != districts) {
            known = new Shapes(districts, read(districts));
            shapes = known;
        }
        return known.byId().get(district);
    }

    private static Map<String, JsonNode> read(Districts districts) {
        Map<String, JsonNode> byId = new HashMap<>();
        int at = 0;
        JsonNode features = Json.readObject(districts.geoJson().getBytes(StandardCharsets.UTF_8))
                .path("features");
        // In the order given, as the districts are
        for (District district : districts.all()) {
            byId.put(district.id(), features.path(at++).path("geometry"));
        }
        return byId;
    }
}
