package feedback.pos;

import feedback.pos.message.Message;
import feedback.pos.store.Tiding;

/** Somebody who passes on what is to be told: a mailer, a push service, a stream. Called by {@link Pos#tell}. */
@FunctionalInterface
public interface Recipient {
    /**
     * Passes a tiding on. May be called again for the same one after a crash: message and version tell.
     *
     * @param message as it is now
     * @throws Exception if it could not be passed on; it is tried again later
     */
    void tell(Tiding tiding, Message message) throws Exception;
}
