package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Polls;
import feedback.pos.Pos;
import feedback.pos.organization.Territory;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Poll.Plan;
import feedback.pos.poll.Poll.Stage;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Position;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writing polls, opening, closing, publishing and finding them. */
final class PollCalls {
    static final String POLLS = "/api/v1/polls";
    static final String POLL = POLLS + "/{id}";

    private final Pos pos;
    private final PollForm form;
    private final PollView view;

    PollCalls(Pos pos, PollView view) {
        this.pos = pos;
        this.form = new PollForm(pos);
        this.view = view;
    }

    List<Route> routes() {
        return List.of(
                Route.post(POLLS, Access.OFFICIAL, this::create),
                Route.get(POLLS, Access.ANYBODY, this::list),
                Route.get(POLL, Access.ANYBODY, this::get),
                Route.put(POLL, Access.OFFICIAL, this::change),
                Route.get(POLL + "/rules", Access.ANYBODY, this::rules),
                Route.post(POLL + "/open", Access.OFFICIAL, this::open),
                Route.post(POLL + "/close", Access.OFFICIAL, this::close),
                Route.post(POLL + "/publish", Access.OFFICIAL, this::publish),
                Route.post(POLL + "/admit", Access.OFFICIAL, this::admit),
                Route.get(POLL + "/tokens", Access.OFFICIAL, this::tokens));
    }

    /** @throws Refusal NOT_FOUND if it is no id at all */
    static UUID id(Call call) {
        UUID id = Lookup.uuid(call.path("id"));
        if (id == null) {
            throw Refusal.of(Reason.NOT_FOUND, "poll.unknown");
        }
        return id;
    }

    /** The poll of the address, as far as the caller may know of it. */
    static Poll poll(Pos pos, Call call) {
        return pos.polls().find(id(call), call.actor()).orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "poll.unknown"));
    }

    private Reply create(Call call) {
        Plan plan = form.read(call.requiredBody(), call.actor());
        String once = Entry.once(call, call.actor());
        Poll poll = once == null
                ? pos.polls().create(plan, call.actor())
                : pos.polls()
                        .create(
                                UUID.nameUUIDFromBytes(("poll " + once).getBytes(StandardCharsets.UTF_8)),
                                plan,
                                call.actor());
        return reply(201, poll, call).with(Headers.LOCATION, call.address(POLLS + "/" + poll.id()));
    }

    private Reply change(Call call) {
        UUID id = id(call);
        Plan plan = form.read(call.requiredBody(), call.actor());
        return reply(200, pos.polls().change(id, version(call), plan, call.actor()), call);
    }

    /** The version in {@code If-Match}, or 0. */
    private static int version(Call call) {
        String header = call.header(Headers.IF_MATCH);
        if (header == null || header.strip().equals("*")) {
            return 0;
        }
        String bare = header.strip().replace("W/", "").replace("\"", "");
        // What is no version of ours is none that there ever was
        return bare.matches("\\d{1,9}") && !bare.equals("0") ? Integer.parseInt(bare) : Integer.MAX_VALUE;
    }

    private Reply reply(int status, Poll poll, Call call) {
        return Reply.json(status, full(poll, call)).with(Headers.ETAG, tag(poll));
    }

    private ObjectNode full(Poll poll, Call call) {
        return view.of(poll, pos.polls().manages(poll.plan().organization(), call.actor()));
    }

    private static String tag(Poll poll) {
        return "\"" + poll.version() + "\"";
    }

    private Reply get(Call call) {
        Poll poll = poll(pos, call);
        ObjectNode node = full(poll, call);
        if (poll.isPublic()) {
            node.put("turnout", pos.polls().turnout(poll));
        }
        if (!call.isAnonymous() && poll.stage() == Stage.OPEN) {
            node.put("voted", pos.polls().hasVoted(poll.id(), call.actor()));
        }
        return Reply.json(node)
                .with(Headers.ETAG, tag(poll))
                .with(Headers.CACHE_CONTROL, "private, no-cache")
                .with(Headers.VARY, "Authorization, Accept-Language");
    }

    /** The very text of which the digest is made. */
    private Reply rules(Call call) {
        Poll poll = poll(pos, call);
        return Reply.of(Reply.JSON, ByteBuffer.wrap(pos.polls().rules(poll).getBytes(StandardCharsets.UTF_8)));
    }

    private Reply open(Call call) {
        call.body().done();
        return reply(200, pos.polls().open(id(call), version(call), call.actor()), call);
    }

    private Reply close(Call call) {
        Body body = call.body();
        String comment = body.text("comment");
        body.done();
        return reply(200, pos.polls().close(id(call), comment, call.actor()), call);
    }

    private Reply publish(Call call) {
        call.body().done();
        return reply(200, pos.polls().publish(id(call), call.actor()), call);
    }

    private Reply admit(Call call) {
        Body body = call.requiredBody();
        List<String> persons = body.texts("persons");
        body.done();
        Set<String> admitted = Set.copyOf(persons);
        pos.polls().admit(id(call), admitted, call.actor());
        return Reply.json(Json.object().put("admitted", admitted.size()));
    }

    private Reply tokens(Call call) {
        Query query = call.query();
        Integer from = query.integer("from", 1, Integer.MAX_VALUE);
        Integer number = query.integer("number", 1, 10_000);
        query.done();
        ArrayNode tokens = Json.array();
        pos.polls()
                .tokens(id(call), from == null ? 1 : from, number == null ? 100 : number, call.actor())
                .forEach(tokens::add);
        ObjectNode node = Json.object();
        node.set("tokens", tokens);
        return Reply.json(node);
    }

    private Reply list(Call call) {
        Query query = call.query();
        Set<Stage> stages = query.choices("stage", Stage.class);
        String organization = query.text("organization");
        if (organization != null
                && pos.regulation().directory().find(organization).isEmpty()) {
            query.wrong("organization", "organization.unknown", organization);
        }
        Territory territory = query.read("territory", Territory::new);
        @Nullable Position after = query.read("after", Cursor::position);
        int limit = Pages.limit(query);
        query.done();
        List<Poll> found =
                pos.polls().list(new Polls.Filter(stages, organization, territory), after, limit + 1, call.actor());
        List<Poll> page = found.size() > limit ? found.subList(0, limit) : found;
        ArrayNode items = Json.array();
        page.forEach(poll -> items.add(view.brief(poll)));
        Poll last = found.size() > limit ? page.get(limit - 1) : null;
        return Reply.json(Pages.of(items, last == null ? null : Cursor.of(new Position(last.createdAt(), last.id()))));
    }
}
