package feedback.pos.http.export;

import feedback.pos.store.Records.Document;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * An export as a file, plain or packed, that was read once from end to end and found whole: so that nothing of a file that is
 * cut off or was changed is ever taken in.
 *
 * @param path where it is
 * @param end its last line
 * @param region the document of the region in it, or null if there was none
 */
record ExportFile(Path path, Lines.End end, @Nullable String region) {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 256 << 20;
    private static final String REGION = Lines.RECORD + "{\"kind\":\"region\",\"key\":\"region\",";

    /**
     * Reads a file and looks whether it is whole.
     *
     * @throws BrokenExport if it is not
     */
    static ExportFile check(Path path) throws IOException {
        Lines lines = new Lines();
        MessageDigest digest = Digests.sha256();
        String region = null;
        long records = 0;
        long messages = 0;
        try (Reader reader = new Reader(path)) {
            reader.head(lines);
            for (byte[] line = reader.next(); line != null; line = reader.next()) {
                if (begins(line, Lines.END)) {
                    Lines.End end = lines.end(line);
                    if (!end.digest().equals(HexFormat.of().formatHex(digest.digest()))
                            || end.records() != records
                            || end.messages() != messages) {
                        throw new BrokenExport(path, "was changed: its lines are not those that its end line counts");
                    }
                    if (reader.next() != null) {
                        throw new BrokenExport(path, "goes on behind its end line");
                    }
                    return new ExportFile(path, end, region);
                }
                digest.update(line);
                digest.update((byte) '\n');
                records += begins(line, Lines.RECORD) ? 1 : 0;
                messages += begins(line, Lines.MESSAGE) ? 1 : 0;
                if (begins(line, REGION)) {
                    Document document = lines.record(line);
                    region = document.body();
                }
            }
            throw new BrokenExport(path, "is cut off: it has no end line");
        } catch (Lines.Unreadable e) {
            throw new BrokenExport(path, "is no whole export: a line " + e.getMessage());
        }
    }

    static boolean begins(byte[] line, String with) {
        byte[] start = with.getBytes(StandardCharsets.UTF_8);
        if (line.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (line[i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    Reader read() throws IOException {
        return new Reader(path);
    }

    /** Gives one line after the other. */
    static final class Reader implements AutoCloseable {
        private final Path path;
        private final InputStream in;
        private long number;

        Reader(Path path) throws IOException {
            this.path = path;
            InputStream file = Files.newInputStream(path);
            try {
                boolean packed = path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
                in = new BufferedInputStream(packed ? new GZIPInputStream(file, BUFFER) : file, BUFFER);
            } catch (ZipException | EOFException e) {
                file.close();
                throw new BrokenExport(path, "is damaged or no gzip file");
            } catch (IOException e) {
                file.close();
                throw e;
            }
        }

        /** Passes over the first line. */
        void head(Lines lines) throws IOException, Lines.Unreadable {
            byte[] first = next();
            if (first == null) {
                throw new BrokenExport(path, "is empty");
            }
            lines.checkHead(first);
        }

        /** How many lines were given. */
        long number() {
            return number;
        }

        /** The next line without its end, or null behind the last. */
        byte @Nullable [] next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
            try {
                for (int each = in.read(); each != '\n'; each = in.read()) {
                    if (each < 0 && line.size() == 0) {
                        return null;
                    }
                    if (each < 0 || line.size() == LONGEST_LINE) {
                        throw new BrokenExport(path, "is cut off in the middle of line " + (number + 1));
                    }
                    line.write(each);
                }
            } catch (ZipException | EOFException e) {
                throw new BrokenExport(path, "is damaged or cut off behind line " + number);
            }
            number++;
            return line.toByteArray();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
