package feedback.pos.http.auth;

import feedback.pos.organization.Actor;

/** Which ids a person may have who comes from outside. */
final class Persons {
    private static final int LIMIT = 100;

    private Persons() {}

    /** Whether somebody may act under the id: nobody acts as the automaton, and nobody is nameless. */
    static boolean canBe(String id) {
        return !id.isBlank()
                && id.length() <= LIMIT
                && !id.equals(Actor.SYSTEM_ID)
                && id.codePoints().noneMatch(Character::isISOControl);
    }
}
