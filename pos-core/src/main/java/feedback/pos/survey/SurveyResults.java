package feedback.pos.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a survey has come to, worked out of its counters alone. Immutable and thread-safe.
 *
 * @param all how many surveys were answered
 * @param questions in the survey's order
 */
public record SurveyResults(long all, List<Result> questions) {
    public SurveyResults {
        questions = List.copyOf(questions);
    }

    /**
     * What one question has come to.
     *
     * @param question its name
     * @param shown to how many it was visible
     * @param answered how many of them answered
     * @param counts what was chosen, in the survey's order; the steps of a scale; empty for matrices, texts, numbers and dates
     * @param rows the rows of a matrix, else empty
     * @param mean the mean of a scale over those who answered, or null
     * @param median the median of a scale, between two steps the mean of both, or null
     */
    public record Result(
            String question,
            long shown,
            long answered,
            List<Count> counts,
            List<Row> rows,
            @Nullable Double mean,
            @Nullable Double median) {
        public Result {
            counts = List.copyOf(counts);
            rows = List.copyOf(rows);
        }
    }

    /**
     * How often something was chosen.
     *
     * @param code the choice, or the step of a scale
     * @param count by how many; in a ranking how many put it in order at all
     * @param ofAnswered the share of those who answered, 0–1; of the row in a matrix
     * @param ofShown the share of those to whom the question was visible, 0–1
     * @param points by Borda in a ranking, else 0; see {@link Statistics}
     */
    public record Count(String code, long count, double ofAnswered, double ofShown, long points) {}

    /**
     * What a row of a matrix has come to.
     *
     * @param row its code
     * @param answered how many answered it
     * @param counts by column
     */
    public record Row(String row, long answered, List<Count> counts) {
        public Row {
            counts = List.copyOf(counts);
        }
    }

    /**
     * The results as the counters say; a counter that is not there is 0, one that nobody knows is passed over.
     *
     * @param survey the survey
     * @param counters the sums of what {@link Survey#ticks} gave for all answered surveys
     */
    public static SurveyResults fromCounters(Survey survey, Map<String, Long> counters) {
        List<Result> results = new ArrayList<>();
        for (Question question : survey.questions()) {
            results.add(result(question, counters));
        }
        return new SurveyResults(at(counters, Counters.ALL), results);
    }

    /** What the question has come to. */
    public Optional<Result> of(String question) {
        return questions.stream()
                .filter(each -> each.question().equals(question))
                .findFirst();
    }

    private static Result result(Question question, Map<String, Long> counters) {
        String name = question.name();
        long shown = at(counters, Counters.shown(name));
        long answered = at(counters, name);
        List<Row> rows = new ArrayList<>();
        if (question instanceof Question.Matrix matrix) {
            for (Question.Choice row : matrix.rows()) {
                String asked = Counters.row(name, row.code());
                long base = at(counters, asked);
                rows.add(new Row(row.code(), base, counts(question, row.code(), asked, base, shown, counters)));
            }
        }
        List<Count> counts = counts(question, "", name, answered, shown, counters);
        boolean isScale = question instanceof Question.Scale && answered > 0;
        return new Result(
                name, shown, answered, counts, rows, isScale ? mean(counts) : null, isScale ? median(counts) : null);
    }

    private static List<Count> counts(
            Question question, String row, String asked, long answered, long shown, Map<String, Long> counters) {
        List<Count> counts = new ArrayList<>();
        for (String code : Counters.codes(question, row)) {
            long count = at(counters, Counters.chosen(asked, code));
            counts.add(new Count(
                    code,
                    count,
                    share(count, answered),
                    share(count, shown),
                    at(counters, Counters.points(asked, code))));
        }
        return counts;
    }

    private static @Nullable Double mean(List<Count> counts) {
        long number = 0;
        long sum = 0;
        for (Count each : counts) {
            number += each.count();
            sum += each.count() * Long.parseLong(each.code());
        }
        return number == 0 ? null : (double) sum / number;
    }

    private static @Nullable Double median(List<Count> counts) {
        long number = counts.stream().mapToLong(Count::count).sum();
        if (number == 0) {
            return null;
        }
        return (step(counts, (number - 1) / 2) + step(counts, number / 2)) / 2.0;
    }

    private static long step(List<Count> counts, long rank) {
        long before = 0;
        for (Count each : counts) {
            before += each.count();
            if (rank < before) {
                return Long.parseLong(each.code());
            }
        }
        throw new IllegalStateException("a rank below their number is somebody's");
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static long at(Map<String, Long> counters, String key) {
        Long count = counters.get(key);
        return count == null ? 0 : count;
    }
}
