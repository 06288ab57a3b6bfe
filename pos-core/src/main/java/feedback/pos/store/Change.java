package feedback.pos.store;

import java.util.List;

/**
 * What one act changes, all of it or nothing: as a rule one message, two where one act concerns two (an escalation and
 * its child, a message and the one it joins).
 *
 * @param revisions of different messages, at least one
 */
public record Change(List<Revision> revisions) {
    public Change {
        revisions = List.copyOf(revisions);
        if (revisions.isEmpty()) {
            throw new IllegalArgumentException("a change changes something");
        }
    }

    /** A change of one message. */
    public static Change of(Revision revision) {
        return new Change(List.of(revision));
    }
}
