package feedback.pos.organization;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who can be given work: how much somebody can hold, and when somebody is away. Of whom nothing is said, is there and holds any
 * number. Immutable and thread-safe.
 *
 * @param entries what is known, by person id
 */
public record Roster(Map<String, Entry> entries) {
    private static final int MOST_PEOPLE = 100_000;
    private static final Entry NOTHING = new Entry(null, List.of());

    /** @throws IllegalArgumentException if there are more than 100,000 people */
    public Roster {
        entries = Map.copyOf(entries);
        if (entries.size() > MOST_PEOPLE) {
            throw new IllegalArgumentException("a roster of more than " + MOST_PEOPLE + " people");
        }
    }

    /** Nothing is known of anybody. */
    public static Roster empty() {
        return new Roster(Map.of());
    }

    /**
     * What is known of a person.
     *
     * @param capacity the most open messages at a time, 0 to 10,000, or null for any number
     * @param absences in order, apart from each other, at most 100
     */
    public record Entry(@Nullable Integer capacity, List<Absence> absences) {
        private static final int MOST_OPEN = 10_000;
        private static final int MOST_ABSENCES = 100;

        /** @throws IllegalArgumentException if a number is out of its range or absences overlap */
        public Entry {
            absences = absences == null
                    ? List.of()
                    : absences.stream()
                            .sorted(Comparator.comparing(Absence::from))
                            .toList();
            if (capacity != null && (capacity < 0 || capacity > MOST_OPEN)) {
                throw new IllegalArgumentException("the capacity must be 0 to " + MOST_OPEN);
            }
            if (absences.size() > MOST_ABSENCES) {
                throw new IllegalArgumentException("more than " + MOST_ABSENCES + " absences");
            }
            for (int i = 1; i < absences.size(); i++) {
                if (!absences.get(i).from().isAfter(absences.get(i - 1).to())) {
                    throw new IllegalArgumentException("the absence from "
                            + absences.get(i).from() + " overlaps the one until "
                            + absences.get(i - 1).to());
                }
            }
        }
    }

    /**
     * Somebody is away.
     *
     * @param from the first day, in the zone of the organization
     * @param to the last day
     * @param deputy who gets the messages meanwhile, or null for nobody
     */
    public record Absence(
            LocalDate from, LocalDate to, @Nullable String deputy) {

        /** @throws IllegalArgumentException if it ends before it begins */
        public Absence {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("the absence from " + from + " ends before it begins, on " + to);
            }
        }
    }

    /** The most open messages that the person can hold at a time, or null for any number. */
    public @Nullable Integer capacity(String person) {
        return of(person).capacity();
    }

    /** The absence in which the day lies, if the person is away. */
    public Optional<Absence> absence(String person, LocalDate day) {
        return of(person).absences().stream()
                .filter(each -> !day.isBefore(each.from()) && !day.isAfter(each.to()))
                .findFirst();
    }

    /** What is known of the person. */
    public Entry of(String person) {
        return entries.getOrDefault(person, NOTHING);
    }

    /** The same, with something else known of one person. */
    public Roster with(String person, Entry entry) {
        Map<String, Entry> next = new HashMap<>(entries);
        if (entry.equals(NOTHING)) {
            next.remove(person);
        } else {
            next.put(person, entry);
        }
        return new Roster(next);
    }
}
