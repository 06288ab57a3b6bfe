package feedback.pos.procedure;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy.ChainStep;
import feedback.pos.procedure.Policy.ChainStep.Anchor;
import feedback.pos.procedure.Policy.ChainStep.Place;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lateness sets off, and that it does so once. */
class LatenessTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T07:00:00Z");
    private static final ChainStep AHEAD = new ChainStep(-1, Role.HEAD, Place.HOLDER);
    private static final ChainStep DUE = new ChainStep(0, Role.COORDINATOR, Place.SUPERIOR);
    private static final ChainStep DAILY = new ChainStep(Anchor.DUE, 1, 0, Role.CURATOR, Place.REGION, 1, 5, true);

    @Test
    void each_step_is_taken_at_its_moment_and_told_to_its_place() {
        Procedure life = under(AHEAD, DUE);
        Message message = executing(life);
        Instant due = message.deadline().due();

        assertThat(escalations(life.wake(message, due.minus(Duration.ofDays(1)))))
                .isEmpty();
        Decision ahead = life.wake(message, due.minus(Duration.ofDays(1)).plusSeconds(1));
        assertThat(escalations(ahead)).extracting(Event.Escalated::key).containsExactly("DUE-1d HEAD@HOLDER");
        assertThat(escalations(life.wake(ahead.after(), due))).isEmpty();
        Decision late = life.wake(ahead.after(), due.plusSeconds(1));
        assertThat(escalations(late)).singleElement().satisfies(step -> {
            assertThat(step.key()).isEqualTo("DUE+0d COORDINATOR@SUPERIOR");
            List<String> path = message.holder().path();
            assertThat(step.organization()).isEqualTo(path.get(path.size() - 2));
            assertThat(step.due()).isEqualTo(due);
            assertThat(step.step()).isEqualTo(2);
        });
        assertThat(escalations(life.wake(late.after(), due.plus(Duration.ofDays(300)))))
                .isEmpty();
    }

    @Test
    void a_step_is_repeated_and_what_nobody_was_awake_for_is_not_made_up_for() {
        Procedure life = under(DAILY);
        Message message = executing(life);
        Instant due = message.deadline().due();

        Decision first = life.wake(message, due.plus(Duration.ofDays(1)).plusSeconds(1));
        assertThat(escalations(first)).extracting(Event.Escalated::time).containsExactly(1);
        assertThat(life.nextWake(first.after()))
                .isEqualTo(due.plus(Duration.ofDays(2)).plusSeconds(1));
        Decision afterAPause =
                life.wake(first.after(), due.plus(Duration.ofDays(4)).plusSeconds(1));
        assertThat(escalations(afterAPause)).extracting(Event.Escalated::time).containsExactly(4);
        Decision last = life.wake(afterAPause.after(), due.plus(Duration.ofDays(90)));
        assertThat(escalations(last)).extracting(Event.Escalated::time).containsExactly(5);
        assertThat(life.nextWake(last.after())).isNull();
    }

    @Test
    void after_a_week_of_downtime_everything_comes_in_the_order_of_time_and_once() {
        Procedure life = under(DAILY, DUE, AHEAD);
        Message message = executing(life);

        Decision woken = life.wake(message, message.deadline().due().plus(Duration.ofDays(7)));

        assertThat(woken.facts())
                .extracting(fact -> fact.event() instanceof Event.Escalated step ? step.key() : "warned")
                .containsExactly(
                        "warned", "DUE-1d HEAD@HOLDER", "DUE+0d COORDINATOR@SUPERIOR", "DUE+1d CURATOR@REGION");
    }

    @Test
    void a_date_that_moves_away_and_back_is_not_announced_twice() {
        Procedure life = under(AHEAD, DUE);
        Message message = executing(life);
        Instant due = message.deadline().due();
        Message late = life.wake(message, due.plusSeconds(1)).after();
        Message extended = life.extend(
                        late, LocalDate.of(2026, 4, 20), "снег", "приказ № 5", SampleRegion.head(), due.plusSeconds(2))
                .after();
        assertThat(extended.deadline().extensions()).singleElement().satisfies(extension -> {
            assertThat(extension.by()).isEqualTo(SampleRegion.head().person());
            assertThat(extension.document()).isEqualTo("приказ № 5");
        });
        Instant later = extended.deadline().due();
        assertThat(escalations(life.wake(extended, later.plusSeconds(1))))
                .as("another promise")
                .hasSize(2);

        Message back = new Event.DeadlineSet(late.deadline(), late.stageDues(), List.of())
                .applyTo(extended, later.plusSeconds(3));

        assertThat(escalations(life.wake(back, later.plus(Duration.ofDays(9))))).isEmpty();
    }

    @Test
    void a_step_may_hang_on_a_stage_while_it_lasts() {
        Procedure life = under(new ChainStep(Anchor.EXECUTION, 2, 0, Role.CURATOR, Place.REGION, 0, 1, false));
        Message message = executing(life);
        Instant stageDue = message.stageDues().execution();

        assertThat(escalations(life.wake(message, stageDue.plus(Duration.ofDays(2)))))
                .isEmpty();
        Decision woken = life.wake(message, stageDue.plus(Duration.ofDays(2)).plusSeconds(1));
        assertThat(escalations(woken))
                .singleElement()
                .satisfies(step -> assertThat(step.due()).isEqualTo(stageDue));
        Message back = life.giveBack(message, "не наше", SampleRegion.executor(), MONDAY)
                .after();
        assertThat(escalations(life.wake(back, stageDue.plus(Duration.ofDays(20)))))
                .isEmpty();
    }

    @Test
    void gross_lateness_is_counted_by_itself() {
        Procedure life = under(new ChainStep(Anchor.GROSS, 0, 0, Role.CURATOR, Place.REGION, 0, 1, false));
        Message message = executing(life);
        Instant gross = message.stageDues().gross();

        assertThat(gross).as("three times ten days after 2 March").isEqualTo("2026-04-01T20:59:59Z");
        assertThat(escalations(life.wake(message, gross))).isEmpty();
        assertThat(escalations(life.wake(message, gross.plusSeconds(1)))).hasSize(1);
        assertThat(message.isGrosslyOverdue(gross)).isFalse();
        assertThat(message.isGrosslyOverdue(gross.plusSeconds(1))).isTrue();
    }

    @Test
    void lines_written_before_steps_had_names_count_as_taken() {
        Procedure life = under(AHEAD, DUE);
        Message message = executing(life);
        Instant due = message.deadline().due();
        Message warned = legacy(
                        "Warned",
                        "{\"stage\":\"EXECUTION\",\"due\":\"" + message.stageDue()
                                + "\",\"role\":\"EXECUTOR\",\"organization\":\"kursk-roads\"}")
                .applyTo(message, due);
        Message escalated = legacy(
                        "Escalated",
                        "{\"step\":1,\"days\":-1,\"due\":\"" + due
                                + "\",\"role\":\"HEAD\",\"organization\":\"kursk-roads\"}")
                .applyTo(warned, due);

        Decision woken = life.wake(escalated, due.plusSeconds(1));

        assertThat(woken.facts()).hasSize(1);
        assertThat(escalations(woken)).extracting(Event.Escalated::key).containsExactly("DUE+0d COORDINATOR@SUPERIOR");
    }

    private static Event legacy(String type, String body) {
        return new Codec().readEvent(new Entry(new UUID(1, 1), 9, MONDAY, "system", Role.SYSTEM, type, body, "seal"));
    }

    @Test
    void a_chain_has_no_step_twice_and_no_number_out_of_range() {
        assertThatThrownBy(() -> under(AHEAD, DUE, AHEAD)).hasMessageContaining("twice");
        assertThatThrownBy(() -> new ChainStep(Anchor.DUE, 1, 0, Role.HEAD, Place.HOLDER, 0, 2, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChainStep(Anchor.DUE, 1, 0, Role.HEAD, Place.HOLDER, 1, 1, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChainStep(Anchor.DUE, 1, 0, Role.HEAD, Place.HOLDER, 1, 101, false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChainStep(3651, Role.HEAD, Place.HOLDER))
                .isInstanceOf(IllegalArgumentException.class);
        List<ChainStep> many = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            many.add(new ChainStep(i, Role.HEAD, Place.HOLDER));
        }
        assertThatThrownBy(() -> Policy.defaults().edit().chain(many).done()).hasMessageContaining("50");
    }

    @Test
    void a_late_stage_is_told_once_to_who_is_responsible_for_it() {
        Walk walk = new Walk(under());
        Message executing = walk.executing("roads.signs");
        Map<Message, Role> responsible = Map.of(
                walk.sent("roads.signs"),
                Role.MODERATOR,
                walk.accepted("roads.signs"),
                Role.COORDINATOR,
                executing,
                Role.EXECUTOR,
                walk.drafted(executing),
                Role.HEAD);

        responsible.forEach((message, role) -> {
            Instant due = message.stageDue();
            assertThat(walk.life().wake(message, due).facts()).isEmpty();
            Decision woken = walk.life().wake(message, due.plusSeconds(1));
            assertThat(woken.facts())
                    .extracting(Decision.Fact::event)
                    .containsExactly(
                            new Event.Warned(message.stage(), due, role, "kursk-roads", "STAGE " + message.stage()));
            assertThat(walk.life()
                            .wake(woken.after(), due.plus(Duration.ofDays(9)))
                            .facts())
                    .isEmpty();
        });
    }

    @Test
    void steps_of_a_journal_that_did_not_name_them_are_not_taken_again() {
        Procedure life = under(new ChainStep(Anchor.GROSS, 0, 0, Role.CURATOR, Place.REGION, 0, 1, false), AHEAD, DUE);
        Message message = executing(life);
        Instant due = message.deadline().due();
        Message told = new Event.Escalated(2, -1, due, Role.HEAD, "kursk-roads", null, 1).applyTo(message, MONDAY);

        assertThat(escalations(life.wake(told, due.plusSeconds(1))))
                .extracting(Event.Escalated::key)
                .containsExactly("DUE+0d COORDINATOR@SUPERIOR");
        assertThat(escalations(life.wake(told, message.stageDues().gross().plusSeconds(1))))
                .extracting(Event.Escalated::key)
                .as("only steps relative to the due date were counted in those days")
                .containsExactly("DUE+0d COORDINATOR@SUPERIOR", "GROSS+0d CURATOR@REGION");
    }

    @Test
    void every_preset_carries_a_message_to_its_chain() {
        for (String name : Policy.presets()) {
            Procedure life = new Procedure(SampleRegion.regulation().with(Policy.preset(name)));
            Message message = executing(life);
            Decision woken = life.wake(message, message.deadline().due().plus(Duration.ofDays(60)));
            assertThat(escalations(woken)).as(name).isNotEmpty();
        }
        assertThatThrownBy(() -> Policy.preset("nowhere")).hasMessageContaining("st-petersburg");
    }

    @Test
    void the_presets_have_the_terms_that_are_told_of_the_neighbours() {
        assertThat(due("moscow")).as("8 working days").isEqualTo("2026-03-13T20:59:59Z");
        assertThat(due("st-petersburg")).as("1 + 9 + 1 working days").isEqualTo("2026-03-18T20:59:59Z");
        assertThat(due("moscow-region")).as("24 hours and 8 days").isEqualTo("2026-03-11T20:59:59Z");
        assertThat(due("incidents-4h")).as("from 10 to 14").isEqualTo("2026-03-02T11:00:00Z");
        assertThat(due("incidents-9h")).as("until 10 on the next day").isEqualTo("2026-03-03T07:00:00Z");
        assertThat(due("platform")).isEqualTo("2026-03-12T20:59:59Z");
    }

    private static Instant due(String preset) {
        return executing(new Procedure(SampleRegion.regulation().with(Policy.preset(preset))))
                .deadline()
                .due();
    }

    private static Procedure under(ChainStep... chain) {
        return new Procedure(SampleRegion.regulation()
                .with(Policy.defaults().edit().chain(List.of(chain)).done()));
    }

    private static Message executing(Procedure life) {
        Submission letter = new Submission(SampleRegion.anna(), "Яма", oktmo("38701000")).withTopic("roads.potholes");
        Message sent = life.submit(
                        new UUID(1, 1),
                        letter,
                        Detection.none(),
                        feedback.pos.organization.Actor.citizen(
                                SampleRegion.anna().person()),
                        MONDAY)
                .after();
        Message accepted =
                life.accept(sent, null, null, SampleRegion.moderator(), MONDAY).after();
        return accepted.stage().isOpen() && accepted.holder().executor() == null
                ? life.assign(accepted, null, null, SampleRegion.coordinator(), MONDAY)
                        .after()
                : accepted;
    }

    private static List<Event.Escalated> escalations(Decision decision) {
        List<Event.Escalated> steps = new ArrayList<>();
        for (Decision.Fact fact : decision.facts()) {
            Event.@Nullable Escalated step = fact.event() instanceof Event.Escalated each ? each : null;
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }
}
