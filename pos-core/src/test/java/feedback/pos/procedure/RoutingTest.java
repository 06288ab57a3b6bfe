package feedback.pos.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.catalog.Districts;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Route.Choice;
import feedback.pos.catalog.RouteStep;
import feedback.pos.catalog.RouteStep.Contradicted;
import feedback.pos.catalog.RouteStep.Located;
import feedback.pos.catalog.RouteStep.NearBorder;
import feedback.pos.catalog.RouteStep.Ruled;
import feedback.pos.catalog.Routes;
import feedback.pos.message.Point;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.organization.Territory;
import feedback.pos.testkit.SampleRegion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a message goes by topic, territory and point, and what is said of it. */
class RoutingTest {
    /** The town of Курск, a square; its centre, a smaller one within; Льгов beside it; a park that is no territory. */
    private static final String MAP = """
            {"type": "FeatureCollection", "features": [
            {"type": "Feature", "id": "town", "properties": {"name": "Город", "oktmo": "38701000"},
             "geometry": {"type": "Polygon", "coordinates": [[[36.0,51.0],[36.4,51.0],[36.4,51.4],[36.0,51.4],[36.0,51.0]]]}},
            {"type": "Feature", "id": "centre", "properties": {"name": "Центр"},
             "geometry": {"type": "Polygon", "coordinates": [[[36.1,51.1],[36.2,51.1],[36.2,51.2],[36.1,51.2],[36.1,51.1]]]}},
            {"type": "Feature", "id": "lgov", "properties": {"name": "Льгов", "oktmo": "38710000"},
             "geometry": {"type": "Polygon", "coordinates": [[[36.4,51.0],[36.8,51.0],[36.8,51.4],[36.4,51.4],[36.4,51.0]]]}},
            {"type": "Feature", "id": "park", "properties": {"name": "Парк"},
             "geometry": {"type": "Polygon", "coordinates": [[[38.0,51.0],[38.1,51.0],[38.1,51.1],[38.0,51.1],[38.0,51.0]]]}}
            ]}""";

    private static final Point IN_TOWN = new Point(51.3, 36.3);
    private static final Point IN_CENTRE = new Point(51.15, 36.15);
    private static final Point IN_PARK = new Point(51.05, 38.05);
    private static final Point NOWHERE = new Point(55, 37);

    private static Regulation regulation(Route... more) {
        Regulation sample = SampleRegion.regulation();
        List<Route> lines = new ArrayList<>(sample.routes().all());
        lines.addAll(List.of(more));
        return Regulation.of(
                "region",
                sample.calendar(),
                sample.directory(),
                sample.catalog(),
                Routes.of(lines).over(Districts.of(MAP), 100));
    }

    private static TopicChoice choice(Regulation rules, String topic) {
        return new TopicChoice(topic, rules.catalog().path(topic), false, DecidedBy.PERSON, null, List.of(), null);
    }

    private static Routing.Plan plan(String territory, @Nullable Point point, String topic, Route... more) {
        Regulation rules = regulation(more);
        Submission sent = new Submission("anna", "Яма", new Territory(territory)).withPlace(null, point);
        return new Routing(rules, new Clockwork(rules))
                .plan(choice(rules, topic), sent)
                .orElseThrow();
    }

    private static String body(String territory, @Nullable Point point, String topic, Route... more) {
        return plan(territory, point, topic, more).holder().organization();
    }

    @Test
    void the_narrower_of_territory_and_point_counts() {
        assertThat(body("38000000", null, "other")).isEqualTo("region");
        assertThat(body("38000000", IN_TOWN, "other")).isEqualTo("kursk");
        assertThat(body("38701000", IN_TOWN, "other")).isEqualTo("kursk");
        Route part = new Route("", "38701005", "kursk-housing", null);
        assertThat(body("38701005", IN_TOWN, "other", part)).isEqualTo("kursk-housing");
        assertThat(body("38710000", NOWHERE, "other")).isEqualTo("lgov");
        assertThat(body("38710000", IN_PARK, "other")).isEqualTo("lgov");
    }

    @Test
    void where_they_contradict_each_other_the_point_counts_and_who_coordinates_is_warned() {
        Routing.Plan plan = plan("38710000", IN_TOWN, "other");
        assertThat(plan.holder().organization()).isEqualTo("kursk");
        assertThat(plan.steps())
                .containsExactly(
                        new Located("town", "Город", "38701000"),
                        new Contradicted("38710000", "town", "Город", "38701000"),
                        new Ruled("", 0, "", "38701000", "kursk"));
        assertThat(plan.steps().get(1).isWarning()).isTrue();
        assertThat(plan("38000000", IN_TOWN, "other").steps()).noneMatch(Contradicted.class::isInstance);
    }

    @Test
    void a_district_within_another_inherits_territory_and_lines_of_the_whole() {
        assertThat(body("38000000", IN_CENTRE, "other")).isEqualTo("kursk");
        Route whole = new Route("roads", "", "hospital", null).in("town");
        Route part = new Route("roads", "", "health", null).in("centre");
        assertThat(body("38000000", IN_CENTRE, "roads.signs", whole)).isEqualTo("hospital");
        assertThat(body("38000000", IN_CENTRE, "roads.signs", whole, part)).isEqualTo("health");
        assertThat(body("38000000", IN_TOWN, "roads.signs", whole, part)).isEqualTo("hospital");
    }

    @Test
    void the_deepest_topic_wins_then_the_district_then_the_longest_prefix() {
        Route anyTopic = new Route("", "", "health", null).in("town");
        Route both = new Route("roads", "38701000", "hospital", null).in("town");
        Route elsewhere = new Route("roads", "38710000", "lgov", null).in("town");
        assertThat(body("38000000", IN_TOWN, "roads.signs", anyTopic)).isEqualTo("kursk-roads");
        assertThat(body("38000000", IN_TOWN, "other", anyTopic)).isEqualTo("health");
        assertThat(body("38000000", IN_TOWN, "roads.signs", anyTopic, both, elsewhere))
                .isEqualTo("hospital");
        Route district = new Route("roads", "", "lgov", null).in("town");
        assertThat(body("38000000", IN_TOWN, "roads.signs", district, both)).isEqualTo("hospital");
        assertThat(body("38000000", IN_TOWN, "roads.signs", district)).isEqualTo("lgov");
        assertThat(plan("38000000", IN_TOWN, "roads.potholes", district).steps())
                .as("a line of the topic itself is deeper than one of its category for the district")
                .contains(new Ruled("roads.potholes", 2, "", "38701000", "kursk-roads"));
    }

    @Test
    void an_addressee_wins_over_the_table_and_no_border_is_told_of() {
        Regulation rules = regulation();
        Submission sent = new Submission("anna", "Яма", new Territory("38000000"))
                .withPlace(null, new Point(51.2, 36.3999))
                .withOrganization("hospital");
        Routing.Plan plan = new Routing(rules, new Clockwork(rules))
                .plan(choice(rules, "other"), sent)
                .orElseThrow();
        assertThat(plan.holder().organization()).isEqualTo("hospital");
        assertThat(plan.line()).isNull();
        assertThat(plan.steps())
                .containsExactly(
                        new Located("town", "Город", "38701000"), new RouteStep.Addressed("hospital", "kursk"));
    }

    @Test
    void near_a_border_the_body_behind_it_is_told_with_its_distance() {
        // A ten-thousandth of a degree of longitude is 7 m here
        assertThat(plan("38000000", new Point(51.2, 36.3995), "other").steps())
                .endsWith(new NearBorder("lgov", "Льгов", "lgov", 35));
        assertThat(plan("38000000", new Point(51.2, 36.4005), "other").steps())
                .endsWith(new NearBorder("town", "Город", "kursk", 35));
        assertThat(plan("38000000", new Point(51.2, 36.398), "other").steps()).noneMatch(RouteStep::isWarning);
        assertThat(plan("38000000", new Point(51.2, 36.3995), "health").steps())
                .as("the same body on both sides")
                .noneMatch(RouteStep::isWarning);
    }

    @Test
    void at_the_rim_of_the_map_the_body_of_the_rest_is_told() {
        assertThat(plan("38000000", new Point(51.2, 36.0005), "other").steps())
                .endsWith(new NearBorder("town", "Город", "region", 35));
        assertThat(plan("38000000", new Point(51.2, 35.9995), "other").steps())
                .containsExactly(
                        new RouteStep.Outside(),
                        new Ruled("", 0, "", "", "region"),
                        new NearBorder("town", "Город", "kursk", 35));
    }

    @Test
    void a_regulation_knows_the_districts_and_candidates_of_its_table() {
        assertThatThrownBy(() -> regulation(new Route("roads", "", "kursk", null).in("moon")))
                .hasMessageContaining("unknown district moon");
        assertThatThrownBy(() -> regulation(new Route("roads", "", "kursk", null).choosing(Choice.BY_LOAD, "heater")))
                .hasMessageContaining("heater");
        assertThatThrownBy(() -> new Route("", "", "", "kursk", "executor", Choice.BY_TURN, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
