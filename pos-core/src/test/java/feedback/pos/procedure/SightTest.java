package feedback.pos.procedure;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.message.Channel;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.testkit.SampleMessage;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who sees a message, and what somebody who may not act on it is told. */
class SightTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T07:00:00Z");
    private static final Actor ANNA = SampleRegion.anna();
    private static final Actor BORIS = SampleRegion.boris();
    private static final Actor MODERATOR = SampleRegion.moderator();

    private final Procedure life = new Procedure(SampleRegion.regulation());

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"COORDINATION", "EXECUTION", "APPROVAL", "POSTPONED", "ANSWERED", "CLOSED"})
    void what_was_agreed_to_be_shown_and_admitted_is_seen_by_everybody(Stage stage) {
        assertThat(life.isPublic(message(stage, "anna", true))).isTrue();
        assertThat(life.maySee(message(stage, "anna", true), BORIS)).isTrue();
        assertThat(life.isPublic(message(stage, "anna", false))).isFalse();
        assertThat(life.maySee(message(stage, "anna", false), BORIS)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"SUBMITTED", "MODERATION", "DECLINED", "WITHDRAWN"})
    void what_was_not_admitted_is_seen_by_nobody_else(Stage stage) {
        assertThat(life.isPublic(message(stage, "anna", true))).isFalse();
        assertThat(life.maySee(message(stage, "anna", true), BORIS)).isFalse();
        assertThat(life.maySee(message(stage, "anna", true), ANNA)).isTrue();
    }

    @Test
    void a_message_without_its_person_is_shown_to_nobody() {
        assertThat(life.isPublic(message(Stage.CLOSED, "", true))).isFalse();
        assertThat(life.maySee(message(Stage.CLOSED, "", true), Actor.citizen("")))
                .isFalse();
    }

    @Test
    void who_signs_with_others_sees_it_but_only_the_applicant_acts() {
        Message together = submit(letter().withCoApplicants(List.of("boris")));

        assertThat(life.maySee(together, BORIS)).isTrue();
        assertThat(refusal(() -> life.withdraw(together, null, null, BORIS, MONDAY))
                        .reason())
                .isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void a_message_shown_to_everybody_is_known_but_not_everybodys_to_act_on() {
        Message open = life.accept(submit(letter().withConsent(true, true)), null, null, MODERATOR, MONDAY)
                .after();

        Refusal no = refusal(() -> life.withdraw(open, null, null, BORIS, MONDAY));
        assertThat(no.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(no.args()).containsExactly("APPLICANT");
    }

    @Test
    void a_fact_is_recorded_in_the_first_of_the_roles_in_which_it_could_be_done() {
        Actor both = new Actor("both", Set.of(new Grant(Role.HEAD, "kursk"), new Grant(Role.MODERATOR, "region")));
        Message sent = submit(letter());

        assertThat(life.note(sent, "звонил", both, MONDAY).facts())
                .extracting(Decision.Fact::role)
                .containsExactly(Role.MODERATOR);
        assertThat(life.note(sent, "звонил", SampleRegion.head(), MONDAY).facts())
                .extracting(Decision.Fact::role)
                .containsExactly(Role.HEAD);
    }

    @Test
    void an_official_is_told_which_role_is_wanted() {
        Message sent = submit(letter());

        Refusal no = refusal(() -> life.note(sent, "звонил", Actor.official("c", Role.CURATOR, "lgov"), MONDAY));
        assertThat(no.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(no.args()).containsExactly("MODERATOR, COORDINATOR, EXECUTOR, HEAD");
    }

    @Test
    void what_is_done_at_the_wrong_stage_or_after_a_withdrawal_is_told_so() {
        Message sent = submit(letter());
        Message withdrawn =
                life.withdraw(sent, null, "передумала", ANNA, MONDAY).get(0).after();

        Refusal early = refusal(() -> life.assign(sent, null, null, SampleRegion.coordinator(), MONDAY));
        assertThat(early.reason()).isEqualTo(Reason.WRONG_STAGE);
        assertThat(early.args()).containsExactly("assign", "MODERATION");
        assertThat(refusal(() -> life.accept(withdrawn, null, null, MODERATOR, MONDAY))
                        .reason())
                .isEqualTo(Reason.TOO_LATE);
        assertThat(life.note(withdrawn, "звонила", MODERATOR, MONDAY).facts()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"MODERATE,true,false", "NOTE,true,true", "WITHDRAW,false,false"})
    void what_somebody_may_do_can_be_asked_before(Verb verb, boolean now, boolean afterwards) {
        Message sent = submit(letter());
        Message declined =
                life.decline(sent, DeclineReason.SPAM, null, MODERATOR, MONDAY).after();

        assertThat(life.may(verb, sent, MODERATOR)).isEqualTo(now);
        assertThat(life.may(verb, declined, MODERATOR)).isEqualTo(afterwards);
    }

    @Test
    void only_an_administrator_of_the_whole_region_and_the_system_count_all_dates_anew() {
        life.checkMayRecount(Actor.official("admin", Role.ADMINISTRATOR, "region"));
        life.checkMayRecount(Actor.system());

        for (Actor other : List.of(
                Actor.official("admin", Role.ADMINISTRATOR, "kursk"),
                Actor.official("curator", Role.CURATOR, "region"),
                ANNA)) {
            assertThat(refusal(() -> life.checkMayRecount(other)).reason()).isEqualTo(Reason.FORBIDDEN);
        }
    }

    private static Submission letter() {
        return new Submission(ANNA, "Знак упал", oktmo("38701000")).withTopic("roads.signs");
    }

    private Message submit(Submission submission) {
        return life.submit(new UUID(1, 1), submission, Detection.none(), ANNA, MONDAY)
                .after();
    }

    private static Message message(Stage stage, String applicant, boolean open) {
        return SampleMessage.of(1)
                .sent(applicant, "Яма", "38701000", Channel.PORTAL, open)
                .stage(stage)
                .message();
    }

    private static Refusal refusal(Runnable act) {
        Refusal no = catchThrowableOfType(Refusal.class, act::run);
        assertThat(no).as("a refusal").isNotNull();
        return no;
    }
}
