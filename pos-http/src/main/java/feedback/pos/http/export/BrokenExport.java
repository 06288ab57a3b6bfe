package feedback.pos.http.export;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is no export, or not a whole one; the message is one clear line. */
public final class BrokenExport extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenExport(Path file, String what) {
        super(file + " " + what);
    }
}
