package feedback.pos.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A problem that emerges: more messages on a topic in a place than are usual, raised once with what speaks for it, followed
 * day by day, and kept when it is over. Holds no word and no name of a person but what many wrote alike. Immutable and
 * thread-safe.
 *
 * @param id its id, the same wherever it is raised
 * @param version counts from 1
 * @param path the codes of the topic and of those above it, the topmost first
 * @param zone where
 * @param share which share of the topic's messages is usual there, 0–1, as it was before the problem
 * @param raisedAt when it was found
 * @param first the first day with more than usual
 * @param days what came from then on, day by day, at most {@value #MOST_DAYS}; later ones are no longer followed
 * @param strongest the least likely that was found of it
 * @param evidence what its messages have in common
 * @param stage how it stands
 * @param trend where it goes, while it is open
 * @param endedAt when it ended or was dismissed, or null
 * @param ending why it ended, or null
 * @param decision what an official decided, or null
 * @param links what it belongs to
 */
public record Problem(
        UUID id,
        int version,
        List<String> path,
        Zone zone,
        double share,
        Instant raisedAt,
        LocalDate first,
        List<Day> days,
        Burst strongest,
        Evidence evidence,
        Stage stage,
        Trend trend,
        @Nullable Instant endedAt,
        @Nullable Ending ending,
        @Nullable Decision decision,
        Links links) {
    /** So many days one is followed at the most: then what was new has become usual. */
    public static final int MOST_DAYS = 70;

    /** So long after its end nothing of the same kind is raised where it has become usual. */
    static final int QUIET_DAYS = 90;

    public Problem {
        path = List.copyOf(path);
        days = List.copyOf(days);
    }

    /** How a problem stands. */
    public enum Stage {
        /** Followed. */
        OPEN,
        /** Over. */
        ENDED,
        /** An official found that it is none. */
        DISMISSED
    }

    /** Where a problem goes: the last three whole days beside the three before. */
    public enum Trend {
        GROWING,
        STEADY,
        FADING
    }

    /** Why a problem ended. */
    public enum Ending {
        /** No more than usual came for a week. */
        BACK_TO_USUAL,
        /** It lasted so long that it is the usual now. */
        BECAME_USUAL,
        /** It is a part of a larger one that was raised later. */
        PART_OF_LARGER
    }

    /**
     * One day.
     *
     * @param observed how many messages came
     * @param expected how many are usual
     */
    public record Day(LocalDate day, int observed, double expected) {}

    /**
     * What the messages of a problem have in common.
     *
     * @param messages the newest of them, at most 100 ids
     * @param persons how many different persons wrote those that were looked at
     * @param looked at how many was looked
     * @param followers how many of them follow another message on the same matter
     * @param words that many of them have and others on the topic have not, as they were written, the most telling first
     * @param alike which share of them is worded like another one of them, 0–1
     * @param bodies the organizations that hold them and those above these
     * @param body the lowest organization that stands above all that hold them
     */
    public record Evidence(
            List<UUID> messages,
            int persons,
            int looked,
            int followers,
            List<String> words,
            double alike,
            List<String> bodies,
            String body) {
        public Evidence {
            messages = List.copyOf(messages);
            words = List.copyOf(words);
            bodies = List.copyOf(bodies);
        }

        /** Nothing is known but how many there are. */
        public static Evidence none(int messages) {
            return new Evidence(List.of(), messages, messages, 0, List.of(), 0, List.of(), "");
        }
    }

    /**
     * What an official decided.
     *
     * @param by person id
     * @param reason why, in words
     * @param until nothing of the same kind is raised there until then
     */
    public record Decision(String by, String reason, Instant at, Instant until) {}

    /**
     * What a problem belongs to.
     *
     * @param message the message that the others follow or are to follow, or null
     * @param notice the notice that tells people of it, or null
     * @param larger the problem of which it is a part, or null
     */
    public record Links(
            @Nullable UUID message,
            @Nullable UUID notice,
            @Nullable UUID larger) {
        /** To nothing. */
        public static Links none() {
            return new Links(null, null, null);
        }
    }

    /** The topic. */
    public String topic() {
        return path.get(path.size() - 1);
    }

    /** The last day that was looked at. */
    public LocalDate last() {
        return days.isEmpty() ? first : days.get(days.size() - 1).day();
    }

    /** How many messages came in all. */
    public int observed() {
        return days.stream().mapToInt(Day::observed).sum();
    }

    /** How many would have been usual in all. */
    public double expected() {
        return days.stream().mapToDouble(Day::expected).sum();
    }

    /** Whether something found on the topics of a path and in a zone is about the same: neither much larger nor beside it. */
    boolean isAbout(List<String> topics, Zone where) {
        return Burst.isRelated(path, topics) && zone.meets(where) && zone.depth() - where.depth() <= ALIKE;
    }

    /** Whether something found is so much smaller that the problem says nothing of it, once it is over. */
    boolean isMuchLarger(Zone where) {
        return where.depth() - zone.depth() > ALIKE;
    }

    /** So often halved, a place is another one. */
    private static final int ALIKE = 3;

    // Its life

    static Problem raised(UUID id, Burst burst, double share, List<Day> recent, Evidence evidence, Instant now) {
        Problem begun = new Problem(
                id,
                1,
                burst.path(),
                burst.zone(),
                share,
                now,
                burst.from(),
                List.of(),
                burst,
                evidence,
                Stage.OPEN,
                Trend.GROWING,
                null,
                null,
                null,
                Links.none());
        return begun.followed(recent, null, null);
    }

    /**
     * The same, as it stands today.
     *
     * @param recent what came on the recent days
     * @param burst what was found of it today, or null
     * @param more what is known of its messages today, or null if as before
     */
    Problem followed(List<Day> recent, @Nullable Burst burst, @Nullable Evidence more) {
        List<Day> joined = new ArrayList<>();
        LocalDate from = recent.isEmpty() ? last().plusDays(1) : recent.get(0).day();
        days.stream().filter(each -> each.day().isBefore(from)).forEach(joined::add);
        recent.stream().filter(each -> !each.day().isBefore(first)).forEach(joined::add);
        List<Day> kept = joined.subList(0, Math.min(MOST_DAYS, joined.size()));
        Burst least = burst != null && burst.likelihood() < strongest.likelihood() ? burst : strongest;
        return new Problem(
                id,
                version,
                path,
                zone,
                share,
                raisedAt,
                first,
                kept,
                least,
                more == null ? evidence : more,
                stage,
                trend(recent),
                endedAt,
                ending,
                decision,
                links);
    }

    /** Of whole days: the last one of the recent is not over. */
    private static Trend trend(List<Day> recent) {
        int end = recent.size() - 1;
        if (end < 6) {
            return Trend.GROWING;
        }
        int before = sum(recent.subList(end - 6, end - 3));
        int now = sum(recent.subList(end - 3, end));
        if (now > 1.5 * before && now - before > 1) {
            return Trend.GROWING;
        }
        return before > 1.5 * now && before - now > 1 ? Trend.FADING : Trend.STEADY;
    }

    private static int sum(List<Day> days) {
        return days.stream().mapToInt(Day::observed).sum();
    }

    /** Whether no more than usual came on the seven whole days before the last one, and on that. */
    boolean isQuiet() {
        if (days.size() < 8) {
            return false;
        }
        List<Day> week = days.subList(days.size() - 8, days.size());
        double usual = week.stream().limit(7).mapToDouble(Day::expected).sum();
        int came = sum(week);
        return came <= 1 || Tail.atLeast(came, Math.max(usual, 0.01), SPREAD) > 0.05;
    }

    /** Of a week's usual number in a place. */
    private static final double SPREAD = 0.1;

    /** Whether so much came on the last three days that it began again. */
    boolean isBack(List<Day> recent) {
        List<Day> end = recent.subList(Math.max(0, recent.size() - 3), recent.size());
        double usual = end.stream().mapToDouble(Day::expected).sum();
        return Tail.atLeast(sum(end), Math.max(usual, 0.01), SPREAD) < 0.001;
    }

    /** Whether it lasts so long that it is the usual. */
    boolean isLasting() {
        return ChronoUnit.DAYS.between(first, last()) + 1 >= MOST_DAYS;
    }

    /** Until when nothing of the same kind is raised there, or null. */
    @Nullable
    Instant quietUntil() {
        if (decision != null && stage == Stage.DISMISSED) {
            return decision.until();
        }
        return endedAt != null && ending == Ending.BECAME_USUAL ? endedAt.plus(QUIET_DAYS, ChronoUnit.DAYS) : null;
    }

    Problem ended(Ending why, @Nullable UUID larger, Instant now) {
        Links linked = larger == null ? links : new Links(links.message(), links.notice(), larger);
        return with(Stage.ENDED, now, why, decision, linked);
    }

    Problem reopened() {
        return with(Stage.OPEN, null, null, decision, links);
    }

    /** The same, dismissed by an official. */
    public Problem dismissed(Decision value) {
        return with(Stage.DISMISSED, value.at(), null, value, links);
    }

    /** The same, belonging to something. */
    public Problem linked(Links value) {
        return with(stage, endedAt, ending, decision, value);
    }

    private Problem with(
            Stage newStage, @Nullable Instant ends, @Nullable Ending why, @Nullable Decision decided, Links linked) {
        return new Problem(
                id, version, path, zone, share, raisedAt, first, days, strongest, evidence, newStage, trend, ends, why,
                decided, linked);
    }

    /** The same as the next version. */
    public Problem next() {
        return new Problem(
                id,
                version + 1,
                path,
                zone,
                share,
                raisedAt,
                first,
                days,
                strongest,
                evidence,
                stage,
                trend,
                endedAt,
                ending,
                decision,
                links);
    }
}
