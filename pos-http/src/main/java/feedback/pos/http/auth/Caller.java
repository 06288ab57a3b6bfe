package feedback.pos.http.auth;

import feedback.pos.organization.Actor;
import feedback.pos.organization.Person;
import org.jspecify.annotations.Nullable;

/**
 * Somebody known by a token. Immutable and thread-safe.
 *
 * @param actor the person with the rights held
 * @param profile what the token says of the person, or null if it says nothing; kept once the person sends a message
 */
public record Caller(Actor actor, @Nullable Person profile) {

    /** A caller of whom nothing but the rights is known. */
    public static Caller of(Actor actor) {
        return new Caller(actor, null);
    }
}
