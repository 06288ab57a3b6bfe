package feedback.pos.testkit;

/** A promise was broken in a simulated world. */
final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    Broken(String what) {
        super(what);
    }

    Broken(String what, Throwable cause) {
        super(what, cause);
    }

    /** Breaks off unless it is so. */
    // The annotation that is asked for would be one more dependency of the kit
    @SuppressWarnings("AnnotateFormatMethod")
    static void unless(boolean promised, String format, Object... args) {
        if (!promised) {
            throw new Broken(String.format(format, args));
        }
    }
}
