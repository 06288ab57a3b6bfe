package feedback.pos.procedure;

import static feedback.pos.procedure.Walk.COORDINATOR;
import static feedback.pos.procedure.Walk.EXECUTOR;
import static feedback.pos.procedure.Walk.MODERATOR;
import static feedback.pos.procedure.Walk.MONDAY;
import static feedback.pos.procedure.Walk.SUPERIOR;
import static feedback.pos.procedure.Walk.letter;
import static feedback.pos.procedure.Walk.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Grant;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Role;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Detection.Candidate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who gets a message to work on, and who does not. */
class CoordinationTest {
    private static final Regulation SAMPLE = SampleRegion.regulation();

    private final Procedure life = new Procedure(SAMPLE);
    private final Walk walk = new Walk(life);

    @Test
    void a_message_given_back_goes_to_whom_the_route_names_and_not_to_the_first_executor() {
        Walk routed = new Walk(new Procedure(routedTo("executor")));
        Message back = routed.life()
                .giveBack(routed.accepted("roads.potholes"), "не наше", EXECUTOR, MONDAY)
                .after();

        assertThat(back.stage()).isEqualTo(Stage.COORDINATION);
        assertThat(back.holder().executor()).isNull();
        assertThat(executor(routed, back)).isEqualTo("executor");
    }

    @Test
    void reassigned_without_words_it_stays_where_it_is_worked_on() {
        Message moved = life.assign(walk.accepted("roads.signs"), "kursk-housing", null, COORDINATOR, MONDAY)
                .after();

        Message again = life.assign(moved, null, null, COORDINATOR, MONDAY).after();

        assertThat(again.holder().organization()).isEqualTo("kursk-housing");
        assertThat(again.holder().executor()).isEqualTo("heater");
    }

    @Test
    void what_was_forwarded_stays_there_when_it_is_assigned_without_words() {
        Message up = life.forward(walk.accepted("roads.signs"), "region", "не наша", COORDINATOR, MONDAY)
                .after();
        Message down = life.forward(up, "lgov", "ваша", SUPERIOR, MONDAY).after();

        assertThat(life.assign(up, null, null, SUPERIOR, MONDAY)
                        .after()
                        .holder()
                        .organization())
                .isEqualTo("region");
        assertThat(life.assign(down, null, null, SUPERIOR, MONDAY)
                        .after()
                        .holder()
                        .organization())
                .isEqualTo("lgov");
    }

    @Test
    void only_to_a_body_that_exists_and_not_to_itself() {
        Message accepted = walk.accepted("roads.signs");

        assertThat(wrong(() -> life.assign(accepted, "nowhere", null, COORDINATOR, MONDAY)))
                .containsExactly("organization organization.unknown");
        assertThat(wrong(() -> life.forward(accepted, "nowhere", "ваша", COORDINATOR, MONDAY)))
                .containsExactly("organization organization.unknown");
        assertThat(wrong(() -> life.forward(accepted, "kursk-roads", "ваша", COORDINATOR, MONDAY)))
                .containsExactly("organization organization.same");
        assertThat(wrong(() -> life.assign(accepted, null, "и".repeat(201), COORDINATOR, MONDAY)))
                .containsExactly("executor text.tooLong");
    }

    @Test
    void who_takes_it_is_its_executor_from_then_on() {
        Message taken =
                life.take(walk.executing("roads.signs"), EXECUTOR, MONDAY).after();

        assertThat(taken.holder().organization()).isEqualTo("kursk-roads");
        assertThat(taken.holder().path()).containsExactly("region", "kursk", "kursk-roads");
        assertThat(taken.holder().executor()).isEqualTo("executor");
    }

    @Test
    void a_complaint_goes_to_the_first_executor_who_did_not_write_the_answer() {
        Walk here = new Walk(new Procedure(withASecondExecutor()));
        Message complaint = here.complaint(here.rated(here.answered(here.executing("roads.signs")), 1));

        assertThat(executor(here, complaint)).isEqualTo("second");
        assertThat(wrong(() -> here.life().assign(complaint, null, "executor", COORDINATOR, MONDAY)))
                .containsExactly("executor executor.excluded");
    }

    @Test
    void in_another_zone_the_days_of_that_zone_are_counted() {
        Procedure wide = new Procedure(Farther.regulation());
        Message accepted = new Walk(wide).accepted("roads.signs");

        Message assigned = wide.assign(accepted, "far", null, SUPERIOR, MONDAY).after();
        Message forwarded =
                wide.forward(accepted, "far", "ваша", SUPERIOR, MONDAY).after();

        assertThat(accepted.deadline().due()).isEqualTo("2026-04-01T20:59:59Z");
        assertThat(assigned.deadline().due()).isEqualTo("2026-04-01T11:59:59Z");
        assertThat(assigned.holder().executor()).isEqualTo("ranger");
        assertThat(forwarded.deadline()).isEqualTo(assigned.deadline());
    }

    @Test
    void where_no_date_moves_none_is_written_down() {
        Message accepted = walk.accepted("roads.signs");

        assertThat(life.assign(accepted, null, null, COORDINATOR, MONDAY).facts())
                .hasSize(1);
        assertThat(life.forward(accepted, "region", "ваша", COORDINATOR, MONDAY).facts())
                .hasSize(1);
    }

    // Corrected topics

    @Test
    void a_topic_is_corrected_to_one_that_exists_and_took_messages_when_it_came_in() {
        Topic signs = SAMPLE.catalog().get("roads.signs");
        Regulation retiring = Regulation.of(
                "region",
                SAMPLE.calendar(),
                SAMPLE.directory(),
                SAMPLE.catalog()
                        .with(
                                "2",
                                new Topic(
                                        signs.code(),
                                        signs.parent(),
                                        signs.name(),
                                        null,
                                        false,
                                        null,
                                        List.of(),
                                        LocalDate.of(2026, 3, 3),
                                        null)),
                SAMPLE.routes());
        Procedure then = new Procedure(retiring);
        Message onMonday = new Walk(then).sent("roads.potholes");
        Message onTuesday = then.submit(
                        new UUID(1, 1),
                        letter("roads.potholes"),
                        Detection.none(),
                        Walk.ANNA,
                        MONDAY.plusSeconds(86_400))
                .after();

        assertThat(wrong(() -> life.accept(onMonday, "nonsense", null, MODERATOR, MONDAY)))
                .containsExactly("topic topic.unknown");
        assertThat(wrong(() -> then.accept(onTuesday, "roads.signs", null, MODERATOR, MONDAY)))
                .containsExactly("topic topic.retired");
        assertThat(then.accept(onMonday, "roads.signs", null, MODERATOR, MONDAY.plusSeconds(86_400))
                        .after()
                        .topic()
                        .code())
                .isEqualTo("roads.signs");
    }

    @Test
    void a_corrected_topic_keeps_what_the_detector_thought() {
        Detection thoughts = new Detection(
                List.of(new Candidate("roads.potholes", 0.5), new Candidate("roads.signs", 0.25)), false, 0.6, "m1");
        Message sent = life.submit(new UUID(1, 1), letter("roads.potholes"), thoughts, Walk.ANNA, MONDAY)
                .after();

        Message corrected =
                life.accept(sent, "roads.signs", null, MODERATOR, MONDAY).after();

        assertThat(corrected.topic().probability()).isEqualTo(0.25);
        assertThat(corrected.topic().alternatives()).isEqualTo(thoughts.candidates());
        assertThat(corrected.topic().model()).isEqualTo("m1");
    }

    private static @Nullable String executor(Walk walk, Message message) {
        return walk.life()
                .assign(message, null, null, COORDINATOR, MONDAY)
                .after()
                .holder()
                .executor();
    }

    private static Regulation routedTo(String executor) {
        List<Route> routes = new ArrayList<>(SAMPLE.routes().all());
        routes.removeIf(each -> each.topic().equals("roads.potholes"));
        routes.add(new Route("roads.potholes", "38701000", "kursk-roads", executor));
        return Regulation.of("region", SAMPLE.calendar(), SAMPLE.directory(), SAMPLE.catalog(), Routes.of(routes));
    }

    private static Regulation withASecondExecutor() {
        OrganizationTree tree = SampleRegion.organizations();
        Map<String, Collection<Grant>> staff = new LinkedHashMap<>(tree.staff());
        staff.put("second", Set.of(new Grant(Role.EXECUTOR, "kursk")));
        return Regulation.of(
                "region", SAMPLE.calendar(), OrganizationTree.of(tree.all(), staff), SAMPLE.catalog(), SAMPLE.routes());
    }
}
