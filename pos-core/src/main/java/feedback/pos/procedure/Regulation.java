package feedback.pos.procedure;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.moderation.Admissibility;
import feedback.pos.moderation.Rules;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Role;
import feedback.pos.organization.Roster;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Everything by which a region decides, as one immutable argument. Checks itself when built: every topic must be routed
 * and every route must lead to a known organization. Thread-safe as far as its directory is.
 *
 * @param root the id of the organization at the top of the tree
 * @param zone the region's zone, for organizations that have none of their own
 * @param calendar which days are worked
 * @param directory the tree of organizations
 * @param catalog the classifier
 * @param routes the routing table
 * @param policy numbers and switches
 * @param roster who can be given work
 * @param rules what decides beside the detector; one that refers to something not in use does not fire, see {@link Rules#under}
 * @param admissibility what hints at messages that will hardly be admissible
 */
public record Regulation(
        String root,
        ZoneId zone,
        WorkCalendar calendar,
        Directory directory,
        Catalog catalog,
        Routes routes,
        Policy policy,
        Roster roster,
        Rules rules,
        Admissibility admissibility) {

    /** @throws IllegalArgumentException naming the first thing that does not fit together */
    public Regulation {
        Organization top = directory
                .find(root)
                .orElseThrow(() -> new IllegalArgumentException("unknown root organization " + root));
        for (Route route : routes.all()) {
            if (!route.topic().isEmpty() && catalog.find(route.topic()).isEmpty()) {
                throw new IllegalArgumentException("a route names the unknown topic " + route.topic());
            }
            if (directory.find(route.organization()).isEmpty()) {
                throw new IllegalArgumentException("the route for topic «" + route.topic() + "» and territory «"
                        + route.territory() + "» leads to the unknown organization " + route.organization());
            }
            if (!route.district().isEmpty()
                    && routes.districts().find(route.district()).isEmpty()) {
                throw new IllegalArgumentException(
                        "the route for topic «" + route.topic() + "» names the unknown district " + route.district());
            }
            for (String candidate : route.candidates()) {
                if (!isExecutor(directory, candidate, route.organization())) {
                    throw new IllegalArgumentException("the route for topic «" + route.topic() + "» chooses "
                            + candidate + ", who is no executor at " + route.organization() + " or above it");
                }
            }
        }
        for (Topic topic : catalog.topics()) {
            if (routes.find(catalog.path(topic.code()), top.territory()).isEmpty()) {
                throw new IllegalArgumentException("no route for topic " + topic.code());
            }
        }
    }

    /**
     * For a region of which no roster is known, without auto-rules, with the usual hints.
     *
     * @throws IllegalArgumentException naming the first thing that does not fit together
     */
    public Regulation(
            String root,
            ZoneId zone,
            WorkCalendar calendar,
            Directory directory,
            Catalog catalog,
            Routes routes,
            Policy policy) {
        this(
                root,
                zone,
                calendar,
                directory,
                catalog,
                routes,
                policy,
                Roster.empty(),
                Rules.none(),
                Admissibility.usual());
    }

    /** Whether the person may work on what the organization holds. */
    static boolean isExecutor(Directory directory, String person, String organization) {
        return directory.path(organization).stream()
                .anyMatch(each -> directory.people(each, Role.EXECUTOR).contains(person));
    }

    /** The usual policy. */
    public static Regulation of(
            String root, WorkCalendar calendar, Directory directory, Catalog catalog, Routes routes) {
        ZoneId zone = directory
                .find(root)
                .orElseThrow(() -> new IllegalArgumentException("unknown root organization " + root))
                .zone();
        return new Regulation(root, zone, calendar, directory, catalog, routes, Policy.defaults());
    }

    /** The same with other numbers and switches. */
    public Regulation with(Policy other) {
        return new Regulation(root, zone, calendar, directory, catalog, routes, other, roster, rules, admissibility);
    }

    /** The same with another roster. */
    public Regulation with(Roster other) {
        return new Regulation(root, zone, calendar, directory, catalog, routes, policy, other, rules, admissibility);
    }

    /** The same with another calendar. */
    public Regulation with(WorkCalendar other) {
        return new Regulation(root, zone, other, directory, catalog, routes, policy, roster, rules, admissibility);
    }

    /** The same with other auto-rules. */
    public Regulation with(Rules other) {
        return new Regulation(root, zone, calendar, directory, catalog, routes, policy, roster, other, admissibility);
    }

    /** The same with other hints. */
    public Regulation with(Admissibility other) {
        return new Regulation(root, zone, calendar, directory, catalog, routes, policy, roster, rules, other);
    }

    /**
     * Which of the auto-rules are in force at an instant, and why others are switched off.
     *
     * @param now its day in the region's zone counts
     */
    public Rules.State rulesAt(Instant now) {
        return rules.under(catalog, directory, LocalDate.ofInstant(now, zone));
    }
}
