package feedback.pos.jdbc;

import feedback.pos.codec.Codec;
import feedback.pos.message.Message;
import feedback.pos.store.Change;
import feedback.pos.store.Revision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change made ready to be written: what costs time is done before the lock is taken.
 *
 * @param change as the caller gave it
 * @param rows one for each of its revisions
 */
record Draft(Change change, List<Row> rows) {

    /**
     * A row as it shall be.
     *
     * @param body the message as JSON
     * @param lateAt see {@link #lateAt(Message)}
     */
    record Row(Revision revision, String body, @Nullable Long lateAt) {
        Message after() {
            return revision.after();
        }

        boolean isNew() {
            return revision.expected() == 0;
        }
    }

    static Draft of(Change change, Codec codec) {
        List<Row> rows = new ArrayList<>(change.revisions().size());
        for (Revision revision : change.revisions()) {
            Message after = revision.after();
            rows.add(new Row(revision, codec.write(after), lateAt(after)));
        }
        return new Draft(change, rows);
    }

    /**
     * The first microsecond at which the message is overdue if nothing happens to it; the beginning of time if it was
     * answered late, null if it will not be overdue. Asks the message itself, so that there is one rule.
     */
    private static @Nullable Long lateAt(Message message) {
        if (!message.isOverdue(Instant.MAX)) {
            return null;
        }
        if (message.isOverdue(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        Instant due = message.deadline().due();
        Instant justAfter = due.plus(1, ChronoUnit.MICROS);
        // A rule may let the whole second in which the deadline ends pass.
        return Columns.micros(message.isOverdue(justAfter) ? justAfter : due.plusSeconds(1));
    }
}
