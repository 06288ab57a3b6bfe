package feedback.pos.message;

/** How a message came in. */
public enum Channel {
    /** The form on the national portal. */
    EPGU,
    /** A widget on an agency's site. */
    WIDGET,
    MOBILE,
    /** The reference server's own page or API. */
    PORTAL,
    /** Entered for a person by an operator. */
    OPERATOR,
    /** From another system: exchange or import. */
    OTHER_SYSTEM,
    OPEN311
}
