package feedback.pos.procedure;

import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an act for one message.
 *
 * @param before the message before, or null if it begins
 * @param facts what happened, in order; may be empty
 * @param after the message after
 */
public record Decision(@Nullable Message before, List<Fact> facts, Message after) {

    /**
     * A fact and who brought it about.
     *
     * @param at when
     * @param by the person's id
     * @param role in which role
     * @param event what
     */
    public record Fact(Instant at, String by, Role role, Event event) {}

    public Decision {
        facts = List.copyOf(facts);
    }
}
