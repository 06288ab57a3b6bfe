package feedback.pos.http.region;

import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Districts;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.codec.Codec;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Organization;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Roster;
import feedback.pos.procedure.Policy;
import feedback.pos.store.Records;
import feedback.pos.store.Records.Document;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A region as documents: one for each organization, topic, person with rights, topic with routes and entry of the roster, one
 * with the map, and one with the settings, which every change changes.
 */
final class RegionDocuments {
    static final String REGION = "region";
    static final String KEY = "region";
    private static final String ORGANIZATION = "organization";
    private static final String TOPIC = "topic";
    private static final String ROUTES = "routes";
    private static final String STAFF = "staff";
    private static final String ROSTER = "roster";
    private static final String DISTRICTS = "districts";
    private static final String ANY_TOPIC = "*";
    private static final int PAGE = 1_000;
    private static final Codec CODEC = new Codec();

    private RegionDocuments() {}

    /** @param decreedDays null in those that were stored before there was such a choice */
    private record Settings(
            String code,
            String name,
            String root,
            ZoneId zone,
            String calendar,
            @Nullable DecreedDays decreedDays,
            int edition,
            String catalogName,
            String catalogEdition,
            String fallback,
            Policy policy) {
        DecreedDays decreed() {
            return Objects.requireNonNullElse(decreedDays, DecreedDays.WORKED);
        }
    }

    /** Without reading all the rest: what days are that were made non-working by decree. */
    static DecreedDays decreedDays(String body) {
        return CODEC.readRecord(body, Settings.class).decreed();
    }

    private record Placed(int place, Organization organization) {}

    private record Entry(int place, Topic topic) {}

    private record Lines(List<Route> routes) {}

    /** @param borderMetres as {@link Routes#borderMetres} says */
    private record Drawn(String geoJson, int borderMetres) {
        static Drawn of(Routes routes) {
            return new Drawn(routes.districts().geoJson(), routes.borderMetres());
        }

        Routes under(Routes routes) {
            return routes.over(geoJson.isEmpty() ? Districts.none() : Districts.of(geoJson), borderMetres);
        }
    }

    private record Rights(int place, String person, List<Grant> grants) {}

    /** The region of the settings; a mixture if somebody writes meanwhile. */
    static Region read(String body, Records records) {
        Settings settings = CODEC.readRecord(body, Settings.class);
        List<Placed> organizations = new ArrayList<>();
        each(records, ORGANIZATION, document -> organizations.add(CODEC.readRecord(document.body(), Placed.class)));
        organizations.sort(Comparator.comparingInt(Placed::place));
        List<Entry> topics = new ArrayList<>();
        each(records, TOPIC, document -> topics.add(CODEC.readRecord(document.body(), Entry.class)));
        topics.sort(Comparator.comparingInt(Entry::place));
        List<Route> routes = new ArrayList<>();
        each(
                records,
                ROUTES,
                document -> routes.addAll(
                        CODEC.readRecord(document.body(), Lines.class).routes()));
        List<Rights> rights = new ArrayList<>();
        each(records, STAFF, document -> rights.add(CODEC.readRecord(document.body(), Rights.class)));
        rights.sort(Comparator.comparingInt(Rights::place));
        Map<String, List<Grant>> staff = new LinkedHashMap<>();
        rights.forEach(each -> staff.put(each.person(), each.grants()));
        Map<String, Roster.Entry> roster = new HashMap<>();
        each(
                records,
                ROSTER,
                document -> roster.put(document.key(), CODEC.readRecord(document.body(), Roster.Entry.class)));
        Routes table = Routes.of(routes);
        Optional<Drawn> drawn =
                records.get(DISTRICTS, DISTRICTS).map(document -> CODEC.readRecord(document, Drawn.class));
        return new Region(
                settings.code(),
                settings.name(),
                settings.root(),
                settings.zone(),
                settings.calendar(),
                settings.decreed(),
                settings.edition(),
                settings.catalogName(),
                OrganizationTree.of(
                        organizations.stream().map(Placed::organization).toList(), staff),
                Catalog.of(
                        settings.code(),
                        settings.catalogEdition(),
                        settings.fallback(),
                        topics.stream().map(Entry::topic).toList()),
                drawn.map(each -> each.under(table)).orElse(table),
                settings.policy(),
                roster.isEmpty() ? null : new Roster(roster));
    }

    private static void each(Records records, String kind, Consumer<Document> use) {
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

    /** Rights and routes are not removed but emptied, so that all of it is one step. */
    static List<Document> emptied(Region old, Region next) {
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
        Set<String> kept = entries(next).keySet();
        entries(old).keySet().stream()
                .filter(person -> !kept.contains(person))
                .forEach(person -> documents.add(entry(person, new Roster.Entry(null, List.of()))));
        return documents;
    }

    private static Map<String, Roster.Entry> entries(Region region) {
        Roster roster = region.roster();
        return roster == null ? Map.of() : roster.entries();
    }

    private static Document entry(String person, Roster.Entry entry) {
        return document(ROSTER, person, entry);
    }

    /** What is new in the next edition, in which something else is said of one person. */
    static List<Document> changed(Region next, String person, Roster.Entry entry) {
        return List.of(settings(next), entry(person, entry));
    }

    /** What is new in the next edition. */
    static List<Document> added(Region now, Region next, List<Organization> organizations, List<Topic> topics) {
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

    /** All of a region. */
    static List<Document> of(Region region) {
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
        documents.add(document(DISTRICTS, DISTRICTS, Drawn.of(region.routes())));
        entries(region).forEach((person, entry) -> documents.add(entry(person, entry)));
        place = 0;
        for (var each : region.tree().staff().entrySet()) {
            documents.add(
                    document(STAFF, each.getKey(), new Rights(place++, each.getKey(), List.copyOf(each.getValue()))));
        }
        return documents;
    }

    private static Document settings(Region region) {
        return document(
                REGION,
                KEY,
                new Settings(
                        region.code(),
                        region.name(),
                        region.root(),
                        region.zone(),
                        region.calendar(),
                        region.decreedDays(),
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

    static Document document(String kind, String key, Object body) {
        return new Document(kind, key, CODEC.writeRecord(body));
    }
}
