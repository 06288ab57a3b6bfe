package feedback.pos.jdbc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A backup: a zip file with the files of an embedded base, which either is there whole or not at all. */
final class BackupFile {
    private static final Set<String> ENDINGS = Set.of("properties", "script", "data", "backup", "log", "lobs");

    private final Path file;

    BackupFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    void writeFrom(EmbeddedBase base) {
        Path beside = file.getParent();
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Path copy = Files.createTempDirectory(beside, "backup");
            Path half = Files.createTempFile(beside, "backup", ".zip");
            try {
                base.copyTo(copy);
                zip(copy, half);
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(half);
                empty(copy);
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void zip(Path folder, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path each : filesIn(folder)) {
                zip.putNextEntry(new ZipEntry(String.valueOf(each.getFileName())));
                Files.copy(each, zip);
                zip.closeEntry();
            }
        }
        // A backup that is reported must survive a power cut.
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Brings the files back and opens the base once, so that a broken backup shows now. */
    void restoreTo(Path folder) {
        boolean isNew = Files.notExists(folder);
        try {
            Files.createDirectories(folder);
            if (!filesIn(folder).isEmpty()) {
                throw new IllegalArgumentException(folder + " is not empty");
            }
            try {
                unzip(folder);
                JdbcStorage.embedded(folder).close();
            } catch (IOException | RuntimeException e) {
                empty(folder);
                if (isNew) {
                    Files.delete(folder);
                }
                throw e;
            }
        } catch (ZipException | EOFException e) {
            throw new IllegalArgumentException(file + " is damaged or is not a backup", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unzip(Path folder) throws IOException {
        int files = 0;
        // By the directory at the archive's end: a file that was cut off has none, wherever the cut is
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path target = folder.resolve(checked(entry.getName()));
                CRC32 sum = new CRC32();
                try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
                    Files.copy(in, target);
                }
                if (sum.getValue() != entry.getCrc()) {
                    throw new ZipException("wrong sum of " + entry.getName());
                }
                files++;
            }
        }
        if (files == 0) {
            throw new IllegalArgumentException(file + " is not a backup");
        }
    }

    /** Only the base's own names: an entry must not get out of the folder. */
    private String checked(String name) {
        String start = EmbeddedBase.NAME + ".";
        if (!name.startsWith(start) || !ENDINGS.contains(name.substring(start.length()))) {
            throw new IllegalArgumentException(file + " is not a backup: it holds " + name);
        }
        return name;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void empty(Path folder) throws IOException {
        for (Path each : filesIn(folder)) {
            if (Files.isDirectory(each)) {
                empty(each);
            }
            Files.delete(each);
        }
    }
}
