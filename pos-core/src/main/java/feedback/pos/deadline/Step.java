package feedback.pos.deadline;

import feedback.pos.calendar.CalendarDay;
import feedback.pos.calendar.WorkingHours;
import feedback.pos.deadline.Term.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of the way from the receipt of a message to its last day. The steps together hold everything that the date
 * follows from: the instants, the zone, the term, the days off that were passed over, pauses, extensions, the roll; so the
 * date can be counted again from them alone, without calendar and rules, by hand or by a program.
 *
 * <p>All are immutable and thread-safe.
 */
public sealed interface Step {

    /** Which rule was applied, as machines read it. */
    String rule();

    /** The local date before the step, where it has one. */
    @Nullable
    LocalDate from();

    /** The local date after it, where it has one. */
    @Nullable
    LocalDate to();

    /** By how many days the date moved, where it has a date before and after. */
    default @Nullable Integer days() {
        LocalDate from = from();
        LocalDate to = to();
        return from == null || to == null ? null : Math.toIntExact(to.toEpochDay() - from.toEpochDay());
    }

    /** The step in words; Russian unless the locale is English. */
    default String text(Locale locale) {
        return StepTexts.of(this, locale);
    }

    /**
     * It was received.
     *
     * @param at when
     * @param zone in which days begin and end
     * @param to the local day
     * @param off what kind of day off that is, or null if it is worked or not decreed
     * @param isDayZero whether days are counted from it; else {@link Begun} says from which
     */
    record Received(Instant at, ZoneId zone, LocalDate to, CalendarDay.@Nullable Type off, boolean isDayZero)
            implements Step {
        @Override
        public String rule() {
            return "start";
        }

        @Override
        public @Nullable LocalDate from() {
            return null;
        }
    }

    /** The clock begins on the next worked day, because that of receipt is off. */
    record Begun(LocalDate from, LocalDate to, List<Span> off) implements Step {
        public Begun {
            off = copy(off);
        }

        @Override
        public String rule() {
            return "begin";
        }
    }

    /**
     * The term was added, without any pause.
     *
     * @param from day 0
     * @param to the last day
     * @param unit what is counted
     * @param amount how many
     * @param at the last instant, of a term in hours
     * @param hours when offices are open, for a term in working hours
     * @param off the days that do not count, for terms in working days and hours; for the latter short ones too
     */
    record TermAdded(
            LocalDate from,
            LocalDate to,
            Unit unit,
            int amount,
            @Nullable Instant at,
            @Nullable WorkingHours hours,
            List<Span> off)
            implements Step {
        public TermAdded {
            off = copy(off);
        }

        @Override
        public String rule() {
            return "term";
        }
    }

    /**
     * The term is that of a fast-track topic which turned out not to be the right one, too late for the promise to be taken
     * back.
     *
     * @param topic the code of the topic that promised it
     * @param until when it could have been taken back
     */
    record Promised(String topic, Instant until, ZoneId zone) implements Step {
        @Override
        public String rule() {
            return "promise";
        }

        @Override
        public @Nullable LocalDate from() {
            return null;
        }

        @Override
        public @Nullable LocalDate to() {
            return null;
        }
    }

    /**
     * The clock stood for a while, and the last day moved.
     *
     * @param from the last day without it
     * @param to the last day with it
     * @param since its first instant
     * @param until the first instant after it
     * @param ground why; several are joined
     * @param by who stopped the clock, where it is known
     * @param document what it rests on, where it is known
     * @param at the last instant now, of a term in hours
     * @param off the days that do not count among those it moved over
     */
    record Paused(
            LocalDate from,
            LocalDate to,
            Instant since,
            Instant until,
            ZoneId zone,
            String ground,
            @Nullable String by,
            @Nullable String document,
            @Nullable Instant at,
            List<Span> off)
            implements Step {
        public Paused {
            off = copy(off);
        }

        @Override
        public String rule() {
            return "pause";
        }
    }

    /**
     * The clock stands; what that adds will be known when it goes on.
     *
     * @param from the day on which it stopped
     * @param ground why
     */
    record Standing(LocalDate from, Instant since, String ground) implements Step {
        @Override
        public String rule() {
            return "pause-open";
        }

        @Override
        public @Nullable LocalDate to() {
            return null;
        }
    }

    /** A later date was given. */
    record Extended(
            LocalDate from,
            LocalDate to,
            String reason,
            @Nullable String by,
            @Nullable String document) implements Step {
        @Override
        public String rule() {
            return "extension";
        }
    }

    /**
     * The last day is off.
     *
     * @param from the raw last day
     * @param to the legal one
     * @param roll by which policy
     * @param off the days off that lie there
     */
    record Rolled(LocalDate from, LocalDate to, Roll roll, List<Span> off) implements Step {
        public Rolled {
            off = copy(off);
        }

        @Override
        public String rule() {
            return "roll";
        }
    }

    /**
     * Which calendar was looked at.
     *
     * @param id whose it is
     * @param edition which facts
     * @param known since when the newest act on the years looked at is known, where any is decreed
     * @param act what those acts are called; may be empty
     */
    record Looked(String id, String edition, @Nullable LocalDate known, String act) implements Step {
        public Looked {
            act = act == null ? "" : act;
        }

        @Override
        public String rule() {
            return "calendar";
        }

        @Override
        public @Nullable LocalDate from() {
            return null;
        }

        @Override
        public @Nullable LocalDate to() {
            return null;
        }
    }

    /** Some of the days have not been decreed, so weekends and fixed holidays were taken as off. */
    record Beyond(LocalDate from, LocalDate to, LocalDate firstDay, LocalDate lastDay) implements Step {
        @Override
        public String rule() {
            return "beyond-calendar";
        }
    }

    /**
     * What came of it.
     *
     * @param from the raw last day
     * @param to the legal one
     * @param at its last instant that is in time
     */
    record Due(LocalDate from, LocalDate to, Instant at, ZoneId zone) implements Step {
        @Override
        public String rule() {
            return "due";
        }
    }

    /** Empty lists and texts are not written down. */
    private static List<Span> copy(@Nullable List<Span> spans) {
        return spans == null ? List.of() : List.copyOf(spans);
    }

    /** The kinds of steps by their rule: for writing them down and reading them back. */
    static Map<String, Class<? extends Step>> kinds() {
        return Map.ofEntries(
                Map.entry("start", Received.class),
                Map.entry("begin", Begun.class),
                Map.entry("term", TermAdded.class),
                Map.entry("promise", Promised.class),
                Map.entry("pause", Paused.class),
                Map.entry("pause-open", Standing.class),
                Map.entry("extension", Extended.class),
                Map.entry("roll", Rolled.class),
                Map.entry("calendar", Looked.class),
                Map.entry("beyond-calendar", Beyond.class),
                Map.entry("due", Due.class));
    }
}
