package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.http.auth.Caller;
import feedback.pos.http.region.RegionStore;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Person;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Who is who: oneself, and the officials. */
final class PeopleCalls {
    private final Pos pos;
    private final Names names;

    PeopleCalls(Pos pos, Names names) {
        this.pos = pos;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/me", Access.KNOWN, this::me),
                Route.get("/api/v1/people", Access.OFFICIAL, this::people),
                Route.post("/api/v1/people/{id}/erase", Access.OFFICIAL, this::erase));
    }

    /** For administrators of the whole region: a person's messages may be anywhere in it. */
    private Reply erase(Call call) {
        call.requireAdministrator(pos);
        call.body().done();
        String id = call.path("id");
        boolean isKnown = pos.people().find(id).isPresent();
        int messages = pos.erase(id);
        if (!isKnown && messages == 0) {
            throw Refusal.of(Reason.NOT_FOUND, "person.unknown");
        }
        names.forget(id);
        new RegionStore(pos.storage().records()).peopleChanged();
        return Reply.json(Json.object().put("person", id).put("messages", messages));
    }

    private Reply me(Call call) {
        Caller caller = call.caller();
        String id = caller.actor().person();
        Person profile = caller.profile();
        String name = pos.people().find(id).map(Person::name).orElse(profile == null ? id : profile.name());
        ObjectNode node = Json.object().put("id", id).put("name", name);
        ArrayNode grants = node.putArray("grants");
        caller.actor().grants().stream()
                .sorted(Comparator.comparing(Grant::role).thenComparing(Grant::organization))
                .forEach(grant -> grants.addObject()
                        .put("role", grant.role().name())
                        .set("organization", names.organizationNode(grant.organization())));
        return Reply.json(node);
    }

    /**
     * A right as it is held.
     *
     * @param organization where it is held: for one organization asked about, it or one above it
     */
    private record Held(String person, Role role, String organization) {}

    private Reply people(Call call) {
        Query query = call.query();
        String organization = query.text("organization");
        Directory directory = pos.regulation().directory();
        if (organization != null && directory.find(organization).isEmpty()) {
            query.wrong("organization", "organization.unknown", organization);
        }
        Role role = query.choice("role", Role.class);
        Integer after = query.read("after", PeopleCalls::offset);
        int limit = Pages.limit(query);
        query.done();
        List<Role> roles = role != null
                ? List.of(role)
                : Arrays.stream(Role.values()).filter(Role::isOfficial).toList();
        List<Held> held = new ArrayList<>();
        if (organization == null) {
            collectBelow(pos.regulation().root(), directory, roles, held);
        } else {
            List<String> path = directory.path(organization);
            for (int i = path.size() - 1; i >= 0; i--) {
                collect(path.get(i), directory, roles, held);
            }
        }
        int from = after == null ? 0 : Math.min(after, held.size());
        int to = Math.min(from + limit, held.size());
        ArrayNode items = Json.array();
        for (Held each : held.subList(from, to)) {
            items.addObject()
                    .put("id", each.person())
                    .put("name", names.person(each.person()))
                    .put("role", each.role().name())
                    .set("organization", names.organizationNode(each.organization()));
        }
        return Reply.json(Pages.of(items, to < held.size() ? Cursor.of(Integer.toString(to)) : null));
    }

    private static int offset(String cursor) {
        String place = Cursor.place(cursor);
        if (place.isEmpty() || place.length() > 9 || place.chars().anyMatch(c -> c < '0' || c > '9')) {
            throw Cursor.unreadable();
        }
        return Integer.parseInt(place);
    }

    private static void collectBelow(String organization, Directory directory, List<Role> roles, List<Held> into) {
        collect(organization, directory, roles, into);
        for (Organization each : directory.children(organization)) {
            collectBelow(each.id(), directory, roles, into);
        }
    }

    private static void collect(String organization, Directory directory, List<Role> roles, List<Held> into) {
        for (Role role : roles) {
            directory.people(organization, role).forEach(person -> into.add(new Held(person, role, organization)));
        }
    }
}
