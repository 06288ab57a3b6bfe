package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.deadline.Course;
import feedback.pos.deadline.Deadline;
import feedback.pos.deadline.Deadlines;
import feedback.pos.deadline.Roll;
import feedback.pos.deadline.StartRule;
import feedback.pos.deadline.Term;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Catalog, organizations, deadlines. */
final class ReferenceCalls {
    private final Pos pos;
    private volatile Reference reference;

    ReferenceCalls(Pos pos) {
        this.pos = pos;
        this.reference = new Reference(pos.regulation());
    }

    List<Route> routes() {
        return List.of(
                Route.quick("/api/v1/catalog", call -> reference().catalog().reply(call)),
                Route.get("/api/v1/organizations", Access.KNOWN, this::organizations),
                Route.get("/api/v1/deadlines", Access.KNOWN, this::deadlines));
    }

    /** Made ready anew once other rules are in force. */
    private Reference reference() {
        Reference ready = reference;
        Regulation now = pos.regulation();
        if (!ready.regulation().equals(now)) {
            ready = new Reference(now);
            reference = ready;
        }
        return ready;
    }

    private Reply organizations(Call call) {
        Query query = call.query();
        String parent = query.text("parent");
        Organization.Level level = query.choice("level", Organization.Level.class);
        Territory territory = query.read("territory", Territory::new);
        String text = query.text("q");
        String after = query.read("after", Cursor::place);
        int limit = Pages.limit(query);
        query.done();
        ArrayNode items = Json.array();
        boolean begun = after == null;
        String last = "";
        for (Organization each : reference().organizations()) {
            if (begun && matches(each, parent, level, territory, text)) {
                if (items.size() == limit) {
                    return Reply.json(Pages.of(items, Cursor.of(last)));
                }
                items.add(organization(each));
                last = each.id();
            }
            begun = begun || each.id().equals(after);
        }
        return Reply.json(Pages.of(items, null));
    }

    private static boolean matches(
            Organization each,
            @Nullable String parent,
            Organization.@Nullable Level level,
            @Nullable Territory territory,
            @Nullable String text) {
        return (parent == null || parent.equals(each.parent()))
                && (level == null || level == each.level())
                && (territory == null || territory.contains(each.territory()))
                && (text == null || each.name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }

    private static ObjectNode organization(Organization each) {
        ObjectNode node = Json.object().put("id", each.id());
        MessageView.putUnlessNull(node, "parent", each.parent());
        node.put("name", each.name())
                .put("level", each.level().name())
                .put("territory", each.territory().oktmo())
                .put("zone", each.zone().getId());
        MessageView.putUnlessNull(node, "ogrn", each.ogrn());
        return node;
    }

    private Reply deadlines(Call call) {
        Query query = call.query();
        Regulation regulation = pos.regulation();
        ZoneId zone = Objects.requireNonNullElse(query.read("zone", ReferenceCalls::zone), regulation.zone());
        if (query.text("start") == null) {
            query.required("start");
        }
        Instant start = query.instant("start", zone, 0);
        query.required("term");
        Term term = query.read("term", Term::parse);
        Roll roll = Objects.requireNonNullElse(
                query.read("roll", Roll::parse), regulation.policy().roll());
        StartRule startRule = Objects.requireNonNullElse(
                query.read("startRule", StartRule::parse), regulation.policy().startRule());
        query.done();
        Course course = Course.of(Objects.requireNonNull(start), Objects.requireNonNull(term), zone)
                .withRules(regulation.policy().clock().withRoll(roll).withStart(startRule));
        Deadline deadline = Deadlines.of(course, regulation.calendar());
        ObjectNode node = Json.object()
                .put("start", deadline.start().toString())
                .put("raw", deadline.raw().toString())
                .put("due", deadline.due().toString())
                .put(
                        "dueLocal",
                        // Always with seconds, which toString leaves out where there are none
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                deadline.due().truncatedTo(ChronoUnit.SECONDS).atZone(zone)))
                .put("zone", zone.getId())
                .put("term", term.toString());
        node.set("steps", MessageCalls.steps(Deadlines.explain(course, regulation.calendar()), true, call.locale()));
        return Reply.json(node);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw Refusal.field("zone", "zone.unknown");
        }
    }
}
