package feedback.pos.organization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A directory held in memory. Immutable and thread-safe. */
public final class OrganizationTree implements Directory {
    private final Map<String, Organization> byId = new LinkedHashMap<>();
    private final Map<String, List<Organization>> below = new HashMap<>();
    private final Map<String, List<String>> paths = new HashMap<>();
    private final Map<String, Set<Grant>> grants = new LinkedHashMap<>();
    private final Map<Grant, List<String>> holders = new HashMap<>();
    private final TreeSet<String> territories = new TreeSet<>();

    private OrganizationTree(Collection<Organization> organizations, Map<String, ? extends Collection<Grant>> staff) {
        organizations.forEach(this::add);
        for (Organization each : organizations) {
            String parent = each.parent();
            if (parent != null && !byId.containsKey(parent)) {
                throw new IllegalArgumentException("organization " + each.id() + " names an unknown parent " + parent);
            }
        }
        byId.keySet().forEach(id -> paths.put(id, Directory.super.path(id)));
        paths.forEach((id, path) -> {
            Organization root = byId.get(path.get(0));
            if (root == null || root.parent() != null) {
                throw new IllegalArgumentException("organization " + id + " is below itself");
            }
        });
        staff.forEach((person, held) -> held.forEach(grant -> appoint(person, grant)));
    }

    private void add(Organization each) {
        if (byId.put(each.id(), each) != null) {
            throw new IllegalArgumentException("organization " + each.id() + " stands twice");
        }
        String parent = each.parent();
        if (parent != null) {
            below.computeIfAbsent(parent, any -> new ArrayList<>()).add(each);
        }
        territories.add(each.territory().prefix());
    }

    private void appoint(String person, Grant grant) {
        if (!byId.containsKey(grant.organization())) {
            throw new IllegalArgumentException(
                    person + " holds a role in the unknown organization " + grant.organization());
        }
        grants.computeIfAbsent(person, any -> new LinkedHashSet<>()).add(grant);
        holders.computeIfAbsent(grant, any -> new ArrayList<>()).add(person);
    }

    /**
     * A tree with the people in it.
     *
     * @param staff person id → rights held
     * @throws IllegalArgumentException if an id stands twice, a parent or an organization of a grant is unknown, or the
     *     tree has a circle
     */
    public static OrganizationTree of(
            Collection<Organization> organizations, Map<String, ? extends Collection<Grant>> staff) {
        return new OrganizationTree(organizations, staff);
    }

    /** All organizations, in the order given. */
    public Collection<Organization> all() {
        return List.copyOf(byId.values());
    }

    /** The people with their rights, in the order given. */
    public Map<String, Set<Grant>> staff() {
        return Collections.unmodifiableMap(grants);
    }

    /** The person with the rights held here; a citizen if none are. */
    public Actor actor(String person) {
        return new Actor(person, grants.getOrDefault(person, Set.of()));
    }

    /** The same tree with one more organization. */
    public OrganizationTree with(Organization more) {
        List<Organization> all = new ArrayList<>(byId.values());
        all.add(more);
        return new OrganizationTree(all, grants);
    }

    @Override
    public Optional<Organization> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public List<Organization> children(String id) {
        return List.copyOf(below.getOrDefault(id, List.of()));
    }

    @Override
    public List<String> path(String id) {
        return paths.getOrDefault(id, List.of());
    }

    @Override
    public List<String> people(String organization, Role role) {
        return role.isOfficial()
                ? List.copyOf(holders.getOrDefault(new Grant(role, organization), List.of()))
                : List.of();
    }

    /** A territory is known if it is one of an organization's, or lies in a municipality's. */
    @Override
    public boolean knows(Territory territory) {
        String wanted = territory.prefix();
        for (int length = 2; length <= wanted.length(); length += 3) {
            String prefix = wanted.substring(0, length);
            // A region's prefix alone proves nothing about a municipality: only the whole region is known by it.
            if (territories.contains(prefix) && (length > 2 || wanted.length() == 2)) {
                return true;
            }
        }
        return false;
    }
}
