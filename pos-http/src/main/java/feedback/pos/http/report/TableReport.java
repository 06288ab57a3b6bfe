package feedback.pos.http.report;

import feedback.pos.http.report.Report.Section;
import feedback.pos.http.report.Report.Table;
import feedback.pos.http.table.TableWriter;
import feedback.pos.http.table.XlsxTable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as tables for spreadsheets: numbers stay numbers, shares and changes of them are in per cent and points, also those of few
 * messages, since a column must be fit to be counted with. What cannot be said is an empty cell.
 */
public final class TableReport {
    private TableReport() {}

    /** A workbook, each section on a sheet of its own. */
    public static void writeWorkbook(Report report, OutputStream out) throws IOException {
        List<Section> sections = report.sections();
        boolean isTables = sections.stream().noneMatch(each -> each.table() == null);
        String first = isTables
                ? new Wording(report.locale()).text("sheet.about")
                : sections.get(0).title();
        try (XlsxTable workbook = XlsxTable.on(out, first)) {
            if (isTables) {
                // Whose numbers they are must stand somewhere, and tables have no room for it
                workbook.row(List.of(report.title()));
                write(report.about(), workbook);
            }
            for (int i = 0; i < sections.size(); i++) {
                Section section = sections.get(i);
                if (i > 0 || isTables) {
                    workbook.sheet(section.title());
                }
                Table table = section.table();
                if (table != null) {
                    writeTable(table, workbook);
                } else {
                    workbook.row(List.of(report.title()));
                    write(report.about(), workbook);
                    write(section.sentences(), workbook);
                }
            }
        }
    }

    /** One section under the other with an empty row between them, or only the one wanted, as a plain table. */
    public static void writeRows(Report report, TableWriter writer, @Nullable String only) throws IOException {
        if (only == null) {
            writer.row(List.of(report.title()));
            write(report.about(), writer);
        }
        for (Section section : report.sections()) {
            Table table = section.table();
            if (only == null) {
                writer.row(List.of());
                writer.row(List.of(section.title()));
                write(section.sentences(), writer);
            }
            if (table != null && (only == null || only.equals(section.id()))) {
                writeTable(table, writer);
            }
        }
    }

    private static void write(List<String> lines, TableWriter writer) throws IOException {
        for (String line : lines) {
            writer.row(List.of(line));
        }
    }

    private static void writeTable(Table table, TableWriter writer) throws IOException {
        writer.row(table.heads());
        for (List<Cell> row : table.rows()) {
            writer.row(values(row));
        }
        List<Cell> total = table.total();
        if (total != null) {
            writer.row(values(total));
        }
    }

    private static List<Object> values(List<Cell> cells) {
        List<Object> values = new ArrayList<>(cells.size());
        cells.forEach(each -> values.add(value(each)));
        return values;
    }

    private static Object value(Cell cell) {
        if (cell instanceof Cell.Words words) {
            return words.text();
        }
        if (cell instanceof Cell.Count count) {
            return count.count();
        }
        if (cell instanceof Cell.Share share) {
            return share.whole() == 0 ? "" : rounded(100.0 * share.part() / share.whole());
        }
        if (cell instanceof Cell.Decimal decimal) {
            Double value = decimal.value();
            return value == null ? "" : rounded(value);
        }
        Cell.Change change = (Cell.Change) cell;
        Double value = change.value();
        if (value == null) {
            return "";
        }
        return switch (change.unit()) {
            case COUNT -> Math.round(value);
            case POINTS -> rounded(100 * value);
            case DECIMAL, PERCENT -> rounded(value);
        };
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    }
}
