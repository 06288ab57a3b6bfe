package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.Pos.Impact;
import feedback.pos.Pos.Moved;
import feedback.pos.deadline.Term;
import feedback.pos.http.recount.Moves;
import feedback.pos.http.region.Calendars;
import feedback.pos.organization.Actor;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

/** Counting the dates of open messages anew, or seeing what that would do: for administrators of the whole region. */
final class RecountCalls {
    private static final String RECOUNTS = "/api/v1/recounts";
    private static final String RECOUNT = RECOUNTS + "/{id}";
    private static final HttpString DISPOSITION = new HttpString("Content-Disposition");
    private static final int SHOWN = 100;

    private final Pos pos;
    private final Calendars calendars;
    private final Recounts recounts = new Recounts();

    RecountCalls(Pos pos) {
        this.pos = pos;
        this.calendars = new Calendars(pos);
    }

    List<Route> routes() {
        return List.of(
                Route.post(RECOUNTS, Access.OFFICIAL, this::recount),
                Route.post(RECOUNTS + "/preview", Access.OFFICIAL, this::preview),
                Route.get(RECOUNT, Access.OFFICIAL, this::get),
                Route.get(RECOUNT + "/items.csv", Access.OFFICIAL, this::items));
    }

    private Reply recount(Call call) {
        call.requireAdministrator(pos);
        call.body().done();
        Actor by = call.actor();
        return begun(
                recounts.begin(
                        false, pos.now(), watch -> pos.recount(by, watch, ForkJoinPool.commonPool()), call::background),
                call);
    }

    private Reply preview(Call call) {
        call.requireAdministrator(pos);
        Body body = call.body();
        String text = body.text("text");
        if (text != null && text.length() > CalendarCalls.TEXT_LIMIT) {
            body.wrong("text", "text.tooLong", CalendarCalls.TEXT_LIMIT);
        }
        Body terms = body.object("terms");
        Policy policy = pos.regulation().policy();
        if (terms != null) {
            policy = policy.edit()
                    .ordinary(term(terms, "ordinary", policy.ordinary()))
                    .fastTrack(term(terms, "fastTrack", policy.fastTrack()))
                    .appeal(term(terms, "appeal", policy.appeal()))
                    .done();
            terms.end();
        }
        body.done();
        Regulation rules = text == null
                ? pos.regulation()
                : CalendarCalls.refusing(
                        () -> calendars.under(calendars.plan(text).after()));
        Regulation next = rules.with(policy);
        return begun(recounts.begin(true, pos.now(), watch -> pos.whatIf(next, watch), call::background), call);
    }

    private static Term term(Body terms, String name, Term otherwise) {
        String text = terms.text(name);
        try {
            return text == null ? otherwise : Term.parse(text);
        } catch (Refusal e) {
            terms.wrong(name, e.key(), e.args().toArray());
            return otherwise;
        }
    }

    private static Reply begun(Recounts.Run run, Call call) {
        return Reply.json(202, view(run)).with(Headers.LOCATION, call.address(RECOUNTS + "/" + run.id()));
    }

    private Recounts.Run find(Call call) {
        call.requireAdministrator(pos);
        call.query().done();
        Recounts.Run run = recounts.find(call.path("id"));
        if (run == null) {
            throw Refusal.of(Reason.NOT_FOUND, "recount.unknown");
        }
        return run;
    }

    private Reply get(Call call) {
        return Reply.json(view(find(call)));
    }

    private static ObjectNode view(Recounts.Run run) {
        Recounts.Progress now = run.progress();
        Impact impact = now.impact();
        ObjectNode node = Json.object()
                .put("id", run.id())
                .put("preview", run.isPreview())
                .put("state", now.state().name())
                .put("startedAt", run.startedAt().toString())
                .put("examined", impact.examined())
                .put("moved", impact.moved())
                .put("becomeOverdue", impact.becomeOverdue())
                .put("noLongerOverdue", impact.noLongerOverdue())
                .put("internalOnly", impact.internalOnly())
                .put("truncated", run.isTruncated());
        ArrayNode items = node.putArray("items");
        run.first(SHOWN).forEach(each -> items.add(Json.tree(Moves.values(each))));
        return node;
    }

    /** The whole list; a line at its end says if there were too many. */
    private Reply items(Call call) {
        Recounts.Run run = find(call);
        List<Moved> all = run.first(Recounts.MOST_ITEMS);
        return Reply.of("text/csv; charset=utf-8", csv(all, Moves::csv))
                .with(DISPOSITION, "attachment; filename=\"recount-" + run.id() + ".csv\"")
                .with(Recounts.TRUNCATED, Boolean.toString(run.isTruncated()));
    }

    private static ByteBuffer csv(List<Moved> all, Function<Moved, String> line) {
        StringBuilder text = new StringBuilder(Moves.csvHead());
        for (Moved each : all) {
            text.append(line.apply(each));
        }
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
