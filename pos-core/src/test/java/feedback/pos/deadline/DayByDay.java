package feedback.pos.deadline;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.Term.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** The rules of {@link Deadlines} as a clerk with a wall calendar would apply them: one day, or one minute, after the other. */
record DayByDay(Course course, WorkCalendar calendar) {

    LocalDate raw() {
        LocalDate raw = unextended();
        for (Extension extension : course.extensions()) {
            raw = extension.until().isAfter(raw) ? extension.until() : raw;
        }
        return raw;
    }

    LocalDate unextended() {
        return isHours()
                ? LocalDate.ofInstant(hoursEnd(), course.zone())
                : lastDay(course.term().amount());
    }

    LocalDate lastDay(int days) {
        boolean working = course.term().unit() == Unit.WORKING_DAYS;
        LocalDate day = course.startDay();
        boolean zeroPassed = working && !calendar.isWorking(day) || !standsAtTheEndOf(day);
        int left = zeroPassed ? days : days + 1;
        while (left > 0) {
            day = day.plusDays(1);
            if ((!working || calendar.isWorking(day)) && !standsAtTheEndOf(day)) {
                left--;
            }
        }
        return day;
    }

    Instant hoursEnd() {
        Instant now = course.start();
        for (long left = Duration.ofHours(course.term().amount()).toMinutes(); left > 0; ) {
            if (!stands(now)) {
                left--;
            }
            now = now.plus(Duration.ofMinutes(1));
        }
        return now;
    }

    LocalDate dueDay() {
        return isWholeDay() ? rolled(course.roll(), raw()) : raw();
    }

    LocalDate control() {
        return isWholeDay() ? rolled(Roll.BACKWARD, raw()) : raw();
    }

    Instant due() {
        return isWholeDay() ? endOf(dueDay()) : hoursEnd();
    }

    LocalDate rolled(Roll roll, LocalDate day) {
        int step = roll == Roll.FORWARD ? 1 : -1;
        LocalDate at = day;
        while (roll != Roll.KEEP && !calendar.isWorking(at) && (step > 0 || at.isAfter(course.startDay()))) {
            at = at.plusDays(step);
        }
        return at;
    }

    Instant endOf(LocalDate day) {
        return ZonedDateTime.of(day, LocalTime.of(23, 59, 59), course.zone()).toInstant();
    }

    private boolean isHours() {
        return course.term().unit() == Unit.HOURS;
    }

    private boolean isWholeDay() {
        return !isHours()
                || course.extensions().stream()
                        .anyMatch(extension -> endOf(extension.until()).isAfter(hoursEnd()));
    }

    private boolean standsAtTheEndOf(LocalDate day) {
        return stands(ZonedDateTime.of(day.plusDays(1), LocalTime.MIDNIGHT, course.zone())
                .toInstant());
    }

    private boolean stands(Instant instant) {
        return course.pauses().stream()
                .anyMatch(
                        pause -> pause.to() != null && !instant.isBefore(pause.from()) && instant.isBefore(pause.to()));
    }
}
