package feedback.pos.procedure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;

/** Districts to try points in, and the plain truth about them: no index, no library. */
final class PatchworkMap {
    private static final double METRES_OF_DEGREE = 111_195;

    private final String geoJson;
    private final Map<String, List<double[][]>> rings = new LinkedHashMap<>();

    private PatchworkMap(String geoJson) {
        this.geoJson = geoJson;
        try {
            for (JsonNode feature : new JsonMapper().readTree(geoJson).path("features")) {
                JsonNode geometry = feature.path("geometry");
                List<double[][]> all = new ArrayList<>();
                if (geometry.path("type").asText().equals("Polygon")) {
                    addRings(geometry.path("coordinates"), all);
                } else {
                    geometry.path("coordinates").forEach(polygon -> addRings(polygon, all));
                }
                rings.put(feature.path("properties").path("district").asText(), all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addRings(JsonNode polygon, List<double[][]> into) {
        for (JsonNode ring : polygon) {
            double[][] corners = new double[ring.size()][];
            for (int i = 0; i < corners.length; i++) {
                corners[i] = new double[] {
                    ring.path(i).path(0).asDouble(), ring.path(i).path(1).asDouble()
                };
            }
            into.add(corners);
        }
    }

    static PatchworkMap of(String geoJson) {
        return new PatchworkMap(geoJson);
    }

    /**
     * A square of the earth cut into crooked patches that share their borders to the last corner, a hole here and there
     * filled by a patch of its own.
     */
    static PatchworkMap drawn(long seed, int side) {
        Random random = new Random(seed);
        double[][][] knots = new double[side + 1][side + 1][];
        double cell = 0.05;
        for (int i = 0; i <= side; i++) {
            for (int j = 0; j <= side; j++) {
                knots[i][j] = new double[] {
                    36 + cell * (i + 0.4 * (random.nextDouble() - 0.5)),
                    51.6 + cell * (j + 0.4 * (random.nextDouble() - 0.5))
                };
            }
        }
        Map<String, List<double[]>> edges = new LinkedHashMap<>();
        StringJoiner features = new StringJoiner(",");
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                List<double[]> ring = new ArrayList<>();
                int[][] around = {{i, j}, {i + 1, j}, {i + 1, j + 1}, {i, j + 1}, {i, j}};
                for (int k = 0; k < 4; k++) {
                    ring.addAll(edge(knots, around[k], around[k + 1], edges, random));
                }
                ring.add(ring.get(0));
                double[] middle = {36 + cell * (i + 0.5), 51.6 + cell * (j + 0.5)};
                List<double[]> hole = (i + j) % 3 == 0 ? square(middle, 0.004) : List.of();
                features.add(feature("p" + i + "-" + j, ring, hole));
                if (!hole.isEmpty()) {
                    features.add(feature("h" + i + "-" + j, hole, List.of()));
                }
            }
        }
        return new PatchworkMap("{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
    }

    /** From the first knot to just before the second, the same corners whichever side asks. */
    private static List<double[]> edge(
            double[][][] knots, int[] from, int[] to, Map<String, List<double[]>> edges, Random random) {
        boolean turned = from[0] > to[0] || from[1] > to[1];
        int[] a = turned ? to : from;
        int[] b = turned ? from : to;
        List<double[]> inner = edges.computeIfAbsent(a[0] + " " + a[1] + " " + b[0] + " " + b[1], any -> {
            List<double[]> made = new ArrayList<>();
            for (int k = 1; k < 8; k++) {
                double[] p = knots[a[0]][a[1]];
                double[] q = knots[b[0]][b[1]];
                double t = k / 8.0;
                made.add(new double[] {
                    p[0] + t * (q[0] - p[0]) + 0.004 * (random.nextDouble() - 0.5),
                    p[1] + t * (q[1] - p[1]) + 0.004 * (random.nextDouble() - 0.5)
                });
            }
            return made;
        });
        List<double[]> corners = new ArrayList<>();
        corners.add(knots[from[0]][from[1]]);
        for (int k = 0; k < inner.size(); k++) {
            corners.add(inner.get(turned ? inner.size() - 1 - k : k));
        }
        return corners;
    }

    private static List<double[]> square(double[] middle, double half) {
        return List.of(
                new double[] {middle[0] - half, middle[1] - half},
                new double[] {middle[0] + half, middle[1] - half},
                new double[] {middle[0] + half, middle[1] + half},
                new double[] {middle[0] - half, middle[1] + half},
                new double[] {middle[0] - half, middle[1] - half});
    }

    private static String feature(String name, List<double[]> ring, List<double[]> hole) {
        return "{\"type\":\"Feature\",\"properties\":{\"district\":\"" + name
                + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" + ring(ring)
                + (hole.isEmpty() ? "" : "," + ring(hole)) + "]}}";
    }

    private static String ring(List<double[]> corners) {
        StringJoiner ring = new StringJoiner(",", "[", "]");
        corners.forEach(each -> ring.add("[" + each[0] + "," + each[1] + "]"));
        return ring.toString();
    }

    String geoJson() {
        return geoJson;
    }

    List<String> names() {
        return List.copyOf(rings.keySet());
    }

    /** A point in the district, as {longitude, latitude}. */
    double[] pointIn(String name, Random random) {
        double[] low = {180, 90};
        double[] high = {-180, -90};
        for (double[][] ring : rings.get(name)) {
            for (double[] corner : ring) {
                for (int axis = 0; axis < 2; axis++) {
                    low[axis] = Math.min(low[axis], corner[axis]);
                    high[axis] = Math.max(high[axis], corner[axis]);
                }
            }
        }
        while (true) {
            double[] point = {
                low[0] + random.nextDouble() * (high[0] - low[0]), low[1] + random.nextDouble() * (high[1] - low[1])
            };
            if (contains(name, point)) {
                return point;
            }
        }
    }

    /** By how often a line to the east crosses the border. */
    boolean contains(String name, double[] point) {
        boolean inside = false;
        for (double[][] ring : rings.get(name)) {
            for (int i = 1; i < ring.length; i++) {
                double[] a = ring[i - 1];
                double[] b = ring[i];
                if ((a[1] > point[1]) != (b[1] > point[1])
                        && point[0] < (b[0] - a[0]) * (point[1] - a[1]) / (b[1] - a[1]) + a[0]) {
                    inside = !inside;
                }
            }
        }
        return inside;
    }

    List<String> allAt(double[] point) {
        return rings.keySet().stream().filter(name -> contains(name, point)).toList();
    }

    /** Metres to the border of a district, whichever side the point lies on. */
    double toBorder(String name, double[] point) {
        double shortened = Math.cos(Math.toRadians(point[1]));
        double least = Double.MAX_VALUE;
        for (double[][] ring : rings.get(name)) {
            for (int i = 1; i < ring.length; i++) {
                double ax = (ring[i - 1][0] - point[0]) * shortened * METRES_OF_DEGREE;
                double ay = (ring[i - 1][1] - point[1]) * METRES_OF_DEGREE;
                double dx = (ring[i][0] - ring[i - 1][0]) * shortened * METRES_OF_DEGREE;
                double dy = (ring[i][1] - ring[i - 1][1]) * METRES_OF_DEGREE;
                double length = dx * dx + dy * dy;
                double t = length == 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
                least = Math.min(least, Math.hypot(ax + t * dx, ay + t * dy));
            }
        }
        return least;
    }
}
