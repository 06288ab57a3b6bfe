package feedback.pos.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy.Retention;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.testkit.SampleMessage;
import feedback.pos.testkit.SampleRegion;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long what is finished is kept, and when the person in it is forgotten. */
class KeepingTest {
    private static final Instant END = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant AFTER_TEN_DAYS = END.plus(Duration.ofDays(10));
    private static final Instant AFTER_TWENTY_DAYS = END.plus(Duration.ofDays(20));

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"CLOSED", "DECLINED", "WITHDRAWN"})
    void the_person_is_forgotten_so_many_days_after_the_end(Stage end) {
        Procedure life = keeping(10, null);
        Message message = message(end, "anna");

        assertThat(life.nextWake(message)).isEqualTo(AFTER_TEN_DAYS);
        assertThat(life.wake(message, AFTER_TEN_DAYS.minusMillis(1)).facts()).isEmpty();
        assertThat(life.wake(message, AFTER_TEN_DAYS).facts()).singleElement().satisfies(fact -> {
            assertThat(fact.event()).isEqualTo(new Event.Anonymized(Event.Anonymized.Ground.RETENTION));
            assertThat(fact.role()).isEqualTo(Role.SYSTEM);
        });
    }

    @Test
    void what_has_been_forgotten_is_not_forgotten_again() {
        Procedure life = keeping(10, null);
        Message nameless = message(Stage.CLOSED, "");

        assertThat(life.nextWake(nameless)).isNull();
        assertThat(life.wake(nameless, AFTER_TWENTY_DAYS).facts()).isEmpty();
        assertThat(life.isExpired(nameless, AFTER_TWENTY_DAYS)).isFalse();
    }

    @Test
    void a_message_is_removed_so_many_days_after_its_end() {
        Procedure life = keeping(null, 20);
        Message message = message(Stage.CLOSED, "anna");

        assertThat(life.nextWake(message)).isEqualTo(AFTER_TWENTY_DAYS);
        assertThat(life.isExpired(message, AFTER_TWENTY_DAYS.minusMillis(1))).isFalse();
        assertThat(life.isExpired(message, AFTER_TWENTY_DAYS)).isTrue();
        assertThat(life.wake(message, AFTER_TWENTY_DAYS).facts()).isEmpty();
    }

    @Test
    void a_person_is_forgotten_before_the_message_is_removed() {
        Procedure life = keeping(10, 20);

        assertThat(life.isExpired(message(Stage.CLOSED, "anna"), AFTER_TWENTY_DAYS))
                .isFalse();
        assertThat(life.nextWake(message(Stage.CLOSED, "anna"))).isEqualTo(AFTER_TEN_DAYS);
        assertThat(life.isExpired(message(Stage.CLOSED, ""), AFTER_TWENTY_DAYS)).isTrue();
        assertThat(life.nextWake(message(Stage.CLOSED, ""))).isEqualTo(AFTER_TWENTY_DAYS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"CLOSED", "DECLINED", "WITHDRAWN"},
            mode = EnumSource.Mode.EXCLUDE)
    void what_is_not_finished_is_kept(Stage stage) {
        Procedure life = keeping(10, 20);
        Instant late = AFTER_TWENTY_DAYS.plus(Duration.ofDays(1000));

        assertThat(life.isExpired(message(stage, "anna"), late)).isFalse();
        assertThat(life.isExpired(message(stage, ""), late)).isFalse();
        assertThat(life.wake(message(stage, "anna"), late).facts())
                .extracting(Decision.Fact::event)
                .noneMatch(Event.Anonymized.class::isInstance);
    }

    @Test
    void by_default_everything_is_kept_for_ever() {
        Procedure life = new Procedure(SampleRegion.regulation());
        Message message = message(Stage.CLOSED, "anna");

        assertThat(life.nextWake(message)).isNull();
        assertThat(life.isExpired(message, Instant.parse("2126-01-01T00:00:00Z")))
                .isFalse();
    }

    @Test
    void a_person_is_not_forgotten_while_an_answer_is_owed() {
        Procedure life = keeping(null, null);

        assertThatThrownBy(() -> life.anonymize(message(Stage.EXECUTION, "anna"), END))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Reason.WRONG_STAGE));
        assertThat(life.anonymize(message(Stage.CLOSED, "anna"), END).facts())
                .extracting(Decision.Fact::event)
                .containsExactly(new Event.Anonymized(Event.Anonymized.Ground.ERASURE));
    }

    private static Procedure keeping(@Nullable Integer anonymizeAfterDays, @Nullable Integer removeAfterDays) {
        return new Procedure(SampleRegion.regulation()
                .with(Policy.defaults()
                        .edit()
                        .retention(new Retention(anonymizeAfterDays, removeAfterDays))
                        .done()));
    }

    private static Message message(Stage stage, String applicant) {
        return SampleMessage.of(1).stage(stage).applicant(applicant).at(END).message();
    }
}
