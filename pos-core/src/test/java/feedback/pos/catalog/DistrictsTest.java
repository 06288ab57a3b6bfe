package feedback.pos.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import feedback.pos.catalog.Districts.District;
import feedback.pos.organization.Territory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** Districts are read strictly, and every point belongs to one. */
class DistrictsTest {

    private static String feature(String properties, String geometry) {
        return "{\"type\":\"Feature\",\"properties\":" + properties + ",\"geometry\":" + geometry + "}";
    }

    private static String polygon(String... rings) {
        return "{\"type\":\"Polygon\",\"coordinates\":[" + String.join(",", rings) + "]}";
    }

    private static String square(double west, double south, double side) {
        return "[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]"
                .formatted(west, south, west + side, south + side);
    }

    private static String named(String name, String... rings) {
        return feature("{\"name\":\"" + name + "\"}", polygon(rings));
    }

    private static Districts map(String... features) {
        return Districts.of("{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}");
    }

    private static String at(Districts map, double lat, double lon) {
        return map.at(lat, lon).map(District::id).orElse("-");
    }

    @Test
    void names_ids_and_territories_are_read_where_they_may_stand() {
        Districts map = map(
                feature("{\"district\":\"Центр\"}", polygon(square(0, 0, 1))),
                "{\"type\":\"Feature\",\"id\":7,\"properties\":{\"id\":\"x\",\"name\":\"Север\",\"oktmo\":\"38701000\"},"
                        + "\"geometry\":" + polygon(square(2, 0, 1)) + "}",
                feature("{\"id\":\"s\",\"name\":\"Юг\"}", polygon(square(4, 0, 1))));
        assertThat(map.all())
                .containsExactly(
                        new District("Центр", "Центр", null),
                        new District("7", "Север", new Territory("38701000")),
                        new District("s", "Юг", null));
        assertThat(map.find("7")).isPresent();
        assertThat(Districts.of(map.geoJson()).all()).containsExactlyElementsOf(map.all());
        assertThat(Districts.none().all()).isEmpty();
        assertThat(Districts.none().at(0, 0)).isEmpty();
        assertThat(Districts.none().near(0, 0, 100)).isEmpty();
    }

    @Test
    void holes_and_parts_are_minded() {
        Districts map = map(
                named("ring", square(0, 0, 3), square(1, 1, 1)),
                feature(
                        "{\"name\":\"two\"}",
                        "{\"type\":\"MultiPolygon\",\"coordinates\":[[" + square(5, 0, 1) + "],[" + square(7, 0, 1)
                                + "]]}"));
        assertThat(at(map, 0.5, 0.5)).isEqualTo("ring");
        assertThat(at(map, 1.5, 1.5)).isEqualTo("-");
        assertThat(at(map, 0.5, 5.5)).isEqualTo("two");
        assertThat(at(map, 0.5, 6.5)).isEqualTo("-");
        assertThat(at(map, 0.5, 7.5)).isEqualTo("two");
    }

    @Test
    void of_two_that_overlap_the_smaller_is_meant_and_the_other_told_after_it() {
        Districts map = map(named("large", square(0, 0, 4)), named("small", square(1, 1, 1)));
        assertThat(map.around(1.5, 1.5)).extracting(District::id).containsExactly("small", "large");
        assertThat(map.around(3, 3)).extracting(District::id).containsExactly("large");
    }

    /** The corner where four meet, and every point on the sides: exactly one, and the same whatever the order in the file. */
    @Test
    void a_point_on_a_shared_border_belongs_to_one_district_always_the_same() {
        List<String> four = List.of(
                named("d", square(0, 0, 1)),
                named("b", square(1, 0, 1)),
                named("c", square(0, 1, 1)),
                named("a", square(1, 1, 1)));
        List<String> turned = new ArrayList<>(four);
        Collections.reverse(turned);
        Districts map = map(four.toArray(String[]::new));
        Districts other = map(turned.toArray(String[]::new));
        for (int step = 0; step <= 64; step++) {
            double on = step / 32.0;
            for (double[] point : new double[][] {{1, on}, {on, 1}}) {
                assertThat(map.around(point[0], point[1])).hasSize(1).isEqualTo(other.around(point[0], point[1]));
            }
        }
        assertThat(at(map, 1, 1)).as("of equal ones the first by id").isEqualTo("a");
        assertThat(at(map, 0.5, 1)).isEqualTo("b");
        assertThat(at(map(named("a", square(0, 0, 2)), named("z", square(2, 0, 1))), 0.5, 2))
                .as("the smaller neighbour")
                .isEqualTo("z");
    }

    @Test
    void more_than_four_that_lie_one_above_the_other_are_not_told() {
        List<String> nested = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            nested.add(named("n" + n, square(n, n, 20 - 2 * n)));
        }
        assertThat(map(nested.toArray(String[]::new)).around(10, 10))
                .extracting(District::id)
                .containsExactly("n6", "n5", "n4", "n3");
    }

    @Test
    void distances_are_right_on_the_parallel_and_on_the_meridian() {
        Districts map = map(named("one", square(36, 51, 1)));
        // 0.001° north is 111.2 m; 0.001° east at 51.5° is 69.2 m
        assertThat(map.near(52.001, 36.5, 200).get(0).metres()).isCloseTo(111.2, within(0.2));
        assertThat(map.near(51.5, 35.999, 200).get(0).metres()).isCloseTo(69.2, within(0.2));
        assertThat(map.near(51.5, 36.001, 200).get(0).metres()).isCloseTo(69.2, within(0.2));
        assertThat(map.near(51.5, 36.001, 69)).isEmpty();
        assertThat(map.near(51.5, 36.5, 1e9)).as("at most five kilometres").isEmpty();
        assertThat(map.near(52.001, 37.001, 200).get(0).metres()).isCloseTo(Math.hypot(111.2, 68.5), within(0.5));
    }

    @Test
    void what_is_wrong_is_told_with_the_feature() {
        refused("not JSON, line 1", "{");
        refused("FeatureCollection", "{}");
        refused("FeatureCollection", "[]");
        refusedFeature("feature 1: has neither", feature("{}", polygon(square(0, 0, 1))));
        refusedFeature("feature 1: name must", feature("{\"name\":\"\"}", polygon(square(0, 0, 1))));
        refusedFeature("feature 1: name must", feature("{\"name\":[1]}", polygon(square(0, 0, 1))));
        refusedFeature(
                "feature 1: name must", feature("{\"name\":\"" + "x".repeat(201) + "\"}", polygon(square(0, 0, 1))));
        refusedFeature("feature 1 (a): must be a Polygon", feature("{\"name\":\"a\"}", "{\"type\":\"Point\"}"));
        refusedFeature("feature 1 (a): must be a Polygon", feature("{\"name\":\"a\"}", "null"));
        refusedFeature("feature 1 (a): has a polygon without", named("a"));
        refusedFeature("feature 1 (a): has a ring", named("a", "[[0,0],[1,0],[0,0]]"));
        refusedFeature("feature 1 (a): has a ring", named("a", "[[0,0],[1,0],[1,1],[0,1]]"));
        refusedFeature("feature 1 (a): has no area", named("a", "[[0,0],[1,0],[2,0],[0,0]]"));
        refusedFeature("feature 1 (a): has a position", named("a", "[[0,0],[1,0],[1,91],[0,0]]"));
        refusedFeature("feature 1 (a): has a position", named("a", "[[0,0],[181,0],[1,1],[0,0]]"));
        refusedFeature("feature 1 (a): has a position", named("a", "[[0,0],[\"1\",0],[1,1],[0,0]]"));
        refusedFeature("feature 1 (a): has a position", named("a", "[[0,0],[1],[1,1],[0,0]]"));
        refusedFeature(
                "oktmo must be 2, 5, 8 or 11 digits, not 387",
                feature("{\"name\":\"a\",\"oktmo\":\"387\"}", polygon(square(0, 0, 1))));
        refusedFeature(
                "feature 2 (a): has the id of another",
                named("a", square(0, 0, 1)) + "," + named("a", square(0, 0, 1)));
    }

    @Test
    void there_are_limits() {
        refused("more than 8000000 characters", " ".repeat(Districts.MOST_CHARACTERS + 1));
        StringJoiner many = new StringJoiner(",");
        for (int n = 0; n <= Districts.MOST; n++) {
            many.add("{}");
        }
        refusedFeature("5001 districts, at most 5000", many.toString());
        String corners = "[0,0],".repeat(Districts.MOST_VERTICES);
        refusedFeature("corners in all", named("a", "[" + corners + "[0,0]]"));
    }

    private static void refusedFeature(String why, String features) {
        refused(why, "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
    }

    private static void refused(String why, String geoJson) {
        assertThatThrownBy(() -> Districts.of(geoJson))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_table_refuses_two_lines_for_the_same_place_and_a_border_too_wide() {
        Route line = new Route("roads", "38701000", "a", null);
        assertThat(Routes.of(List.of(line, line.in("x"), line.in("y"))).all()).hasSize(3);
        assertThatThrownBy(() -> Routes.of(List.of(line.in("x"), new Route("roads", "38701", "b", null).in("x"))))
                .hasMessageContaining("in district «x»");
        assertThatThrownBy(() -> Routes.of(List.of(line)).over(Districts.none(), 5_001))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
