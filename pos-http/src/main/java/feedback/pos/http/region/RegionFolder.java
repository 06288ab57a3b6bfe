package feedback.pos.http.region;

import feedback.pos.calendar.CalendarEdition;
import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Districts;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Route.Choice;
import feedback.pos.catalog.Routes;
import feedback.pos.catalog.Topic;
import feedback.pos.moderation.Rules;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Person;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the files of a region and holds them against each other. Used once. */
final class RegionFolder {
    private static final String ORGANIZATIONS = "organizations.csv";
    private static final String PEOPLE = "people.csv";
    private static final String ROLES = "roles.csv";
    private static final String ROUTES = "routes.csv";
    private static final String ROSTER = "roster.csv";
    private static final String ABSENCES = "absences.csv";
    private static final String DISTRICTS = "districts.geojson";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern CALENDAR = Pattern.compile("calendar-.+\\.txt");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern OGRN = Pattern.compile("[0-9]{13}");
    private static final List<Role> NEEDED = List.of(Role.MODERATOR, Role.COORDINATOR, Role.EXECUTOR, Role.HEAD);

    private final FolderSource folder;
    private final Problems problems = new Problems();
    private final Map<String, Organization> organizations = new LinkedHashMap<>();
    private final Map<String, Long> lines = new HashMap<>();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Set<Grant>> staff = new LinkedHashMap<>();
    private final CatalogFile catalogFile = new CatalogFile(problems);
    private final RegulationFile regulation = new RegulationFile(problems);
    private final List<Route> routes = new ArrayList<>();
    private final Set<List<String>> routed = new HashSet<>();
    private Districts districts = Districts.none();

    RegionFolder(FolderSource folder) {
        this.folder = folder;
    }

    RegionFiles read() throws RegionFault, IOException {
        regulation.read(folder);
        new CsvTable(ORGANIZATIONS, problems, "id", "parent", "name", "level", "territory", "zone", "ogrn")
                .read(folder, this::organization);
        checkTree();
        new CsvTable(PEOPLE, problems, "id", "name", "email", "phone").read(folder, this::person);
        new CsvTable(ROLES, problems, "person", "role", "organization").read(folder, this::role);
        catalogFile.read(folder);
        regulation.checkTopics(catalogFile::knows);
        readDistricts();
        new CsvTable(ROUTES, problems, "topic", "territory", "organization", "executor")
                .andPerhaps("district", "choice", "candidates")
                .read(folder, this::route);
        RosterFiles roster = new RosterFiles(folder, problems, this::isExecutorAnywhere);
        roster.read(ROSTER, ABSENCES);
        List<String> calendars = calendars();
        RulesFile rulesFile = new RulesFile(problems);
        @Nullable Rules rules = rulesFile.rules(folder);
        @Nullable List<String> words = rulesFile.words(folder);
        problems.orFail();
        OrganizationTree tree = OrganizationTree.of(organizations.values(), staff);
        Catalog catalog = catalogFile.catalog(regulation.region);
        Routes table = Routes.of(routes).over(districts, regulation.borderMetres);
        checkRouted(catalog, table);
        warn(tree);
        Region region = new Region(
                regulation.region,
                regulation.name,
                root().id(),
                regulation.zone,
                regulation.calendar,
                regulation.decreedDays,
                1,
                catalogFile.edition(),
                tree,
                catalog,
                table,
                regulation.policy,
                roster.roster());
        if (rules != null) {
            rulesFile.check(rules, region, LocalDate.now(regulation.zone));
        }
        problems.orFail();
        return new RegionFiles(region, List.copyOf(people.values()), calendars, rules, words, problems.warnings());
    }

    /** The acts on calendars, file by file in the order of names; whether they fit those of the base, only that can say. */
    private List<String> calendars() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String file : folder.names()) {
            if (!CALENDAR.matcher(file).matches()) {
                continue;
            }
            String text = CsvTable.text(folder, file, problems);
            if (text != null) {
                try {
                    CalendarEdition.parse(text);
                    texts.add(text);
                } catch (Refusal e) {
                    problems.add(file, e.getMessage());
                }
            }
        }
        return texts;
    }

    private void organization(CsvTable.Row row) {
        String id = row.get("id");
        checkId(row, id);
        if (row.get("name").isEmpty()) {
            row.problem("name is empty");
        }
        String ogrn = row.orNull("ogrn");
        if (ogrn != null && !OGRN.matcher(ogrn).matches()) {
            row.problem("ogrn must be 13 digits: " + ogrn);
        }
        Level level = level(row);
        Territory territory = territory(row);
        ZoneId zone = zone(row);
        if (level != null && territory != null && zone != null) {
            lines.put(id, row.line);
            Organization organization =
                    new Organization(id, row.orNull("parent"), row.get("name"), level, territory, zone, ogrn);
            if (organizations.putIfAbsent(id, organization) != null) {
                row.problem("organization " + id + " stands twice");
            }
        }
    }

    private static void checkId(CsvTable.Row row, String id) {
        if (!ID.matcher(id).matches()) {
            row.problem("id «" + id + "» must be 1 to 64 Latin letters, digits and hyphens");
        }
    }

    private static @Nullable Level level(CsvTable.Row row) {
        try {
            return Level.valueOf(row.get("level"));
        } catch (IllegalArgumentException e) {
            row.problem("level «" + row.get("level") + "» is none of " + List.of(Level.values()));
            return null;
        }
    }

    private static @Nullable Territory territory(CsvTable.Row row) {
        try {
            return new Territory(row.get("territory"));
        } catch (RuntimeException e) {
            row.problem("territory «" + row.get("territory") + "» must be 2, 5, 8 or 11 digits");
            return null;
        }
    }

    private @Nullable ZoneId zone(CsvTable.Row row) {
        String zone = row.get("zone");
        try {
            return zone.isEmpty() ? regulation.zone : ZoneId.of(zone);
        } catch (RuntimeException e) {
            row.problem("zone «" + zone + "» is unknown");
            return null;
        }
    }

    private Organization root() {
        return organizations.values().stream()
                .filter(each -> each.parent() == null)
                .findFirst()
                .orElseThrow();
    }

    private void checkTree() {
        List<Organization> roots = organizations.values().stream()
                .filter(each -> each.parent() == null)
                .toList();
        if (roots.isEmpty()) {
            problems.add(ORGANIZATIONS, "no row has an empty parent: there is no root");
        }
        roots.stream().skip(1).forEach(each -> problem(each, "a second root; only one row may have an empty parent"));
        for (Organization each : organizations.values()) {
            String parent = each.parent();
            if (parent != null && !organizations.containsKey(parent)) {
                problem(each, "unknown parent " + parent);
            }
            if (isBelowItself(each)) {
                problem(each, "organization " + each.id() + " lies below itself");
            }
        }
    }

    private boolean isBelowItself(Organization organization) {
        Set<String> seen = new HashSet<>();
        Organization at = organization;
        while (at != null && at.parent() != null) {
            if (!seen.add(at.id())) {
                return true;
            }
            at = organizations.get(at.parent());
        }
        return false;
    }

    private void problem(Organization at, String what) {
        problems.add(ORGANIZATIONS, lines.getOrDefault(at.id(), 1L), what);
    }

    private void person(CsvTable.Row row) {
        String id = row.get("id");
        checkId(row, id);
        String name = row.get("name");
        if (name.isEmpty() || name.length() > 300) {
            row.problem("name must be 1 to 300 characters");
        }
        if (people.putIfAbsent(id, new Person(id, name, row.orNull("email"), row.orNull("phone"))) != null) {
            row.problem("person " + id + " stands twice");
        }
    }

    private void role(CsvTable.Row row) {
        String person = row.get("person");
        if (!people.containsKey(person)) {
            row.problem("unknown person " + person);
        }
        String organization = row.get("organization");
        if (!organizations.containsKey(organization)) {
            row.problem("unknown organization " + organization);
        }
        try {
            Grant grant = new Grant(Role.valueOf(row.get("role")), organization);
            if (!staff.computeIfAbsent(person, any -> new LinkedHashSet<>()).add(grant)) {
                row.problem("the same right stands twice");
            }
        } catch (IllegalArgumentException e) {
            row.problem("«" + row.get("role") + "» is no role that can be given");
        }
    }

    private void route(CsvTable.Row row) {
        Route route = line(row);
        if (route == null) {
            return;
        }
        if (!route.topic().isEmpty() && !catalogFile.knows(route.topic())) {
            row.problem("unknown topic " + route.topic());
        }
        if (!organizations.containsKey(route.organization())) {
            row.problem("unknown organization " + route.organization());
        }
        if (!route.territory().isEmpty() && territory(row) == null) {
            return;
        }
        String executor = route.executor();
        if (executor != null && !isExecutor(executor, route.organization())) {
            row.problem(executor + " is no executor at " + route.organization() + " or above it");
        }
        for (String candidate : route.candidates()) {
            if (!isExecutor(candidate, route.organization())) {
                row.problem(candidate + " is no executor at " + route.organization() + " or above it");
            }
        }
        if (!route.district().isEmpty() && districts.find(route.district()).isEmpty()) {
            row.problem("unknown district " + route.district());
        }
        String place = route.territory().isEmpty() ? "" : new Territory(route.territory()).prefix();
        if (routed.add(List.of(route.topic(), route.district(), place))) {
            routes.add(route);
        } else {
            row.problem("a second route for the same topic and territory"
                    + (route.district().isEmpty() ? "" : " in the same district"));
        }
    }

    private static @Nullable Route line(CsvTable.Row row) {
        try {
            String choice = row.get("choice");
            return new Route(
                    row.get("topic"),
                    row.get("territory"),
                    row.get("district"),
                    row.get("organization"),
                    row.orNull("executor"),
                    choice.isEmpty() ? Choice.NAMED : choice(choice),
                    BLANKS.splitAsStream(row.get("candidates"))
                            .filter(each -> !each.isEmpty())
                            .toList());
        } catch (IllegalArgumentException e) {
            row.problem(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Choice choice(String choice) {
        for (Choice each : Choice.values()) {
            if (each.name().equals(choice)) {
                return each;
            }
        }
        throw new IllegalArgumentException("choice «" + choice + "» is none of " + List.of(Choice.values()));
    }

    private void readDistricts() throws IOException {
        if (folder.read(DISTRICTS) == null) {
            return;
        }
        String text = CsvTable.text(folder, DISTRICTS, problems);
        if (text != null) {
            try {
                districts = Districts.of(text);
            } catch (IllegalArgumentException e) {
                problems.add(DISTRICTS, String.valueOf(e.getMessage()));
            }
        }
    }

    private boolean isExecutorAnywhere(String person) {
        return staff.getOrDefault(person, Set.of()).stream().anyMatch(each -> each.role() == Role.EXECUTOR);
    }

    private boolean isExecutor(String person, String organization) {
        Set<Grant> held = staff.getOrDefault(person, Set.of());
        Organization at = organizations.get(organization);
        for (int level = 0; at != null && level <= organizations.size(); level++) {
            if (held.contains(new Grant(Role.EXECUTOR, at.id()))) {
                return true;
            }
            at = at.parent() == null ? null : organizations.get(at.parent());
        }
        return false;
    }

    private void checkRouted(Catalog catalog, Routes table) {
        for (Topic topic : catalog.topics()) {
            if (table.find(catalog.path(topic.code()), root().territory()).isEmpty()) {
                problems.add(
                        CatalogFile.NAME,
                        catalogFile.lineOf(topic.code()),
                        "no route leads on from topic " + topic.code() + " in the whole region");
            }
        }
    }

    private void warn(OrganizationTree tree) {
        Set<String> named = new LinkedHashSet<>();
        routes.forEach(route -> named.add(route.organization()));
        for (Route route : routes) {
            if (route.choice() != Choice.NAMED
                    && route.candidates().isEmpty()
                    && tree.people(route.organization(), Role.EXECUTOR).isEmpty()) {
                problems.warn(
                        ROUTES,
                        "the executor of topic «" + route.topic() + "» is chosen among those of " + route.organization()
                                + ", which has none of its own");
            }
        }
        for (String organization : named) {
            for (Role role : NEEDED) {
                boolean covered = tree.path(organization).stream()
                        .anyMatch(each -> !tree.people(each, role).isEmpty());
                if (!covered) {
                    problems.warn(ROLES, organization + " gets messages, but nobody is " + role + " there or above");
                }
            }
        }
    }
}
