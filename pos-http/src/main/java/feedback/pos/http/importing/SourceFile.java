package feedback.pos.http.importing;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An export: a CSV file as it is, under gzip, or the first one in a zip archive. For one thread. */
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

    /** @throws IOException if it cannot be read, or the archive holds no CSV file */
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
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(raw, 1 << 16);
        }
        if (name.endsWith(".zip")) {
            return firstCsv(new ZipInputStream(raw));
        }
        return raw;
    }

    private static InputStream firstCsv(ZipInputStream zip) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            String last = name.substring(name.lastIndexOf('/') + 1);
            // A Mac adds shadows named ._FILE
            if (last.toLowerCase(Locale.ROOT).endsWith(".csv") && !last.startsWith("._")) {
                return zip;
            }
        }
        throw new IOException("the archive holds no .csv file");
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
