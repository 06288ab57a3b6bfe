package feedback.pos.survey;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.survey.Question.Asked;
import feedback.pos.survey.Question.Choice;
import feedback.pos.survey.Survey.Quota;
import feedback.pos.survey.Survey.Section;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a survey in our own format; each fault with its path, unknown fields first. Used once. */
final class SurveyReader {
    private static final int MOST_FAULTS = 400;
    private static final int SHOWN = 60;
    private static final int LONGEST_TEXT = 4_000;

    private final String json;
    private final List<Field> unknown = new ArrayList<>();
    private final List<Field> wrong = new ArrayList<>();

    SurveyReader(String json) {
        this.json = json;
    }

    Survey survey() {
        if (json.length() > Survey.MOST_CHARACTERS) {
            throw Refusal.of(Reason.TOO_LARGE, "text.tooLong", Survey.MOST_CHARACTERS);
        }
        JsonNode root = Json.read(json);
        if (!root.isObject()) {
            throw Refusal.of(Reason.MALFORMED, "survey.object");
        }
        Part survey = new Part("", root);
        if (survey.whole("format", SurveyWriter.FORMAT) != SurveyWriter.FORMAT) {
            wrong.add(Field.of("format", "survey.format", SurveyWriter.FORMAT));
        }
        Label title = survey.label("title");
        Label description = survey.label("description");
        List<Section> sections = survey.list("sections", Survey.MOST_SECTIONS, this::section);
        List<Quota> quotas = survey.list("quotas", Survey.MOST_QUOTAS, this::quota);
        survey.end();
        if (!unknown.isEmpty()) {
            throw Refusal.of(Reason.UNKNOWN_FIELD, "survey.unknownField").withFields(unknown);
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(Reason.INVALID_VALUE, "fields.wrong").withFields(wrong);
        }
        return Survey.of(title, description, sections, quotas);
    }

    private Section section(Part part) {
        return new Section(
                part.label("title"),
                part.label("description"),
                part.optional("visibleIf"),
                part.list("questions", Survey.MOST_QUESTIONS, SurveyReader.this::question));
    }

    private Quota quota(Part part) {
        return new Quota(part.text("name"), part.text("condition"), part.whole("limit", 0));
    }

    private Question question(Part part) {
        String type = part.text("type");
        Asked asked = new Asked(
                part.text("name"),
                part.mustLabel("title"),
                part.label("description"),
                part.flag("required"),
                part.optional("visibleIf"));
        return switch (type) {
            case "single" ->
                new Question.Single(
                        asked,
                        choices(part, "choices"),
                        part.label("other"),
                        part.label("none"),
                        part.flag("shuffled"));
            case "multiple" ->
                new Question.Multiple(
                        asked,
                        choices(part, "choices"),
                        part.label("other"),
                        part.label("none"),
                        part.flag("shuffled"),
                        part.some("least"),
                        part.some("most"));
            case "ranking" ->
                new Question.Ranking(
                        asked, choices(part, "choices"), part.flag("shuffled"), part.some("least"), part.some("most"));
            case "matrix" ->
                new Question.Matrix(
                        asked,
                        choices(part, "rows"),
                        choices(part, "columns"),
                        part.flag("everyRow"),
                        part.flag("shuffled"));
            case "scale" ->
                new Question.Scale(
                        asked,
                        part.whole("min", 1),
                        part.whole("max", 5),
                        part.whole("step", 1),
                        part.label("low"),
                        part.label("high"));
            case "number" -> new Question.Numeric(asked, part.number("min"), part.number("max"), part.number("step"));
            case "date" -> new Question.Date(asked, part.day("min"), part.day("max"));
            default -> {
                if (!type.isEmpty() && !type.equals("text")) {
                    part.fault("type", "survey.type", Characters.shown(type, SHOWN));
                    part.skip();
                }
                yield new Question.Text(
                        asked, part.flag("lines"), part.whole("least", 0), part.whole("most", LONGEST_TEXT));
            }
        };
    }

    private List<Choice> choices(Part part, String field) {
        return part.list(field, Survey.MOST_CHOICES, each -> new Choice(each.text("code"), each.mustLabel("title")));
    }

    /** An object being read; it knows which of its fields were asked for. */
    private final class Part {
        private final String path;
        private final JsonNode node;
        private final Set<String> known = new HashSet<>();
        private boolean skipped;

        Part(String path, JsonNode node) {
            this.path = path;
            this.node = node;
        }

        void fault(String field, String key, Object... args) {
            if (wrong.size() < MOST_FAULTS) {
                wrong.add(Field.of(at(field), key, args));
            }
        }

        /** Nobody knows which fields it may have. */
        void skip() {
            skipped = true;
        }

        void end() {
            for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!skipped && !known.contains(name) && unknown.size() < MOST_FAULTS) {
                    unknown.add(Field.of(at(Characters.shown(name, SHOWN)), "survey.unknownField"));
                }
            }
        }

        String text(String field) {
            String text = optional(field);
            if (text == null) {
                fault(field, "field.missing");
                return "";
            }
            return text;
        }

        @Nullable
        String optional(String field) {
            JsonNode value = value(field);
            if (value == null) {
                return null;
            }
            if (!value.isTextual()) {
                fault(field, "answers.type.text");
                return null;
            }
            return value.textValue();
        }

        Label mustLabel(String field) {
            Label label = label(field);
            if (label == null) {
                if (value(field) == null) {
                    fault(field, "field.missing");
                }
                return Label.of("?");
            }
            return label;
        }

        @Nullable
        Label label(String field) {
            JsonNode value = value(field);
            if (value == null) {
                return null;
            }
            if (value.isTextual()) {
                return Label.of(value.textValue());
            }
            if (!value.isObject()) {
                fault(field, "survey.label");
                return null;
            }
            Part part = new Part(at(field), value);
            Label label = new Label(part.text("ru"), part.optional("en"));
            part.end();
            return label;
        }

        boolean flag(String field) {
            JsonNode value = value(field);
            if (value != null && !value.isBoolean()) {
                fault(field, "survey.flag");
            }
            return value != null && value.booleanValue();
        }

        int whole(String field, int preset) {
            Integer number = some(field);
            return number == null ? preset : number;
        }

        @Nullable
        Integer some(String field) {
            JsonNode value = value(field);
            if (value == null) {
                return null;
            }
            if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                fault(field, "survey.whole");
                return null;
            }
            return value.intValue();
        }

        @Nullable
        BigDecimal number(String field) {
            JsonNode value = value(field);
            if (value == null) {
                return null;
            }
            if (!value.isNumber()) {
                fault(field, "answers.type.number");
                return null;
            }
            return value.decimalValue();
        }

        @Nullable
        LocalDate day(String field) {
            String text = optional(field);
            try {
                return text == null ? null : LocalDate.parse(text);
            } catch (DateTimeException e) {
                fault(field, "answers.date");
                return null;
            }
        }

        <T> List<T> list(String field, int most, Function<Part, T> read) {
            JsonNode value = value(field);
            List<T> list = new ArrayList<>();
            if (value == null) {
                return list;
            }
            if (!value.isArray()) {
                fault(field, "answers.type.list");
                return list;
            }
            if (value.size() > most) {
                fault(field, "list.tooLong", most);
                return list;
            }
            for (int i = 0; i < value.size(); i++) {
                String each = field + "[" + i + "]";
                if (value.get(i).isObject()) {
                    Part part = new Part(at(each), value.get(i));
                    list.add(read.apply(part));
                    part.end();
                } else {
                    fault(each, "answers.object");
                }
            }
            return list;
        }

        private @Nullable JsonNode value(String field) {
            known.add(field);
            JsonNode value = node.get(field);
            return value == null || value.isNull() ? null : value;
        }

        private String at(String field) {
            return path.isEmpty() ? field : path + "." + field;
        }
    }
}
