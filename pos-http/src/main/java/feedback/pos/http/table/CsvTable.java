package feedback.pos.http.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table as CSV (RFC 4180) in UTF-8; texts that a spreadsheet would take for formulas have an apostrophe before them. */
public final class CsvTable implements TableWriter {
    private static final char MARK = '\uFEFF';

    private final CsvWriter csv;
    private final boolean decimalComma;

    private CsvTable(CsvWriter csv, boolean decimalComma) {
        this.csv = csv;
        this.decimalComma = decimalComma;
    }

    /** For programs: commas between cells, a point before decimals, no byte order mark. */
    public static CsvTable plain(OutputStream out) throws IOException {
        return on(out, ',', false, false);
    }

    /** For a spreadsheet set to Russian: semicolons between cells, a comma before decimals, a byte order mark by which it knows UTF-8. */
    public static CsvTable russian(OutputStream out) throws IOException {
        return on(out, ';', true, true);
    }

    /** For a spreadsheet set to English: commas between cells, a point before decimals, a byte order mark. */
    public static CsvTable english(OutputStream out) throws IOException {
        return on(out, ',', false, true);
    }

    private static CsvTable on(OutputStream out, char separator, boolean decimalComma, boolean isMarked)
            throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (isMarked) {
            writer.write(MARK);
        }
        CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(writer);
        return new CsvTable(csv, decimalComma);
    }

    @Override
    public void row(List<?> cells) throws IOException {
        List<String> texts = new ArrayList<>(cells.size());
        for (Object cell : cells) {
            texts.add(text(cell));
        }
        try {
            csv.writeRecord(texts);
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String text(Object cell) {
        if (cell instanceof Number number) {
            String plain = number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
            return decimalComma ? plain.replace('.', ',') : plain;
        }
        return cell instanceof String text ? Formulas.guarded(text) : cell.toString();
    }

    @Override
    public String mediaType() {
        return "text/csv; charset=utf-8";
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
