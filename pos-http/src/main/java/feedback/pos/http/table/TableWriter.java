package feedback.pos.http.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Writes a table row by row and keeps none of them. A cell is a {@link String}, a {@link Number}, a {@link java.time.LocalDate}, an {@link java.time.Instant} or
 * a {@link Boolean}; anything else is written as its text. Not thread-safe. Closing ends the file; the stream below is closed too.
 */
public interface TableWriter extends Closeable {
    /**
     * Writes one row; the first one is the heads.
     *
     * @throws IOException if it cannot be written
     */
    void row(List<?> cells) throws IOException;

    /** Its media type, for the answer's header. */
    String mediaType();
}
