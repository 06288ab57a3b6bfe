package feedback.pos.http.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that were not taken in, with reasons, in a file beside the source; made with the first such row. For one thread. */
final class Rejects implements AutoCloseable {
    private final Path source;
    private final List<String> columns;
    private @Nullable CsvWriter writer;
    private @Nullable Path file;
    private long count;

    Rejects(Path source, List<String> columns) {
        this.source = source;
        this.columns = columns;
    }

    void add(CsvRows.Row row, String id, String reason) throws IOException {
        CsvWriter out = writer == null ? open() : writer;
        List<String> fields = new ArrayList<>(List.of(Long.toString(row.line()), id, reason));
        fields.addAll(row.fields());
        out.writeRecord(fields);
        count++;
    }

    private CsvWriter open() throws IOException {
        String name = source.getFileName() + ".rejected.csv";
        Path folder = source.toAbsolutePath().getParent();
        Path beside = folder == null ? Path.of(name) : folder.resolve(name);
        Path chosen = isWritable(beside) ? beside : Path.of(name).toAbsolutePath();
        CsvWriter out = CsvWriter.builder().build(chosen);
        List<String> header = new ArrayList<>(List.of("line", "id", "reason"));
        header.addAll(columns);
        out.writeRecord(header);
        file = chosen;
        writer = out;
        return out;
    }

    /** A folder that is marked as not to be written is left alone, even where root could write it. */
    private static boolean isWritable(Path file) throws IOException {
        Path target = Files.exists(file) ? file : file.getParent();
        if (!Files.isWritable(target)) {
            return false;
        }
        PosixFileAttributeView posix = Files.getFileAttributeView(target, PosixFileAttributeView.class);
        return posix == null
                || posix.readAttributes().permissions().stream()
                        .anyMatch(each -> each.name().endsWith("_WRITE"));
    }

    long count() {
        return count;
    }

    /** Where they are; null if there are none. */
    @Nullable
    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        CsvWriter out = writer;
        if (out != null) {
            out.close();
        }
    }
}
