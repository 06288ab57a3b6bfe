package feedback.pos.deadline;

import feedback.pos.calendar.CalendarDay;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.calendar.WorkCalendar.Source;
import feedback.pos.deadline.RunningClock.Shift;
import feedback.pos.deadline.Term.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells a count as steps; what it tells is the count itself, so the two cannot disagree. */
final class Explanation {
    private static final int MOST_ACTS = 5;

    private final Course course;
    private final WorkCalendar calendar;
    private final Counted counted;
    private final Unit unit;
    private final List<Step> steps = new ArrayList<>(6);

    Explanation(Course course, Counted counted, WorkCalendar calendar) {
        this.course = course;
        this.calendar = calendar;
        this.counted = counted;
        this.unit = course.term().unit();
    }

    List<Step> steps() {
        start();
        term();
        pauses();
        extensions();
        roll();
        calendar();
        steps.add(new Step.Due(counted.raw(), counted.dueDay(), counted.due(), course.zone()));
        return List.copyOf(steps);
    }

    private void start() {
        LocalDate received = course.startDay();
        CalendarDay.@Nullable Type off = calendar.fact(received)
                .filter(day -> !day.isWorking())
                .map(CalendarDay::type)
                .orElse(null);
        // Beyond the data of a calendar with a fallback the day may count all the same
        if (off == null && usesCalendar() && !calendar.isDecreed(received) && !calendar.isWorking(received)) {
            off = calendar.day(received).type();
        }
        LocalDate dayZero = counted.dayZero();
        steps.add(new Step.Received(course.start(), course.zone(), received, off, dayZero.equals(received)));
        if (!dayZero.equals(received)) {
            steps.add(new Step.Begun(received, dayZero, off(received, dayZero)));
        }
    }

    private void term() {
        Term term = course.term();
        LocalDate dayZero = counted.dayZero();
        RunningClock clock = RunningClock.withoutPauses(course, calendar);
        @Nullable Instant at = unit.isDays() ? null : clock.instantAfter(Duration.ofHours(term.amount()));
        LocalDate day = at == null ? clock.dayAfter(term.amount()) : LocalDate.ofInstant(at, course.zone());
        steps.add(new Step.TermAdded(
                dayZero,
                day,
                unit,
                term.amount(),
                at,
                unit == Unit.WORKING_HOURS ? course.rules().hours() : null,
                passed(unit == Unit.WORKING_HOURS ? dayZero : dayZero.plusDays(1), day)));
    }

    private void pauses() {
        for (Shift shift : counted.shifts()) {
            PausedTime pause = shift.pause();
            steps.add(new Step.Paused(
                    shift.from(),
                    shift.to(),
                    pause.from(),
                    pause.to(),
                    course.zone(),
                    pause.ground(),
                    pause.by(),
                    pause.document(),
                    shift.at(),
                    passed(shift.from().plusDays(1), shift.to())));
        }
        for (Pause pause : course.pauses()) {
            if (pause.isOpen()) {
                steps.add(new Step.Standing(
                        LocalDate.ofInstant(pause.from(), course.zone()), pause.from(), pause.ground()));
            }
        }
    }

    private void extensions() {
        LocalDate day = counted.unextendedRaw();
        for (Extension each : counted.extensions()) {
            steps.add(new Step.Extended(day, each.until(), each.reason(), each.by(), each.document()));
            day = each.until();
        }
    }

    private void roll() {
        if (!counted.isWholeDay() || calendar.isWorking(counted.raw())) {
            return;
        }
        LocalDate raw = counted.raw();
        LocalDate due = counted.dueDay();
        boolean back = due.isBefore(raw);
        steps.add(new Step.Rolled(raw, due, course.rules().roll(), off(back ? due : raw, back ? raw : due)));
    }

    private void calendar() {
        if (!usesCalendar()) {
            return;
        }
        LocalDate earliest = unit == Unit.CALENDAR_DAYS || unit == Unit.HOURS ? counted.control() : course.startDay();
        List<Source> sources = sources(earliest.getYear(), counted.dueDay().getYear());
        steps.add(new Step.Looked(
                calendar.id(),
                calendar.edition(),
                sources.isEmpty() ? null : sources.get(sources.size() - 1).known(),
                sources.stream().map(Source::act).filter(act -> !act.isEmpty()).collect(Collectors.joining("; "))));
        if (!(calendar.isDecreed(earliest) && calendar.isDecreed(counted.dueDay()))) {
            steps.add(new Step.Beyond(counted.raw(), counted.dueDay(), calendar.firstDay(), calendar.lastDay()));
        }
    }

    /** The acts on the years that were looked at, as far as they are decreed; of long terms the last ones. */
    private List<Source> sources(int from, int to) {
        return IntStream.rangeClosed(Math.max(from, to - MOST_ACTS + 1), to)
                .mapToObj(calendar::source)
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean usesCalendar() {
        return counted.isWholeDay() || unit == Unit.WORKING_HOURS;
    }

    /** The days that the clock of this unit does not count, or not as others. */
    private List<Span> passed(LocalDate from, LocalDate to) {
        return switch (unit) {
            case CALENDAR_DAYS, HOURS -> List.of();
            case WORKING_DAYS -> off(from, to);
            case WORKING_HOURS ->
                Span.notPlain(from, to, calendar, type -> !type.isWorking() || type.isShort() || isWorkedWeekend(type));
        };
    }

    /** Worth a word, for nobody expects it. */
    private static boolean isWorkedWeekend(CalendarDay.Type type) {
        return type == CalendarDay.Type.WORKING_WEEKEND || type == CalendarDay.Type.WORKING_WEEKEND_SHORT;
    }

    private List<Span> off(LocalDate from, LocalDate to) {
        return Span.notPlain(from, to, calendar, type -> !type.isWorking() || isWorkedWeekend(type));
    }
}
