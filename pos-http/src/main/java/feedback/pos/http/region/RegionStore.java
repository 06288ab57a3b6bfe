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
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Keeps the region in the base: a document for each organization, topic, person with rights, and topic with routes, and one
 * with the settings. Each change is one step and a new edition; of several writers at once, on one node or many, each makes
 * an edition of its own upon that of the one before. Thread-safe.
 */
public final class RegionStore {
    private static final String REGION = "region";
    private static final String ORGANIZATION = "organization";
    private static final String TOPIC = "topic";
    private static final String ROUTES = "routes";
    private static final String STAFF = "staff";
    private static final String KEY = "region";
    private static final String PEOPLE = "people";
    private static final int STAMPS = 10;
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

    /**
     * Something small that is another once the region is, or once somebody was erased: what nodes look at to notice what
     * others did.
     */
    public List<Document> stamp() {
        return records.list(REGION, "", STAMPS);
    }

    /** Lets other nodes forget what people are called. */
    public void peopleChanged() {
        records.put(List.of(document(REGION, PEOPLE, UUID.randomUUID())));
    }

    /** The region in force. */
    public Optional<Region> read() {
        return stored().map(Stored::region);
    }

    /**
     * A region as it was found.
     *
     * @param settings the document that every change changes
     */
    private record Stored(String settings, Region region) {}

    /** Reads again if somebody wrote in between, so that editions are not mixed. */
    private Optional<Stored> stored() {
        while (true) {
            Optional<String> settings = records.get(REGION, KEY);
            try {
                Optional<Stored> found =
                        settings.map(body -> new Stored(body, read(codec.readRecord(body, Settings.class))));
                if (records.get(REGION, KEY).equals(settings)) {
                    return found;
                }
            } catch (IllegalArgumentException e) {
                if (records.get(REGION, KEY).equals(settings)) {
                    throw e;
                }
            }
        }
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
        return put(next, today, List.of(), before -> false);
    }

    /**
     * The same, unless a region was loaded already.
     *
     * @param with documents to be written in the same step
     */
    Region replaceMinimal(Region next, LocalDate today, List<Document> with) {
        return put(next, today, with, before -> !before.isMinimal());
    }

    private Region put(Region next, LocalDate today, List<Document> with, Predicate<Region> stays) {
        while (true) {
            Stored before = stored().orElse(null);
            if (before != null && stays.test(before.region())) {
                return before.region();
            }
            Region merged = before == null ? next : RegionMerge.of(before.region(), next, today);
            List<Document> documents = documents(merged);
            if (before != null) {
                documents.addAll(emptied(before.region(), merged));
            }
            documents.addAll(with);
            if (records.putIfUnchanged(REGION, KEY, before == null ? null : before.settings(), documents)) {
                return merged;
            }
        }
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
     * Adds organizations and topics to the region in force: the next edition. What somebody else has added meanwhile is
     * passed over.
     *
     * @return the region as it is now in force
     * @throws IllegalStateException if there is no region
     */
    public Region add(List<Organization> organizations, List<Topic> topics) {
        while (true) {
            Stored before = stored().orElseThrow(() -> new IllegalStateException("there is no region to add to"));
            Region now = before.region();
            List<Organization> newOrganizations = organizations.stream()
                    .filter(each -> now.tree().find(each.id()).isEmpty())
                    .toList();
            List<Topic> newTopics = topics.stream()
                    .filter(each -> now.catalog().find(each.code()).isEmpty())
                    .toList();
            if (newOrganizations.isEmpty() && newTopics.isEmpty()) {
                return now;
            }
            Region next = now.with(newOrganizations, newTopics);
            if (records.putIfUnchanged(REGION, KEY, before.settings(), added(now, next, newOrganizations, newTopics))) {
                return next;
            }
        }
    }

    private List<Document> added(Region now, Region next, List<Organization> organizations, List<Topic> topics) {
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
        return documents;
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
