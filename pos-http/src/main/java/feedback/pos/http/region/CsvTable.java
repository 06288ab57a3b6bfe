package feedback.pos.http.region;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file with a fixed header; what does not fit becomes a problem and is left out. */
final class CsvTable {
    private final String file;
    private final Problems problems;
    private final List<String> columns;
    private List<String> optional = List.of();

    CsvTable(String file, Problems problems, String... columns) {
        this.file = file;
        this.problems = problems;
        this.columns = List.of(columns);
    }

    /** Columns that may follow the others, all of them or none: files of older programs lack them. */
    CsvTable andPerhaps(String... more) {
        optional = List.of(more);
        return this;
    }

    /** A row: its fields by the order of the columns, stripped of blanks around them. */
    final class Row {
        final long line;
        private final List<String> fields;

        private Row(CsvRecord row) {
            this.line = row.getStartingLineNumber();
            this.fields = row.getFields().stream().map(String::strip).toList();
        }

        String get(String column) {
            int place = columns.contains(column) ? columns.indexOf(column) : columns.size() + optional.indexOf(column);
            return place < fields.size() ? fields.get(place) : "";
        }

        @Nullable
        String orNull(String column) {
            String value = get(column);
            return value.isEmpty() ? null : value;
        }

        void problem(String what) {
            problems.add(file, line, what);
        }
    }

    void read(FolderSource folder, Consumer<Row> use) throws IOException {
        String text = text(folder, file, problems);
        if (text == null) {
            return;
        }
        List<CsvRecord> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .detectBomHeader(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                rows.add(row);
            }
        } catch (CsvParseException e) {
            problems.add(file, "is not CSV: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<String> all = new ArrayList<>(columns);
        all.addAll(optional);
        List<String> header = rows.isEmpty() ? List.of() : rows.get(0).getFields();
        if (!header.equals(columns) && !header.equals(all)) {
            problems.add(file, 1, "the first line must be " + String.join(",", all));
            return;
        }
        for (CsvRecord row : rows.subList(1, rows.size())) {
            if (row.getFieldCount() != header.size()) {
                problems.add(
                        file, row.getStartingLineNumber(), row.getFieldCount() + " fields instead of " + header.size());
            } else {
                use.accept(new Row(row));
            }
        }
    }

    /** The text of a file without its byte order mark; null, and a problem, if it is missing or no UTF-8. */
    static @Nullable String text(FolderSource folder, String file, Problems problems) throws IOException {
        byte[] bytes = folder.read(file);
        if (bytes == null) {
            problems.add(file, "is missing");
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.add(file, "is not UTF-8");
            return null;
        }
    }
}
