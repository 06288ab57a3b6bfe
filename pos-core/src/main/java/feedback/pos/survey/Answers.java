package feedback.pos.survey;

import feedback.pos.refusal.Refusal.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one person answered, checked against the survey. What was written freely stands apart from what was chosen: texts are moderated and
 * can be erased, the canonical form is for ever. Immutable and thread-safe.
 */
public final class Answers {
    private final Map<String, Given> given;
    private final Map<String, String> texts;
    private final Set<String> visible;
    private final String canonical;
    private final String json;

    Answers(Map<String, Given> given, Map<String, String> texts, Set<String> visible, String canonical, String json) {
        this.given = given;
        this.texts = texts;
        this.visible = visible;
        this.canonical = canonical;
        this.json = json;
    }

    /**
     * Answers that need not be complete.
     *
     * @param answers what is right of them
     * @param wrong what is wrong, beside its question as in {@code answers.q7}; what is only missing is not
     * @param visible the questions that are asked now, in order; those whose condition rests on a wrong answer are not among them
     * @param answered how many of the visible required questions have a complete answer
     * @param required how many visible questions are required
     */
    public record Draft(Answers answers, List<Field> wrong, List<String> visible, int answered, int required) {
        public Draft {
            wrong = List.copyOf(wrong);
            visible = List.copyOf(visible);
        }
    }

    /**
     * The answers as JSON without blanks, the same for the same answers: names and choices in the survey's order, numbers without zeros at
     * the end, and each text replaced by its {@link #digest}.
     */
    public String canonical() {
        return canonical;
    }

    /** The answers with their texts, as they can be sent again; for a form that is filled in later. Without texts if read from the canonical form. */
    public String json() {
        return json;
    }

    /** What was written freely by the name of its question: to a question for text, or beside «other». In the survey's order. */
    public Map<String, String> texts() {
        return texts;
    }

    /** The names of the questions that were asked, in order. */
    public Set<String> visible() {
        return visible;
    }

    /** What stands for a text in the canonical form: {@code sha256:} and 64 hexadecimal digits, over its bytes in UTF-8. */
    public static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Given given(String question) {
        return given.getOrDefault(question, Given.EMPTY);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answers answers && json.equals(answers.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** The canonical form: no text gets into a log. */
    @Override
    public String toString() {
        return canonical;
    }
}
