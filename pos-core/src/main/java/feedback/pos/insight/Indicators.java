package feedback.pos.insight;

import feedback.pos.message.Channel;
import feedback.pos.message.Kind;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every {@link Indicator} and every {@link Distribution} of some messages, counted from their marks in one pass. What cannot be said, such as a
 * share of nothing, is null and never 0. Immutable and thread-safe.
 */
public final class Indicators {
    /** Of fewer than so many a share or a median says little: it is shown as «3 of 7». */
    public static final int FEW = 10;

    private final Instant now;
    private final Map<Indicator, Long> parts = new EnumMap<>(Indicator.class);
    private final Map<Indicator, Long> wholes = new EnumMap<>(Indicator.class);
    private final Map<Distribution, Map<String, Long>> distributions = new LinkedHashMap<>();
    private final Tally days = new Tally();
    private final Tally stars = new Tally();

    /** How messages divide into groups, each message in exactly one group or in none. */
    @SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
    public enum Distribution {
        STAGE(names(Stage.values()), (m, now) -> m.stage().name()),
        OUTCOME(
                names(Outcome.values()),
                (m, now) -> m.outcome() == null ? null : m.outcome().name()),
        CHANNEL(names(Channel.values()), (m, now) -> m.channel().name()),
        KIND(names(Kind.values()), (m, now) -> m.kind().name()),
        STARS(List.of("1", "2", "3", "4", "5"), (m, now) -> m.stars() == 0 ? null : Integer.toString(m.stars())),
        /** Of what is open, by local days since receipt; empty unless it was {@linkplain Indicators#ofDays counted by days}. */
        OPEN_AGE(List.of("0-5", "6-10", "11-20", "21-30", "31+"), (m, now) -> null),
        /** Of what is open and late, by local days since the due date. */
        OVERDUE_AGE(
                List.of("1-7", "8-30", "31+"),
                (m, now) -> m.stage().isOpen() && m.isOverdue(now) ? lateness(m, now) : null),
        /** By how often a message was handed to another organization. */
        FORWARDS(List.of("0", "1", "2", "3+"), (m, now) -> m.forwards() >= 3 ? "3+" : Integer.toString(m.forwards())),
        /** By how often the matter was taken up again after a bad rating. */
        ROUNDS(List.of("0", "1", "2", "3+"), (m, now) -> m.round() >= 3 ? "3+" : Integer.toString(m.round()));

        private final List<String> groups;
        private final BiFunction<Mark, Instant, @Nullable String> group;

        Distribution(List<String> groups, BiFunction<Mark, Instant, @Nullable String> group) {
            this.groups = List.copyOf(groups);
            this.group = group;
        }

        /** The groups, in their order. */
        public List<String> groups() {
            return groups;
        }

        /** The name in machine-readable answers: {@code openAge}. */
        public String key() {
            return Indicator.key(name());
        }

        /** The name that people read. */
        public String title(Locale locale) {
            return Indicator.text("distribution." + key(), locale);
        }

        private static List<String> names(Enum<?>[] values) {
            return Arrays.stream(values).map(Enum::name).toList();
        }

        private static String age(long days) {
            return days <= 5 ? "0-5" : days <= 10 ? "6-10" : days <= 20 ? "11-20" : days <= 30 ? "21-30" : "31+";
        }

        /** The day after the due date is the first. */
        private static String lateness(Mark mark, Instant now) {
            Instant from = mark.isAnswered() ? null : mark.lateFrom();
            long days = from == null ? 1 : Duration.between(from, now).toDays() + 1;
            return days <= 7 ? "1-7" : days <= 30 ? "8-30" : "31+";
        }
    }

    private Indicators(Instant now) {
        this.now = now;
        for (Distribution each : Distribution.values()) {
            Map<String, Long> groups = new LinkedHashMap<>();
            each.groups.forEach(group -> groups.put(group, 0L));
            distributions.put(each, groups);
        }
    }

    /**
     * The indicators of some messages.
     *
     * @param now the instant at which lateness and age are judged
     */
    public static Indicators of(Bag bag, Instant now) {
        return of(List.of(bag), now);
    }

    /** The indicators of what is in several bags together. */
    public static Indicators of(Collection<Bag> bags, Instant now) {
        return of(bags, mark -> true, now);
    }

    /** The indicators of those messages in some bags whose marks are like this. */
    public static Indicators of(Collection<Bag> bags, Predicate<Mark> which, Instant now) {
        Indicators made = new Indicators(now);
        bags.forEach(bag -> made.add(bag, which));
        made.distributions.remove(Distribution.OPEN_AGE);
        return made;
    }

    /**
     * The indicators of messages of which it is known on which day they came, and with them how old is what is open.
     *
     * @param days the bags by the local day of receipt
     * @param today the local day of {@code now}
     */
    public static Indicators ofDays(Map<LocalDate, Bag> days, Instant now, LocalDate today) {
        Indicators made = new Indicators(now);
        Map<String, Long> ages = made.distributions.getOrDefault(Distribution.OPEN_AGE, Map.of());
        days.forEach((day, bag) -> {
            made.add(bag, mark -> true);
            long open = bag.count(mark -> mark.stage().isOpen());
            ages.merge(Distribution.age(ChronoUnit.DAYS.between(day, today)), open, Long::sum);
        });
        return made;
    }

    private void add(Bag bag, Predicate<Mark> which) {
        bag.forEach((mark, count) -> {
            if (which.test(mark)) {
                add(mark, count);
            }
        });
    }

    private void add(Mark mark, long count) {
        for (Indicator each : Indicator.values()) {
            if (each.counts(mark, now)) {
                parts.merge(each, count, Long::sum);
            }
            if (each.isOfWhole(mark, now)) {
                wholes.merge(each, count, Long::sum);
            }
        }
        if (mark.isAnswered()) {
            days.add(mark.days(), count);
        }
        if (mark.stars() > 0) {
            stars.add(mark.stars(), count);
        }
        distributions.forEach((distribution, groups) -> {
            String group = distribution.group.apply(mark, now);
            if (group != null) {
                groups.merge(group, count, Long::sum);
            }
        });
    }

    /** The instant at which lateness and age are judged. */
    public Instant now() {
        return now;
    }

    /** A count, a share from 0 to 1, days or stars; null where there is nothing to say it of. */
    public @Nullable Double value(Indicator indicator) {
        long part = part(indicator);
        long whole = whole(indicator);
        return switch (indicator) {
            case MEAN_DAYS -> days.mean();
            case MEDIAN_DAYS -> days.quantile(0.5);
            case P90_DAYS -> days.quantile(0.9);
            case AVERAGE_STARS -> stars.mean();
            default -> indicator.unit() == Indicator.Unit.COUNT ? (Double) (double) part : share(part, whole);
        };
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (Double) ((double) part / whole);
    }

    /** How many messages are counted: of a share its part, of days and stars those that have any. */
    public long part(Indicator indicator) {
        return parts.getOrDefault(indicator, 0L);
    }

    /** Of how many messages it is said. */
    public long whole(Indicator indicator) {
        return wholes.getOrDefault(indicator, 0L);
    }

    /** Whether it is a share, a mean or a quantile of so {@linkplain #FEW few} messages that it says little; never of a count. */
    public boolean isOfFew(Indicator indicator) {
        return indicator.unit() != Indicator.Unit.COUNT && whole(indicator) < FEW;
    }

    /** How many messages are in each group; every group is there, in its order, also with none. */
    public Map<String, Long> of(Distribution distribution) {
        return Collections.unmodifiableMap(distributions.getOrDefault(distribution, Map.of()));
    }

    /**
     * How an indicator has changed.
     *
     * @param before what it was
     * @param difference by how much it is more, in its own unit; null where one of the two is not known
     * @param percent the difference in per cent of what it was; null for a share, whose difference is in points, where it was
     *     0, and where one of the two is not known
     */
    public record Change(
            @Nullable Double before,
            @Nullable Double difference,
            @Nullable Double percent) {}

    /** How an indicator has changed since another time. */
    public Change since(Indicators earlier, Indicator indicator) {
        Double then = earlier.value(indicator);
        Double today = value(indicator);
        if (then == null || today == null) {
            return new Change(then, null, null);
        }
        double difference = today - then;
        boolean hasPercent = indicator.unit() != Indicator.Unit.SHARE && then != 0;
        return new Change(then, difference, hasPercent ? (Double) (100 * difference / then) : null);
    }
}
