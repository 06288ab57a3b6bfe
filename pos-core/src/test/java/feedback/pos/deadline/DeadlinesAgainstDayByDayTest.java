package feedback.pos.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.Term.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadlinesAgainstDayByDayTest {
    private final WorkCalendar calendar = WorkCalendar.russia().orFallback();

    @Test
    void terms_in_days_end_where_a_wall_calendar_says() {
        Courses courses = new Courses(10_30);
        for (int i = 0; i < 5_000; i++) {
            same(courses.any());
        }
    }

    @Test
    void terms_in_hours_end_where_a_watch_says() {
        Courses courses = new Courses(4_9);
        for (int i = 0; i < 300; i++) {
            same(courses.with(Unit.HOURS));
        }
    }

    @Test
    void a_pause_more_never_brings_the_end_nearer() {
        Courses courses = new Courses(1);
        for (int i = 0; i < 2_000; i++) {
            Course course = courses.any();
            List<Pause> more = new ArrayList<>(course.pauses());
            more.add(courses.pause(course.start(), course.term().amount()));

            assertThat(Deadlines.of(course.withPauses(more), calendar).raw())
                    .as(() -> course + " and " + more)
                    .isAfterOrEqualTo(Deadlines.of(course, calendar).raw());
        }
    }

    @Test
    void a_pause_cut_in_two_is_the_same_pause() {
        Courses courses = new Courses(2);
        for (int i = 0; i < 2_000; i++) {
            Course course = courses.any();
            List<Pause> cut = new ArrayList<>();
            for (Pause pause : course.pauses()) {
                cut.add(0, pause);
                if (pause.to() != null) {
                    long seconds = pause.to().getEpochSecond() - pause.from().getEpochSecond();
                    Instant middle = pause.from().plusSeconds(seconds / 3);
                    cut.set(0, new Pause(middle, pause.to(), pause.ground()));
                    cut.add(new Pause(pause.from(), middle, pause.ground()));
                }
            }

            assertThat(Deadlines.of(course.withPauses(cut), calendar).due())
                    .as(course::toString)
                    .isEqualTo(Deadlines.of(course, calendar).due());
        }
    }

    private void same(Course course) {
        DayByDay wall = new DayByDay(course, calendar);
        Deadline deadline = Deadlines.of(course, calendar);

        assertThat(deadline)
                .as(course::toString)
                .isEqualTo(new Deadline(
                        course.start(),
                        course.term(),
                        course.zone(),
                        wall.raw(),
                        wall.due(),
                        wall.control(),
                        course.pauses(),
                        course.extensions()));
        assertThat(deadline.control()).as(course::toString).isBetween(course.startDay(), deadline.raw());
        assertThat(lastDayExplained(course)).as(course::toString).isEqualTo(deadline.dueDay());
    }

    /** Each step begins where the one before it ended, and the last one ends on the due day. */
    private @Nullable LocalDate lastDayExplained(Course course) {
        List<Step> steps = Deadlines.explain(course, calendar);
        LocalDate at = course.startDay();
        for (Step step : steps) {
            boolean moves = List.of("term", "pause", "extension", "roll").contains(step.rule());
            if (moves) {
                assertThat(step.from()).as(() -> step + " of " + steps).isEqualTo(at);
                at = step.to();
            }
        }
        Step last = steps.get(steps.size() - 1);
        assertThat(last.rule()).isEqualTo("due");
        assertThat(last.to()).as(steps::toString).isEqualTo(at);
        return last.to();
    }
}
