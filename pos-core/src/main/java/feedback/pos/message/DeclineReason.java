package feedback.pos.message;

/** Why a message is not admitted. A wrong addressee is never a reason: such a message is re-routed with notice. */
public enum DeclineReason {
    PROFANITY,
    UNREADABLE,
    HATE,
    THIRD_PARTY_DATA,
    SPAM,
    NO_ADDRESS,
    UNCLEAR,
    OFF_TOPIC,
    DUPLICATE
}
