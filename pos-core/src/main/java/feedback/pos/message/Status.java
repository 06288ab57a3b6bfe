package feedback.pos.message;

import feedback.pos.text.Texts;
import java.util.List;
import java.util.Locale;

/** The public state, in the codes of the platform's real exchange. Approval and rework are internal and not among them. */
public enum Status {
    MODERATION_NEW,
    MODERATION_DECLINE,
    MODERATION_ACCEPT,
    FORWARD_TO_PARENT,
    FORWARD_TO_SUBORDINATE,
    SET_EXECUTOR,
    TAKE_TO_WORK,
    POSTPONE,
    SEND_RESPONSE;

    private static final Texts TEXTS = Texts.beside(Status.class);

    /** What the citizen reads, in Russian or English; several codes share a text. */
    public String text(Locale locale) {
        return TEXTS.get(locale, "status." + name(), List.of());
    }
}
