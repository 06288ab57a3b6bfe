package feedback.pos.http.region;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a region's files lie: in a folder, or inside the product. */
interface FolderSource {
    /** The bytes of a file, or null if there is none. */
    byte @Nullable [] read(String file) throws IOException;

    /** What lies there beside the files that everybody knows the names of, in order; none inside the product. */
    default List<String> names() throws IOException {
        return List.of();
    }

    static FolderSource of(Path folder) {
        return new FolderSource() {
            @Override
            public byte @Nullable [] read(String file) throws IOException {
                Path path = folder.resolve(file);
                return Files.isRegularFile(path) ? Files.readAllBytes(path) : null;
            }

            @Override
            public List<String> names() throws IOException {
                try (Stream<Path> files = Files.list(folder)) {
                    return files.map(each -> String.valueOf(each.getFileName()))
                            .sorted()
                            .toList();
                }
            }
        };
    }

    /** A folder beside this class. */
    static FolderSource inside(String folder) {
        return file -> {
            try (InputStream in = FolderSource.class.getResourceAsStream(folder + "/" + file)) {
                return in == null ? null : in.readAllBytes();
            }
        };
    }
}
