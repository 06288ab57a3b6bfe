package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.http.region.RegionStore;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Load;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Role;
import feedback.pos.organization.Roster;
import feedback.pos.organization.Roster.Absence;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who can be given work: for administrators of the whole region. */
final class RosterCalls {
    private static final String ROSTER = "/api/v1/roster";
    private static final int MOST_OPEN = 10_000;

    private final Pos pos;
    private final Names names;
    private final RegionStore regions;

    RosterCalls(Pos pos, Names names) {
        this.pos = pos;
        this.names = names;
        this.regions = new RegionStore(pos.storage().records());
    }

    List<Route> routes() {
        return List.of(
                Route.get(ROSTER, Access.OFFICIAL, this::list),
                Route.get(ROSTER + "/{id}", Access.OFFICIAL, this::get),
                Route.post(ROSTER + "/{id}", Access.OFFICIAL, this::put));
    }

    /** The executors, by name of the id, with what each has on hand. */
    private Reply list(Call call) {
        call.requireAdministrator(pos);
        Query query = call.query();
        String organization = query.text("organization");
        Directory directory = pos.regulation().directory();
        if (organization != null && directory.find(organization).isEmpty()) {
            query.wrong("organization", "organization.unknown", organization);
        }
        String after = query.read("after", Cursor::place);
        int limit = Pages.limit(query);
        query.done();
        List<String> people = executors(organization == null ? pos.regulation().root() : organization).stream()
                .sorted()
                .filter(each -> after == null || each.compareTo(after) > 0)
                .toList();
        List<String> page = people.subList(0, Math.min(limit, people.size()));
        Map<String, Load> loads =
                page.isEmpty() ? Map.of() : pos.storage().messages().workload(page);
        ArrayNode items = Json.array();
        page.forEach(each -> items.add(node(each, loads)));
        return Reply.json(Pages.of(items, people.size() > limit ? Cursor.of(page.get(limit - 1)) : null));
    }

    private Reply get(Call call) {
        call.requireAdministrator(pos);
        return one(checked(call.path("id")));
    }

    private Reply one(String person) {
        return Reply.json(node(person, pos.storage().messages().workload(List.of(person))));
    }

    /** Takes the place of all that was said of the person. */
    private Reply put(Call call) {
        call.requireAdministrator(pos);
        String person = checked(call.path("id"));
        Body body = call.requiredBody();
        Integer capacity = body.has("capacity") ? (Integer) body.integer("capacity", 0, MOST_OPEN) : null;
        Set<String> executors = executors(pos.regulation().root());
        List<Absence> absences = new ArrayList<>();
        for (Body each : body.objects("absences")) {
            Absence absence = absence(each, executors);
            if (absence != null) {
                absences.add(absence);
            }
        }
        Roster.Entry entry = new Roster.Entry(capacity, List.of());
        try {
            entry = new Roster.Entry(capacity, absences);
        } catch (IllegalArgumentException e) {
            body.wrong("absences", "roster.overlap");
        }
        body.done();
        Roster roster = regions.put(person, entry).orElseThrow(() -> Refusal.of(Reason.CONFLICT, "roster.noRegion"));
        // Here at once; other nodes see the edition
        pos.amend(now -> now.with(roster));
        return one(person);
    }

    private static @Nullable Absence absence(Body body, Set<String> executors) {
        LocalDate from = body.date("from");
        LocalDate to = body.date("to");
        String deputy = body.text("deputy");
        if (deputy != null && !executors.contains(deputy)) {
            body.wrong("deputy", "executor.unknown");
        }
        boolean isBackward = to.isBefore(from);
        if (isBackward) {
            body.wrong("to", "roster.backward");
        }
        body.end();
        return isBackward ? null : new Absence(from, to, deputy);
    }

    private String checked(String person) {
        if (!executors(pos.regulation().root()).contains(person)) {
            throw Refusal.of(Reason.NOT_FOUND, "person.unknown");
        }
        return person;
    }

    /** Who is an executor there or below. */
    private Set<String> executors(String organization) {
        Set<String> found = new LinkedHashSet<>();
        collect(organization, found);
        return found;
    }

    private void collect(String organization, Set<String> into) {
        Directory directory = pos.regulation().directory();
        into.addAll(directory.people(organization, Role.EXECUTOR));
        for (Organization each : directory.children(organization)) {
            collect(each.id(), into);
        }
    }

    private ObjectNode node(String person, Map<String, Load> loads) {
        Roster.Entry entry = pos.regulation().roster().of(person);
        Load load = loads.getOrDefault(person, Load.none());
        ObjectNode node = Json.object();
        node.set("person", names.personNode(person));
        node.put("open", load.open());
        if (load.given() != null) {
            node.put("given", load.given().toString());
        }
        if (entry.capacity() != null) {
            node.put("capacity", entry.capacity());
        }
        ArrayNode absences = node.putArray("absences");
        for (Absence each : entry.absences()) {
            ObjectNode absence = absences.addObject()
                    .put("from", each.from().toString())
                    .put("to", each.to().toString());
            if (each.deputy() != null) {
                absence.set("deputy", names.personNode(each.deputy()));
            }
        }
        return node;
    }
}
