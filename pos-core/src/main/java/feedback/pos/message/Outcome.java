package feedback.pos.message;

/** How a message ended, or what an intermediate answer says. For appeals: supported, not supported, explained. */
public enum Outcome {
    SOLVED,
    PARTLY_SOLVED,
    EXPLAINED,
    REJECTED,
    FORWARDED,
    POSTPONED;

    /** Whether an executor may draft a final answer with it. */
    public boolean isFinal() {
        return compareTo(REJECTED) <= 0;
    }
}
