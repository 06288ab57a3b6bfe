package feedback.pos.http.generating;

import feedback.pos.organization.Actor;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Role;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who acts for a body: somebody who holds the role there, or as near above as there is anybody. For one thread. */
final class Officials {
    private final OrganizationTree tree;
    private final Map<Role, Map<String, List<Actor>>> known = new HashMap<>();

    Officials(OrganizationTree tree) {
        this.tree = tree;
    }

    private List<Actor> at(Role role, String organization) {
        return known.computeIfAbsent(role, any -> new HashMap<>())
                .computeIfAbsent(
                        organization,
                        each -> tree.people(each, role).stream()
                                .map(tree::actor)
                                .toList());
    }

    /** Null if nobody holds the role on the whole path. */
    @Nullable
    Actor pick(Role role, List<String> path, Collection<String> excluded, Dice dice) {
        for (int i = path.size() - 1; i >= 0; i--) {
            List<Actor> there = at(role, path.get(i));
            if (!excluded.isEmpty()) {
                there = there.stream()
                        .filter(each -> !excluded.contains(each.person()))
                        .toList();
            }
            if (!there.isEmpty()) {
                return dice.early(there);
            }
        }
        return null;
    }

    /** The person, if that is somebody who may act in the role there. */
    @Nullable
    Actor named(@Nullable String person, Role role, List<String> path) {
        Actor actor = person == null ? null : tree.actor(person);
        return actor != null && actor.holds(role, path) ? actor : null;
    }
}
