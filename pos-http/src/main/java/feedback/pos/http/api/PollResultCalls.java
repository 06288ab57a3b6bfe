package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Oddities;
import feedback.pos.PollAudit;
import feedback.pos.PollAudit.Heads;
import feedback.pos.PollAudit.Verdict;
import feedback.pos.Pos;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Poll.Stage;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.BallotBox.Line;
import io.undertow.util.Headers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What has come out of polls, and what lets everybody check it. */
final class PollResultCalls {
    /** Up to so many ballots a check is done for whoever asks; more only when asked for by name. */
    private static final long QUICKLY_CHECKED = 20_000;

    private static final int MOST_HEADS = 200;

    private final Pos pos;

    PollResultCalls(Pos pos) {
        this.pos = pos;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PollCalls.POLL + "/results", Access.ANYBODY, this::results),
                Route.get(PollCalls.POLL + "/audit", Access.ANYBODY, this::audit),
                Route.get(PollCalls.POLL + "/audit/lines", Access.ANYBODY, this::lines),
                Route.get(PollCalls.POLL + "/export.pb", Access.ANYBODY, this::export),
                Route.get(PollCalls.POLL + "/oddities", Access.OFFICIAL, this::oddities));
    }

    private Reply results(Call call) {
        Poll poll = PollCalls.poll(pos, call);
        ObjectNode node = PollView.of(poll, pos.polls().results(poll.id(), call.actor()), call.locale());
        return Reply.json(node)
                .with(Headers.CACHE_CONTROL, "private, no-cache")
                .with(Headers.VARY, "Authorization, Accept-Language");
    }

    private Reply audit(Call call) {
        Query query = call.query();
        Boolean verify = query.flag("verify");
        Instant after = query.read("after", text -> Instant.parse(Cursor.place(text)));
        query.done();
        Poll poll = PollCalls.poll(pos, call);
        PollAudit audit = pos.polls().audit();
        Heads now = audit.now(poll.id(), call.actor());
        ObjectNode node = Json.object()
                .put("poll", poll.id().toString())
                .put("stage", poll.stage().name())
                .put("rules", poll.digest());
        node.set("now", heads(now));
        List<Heads> published = audit.published(poll.id(), after, MOST_HEADS, call.actor());
        ArrayNode items = node.putArray("published");
        published.forEach(each -> items.add(heads(each)));
        node.put(
                "next",
                published.size() == MOST_HEADS
                        ? Cursor.of(published.get(MOST_HEADS - 1).at().toString())
                        : null);
        long lines = now.heads().stream().mapToLong(head -> head.length()).sum();
        boolean isClosed = poll.stage() == Stage.CLOSED || poll.stage() == Stage.PUBLISHED;
        if (verify == null ? isClosed && lines <= QUICKLY_CHECKED && isShown(poll, call) : verify) {
            Verdict verdict = audit.verify(poll.id(), call.actor());
            ObjectNode verified = node.putObject("verified")
                    .put("ok", verdict.ok())
                    .put("lines", verdict.lines())
                    .put("ballots", verdict.ballots());
            ArrayNode faults = verified.putArray("faults");
            verdict.faults().forEach(faults::add);
        }
        return Reply.json(node);
    }

    private boolean isShown(Poll poll, Call call) {
        try {
            pos.polls().results(poll.id(), call.actor());
            return true;
        } catch (Refusal hidden) {
            return false;
        }
    }

    private static ObjectNode heads(Heads heads) {
        ObjectNode node = Json.object().put("at", heads.at().toString());
        ArrayNode items = node.putArray("heads");
        heads.heads()
                .forEach(head -> items.addObject()
                        .put("chain", head.chain())
                        .put("length", head.length())
                        .put("digest", head.seal()));
        return node;
    }

    private Reply lines(Call call) {
        Query query = call.query();
        Integer chain = query.integer("chain", 0, 15);
        Integer after = query.integer("after", 0, Integer.MAX_VALUE);
        Integer limit = query.integer("limit", 1, 1_000);
        query.done();
        UUID id = PollCalls.id(call);
        List<Line> lines = pos.polls()
                .audit()
                .lines(
                        id,
                        chain == null ? 0 : chain,
                        after == null ? 0 : after,
                        limit == null ? 200 : limit,
                        call.actor());
        ArrayNode items = Json.array();
        for (Line line : lines) {
            items.addObject()
                    .put("position", line.position())
                    .put("salt", line.salt())
                    .put("replaces", line.replaces())
                    .put("body", line.body())
                    .put("digest", line.seal());
        }
        ObjectNode node = Json.object();
        node.set("items", items);
        return Reply.json(node.put(
                "next", lines.isEmpty() ? null : lines.get(lines.size() - 1).position()));
    }

    private Reply export(Call call) {
        Poll poll = PollCalls.poll(pos, call);
        PollAudit.Export export = pos.polls().audit().export(poll.id(), call.actor());
        return Reply.streamed("text/plain; charset=utf-8", export::writeTo)
                .with(Headers.CONTENT_DISPOSITION, "attachment; filename=\"poll-" + poll.id() + ".pb\"");
    }

    private Reply oddities(Call call) {
        Oddities found = pos.polls().audit().oddities(PollCalls.id(call), call.actor());
        ObjectNode node = Json.object().put("voters", found.voters());
        ArrayNode bursts = node.putArray("bursts");
        found.bursts()
                .forEach(burst -> bursts.addObject()
                        .put("minute", burst.minute().toString())
                        .put("ballots", burst.ballots())
                        .put("usual", burst.usual()));
        shared(node.putArray("devices"), found.devices());
        shared(node.putArray("networks"), found.networks());
        ArrayNode agents = node.putArray("agents");
        found.agents()
                .forEach(speed -> agents.addObject()
                        .put("agent", speed.agent())
                        .put("minute", speed.minute().toString())
                        .put("ballots", speed.ballots()));
        return Reply.json(node);
    }

    private static void shared(ArrayNode into, List<Oddities.Shared> shared) {
        for (Oddities.Shared each : shared) {
            into.addObject()
                    .put("hash", each.hash())
                    .put("ballots", each.ballots())
                    .put("first", each.first().toString())
                    .put("last", each.last().toString());
        }
    }
}
