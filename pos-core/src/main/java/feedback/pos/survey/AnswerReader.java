package feedback.pos.survey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.refusal.Refusal.Field;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the answer to one question and says what is wrong with it or missing of it. Used once. */
final class AnswerReader {
    /** The longest text beside «other», in characters. */
    static final int LONGEST_OTHER = 1_000;

    private static final int SHOWN = 60;
    private static final int MOST_WRONG = 20;
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Question question;
    private final String path;
    private final boolean recorded;
    private final List<Field> wrong = new ArrayList<>();
    private final List<Field> missing = new ArrayList<>();
    private String text = "";
    private JsonNode canonical = NODES.nullNode();
    private JsonNode full = NODES.nullNode();

    /**
     * A reader of one answer.
     *
     * @param recorded whether digests stand in place of texts
     */
    AnswerReader(Question question, String path, boolean recorded) {
        this.question = question;
        this.path = path;
        this.recorded = recorded;
    }

    /** What cannot be so. */
    List<Field> wrong() {
        return wrong;
    }

    /** What is not all there yet. */
    List<Field> missing() {
        return missing;
    }

    /** What was written freely, or nothing. */
    String text() {
        return text;
    }

    /** The answer in its canonical form. */
    JsonNode canonical() {
        return canonical;
    }

    /** The same with the text in it. */
    JsonNode full() {
        return full;
    }

    /** What was answered; of no meaning where something is wrong. */
    Given read(JsonNode node) {
        if (node.isMissingNode()
                || node.isNull()
                || node.isContainerNode() && node.isEmpty()
                || node.isTextual() && node.textValue().isBlank()) {
            return Given.EMPTY;
        }
        if (question instanceof Question.Single) {
            return single(node);
        }
        if (question instanceof Question.Multiple multiple) {
            return multiple(multiple, node);
        }
        if (question instanceof Question.Ranking ranking) {
            return ranking(ranking, node);
        }
        if (question instanceof Question.Matrix matrix) {
            return matrix(matrix, node);
        }
        if (question instanceof Question.Scale scale) {
            return scale(scale, node);
        }
        if (question instanceof Question.Numeric number) {
            return number(number, node);
        }
        return question instanceof Question.Date date ? date(date, node) : words((Question.Text) question, node);
    }

    private Given single(JsonNode node) {
        String code = code(node, path);
        if (code.isEmpty()) {
            return fail(path, "answers.type.single");
        }
        ArrayNode written = NODES.arrayNode();
        ArrayNode sent = NODES.arrayNode();
        put(code, written, sent);
        canonical = written.path(0);
        full = sent.path(0);
        return new Given.Code(code);
    }

    private Given multiple(Question.Multiple multiple, JsonNode node) {
        if (!node.isArray()) {
            return fail(path, "answers.type.list");
        }
        Set<String> chosen = codes(node);
        if (!wrong.isEmpty()) {
            return Given.UNKNOWN;
        }
        boolean isNone = multiple.none() != null && chosen.contains(Question.NONE);
        if (isNone && chosen.size() > 1) {
            return fail(path, "answers.none");
        }
        if (multiple.most() != null && chosen.size() > multiple.most()) {
            return fail(path, "answers.most", multiple.most());
        }
        if (multiple.least() != null && !isNone && chosen.size() < multiple.least()) {
            missing.add(Field.of(path, "answers.least", multiple.least()));
        }
        List<String> ordered =
                Codes.of(multiple, null).stream().filter(chosen::contains).toList();
        return listed(ordered);
    }

    private Given ranking(Question.Ranking ranking, JsonNode node) {
        if (!node.isArray()) {
            return fail(path, "answers.type.list");
        }
        Set<String> chosen = codes(node);
        if (!wrong.isEmpty()) {
            return Given.UNKNOWN;
        }
        int all = ranking.choices().size();
        int most = ranking.most() == null ? all : ranking.most();
        int least = ranking.least() != null ? ranking.least() : ranking.most() != null ? 1 : all;
        if (chosen.size() > most) {
            return fail(path, "answers.most", most);
        }
        if (chosen.size() < least) {
            missing.add(Field.of(path, "answers.rank", least));
        }
        return listed(List.copyOf(chosen));
    }

    private Given listed(List<String> codes) {
        ArrayNode written = NODES.arrayNode();
        ArrayNode sent = NODES.arrayNode();
        codes.forEach(code -> put(code, written, sent));
        canonical = written;
        full = sent;
        return new Given.Codes(codes);
    }

    private Set<String> codes(JsonNode node) {
        Set<String> codes = new LinkedHashSet<>();
        if (node.size() > 2 * Survey.MOST_CHOICES) {
            fail(path, "answers.most", Survey.MOST_CHOICES);
            return codes;
        }
        for (int i = 0; i < node.size() && wrong.size() < MOST_WRONG; i++) {
            String code = code(node.get(i), path);
            if (code.isEmpty()) {
                fail(path, "answers.type.single");
            } else if (!codes.add(code)) {
                fail(path, "answers.twice", Characters.shown(code, SHOWN));
            }
        }
        return codes;
    }

    /** The choice; empty where the node is none. What is no choice of the question is wrong. */
    private String code(JsonNode node, String at) {
        if (node.isObject() && node.size() == 1 && node.path(Question.OTHER).isTextual() && offersOther()) {
            String words = node.path(Question.OTHER).textValue();
            if (recorded) {
                text = digest(words, at);
            } else {
                text = clean(words);
                fits(at, text, LONGEST_OTHER);
                if (text.isEmpty()) {
                    missing.add(Field.of(at, "answers.other"));
                }
            }
            return Question.OTHER;
        }
        if (!node.isTextual()) {
            return "";
        }
        String code = node.textValue();
        if (!Codes.of(question, null).contains(code)) {
            fail(at, "answers.choice", Characters.shown(code, SHOWN));
        } else if (code.equals(Question.OTHER) && offersOther()) {
            missing.add(Field.of(at, "answers.other"));
        }
        return code.isEmpty() ? " " : code;
    }

    private boolean offersOther() {
        return question instanceof Question.Single single && single.other() != null
                || question instanceof Question.Multiple multiple && multiple.other() != null;
    }

    private void put(String code, ArrayNode written, ArrayNode sent) {
        if (code.equals(Question.OTHER) && offersOther() && !text.isEmpty()) {
            ObjectNode digested = written.addObject();
            digested.put(Question.OTHER, recorded ? text : Answers.digest(text));
            sent.addObject().put(Question.OTHER, text);
            text = recorded ? "" : text;
        } else {
            written.add(code);
            sent.add(code);
        }
    }

    private Given matrix(Question.Matrix matrix, JsonNode node) {
        if (!node.isObject()) {
            return fail(path, "answers.type.rows");
        }
        List<String> rows = matrix.rows().stream().map(Question.Choice::code).toList();
        List<String> columns =
                matrix.columns().stream().map(Question.Choice::code).toList();
        for (Iterator<String> names = node.fieldNames(); names.hasNext() && wrong.size() < MOST_WRONG; ) {
            String name = names.next();
            if (!rows.contains(name)) {
                fail(path + "." + Characters.shown(name, SHOWN), "answers.row");
            }
        }
        Map<String, String> answered = new LinkedHashMap<>();
        ObjectNode written = NODES.objectNode();
        for (String row : rows) {
            JsonNode cell = node.path(row);
            String at = path + "." + row;
            if (cell.isMissingNode() || cell.isNull()) {
                if (matrix.everyRow()) {
                    missing.add(Field.of(at, "field.missing"));
                }
            } else if (!cell.isTextual()) {
                fail(at, "answers.type.single");
            } else if (!columns.contains(cell.textValue())) {
                fail(at, "answers.choice", Characters.shown(cell.textValue(), SHOWN));
            } else {
                answered.put(row, cell.textValue());
                written.put(row, cell.textValue());
            }
        }
        canonical = written;
        full = written;
        if (answered.isEmpty() && wrong.isEmpty()) {
            // Rows with null alone: nothing was answered
            missing.clear();
            return Given.EMPTY;
        }
        return new Given.Rows(answered);
    }

    private Given scale(Question.Scale scale, JsonNode node) {
        if (!node.isNumber()) {
            return fail(path, "answers.type.number");
        }
        BigDecimal number = Numbers.canonical(node.decimalValue());
        if (!Numbers.isFit(number)
                || number.compareTo(BigDecimal.valueOf(scale.min())) < 0
                || number.compareTo(BigDecimal.valueOf(scale.max())) > 0
                || number.scale() > 0
                || (number.intValue() - scale.min()) % scale.step() != 0) {
            return fail(path, "answers.scale", scale.min(), scale.max(), scale.step());
        }
        return numbered(number);
    }

    private Given number(Question.Numeric asked, JsonNode node) {
        if (!node.isNumber()) {
            return fail(path, "answers.type.number");
        }
        BigDecimal number = Numbers.canonical(node.decimalValue());
        if (!Numbers.isFit(number)) {
            return fail(path, "answers.number", Numbers.HIGHEST.toPlainString(), Numbers.DECIMALS);
        }
        BigDecimal min = asked.min();
        if (min != null && number.compareTo(min) < 0) {
            return fail(path, "answers.atLeast", min.toPlainString());
        }
        if (asked.max() != null && number.compareTo(asked.max()) > 0) {
            return fail(path, "answers.atMost", asked.max().toPlainString());
        }
        BigDecimal from = min == null ? BigDecimal.ZERO : min;
        if (asked.step() != null
                && number.subtract(from).remainder(asked.step()).signum() != 0) {
            return fail(path, "answers.step", asked.step().toPlainString(), from.toPlainString());
        }
        return numbered(number);
    }

    private Given numbered(BigDecimal number) {
        canonical = NODES.numberNode(number);
        full = canonical;
        return new Given.Num(number);
    }

    private Given date(Question.Date asked, JsonNode node) {
        LocalDate day;
        try {
            day = node.isTextual() ? LocalDate.parse(node.textValue()) : LocalDate.MIN;
        } catch (DateTimeException e) {
            day = LocalDate.MIN;
        }
        if (day.equals(LocalDate.MIN)) {
            return fail(path, "answers.date");
        }
        LocalDate min = asked.min() == null ? SurveyCheck.FIRST_DAY : asked.min();
        LocalDate max = asked.max() == null ? SurveyCheck.LAST_DAY : asked.max();
        if (day.isBefore(min) || day.isAfter(max)) {
            return fail(path, "answers.dateRange", min, max);
        }
        canonical = NODES.textNode(day.toString());
        full = canonical;
        return new Given.Day(day);
    }

    private Given words(Question.Text asked, JsonNode node) {
        if (!node.isTextual()) {
            return fail(path, "answers.type.text");
        }
        if (recorded) {
            canonical = NODES.textNode(digest(node.textValue(), path));
            full = canonical;
            return new Given.Words();
        }
        text = clean(node.textValue());
        fits(path, text, asked.most());
        if (!asked.lines() && text.indexOf('\n') >= 0) {
            fail(path, "answers.line");
        }
        if (text.length() < asked.least()) {
            missing.add(Field.of(path, "answers.short", asked.least()));
        }
        canonical = NODES.textNode(Answers.digest(text));
        full = NODES.textNode(text);
        return new Given.Words();
    }

    /** Line ends and blanks that nobody meant do not make it another text. */
    private static String clean(String words) {
        return words.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    private void fits(String at, String words, int most) {
        if (words.length() > most) {
            fail(at, "text.tooLong", most);
        } else if (!Characters.areFit(words, true)) {
            fail(at, "text.characters");
        }
    }

    private String digest(String words, String at) {
        if (!DIGEST.matcher(words).matches()) {
            fail(at, "answers.canonical");
        }
        return words;
    }

    private Given fail(String at, String key, Object... args) {
        wrong.add(Field.of(at, key, args));
        return Given.UNKNOWN;
    }
}
