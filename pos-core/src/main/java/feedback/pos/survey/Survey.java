package feedback.pos.survey;

import feedback.pos.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people are asked: sections of questions, conditions between them, and quotas. It checks itself when it is made, so every survey
 * that exists can be answered and counted. Immutable and thread-safe; equal to another that asks the same.
 *
 * <p>Answers are JSON, an object with the questions' names:
 *
 * <table>
 * <caption>What is answered to each kind</caption>
 * <tr><td>single</td><td>{@code "a"}, or {@code {"other": "words"}}</td></tr>
 * <tr><td>multiple</td><td>{@code ["a", "b", {"other": "words"}]}</td></tr>
 * <tr><td>scale, number</td><td>{@code 4}, {@code 1.5}</td></tr>
 * <tr><td>matrix</td><td>{@code {"row1": "column2"}}</td></tr>
 * <tr><td>ranking</td><td>{@code ["b", "a"]}, the best first</td></tr>
 * <tr><td>text</td><td>{@code "words"}</td></tr>
 * <tr><td>date</td><td>{@code "2026-05-17"}</td></tr>
 * </table>
 *
 * <p>{@code null}, an empty list or object and a blank text are no answer.
 */
public final class Survey {
    /** The longest document and the longest answers, in characters. */
    public static final int MOST_CHARACTERS = 1_000_000;

    static final int MOST_SECTIONS = 50;
    static final int MOST_QUESTIONS = 200;
    static final int MOST_CHOICES = 200;
    static final int MOST_ROWS = 50;
    static final int MOST_COLUMNS = 20;
    static final int MOST_QUOTAS = 50;

    private final @Nullable Label title;
    private final @Nullable Label description;
    private final List<Section> sections;
    private final List<Quota> quotas;
    private final Compiled compiled;

    /**
     * Questions under one heading.
     *
     * @param title the heading, at most 1,000 characters, or null
     * @param description what is said before the questions, at most 4,000 characters, or null
     * @param visibleIf the condition under which the section is shown, over questions of sections before it, or null for always
     * @param questions at least one
     */
    public record Section(
            @Nullable Label title,
            @Nullable Label description,
            @Nullable String visibleIf,
            List<Question> questions) {
        public Section {
            questions = List.copyOf(questions);
        }
    }

    /**
     * How many are taken of those for whom something holds. The limit is kept by the storage, not here.
     *
     * @param name as a question's name; unique among quotas
     * @param condition over any questions
     * @param limit 1 to 1,000,000,000
     */
    public record Quota(String name, String condition, long limit) {
        public Quota {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(condition, "condition");
        }
    }

    private Survey(@Nullable Label title, @Nullable Label description, List<Section> sections, List<Quota> quotas) {
        this.title = title;
        this.description = description;
        this.sections = List.copyOf(sections);
        this.quotas = List.copyOf(quotas);
        this.compiled = new SurveyCheck(title, description, this.sections, this.quotas).compiled();
    }

    /**
     * A survey.
     *
     * @param title its heading, or null
     * @param description what is said before it, or null
     * @param sections at least one, with 200 questions together at most
     * @param quotas at most 50
     * @throws Refusal for the reason INVALID_VALUE, naming every fault by its path as in {@code sections[1].questions[3].visibleIf}
     */
    public static Survey of(
            @Nullable Label title, @Nullable Label description, List<Section> sections, List<Quota> quotas) {
        return new Survey(title, description, sections, quotas);
    }

    /**
     * Reads a survey as {@link #toJson} writes it; a text in Russian alone may stand there as a plain string.
     *
     * @throws Refusal MALFORMED for what is no JSON, TOO_LARGE for what is longer than {@link #MOST_CHARACTERS}, UNKNOWN_FIELD naming
     *     every field that nobody knows, INVALID_VALUE naming every fault by its path
     */
    public static Survey parse(String json) {
        return new SurveyReader(json).survey();
    }

    /** The survey as one line of JSON, with a {@code format} by which later programs know how to read it. */
    public String toJson() {
        return SurveyWriter.json(this);
    }

    /** Its heading, or null. */
    public @Nullable Label title() {
        return title;
    }

    /** What is said before it, or null. */
    public @Nullable Label description() {
        return description;
    }

    /** The sections in order. */
    public List<Section> sections() {
        return sections;
    }

    /** How many are taken of whom. */
    public List<Quota> quotas() {
        return quotas;
    }

    /** The questions of all sections in order; the first one has the number 1. */
    public List<Question> questions() {
        return compiled.questions();
    }

    /** The question of this name. */
    public Optional<Question> question(String name) {
        return Optional.ofNullable(compiled.byName().get(name));
    }

    /**
     * Takes answers that are complete.
     *
     * @param json an object with the questions' names
     * @throws Refusal MALFORMED for what is no JSON object, TOO_LARGE for what is longer than {@link #MOST_CHARACTERS}, INVALID_VALUE naming every wrong
     *     answer as {@code answers.q7}, of a row as {@code answers.q9.row2}, of at most 400
     */
    public Answers answers(String json) {
        Reading reading = Reading.of(this, json, Reading.Mode.COMPLETE);
        if (!reading.wrong().isEmpty()) {
            throw Refusal.of(Refusal.Reason.INVALID_VALUE, "fields.wrong").withFields(reading.wrong());
        }
        return reading.answers();
    }

    /**
     * Looks at answers that need not be complete yet: what is missing is not wrong.
     *
     * @throws Refusal MALFORMED for what is no JSON object, TOO_LARGE for what is longer than {@link #MOST_CHARACTERS}
     */
    public Answers.Draft check(String json) {
        return Reading.of(this, json, Reading.Mode.DRAFT).draft();
    }

    /**
     * Reads answers back from their {@linkplain Answers#canonical() canonical form}; their texts are not there.
     *
     * @throws Refusal INVALID_VALUE or MALFORMED where they are not in this form, or not of this survey
     */
    public Answers recorded(String canonical) {
        Reading reading = Reading.of(this, canonical, Reading.Mode.RECORDED);
        Answers answers = reading.answers();
        if (!reading.wrong().isEmpty()) {
            throw Refusal.of(Refusal.Reason.INVALID_VALUE, "fields.wrong").withFields(reading.wrong());
        }
        if (!answers.canonical().equals(canonical)) {
            throw Refusal.field("answers", "answers.canonical");
        }
        return answers;
    }

    /**
     * Which counters an answered survey moves, and by how much; see {@link SurveyResults} for what becomes of them.
     *
     * <p>{@code :all}: one survey; {@code q1:shown}, {@code q1}: the question was visible, and answered; {@code q1=a}: this choice
     * or step of a scale; {@code q9.row2}, {@code q9.row2=col1}: the row was answered, and how; {@code q8:points=a}: what a choice got in a ranking, see
     * {@link Statistics}. Each key has at most 200 characters.
     *
     * @param canonical answers as {@link Answers#canonical} gives them
     * @throws Refusal as {@link #recorded}
     */
    public Map<String, Long> ticks(String canonical) {
        return ticks(recorded(canonical));
    }

    /** The same, for answers at hand. */
    public Map<String, Long> ticks(Answers answers) {
        return Counters.ticks(this, answers);
    }

    /** The names of the quotas that the answers count in, in the survey's order. */
    public List<String> quotas(Answers answers) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < quotas.size(); i++) {
            if (compiled.quotas().get(i).holds(answers::given) == Truth.TRUE) {
                names.add(quotas.get(i).name());
            }
        }
        return List.copyOf(names);
    }

    /**
     * When a question is asked, in plain words as «если в вопросе 3 выбрано «Да»»; empty for one that is always asked, and for one that
     * there is not.
     *
     * @param question its name
     * @param locale Russian unless its language is English
     */
    public Optional<String> explain(String question, Locale locale) {
        return Optional.ofNullable(compiled.shown().get(question))
                .map(expression -> ExpressionText.of(this, expression, locale));
    }

    /** Whom a quota counts, in plain words; empty for one that there is not. */
    public Optional<String> explainQuota(String quota, Locale locale) {
        for (int i = 0; i < quotas.size(); i++) {
            if (quotas.get(i).name().equals(quota)) {
                return Optional.of(ExpressionText.of(this, compiled.quotas().get(i), locale));
            }
        }
        return Optional.empty();
    }

    Compiled compiled() {
        return compiled;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Survey survey
                && Objects.equals(title, survey.title)
                && Objects.equals(description, survey.description)
                && sections.equals(survey.sections)
                && quotas.equals(survey.quotas);
    }

    @Override
    public int hashCode() {
        return Objects.hash(title, description, sections, quotas);
    }

    @Override
    public String toString() {
        return toJson();
    }
}
