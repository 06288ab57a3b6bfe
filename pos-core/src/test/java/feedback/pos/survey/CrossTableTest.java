package feedback.pos.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.refusal.Refusal;
import feedback.pos.survey.CrossTable.Table;
import feedback.pos.survey.Question.Asked;
import feedback.pos.survey.Question.Choice;
import feedback.pos.survey.Survey.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two questions against each other, and what of it may be published. */
class CrossTableTest {
    private static final List<Choice> TWO = List.of(Choice.of("a", "А"), Choice.of("b", "Б"));

    private static final Survey SURVEY = Survey.of(
            null,
            null,
            List.of(new Section(
                    null,
                    null,
                    null,
                    List.of(
                            new Question.Single(Asked.of("one", "Один"), TWO, null, null, false),
                            new Question.Single(Asked.of("two", "Два"), TWO, null, null, false),
                            new Question.Multiple(Asked.of("many", "Много"), TWO, null, null, false, null, null),
                            new Question.Scale(Asked.of("scale", "Шкала"), 1, 3, 1, null, null),
                            new Question.Matrix(Asked.of("grid", "Таблица"), TWO, TWO, false, false),
                            new Question.Text(Asked.of("text", "Слова"), false, 0, 10)))),
            List.of());

    @Test
    void a_table_counts_everybody_once_in_a_row_of_single_choices() {
        CrossTable table = CrossTable.of(SURVEY, "one", "scale");
        for (String answers : new String[] {
            "{\"one\":\"a\",\"scale\":3}", "{\"one\":\"a\",\"scale\":1}", "{\"one\":\"b\"}", "{\"scale\":3}", "{}"
        }) {
            table.add(SURVEY.answers(answers).canonical());
        }

        Table counted = table.table();

        assertThat(counted.rowCodes()).containsExactly("a", "b", "");
        assertThat(counted.columnCodes()).containsExactly("1", "2", "3", "");
        assertThat(counted.cells())
                .containsExactly(List.of(1L, 0L, 1L, 0L), List.of(0L, 0L, 0L, 1L), List.of(0L, 0L, 1L, 1L));
        assertThat(counted.rowTotals()).containsExactly(2L, 1L, 2L);
        assertThat(counted.columnTotals()).containsExactly(1L, 0L, 2L, 2L);
        assertThat(counted.all()).isEqualTo(5);
    }

    @Test
    void several_choices_and_rows_of_a_matrix_can_be_crossed_too() {
        CrossTable table = CrossTable.of(SURVEY, "many", "grid.b");
        table.add(SURVEY.answers("{\"many\":[\"b\",\"a\"],\"grid\":{\"b\":\"a\"}}"));
        table.add(SURVEY.answers("{\"many\":[\"a\"],\"grid\":{\"a\":\"a\"}}"));

        assertThat(table.table().cells())
                .containsExactly(List.of(1L, 0L, 1L), List.of(1L, 0L, 0L), List.of(0L, 0L, 0L));
        assertThat(table.table().rowTotals()).containsExactly(2L, 1L, 0L);
        assertThat(table.table().columnTotals()).containsExactly(1L, 0L, 1L);
    }

    @Test
    void what_cannot_be_crossed_is_refused() {
        assertThat(refused("text", "one")).isEqualTo("rows");
        assertThat(refused("grid", "one")).isEqualTo("rows");
        assertThat(refused("one", "grid.c")).isEqualTo("columns");
        assertThat(refused("one", "none")).isEqualTo("columns");
        assertThat(refused("one", "one")).isEqualTo("columns");
    }

    @Test
    void a_small_cell_is_hidden_in_company_of_three() {
        Table table = filled(new int[][] {{3, 40, 0}, {50, 20, 0}, {0, 0, 0}}).table(5);

        assertThat(nulls(table)).isEqualTo(4);
        assertThat(table.cells().get(0).get(0)).isNull();
        assertThat(table.cells().get(2)).containsExactly(0L, 0L, 0L);
        assertThat(table.rowTotals()).containsExactly(43L, 70L, 0L);
    }

    @Test
    void large_cells_and_empty_ones_are_published() {
        assertThat(nulls(filled(new int[][] {{5, 40, 0}, {50, 20, 0}, {0, 0, 7}})
                        .table(5)))
                .isZero();
        assertThat(nulls(filled(new int[][] {{5, 40, 0}, {50, 20, 0}, {0, 0, 7}})
                        .table(1)))
                .isZero();
    }

    @Test
    void where_no_company_is_found_nothing_is_published() {
        assertThat(nulls(filled(new int[][] {{3, 40, 0}, {0, 0, 0}, {0, 0, 0}}).table(5)))
                .isEqualTo(9);
    }

    /** Tries out every table that fits what was published: in each small cell at least two numbers must be possible. */
    @Test
    void no_small_cell_can_be_worked_out() {
        Random random = new Random(3);
        int checked = 0;
        for (int round = 0; round < 400; round++) {
            int[][] cells = new int[3][3];
            for (int[] row : cells) {
                for (int i = 0; i < 3; i++) {
                    row[i] = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(12);
                }
            }
            Table table = filled(cells).table(5);
            if (nulls(table) == 9) {
                continue;
            }
            List<Set<Integer>> possible = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                possible.add(new HashSet<>());
            }
            fit(table, new int[9], 0, possible);
            for (int i = 0; i < 9; i++) {
                int count = cells[i / 3][i % 3];
                assertThat(possible.get(i)).contains(count);
                if (count > 0 && count < 5) {
                    assertThat(table.cells().get(i / 3).get(i % 3)).isNull();
                    assertThat(possible.get(i)).hasSizeGreaterThan(1);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(300);
    }

    private static void fit(Table table, int[] tried, int at, List<Set<Integer>> possible) {
        if (at == 9) {
            for (int i = 0; i < 9; i++) {
                possible.get(i).add(tried[i]);
            }
            return;
        }
        int row = at / 3;
        int column = at % 3;
        long left = table.rowTotals().get(row);
        for (int i = row * 3; i < at; i++) {
            left -= tried[i];
        }
        long above = table.columnTotals().get(column);
        for (int i = column; i < at; i += 3) {
            above -= tried[i];
        }
        @Nullable Long published = table.cells().get(row).get(column);
        for (int value = 0; value <= Math.min(left, above); value++) {
            boolean isLast = column == 2 && value != left || row == 2 && value != above;
            if (!isLast && (published == null || published == value)) {
                tried[at] = value;
                fit(table, tried, at + 1, possible);
            }
        }
    }

    private static CrossTable filled(int[][] cells) {
        CrossTable table = CrossTable.of(SURVEY, "one", "two");
        String[] codes = {"\"a\"", "\"b\"", "null"};
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                Answers answers = SURVEY.answers("{\"one\":" + codes[row] + ",\"two\":" + codes[column] + "}");
                for (int i = 0; i < cells[row][column]; i++) {
                    table.add(answers);
                }
            }
        }
        return table;
    }

    private static long nulls(Table table) {
        return table.cells().stream()
                .flatMap(List::stream)
                .filter(each -> each == null)
                .count();
    }

    private static String refused(String rows, String columns) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> CrossTable.of(SURVEY, rows, columns));
        return refusal.fields().get(0).field();
    }
}
