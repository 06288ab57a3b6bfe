package feedback.pos.store;

/**
 * The storage cannot be reached now, or did not answer in time. Nothing was read; whether something that was being
 * committed was written is not known: asking again under the same id or once key tells.
 */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
