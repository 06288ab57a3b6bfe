package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Notices;
import feedback.pos.Notices.Filter;
import feedback.pos.Notices.When;
import feedback.pos.Pos;
import feedback.pos.message.Point;
import feedback.pos.notice.Notice;
import feedback.pos.notice.Notice.Content;
import feedback.pos.notice.Notice.Kind;
import feedback.pos.notice.Place;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Position;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notices: lists and feeds for everybody, writing them for officials. */
final class NoticeCalls {
    static final String NOTICES = "/api/v1/notices";
    static final String NOTICE = NOTICES + "/{id}";

    /** A feed is read as a whole. */
    private static final int MOST_IN_FEED = 500;

    private static final int MOST_WITH_SHAPES = 200;
    private static final String MINUTES = "public, max-age=300";

    private final Pos pos;
    private final NoticeView view;
    private final Names names;

    NoticeCalls(Pos pos, Names names) {
        this.pos = pos;
        this.names = names;
        this.view = new NoticeView(pos, names);
    }

    List<Route> routes() {
        return List.of(
                Route.get(NOTICES, Access.ANYBODY, this::list),
                Route.post(NOTICES, Access.OFFICIAL, this::draft),
                Route.get(NOTICES + ".geojson", Access.OPEN, this::geoJson),
                Route.get(NOTICES + ".ics", Access.OPEN, this::calendar),
                Route.get(NOTICES + ".atom", Access.OPEN, this::atom),
                Route.post(NOTICES + "/concerning", Access.ANYBODY, this::concerning),
                Route.get(NOTICE, Access.ANYBODY, this::get),
                Route.get(NOTICE + "/history", Access.ANYBODY, this::history),
                Route.put(NOTICE, Access.OFFICIAL, this::change),
                Route.post(NOTICE + "/publish", Access.OFFICIAL, this::publish),
                Route.post(NOTICE + "/withdraw", Access.OFFICIAL, this::withdraw));
    }

    // Reading

    private Reply list(Call call) {
        Query query = call.query();
        Filter filter = filter(query);
        Position after = query.read("after", Cursor::position);
        int limit = Pages.limit(query);
        query.done();
        Notices.Page page = pos.notices().list(filter, after, limit, call.actor());
        ArrayNode items = Json.array();
        page.items().forEach(each -> items.add(view.of(each, call.actor(), call.locale())));
        Position next = page.next();
        return Reply.json(Pages.of(items, next == null ? null : Cursor.of(next)));
    }

    private Filter filter(Query query) {
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
        return new Filter(
                query.choices("when", When.class),
                query.instant("at", zone, 0),
                NoticePlaces.point(query),
                query.read("territory", Territory::new),
                topic,
                organization,
                query.choice("kind", Kind.class),
                query.instant("from", zone, 0),
                query.instant("to", zone, 1),
                query.text("q"));
    }

    private Reply get(Call call) {
        Notice notice = pos.notices().get(id(call), call.actor());
        return notice(notice, 200, call)
                .tagged(tag(notice), call)
                .with(Headers.CACHE_CONTROL, "private, no-cache")
                .with(Headers.VARY, "Authorization, Accept-Language");
    }

    private Reply history(Call call) {
        call.query().done();
        ArrayNode items = Json.array();
        pos.notices()
                .history(id(call), call.actor())
                .forEach(each -> items.add(view.of(each, Call.ANYBODY, call.locale())));
        return Reply.json(Pages.of(items, null));
    }

    private Reply notice(Notice notice, int status, Call call) {
        return Reply.json(status, view.of(notice, call.actor(), call.locale())).with(Headers.ETAG, tag(notice));
    }

    private static UUID id(Call call) {
        UUID id = Lookup.uuid(call.path("id"));
        if (id == null) {
            throw Refusal.of(Reason.NOT_FOUND, "notice.unknown");
        }
        return id;
    }

    private static String tag(Notice notice) {
        return "\"" + notice.version() + "\"";
    }

    /** What a feed holds; withdrawn ones too, unless the caller says which, since calendars have to take them out again. */
    private List<Notice> all(Call call, boolean withWithdrawn, int most) {
        Query query = call.query();
        Filter filter = filter(query);
        boolean isPlain = query.text("when") == null;
        query.done();
        Set<When> when = EnumSet.copyOf(filter.when());
        if (isPlain && withWithdrawn) {
            when.add(When.WITHDRAWN);
        }
        Filter wanted = filter.with(when.toArray(new When[0]));
        if (isPlain && withWithdrawn && filter.from() == null) {
            wanted = wanted.withFrom(pos.now());
        }
        List<Notice> found = new ArrayList<>();
        @Nullable Position after = null;
        do {
            Notices.Page page = pos.notices().list(wanted, after, most - found.size(), Call.ANYBODY);
            found.addAll(page.items());
            after = page.next();
        } while (after != null && found.size() < most);
        return found;
    }

    private Reply geoJson(Call call) {
        ObjectNode collection = Json.object().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        all(call, false, MOST_WITH_SHAPES)
                .forEach(each -> features.add(view.feature(each, Call.ANYBODY, call.locale())));
        return fresh("application/geo+json", new String(Json.bytes(collection), StandardCharsets.UTF_8), call);
    }

    private Reply calendar(Call call) {
        String text = new NoticeCalendar(pos, names, call.locale()).of(all(call, true, MOST_IN_FEED));
        return fresh("text/calendar; charset=utf-8", text, call);
    }

    private Reply atom(Call call) {
        String text = new NoticeAtom(pos, names, call.locale()).of(all(call, false, MOST_IN_FEED));
        return fresh("application/atom+xml; charset=utf-8", text, call);
    }

    private static Reply fresh(String type, String text, Call call) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Reply.of(type, ByteBuffer.wrap(bytes))
                .tagged("\"" + PersonIds.digest(bytes).substring(0, 32) + "\"", call)
                .with(Headers.CACHE_CONTROL, MINUTES)
                .with(Headers.VARY, "Accept-Language");
    }

    /** Before somebody reports what is known. */
    private Reply concerning(Call call) {
        Body body = call.requiredBody();
        String text = body.text("text");
        if (text != null && text.length() > Notice.MOST_TEXT) {
            body.wrong("text", "text.tooLong", Notice.MOST_TEXT);
        }
        String topic = body.text("topic");
        if (topic != null && pos.regulation().catalog().find(topic).isEmpty()) {
            body.wrong("topic", "topic.unknown", topic);
        }
        Point point = Entry.location(body);
        Territory territory = NoticePlaces.territory(body);
        body.done();
        ArrayNode items = Json.array();
        pos.notices()
                .concerning(text, topic, point, territory)
                .forEach(each -> items.add(view.of(each, Call.ANYBODY, call.locale())));
        ObjectNode found = Json.object();
        found.set("items", items);
        return Reply.json(found);
    }

    // Writing

    private Content content(Body body) {
        Kind kind = body.required("kind", Kind.INFORMATION);
        String title = body.textOrEmpty("title");
        String text = body.textOrEmpty("text");
        String organization = body.required("organization");
        Place place = NoticePlaces.of(body);
        List<String> topics = body.texts("topics");
        Instant from = body.instant("from");
        if (!body.has("from")) {
            body.wrong("from", "field.missing");
        }
        Instant until = body.instant("until");
        body.done();
        return new Content(kind, title, text, organization, place, topics, from == null ? Instant.EPOCH : from, until);
    }

    private Reply draft(Call call) {
        String once = Entry.once(call, call.actor());
        Content content = content(call.requiredBody());
        UUID id = once == null ? null : UUID.nameUUIDFromBytes(("notice " + once).getBytes(StandardCharsets.UTF_8));
        Notice notice = pos.notices().draft(id, content, call.actor());
        return notice(notice, 201, call).with(Headers.LOCATION, call.address(NOTICES + "/" + notice.id()));
    }

    private Reply change(Call call) {
        UUID id = id(call);
        Content content = content(call.requiredBody());
        return notice(acts(call, id).change(id, content, call.actor()), 200, call);
    }

    private Reply publish(Call call) {
        UUID id = id(call);
        call.body().done();
        return notice(acts(call, id).publish(id, call.actor()), 200, call);
    }

    private Reply withdraw(Call call) {
        UUID id = id(call);
        Body body = call.body();
        String reason = body.text("reason");
        body.done();
        return notice(acts(call, id).withdraw(id, reason, call.actor()), 200, call);
    }

    /** Bound to the version that the caller names in {@code If-Match}, if any. */
    private Notices acts(Call call, UUID id) {
        String wanted = call.header(Headers.IF_MATCH);
        if (wanted == null || wanted.strip().equals("*")) {
            return pos.notices();
        }
        Notice notice = pos.notices().get(id, call.actor());
        if (List.of(wanted.replace(" ", "").split(",", 100)).contains(tag(notice))) {
            return pos.notices().ifVersion(notice.version());
        }
        throw Refusal.of(Reason.STALE_VERSION, "version.stale", notice.version(), wanted);
    }
}
