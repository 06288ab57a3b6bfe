package feedback.pos.http.auth;

import feedback.pos.organization.Actor;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Organization;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Role;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rights that the tree of organizations knows of a person. */
final class Staff {
    private static final List<Role> OFFICIAL =
            Arrays.stream(Role.values()).filter(Role::isOfficial).toList();

    private Staff() {}

    static Actor find(String person, Directory directory, String root) {
        if (directory instanceof OrganizationTree tree) {
            return tree.actor(person);
        }
        Set<Grant> grants = new HashSet<>();
        collect(person, directory, root, grants);
        return new Actor(person, grants);
    }

    private static void collect(String person, Directory directory, String organization, Set<Grant> into) {
        for (Role role : OFFICIAL) {
            if (directory.people(organization, role).contains(person)) {
                into.add(new Grant(role, organization));
            }
        }
        for (Organization each : directory.children(organization)) {
            collect(person, directory, each.id(), into);
        }
    }
}
