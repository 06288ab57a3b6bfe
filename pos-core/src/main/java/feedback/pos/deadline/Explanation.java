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
import org.jspecify.annotations.Nullable;

/** Tells a count as steps; what it tells is the count itself, so the two cannot disagree. */
final class Explanation {
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
        steps.add(new Step.Received(course.start(), course.zone(), received, off));
        LocalDate dayZero = counted.dayZero();
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
        Optional<Source> source = calendar.isDecreed(counted.dueDay())
                ? calendar.source(counted.dueDay().getYear())
                : Optional.empty();
        steps.add(new Step.Looked(
                calendar.id(),
                calendar.edition(),
                source.map(Source::known).orElse(null),
                source.map(Source::act).orElse("")));
        LocalDate earliest = unit == Unit.CALENDAR_DAYS || unit == Unit.HOURS ? counted.control() : course.startDay();
        if (!(calendar.isDecreed(earliest) && calendar.isDecreed(counted.dueDay()))) {
            steps.add(new Step.Beyond(counted.raw(), counted.dueDay(), calendar.firstDay(), calendar.lastDay()));
        }
    }

    private boolean usesCalendar() {
        return counted.isWholeDay() || unit == Unit.WORKING_HOURS;
    }

    /** The days that the clock of this unit does not count, or not as others. */
    private List<Span> passed(LocalDate from, LocalDate to) {
        return switch (unit) {
            case CALENDAR_DAYS, HOURS -> List.of();
            case WORKING_DAYS -> off(from, to);
            case WORKING_HOURS -> Span.notPlain(from, to, calendar, type -> !type.isWorking() || type.isShort());
        };
    }

    private List<Span> off(LocalDate from, LocalDate to) {
        return Span.notPlain(from, to, calendar, type -> !type.isWorking());
    }
}
