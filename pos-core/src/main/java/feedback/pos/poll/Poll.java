package feedback.pos.poll;

import feedback.pos.organization.Territory;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A poll as it stands: what is asked, and how far it has come. Immutable.
 *
 * @param id time-ordered
 * @param version counts from 1
 * @param stage how far it has come
 * @param plan what is asked under which rules; frozen once it was opened
 * @param digest of the plan, in base64url: what voters can compare; there once it was opened
 * @param steps what was done with it, oldest first
 */
public record Poll(
        UUID id,
        int version,
        Stage stage,
        Plan plan,
        @Nullable String digest,
        List<Step> steps) {
    public Poll {
        steps = List.copyOf(steps);
    }

    /** How far a poll has come. */
    public enum Stage {
        /** Being written; seen by those who keep polls only. */
        DRAFT,
        /** Takes ballots, from its beginning to its end. */
        OPEN,
        /** Takes no more; is counted. */
        CLOSED,
        /** Its results are there for all to see. */
        PUBLISHED
    }

    /**
     * What was done.
     *
     * @param to the stage it came to, or stayed in
     * @param at when
     * @param by person id of who did it
     * @param comment why, or null
     */
    public record Step(
            Stage to, Instant at, String by, @Nullable String comment) {}

    /**
     * What is asked under which rules.
     *
     * @param organization whose poll it is
     * @param title 1 to 500 characters
     * @param description at most 10,000 characters, or null
     * @param ask the questions, or the vote
     * @param electorate who may vote
     * @param secret whether nobody shall be able to tell who has chosen what; else the voter's name is kept with the ballot
     * @param revoting whether a later ballot takes the place of the earlier one
     * @param live whether results are shown while ballots are taken, else once they are published
     * @param opens from when ballots are taken, or null: once it is opened
     * @param closes until when, exclusively, or null: until it is closed by hand
     * @param territory of which place it is, or null
     */
    public record Plan(
            String organization,
            String title,
            @Nullable String description,
            Ask ask,
            Electorate electorate,
            boolean secret,
            boolean revoting,
            boolean live,
            @Nullable Instant opens,
            @Nullable Instant closes,
            @Nullable Territory territory) {}

    /** The same under another version. */
    public Poll withVersion(int value) {
        return new Poll(id, value, stage, plan, digest, steps);
    }

    /** When it was created. */
    public Instant createdAt() {
        return steps.get(0).at();
    }

    /** When ballots began to be taken. */
    public Instant openedAt() {
        Instant opens = plan.opens();
        Instant opened = at(Stage.OPEN);
        return opens != null && opens.isAfter(opened) ? opens : opened;
    }

    /** When it was closed. */
    public Instant closedAt() {
        return at(Stage.CLOSED);
    }

    private Instant at(Stage stage) {
        return steps.stream()
                .filter(step -> step.to() == stage)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("it never was " + stage))
                .at();
    }

    /** Whether ballots are taken at the instant. */
    public boolean takesBallots(Instant now) {
        Instant opens = plan.opens();
        return stage == Stage.OPEN && (opens == null || !now.isBefore(opens)) && !isOver(now);
    }

    /** Whether its time is over. */
    public boolean isOver(Instant now) {
        Instant closes = plan.closes();
        return closes != null && !now.isBefore(closes);
    }

    /** Whether everybody may see what it asks. */
    public boolean isPublic() {
        return stage != Stage.DRAFT;
    }
}
