package feedback.pos.http.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a report, without how it looks.
 *
 * @param name for a file, such as {@code monthly-2026-10}
 * @param title the heading
 * @param about lines below it: whose it is, of when, made when
 * @param sections in order
 * @param locale its language
 * @param isWide whether it needs a page turned on its side
 */
public record Report(
        String name, String title, List<String> about, List<Section> sections, Locale locale, boolean isWide) {
    public Report {
        about = List.copyOf(about);
        sections = List.copyOf(sections);
    }

    /**
     * A part.
     *
     * @param id by which it can be asked for alone
     * @param title its heading
     * @param sentences before the table
     * @param table or null
     */
    public record Section(
            String id,
            String title,
            List<String> sentences,
            @Nullable Table table) {
        public Section {
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * A table.
     *
     * @param heads of the columns
     * @param marks what stands at their heads where there is no room for more: the numbers by which another table of the report names them;
     *     empty if there is room
     * @param rows as long as the heads; the first cell of each is its name
     * @param total the last row, that of all together, or null
     */
    public record Table(
            List<String> heads,
            List<String> marks,
            List<List<Cell>> rows,
            @Nullable List<Cell> total) {
        public Table {
            marks = List.copyOf(marks);
            heads = List.copyOf(heads);
            rows = rows.stream().map(List::copyOf).toList();
            total = total == null ? null : List.copyOf(total);
        }

        Table(List<String> heads, List<List<Cell>> rows, @Nullable List<Cell> total) {
            this(heads, List.of(), rows, total);
        }
    }
}
