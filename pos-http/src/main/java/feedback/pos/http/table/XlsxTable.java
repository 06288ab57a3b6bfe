package feedback.pos.http.table;

import feedback.pos.refusal.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A table as XLSX, or several on sheets of their own. Texts are inline strings, never formulas; numbers stay numbers and days days. What does not fit onto one sheet goes on
 * on the next, under the same heads.
 */
public final class XlsxTable implements TableWriter {
    private static final String APPLICATION = "POS";
    private static final String VERSION = "1.0";
    private static final int MOST_ROWS = 1_048_576;
    private static final int MOST_COLUMNS = 16_384;
    private static final int LONGEST_CELL = 32_767;
    private static final int LONGEST_NAME = 25;

    /** So many rows wait in memory at most. */
    private static final int WAITING = 100;

    /** Characters that a sheet's name may not have. */
    private static final Pattern UNFIT_IN_NAME = Pattern.compile("[\\\\/?*\\[\\]:'\\p{Cntrl}]");

    /** What XML cannot hold. */
    private static final Pattern UNFIT = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    /** What a spreadsheet would read as a character written by its number. */
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private final Workbook workbook;
    private final int mostRows;
    private final Set<String> names = new HashSet<>();
    private String name;
    private Worksheet sheet;
    private int next;
    private List<?> heads = List.of();

    private XlsxTable(OutputStream out, String name, int mostRows) {
        this.workbook = new Workbook(out, APPLICATION, VERSION);
        this.name = fitName(name);
        this.mostRows = mostRows;
        this.sheet = workbook.newWorksheet(unused(this.name));
    }

    private static String fitName(String name) {
        String fit = UNFIT_IN_NAME.matcher(name).replaceAll(" ").strip();
        return fit.isEmpty()
                ? APPLICATION
                : fit.substring(0, Math.min(fit.length(), LONGEST_NAME)).strip();
    }

    /** No two sheets may have one name, whatever the case. */
    private String unused(String wanted) {
        String unused = wanted;
        for (int number = 2; !names.add(unused.toLowerCase(Locale.ROOT)); number++) {
            unused = wanted + " " + number;
        }
        return unused;
    }

    /**
     * An empty table.
     *
     * @param out where it goes
     * @param name the name of its sheet, cut to 25 characters
     */
    public static XlsxTable on(OutputStream out, String name) {
        return new XlsxTable(out, name, MOST_ROWS);
    }

    /** With shorter sheets. */
    static XlsxTable on(OutputStream out, String name, int mostRows) {
        return new XlsxTable(out, name, mostRows);
    }

    /**
     * {@inheritDoc}
     *
     * @throws Refusal TOO_LARGE for more than 16,384 cells
     */
    @Override
    public void row(List<?> cells) throws IOException {
        if (cells.size() > MOST_COLUMNS) {
            throw Refusal.of(Refusal.Reason.TOO_LARGE, "table.columns", MOST_COLUMNS);
        }
        if (next == 0) {
            heads = List.copyOf(cells);
            sheet.freezePane(0, 1);
        } else if (next == mostRows) {
            turn();
        }
        write(cells);
    }

    private void turn() throws IOException {
        List<?> same = heads;
        sheet(name);
        heads = same;
        sheet.freezePane(0, 1);
        write(same);
    }

    /**
     * Begins another table on a sheet of its own; the next row is its heads.
     *
     * @param title the name of the sheet, cut to 25 characters; with a number behind it if there is one of that name
     */
    public void sheet(String title) throws IOException {
        sheet.close();
        name = fitName(title);
        sheet = workbook.newWorksheet(unused(name));
        next = 0;
        heads = List.of();
    }

    private void write(List<?> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            if (cell instanceof Number number) {
                sheet.value(next, column, number);
            } else if (cell instanceof LocalDate day) {
                sheet.value(next, column, day);
                sheet.style(next, column).format("yyyy-mm-dd").set();
            } else if (!cell.toString().isEmpty()) {
                sheet.inlineString(next, column, fit(cell.toString()));
            }
        }
        next++;
        if (next % WAITING == 0) {
            sheet.flush();
        }
    }

    private static String fit(String text) {
        String clean = ESCAPE.matcher(UNFIT.matcher(text).replaceAll("\uFFFD")).replaceAll("_x005F_");
        return clean.length() > LONGEST_CELL ? clean.substring(0, LONGEST_CELL - 1) + "…" : clean;
    }

    @Override
    public String mediaType() {
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }

    @Override
    public void close() throws IOException {
        sheet.close();
        workbook.close();
    }
}
