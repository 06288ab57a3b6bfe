package feedback.pos.procedure;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Organization;
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
 */
public record Regulation(
        String root,
        ZoneId zone,
        WorkCalendar calendar,
        Directory directory,
        Catalog catalog,
        Routes routes,
        Policy policy) {

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
        }
        for (Topic topic : catalog.topics()) {
            if (routes.find(catalog.path(topic.code()), top.territory()).isEmpty()) {
                throw new IllegalArgumentException("no route for topic " + topic.code());
            }
        }
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
        return new Regulation(root, zone, calendar, directory, catalog, routes, other);
    }
}
