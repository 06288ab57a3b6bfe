package feedback.pos.deadline;

import feedback.pos.calendar.CalendarDay;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.Term.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** The rules of {@link Deadlines} as a clerk with a wall calendar would apply them: one day, or one minute, after the other. */
record DayByDay(Course course, WorkCalendar calendar) {

    LocalDate dayZero() {
        LocalDate day = LocalDate.ofInstant(course.start(), course.zone());
        while (course.rules().start() == StartRule.NEXT_WORKING_DAY && !works(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    LocalDate raw() {
        LocalDate raw = unextended();
        for (Extension extension : course.extensions()) {
            raw = extension.until().isAfter(raw) ? extension.until() : raw;
        }
        return raw;
    }

    LocalDate unextended() {
        return isHours()
                ? LocalDate.ofInstant(hoursEnd(course.term().amount()), course.zone())
                : lastDay(course.term().amount());
    }

    LocalDate lastDay(int days) {
        boolean working = course.term().unit() == Unit.WORKING_DAYS;
        LocalDate day = dayZero();
        boolean zeroPassed = working && !works(day) || !standsAtTheEndOf(day);
        int left = zeroPassed ? days : days + 1;
        while (left > 0) {
            day = day.plusDays(1);
            if ((!working || works(day)) && !standsAtTheEndOf(day)) {
                left--;
            }
        }
        return day;
    }

    Instant hoursEnd(int hours) {
        LocalDate zero = dayZero();
        boolean atOnce = zero.equals(LocalDate.ofInstant(course.start(), course.zone()));
        Instant now = atOnce ? course.start() : zero.atStartOfDay(course.zone()).toInstant();
        Instant end = now;
        for (long left = hours * 60L; left > 0; ) {
            now = now.plus(1, ChronoUnit.MINUTES);
            Instant minute = now.minus(1, ChronoUnit.MINUTES);
            if (!stands(minute) && isOpen(minute)) {
                left--;
                end = now;
            }
        }
        return end;
    }

    LocalDate dueDay() {
        return isWholeDay() ? rolled(course.rules().roll(), raw()) : raw();
    }

    LocalDate control() {
        return isWholeDay() ? rolled(Roll.BACKWARD, raw()) : raw();
    }

    Instant due() {
        return isWholeDay() ? endOf(dueDay()) : hoursEnd(course.term().amount());
    }

    /** So many terms after the start, and as much later as extensions moved the term. */
    Instant gross() {
        int amount = course.term().amount() * course.rules().grossFactor();
        if (isHours()) {
            long moved = ChronoUnit.SECONDS.between(hoursEnd(course.term().amount()), due());
            return hoursEnd(amount).plusSeconds(moved);
        }
        long moved = ChronoUnit.DAYS.between(unextended(), raw());
        return endOf(rolled(course.rules().roll(), lastDay(amount).plusDays(moved)));
    }

    LocalDate rolled(Roll roll, LocalDate day) {
        int step = roll == Roll.FORWARD ? 1 : -1;
        LocalDate at = day;
        while (roll != Roll.KEEP && !works(at) && (step > 0 || at.isAfter(dayZero()))) {
            at = at.plusDays(step);
        }
        return at;
    }

    Instant endOf(LocalDate day) {
        return ZonedDateTime.of(day, LocalTime.of(23, 59, 59), course.zone()).toInstant();
    }

    private boolean isHours() {
        return course.term().unit() == Unit.HOURS || course.term().unit() == Unit.WORKING_HOURS;
    }

    private boolean isWholeDay() {
        return !isHours()
                || course.extensions().stream()
                        .anyMatch(extension -> endOf(extension.until())
                                .isAfter(hoursEnd(course.term().amount())));
    }

    private boolean works(LocalDate day) {
        return calendar.day(day).isWorking();
    }

    private boolean isOpen(Instant minute) {
        if (course.term().unit() == Unit.HOURS) {
            return true;
        }
        LocalDateTime local = LocalDateTime.ofInstant(minute, course.zone());
        CalendarDay.Type type = calendar.day(local.toLocalDate()).type();
        boolean isShort = type == CalendarDay.Type.SHORT || type == CalendarDay.Type.WORKING_WEEKEND_SHORT;
        LocalTime close = course.rules().hours().to().minusHours(isShort ? 1 : 0);
        return type.isWorking()
                && !local.toLocalTime().isBefore(course.rules().hours().from())
                && local.toLocalTime().isBefore(close);
    }

    private boolean standsAtTheEndOf(LocalDate day) {
        return !course.pauses().isEmpty()
                && stands(ZonedDateTime.of(day.plusDays(1), LocalTime.MIDNIGHT, course.zone())
                        .toInstant());
    }

    private boolean stands(Instant instant) {
        for (Pause pause : course.pauses()) {
            if (pause.to() != null && !instant.isBefore(pause.from()) && instant.isBefore(pause.to())) {
                return true;
            }
        }
        return false;
    }
}
