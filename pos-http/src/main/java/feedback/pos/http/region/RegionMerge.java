package feedback.pos.http.region;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.organization.Organization;
import feedback.pos.organization.OrganizationTree;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An edition on top of another one: what messages may refer to stays. */
final class RegionMerge {
    private RegionMerge() {}

    static Region of(Region old, Region next, LocalDate today) {
        Map<String, Organization> organizations = new LinkedHashMap<>();
        next.tree().all().forEach(each -> organizations.put(each.id(), each));
        for (Organization each : old.tree().all()) {
            boolean wasTop = each.parent() == null;
            organizations.putIfAbsent(each.id(), wasTop ? below(each, next.root()) : each);
        }
        Map<String, Topic> topics = new LinkedHashMap<>();
        next.catalog().topics().forEach(each -> topics.put(each.code(), each));
        old.catalog().topics().forEach(each -> topics.putIfAbsent(each.code(), retired(each, today)));
        List<Route> routes = new ArrayList<>(next.routes().all());
        Catalog catalog = Catalog.of(
                next.code(), next.catalogName(), next.catalog().fallback().code(), topics.values());
        for (Topic topic : topics.values()) {
            if (next.routes()
                    .find(catalog.path(topic.code()), next.top().territory())
                    .isEmpty()) {
                routes.add(new Route(topic.code(), "", next.root(), null));
            }
        }
        return new Region(
                next.code(),
                next.name(),
                next.root(),
                next.zone(),
                next.calendar(),
                next.decreedDays(),
                old.edition() + 1,
                next.catalogName(),
                OrganizationTree.of(organizations.values(), next.tree().staff()),
                catalog,
                Routes.of(routes).over(next.routes().districts(), next.routes().borderMetres()),
                next.policy(),
                // What was said since, absence by absence, stays where the files say nothing of it
                next.roster() == null ? old.roster() : next.roster());
    }

    private static Organization below(Organization top, String parent) {
        return new Organization(top.id(), parent, top.name(), top.level(), top.territory(), top.zone(), top.ogrn());
    }

    /** Topics of an import belong to no file, so no file can mean to end them. */
    private static Topic retired(Topic topic, LocalDate today) {
        boolean imported = topic.code().equals(Imported.CATEGORY) || Imported.CATEGORY.equals(topic.parent());
        if (imported || topic.retired() != null) {
            return topic;
        }
        return new Topic(
                topic.code(),
                topic.parent(),
                topic.name(),
                topic.nameEn(),
                topic.fastTrack(),
                topic.term(),
                topic.examples(),
                today,
                topic.successor());
    }
}
