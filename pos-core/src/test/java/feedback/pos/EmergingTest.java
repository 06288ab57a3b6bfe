package feedback.pos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.Emerging.Wanted;
import feedback.pos.insight.Problem;
import feedback.pos.insight.Problem.Stage;
import feedback.pos.message.Message;
import feedback.pos.message.Point;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Filter;
import feedback.pos.store.Storage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmergingTest {
    private static final Territory KURSK = new Territory("38701000");
    private static final Actor CURATOR = SampleRegion.official("curator");
    private static final Point YARD = new Point(51.7501, 36.2301);
    private static final String PITS = "roads.potholes";

    private final HandClock clock = HandClock.at("2026-01-10T09:00:00Z");
    private final Storage storage = Storage.inMemory();
    private final Pos pos =
            Pos.under(SampleRegion.regulation()).storage(storage).clock(clock).open();
    private final Emerging emerging = pos.insights().emerging();
    private int persons;

    @BeforeEach
    void eighty_usual_days() {
        Random random = new Random(1);
        for (int day = 0; day < 80; day++) {
            for (int i = 0; i < 3; i++) {
                Point point = new Point(51.73 + 0.02 * random.nextGaussian(), 36.19 + 0.03 * random.nextGaussian());
                send("person-" + persons++, "Яма номер " + persons, point);
            }
            clock.advance(Duration.ofDays(1));
        }
    }

    @AfterEach
    void close() {
        pos.close();
    }

    private Message send(String person, String text, Point point) {
        return pos.messages()
                .submit(new Submission(person, text, KURSK).withTopic(PITS).withPlace(null, point));
    }

    private void burst(int count) {
        for (int i = 0; i < count; i++) {
            send("neighbour-" + persons++, "После аварии теплотрассы провал на дороге во дворе, машина " + i, YARD);
        }
    }

    private List<Problem> seen(Actor by) {
        return emerging.list(Wanted.all(), null, 50, by).items();
    }

    private void later(Duration by) {
        clock.advance(by);
        pos.sweep();
    }

    @Test
    void neighbours_who_write_of_one_thing_are_a_problem_with_evidence() {
        pos.sweep();
        assertThat(seen(CURATOR)).isEmpty();
        burst(8);
        later(Duration.ofHours(2));

        assertThat(seen(CURATOR)).singleElement().satisfies(problem -> {
            assertThat(problem.stage()).isEqualTo(Stage.OPEN);
            assertThat(problem.topic()).isEqualTo(PITS);
            assertThat(problem.zone().contains(YARD)).isTrue();
            assertThat(problem.strongest().observed()).isGreaterThanOrEqualTo(8);
            assertThat(problem.strongest().expected()).isLessThan(1);
            assertThat(problem.strongest().everyDays()).isGreaterThan(30);
            assertThat(problem.evidence().persons()).isGreaterThanOrEqualTo(8);
            assertThat(problem.evidence().messages()).hasSizeGreaterThanOrEqualTo(8);
            assertThat(problem.evidence().words()).contains("аварии", "провал");
            assertThat(problem.evidence().alike()).isGreaterThan(0.8);
            assertThat(problem.evidence().bodies()).contains("region", "kursk");
        });
    }

    @Test
    void one_angry_person_is_no_problem() {
        for (int i = 0; i < 20; i++) {
            send("angry", "Опять яма во дворе, пишу в который раз " + i, YARD);
        }
        later(Duration.ofHours(2));
        assertThat(seen(CURATOR)).isEmpty();
    }

    @Test
    void rows_of_another_system_are_of_different_persons() {
        for (int i = 0; i < 8; i++) {
            send("import:table.csv", "Яма " + i, YARD);
        }
        later(Duration.ofHours(2));
        assertThat(seen(CURATOR)).hasSize(1);
    }

    @Test
    void it_is_raised_once_however_many_nodes_sweep_and_however_often() {
        Pos second = Pos.under(SampleRegion.regulation())
                .storage(storage)
                .clock(clock)
                .open();
        burst(8);
        clock.advance(Duration.ofHours(2));
        pos.sweep();
        second.sweep();
        later(Duration.ofHours(3));
        second.sweep();
        later(Duration.ofDays(1));
        second.sweep();

        assertThat(seen(CURATOR)).hasSize(1);
    }

    @Test
    void within_an_hour_nobody_looks_again() {
        pos.sweep();
        burst(8);
        later(Duration.ofMinutes(50));
        assertThat(seen(CURATOR)).isEmpty();
        later(Duration.ofMinutes(11));
        assertThat(seen(CURATOR)).hasSize(1);
    }

    @Test
    void a_clock_that_goes_back_stops_nobody_from_looking() {
        burst(8);
        Instant now = clock.instant();
        clock.set(now.plus(Duration.ofDays(300)));
        pos.sweep();
        clock.set(now.plus(Duration.ofHours(1)));
        pos.sweep();
        assertThat(seen(CURATOR)).hasSize(1);
    }

    @Test
    void it_ends_and_is_kept() {
        burst(8);
        later(Duration.ofHours(2));
        for (int day = 0; day < 9; day++) {
            later(Duration.ofDays(1));
        }

        assertThat(seen(CURATOR)).singleElement().satisfies(problem -> {
            assertThat(problem.stage()).isEqualTo(Stage.ENDED);
            assertThat(problem.ending()).isEqualTo(Problem.Ending.BACK_TO_USUAL);
        });
        assertThat(list(new Wanted(Stage.OPEN, null, null, null, null, null))).isEmpty();
        assertThat(list(new Wanted(Stage.ENDED, null, null, null, null, null))).hasSize(1);
        later(Duration.ofDays(60));
        assertThat(seen(CURATOR)).hasSize(1);
    }

    private List<Problem> list(Wanted wanted) {
        return emerging.list(wanted, null, 50, CURATOR).items();
    }

    @Test
    void it_is_found_by_topic_body_place_and_time() {
        burst(8);
        later(Duration.ofHours(2));
        Instant now = clock.instant();

        assertThat(list(new Wanted(null, "roads", null, null, null, null))).hasSize(1);
        assertThat(list(new Wanted(null, "housing", null, null, null, null))).isEmpty();
        assertThat(list(new Wanted(null, null, "kursk", null, null, null))).hasSize(1);
        assertThat(list(new Wanted(null, null, "lgov", null, null, null))).isEmpty();
        assertThat(list(new Wanted(null, null, null, Filter.Box.around(YARD, 100), null, null)))
                .hasSize(1);
        assertThat(list(new Wanted(null, null, null, Filter.Box.around(new Point(51.2, 36.2), 100), null, null)))
                .isEmpty();
        assertThat(list(new Wanted(null, null, null, null, now.minus(Duration.ofDays(1)), null)))
                .hasSize(1);
        assertThat(list(new Wanted(null, null, null, null, now.plus(Duration.ofDays(2)), null)))
                .isEmpty();
        assertThat(list(new Wanted(null, null, null, null, null, now.minus(Duration.ofDays(20)))))
                .isEmpty();
    }

    @Test
    void officials_see_what_their_bodies_hold_and_citizens_nothing() {
        burst(8);
        later(Duration.ofHours(2));
        UUID id = seen(CURATOR).get(0).id();
        Actor other = Actor.official("x", Role.COORDINATOR, "lgov");
        Actor executor = Actor.official("y", Role.EXECUTOR, "kursk");

        assertThat(seen(executor)).hasSize(1);
        assertThat(emerging.get(id, executor).id()).isEqualTo(id);
        assertThat(seen(other)).isEmpty();
        assertThatThrownBy(() -> emerging.get(id, other))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND));
        assertThatThrownBy(() -> seen(SampleRegion.anna()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.FORBIDDEN));
        assertThatThrownBy(() -> emerging.dismiss(id, "учения", 30, CURATOR))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.FORBIDDEN));
    }

    @Test
    void who_reads_no_messages_sees_no_evidence_of_them() {
        burst(8);
        later(Duration.ofHours(2));
        UUID id = seen(CURATOR).get(0).id();
        for (Role role : List.of(Role.ANALYST, Role.POLL_MANAGER)) {
            Actor actor = Actor.official("y", role, "region");
            assertThatThrownBy(() -> seen(actor))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.FORBIDDEN));
            assertThatThrownBy(() -> emerging.get(id, actor))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.FORBIDDEN));
        }
        // Nor does an office of figures widen one of messages
        Actor both = new Actor("z", Set.of(new Grant(Role.ANALYST, "region"), new Grant(Role.COORDINATOR, "lgov")));
        assertThat(seen(both)).isEmpty();
    }

    @Test
    void a_dismissed_one_is_not_raised_again_for_a_while() {
        burst(8);
        later(Duration.ofHours(2));
        UUID id = seen(CURATOR).get(0).id();
        Actor coordinator = SampleRegion.superiorCoordinator();

        assertThatThrownBy(() -> emerging.dismiss(id, " ", 30, coordinator)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> emerging.dismiss(id, "учения", 0, coordinator)).isInstanceOf(Refusal.class);
        Problem dismissed = emerging.dismiss(id, "учения", 30, coordinator);
        assertThat(dismissed.stage()).isEqualTo(Stage.DISMISSED);
        assertThatThrownBy(() -> emerging.dismiss(id, "учения", 30, coordinator))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.WRONG_STAGE));
        later(Duration.ofDays(20));
        burst(8);
        later(Duration.ofHours(2));

        assertThat(seen(CURATOR)).hasSize(1);
        later(Duration.ofDays(11));
        burst(10);
        later(Duration.ofHours(2));
        assertThat(seen(CURATOR)).hasSize(2);
    }

    @Test
    void it_is_linked_to_the_message_that_others_are_joined_to() {
        burst(8);
        later(Duration.ofHours(2));
        Problem raised = seen(CURATOR).get(0);
        UUID leader = raised.evidence().messages().get(0);
        Actor coordinator = SampleRegion.superiorCoordinator();

        Problem linked = emerging.link(raised.id(), leader, null, coordinator);

        assertThat(linked.links().message()).isEqualTo(leader);
        assertThat(emerging.get(raised.id(), CURATOR)).isEqualTo(linked);
        assertThatThrownBy(() -> emerging.link(raised.id(), null, null, coordinator))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields())
                                .extracting(Refusal.Field::field)
                                .containsExactly("message"));
        assertThatThrownBy(() -> emerging.link(raised.id(), UUID.randomUUID(), null, coordinator))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> emerging.link(raised.id(), null, UUID.randomUUID(), coordinator))
                .isInstanceOf(Refusal.class);
    }
}
