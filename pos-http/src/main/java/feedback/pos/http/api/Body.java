package feedback.pos.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request's body. Each is asked for by name; {@link #done} then refuses what nobody asked for, and
 * everything that was wrong, at once. What was returned for a wrong field is not to be used before. Null is as good as
 * absent. Not thread-safe.
 */
final class Body {
    private final ObjectNode node;
    private final String prefix;
    private final Set<String> known;
    private final List<Field> unknown;
    private final List<Field> wrong;

    Body(ObjectNode node) {
        this(node, "", new ArrayList<>(), new ArrayList<>());
    }

    private Body(ObjectNode node, String prefix, List<Field> unknown, List<Field> wrong) {
        this.node = node;
        this.prefix = prefix;
        this.known = new LinkedHashSet<>();
        this.unknown = unknown;
        this.wrong = wrong;
    }

    /** Whether the field has a value. */
    boolean has(String name) {
        return value(name) != null;
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Says that a field will not do. */
    void wrong(String name, String key, Object... args) {
        wrong.add(Field.of(prefix + name, key, args));
    }

    @Nullable
    String text(String name) {
        JsonNode value = value(name);
        if (value == null || value.isTextual()) {
            return value == null ? null : value.textValue();
        }
        wrong(name, "type.text");
        return null;
    }

    /** Text; empty where it is missing, which the procedure refuses naming the field. */
    String textOrEmpty(String name) {
        String text = text(name);
        return text == null ? "" : text;
    }

    /** Text that must be there. */
    String required(String name) {
        if (value(name) == null) {
            wrong(name, "field.missing");
            return "";
        }
        return textOrEmpty(name);
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value == null || value.isBoolean()) {
            return value == null ? otherwise : value.booleanValue();
        }
        wrong(name, "type.flag");
        return otherwise;
    }

    /** A whole number that must be there. */
    int integer(String name, int least, int most) {
        if (value(name) == null) {
            wrong(name, "field.missing");
            return least;
        }
        return integer(name, least, most, least);
    }

    int integer(String name, int least, int most, int otherwise) {
        JsonNode value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber()) {
            wrong(name, "type.integer");
        } else if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
            wrong(name, "number.range", least, most);
        } else {
            return value.intValue();
        }
        return otherwise;
    }

    double number(String name) {
        JsonNode value = value(name);
        if (value == null) {
            wrong(name, "field.missing");
        } else if (!value.isNumber()) {
            wrong(name, "type.number");
        } else {
            return value.doubleValue();
        }
        return 0;
    }

    /** One of a list of words. */
    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String text = text(name);
        if (text == null) {
            return null;
        }
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

    /** One of a list of words that must be there; the other value stands in for it until {@link #done} refuses. */
    <E extends Enum<E>> E required(String name, E otherwise) {
        if (value(name) == null) {
            wrong(name, "field.missing");
            return otherwise;
        }
        E choice = choice(name, otherwise.getDeclaringClass());
        return choice == null ? otherwise : choice;
    }

    /** A local date that must be there. */
    LocalDate date(String name) {
        String text = required(name);
        if (!text.isEmpty()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                wrong(name, "date.unreadable");
            }
        } else if (value(name) != null) {
            wrong(name, "date.unreadable");
        }
        return LocalDate.EPOCH;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode value = value(name);
        if (value == null) {
            return texts;
        }
        if (!value.isArray()) {
            wrong(name, "type.list");
            return texts;
        }
        for (int i = 0; i < value.size(); i++) {
            if (value.get(i).isTextual()) {
                texts.add(value.get(i).textValue());
            } else {
                wrong(name + "[" + i + "]", "type.text");
            }
        }
        return texts;
    }

    /** An object of plain values, each as text. */
    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        JsonNode value = value(name);
        if (value == null) {
            return map;
        }
        if (!value.isObject()) {
            wrong(name, "type.object");
            return map;
        }
        for (Map.Entry<String, JsonNode> each : value.properties()) {
            if (each.getValue().isContainerNode()) {
                wrong(name + "." + each.getKey(), "type.text");
            } else if (!each.getValue().isNull()) {
                map.put(each.getKey(), each.getValue().asText());
            }
        }
        return map;
    }

    /** Whatever stands there, as JSON; null if nothing does. */
    @Nullable
    String json(String name) {
        JsonNode value = value(name);
        return value == null ? null : value.toString();
    }

    /** The items of a list, each as JSON. */
    List<String> items(String name) {
        List<String> items = new ArrayList<>();
        JsonNode value = value(name);
        if (value != null && value.isArray()) {
            value.forEach(each -> items.add(each.toString()));
        } else if (value != null) {
            wrong(name, "type.list");
        }
        return items;
    }

    /** An exact number, or null. */
    @Nullable
    BigDecimal decimal(String name) {
        JsonNode value = value(name);
        if (value == null || value.isNumber()) {
            return value == null ? null : value.decimalValue();
        }
        wrong(name, "type.number");
        return null;
    }

    /** An instant with its offset, or null. */
    @Nullable
    Instant instant(String name) {
        String text = text(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            wrong(name, "instant.withOffset");
            return null;
        }
    }

    /** A list of words. */
    <E extends Enum<E>> Set<E> choices(String name, Class<E> type) {
        Set<E> chosen = EnumSet.noneOf(type);
        List<String> texts = texts(name);
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            Arrays.stream(type.getEnumConstants())
                    .filter(each -> each.name().equals(text))
                    .findFirst()
                    .ifPresentOrElse(
                            chosen::add,
                            () -> wrong(
                                    name,
                                    "choice.unknown",
                                    Arrays.stream(type.getEnumConstants())
                                            .map(Enum::name)
                                            .collect(Collectors.joining(", "))));
        }
        return chosen;
    }

    /** Whether the field is a plain text. */
    boolean isText(String name) {
        JsonNode value = value(name);
        return value != null && value.isTextual();
    }

    /** An object in this one, or null; what is wrong in it is said together with the rest. */
    @Nullable
    Body object(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return new Body(object, prefix + name + ".", unknown, wrong);
        }
        wrong(name, "type.object");
        return null;
    }

    /** The objects of a list. */
    List<Body> objects(String name) {
        List<Body> objects = new ArrayList<>();
        JsonNode value = value(name);
        if (value == null) {
            return objects;
        }
        if (!value.isArray()) {
            wrong(name, "type.list");
            return objects;
        }
        for (int i = 0; i < value.size(); i++) {
            String place = name + "[" + i + "]";
            if (value.get(i) instanceof ObjectNode object) {
                objects.add(new Body(object, prefix + place + ".", unknown, wrong));
            } else {
                wrong(place, "type.object");
            }
        }
        return objects;
    }

    /** Ends an object inside another: what nobody asked for in it is remembered for {@link #done}. */
    void end() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown.add(Field.of(prefix + name, "field.unknown"));
            }
        });
    }

    /**
     * Ends the reading.
     *
     * @throws Refusal UNKNOWN_FIELD naming every field that nobody asked for, else INVALID_VALUE naming every wrong one
     */
    void done() {
        end();
        if (!unknown.isEmpty()) {
            throw Refusal.of(Reason.UNKNOWN_FIELD, "fields.unknown", names(unknown))
                    .withFields(unknown);
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(Reason.INVALID_VALUE, "fields.wrong").withFields(wrong);
        }
    }

    private static String names(List<Field> fields) {
        return fields.stream().map(Field::field).limit(10).collect(Collectors.joining(", "));
    }
}
