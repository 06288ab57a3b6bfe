package feedback.pos.organization;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Somebody who acts: a person by id, with the rights held. Identity is the embedder's: the library trusts what it is
 * given. Immutable and thread-safe.
 *
 * @param person the person's id; personal data stands apart, see {@link Person}
 * @param grants what the person may do as an official; empty for a citizen
 */
public record Actor(String person, Set<Grant> grants) {

    /** The id under which the automaton acts. */
    public static final String SYSTEM_ID = "system";

    public Actor {
        Objects.requireNonNull(person, "person");
        grants = Set.copyOf(grants);
    }

    /** A person without any office. */
    public static Actor citizen(String person) {
        return new Actor(person, Set.of());
    }

    /** A person holding one office. */
    public static Actor official(String person, Role role, String organization) {
        return new Actor(person, Set.of(new Grant(role, organization)));
    }

    /** The automaton. */
    public static Actor system() {
        return citizen(SYSTEM_ID);
    }

    /** Whether the person holds any office at all. */
    public boolean isOfficial() {
        return !grants.isEmpty();
    }

    /**
     * Whether the role is held in the last organization of the path.
     *
     * @param role the role wanted
     * @param path organization ids from the root down to the one that is asked about
     */
    public boolean holds(Role role, List<String> path) {
        for (Grant grant : grants) {
            if (grant.role() == role && path.contains(grant.organization())) {
                return true;
            }
        }
        return false;
    }

    /** Whether an office that lets read messages is held in the last organization of the path. */
    public boolean covers(List<String> path) {
        for (Grant grant : grants) {
            if (grant.role().seesMessages() && path.contains(grant.organization())) {
                return true;
            }
        }
        return false;
    }
}
