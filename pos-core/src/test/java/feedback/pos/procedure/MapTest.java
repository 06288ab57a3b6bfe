package feedback.pos.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.catalog.Districts;
import feedback.pos.catalog.Districts.District;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.RouteStep;
import feedback.pos.catalog.RouteStep.NearBorder;
import feedback.pos.catalog.Routes;
import feedback.pos.message.Point;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Territory;
import feedback.pos.testkit.SampleRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points on a map go to the body of their district, all of them, and those near a border are told of. */
class MapTest {
    private static final int POINTS = 1_000;
    private static final Territory REGION = new Territory("38000000");
    private static final TopicChoice TOPIC =
            new TopicChoice("t", List.of("roads", "roads.potholes"), false, DecidedBy.PERSON, null, List.of(), null);

    /** Each district has a body of its own; the region takes the rest. */
    private static Routing routing(Districts map) {
        ZoneId zone = ZoneId.of("Europe/Moscow");
        List<Organization> bodies = new ArrayList<>();
        List<Route> lines = new ArrayList<>(List.of(new Route("", "", "region", null)));
        bodies.add(new Organization("region", null, "Область", Level.REGION, REGION, zone, null));
        for (District each : map.all()) {
            bodies.add(new Organization(each.id(), "region", each.name(), Level.MUNICIPALITY, REGION, zone, null));
            lines.add(new Route("roads", "", each.id(), null).in(each.id()));
        }
        Regulation regulation = Regulation.of(
                "region",
                WorkCalendar.russia().orFallback(),
                OrganizationTree.of(bodies, Map.of()),
                SampleRegion.catalog(),
                Routes.of(lines).over(map, Routes.USUAL_BORDER_METRES));
        return new Routing(regulation, new Clockwork(regulation));
    }

    private static Submission at(double[] point) {
        return new Submission("anna", "Яма", REGION).withPlace(null, new Point(point[1], point[0]));
    }

    private static List<RouteStep> steps(Routing routing, double[] point) {
        return routing.plan(TOPIC, at(point)).orElseThrow().steps();
    }

    private static List<NearBorder> warnings(Routing routing, double[] point) {
        return steps(routing, point).stream()
                .filter(NearBorder.class::isInstance)
                .map(NearBorder.class::cast)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_thousand_points_of_each_patch_go_to_its_body(long seed) {
        PatchworkMap drawn = PatchworkMap.drawn(seed, 5);
        assertThat(astray(drawn, Districts.of(drawn.geoJson()), seed)).isEqualTo(new Astray(0, 0));
    }

    /**
     * Points that did not go to the body of the district in which they were made.
     *
     * @param inTwo of points that lie in more than one district, those that went to another of these
     * @param elsewhere those that went anywhere else
     */
    private record Astray(int inTwo, int elsewhere) {}

    private static Astray astray(PatchworkMap truth, Districts map, long seed) {
        Routing routing = routing(map);
        Random random = new Random(seed);
        int inTwo = 0;
        int elsewhere = 0;
        for (String name : truth.names()) {
            for (int n = 0; n < POINTS; n++) {
                double[] point = truth.pointIn(name, random);
                String body =
                        routing.plan(TOPIC, at(point)).orElseThrow().holder().organization();
                if (!body.equals(name)) {
                    boolean isInBoth = truth.contains(body, point);
                    inTwo += isInBoth ? 1 : 0;
                    elsewhere += isInBoth ? 0 : 1;
                }
            }
        }
        return new Astray(inTwo, elsewhere);
    }

    @Test
    void near_a_border_the_body_behind_it_is_told_and_far_from_all_none() {
        PatchworkMap drawn = PatchworkMap.drawn(7, 5);
        warnsAsItShould(drawn, Districts.of(drawn.geoJson()), 40, 7);
    }

    /** Holds the warnings against the plain distance to every border. */
    private static int warnsAsItShould(PatchworkMap truth, Districts map, int points, long seed) {
        Routing routing = routing(map);
        Random random = new Random(seed);
        int warned = 0;
        for (String name : truth.names()) {
            for (int n = 0; n < points; n++) {
                double[] point = truth.pointIn(name, random);
                if (truth.allAt(point).size() > 1) {
                    continue;
                }
                String nearest = "";
                double metres = Double.MAX_VALUE;
                for (String other : truth.names()) {
                    double away = other.equals(name) ? Double.MAX_VALUE : truth.toBorder(other, point);
                    if (away < metres) {
                        metres = away;
                        nearest = other;
                    }
                }
                double own = truth.toBorder(name, point);
                List<NearBorder> warnings = warnings(routing, point);
                if (metres < Routes.USUAL_BORDER_METRES - 1) {
                    assertThat(warnings.get(0).organization()).isEqualTo(nearest);
                    assertThat((double) warnings.get(0).metres()).isCloseTo(metres, within(1.5));
                } else if (metres > Routes.USUAL_BORDER_METRES + 1 && own < Routes.USUAL_BORDER_METRES - 1) {
                    // The rim of the map
                    assertThat(warnings).extracting(NearBorder::organization).containsExactly("region");
                    assertThat((double) warnings.get(0).metres()).isCloseTo(own, within(1.5));
                } else if (Math.min(metres, own) > Routes.USUAL_BORDER_METRES + 1) {
                    assertThat(warnings).isEmpty();
                }
                warned += warnings.isEmpty() ? 0 : 1;
            }
        }
        assertThat(warned).as("points near a border").isPositive();
        return warned;
    }

    /** The real districts of three regions, where a folder with them is named by POS_TEST_DATA. */
    @ParameterizedTest
    @ValueSource(strings = {"kursk", "ryazan", "moscow"})
    void a_thousand_points_of_each_real_district_go_to_its_body(String region) throws IOException {
        String data = System.getenv("POS_TEST_DATA");
        Path file = Path.of(data == null ? "" : data, "geo", region + "_districts.geojson");
        boolean isThere = data != null && Files.isRegularFile(file);
        if (!isThere) {
            System.out.println("skipped: POS_TEST_DATA names no folder with " + file);
        }
        Assumptions.assumeTrue(isThere, "POS_TEST_DATA names no folder with " + file);
        String geoJson = Files.readString(file);
        Districts map = Districts.of(geoJson);
        PatchworkMap truth = PatchworkMap.of(geoJson);
        Astray astray = astray(truth, map, 11);
        int looks = 200_000;
        Random random = new Random(5);
        List<double[]> points = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            points.add(truth.pointIn(truth.names().get(n % truth.names().size()), random));
        }
        long found = 0;
        long began = System.nanoTime();
        for (int n = 0; n < looks; n++) {
            double[] point = points.get(n % 1_000);
            found += map.around(point[1], point[0]).size();
        }
        long nanos = (System.nanoTime() - began) / looks;
        began = System.nanoTime();
        for (int n = 0; n < looks; n++) {
            double[] point = points.get(n % 1_000);
            found += map.near(point[1], point[0], 100).size();
        }
        long near = (System.nanoTime() - began) / looks;
        int warned = warnsAsItShould(truth, map, 1, 13);
        System.out.printf(
                "%s: %d districts, %d points, %d of them lie in two and went to the smaller; near a border %d of %d;"
                        + " %d ns a look-up, %d ns for borders (%d)%n",
                region,
                map.all().size(),
                POINTS * map.all().size(),
                astray.inTwo(),
                warned,
                map.all().size(),
                nanos,
                near,
                found);
        assertThat(astray.elsewhere()).isZero();
    }
}
