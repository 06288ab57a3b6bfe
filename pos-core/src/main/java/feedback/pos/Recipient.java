package feedback.pos;

import feedback.pos.message.Message;
import feedback.pos.notice.Notice;
import feedback.pos.store.Tiding;
import java.util.List;

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

    /**
     * Passes on what is to be told to the same officials about work that is late, together: after a downtime an office gets one
     * mail and not a thousand. May be called again for the same after a crash, and then with more or less beside it.
     *
     * @param news 1 to 1,000, all to one recipient, by time, then by message and version; as a rule each is told by itself
     * @throws Exception if it could not be passed on as a whole; all of it is tried again later
     */
    default void digest(List<News> news) throws Exception {
        for (News each : news) {
            tell(each.tiding(), each.message());
        }
    }

    /**
     * Tells persons of a notice that concerns them by what they subscribed to. May be called again for the same after a crash.
     * Who does not care for notices leaves it as it is.
     *
     * @param notice as it is now
     * @param news what there is to tell of it
     * @param persons 1 to 200 ids, each told of this news once
     * @throws Exception if it could not be passed on; all of these persons are tried again later
     */
    default void notice(Notice notice, Notice.Turn news, List<String> persons) throws Exception {
        // Nobody is told
    }

    /**
     * A part of a digest.
     *
     * @param tiding what is to be told
     * @param message what it is about, as it is now
     */
    record News(Tiding tiding, Message message) {}
}
