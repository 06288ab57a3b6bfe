package feedback.pos.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A line of the routing table: topic × territory → organization, and executor where assignment shall need no human.
 *
 * @param topic a topic's code, holding for everything below it too; empty for any
 * @param territory ОКТМО digits, holding for everything inside; empty for any
 * @param organization who is competent
 * @param executor the person who gets the message in one step, or null
 */
public record Route(
        String topic,
        String territory,
        String organization,
        @Nullable String executor) {}
