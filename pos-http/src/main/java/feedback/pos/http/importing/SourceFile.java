package feedback.pos.http.importing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** An export: a CSV file as it is, under gzip, or the only one in a zip archive. For one thread. */
final class SourceFile implements AutoCloseable {
    private final Path path;
    private final long size;
    private final Counting raw;
    private final InputStream content;

    /** Counts what was read of the file itself, for the progress bar. */
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count += Math.max(0, read);
            return read;
        }
    }

    private SourceFile(Path path, long size, Counting raw, InputStream content) {
        this.path = path;
        this.size = size;
        this.raw = raw;
        this.content = content;
    }

    /** Says in words of its own that what was compressed cannot be unpacked. */
    private static final class Unpacking extends FilterInputStream {
        private final Path path;
        private final String format;

        Unpacking(Path path, String format, InputStream in) {
            super(in);
            this.path = path;
            this.format = format;
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (EOFException | ZipException e) {
                throw new DamagedFile(path, format, e);
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (EOFException | ZipException e) {
                throw new DamagedFile(path, format, e);
            }
        }
    }

    /**
     * Opens it.
     *
     * @throws DamagedFile if it is not compressed as its name says
     * @throws WrongColumns if the archive does not hold exactly one CSV file
     * @throws IOException if it cannot be read
     */
    static SourceFile open(Path path) throws IOException {
        long size = Files.size(path);
        Counting raw = new Counting(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
        try {
            return new SourceFile(path, size, raw, content(path, raw));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static InputStream content(Path path, InputStream raw) throws IOException {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        String format = name.endsWith(".gz") ? "gzip" : name.endsWith(".zip") ? "zip" : "";
        if (format.isEmpty()) {
            return raw;
        }
        try {
            return new Unpacking(
                    path, format, format.equals("gzip") ? new GZIPInputStream(raw, 1 << 16) : onlyCsv(path, raw));
        } catch (EOFException | ZipException e) {
            throw new DamagedFile(path, format, e);
        }
    }

    private static InputStream onlyCsv(Path path, InputStream raw) throws IOException {
        try (ZipFile file = new ZipFile(path.toFile())) {
            List<String> found = file.stream()
                    .map(ZipEntry::getName)
                    .filter(SourceFile::isCsv)
                    .toList();
            if (found.size() != 1) {
                throw new WrongColumns("the archive must hold one .csv file, and holds "
                        + (found.isEmpty() ? "none" : String.join(", ", found)));
            }
        }
        ZipInputStream zip = new ZipInputStream(raw);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (isCsv(entry.getName())) {
                return zip;
            }
        }
        throw new EOFException("the archive's directory names a file that is not there");
    }

    private static boolean isCsv(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        // A Mac adds shadows named ._FILE
        return last.toLowerCase(Locale.ROOT).endsWith(".csv") && !last.startsWith("._");
    }

    InputStream content() {
        return content;
    }

    /** The name under which its rows are known. */
    String name() {
        return path.getFileName().toString();
    }

    Path path() {
        return path;
    }

    /** How much of the file was read, 0 to 1. */
    double done() {
        return size == 0 ? 1 : Math.min(1, (double) raw.count / size);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
