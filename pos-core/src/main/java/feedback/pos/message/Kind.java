package feedback.pos.message;

/** What a citizen sends. */
public enum Kind {
    /** Сообщение: not under federal law 59-ФЗ. */
    MESSAGE,
    /** Обращение: a formal appeal under 59-ФЗ; the same pipeline on other terms. */
    APPEAL
}
