package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.Pos.Impact;
import feedback.pos.Pos.Moved;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.CalendarEdition;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.deadline.StageBudget;
import feedback.pos.deadline.Step;
import feedback.pos.deadline.Term;
import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Storage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Other rules move open messages only when somebody says so, who can see beforehand what will move. */
class RecountTest {
    private static final String DAY_OFF = """
            known 2026-03-05 Указ (пример)
            year 2026 245
            HOLIDAY 01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04
            TRANSFERRED_OFF 01-09<2026-01-03 03-09<2026-03-08 03-12 03-13 05-11<2026-05-09 12-31<2026-01-04
            SHORT 04-30 05-08 06-11 11-03
            """;

    private final Regulation regulation = SampleRegion.regulation();
    private final Actor administrator = new Actor("admin", Set.of(new Grant(Role.ADMINISTRATOR, regulation.root())));
    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Storage storage = Storage.inMemory();
    private final Pos pos = Pos.under(regulation)
            .clock(clock)
            .storage(storage)
            .detector(text -> Detection.none())
            .open();
    private final List<Moved> moved = new ArrayList<>();

    @Test
    void an_edit_of_the_calendar_is_first_imagined_and_then_applied() {
        Message fast = send("roads.potholes");
        Message ordinary = send("other");
        clock.advance(Period.ofDays(3));
        Regulation edited = with(calendar());

        assertThat(pos.whatIf(edited, moved::add)).isEqualTo(new Impact(2, 1, 0, 0, 0));
        assertThat(moved).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo(fast.id());
            assertThat(each.from()).isEqualTo("2026-03-12T20:59:59Z");
            assertThat(each.to()).isEqualTo("2026-03-16T20:59:59Z");
            assertThat(each.becomesOverdue()).isFalse();
        });
        assertThat(current(fast).deadline()).as("nothing has moved").isEqualTo(fast.deadline());

        pos.adopt(edited);
        assertThat(current(fast).deadline())
                .as("new rules move nothing by themselves")
                .isEqualTo(fast.deadline());

        moved.clear();
        assertThat(pos.recount(administrator, moved::add)).isEqualTo(new Impact(2, 1, 0, 0, 0));
        assertThat(current(fast).deadline().dueDay()).isEqualTo("2026-03-16");
        assertThat(current(ordinary).deadline()).isEqualTo(ordinary.deadline());
        assertThat(pos.messages().history(fast.id())).last().satisfies(line -> {
            assertThat(line.event()).isInstanceOf(Event.DeadlineSet.class);
            assertThat(line.entry().by()).isEqualTo("admin");
            assertThat(line.entry().role()).isEqualTo(Role.ADMINISTRATOR);
        });
        assertThat(pos.recount(administrator, moved::add)).isEqualTo(new Impact(2, 0, 0, 0, 0));
        assertThat(pos.verify().ok()).isTrue();
    }

    @Test
    void the_explanation_stays_the_one_of_the_calendar_by_which_it_was_counted() {
        Message fast = send("roads.potholes");
        List<Step> before = pos.messages().explain(fast.id());
        pos.adopt(with(calendar()));

        assertThat(pos.messages().explain(fast.id())).isEqualTo(before);
        assertThat(before).hasAtLeastOneElementOfType(Step.Looked.class).last().isInstanceOf(Step.Due.class);

        pos.recount(administrator, moved::add);
        assertThat(pos.messages().explain(fast.id()))
                .anySatisfy(step -> assertThat(step)
                        .isInstanceOfSatisfying(
                                Step.Looked.class,
                                looked -> assertThat(looked.edition()).startsWith("2026-03-05")));
    }

    @Test
    void a_shorter_term_makes_messages_late_and_a_longer_one_saves_them() {
        Message ordinary = send("other");
        clock.advance(Period.ofDays(12));
        Regulation shorter = regulation.with(
                regulation.policy().edit().ordinary(Term.days(10)).done());

        assertThat(pos.whatIf(shorter, moved::add)).isEqualTo(new Impact(1, 1, 1, 0, 0));
        assertThat(moved)
                .singleElement()
                .satisfies(each -> assertThat(each.becomesOverdue()).isTrue());
        pos.adopt(shorter);
        pos.recount(administrator, moved::add);
        assertThat(current(ordinary).isOverdue(clock.instant())).isTrue();
        assertThat(pos.sweep().woken()).isEqualTo(1);

        assertThat(pos.whatIf(regulation, moved::add)).isEqualTo(new Impact(1, 1, 0, 1, 0));
    }

    @Test
    void budgets_alone_move_internal_dates_only() {
        send("other");
        Regulation other = regulation.with(regulation
                .policy()
                .edit()
                .ordinaryStages(new StageBudget(2, 4, 20, 30))
                .done());

        assertThat(pos.whatIf(other, moved::add)).isEqualTo(new Impact(1, 0, 0, 0, 1));
        assertThat(moved).isEmpty();
    }

    @Test
    void what_is_closed_is_left_alone() {
        Message sent = send("roads.potholes");
        pos.messages().withdraw(sent.id(), null, SampleRegion.anna());

        assertThat(pos.whatIf(with(calendar()), moved::add)).isEqualTo(new Impact(0, 0, 0, 0, 0));
    }

    @Test
    void more_than_a_page_is_counted_to_the_end() {
        for (int i = 0; i < 1_050; i++) {
            send("roads.potholes");
        }
        pos.adopt(with(calendar()));
        long[] progress = {0};
        Pos.Watch watch = new Pos.Watch() {
            @Override
            public void moved(Moved message) {
                moved.add(message);
            }

            @Override
            public void progress(Impact soFar) {
                progress[0] = soFar.examined();
            }
        };

        assertThat(pos.recount(administrator, watch).moved()).isEqualTo(1_050);
        assertThat(moved).hasSize(1_050);
        assertThat(progress[0]).isEqualTo(1_050);
        assertThat(pos.verify().ok()).isTrue();
    }

    @Test
    void a_helper_does_the_same_and_what_fails_there_fails_here() {
        for (int i = 0; i < 2_100; i++) {
            send("roads.potholes");
        }
        pos.adopt(with(calendar()));
        Pos.Watch failing = message -> {
            throw new IllegalStateException("the list cannot be written");
        };

        assertThatThrownBy(() -> pos.recount(administrator, failing, ForkJoinPool.commonPool()))
                .hasMessage("the list cannot be written");

        Impact rest = pos.recount(administrator, moved::add, ForkJoinPool.commonPool());
        assertThat(rest.examined()).isEqualTo(2_100);
        assertThat(rest.moved()).as("the page that failed was written").isEqualTo(1_100);
        assertThat(pos.whatIf(pos.regulation(), moved::add).moved()).isZero();
        assertThat(pos.verify().ok()).isTrue();
    }

    @Test
    void only_an_administrator_of_the_region_moves_them() {
        Actor below = new Actor("admin", Set.of(new Grant(Role.ADMINISTRATOR, "city")));
        for (Actor somebody : List.of(SampleRegion.head(), SampleRegion.anna(), below)) {
            assertThatThrownBy(() -> pos.recount(somebody, moved::add))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.FORBIDDEN));
        }
        assertThat(pos.recount(Actor.system(), moved::add)).isEqualTo(new Impact(0, 0, 0, 0, 0));
    }

    private Message send(String topic) {
        return pos.messages().submit(new Submission(SampleRegion.anna(), "Яма", oktmo("38701000")).withTopic(topic));
    }

    private Message current(Message message) {
        return pos.messages().find(message.id()).orElseThrow();
    }

    private static WorkCalendar calendar() {
        return CalendarBook.russia().with(CalendarEdition.parse(DAY_OFF)).calendar("RU", DecreedDays.WORKED);
    }

    private Regulation with(WorkCalendar calendar) {
        return new Regulation(
                regulation.root(),
                regulation.zone(),
                calendar,
                regulation.directory(),
                regulation.catalog(),
                regulation.routes(),
                regulation.policy());
    }
}
