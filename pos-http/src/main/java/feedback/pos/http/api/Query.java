package feedback.pos.http.api;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters behind the question mark, read as {@link Body} reads fields: a name that nobody asks for is refused, since
 * a mistyped filter would show more than was asked for. An empty value is as good as none. Not thread-safe.
 */
final class Query {
    private static final int LONGEST = 500;

    private final Map<String, Deque<String>> values;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Field> wrong = new ArrayList<>();

    Query(Map<String, Deque<String>> values) {
        this.values = values;
    }

    @Nullable
    String text(String name) {
        known.add(name);
        Deque<String> all = values.get(name);
        if (all == null || all.isEmpty() || all.getFirst().isEmpty()) {
            return null;
        }
        if (all.size() > 1) {
            wrong(name, "parameter.repeated");
        }
        if (all.getFirst().length() > LONGEST) {
            wrong(name, "text.tooLong", LONGEST);
            return null;
        }
        return all.getFirst();
    }

    String required(String name) {
        String text = text(name);
        if (text == null) {
            wrong(name, "field.missing");
            return "";
        }
        return text;
    }

    @Nullable
    Boolean flag(String name) {
        String text = text(name);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? null : Boolean.valueOf(text);
        }
        wrong(name, "type.flag");
        return null;
    }

    @Nullable
    Integer integer(String name, int least, int most) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            wrong(name, "type.integer");
            return null;
        }
        wrong(name, "number.range", least, most);
        return null;
    }

    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String text = text(name);
        return text == null ? null : choice(name, text, type);
    }

    /** Several words, each in a parameter of its own or with commas between them. */
    <E extends Enum<E>> Set<E> choices(String name, Class<E> type) {
        known.add(name);
        Set<E> chosen = EnumSet.noneOf(type);
        for (String value : values.containsKey(name) ? values.get(name) : List.<String>of()) {
            for (String word : value.split(",", 100)) {
                E choice = word.isEmpty() ? null : choice(name, word, type);
                if (choice != null) {
                    chosen.add(choice);
                }
            }
        }
        return chosen;
    }

    private <E extends Enum<E>> @Nullable E choice(String name, String text, Class<E> type) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        wrong(
                name,
                "choice.unknown",
                Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
        return null;
    }

    /**
     * An instant: with an offset, or a local date, which means its beginning.
     *
     * @param plusDays added to a local date
     */
    @Nullable
    Instant instant(String name, ZoneId zone, int plusDays) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        // A plus sign that was not escaped arrives as a blank
        String given = text.replace(' ', '+');
        try {
            return given.indexOf('T') < 0
                    ? LocalDate.parse(given)
                            .plusDays(plusDays)
                            .atStartOfDay(zone)
                            .toInstant()
                    : OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeException e) {
            wrong(name, "instant.unreadable");
            return null;
        }
    }

    /** A local date. */
    @Nullable
    LocalDate date(String name) {
        String text = text(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            wrong(name, "date.unreadable");
            return null;
        }
    }

    /** Anything that is refused with its own words if it cannot be read; the field is the parameter. */
    <T> @Nullable T read(String name, Function<String, T> reader) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (Refusal e) {
            wrong(name, e.key(), e.args().toArray());
            return null;
        }
    }

    void wrong(String name, String key, Object... args) {
        wrong.add(Field.of(name, key, args));
    }

    /**
     * Ends the reading.
     *
     * @throws Refusal UNKNOWN_FIELD naming every parameter that nobody asked for, else INVALID_VALUE naming every wrong one
     */
    void done() {
        List<Field> unknown = values.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .limit(10)
                .map(name -> Field.of(name, "parameter.unknown"))
                .toList();
        if (!unknown.isEmpty()) {
            String names = unknown.stream().map(Field::field).collect(Collectors.joining(", "));
            throw Refusal.of(Reason.UNKNOWN_FIELD, "parameters.unknown", names).withFields(unknown);
        }
        if (!wrong.isEmpty()) {
            throw refusal();
        }
    }

    /** What is wrong, to be thrown. */
    Refusal refusal() {
        return Refusal.of(Reason.INVALID_VALUE, "fields.wrong").withFields(wrong);
    }
}
