package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Emerging;
import feedback.pos.Emerging.Wanted;
import feedback.pos.Pos;
import feedback.pos.catalog.Topic;
import feedback.pos.insight.Burst;
import feedback.pos.insight.Problem;
import feedback.pos.insight.Problem.Decision;
import feedback.pos.insight.Problem.Evidence;
import feedback.pos.insight.Zone;
import feedback.pos.organization.Actor;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Problems that emerge, for officials: found, with what speaks for them; dismissed and linked. */
final class EmergingCalls {
    private static final String ALL = "/api/v1/insights/emerging";
    private static final String ONE = ALL + "/{id}";
    private static final int QUIET_DAYS = 30;
    private static final int MOST_DAYS = 365;

    private final Pos pos;
    private final Names names;

    EmergingCalls(Pos pos, Names names) {
        this.pos = pos;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Access.OFFICIAL, this::list),
                Route.get(ONE, Access.OFFICIAL, this::get),
                Route.post(ONE + "/dismiss", Access.OFFICIAL, this::dismiss),
                Route.post(ONE + "/link", Access.OFFICIAL, this::link));
    }

    private Emerging emerging() {
        return pos.insights().emerging();
    }

    private static UUID id(Call call) {
        UUID id = Lookup.uuid(call.path("id"));
        if (id == null) {
            throw Refusal.of(Reason.NOT_FOUND, "problem.unknown");
        }
        return id;
    }

    private Reply list(Call call) {
        Query query = call.query();
        ZoneId zone = pos.regulation().zone();
        String organization = query.text("organization");
        if (organization != null
                && pos.regulation().directory().find(organization).isEmpty()) {
            query.wrong("organization", "organization.unknown", organization);
        }
        String topic = query.text("topic");
        if (topic != null && pos.regulation().catalog().find(topic).isEmpty()) {
            query.wrong("topic", "topic.unknown", topic);
        }
        Wanted wanted = new Wanted(
                query.choice("stage", Problem.Stage.class),
                topic,
                organization,
                query.read("bbox", EmergingCalls::box),
                query.instant("from", zone, 0),
                query.instant("to", zone, 1));
        Position after = query.read("after", Cursor::position);
        int limit = Pages.limit(query);
        query.done();
        Emerging.Page page = emerging().list(wanted, after, limit, call.actor());
        ArrayNode items = Json.array();
        page.items().forEach(each -> items.add(node(each, call.actor(), false)));
        Position next = page.next();
        return Reply.json(Pages.of(items, next == null ? null : Cursor.of(next)));
    }

    /** West, south, east, north. */
    private static Filter.Box box(String text) {
        String[] parts = text.split(",", 5);
        try {
            if (parts.length == 4) {
                return new Filter.Box(
                        Double.parseDouble(parts[0]),
                        Double.parseDouble(parts[1]),
                        Double.parseDouble(parts[2]),
                        Double.parseDouble(parts[3]));
            }
        } catch (NumberFormatException e) {
            throw Refusal.field("bbox", "box.unfit");
        }
        throw Refusal.field("bbox", "box.unfit");
    }

    private Reply get(Call call) {
        call.query().done();
        return Reply.json(node(emerging().get(id(call), call.actor()), call.actor(), true));
    }

    private Reply dismiss(Call call) {
        Body body = call.requiredBody();
        String reason = body.textOrEmpty("reason");
        int days = body.integer("days", 1, MOST_DAYS, QUIET_DAYS);
        body.done();
        return Reply.json(node(emerging().dismiss(id(call), reason, days, call.actor()), call.actor(), true));
    }

    private Reply link(Call call) {
        Body body = call.requiredBody();
        UUID message = uuid(body, "message", "message.unknown");
        UUID notice = uuid(body, "notice", "notice.unknown");
        body.done();
        return Reply.json(node(emerging().link(id(call), message, notice, call.actor()), call.actor(), true));
    }

    private static @Nullable UUID uuid(Body body, String name, String key) {
        String text = body.text(name);
        UUID id = text == null ? null : Lookup.uuid(text);
        if (text != null && id == null) {
            body.wrong(name, key);
        }
        return id;
    }

    private ObjectNode node(Problem problem, Actor reader, boolean whole) {
        ObjectNode node = Json.object()
                .put("id", problem.id().toString())
                .put("version", problem.version())
                .put("stage", problem.stage().name())
                .put("trend", problem.trend().name());
        node.set("topic", topic(problem));
        node.set("zone", zone(problem.zone()));
        node.put("raisedAt", problem.raisedAt().toString())
                .put("first", problem.first().toString())
                .put("last", problem.last().toString())
                .put("observed", problem.observed())
                .put("expected", rounded(problem.expected()));
        node.set("strongest", strongest(problem.strongest()));
        ArrayNode days = node.putArray("days");
        problem.days()
                .forEach(each -> days.addObject()
                        .put("day", each.day().toString())
                        .put("observed", each.observed())
                        .put("expected", each.expected()));
        node.set("evidence", evidence(problem.evidence(), whole));
        node.set("organization", names.organizationNode(bodyOf(problem)));
        Instant ended = problem.endedAt();
        MessageView.putUnlessNull(node, "endedAt", ended == null ? null : ended.toString());
        Problem.Ending ending = problem.ending();
        MessageView.putUnlessNull(node, "ending", ending == null ? null : ending.name());
        Decision decision = problem.decision();
        if (decision != null) {
            ObjectNode decided = node.putObject("decision");
            decided.set("by", names.personNode(decision.by()));
            decided.put("reason", decision.reason())
                    .put("at", decision.at().toString())
                    .put("until", decision.until().toString());
        }
        ObjectNode links = node.putObject("links");
        put(links, "message", problem.links().message());
        put(links, "notice", problem.links().notice());
        put(links, "larger", problem.links().larger());
        return node.put("decidable", emerging().mayDecide(problem, reader));
    }

    private String bodyOf(Problem problem) {
        String body = problem.evidence().body();
        return body.isEmpty() ? pos.regulation().root() : body;
    }

    private static void put(ObjectNode node, String name, @Nullable UUID id) {
        MessageView.putUnlessNull(node, name, id == null ? null : id.toString());
    }

    private ObjectNode topic(Problem problem) {
        ObjectNode topic = Json.object().put("code", problem.topic()).put("name", name(problem.topic()));
        ArrayNode path = topic.putArray("path");
        problem.path().forEach(code -> path.add(name(code)));
        return topic;
    }

    private String name(String code) {
        return pos.regulation().catalog().find(code).map(Topic::name).orElse(code);
    }

    private ObjectNode zone(Zone zone) {
        ObjectNode node = Json.object().put("whole", zone.isWhole());
        if (!zone.isWhole()) {
            node.putArray("bbox")
                    .add(zone.west())
                    .add(zone.south())
                    .add(zone.east())
                    .add(zone.north());
            pos.regulation()
                    .routes()
                    .districts()
                    .at((zone.south() + zone.north()) / 2, (zone.west() + zone.east()) / 2)
                    .ifPresent(each -> node.put("district", each.name()));
        }
        return node;
    }

    private static ObjectNode strongest(Burst burst) {
        return Json.object()
                .put("from", burst.from().toString())
                .put("to", burst.to().toString())
                .put("observed", burst.observed())
                .put("messages", burst.messages())
                .put("expected", rounded(burst.expected()))
                .put("ratio", rounded(burst.ratio()))
                .put("likelihood", burst.likelihood())
                .put("everyDays", Math.round(burst.everyDays()));
    }

    private static ObjectNode evidence(Evidence evidence, boolean whole) {
        ObjectNode node = Json.object()
                .put("persons", evidence.persons())
                .put("looked", evidence.looked())
                .put("followers", evidence.followers())
                .put("alike", evidence.alike());
        ArrayNode words = node.putArray("words");
        evidence.words().forEach(words::add);
        if (whole) {
            ArrayNode messages = node.putArray("messages");
            evidence.messages().forEach(each -> messages.add(each.toString()));
        }
        return node;
    }

    private static double rounded(double number) {
        return Math.round(number * 1_000) / 1_000.0;
    }
}
