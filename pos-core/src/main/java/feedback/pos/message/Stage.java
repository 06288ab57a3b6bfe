package feedback.pos.message;

/** Where in its life a message stands. */
public enum Stage {
    /** Received; left within the same step, so only the journal shows it. */
    SUBMITTED,
    MODERATION,
    COORDINATION,
    EXECUTION,
    APPROVAL,
    /** Waits for the date promised in an intermediate answer. */
    POSTPONED,
    /** The answer is sent; the rating window is open. */
    ANSWERED,
    CLOSED,
    DECLINED,
    WITHDRAWN;

    /** Whether an answer is still owed: the legal clock matters. */
    public boolean isOpen() {
        return compareTo(ANSWERED) < 0;
    }

    /** Whether nothing can happen any more. */
    public boolean isFinal() {
        return compareTo(ANSWERED) > 0;
    }
}
