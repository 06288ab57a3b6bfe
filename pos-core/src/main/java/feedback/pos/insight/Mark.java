package feedback.pos.insight;

import feedback.pos.message.Answer;
import feedback.pos.message.Channel;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Rating;
import feedback.pos.message.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one message counts as, in one number: everything that indicators ask of it but where, when and about what it is. Messages
 * with the same mark are counted together, see {@link Bag}. Immutable and thread-safe.
 *
 * @param bits packed, see the fields; equal marks have equal bits
 */
public record Mark(long bits) implements Comparable<Mark> {
    /** As many days as can be told apart; what took longer counts as so long. */
    public static final int MOST_DAYS = 1_023;

    /** As many forwards as can be told apart. */
    public static final int MOST_FORWARDS = 7;

    /** As many extensions and rounds as can be told apart. */
    public static final int MOST_FEW = 3;

    /** Minutes are counted from here, which reaches until 2127. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final int NEVER = (1 << 26) - 1;

    // Where each part stands, and how values are numbered: a change here makes a recount necessary, see Fact.EDITION.
    // New values of
    // an enum go to the end of its list.

    /** Minute from which it is late if nothing happens; days from start to answer, for what is answered. */
    private static final Field TIME = new Field(0, 26);

    private static final Field KIND = new Field(26, 2);
    private static final Field FAST_TRACK = new Field(28, 1);
    private static final Field CHANNEL = new Field(29, 4);
    private static final Field STAGE = new Field(33, 4);
    private static final Field OUTCOME = new Field(37, 4);
    private static final Field STARS = new Field(41, 3);
    private static final Field ANSWERED = new Field(44, 1);
    private static final Field LATE = new Field(45, 1);
    private static final Field GROSSLY_LATE = new Field(46, 1);
    private static final Field ESCALATED = new Field(47, 1);
    private static final Field ROUND = new Field(48, 2);
    private static final Field FORWARDS = new Field(50, 3);
    private static final Field EXTENSIONS = new Field(53, 2);
    private static final Field FOLLOWS = new Field(55, 1);

    private static final List<Kind> KINDS = List.of(Kind.MESSAGE, Kind.APPEAL);
    private static final List<Channel> CHANNELS = List.of(
            Channel.EPGU,
            Channel.WIDGET,
            Channel.MOBILE,
            Channel.PORTAL,
            Channel.OPERATOR,
            Channel.OTHER_SYSTEM,
            Channel.OPEN311);
    private static final List<Stage> STAGES = List.of(
            Stage.SUBMITTED,
            Stage.MODERATION,
            Stage.COORDINATION,
            Stage.EXECUTION,
            Stage.APPROVAL,
            Stage.POSTPONED,
            Stage.ANSWERED,
            Stage.CLOSED,
            Stage.DECLINED,
            Stage.WITHDRAWN);
    private static final List<Outcome> OUTCOMES = List.of(
            Outcome.SOLVED,
            Outcome.PARTLY_SOLVED,
            Outcome.EXPLAINED,
            Outcome.REJECTED,
            Outcome.FORWARDED,
            Outcome.POSTPONED);

    /** A part of the bits. What is too large for it stands as the largest it can hold. */
    private record Field(int offset, int width) {
        private long of(long bits) {
            return bits >>> offset & (1L << width) - 1;
        }

        private long put(long value) {
            return Math.min(Math.max(value, 0), (1L << width) - 1) << offset;
        }

        private <E> long put(List<E> values, E value) {
            int place = values.indexOf(value);
            if (place < 0) {
                throw new IllegalStateException(value + " has no number");
            }
            return put(place);
        }

        private <E> E of(long bits, List<E> values) {
            return values.get((int) of(bits));
        }
    }

    /**
     * What a message counts as.
     *
     * @param forwards how often it was forwarded
     * @param zone in which days are counted
     */
    public static Mark of(Message message, int forwards, ZoneId zone) {
        Answer answer = message.answer();
        Instant sent = answer == null ? null : answer.sentAt();
        Outcome outcome = message.outcome();
        Rating rating = message.rating();
        boolean isAnswered = answer != null;
        long time = isAnswered ? days(message.createdAt(), sent, zone) : lateFrom(message);
        return new Mark(TIME.put(time)
                | KIND.put(KINDS, message.kind())
                | flag(FAST_TRACK, message.topic().fastTrack())
                | CHANNEL.put(CHANNELS, message.submission().channel())
                | STAGE.put(STAGES, message.stage())
                | (outcome == null ? 0 : OUTCOME.put(OUTCOMES.indexOf(outcome) + 1L))
                | STARS.put(rating == null ? 0 : rating.stars())
                | flag(ANSWERED, isAnswered)
                | flag(LATE, isAnswered && message.isOverdue(Instant.MAX))
                | flag(GROSSLY_LATE, isAnswered && message.isGrosslyOverdue(Instant.MAX))
                | flag(ESCALATED, message.links().child() != null)
                | ROUND.put(message.links().round())
                | FORWARDS.put(forwards)
                | EXTENSIONS.put(message.extensions())
                | flag(FOLLOWS, message.links().joined() != null));
    }

    /**
     * A passage through a stage.
     *
     * @param message as it stood in that stage
     * @param stage which one; {@link Stage#ANSWERED} for the way to the first answer
     * @param late whether the stage took longer than it ought to
     * @param days whole local days that it took
     */
    static Mark ofPassage(Message message, Stage stage, boolean late, long days) {
        return new Mark(TIME.put(Math.min(days, MOST_DAYS))
                | KIND.put(KINDS, message.kind())
                | flag(FAST_TRACK, message.topic().fastTrack())
                | CHANNEL.put(CHANNELS, message.submission().channel())
                | STAGE.put(STAGES, stage)
                | flag(ANSWERED, true)
                | flag(LATE, late));
    }

    private static long flag(Field field, boolean value) {
        return field.put(value ? 1 : 0);
    }

    static long days(Instant from, @Nullable Instant to, ZoneId zone) {
        if (to == null) {
            return 0;
        }
        long days = ChronoUnit.DAYS.between(LocalDate.ofInstant(from, zone), LocalDate.ofInstant(to, zone));
        return Math.min(Math.max(days, 0), MOST_DAYS);
    }

    /** The minute from whose beginning it is late, if nothing happens to it. */
    private static long lateFrom(Message message) {
        if (!message.isOverdue(Instant.MAX)) {
            return NEVER;
        }
        Instant due = message.deadline().due();
        // To the minute, upwards: a deadline ends with the last second of one
        long minutes = Math.floorDiv(ChronoUnit.SECONDS.between(FIRST, due), 60) + 1;
        return Math.min(Math.max(minutes, 0), NEVER - 1);
    }

    public Kind kind() {
        return KIND.of(bits, KINDS);
    }

    public boolean fastTrack() {
        return FAST_TRACK.of(bits) > 0;
    }

    public Channel channel() {
        return CHANNEL.of(bits, CHANNELS);
    }

    /** Where it stands; of a passage the stage that was passed. */
    public Stage stage() {
        return STAGE.of(bits, STAGES);
    }

    public @Nullable Outcome outcome() {
        int outcome = (int) OUTCOME.of(bits);
        return outcome == 0 ? null : OUTCOMES.get(outcome - 1);
    }

    /** 1 to 5, or 0 where nothing was rated. */
    public int stars() {
        return (int) STARS.of(bits);
    }

    /** Whether a final answer was given. */
    public boolean isAnswered() {
        return ANSWERED.of(bits) > 0;
    }

    /** Whether the answer was given too late; of a passage whether it took too long. */
    public boolean isLate() {
        return LATE.of(bits) > 0;
    }

    /** Whether the answer was given so late that it is grossly so. */
    public boolean isGrosslyLate() {
        return GROSSLY_LATE.of(bits) > 0;
    }

    /** Whether the applicant took it to the superior body. */
    public boolean isEscalated() {
        return ESCALATED.of(bits) > 0;
    }

    /** 0 for a first message; one more for each escalation that led to it, at most {@link #MOST_FEW}. */
    public int round() {
        return (int) ROUND.of(bits);
    }

    /** How often it was forwarded, at most {@link #MOST_FORWARDS}. */
    public int forwards() {
        return (int) FORWARDS.of(bits);
    }

    /** How often its date was moved, at most {@link #MOST_FEW}. */
    public int extensions() {
        return (int) EXTENSIONS.of(bits);
    }

    /** Whether it follows another message on the same matter. */
    public boolean follows() {
        return FOLLOWS.of(bits) > 0;
    }

    /**
     * Whole local days from the start of the clock to the answer, 0 to {@link #MOST_DAYS}; of a passage those that it took.
     *
     * @throws IllegalStateException if it is not answered
     */
    public int days() {
        if (!isAnswered()) {
            throw new IllegalStateException("not answered");
        }
        return (int) TIME.of(bits);
    }

    /**
     * From when the answer that is owed is late, to the minute; null where none is owed.
     *
     * @throws IllegalStateException if it is answered
     */
    public @Nullable Instant lateFrom() {
        if (isAnswered()) {
            throw new IllegalStateException("answered");
        }
        long minutes = TIME.of(bits);
        return minutes == NEVER ? null : FIRST.plusSeconds(minutes * 60);
    }

    /** The same as {@link Message#isOverdue}, to the minute: answered too late, or still owed and late by then. */
    public boolean isOverdue(Instant now) {
        if (isAnswered()) {
            return isLate();
        }
        Instant from = lateFrom();
        return from != null && !now.isBefore(from);
    }

    @Override
    public int compareTo(Mark other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return kind() + " " + stage() + (outcome() == null ? "" : " " + outcome()) + (fastTrack() ? " fast" : "") + " "
                + channel() + (isAnswered() ? " in " + days() + " d" : "") + (isLate() ? " late" : "")
                + (stars() > 0 ? " " + stars() + "*" : "") + " " + Long.toHexString(bits);
    }
}
