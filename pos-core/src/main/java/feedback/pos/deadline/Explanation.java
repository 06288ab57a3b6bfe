package feedback.pos.deadline;

import feedback.pos.calendar.CalendarDay;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.RunningClock.Shift;
import feedback.pos.deadline.Term.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells a count as steps; what it tells is the count itself, so the two cannot disagree. */
final class Explanation {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

    private final Course course;
    private final WorkCalendar calendar;
    private final Counted counted;
    private final List<Step> steps = new ArrayList<>();

    Explanation(Course course, WorkCalendar calendar) {
        this.course = course;
        this.calendar = calendar;
        this.counted = Counted.of(course, calendar);
    }

    List<Step> steps() {
        start();
        term();
        pauses();
        extensions();
        roll();
        beyondCalendar();
        add(
                "due",
                counted.raw(),
                counted.dueDay(),
                time(counted.due()),
                offset(),
                course.zone().getId());
        return List.copyOf(steps);
    }

    private void start() {
        add(
                "start",
                null,
                course.startDay(),
                time(course.start()),
                course.zone().getId());
        if (calendar.isDecreed(course.startDay()) && !calendar.isWorking(course.startDay())) {
            add("start-day-off", course.startDay(), course.startDay());
        }
    }

    private void term() {
        Term term = course.term();
        Course bare = course.withPauses(List.of());
        RunningClock clock = new RunningClock(bare, calendar);
        LocalDate day = term.unit() == Unit.HOURS
                ? LocalDate.ofInstant(clock.instantAfter(Duration.ofHours(term.amount())), course.zone())
                : clock.dayAfter(term.amount());
        add("term", course.startDay(), day, term.unit().name(), String.valueOf(term.amount()));
    }

    private void pauses() {
        for (Shift shift : counted.shifts()) {
            add(
                    "pause",
                    shift.from(),
                    shift.to(),
                    shift.pause().ground(),
                    moment(shift.pause().from()),
                    moment(shift.pause().to()));
        }
        for (Pause pause : course.pauses()) {
            if (pause.isOpen()) {
                add("pause-open", LocalDate.ofInstant(pause.from(), course.zone()), null, pause.ground());
            }
        }
    }

    private void extensions() {
        LocalDate day = counted.unextendedRaw();
        for (Extension extension : counted.extensions()) {
            add("extension", day, extension.until(), extension.reason());
            day = extension.until();
        }
    }

    private void roll() {
        if (!counted.isWholeDay() || calendar.isWorking(counted.raw())) {
            return;
        }
        CalendarDay off = calendar.day(counted.raw());
        add("day-off", counted.raw(), counted.raw(), off.type().name(), Objects.requireNonNullElse(off.name(), ""));
        add("roll", counted.raw(), counted.dueDay(), course.roll().name());
    }

    private void beyondCalendar() {
        boolean counts = counted.isWholeDay();
        LocalDate earliest = course.term().unit() == Unit.WORKING_DAYS ? course.startDay() : counted.control();
        if (counts && !(calendar.isDecreed(earliest) && calendar.isDecreed(counted.dueDay()))) {
            add(
                    "beyond-calendar",
                    counted.raw(),
                    counted.dueDay(),
                    calendar.firstDay().toString(),
                    calendar.lastDay().toString());
        }
    }

    private void add(String rule, @Nullable LocalDate from, @Nullable LocalDate to, String... args) {
        Integer days = from == null || to == null ? null : Math.toIntExact(to.toEpochDay() - from.toEpochDay());
        steps.add(new Step(rule, from, to, days, List.of(args)));
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(course.zone()));
    }

    private String moment(Instant instant) {
        return MOMENT.format(instant.atZone(course.zone()));
    }

    private String offset() {
        return OFFSET.format(counted.due().atZone(course.zone()));
    }
}
