package feedback.pos.insight;

import feedback.pos.message.Kind;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A figure by which the work on messages is judged: what it is called, in which unit, and of which messages it is made. Each is a
 * function of a bag of marks and an instant, so that whatever adds up bags gets the same figure. {@code docs/indicators.md} is written from
 * this list.
 *
 * <p>All of them are about the messages that were <em>received</em> in the period: what was answered is counted in the period in which it came,
 * not in the one in which it was answered, so that parts never exceed the whole and an answered month does not change with the
 * next one's answers. The last weeks of a period are not yet all answered; the figures about open messages say how many.
 */
@SuppressWarnings("ImmutableEnumChecker") // its predicates hold nothing
public enum Indicator {
    /** Received in the period. */
    RECEIVED(Wish.NEITHER, Indicator::all),
    /** Of these, messages that are no appeals. */
    MESSAGES(Wish.NEITHER, (m, now) -> m.kind() == Kind.MESSAGE),
    /** Of these, appeals under 59-ФЗ. */
    APPEALS(Wish.NEITHER, (m, now) -> m.kind() == Kind.APPEAL),
    /** Received on a fast-track topic. */
    FAST_TRACK(Wish.NEITHER, (m, now) -> m.fastTrack()),
    /** Received again after an answer was rated badly. */
    REPEATED(Wish.LESS, (m, now) -> m.round() > 0),
    /** The last answer was sent. */
    ANSWERED(Wish.MORE, (m, now) -> m.isAnswered()),
    /** The answer was sent by the due date, as it was with all extensions and pauses. */
    ANSWERED_IN_TIME(Wish.MORE, (m, now) -> m.isAnswered() && !m.isLate()),
    /** The answer was sent after the due date. */
    ANSWERED_LATE(Wish.LESS, (m, now) -> m.isAnswered() && m.isLate()),
    /** An answer is still owed. */
    OPEN(Wish.NEITHER, (m, now) -> m.stage().isOpen()),
    /** An answer is still owed and the due date is over. */
    OVERDUE(Wish.LESS, (m, now) -> m.stage().isOpen() && m.isOverdue(now)),
    /** Waits for a date that an intermediate answer has promised. */
    POSTPONED(Wish.LESS, (m, now) -> m.stage() == Stage.POSTPONED),
    /** The date was moved at least once. */
    EXTENDED(Wish.LESS, (m, now) -> m.extensions() > 0),
    /** Not admitted. */
    DECLINED(Wish.LESS, (m, now) -> m.stage() == Stage.DECLINED),
    /** Taken back by the applicant. */
    WITHDRAWN(Wish.NEITHER, (m, now) -> m.stage() == Stage.WITHDRAWN),
    /** The applicant rated the answer. */
    RATED(Wish.MORE, (m, now) -> m.stars() > 0),
    /** Rated 4 or 5. */
    RATED_WELL(Wish.MORE, (m, now) -> m.stars() >= 4),
    /** Rated 1 or 2. */
    RATED_BADLY(Wish.LESS, (m, now) -> m.stars() == 1 || m.stars() == 2),
    /** Taken to the superior body after a bad rating. */
    ESCALATED(Wish.LESS, (m, now) -> m.isEscalated()),
    /** Handed from one organization to another at least once. */
    FORWARDED(Wish.LESS, (m, now) -> m.forwards() > 0),
    /** Handed on three times or more: a citizen's «chain of forwards». */
    FORWARDED_LONG(Wish.LESS, (m, now) -> m.forwards() >= 3),
    /** Answered, with what was asked for done, or done in part. */
    SOLVED(Wish.MORE, (m, now) -> m.isAnswered() && isSolved(m.outcome())),
    /** Answered with an explanation alone. */
    EXPLAINED(Wish.NEITHER, (m, now) -> m.isAnswered() && m.outcome() == Outcome.EXPLAINED),
    /** Answered with a refusal. */
    REJECTED(Wish.NEITHER, (m, now) -> m.isAnswered() && m.outcome() == Outcome.REJECTED),

    /** Answered, of those received and neither declined nor withdrawn. */
    ANSWERED_SHARE(ANSWERED, (m, now) -> m.stage() != Stage.DECLINED && m.stage() != Stage.WITHDRAWN),
    /** Answered in time, of those answered. */
    IN_TIME_SHARE(ANSWERED_IN_TIME, (m, now) -> m.isAnswered()),
    /** Overdue, of those open. */
    OVERDUE_SHARE(OVERDUE, (m, now) -> m.stage().isOpen()),
    /** On a fast-track topic, of those received. */
    FAST_TRACK_SHARE(FAST_TRACK, Indicator::all),
    /** Answered in time, of those answered on a fast-track topic. */
    FAST_IN_TIME_SHARE(
            Unit.SHARE,
            Wish.MORE,
            (m, now) -> m.fastTrack() && m.isAnswered() && !m.isLate(),
            (m, now) -> m.fastTrack() && m.isAnswered()),
    /** Rated, of those answered. */
    RATED_SHARE(RATED, (m, now) -> m.isAnswered()),
    /** Rated 4 or 5, of those rated. */
    GOOD_SHARE(RATED_WELL, (m, now) -> m.stars() > 0),
    /** Escalated, of those answered. */
    ESCALATED_SHARE(ESCALATED, (m, now) -> m.isAnswered()),
    /** Solved or partly solved, of those answered. */
    SOLVED_SHARE(SOLVED, (m, now) -> m.isAnswered()),
    /** Declined, of those received. */
    DECLINED_SHARE(DECLINED, Indicator::all),
    /** Handed on at least once, of those received. */
    FORWARDED_SHARE(FORWARDED, Indicator::all),
    /** The date was moved, of those received. */
    EXTENDED_SHARE(EXTENDED, Indicator::all),

    /** Mean of the whole local days from receipt to answer, of those answered. */
    MEAN_DAYS(Unit.DAYS, Wish.LESS, (m, now) -> m.isAnswered(), (m, now) -> m.isAnswered()),
    /** By so many days half of those answered were. */
    MEDIAN_DAYS(Unit.DAYS, Wish.LESS, (m, now) -> m.isAnswered(), (m, now) -> m.isAnswered()),
    /** By so many days nine in ten of those answered were. */
    P90_DAYS(Unit.DAYS, Wish.LESS, (m, now) -> m.isAnswered(), (m, now) -> m.isAnswered()),
    /** Mean of the ratings. */
    AVERAGE_STARS(Unit.STARS, Wish.MORE, (m, now) -> m.stars() > 0, (m, now) -> m.stars() > 0);

    private static final Texts TEXTS = Texts.beside(Indicator.class);

    private final Unit unit;
    private final Wish wish;
    private final BiPredicate<Mark, Instant> part;
    private final BiPredicate<Mark, Instant> whole;

    /** What an indicator is counted in. */
    public enum Unit {
        /** Messages. */
        COUNT,
        /** A part of a whole, 0 to 1. */
        SHARE,
        /** Local days. */
        DAYS,
        /** 1 to 5. */
        STARS;

        /** The name that people read. */
        public String title(Locale locale) {
            return text("unit." + name().toLowerCase(Locale.ROOT), locale);
        }
    }

    /** Which way an indicator ought to go. */
    public enum Wish {
        MORE,
        LESS,
        NEITHER
    }

    Indicator(Wish wish, BiPredicate<Mark, Instant> part) {
        this(Unit.COUNT, wish, part, part);
    }

    /** The share that a count has in a whole. */
    Indicator(Indicator count, BiPredicate<Mark, Instant> whole) {
        this(Unit.SHARE, count.wish, count.part, whole);
    }

    Indicator(Unit unit, Wish wish, BiPredicate<Mark, Instant> part, BiPredicate<Mark, Instant> whole) {
        this.unit = unit;
        this.wish = wish;
        this.part = part;
        this.whole = whole;
    }

    private static boolean all(Mark mark, Instant now) {
        return true;
    }

    private static boolean isSolved(@Nullable Outcome outcome) {
        return outcome == Outcome.SOLVED || outcome == Outcome.PARTLY_SOLVED;
    }

    public Unit unit() {
        return unit;
    }

    public Wish wish() {
        return wish;
    }

    /** The name in machine-readable answers: {@code inTimeShare}. */
    public String key() {
        return key(name());
    }

    static String key(String name) {
        StringBuilder key = new StringBuilder();
        for (String word : name.split("_", 10)) {
            String lower = word.toLowerCase(Locale.ROOT);
            key.append(key.length() == 0 ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        return key.toString();
    }

    /** The name that people read. */
    public String title(Locale locale) {
        return text(key(), locale);
    }

    /** How it is counted, in a sentence. */
    public String definition(Locale locale) {
        return text(key() + ".definition", locale);
    }

    static String text(String key, Locale locale) {
        return TEXTS.get(locale, key, List.of());
    }

    /** The indicator of this {@link #key}, or null. */
    public static @Nullable Indicator of(String key) {
        for (Indicator each : values()) {
            if (each.key().equals(key)) {
                return each;
            }
        }
        return null;
    }

    /** Whether a message is counted: of a share its part, of a mean what it is the mean of. */
    boolean counts(Mark mark, Instant now) {
        return part.test(mark, now);
    }

    /** Whether a message belongs to the whole of which this is a share. */
    boolean isOfWhole(Mark mark, Instant now) {
        return whole.test(mark, now);
    }
}
