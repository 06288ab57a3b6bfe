package feedback.pos.survey;

import feedback.pos.refusal.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two questions against each other, counted from answers one after the other. Holds one number for each cell and nothing else, 10,000
 * cells at most, however many answers there are. Not thread-safe.
 *
 * <p>Those who did not answer one of the two have a row and a column of their own, with the code {@code ""}, so each row and column of a
 * question with one choice sums up to what the counters of {@link SurveyResults} say.
 */
public final class CrossTable {
    /** The code of those who did not answer. */
    public static final String NO_ANSWER = "";

    private static final int MOST_CELLS = 10_000;

    private final Survey survey;
    private final Side rows;
    private final Side columns;
    private final long[][] cells;
    private final long[] rowTotals;
    private final long[] columnTotals;
    private long all;

    /** A question, or a row of a matrix, with its codes. */
    private record Side(
            String asked, Question question, @Nullable String row, List<String> codes) {
        /** The places among the codes that the answers have. */
        int[] of(Answers answers) {
            Given given = new Expression.Ref(question.name(), row).in(answers::given);
            if (given instanceof Given.Code one) {
                return new int[] {codes.indexOf(one.code())};
            }
            if (given instanceof Given.Codes several) {
                return several.codes().stream().mapToInt(codes::indexOf).toArray();
            }
            return new int[] {
                given instanceof Given.Num num ? codes.indexOf(num.number().toPlainString()) : codes.size() - 1
            };
        }
    }

    /**
     * What was counted. Immutable.
     *
     * @param rows the question of the rows
     * @param columns the question of the columns
     * @param rowCodes what its rows stand for; the last one for no answer
     * @param columnCodes what its columns stand for; the last one for no answer
     * @param cells row by row; null for a cell that is not published
     * @param rowTotals how many chose what the row stands for; of a question with several choices more than those there are
     * @param columnTotals the same of the columns
     * @param all how many answered the survey
     */
    public record Table(
            String rows,
            String columns,
            List<String> rowCodes,
            List<String> columnCodes,
            List<List<@Nullable Long>> cells,
            List<Long> rowTotals,
            List<Long> columnTotals,
            long all) {}

    private CrossTable(Survey survey, Side rows, Side columns) {
        this.survey = survey;
        this.rows = rows;
        this.columns = columns;
        this.cells = new long[rows.codes().size()][columns.codes().size()];
        this.rowTotals = new long[rows.codes().size()];
        this.columnTotals = new long[columns.codes().size()];
    }

    /**
     * An empty table.
     *
     * @param rows a question with choices or a scale, or a row of a matrix as {@code q9.row2}
     * @param columns another one
     * @throws Refusal INVALID_VALUE naming {@code rows} or {@code columns}: not such a question, the same twice, or more than 10,000 cells
     */
    public static CrossTable of(Survey survey, String rows, String columns) {
        Side down = side(survey, "rows", rows);
        Side across = side(survey, "columns", columns);
        if (rows.equals(columns)) {
            throw Refusal.field("columns", "survey.table.same");
        }
        if (down.codes().size() * across.codes().size() > MOST_CELLS) {
            throw Refusal.field("columns", "survey.table.large", MOST_CELLS);
        }
        return new CrossTable(survey, down, across);
    }

    private static Side side(Survey survey, String field, String asked) {
        int dot = asked.indexOf('.');
        String row = dot < 0 ? null : asked.substring(dot + 1);
        Question question =
                survey.question(dot < 0 ? asked : asked.substring(0, dot)).orElse(null);
        boolean isRow = row == null
                || question instanceof Question.Matrix matrix
                        && matrix.rows().stream().anyMatch(each -> each.code().equals(row));
        List<String> codes = question == null || !isRow ? List.of() : Counters.codes(question, row == null ? "" : row);
        if (question == null || codes.isEmpty()) {
            throw Refusal.field(field, "survey.table.question", Characters.shown(asked, 60));
        }
        List<String> withNone = new ArrayList<>(codes);
        withNone.add(NO_ANSWER);
        return new Side(asked, question, row, withNone);
    }

    /** Counts one answered survey, given in its canonical form. */
    public void add(String canonical) {
        add(survey.recorded(canonical));
    }

    /** Counts one answered survey. */
    public void add(Answers answers) {
        int[] down = rows.of(answers);
        int[] across = columns.of(answers);
        all++;
        for (int row : down) {
            rowTotals[row]++;
            for (int column : across) {
                cells[row][column]++;
            }
        }
        for (int column : across) {
            columnTotals[column]++;
        }
    }

    /** The table with every cell, for those who may see every answer. */
    public Table table() {
        return table(new boolean[rows.codes().size()][columns.codes().size()]);
    }

    /**
     * The table as it may be published of an anonymous survey. A cell in which fewer than {@code k} people are, but somebody, is hidden; and since
     * the sums of rows and columns are known, each hidden cell needs company: with two more cells in its row and its column and the one where those
     * cross, it is a corner of a rectangle of hidden cells in which one person can be moved from corner to corner so that no sum changes
     * and no cell falls below 0. So there is another table that fits everything published and has another number in that cell. Of all
     * rectangles the one that hides the fewest people more is taken; where there is none, no cell is published at all.
     *
     * <p>What the sums themselves say stays public: of how many chose what in one question nothing is hidden. It is not proven for somebody who
     * knows single persons' answers from elsewhere.
     *
     * @param k the fewest people in a cell that is published, 1 and more; 5 is usual
     * @throws IllegalArgumentException if it is below 1
     */
    public Table table(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k below 1: " + k);
        }
        boolean[][] hidden = new boolean[rows.codes().size()][columns.codes().size()];
        for (int row = 0; row < hidden.length; row++) {
            for (int column = 0; column < hidden[row].length; column++) {
                hidden[row][column] = isSmall(row, column, k);
            }
        }
        for (int row = 0; row < hidden.length; row++) {
            for (int column = 0; column < hidden[row].length; column++) {
                if (isSmall(row, column, k) && !accompany(row, column, hidden)) {
                    for (boolean[] line : hidden) {
                        Arrays.fill(line, true);
                    }
                    return table(hidden);
                }
            }
        }
        return table(hidden);
    }

    private boolean isSmall(int row, int column, int k) {
        return cells[row][column] > 0 && cells[row][column] < k;
    }

    /** Hides three more corners at the least price; false where no rectangle will do. */
    private boolean accompany(int row, int column, boolean[][] hidden) {
        long cheapest = Long.MAX_VALUE;
        int bestRow = -1;
        int bestColumn = -1;
        for (int other = 0; other < cells.length; other++) {
            for (int beside = 0; beside < cells[other].length; beside++) {
                if (other == row || beside == column) {
                    continue;
                }
                // The small cell itself has somebody to give away; else it has to be given somebody
                boolean canMove = cells[other][beside] > 0 || cells[row][beside] > 0 && cells[other][column] > 0;
                long price = price(row, beside, hidden) + price(other, column, hidden) + price(other, beside, hidden);
                if (canMove && price < cheapest) {
                    cheapest = price;
                    bestRow = other;
                    bestColumn = beside;
                }
            }
        }
        if (bestRow < 0) {
            return false;
        }
        hidden[row][bestColumn] = true;
        hidden[bestRow][column] = true;
        hidden[bestRow][bestColumn] = true;
        return true;
    }

    private long price(int row, int column, boolean[][] hidden) {
        return hidden[row][column] ? 0 : 1 + cells[row][column];
    }

    private Table table(boolean[][] hidden) {
        List<List<@Nullable Long>> lines = new ArrayList<>();
        for (int row = 0; row < cells.length; row++) {
            @Nullable Long[] line = new @Nullable Long[cells[row].length];
            for (int column = 0; column < line.length; column++) {
                line[column] = hidden[row][column] ? null : (Long) cells[row][column];
            }
            lines.add(java.util.Collections.unmodifiableList(Arrays.asList(line)));
        }
        return new Table(
                rows.asked(),
                columns.asked(),
                rows.codes(),
                columns.codes(),
                List.copyOf(lines),
                Arrays.stream(rowTotals).boxed().toList(),
                Arrays.stream(columnTotals).boxed().toList(),
                all);
    }
}
