package feedback.pos.bench;

import feedback.pos.http.importing.CsvRows;
import feedback.pos.topic.Example;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Texts with their topics in a CSV file in UTF-8 with a header.
 *
 * @param path the file, under gzip if its name ends so
 * @param text the column with the text
 * @param label the column with the topic; rows where it is blank are passed over
 */
record LabelledFile(Path path, String text, String label) {

    /** @throws IOException if it cannot be read or has no such columns */
    List<Example> read() throws IOException {
        try (InputStream in = open()) {
            CsvRows rows = new CsvRows(in, StandardCharsets.UTF_8, ',');
            CsvRows.Row header = rows.next();
            int textAt = column(header, text);
            int labelAt = column(header, label);
            List<Example> examples = new ArrayList<>();
            for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
                boolean whole = row.fault() == null && row.fields().size() > Math.max(textAt, labelAt);
                if (whole && !row.fields().get(labelAt).isBlank()) {
                    examples.add(
                            new Example(row.fields().get(textAt), row.fields().get(labelAt)));
                }
            }
            return examples;
        }
    }

    private InputStream open() throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private int column(CsvRows.@Nullable Row header, String name) throws IOException {
        List<String> names = header == null ? List.of() : header.fields();
        int at = names.indexOf(name);
        if (at < 0 && !names.isEmpty() && names.get(0).equals("\ufeff" + name)) {
            return 0;
        }
        if (at < 0) {
            throw new IOException(path.getFileName() + " has no column " + name + ", only " + names);
        }
        return at;
    }
}
