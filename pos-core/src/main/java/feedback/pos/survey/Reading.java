package feedback.pos.survey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers being read, question by question in the survey's order, so that each condition finds what it asks for. Where an answer
 * is wrong, what depends on it is neither called missing nor hidden: one mistake is told once. Used once.
 */
final class Reading {
    /** How strict to be. */
    enum Mode {
        /** All that is required is there. */
        COMPLETE,
        /** What is missing may still come. */
        DRAFT,
        /** Complete, with digests in place of texts. */
        RECORDED
    }

    private static final int MOST_WRONG = 400;
    private static final int SHOWN = 60;

    private final Survey survey;
    private final Mode mode;
    private final Map<String, Given> given = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Set<String> visible = new LinkedHashSet<>();
    private final List<Field> wrong = new ArrayList<>();
    private final ObjectNode canonical = Json.object();
    private final ObjectNode full = Json.object();
    private int answered;
    private int required;

    private Reading(Survey survey, Mode mode) {
        this.survey = survey;
        this.mode = mode;
    }

    static Reading of(Survey survey, String json, Mode mode) {
        if (json.length() > Survey.MOST_CHARACTERS) {
            throw Refusal.of(Reason.TOO_LARGE, "text.tooLong", Survey.MOST_CHARACTERS);
        }
        JsonNode root = Json.read(json);
        if (!root.isObject()) {
            throw Refusal.of(Reason.MALFORMED, "answers.object");
        }
        Reading reading = new Reading(survey, mode);
        reading.read(root);
        return reading;
    }

    List<Field> wrong() {
        return wrong;
    }

    Answers answers() {
        Map<String, Given> known = new LinkedHashMap<>(given);
        known.values().removeIf(each -> each instanceof Given.Unknown || each instanceof Given.Empty);
        return new Answers(
                Collections.unmodifiableMap(known),
                Collections.unmodifiableMap(texts),
                Collections.unmodifiableSet(visible),
                Json.write(canonical),
                Json.write(full));
    }

    Answers.Draft draft() {
        return new Answers.Draft(answers(), wrong, List.copyOf(visible), answered, required);
    }

    private void read(JsonNode root) {
        for (Question question : survey.questions()) {
            JsonNode node = root.path(question.name());
            Expression condition = survey.compiled().shown().get(question.name());
            Truth shown =
                    condition == null ? Truth.TRUE : condition.holds(each -> given.getOrDefault(each, Given.EMPTY));
            question(question, node, shown);
        }
        for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (survey.question(name).isEmpty()) {
                add(Field.of("answers." + Characters.shown(name, SHOWN), "answers.unknown"));
            }
        }
    }

    private void question(Question question, JsonNode node, Truth shown) {
        String path = "answers." + question.name();
        AnswerReader reader = new AnswerReader(question, path, mode == Mode.RECORDED);
        Given answer = reader.read(node);
        if (shown == Truth.TRUE) {
            visible.add(question.name());
            required += question.required() ? 1 : 0;
        } else if (shown == Truth.FALSE && !(answer instanceof Given.Empty)) {
            // Whatever it says, it must not say anything
            add(Field.of(path, "answers.hidden"));
            given.put(question.name(), Given.EMPTY);
            return;
        }
        reader.wrong().forEach(this::add);
        if (mode != Mode.DRAFT) {
            reader.missing().forEach(this::add);
        }
        boolean isMissing = shown == Truth.TRUE && question.required() && answer instanceof Given.Empty;
        if (isMissing && mode != Mode.DRAFT) {
            add(Field.of(path, "field.missing"));
        }
        boolean isWhole = reader.wrong().isEmpty() && reader.missing().isEmpty();
        if (shown == Truth.TRUE && question.required() && isWhole && !isMissing) {
            answered++;
        }
        // A draft goes on with what is there; elsewhere nothing is concluded from what will still change
        boolean isSettled = mode == Mode.DRAFT ? reader.wrong().isEmpty() : isWhole && !isMissing;
        if (shown == Truth.UNKNOWN || !isSettled) {
            given.put(question.name(), Given.UNKNOWN);
            return;
        }
        given.put(question.name(), answer);
        if (!(answer instanceof Given.Empty)) {
            canonical.set(question.name(), reader.canonical());
            full.set(question.name(), reader.full());
            if (!reader.text().isEmpty()) {
                texts.put(question.name(), reader.text());
            }
        }
    }

    private void add(Field field) {
        if (wrong.size() < MOST_WRONG) {
            wrong.add(field);
        }
    }
}
