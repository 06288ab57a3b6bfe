package feedback.pos.procedure;

import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the facts of one act on one message; what was already recorded can be asked while the act goes on. */
final class Act {
    private final @Nullable Message before;
    private final String by;
    private final Role role;
    private final Instant at;
    private final List<Decision.Fact> facts = new ArrayList<>();
    private @Nullable Message now;

    Act(@Nullable Message before, String by, Role role, Instant at) {
        this.before = before;
        this.now = before;
        this.by = by;
        this.role = role;
        // Within a message time never runs backwards, whatever the clocks of several nodes say.
        this.at = before != null && before.updatedAt().isAfter(at) ? before.updatedAt() : at;
    }

    static Act bySystem(@Nullable Message before, Instant at) {
        return new Act(before, Actor.SYSTEM_ID, Role.SYSTEM, at);
    }

    Act record(Event event) {
        return record(by, role, event);
    }

    void recordAsSystem(Event event) {
        record(Actor.SYSTEM_ID, Role.SYSTEM, event);
    }

    private Act record(String who, Role as, Event event) {
        now = event.applyTo(now, at);
        facts.add(new Decision.Fact(at, who, as, event));
        return this;
    }

    /** The message as it is after what was recorded. */
    Message message() {
        return Objects.requireNonNull(now);
    }

    Decision decide() {
        return new Decision(before, facts, message());
    }
}
