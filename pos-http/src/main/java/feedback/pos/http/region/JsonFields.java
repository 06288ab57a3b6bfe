package feedback.pos.http.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, read one by one; what is missing, unknown or of another type becomes a problem. */
final class JsonFields {
    private final String file;
    private final LocatedJson object;
    private final Map<?, ?> fields;
    private final Problems problems;
    private final Set<String> asked = new TreeSet<>();

    JsonFields(String file, LocatedJson object, Problems problems) {
        this.file = file;
        this.object = object;
        this.problems = problems;
        this.fields = object.value() instanceof Map<?, ?> map ? map : Map.of();
        if (!(object.value() instanceof Map<?, ?>)) {
            problem(object, "an object {…} is wanted here");
        }
    }

    int line() {
        return object.line();
    }

    private @Nullable LocatedJson find(String name) {
        asked.add(name);
        return fields.get(name) instanceof LocatedJson found && found.value() != null ? found : null;
    }

    private void problem(LocatedJson at, String what) {
        problems.add(file, at.line(), what);
    }

    private <T> @Nullable T of(String name, Class<T> type, String wanted, boolean needed) {
        LocatedJson found = find(name);
        if (found == null) {
            if (needed) {
                problem(object, name + " is missing");
            }
            return null;
        }
        if (!type.isInstance(found.value())) {
            problem(found, name + " must be " + wanted);
            return null;
        }
        return type.cast(found.value());
    }

    /** A string that must say something; empty if it is missing, which is then a problem. */
    String text(String name) {
        String text = of(name, String.class, "a string", true);
        if (text != null && text.isBlank()) {
            problem(object, name + " is empty");
        }
        return text == null ? "" : text;
    }

    @Nullable
    String optionalText(String name) {
        return of(name, String.class, "a string", false);
    }

    /** A string that stands for something else; null if it is missing or does not. */
    <T> @Nullable T parsed(String name, boolean needed, Function<String, T> parse) {
        String text = of(name, String.class, "a string", needed);
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (RuntimeException e) {
            LocatedJson at = find(name);
            problem(at == null ? object : at, name + ": " + e.getMessage());
            return null;
        }
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        E chosen = parsed(name, false, text -> {
            try {
                return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("«" + text + "» is none of " + List.of(type.getEnumConstants()), e);
            }
        });
        return chosen == null ? otherwise : chosen;
    }

    boolean flag(String name, boolean otherwise) {
        Boolean flag = of(name, Boolean.class, "true or false", false);
        return flag == null ? otherwise : flag;
    }

    int number(String name, int otherwise) {
        Number number = of(name, Number.class, "a whole number", false);
        if (number == null) {
            return otherwise;
        }
        if (number.doubleValue() != number.intValue()) {
            problem(object, name + " must be a whole number");
        }
        return number.intValue();
    }

    /** The items of a list; none if it is missing. */
    List<LocatedJson> list(String name) {
        List<LocatedJson> items = new ArrayList<>();
        LocatedJson found = find(name);
        if (found != null && !(found.value() instanceof List<?>)) {
            problem(found, name + " must be a list […]");
        }
        if (found != null && found.value() instanceof List<?> list) {
            list.forEach(item -> items.add((LocatedJson) item));
        }
        return items;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (LocatedJson item : list(name)) {
            if (item.value() instanceof String text && !text.isBlank()) {
                texts.add(text);
            } else {
                problem(item, name + " must hold strings that say something");
            }
        }
        return texts;
    }

    /** An object within; null if it is missing. */
    @Nullable
    JsonFields object(String name) {
        LocatedJson found = find(name);
        return found == null ? null : new JsonFields(file, found, problems);
    }

    /** The names of all fields there are, sorted: of an object that is a table. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        fields.keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    /** Complains of fields that nobody asked for: as a rule a slip of the pen. */
    void done() {
        fields.forEach((name, value) -> {
            if (!asked.contains(String.valueOf(name)) && value instanceof LocatedJson located) {
                problem(located, "unknown field " + name + "; known are " + String.join(", ", asked));
            }
        });
    }
}
