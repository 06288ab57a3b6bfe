package feedback.pos.jdbc;

import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Point;
import feedback.pos.message.Rating;
import feedback.pos.message.Submission;
import feedback.pos.store.Change;
import feedback.pos.store.Revision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change made ready to be written: what costs time is done before the lock is taken.
 *
 * @param change as the caller gave it
 * @param rows one for each of its revisions
 */
record Draft(Change change, List<Row> rows) {
    /** The lines of the journal by which somebody gets a message. */
    static final String ASSIGNED = "Assigned";

    /**
     * A row as it shall be.
     *
     * @param body the message as JSON, but for what was submitted
     * @param submission what was submitted as JSON; empty where it is not written
     * @param lateAt see {@link #lateAt(Message)}
     * @param givenAt when the revision's newest assignment was; null if it has none
     */
    record Row(
            Revision revision,
            String body,
            String submission,
            @Nullable Long lateAt,
            @Nullable Long givenAt) {
        Message after() {
            return revision.after();
        }

        private static Row of(Revision revision, Codec codec) {
            Message after = revision.after();
            boolean isWritten = revision.expected() == 0 || !revision.redacted().isEmpty();
            return new Row(
                    revision,
                    codec.writeState(after),
                    isWritten ? codec.write(after.submission()) : "",
                    Draft.lateAt(after),
                    Draft.givenAt(revision));
        }

        /** The same, but with the time of an assignment before it in the same commit, if there is none in it. */
        Row after(Row earlier) {
            return givenAt != null ? this : new Row(revision, body, submission, lateAt, earlier.givenAt());
        }

        /** The values of {@link Table#MESSAGE}. */
        @Nullable
        Object[] all() {
            Message after = after();
            Submission sent = after.submission();
            @Nullable
            Object[] values = new @Nullable Object[Table.MESSAGE.columns().size()];
            int at = setChanging(values);
            values[at++] = after.id();
            values[at++] = after.number();
            values[at++] = sent.once();
            values[at++] = Columns.micros(after.createdAt());
            values[at++] = sent.applicant();
            values[at++] = sent.territory().oktmo();
            values[at++] = sent.channel().name();
            values[at++] = sent.open();
            Point point = sent.location();
            values[at++] = point == null ? null : point.lat();
            values[at++] = point == null ? null : point.lon();
            values[at] = Cells.of(point);
            return values;
        }

        /** The values that change, the id, and the version that the store must hold. */
        @Nullable
        Object[] changing(int expected) {
            @Nullable Object[] values = new @Nullable Object[Table.CHANGING + 2];
            int at = setChanging(values);
            values[at++] = after().id();
            values[at] = expected;
            return values;
        }

        private int setChanging(@Nullable Object[] values) {
            Message after = after();
            Instant wake = revision.wake();
            Outcome outcome = after.outcome();
            Rating rating = after.rating();
            int at = 0;
            values[at++] = after.version();
            values[at++] = wake == null ? null : Columns.micros(wake);
            values[at++] = lateAt;
            values[at++] = Columns.path(after.holder().path());
            values[at++] = Columns.path(after.topic().path());
            values[at++] = after.topic().fastTrack();
            values[at++] = after.kind().name();
            values[at++] = after.stage().name();
            values[at++] = outcome == null ? null : outcome.name();
            values[at++] = rating == null ? null : rating.stars();
            values[at++] = after.links().joined();
            values[at++] = after.holder().executor();
            values[at++] = givenAt;
            values[at++] = body;
            return at;
        }
    }

    static Draft of(Change change, Codec codec) {
        return new Draft(
                change,
                change.revisions().stream().map(each -> Row.of(each, codec)).toList());
    }

    private static @Nullable Long givenAt(Revision revision) {
        Long given = null;
        for (Entry line : revision.entries()) {
            if (line.type().equals(ASSIGNED)) {
                given = Columns.micros(line.at());
            }
        }
        return given;
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
