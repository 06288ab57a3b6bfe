package feedback.pos.organization;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The tree of organizations and the people in it, as the embedder knows them. Implementations must be thread-safe and
 * answer from memory: the library asks on every act.
 */
public interface Directory {

    /** The organization of this id, if there is one. */
    Optional<Organization> find(String id);

    /** The organizations directly below, in a stable order. */
    List<Organization> children(String id);

    /** The people who hold the role in exactly this organization (not inherited), in a stable order. */
    List<String> people(String organization, Role role);

    /** Whether some organization below the root is competent for the territory. */
    boolean knows(Territory territory);

    /**
     * Ids from the root down to the organization.
     *
     * @return empty if the organization is unknown
     */
    default List<String> path(String id) {
        List<String> path = new ArrayList<>();
        Optional<Organization> at = find(id);
        while (at.isPresent() && !path.contains(at.get().id())) {
            path.add(at.get().id());
            String parent = at.get().parent();
            at = parent == null ? Optional.empty() : find(parent);
        }
        Collections.reverse(path);
        return List.copyOf(path);
    }

    /** The organization directly above, if there is one. */
    default Optional<Organization> superior(String id) {
        return find(id).flatMap(here -> here.parent() == null ? Optional.empty() : find(here.parent()));
    }
}
