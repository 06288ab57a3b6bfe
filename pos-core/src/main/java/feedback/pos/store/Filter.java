package feedback.pos.store;

import feedback.pos.message.Channel;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.organization.Territory;
import java.time.Instant;
import java.util.Locale;
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
 * @param text occurs in the text, whatever the case; or is the number
 * @param applicant person id
 * @param open whether it is shown publicly
 * @param joined follows this message
 * @param within held in the subtree of one of these organizations: the rights of who asks; null for no limit
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
        @Nullable Set<String> within,
        Instant now) {
    public Filter {
        stages = Set.copyOf(stages);
        within = within == null ? null : Set.copyOf(within);
    }

    /**
     * Every message.
     *
     * @param now the instant at which lateness is judged
     */
    public static Filter all(Instant now) {
        return new Filter(
                null, null, null, null, null, null, null, Set.of(), null, null, null, null, null, null, null, null,
                null, now);
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

    public Filter withWithin(@Nullable Set<String> value) {
        Edit edit = new Edit(this);
        edit.within = value;
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
                && (text == null || mentions(m, text))
                && (applicant == null || m.isApplicant(applicant))
                && (open == null || m.submission().open() == open)
                && (joined == null || Objects.equals(joined, m.links().joined()))
                && (within == null || m.holder().path().stream().anyMatch(within::contains));
    }

    private static boolean mentions(Message message, String wanted) {
        return message.number().equalsIgnoreCase(wanted)
                || message.submission().text().toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
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
        private @Nullable Set<String> within;
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
            within = filter.within;
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
                    within,
                    now);
        }
    }
}
