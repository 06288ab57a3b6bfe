package feedback.pos.http.api;

/** Who gets as far as a handler; what exactly may be done is decided behind it. */
enum Access {
    /** Everybody; a token is not looked at. */
    OPEN,
    /** Everybody, and more for those who are known: a token that does not hold is refused. */
    ANYBODY,
    /** Those who are known. */
    KNOWN,
    /** Those who hold an office. */
    OFFICIAL
}
