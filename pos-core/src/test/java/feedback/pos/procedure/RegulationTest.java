package feedback.pos.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.deadline.Roll;
import feedback.pos.testkit.SampleRegion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A regulation that does not fit together is not accepted. */
class RegulationTest {
    private static final Regulation SAMPLE = SampleRegion.regulation();
    private static final Route EVERYTHING = new Route("", "", "region", null);

    @Test
    void the_root_is_one_of_the_organizations() {
        assertThatThrownBy(() -> Regulation.of(
                        "nowhere", SAMPLE.calendar(), SAMPLE.directory(), SAMPLE.catalog(), SAMPLE.routes()))
                .hasMessageContaining("unknown root organization nowhere");
        assertThatThrownBy(() -> new Regulation(
                        "nowhere",
                        SAMPLE.zone(),
                        SAMPLE.calendar(),
                        SAMPLE.directory(),
                        SAMPLE.catalog(),
                        SAMPLE.routes(),
                        Policy.defaults()))
                .hasMessageContaining("unknown root organization nowhere");
    }

    @Test
    void a_route_is_for_a_known_topic_and_leads_to_a_known_organization() {
        assertThatThrownBy(() -> routed(EVERYTHING, new Route("roads.bridges", "", "region", null)))
                .hasMessageContaining("unknown topic roads.bridges");
        assertThatThrownBy(() -> routed(EVERYTHING, new Route("roads", "38701000", "nowhere", null)))
                .hasMessageContaining("«roads»")
                .hasMessageContaining("«38701000»")
                .hasMessageContaining("unknown organization nowhere");
    }

    @Test
    void every_topic_has_its_route_in_the_whole_region() {
        assertThatThrownBy(() -> routed(new Route("", "38701000", "kursk", null)))
                .hasMessageContaining("no route for topic ");
        assertThat(routed(EVERYTHING).routes().all()).containsExactly(EVERYTHING);
    }

    @Test
    void a_region_has_the_zone_of_its_root_and_the_policy_it_chooses() {
        Policy other = Policy.defaults().edit().roll(Roll.KEEP).done();

        assertThat(SAMPLE.zone()).hasToString("Europe/Moscow");
        assertThat(SAMPLE.policy()).isEqualTo(Policy.defaults());
        assertThat(SAMPLE.with(other).policy()).isEqualTo(other);
        assertThat(SAMPLE.with(other).with(Policy.defaults())).isEqualTo(SAMPLE);
    }

    private static Regulation routed(Route... routes) {
        return Regulation.of(
                "region", SAMPLE.calendar(), SAMPLE.directory(), SAMPLE.catalog(), Routes.of(List.of(routes)));
    }
}
