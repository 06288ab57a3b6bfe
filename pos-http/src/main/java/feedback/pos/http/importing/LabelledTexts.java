package feedback.pos.http.importing;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts of an export, each with what a person made of it.
 *
 * @param rows those that have a label, in order
 * @param blank how many were passed over because their label is blank
 * @param broken how many could not be read
 */
public record LabelledTexts(List<Row> rows, int blank, int broken) {
    public LabelledTexts {
        rows = List.copyOf(rows);
    }

    /**
     * A text with its label.
     *
     * @param id the row's id, or the number of its line where no column says
     */
    public record Row(String id, String text, String label) {}

    /**
     * Reads a CSV file, also under gzip or alone in a zip archive.
     *
     * @param id the column of the ids, or null
     * @throws WrongColumns if the file has no such columns
     * @throws DamagedFile if it is not compressed as its name says
     * @throws IOException if it cannot be read
     */
    public static LabelledTexts read(Path file, Charset charset, String text, String label, @Nullable String id)
            throws IOException {
        try (SourceFile source = SourceFile.open(file)) {
            CsvRows rows = new CsvRows(source.content(), charset, ',');
            CsvRows.Row header = rows.next();
            int textAt = column(file, header, text);
            int labelAt = column(file, header, label);
            int idAt = id == null ? -1 : column(file, header, id);
            List<Row> found = new ArrayList<>();
            int blank = 0;
            int broken = 0;
            for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
                List<String> fields = row.fields();
                if (row.fault() != null || fields.size() <= Math.max(idAt, Math.max(textAt, labelAt))) {
                    broken++;
                } else if (fields.get(labelAt).isBlank()) {
                    blank++;
                } else {
                    String own = idAt < 0 ? String.valueOf(row.line()) : fields.get(idAt);
                    found.add(new Row(own, fields.get(textAt), fields.get(labelAt)));
                }
            }
            return new LabelledTexts(found, blank, broken);
        }
    }

    private static int column(Path file, CsvRows.@Nullable Row header, String name) {
        List<String> names = header == null ? List.of() : new ArrayList<>(header.fields());
        for (int at = 0; at < names.size(); at++) {
            String written = names.get(at).strip();
            // Some programs begin a file with a mark of its byte order
            if (written.equals(name) || (at == 0 && written.equals("\ufeff" + name))) {
                return at;
            }
        }
        throw new WrongColumns(file.getFileName()
                + (names.isEmpty() ? " is empty" : " has no column " + name + ", only " + String.join(", ", names)));
    }
}
