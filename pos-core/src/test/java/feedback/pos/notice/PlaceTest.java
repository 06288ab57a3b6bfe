package feedback.pos.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.message.Cell;
import feedback.pos.message.Point;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places are found by cells: never too few, and what is found is held against the shape itself. */
class PlaceTest {
    private static final Territory KURSK = new Territory("38701000");

    /** A star around a centre: simple, never self-crossing. */
    static String star(Random random, double lat, double lon, double size) {
        int corners = 3 + random.nextInt(12);
        StringBuilder ring = new StringBuilder();
        String first = "";
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double far = size * (0.3 + 0.7 * random.nextDouble());
            String corner = String.format(
                    Locale.ROOT,
                    "[%.7f,%.7f]",
                    Math.max(-180, Math.min(180, lon + far * Math.cos(angle) * 1.5)),
                    Math.max(-90, Math.min(90, lat + far * Math.sin(angle))));
            first = i == 0 ? corner : first;
            ring.append(corner).append(',');
        }
        return "{\"type\":\"Polygon\",\"coordinates\":[[" + ring + first + "]]}";
    }

    private static Set<String> texts(Iterable<Cell> cells) {
        return java.util.stream.StreamSupport.stream(cells.spliterator(), false)
                .map(Cell::toString)
                .collect(Collectors.toSet());
    }

    @Test
    void a_point_in_a_polygon_is_always_in_one_of_its_cells() {
        Random random = new Random(7);
        int inside = 0;
        for (int i = 0; i < 300; i++) {
            double size = Math.pow(10, -3.5 + 4.5 * random.nextDouble());
            double lat = -60 + 140 * random.nextDouble();
            double lon = -165 + 330 * random.nextDouble();
            Place place = Place.area(star(random, lat, lon, size));
            Set<String> cover = texts(place.cover());
            assertThat(cover).hasSizeBetween(1, 32);
            for (int n = 0; n < 60; n++) {
                Point point = new Point(
                        Math.max(-90, Math.min(90, lat + size * (2 * random.nextDouble() - 1))),
                        lon + 1.5 * size * (2 * random.nextDouble() - 1));
                if (place.contains(point)) {
                    inside++;
                    assertThat(texts(Cell.around(point)))
                            .as("%s of %s", point, place)
                            .containsAnyElementsOf(cover);
                }
            }
        }
        assertThat(inside).isGreaterThan(2_000);
    }

    @Test
    void a_person_concerned_always_has_one_of_the_keys() {
        Random random = new Random(11);
        int concerned = 0;
        int found = 0;
        for (int i = 0; i < 400; i++) {
            double lat = random.nextInt(4) == 0 ? 85 * (2 * random.nextDouble() - 1) : 51.7;
            double lon = random.nextInt(4) == 0 ? 179.99 : 36.2;
            double size = Math.pow(10, -3.5 + 2.5 * random.nextDouble());
            Place notice = random.nextBoolean()
                    ? Place.area(star(random, lat, Math.min(lon, 180 - 2 * size), size))
                    : Place.circle(new Point(lat, lon), 1 + random.nextInt(Place.FARTHEST));
            Set<String> keys = notice.keysOfConcerned(KURSK);
            for (int n = 0; n < 40; n++) {
                double far = 3 * Math.max(size, 0.05) * (2 * random.nextDouble() - 1);
                double there = lon + far;
                Place person = Place.circle(
                        new Point(
                                Math.max(-90, Math.min(90, lat + far * (2 * random.nextDouble() - 1))),
                                there > 180 ? there - 360 : there),
                        1 + random.nextInt(Place.FARTHEST));
                assertThat(person.keysOfPerson()).hasSizeLessThanOrEqualTo(45);
                boolean shares = person.keysOfPerson().stream().anyMatch(keys::contains);
                found += shares ? 1 : 0;
                if (notice.concerns(person, KURSK)) {
                    concerned++;
                    assertThat(shares).as("%s and %s", notice, person).isTrue();
                }
            }
        }
        assertThat(concerned).isGreaterThan(1_000);
        assertThat(found).as("cells keep most others away").isLessThan(3 * concerned);
    }

    @Test
    void territories_concern_those_who_live_in_them_and_those_who_watch_the_whole() {
        Territory region = new Territory("38000000");
        Territory part = new Territory("38701000001");
        Place whole = Place.of(KURSK);
        assertThat(whole.concerns(Place.of(KURSK), KURSK)).isTrue();
        assertThat(whole.concerns(Place.of(region), KURSK)).isTrue();
        assertThat(whole.concerns(Place.of(part), KURSK)).isTrue();
        assertThat(whole.concerns(Place.of(new Territory("38710000")), KURSK)).isFalse();
        Place house = Place.circle(new Point(51.73, 36.19), 500).in(KURSK);
        assertThat(whole.concerns(house, KURSK)).isTrue();
        assertThat(Place.of(part).concerns(house, KURSK))
                .as("nobody knows in which part the house is")
                .isFalse();
        Place street = Place.circle(new Point(51.80, 36.19), 100);
        assertThat(street.concerns(house, KURSK)).isFalse();
        assertThat(street.concerns(Place.of(KURSK), KURSK)).isTrue();
        assertThat(street.concerns(Place.of(part), KURSK)).isFalse();
        for (Place each : IntStream.range(0, 4)
                .mapToObj(i -> new Place[] {Place.of(KURSK), Place.of(region), Place.of(part), house}[i])
                .toList()) {
            for (Place notice : new Place[] {whole, street, Place.of(part), Place.of(region)}) {
                if (notice.concerns(each, KURSK)) {
                    assertThat(each.keysOfPerson()).containsAnyElementsOf(notice.keysOfConcerned(KURSK));
                }
            }
        }
    }

    @Test
    void the_two_sides_of_the_meridian_of_180_degrees_are_near_each_other() {
        Place bay = Place.area(
                "{\"type\":\"Polygon\",\"coordinates\":[[[179.9,65],[180,65],[180,65.1],[179.9,65.1],[179.9,65]]]}");
        Place person = Place.circle(new Point(65.05, -179.99), 1_000);
        assertThat(bay.concerns(person, KURSK)).isTrue();
        assertThat(person.keysOfPerson()).containsAnyElementsOf(bay.keysOfConcerned(KURSK));
        assertThat(bay.concerns(Place.circle(new Point(65.05, -179.9), 1_000), KURSK))
                .isFalse();
    }

    @Test
    void a_hole_is_outside() {
        Place ring = Place.area("{\"type\":\"Polygon\",\"coordinates\":[[[36,51],[37,51],[37,52],[36,52],[36,51]],"
                + "[[36.4,51.4],[36.4,51.6],[36.6,51.6],[36.6,51.4],[36.4,51.4]]]}");
        assertThat(ring.contains(new Point(51.5, 36.5))).isFalse();
        assertThat(ring.contains(new Point(51.1, 36.5))).isTrue();
        assertThat(ring.contains(new Point(51, 36.5)))
                .as("the border belongs to it")
                .isTrue();
        assertThat(ring.contains(ring.inside())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json                                                                              | area.unreadable",
                "{\"type\":\"Point\",\"coordinates\":[36,51]}                                         | area.unreadable",
                "{\"type\":\"Polygon\",\"coordinates\":[]}                                            | area.empty",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[]}                                       | area.empty",
                "{\"type\":\"Polygon\",\"coordinates\":[[[36,51],[37,51],[36,51]]]}                   | area.open",
                "{\"type\":\"Polygon\",\"coordinates\":[[[36,51],[37,51],[37,52],[36,52]]]}           | area.open",
                "{\"type\":\"Polygon\",\"coordinates\":[[[36,51],[37,91],[37,52],[36,51]]]}           | area.position",
                "{\"type\":\"Polygon\",\"coordinates\":[[[36,51],[\"37\",51],[37,52],[36,51]]]}       | area.position",
                "{\"type\":\"Polygon\",\"coordinates\":[[[36,51],[37,52],[37,51],[36,52],[36,51]]]}   | area.invalid",
                "{\"type\":\"Polygon\",\"coordinates\":[[[36,51],[37,52],[36,51],[36,51]]]}           | area.invalid",
            })
    void what_no_map_can_show_is_refused(String geoJson, String key) {
        assertThatThrownBy(() -> Place.area(geoJson)).isInstanceOfSatisfying(Refusal.class, no -> {
            assertThat(no.key()).isEqualTo(key);
            assertThat(no.fields()).extracting(Refusal.Field::field).containsExactly("area");
        });
    }

    @Test
    void there_is_a_limit_to_corners_and_radius() {
        String many = IntStream.range(0, Place.MOST_CORNERS)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "[%.6f,%.6f]",
                        Math.cos(2 * Math.PI * i / Place.MOST_CORNERS),
                        Math.sin(2 * Math.PI * i / Place.MOST_CORNERS)))
                .collect(Collectors.joining(",", "{\"type\":\"Polygon\",\"coordinates\":[[", ",[1.0,0.0]]]}"));
        assertThatThrownBy(() -> Place.area(many))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.key()).isEqualTo("area.corners"));
        Point centre = new Point(51, 36);
        assertThatThrownBy(() -> Place.circle(centre, 0)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Place.circle(centre, Place.FARTHEST + 1)).isInstanceOf(Refusal.class);
    }
}
