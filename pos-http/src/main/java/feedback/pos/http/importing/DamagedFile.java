package feedback.pos.http.importing;

import java.io.IOException;
import java.nio.file.Path;

/** A compressed export that cannot be unpacked, or not to its end. */
public final class DamagedFile extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedFile(Path file, String format, IOException cause) {
        super(file + " is damaged or no " + format + " file", cause);
    }
}
