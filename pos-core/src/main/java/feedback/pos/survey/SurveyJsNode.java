package feedback.pos.survey;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.survey.SurveyJs.LeftOut;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object of a SurveyJS document, being read: whatever was not asked for is named at the end. Used once. */
final class SurveyJsNode {
    private static final int SHOWN = 60;

    /** What these say where they stand there without need. */
    private static final Set<String> PLAIN_WHEN_FALSE = Set.of(
            "readOnly",
            "isUnique",
            "hasComment",
            "showCommentArea",
            "hasOther",
            "showOtherItem",
            "hasNone",
            "showNoneItem",
            "selectToRankEnabled",
            "eachRowUnique",
            "eachRowRequired",
            "isAllRowRequired",
            "isRequired",
            "sendResultOnPageNext");

    private final String path;
    private final JsonNode node;
    private final List<LeftOut> leftOut;
    private final Set<String> known = new HashSet<>();

    SurveyJsNode(String path, JsonNode node, List<LeftOut> leftOut) {
        this.path = path;
        this.node = node;
        this.leftOut = leftOut;
    }

    String path() {
        return path;
    }

    String at(String property) {
        return path.isEmpty() ? property : path + "." + property;
    }

    /** Names what could not be taken. */
    void leave(String property, boolean changesMeaning, String key, Object... args) {
        leave(Field.of(property.isEmpty() ? path : at(property), key, args), changesMeaning);
    }

    void leave(Field field, boolean changesMeaning) {
        leftOut.add(new LeftOut(field, changesMeaning));
    }

    /** Names every property that was not asked for. */
    void end(Set<String> looks) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode value = node.path(name);
            boolean isPlain = value.isNull()
                    || value.isContainerNode() && value.isEmpty()
                    || value.isTextual() && value.textValue().isEmpty()
                    || value.isBoolean()
                            && value.booleanValue() == name.equals("visible")
                            && (name.equals("visible") || PLAIN_WHEN_FALSE.contains(name));
            if (!known.contains(name) && !isPlain) {
                String shown = Characters.shown(name, SHOWN);
                boolean isLook = looks.contains(name);
                leave(shown, !isLook, isLook ? "surveyjs.look" : "surveyjs.property", shown);
            }
        }
    }

    /** The property under the first of its names that is there, or null. */
    @Nullable
    JsonNode value(String... names) {
        for (String name : names) {
            JsonNode value = node.get(name);
            if (value != null && !value.isNull()) {
                known.add(name);
                return value;
            }
        }
        return null;
    }

    String text(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return "";
        }
        if (!value.isTextual()) {
            leave(name, true, "surveyjs.value", name);
            return "";
        }
        return value.textValue();
    }

    boolean flag(String... names) {
        JsonNode value = value(names);
        if (value != null && !value.isBoolean()) {
            leave(names[0], true, "surveyjs.value", names[0]);
        }
        return value != null && value.booleanValue();
    }

    /** A whole number; nothing for 0 and less where that means no bound. */
    @Nullable
    Integer whole(String name, boolean positive) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            leave(name, true, "surveyjs.value", name);
            return null;
        }
        return positive && value.intValue() <= 0 ? null : (Integer) value.intValue();
    }

    int whole(String name, int preset) {
        Integer number = whole(name, false);
        return number == null ? preset : number;
    }

    @Nullable
    BigDecimal number(String name) {
        JsonNode value = value(name);
        if (value == null || value.isTextual() && value.textValue().isEmpty()) {
            return null;
        }
        try {
            BigDecimal number = value.isNumber()
                    ? value.decimalValue()
                    : value.isTextual() && value.textValue().length() <= 40
                            ? new BigDecimal(value.textValue())
                            : Numbers.HIGHEST.add(BigDecimal.ONE);
            if (Numbers.isFit(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Named below: an expression, as «=…»
        }
        leave(name, true, "surveyjs.value", name);
        return null;
    }

    @Nullable
    LocalDate day(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            leave(name, true, "surveyjs.value", name);
            return null;
        }
    }

    /** Whether an order is the one that is ours; another one is only a look. */
    boolean isRandom(String... names) {
        JsonNode value = value(names);
        if (value == null) {
            return false;
        }
        boolean isRandom = value.isTextual() && value.textValue().equals("random");
        boolean isPlain = value.isTextual()
                && (value.textValue().equals("none") || value.textValue().equals("initial"));
        if (!isRandom && !isPlain) {
            leave(names[0], false, "surveyjs.look", names[0]);
        }
        return isRandom;
    }

    /** A text in one language or several; the plain one is Russian. */
    @Nullable
    Label label(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual()) {
            return value.textValue().isBlank() ? null : Label.of(value.textValue());
        }
        if (!value.isObject()) {
            if (value.isValueNode()) {
                return Label.of(value.asText());
            }
            leave(name, true, "surveyjs.value", name);
            return null;
        }
        String preset = null;
        String ru = null;
        String en = null;
        for (Iterator<String> languages = value.fieldNames(); languages.hasNext(); ) {
            String language = languages.next();
            JsonNode words = value.path(language);
            boolean isBlank = words.isTextual() && words.textValue().isBlank();
            String shown = Characters.shown(language, SHOWN);
            if (!words.isTextual()) {
                leave(name + "." + shown, true, "surveyjs.value", name);
            } else if (language.equals("default")) {
                preset = isBlank ? null : words.textValue();
            } else if (language.equals("ru")) {
                ru = isBlank ? null : words.textValue();
            } else if (language.equals("en")) {
                en = isBlank ? null : words.textValue();
            } else if (!isBlank) {
                leave(name + "." + shown, false, "surveyjs.language", shown);
            }
        }
        return label(preset, ru, en);
    }

    private static @Nullable Label label(@Nullable String preset, @Nullable String ru, @Nullable String en) {
        if (ru != null) {
            // Beside Russian words the others are in the language that SurveyJS presumes
            return new Label(ru, en != null ? en : preset != null && !preset.equals(ru) ? preset : null);
        }
        if (preset != null) {
            return new Label(preset, en != null && !en.equals(preset) ? en : null);
        }
        return en == null ? null : new Label(en, en);
    }

    SurveyJsNode child(String place, JsonNode object) {
        return new SurveyJsNode(at(place), object, leftOut);
    }

    List<SurveyJsNode> objects(String name, int most) {
        JsonNode value = value(name);
        List<SurveyJsNode> objects = new ArrayList<>();
        if (value == null) {
            return objects;
        }
        if (!value.isArray() || value.size() > most) {
            leave(name, true, "surveyjs.value", name);
            return objects;
        }
        for (int i = 0; i < value.size(); i++) {
            String at = name + "[" + i + "]";
            if (value.get(i).isObject()) {
                objects.add(child(at, value.get(i)));
            } else {
                leave(at, true, "surveyjs.value", at);
            }
        }
        return objects;
    }
}
