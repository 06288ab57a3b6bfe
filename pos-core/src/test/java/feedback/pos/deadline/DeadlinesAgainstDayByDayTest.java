package feedback.pos.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.Term.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadlinesAgainstDayByDayTest {
    private static final int ALL = 110_000;
    private static final int CASES = Courses.cases(ALL);

    private final WorkCalendar calendar = WorkCalendar.russia().orFallback();

    @Test
    void every_deadline_ends_where_a_wall_calendar_and_a_watch_say_and_its_explanation_leads_there() {
        Courses courses = new Courses(10_30);
        Set<Object> terms = new HashSet<>();
        Set<Object> years = new HashSet<>();
        Set<Object> hours = new HashSet<>();
        Set<Object> zonesAndRolls = new HashSet<>();
        for (int i = 0; i < CASES; i++) {
            Course course = courses.walk(i);
            if (fault(course) != null) {
                Course small = smallest(course, each -> fault(each) != null);
                throw new AssertionError(fault(small) + "\nfor " + small + "\nshrunk from " + course);
            }
            var local = course.start().atZone(course.zone());
            terms.add(course.term());
            years.add(local.getYear());
            hours.add(local.getDayOfWeek().toString() + local.getHour());
            zonesAndRolls.add(
                    List.of(course.zone(), course.rules().roll(), course.term().unit()));
        }
        if (CASES < ALL) {
            return;
        }
        assertThat(terms)
                .filteredOn(each -> ((Term) each).unit() == Unit.CALENDAR_DAYS)
                .hasSize(Courses.TERMS);
        assertThat(terms)
                .filteredOn(each -> ((Term) each).unit() == Unit.WORKING_DAYS)
                .hasSize(Courses.TERMS);
        assertThat(years).containsAll(Courses.YEARS);
        assertThat(hours).hasSize(Courses.HOURS_OF_A_WEEK);
        assertThat(zonesAndRolls).hasSize(Courses.ZONES.size() * Roll.values().length * Unit.values().length);
    }

    @Test
    void a_fault_is_shrunk_to_what_it_hangs_on() {
        Course course = null;
        Courses courses = new Courses(3);
        for (int i = 0;
                course == null || course.pauses().size() < 3 || course.term().amount() < 50;
                i++) {
            course = courses.walk(i);
        }
        Course small = smallest(
                course, each -> each.term().amount() >= 7 && !each.pauses().isEmpty());

        assertThat(small.term().amount()).isEqualTo(7);
        assertThat(small.pauses()).hasSize(1);
        assertThat(small.extensions()).isEmpty();
    }

    @Test
    void a_pause_more_never_brings_the_end_nearer() {
        Courses courses = new Courses(1);
        for (int i = 0; i < Courses.cases(2_000); i++) {
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
        for (int i = 0; i < Courses.cases(2_000); i++) {
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

    /** What is wrong with the deadline of a course, or null. */
    private @Nullable String fault(Course course) {
        DayByDay wall = new DayByDay(course, calendar);
        Deadline expected = new Deadline(
                course.start(),
                course.term(),
                course.zone(),
                wall.raw(),
                wall.due(),
                wall.control(),
                course.pauses(),
                course.extensions());
        Deadline counted = Deadlines.of(course, calendar);
        if (!counted.equals(expected)) {
            return "counted " + counted + ", expected " + expected;
        }
        if (counted.control().isBefore(wall.dayZero()) || counted.control().isAfter(counted.raw())) {
            return "the control date " + counted.control() + " is not in between";
        }
        Instant gross = Deadlines.gross(course, calendar);
        if (!gross.equals(wall.gross())) {
            return "gross " + gross + ", expected " + wall.gross();
        }
        return explained(course, counted);
    }

    private @Nullable String explained(Course course, Deadline counted) {
        List<Step> steps = Deadlines.explain(course, calendar);
        try {
            Instant replayed = Replay.of(steps);
            if (!replayed.equals(counted.due())) {
                return "the explanation leads to " + replayed + " and not to " + counted.due() + ": " + steps;
            }
        } catch (AssertionError e) {
            return e.getMessage() + " in " + steps;
        }
        boolean rolls = steps.stream().anyMatch(Step.Rolled.class::isInstance);
        boolean endsOff = steps.stream().noneMatch(step -> step instanceof Step.TermAdded term && term.at() != null)
                && !calendar.isWorking(counted.raw());
        if (endsOff && !rolls) {
            return "the last day is off, and the explanation does not say so: " + steps;
        }
        return spans(steps)
                .flatMap(span -> span.from().datesUntil(span.to().plusDays(1)).map(day -> List.of(day, span.type())))
                .filter(each -> calendar.day((LocalDate) each.get(0)).type() != each.get(1))
                .map(each -> "the calendar says otherwise of " + each)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Span> spans(List<Step> steps) {
        return steps.stream().flatMap(step -> {
            if (step instanceof Step.Begun each) {
                return each.off().stream();
            }
            if (step instanceof Step.TermAdded each) {
                return each.off().stream();
            }
            if (step instanceof Step.Paused each) {
                return each.off().stream();
            }
            return step instanceof Step.Rolled each ? each.off().stream() : Stream.of();
        });
    }

    /** Leaves out and makes smaller as long as the fault stays. */
    private static Course smallest(Course course, Predicate<Course> isFaulty) {
        Course small = course;
        while (true) {
            Course next = smaller(small).filter(isFaulty).findFirst().orElse(null);
            if (next == null) {
                return small;
            }
            small = next;
        }
    }

    private static Stream<Course> smaller(Course course) {
        List<Course> all = new ArrayList<>();
        for (Pause pause : course.pauses()) {
            all.add(course.withPauses(
                    course.pauses().stream().filter(each -> !each.equals(pause)).toList()));
        }
        for (Extension extension : course.extensions()) {
            all.add(new Course(
                    course.start(),
                    course.term(),
                    course.zone(),
                    course.rules(),
                    course.pauses(),
                    course.extensions().stream()
                            .filter(each -> !each.equals(extension))
                            .toList()));
        }
        int amount = course.term().amount();
        for (int less : new int[] {1, amount / 2, amount - 1}) {
            if (less > 0 && less < amount) {
                all.add(course.withTerm(new Term(less, course.term().unit())));
            }
        }
        return all.stream();
    }
}
