package feedback.pos.http.region;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.codec.Codec;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Organization;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.procedure.Policy;
import feedback.pos.store.Records;
import feedback.pos.store.Records.Document;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the region in the base: a document for each organization, topic, person with rights, and topic with routes, and one
 * with the settings. Each change is one step and a new edition. Thread-safe as far as the records are; two writers at once
 * are not meant to be.
 */
public final class RegionStore {
    private static final String REGION = "region";
    private static final String ORGANIZATION = "organization";
    private static final String TOPIC = "topic";
    private static final String ROUTES = "routes";
    private static final String STAFF = "staff";
    private static final String KEY = "region";
    private static final String ANY_TOPIC = "*";
    private static final int PAGE = 1_000;

    private final Records records;
    private final Codec codec = new Codec();

    public RegionStore(Records records) {
        this.records = records;
    }

    private record Settings(
            String code,
            String name,
            String root,
            ZoneId zone,
            String calendar,
            int edition,
            String catalogName,
            String catalogEdition,
            String fallback,
            Policy policy) {}

    private record Placed(int place, Organization organization) {}

    private record Entry(int place, Topic topic) {}

    private record Lines(List<Route> routes) {}

    private record Rights(int place, String person, List<Grant> grants) {}

    /** Whether a region was ever stored. */
    public boolean isEmpty() {
        return records.get(REGION, KEY).isEmpty();
    }

    /** The region in force. */
    public Optional<Region> read() {
        return records.get(REGION, KEY).map(body -> read(codec.readRecord(body, Settings.class)));
    }

    private Region read(Settings settings) {
        List<Placed> organizations = new ArrayList<>();
        each(ORGANIZATION, document -> organizations.add(codec.readRecord(document.body(), Placed.class)));
        organizations.sort(Comparator.comparingInt(Placed::place));
        List<Entry> topics = new ArrayList<>();
        each(TOPIC, document -> topics.add(codec.readRecord(document.body(), Entry.class)));
        topics.sort(Comparator.comparingInt(Entry::place));
        List<Route> routes = new ArrayList<>();
        each(
                ROUTES,
                document -> routes.addAll(
                        codec.readRecord(document.body(), Lines.class).routes()));
        List<Rights> rights = new ArrayList<>();
        each(STAFF, document -> rights.add(codec.readRecord(document.body(), Rights.class)));
        rights.sort(Comparator.comparingInt(Rights::place));
        Map<String, List<Grant>> staff = new LinkedHashMap<>();
        rights.forEach(each -> staff.put(each.person(), each.grants()));
        return new Region(
                settings.code(),
                settings.name(),
                settings.root(),
                settings.zone(),
                settings.calendar(),
                settings.edition(),
                settings.catalogName(),
                OrganizationTree.of(
                        organizations.stream().map(Placed::organization).toList(), staff),
                Catalog.of(
                        settings.code(),
                        settings.catalogEdition(),
                        settings.fallback(),
                        topics.stream().map(Entry::topic).toList()),
                Routes.of(routes),
                settings.policy());
    }

    private void each(String kind, Consumer<Document> use) {
        String after = "";
        List<Document> page;
        do {
            page = records.list(kind, after, PAGE);
            for (Document document : page) {
                use.accept(document);
                after = document.key();
            }
        } while (page.size() == PAGE);
    }

    /**
     * Puts a region in force that was read from files. What messages may already refer to is kept where the files do not
     * name it any more: an organization stays in the tree, a topic is retired. Rights and routes are as the files say.
     *
     * @param today from which day on topics that the files do not name are retired
     * @return the region as it is now in force
     */
    public Region replace(Region next, LocalDate today) {
        Optional<Region> before = read();
        Region merged = before.map(old -> merge(old, next, today)).orElse(next);
        List<Document> documents = documents(merged);
        before.ifPresent(old -> documents.addAll(emptied(old, merged)));
        records.put(documents);
        return merged;
    }

    private static Region merge(Region old, Region next, LocalDate today) {
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
                old.edition() + 1,
                next.catalogName(),
                OrganizationTree.of(organizations.values(), next.tree().staff()),
                catalog,
                Routes.of(routes),
                next.policy());
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

    /** Rights and routes are not removed but emptied, so that all of it is one step. */
    private List<Document> emptied(Region old, Region next) {
        List<Document> documents = new ArrayList<>();
        int place = next.tree().staff().size();
        for (String person : old.tree().staff().keySet()) {
            if (!next.tree().staff().containsKey(person)) {
                documents.add(document(STAFF, person, new Rights(place++, person, List.of())));
            }
        }
        Map<String, List<Route>> now = byTopic(next);
        byTopic(old).keySet().stream()
                .filter(topic -> !now.containsKey(topic))
                .forEach(topic -> documents.add(document(ROUTES, topic, new Lines(List.of()))));
        return documents;
    }

    /**
     * Adds organizations and topics to the region in force: the next edition.
     *
     * @return the region as it is now in force
     */
    public Region add(Region now, List<Organization> organizations, List<Topic> topics) {
        Region next = now.with(organizations, topics);
        List<Document> documents = new ArrayList<>();
        documents.add(settings(next));
        int place = now.tree().all().size();
        for (Organization each : organizations) {
            documents.add(document(ORGANIZATION, each.id(), new Placed(place++, each)));
        }
        place = now.catalog().topics().size();
        for (Topic each : topics) {
            documents.add(document(TOPIC, each.code(), new Entry(place++, each)));
        }
        Map<String, List<Route>> before = byTopic(now);
        byTopic(next).forEach((topic, routes) -> {
            if (!before.containsKey(topic)) {
                documents.add(document(ROUTES, topic, new Lines(routes)));
            }
        });
        records.put(documents);
        return next;
    }

    private List<Document> documents(Region region) {
        List<Document> documents = new ArrayList<>();
        documents.add(settings(region));
        int place = 0;
        for (Organization each : region.tree().all()) {
            documents.add(document(ORGANIZATION, each.id(), new Placed(place++, each)));
        }
        place = 0;
        for (Topic each : region.catalog().topics()) {
            documents.add(document(TOPIC, each.code(), new Entry(place++, each)));
        }
        byTopic(region).forEach((topic, routes) -> documents.add(document(ROUTES, topic, new Lines(routes))));
        place = 0;
        for (var each : region.tree().staff().entrySet()) {
            documents.add(
                    document(STAFF, each.getKey(), new Rights(place++, each.getKey(), List.copyOf(each.getValue()))));
        }
        return documents;
    }

    private Document settings(Region region) {
        return document(
                REGION,
                KEY,
                new Settings(
                        region.code(),
                        region.name(),
                        region.root(),
                        region.zone(),
                        region.calendar(),
                        region.edition(),
                        region.catalogName(),
                        region.catalog().edition(),
                        region.catalog().fallback().code(),
                        region.policy()));
    }

    private static Map<String, List<Route>> byTopic(Region region) {
        Map<String, List<Route>> routes = new HashMap<>();
        for (Route route : region.routes().all()) {
            String key = route.topic().isEmpty() ? ANY_TOPIC : route.topic();
            routes.computeIfAbsent(key, any -> new ArrayList<>()).add(route);
        }
        return routes;
    }

    private Document document(String kind, String key, Object body) {
        return new Document(kind, key, codec.writeRecord(body));
    }
}
