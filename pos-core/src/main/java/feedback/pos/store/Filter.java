package feedback.pos.store;

import feedback.pos.insight.Fact;
import feedback.pos.insight.Mark;
import feedback.pos.message.Channel;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Point;
import feedback.pos.message.Stage;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import feedback.pos.search.Wanted;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are meant: the same conditions for lists, maps, figures and exports; all must hold, null stands for any.
 * Immutable and thread-safe. Start with {@link #all} and narrow with the {@code with…} methods.
 *
 * @param from created at or after
 * @param to created before
 * @param organization held by it or by one below it
 * @param territory lies in it
 * @param topic the code or one below it
 * @param kind kind
 * @param fastTrack whether the topic is fast track
 * @param stages one of them; empty for any
 * @param outcome outcome
 * @param overdue whether late at {@code now}
 * @param rating stars
 * @param channel channel
 * @param text what is looked for, as {@link Wanted} reads it: in number, text, address and answer, and unless only what is open is
 *     asked for, also in what the applicant was asked, replied and was promised
 * @param applicant person id
 * @param open whether it is shown publicly
 * @param joined follows this message
 * @param category the topmost level of its topic has this code
 * @param box lies on the map within these bounds; what has no point lies nowhere
 * @param within held in the subtree of one of these organizations: the rights of who asks; null for no limit
 * @param applicants sent by one of these persons; null for no limit
 * @param now the instant at which lateness is judged
 */
public record Filter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String organization,
        @Nullable Territory territory,
        @Nullable String topic,
        @Nullable Kind kind,
        @Nullable Boolean fastTrack,
        Set<Stage> stages,
        @Nullable Outcome outcome,
        @Nullable Boolean overdue,
        @Nullable Integer rating,
        @Nullable Channel channel,
        @Nullable String text,
        @Nullable String applicant,
        @Nullable Boolean open,
        @Nullable UUID joined,
        @Nullable String category,
        @Nullable Box box,
        @Nullable Set<String> within,
        @Nullable Set<String> applicants,
        Instant now) {
    /**
     * @throws Refusal INVALID_VALUE naming {@code q} if there is nothing to look for in the text, see {@link Wanted#of}
     */
    public Filter {
        stages = Set.copyOf(stages);
        within = within == null ? null : Set.copyOf(within);
        applicants = applicants == null ? null : Set.copyOf(applicants);
        if (text != null) {
            Wanted.of(text);
        }
    }

    /** What is looked for, or null for anything. */
    public @Nullable Wanted wanted() {
        return text == null ? null : Wanted.of(text);
    }

    /** Whether words count only where everybody may read them: a message must not be found by what the finder may not see. */
    public boolean looksOnlyAtOpen() {
        return Boolean.TRUE.equals(open);
    }

    /**
     * Every message.
     *
     * @param now the instant at which lateness is judged
     */
    public static Filter all(Instant now) {
        return new Filter(
                null, null, null, null, null, null, null, Set.of(), null, null, null, null, null, null, null, null,
                null, null, null, null, now);
    }

    public Filter withFrom(@Nullable Instant value) {
        Edit edit = new Edit(this);
        edit.from = value;
        return edit.done();
    }

    public Filter withTo(@Nullable Instant value) {
        Edit edit = new Edit(this);
        edit.to = value;
        return edit.done();
    }

    public Filter withOrganization(@Nullable String value) {
        Edit edit = new Edit(this);
        edit.organization = value;
        return edit.done();
    }

    public Filter withTerritory(@Nullable Territory value) {
        Edit edit = new Edit(this);
        edit.territory = value;
        return edit.done();
    }

    public Filter withTopic(@Nullable String value) {
        Edit edit = new Edit(this);
        edit.topic = value;
        return edit.done();
    }

    public Filter withKind(@Nullable Kind value) {
        Edit edit = new Edit(this);
        edit.kind = value;
        return edit.done();
    }

    public Filter withFastTrack(@Nullable Boolean value) {
        Edit edit = new Edit(this);
        edit.fastTrack = value;
        return edit.done();
    }

    public Filter withStages(Set<Stage> value) {
        Edit edit = new Edit(this);
        edit.stages = value;
        return edit.done();
    }

    public Filter withOutcome(@Nullable Outcome value) {
        Edit edit = new Edit(this);
        edit.outcome = value;
        return edit.done();
    }

    public Filter withOverdue(@Nullable Boolean value) {
        Edit edit = new Edit(this);
        edit.overdue = value;
        return edit.done();
    }

    public Filter withRating(@Nullable Integer value) {
        Edit edit = new Edit(this);
        edit.rating = value;
        return edit.done();
    }

    public Filter withChannel(@Nullable Channel value) {
        Edit edit = new Edit(this);
        edit.channel = value;
        return edit.done();
    }

    /** @throws Refusal INVALID_VALUE naming {@code q} if there is nothing to look for in it, see {@link Wanted#of} */
    public Filter withText(@Nullable String value) {
        Edit edit = new Edit(this);
        edit.text = value;
        return edit.done();
    }

    public Filter withApplicant(@Nullable String value) {
        Edit edit = new Edit(this);
        edit.applicant = value;
        return edit.done();
    }

    public Filter withOpen(@Nullable Boolean value) {
        Edit edit = new Edit(this);
        edit.open = value;
        return edit.done();
    }

    public Filter withJoined(@Nullable UUID value) {
        Edit edit = new Edit(this);
        edit.joined = value;
        return edit.done();
    }

    /** By the code of the topmost topic: a storage finds the newest ones of a category by an index. */
    public Filter withCategory(@Nullable String value) {
        Edit edit = new Edit(this);
        edit.category = value;
        return edit.done();
    }

    public Filter withBox(@Nullable Box value) {
        Edit edit = new Edit(this);
        edit.box = value;
        return edit.done();
    }

    public Filter withWithin(@Nullable Set<String> value) {
        Edit edit = new Edit(this);
        edit.within = value;
        return edit.done();
    }

    /** By the ids of several persons, as those of one name. */
    public Filter withApplicants(@Nullable Set<String> value) {
        Edit edit = new Edit(this);
        edit.applicants = value;
        return edit.done();
    }

    /** The plain truth about a message; a storage may be faster, never different. */
    public boolean matches(Message message) {
        Message m = message;
        return (from == null || !m.createdAt().isBefore(from))
                && (to == null || m.createdAt().isBefore(to))
                && (organization == null || m.holder().path().contains(organization))
                && (territory == null || territory.contains(m.submission().territory()))
                && (topic == null || m.topic().path().contains(topic))
                && (kind == null || m.kind() == kind)
                && (fastTrack == null || m.topic().fastTrack() == fastTrack)
                && (stages.isEmpty() || stages.contains(m.stage()))
                && (outcome == null || m.outcome() == outcome)
                && (overdue == null || m.isOverdue(now) == overdue)
                && (rating == null || (m.rating() != null && m.rating().stars() == rating))
                && (channel == null || m.submission().channel() == channel)
                && (applicant == null || m.isApplicant(applicant))
                && (open == null || m.submission().open() == open)
                && (joined == null || Objects.equals(joined, m.links().joined()))
                && (category == null || category.equals(m.topic().path().get(0)))
                && (box == null || box.contains(m.submission().location()))
                && (within == null || m.holder().path().stream().anyMatch(within::contains))
                && (applicants == null || applicants.stream().anyMatch(m::isApplicant))
                && (text == null || Wanted.of(text).matches(m, looksOnlyAtOpen()));
    }

    /** Whether it asks for nothing but what a {@link Fact} knows: not for words, persons, or who follows whom. */
    public boolean isOfFacts() {
        return text == null && applicant == null && applicants == null && open == null && joined == null;
    }

    /**
     * The same of what a message told the counters.
     *
     * @throws IllegalArgumentException if it asks for {@linkplain #isOfFacts what they do not know}
     */
    public boolean matches(Fact fact) {
        if (!isOfFacts()) {
            throw new IllegalArgumentException("facts know neither words nor persons");
        }
        return (from == null || !fact.createdAt().isBefore(from))
                && (to == null || fact.createdAt().isBefore(to))
                && (organization == null || fact.holders().contains(organization))
                && (territory == null || fact.territory().startsWith(territory.prefix()))
                && (topic == null || fact.topics().contains(topic))
                && (category == null || category.equals(fact.category()))
                && (box == null || box.contains(fact.point()))
                && (within == null || fact.holders().stream().anyMatch(within::contains))
                && matches(fact.mark());
    }

    /** Whether {@link #matches(Mark)} holds of every mark: only where, when and about what is asked for. */
    public boolean isOfEveryMark() {
        return kind == null
                && fastTrack == null
                && stages.isEmpty()
                && outcome == null
                && overdue == null
                && rating == null
                && channel == null;
    }

    /** Whether a mark, on its own, is of those that are meant: all but where, when and about what. */
    public boolean matches(Mark mark) {
        return (kind == null || mark.kind() == kind)
                && (fastTrack == null || mark.fastTrack() == fastTrack)
                && (stages.isEmpty() || stages.contains(mark.stage()))
                && (outcome == null || mark.outcome() == outcome)
                && (overdue == null || mark.isOverdue(now) == overdue)
                && (rating == null || mark.stars() == rating)
                && (channel == null || mark.channel() == channel);
    }

    /**
     * Bounds on the map, WGS 84, in degrees; the edges belong to it. One whose west lies east of its east goes over the line
     * where the days meet.
     *
     * @param west the least longitude, −180 to 180
     * @param south the least latitude, −90 to 90
     * @param east the greatest longitude, −180 to 180
     * @param north the greatest latitude, −90 to 90
     */
    public record Box(double west, double south, double east, double north) {
        private static final double METRES_OF_DEGREE = 111_195;
        private static final double NEAR_POLE = 0.01;

        /** @throws Refusal INVALID_VALUE naming the box if a number is out of its range or south lies north of north */
        public Box {
            boolean fits = isWithin(west, 180)
                    && isWithin(east, 180)
                    && isWithin(south, 90)
                    && isWithin(north, 90)
                    && south <= north;
            if (!fits) {
                throw Refusal.field("bbox", "box.unfit");
            }
        }

        private static boolean isWithin(double degrees, int most) {
            return degrees >= -most && degrees <= most;
        }

        /** The smallest box in which everything lies that is so near to the point. */
        public static Box around(Point point, int metres) {
            double up = metres / METRES_OF_DEGREE;
            double south = Math.max(-90, point.lat() - up);
            double north = Math.min(90, point.lat() + up);
            double narrowest = Math.cos(Math.toRadians(Math.max(Math.abs(south), Math.abs(north))));
            double aside = narrowest < NEAR_POLE ? 180 : Math.min(180, up / narrowest);
            return aside >= 180
                    ? new Box(-180, south, 180, north)
                    : new Box(turned(point.lon() - aside), south, turned(point.lon() + aside), north);
        }

        private static double turned(double lon) {
            return lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon;
        }

        /** Whether it goes over the line where the days meet. */
        public boolean crosses() {
            return west > east;
        }

        boolean contains(@Nullable Point point) {
            return point != null
                    && point.lat() >= south
                    && point.lat() <= north
                    && (crosses()
                            ? point.lon() >= west || point.lon() <= east
                            : point.lon() >= west && point.lon() <= east);
        }
    }

    /** A filter in the making: what is not set stays as it was. */
    private static final class Edit {
        private @Nullable Instant from;
        private @Nullable Instant to;
        private @Nullable String organization;
        private @Nullable Territory territory;
        private @Nullable String topic;
        private @Nullable Kind kind;
        private @Nullable Boolean fastTrack;
        private Set<Stage> stages;
        private @Nullable Outcome outcome;
        private @Nullable Boolean overdue;
        private @Nullable Integer rating;
        private @Nullable Channel channel;
        private @Nullable String text;
        private @Nullable String applicant;
        private @Nullable Boolean open;
        private @Nullable UUID joined;
        private @Nullable String category;
        private @Nullable Box box;
        private @Nullable Set<String> within;
        private @Nullable Set<String> applicants;
        private Instant now;

        private Edit(Filter filter) {
            from = filter.from;
            to = filter.to;
            organization = filter.organization;
            territory = filter.territory;
            topic = filter.topic;
            kind = filter.kind;
            fastTrack = filter.fastTrack;
            stages = filter.stages;
            outcome = filter.outcome;
            overdue = filter.overdue;
            rating = filter.rating;
            channel = filter.channel;
            text = filter.text;
            applicant = filter.applicant;
            open = filter.open;
            joined = filter.joined;
            category = filter.category;
            box = filter.box;
            within = filter.within;
            applicants = filter.applicants;
            now = filter.now;
        }

        private Filter done() {
            return new Filter(
                    from,
                    to,
                    organization,
                    territory,
                    topic,
                    kind,
                    fastTrack,
                    stages,
                    outcome,
                    overdue,
                    rating,
                    channel,
                    text,
                    applicant,
                    open,
                    joined,
                    category,
                    box,
                    within,
                    applicants,
                    now);
        }
    }
}
