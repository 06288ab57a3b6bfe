package feedback.pos.http.importing;

/** Columns that the file does not have or that cannot make a message, or an archive of several files: the call is wrong, not the rows. */
public final class WrongColumns extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongColumns(String message) {
        super(message);
    }
}
