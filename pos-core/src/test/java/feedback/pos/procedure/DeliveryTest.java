package feedback.pos.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.calendar.WorkingHours;
import feedback.pos.message.Event;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy.ChainStep;
import feedback.pos.procedure.Policy.ChainStep.Anchor;
import feedback.pos.procedure.Policy.ChainStep.Place;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When officials are told: in their hours, and of what waits for a digest in the next morning. */
class DeliveryTest {
    private static final ChainStep AT_ONCE = new ChainStep(0, Role.HEAD, Place.HOLDER);
    private static final ChainStep IN_A_DIGEST =
            new ChainStep(Anchor.DUE, 1, 0, Role.CURATOR, Place.REGION, 1, 5, true);
    private final Procedure life = new Procedure(Farther.regulation()
            .with(Policy.defaults()
                    .edit()
                    .chain(List.of(AT_ONCE, IN_A_DIGEST))
                    .delivery(new WorkingHours(LocalTime.of(8, 30), LocalTime.of(17, 30)))
                    .done()));

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:29:59+03:00,2026-03-02T08:30+03:00",
        "2026-03-02T08:30+03:00,2026-03-02T08:30+03:00",
        "2026-03-02T17:29+03:00,2026-03-02T17:29+03:00",
        "2026-03-02T17:30+03:00,2026-03-03T08:30+03:00",
        "2026-03-06T23:59:59+03:00,2026-03-10T08:30+03:00",
    })
    void what_falls_due_outside_of_the_hours_waits_until_they_begin(String at, String told) {
        assertThat(life.tellFrom(escalated(AT_ONCE.key()), "kursk", at(at))).isEqualTo(at(told));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:29:59+03:00,2026-03-02T08:30+03:00",
        "2026-03-02T08:30+03:00,2026-03-03T08:30+03:00",
        "2026-03-02T12:00+03:00,2026-03-03T08:30+03:00",
        "2026-03-06T12:00+03:00,2026-03-10T08:30+03:00",
        "2026-03-07T12:00+03:00,2026-03-10T08:30+03:00",
    })
    void a_step_that_waits_for_a_digest_is_told_when_hours_begin_next(String at, String told) {
        assertThat(life.tellFrom(escalated(IN_A_DIGEST.key()), "region", at(at)))
                .isEqualTo(at(told));
    }

    @Test
    void the_hours_are_those_of_the_organizations_zone_and_of_the_regions_where_it_is_gone() {
        Instant noonInMoscow = at("2026-03-02T12:00+03:00");

        assertThat(life.tellFrom(escalated(AT_ONCE.key()), "far", noonInMoscow))
                .isEqualTo(at("2026-03-03T08:30+12:00"));
        assertThat(life.tellFrom(escalated(AT_ONCE.key()), "dissolved", noonInMoscow))
                .isEqualTo(noonInMoscow);
    }

    @Test
    void only_steps_of_the_chain_wait_for_a_digest() {
        Instant noon = at("2026-03-02T12:00+03:00");

        assertThat(life.tellFrom(new Event.Noted("звонил"), "kursk", noon)).isEqualTo(noon);
        assertThat(life.tellFrom(escalated(null), "kursk", noon))
                .as("of a journal that did not name its steps")
                .isEqualTo(noon);
        assertThat(life.tellFrom(escalated("DUE+1d HEAD@HOLDER"), "kursk", noon))
                .as("of a chain that was replaced since")
                .isEqualTo(noon);
    }

    @Test
    void officials_are_told_also_after_the_last_day_of_the_calendar() {
        assertThat(life.tellFrom(new Event.Noted("звонил"), "kursk", at("2027-01-01T12:00+03:00")))
                .isEqualTo(at("2027-01-11T08:30+03:00"));
    }

    private static Event escalated(@Nullable String key) {
        return new Event.Escalated(1, 0, Instant.EPOCH, Role.HEAD, "kursk", key, 1);
    }

    private static Instant at(String moment) {
        return OffsetDateTime.parse(moment).toInstant();
    }
}
