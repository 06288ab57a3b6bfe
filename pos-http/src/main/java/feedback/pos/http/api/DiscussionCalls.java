package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Discussions;
import feedback.pos.Discussions.Words;
import feedback.pos.Pos;
import feedback.pos.discussion.Discussion;
import feedback.pos.discussion.Discussion.Moderation;
import feedback.pos.discussion.Draft;
import feedback.pos.discussion.Post;
import feedback.pos.discussion.Post.Stage;
import feedback.pos.discussion.Subject;
import feedback.pos.message.DeclineReason;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Person;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Position;
import io.undertow.util.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Discussions and drafts of acts. */
final class DiscussionCalls {
    private static final String DISCUSSION = "/api/v1/discussions/{subject}";
    private static final String POST = "/api/v1/posts/{id}";
    private static final String DRAFTS = "/api/v1/drafts";

    /** The order of a list of posts. */
    private enum Order {
        OLDEST,
        NEWEST
    }

    /** What a moderator decides. */
    private enum Verdict {
        ACCEPT,
        DECLINE
    }

    private final Pos pos;
    private final Names names;

    DiscussionCalls(Pos pos, Names names) {
        this.pos = pos;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(
                Route.get(DISCUSSION, Access.ANYBODY, this::discussion),
                Route.put(DISCUSSION, Access.OFFICIAL, this::open),
                Route.get(DISCUSSION + "/posts", Access.ANYBODY, this::list),
                Route.post(DISCUSSION + "/posts", Access.KNOWN, this::write),
                Route.get("/api/v1/posts", Access.KNOWN, this::own),
                Route.get(POST, Access.ANYBODY, this::get),
                Route.put(POST, Access.KNOWN, this::edit),
                Route.post(POST + "/withdraw", Access.KNOWN, this::withdraw),
                Route.post(POST + "/complain", Access.KNOWN, this::complain),
                Route.post(POST + "/moderate", Access.OFFICIAL, this::moderate),
                Route.get(DRAFTS, Access.OPEN, this::drafts),
                Route.post(DRAFTS, Access.OFFICIAL, this::putUp),
                Route.get(DRAFTS + "/{id}", Access.OPEN, this::draft));
    }

    private Discussions discussions() {
        return pos.discussions();
    }

    /** A slash within a subject comes escaped, or is one colon more: {@code project:POLL:PROJECT}. */
    private static Subject subject(Call call) {
        String text = URLDecoder.decode(call.path("subject").replace("+", "%2B"), StandardCharsets.UTF_8);
        int second = text.indexOf(':', text.indexOf(':') + 1);
        return Subject.parse(second < 0 ? text : text.substring(0, second) + "/" + text.substring(second + 1));
    }

    private static UUID id(Call call, String key) {
        UUID id = Lookup.uuid(call.path("id"));
        if (id == null) {
            throw Refusal.of(Reason.NOT_FOUND, key);
        }
        return id;
    }

    private Discussion found(Subject subject) {
        return discussions().find(subject).orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "discussion.unknown"));
    }

    private Reply discussion(Call call) {
        call.query().done();
        return Reply.json(node(found(subject(call)), call.actor()));
    }

    private ObjectNode node(Discussion discussion, Actor reader) {
        ObjectNode node = Json.object().put("subject", discussion.subject().toString());
        node.set("organization", names.organizationNode(discussion.organization()));
        node.put("moderation", discussion.moderation().name())
                .put("from", discussion.from().toString());
        Instant until = discussion.until();
        MessageView.putUnlessNull(node, "until", until == null ? null : until.toString());
        return node.put("open", discussion.isOpen(pos.now()))
                .put("count", discussion.shown())
                .put("mayModerate", discussions().mayModerate(discussion.subject(), reader))
                .put("mayAnswer", discussions().mayAnswer(discussion, reader));
    }

    private Reply open(Call call) {
        Subject subject = subject(call);
        Body body = call.requiredBody();
        String organization = body.required("organization");
        Moderation moderation = body.required("moderation", Moderation.BEFORE);
        Instant from = body.instant("from");
        Instant until = body.instant("until");
        body.done();
        Discussion opened = discussions()
                .open(subject, organization, moderation, from == null ? pos.now() : from, until, call.actor());
        return Reply.json(node(opened, call.actor()));
    }

    private Reply list(Call call) {
        Subject subject = subject(call);
        Query query = call.query();
        Order order = query.choice("order", Order.class);
        UUID parent = query.read("parent", text -> {
            UUID id = Lookup.uuid(text);
            if (id == null) {
                throw Refusal.field("parent", "post.unknown");
            }
            return id;
        });
        Position after = query.read("after", Cursor::position);
        int limit = Pages.limit(query);
        query.done();
        Discussions.Page page = discussions().list(subject, parent, order == Order.OLDEST, after, limit);
        return page(page, call);
    }

    private Reply page(Discussions.Page page, Call call) {
        ArrayNode items = Json.array();
        page.items().forEach(each -> items.add(node(each, call)));
        Position next = page.next();
        return Reply.json(Pages.of(items, next == null ? null : Cursor.of(next)));
    }

    /** What waits for a moderator, or what the caller wrote. */
    private Reply own(Call call) {
        Query query = call.query();
        boolean pending = Boolean.TRUE.equals(query.flag("pending"));
        Position after = query.read("after", Cursor::position);
        int limit = Pages.limit(query);
        query.done();
        return page(
                pending
                        ? discussions().waiting(after, limit, call.actor())
                        : discussions().of(call.actor().person(), after, limit),
                call);
    }

    private ObjectNode node(Post post, Call call) {
        Actor reader = call.actor();
        boolean isOwn = !reader.person().isEmpty() && post.person().equals(reader.person());
        boolean mayModerate = reader.isOfficial() && discussions().mayModerate(post.subject(), reader);
        ObjectNode node = Json.object()
                .put("id", post.id().toString())
                .put("subject", post.subject().toString())
                .put("stage", post.stage().name())
                .put("at", post.at().toString());
        UUID parent = post.parent();
        MessageView.putUnlessNull(node, "parent", parent == null ? null : parent.toString());
        node.put("depth", post.depth()).put("replies", post.replies());
        discussions().nameOf(post).ifPresent(name -> node.put("author", name));
        Post.Office office = post.office();
        if (office != null) {
            ObjectNode answer =
                    node.putObject("official").put("role", office.role().name());
            answer.set("organization", names.organizationNode(office.organization()));
        }
        if (post.isErased()) {
            node.put("erased", true);
        } else {
            node.put("text", post.text());
        }
        Instant edited = post.editedAt();
        MessageView.putUnlessNull(node, "editedAt", edited == null ? null : edited.toString());
        node.put("mine", isOwn);
        boolean isAlive = post.stage() == Stage.SHOWN || post.stage() == Stage.PENDING;
        node.put("editable", isOwn && isAlive && pos.now().isBefore(post.at().plus(Post.EDITABLE)));
        if (isOwn || mayModerate) {
            putDecision(node, post);
        }
        if (mayModerate) {
            node.put("complaints", post.complaints());
            ArrayNode hints = node.putArray("hints");
            post.hints().forEach(each -> hints.add(each.name()));
        }
        return node;
    }

    private static void putDecision(ObjectNode node, Post post) {
        Post.Decision decision = post.decision();
        if (decision != null && decision.reason() != null) {
            node.put("reason", decision.reason().name());
            MessageView.putUnlessNull(node, "comment", decision.comment());
        }
    }

    private Reply write(Call call) {
        Subject subject = subject(call);
        String once = Entry.once(call, call.actor());
        Body body = call.requiredBody();
        String text = body.textOrEmpty("text");
        UUID parent = uuid(body, "parent");
        boolean named = body.flag("named", false);
        boolean official = body.flag("official", false);
        body.done();
        UUID id = once == null ? null : UUID.nameUUIDFromBytes(("post " + once).getBytes(StandardCharsets.UTF_8));
        Post post = discussions().write(id, subject, new Words(text, parent, named, official), call.actor());
        Person profile = call.caller().profile();
        if (named && profile != null && !names.knows(profile.id())) {
            names.put(List.of(profile));
        }
        return Reply.json(201, node(post, call)).with(Headers.LOCATION, call.address("/api/v1/posts/" + post.id()));
    }

    private static @Nullable UUID uuid(Body body, String name) {
        String text = body.text(name);
        UUID id = text == null ? null : Lookup.uuid(text);
        if (text != null && id == null) {
            body.wrong(name, "post.unknown");
        }
        return id;
    }

    private Reply get(Call call) {
        call.query().done();
        return Reply.json(node(discussions().get(id(call, "post.unknown"), call.actor()), call));
    }

    private Reply edit(Call call) {
        Body body = call.requiredBody();
        String text = body.textOrEmpty("text");
        body.done();
        return Reply.json(node(discussions().edit(id(call, "post.unknown"), text, call.actor()), call));
    }

    private Reply withdraw(Call call) {
        call.body().done();
        return Reply.json(node(discussions().withdraw(id(call, "post.unknown"), call.actor()), call));
    }

    private Reply complain(Call call) {
        call.body().done();
        return Reply.json(node(discussions().complain(id(call, "post.unknown"), call.actor()), call));
    }

    private Reply moderate(Call call) {
        Body body = call.requiredBody();
        Verdict verdict = body.required("decision", Verdict.ACCEPT);
        DeclineReason reason = body.choice("reason", DeclineReason.class);
        String comment = body.text("comment");
        if (verdict == Verdict.DECLINE && reason == null && !body.has("reason")) {
            body.wrong("reason", "field.missing");
        }
        body.done();
        return Reply.json(node(
                discussions()
                        .moderate(
                                id(call, "post.unknown"),
                                verdict == Verdict.DECLINE ? reason : null,
                                comment,
                                call.actor()),
                call));
    }

    // Drafts of acts

    private Reply drafts(Call call) {
        Query query = call.query();
        Position after = query.read("after", Cursor::position);
        int limit = Pages.limit(query);
        query.done();
        List<Draft> found = discussions().drafts(after, limit + 1);
        List<Draft> page = found.size() > limit ? found.subList(0, limit) : found;
        ArrayNode items = Json.array();
        page.forEach(each -> items.add(node(each, false)));
        Draft last = found.size() > limit ? page.get(limit - 1) : null;
        return Reply.json(Pages.of(items, last == null ? null : Cursor.of(new Position(last.at(), last.id()))));
    }

    private Reply draft(Call call) {
        call.query().done();
        return Reply.json(node(
                discussions()
                        .draft(id(call, "draft.unknown"))
                        .orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "draft.unknown")),
                true));
    }

    private ObjectNode node(Draft draft, boolean whole) {
        ObjectNode node = Json.object()
                .put("id", draft.id().toString())
                .put("subject", draft.subject().toString())
                .put("title", draft.title());
        if (whole) {
            node.put("text", draft.text());
        }
        node.set("organization", names.organizationNode(draft.organization()));
        return node.put("from", draft.from().toString())
                .put("until", draft.until().toString())
                .put("at", draft.at().toString());
    }

    private Reply putUp(Call call) {
        String once = Entry.once(call, call.actor());
        Body body = call.requiredBody();
        String title = body.textOrEmpty("title");
        String text = body.textOrEmpty("text");
        String organization = body.required("organization");
        Moderation moderation = body.required("moderation", Moderation.BEFORE);
        Instant from = body.instant("from");
        Instant until = body.instant("until");
        if (!body.has("until")) {
            body.wrong("until", "field.missing");
        }
        body.done();
        Instant now = pos.now();
        UUID id = once == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(("draft " + once).getBytes(StandardCharsets.UTF_8));
        Draft draft = discussions()
                .put(
                        new Draft(
                                id,
                                title,
                                text,
                                organization,
                                from == null ? now : from,
                                until == null ? now : until,
                                call.actor().person(),
                                now),
                        moderation,
                        call.actor());
        return Reply.json(201, node(draft, true)).with(Headers.LOCATION, call.address(DRAFTS + "/" + draft.id()));
    }
}
