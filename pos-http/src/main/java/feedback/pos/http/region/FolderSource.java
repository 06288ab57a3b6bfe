package feedback.pos.http.region;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a region's files lie: in a folder, or inside the product. */
interface FolderSource {
    /** The bytes of a file, or null if there is none. */
    byte @Nullable [] read(String file) throws IOException;

    static FolderSource of(Path folder) {
        return file -> {
            Path path = folder.resolve(file);
            return Files.isRegularFile(path) ? Files.readAllBytes(path) : null;
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
