package feedback.pos.http.generating;

import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import feedback.pos.organization.OrganizationTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The long tail of small bodies that are given a message now and then: schools, clinics, companies that run houses. They stand
 * below the region's own municipalities and have no officials of their own. Immutable and thread-safe.
 */
final class Bodies {
    private static final String PREFIX = "small-";
    private static final List<String> KINDS = List.of(
            "Школа № ",
            "Детский сад № ",
            "Управляющая компания № ",
            "Поликлиника № ",
            "ТСЖ № ",
            "Дом культуры № ",
            "Библиотека № ",
            "Спортивная школа № ");

    private final Map<String, List<String>> below = new HashMap<>();
    private final Map<String, Weights> weights = new HashMap<>();

    /** Those that the tree holds. */
    Bodies(OrganizationTree tree) {
        for (Organization each : tree.all()) {
            String parent = each.parent();
            if (parent != null && each.id().startsWith(PREFIX)) {
                below.computeIfAbsent(parent, any -> new ArrayList<>()).add(each.id());
            }
        }
        below.forEach((parent, all) -> weights.put(parent, Weights.zipf(all.size(), 1.3)));
    }

    /** So many of them, but for those that are there already. */
    static List<Organization> missing(OrganizationTree tree, int count) {
        List<Organization> parents = tree.all().stream()
                .filter(each -> each.level() == Level.MUNICIPALITY)
                .toList();
        if (parents.isEmpty()) {
            return List.of();
        }
        Set<String> there = new HashSet<>();
        tree.all().forEach(each -> there.add(each.id()));
        Weights sizes = Weights.zipf(parents.size(), 0.8);
        List<Organization> missing = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String id = PREFIX + i;
            if (!there.contains(id)) {
                Organization parent = parents.get(sizes.pick(Dice.fixed(id)));
                missing.add(new Organization(
                        id,
                        parent.id(),
                        KINDS.get(i % KINDS.size()) + (i / KINDS.size() + 1),
                        Level.INSTITUTION,
                        parent.territory(),
                        parent.zone(),
                        null));
            }
        }
        return missing;
    }

    /** One below a body on the path, or null if there is none. */
    @Nullable
    String pick(List<String> path, Dice dice) {
        for (String each : path) {
            List<String> all = below.get(each);
            Weights some = weights.get(each);
            if (all != null && some != null) {
                return all.get(some.pick(dice));
            }
        }
        return null;
    }
}
