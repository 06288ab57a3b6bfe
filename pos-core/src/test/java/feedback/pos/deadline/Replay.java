package feedback.pos.deadline;

import feedback.pos.calendar.CalendarDay.Type;
import feedback.pos.calendar.WorkingHours;
import feedback.pos.deadline.Term.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts a date again from the steps of its explanation and from nothing else: no calendar, no rules, no code of what it
 * checks. Throws at the first step that does not follow from those before it.
 */
final class Replay {
    private final Map<LocalDate, Type> facts = new HashMap<>();
    private @Nullable ZoneId zone;
    private @Nullable LocalDate dayZero;
    private @Nullable Instant begin;
    private @Nullable Unit unit;
    private @Nullable WorkingHours hours;
    private @Nullable LocalDate last;
    private @Nullable Instant lastAt;
    private @Nullable Instant due;

    private Replay() {}

    /** The instant that the steps lead to. */
    static Instant of(List<Step> steps) {
        Replay replay = new Replay();
        for (Step step : steps) {
            replay.check(replay.due == null, step, "nothing follows upon the end");
            replay.step(step);
        }
        return Objects.requireNonNull(replay.due, "the steps have no end");
    }

    private void step(Step step) {
        if (step instanceof Step.Received each) {
            received(each);
        } else if (step instanceof Step.Begun each) {
            begun(each);
        } else if (step instanceof Step.TermAdded each) {
            term(each);
        } else if (step instanceof Step.Paused each) {
            paused(each);
        } else if (step instanceof Step.Extended each) {
            check(each.from().equals(last) && (lastAt != null || each.to().isAfter(each.from())), step, "a later date");
            check(lastAt == null || endOf(each.to()).isAfter(lastAt), step, "a later moment");
            last = each.to();
            lastAt = null;
        } else if (step instanceof Step.Rolled each) {
            rolled(each);
        } else if (step instanceof Step.Due each) {
            check(each.to().equals(last), step, "the last day");
            due = lastAt == null ? endOf(each.to()) : lastAt;
            check(each.at().equals(due), step, "the last instant");
        }
    }

    private void received(Step.Received step) {
        zone = step.zone();
        check(step.to().equals(LocalDate.ofInstant(step.at(), step.zone())), step, "the local day");
        dayZero = step.to();
        begin = step.at();
        if (step.off() != null) {
            facts.put(step.to(), step.off());
        }
    }

    private void begun(Step.Begun step) {
        learn(step.off());
        check(step.from().equals(dayZero), step, "the day of receipt");
        for (LocalDate day = step.from(); day.isBefore(step.to()); day = day.plusDays(1)) {
            check(isOff(day), step, "only days off are passed over");
        }
        check(!isOff(step.to()), step, "it begins on a worked day");
        dayZero = step.to();
        begin = startOf(step.to());
    }

    private void term(Step.TermAdded step) {
        learn(step.off());
        unit = step.unit();
        hours = step.hours();
        check(step.from().equals(dayZero), step, "day 0");
        if (isDays()) {
            last = plus(step.from(), step.amount());
        } else {
            lastAt = plus(Objects.requireNonNull(begin), Duration.ofHours(step.amount()));
            check(lastAt.equals(step.at()), step, "the end of the hours");
            last = LocalDate.ofInstant(lastAt, zone);
        }
        check(step.to().equals(last), step, "the last day of the term");
    }

    private void paused(Step.Paused step) {
        learn(step.off());
        check(step.from().equals(last), step, "where the term ended before");
        if (isDays()) {
            int lost = 0;
            for (LocalDate day = dayZero; startOf(day.plusDays(1)).isBefore(step.until()); day = day.plusDays(1)) {
                boolean stands = !startOf(day.plusDays(1)).isBefore(step.since());
                lost += stands && (unit == Unit.CALENDAR_DAYS || !isOff(day)) ? 1 : 0;
            }
            last = plus(step.from(), lost);
        } else {
            Instant from = step.since().isBefore(begin) ? begin : step.since();
            lastAt = plus(Objects.requireNonNull(lastAt), open(from, step.until()));
            check(lastAt.equals(step.at()), step, "the end of the hours");
            last = LocalDate.ofInstant(lastAt, zone);
        }
        check(step.to().equals(last), step, "the last day after the pause");
    }

    private void rolled(Step.Rolled step) {
        learn(step.off());
        check(step.from().equals(last) && isOff(step.from()), step, "a last day that is off");
        int way = step.roll() == Roll.BACKWARD ? -1 : 1;
        LocalDate day = step.from();
        while (step.roll() != Roll.KEEP && isOff(day) && !(way < 0 && day.equals(dayZero))) {
            day = day.plusDays(way);
        }
        check(step.to().equals(day), step, "the next worked day that way");
        last = day;
    }

    private LocalDate plus(LocalDate from, int days) {
        LocalDate day = from;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            left -= unit == Unit.CALENDAR_DAYS || !isOff(day) ? 1 : 0;
        }
        return day;
    }

    /** Minute by minute; in office hours only where the term asks for it. */
    private Instant plus(Instant from, Duration open) {
        Instant at = from;
        Instant end = from;
        for (long left = open.toMinutes(); left > 0; ) {
            left -= isOpen(at) ? 1 : 0;
            at = at.plusSeconds(60);
            end = at;
        }
        return end;
    }

    private Duration open(Instant from, Instant until) {
        long minutes = 0;
        for (Instant at = from; at.isBefore(until); at = at.plusSeconds(60)) {
            minutes += isOpen(at) ? 1 : 0;
        }
        return Duration.ofMinutes(minutes);
    }

    private boolean isOpen(Instant at) {
        if (hours == null) {
            return true;
        }
        var local = at.atZone(Objects.requireNonNull(zone)).toLocalDateTime();
        Type type = facts.get(local.toLocalDate());
        var close = hours.to().minusHours(type != null && type.isShort() ? 1 : 0);
        return !isOff(local.toLocalDate())
                && !local.toLocalTime().isBefore(hours.from())
                && local.toLocalTime().isBefore(close);
    }

    private void learn(List<Span> spans) {
        for (Span span : spans) {
            span.from().datesUntil(span.to().plusDays(1)).forEach(day -> facts.put(day, span.type()));
        }
    }

    private boolean isOff(LocalDate day) {
        Type type = facts.get(day);
        return type != null && !type.isWorking();
    }

    private boolean isDays() {
        return unit == Unit.CALENDAR_DAYS || unit == Unit.WORKING_DAYS;
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(Objects.requireNonNull(zone)).toInstant();
    }

    private Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1)).minusSeconds(1);
    }

    private void check(boolean holds, Step step, String what) {
        if (!holds) {
            throw new AssertionError(what + ": " + step + " after day 0 " + dayZero + ", last " + last + " " + lastAt);
        }
    }
}
