package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.deadline.Step;
import feedback.pos.http.recount.StepValues;
import feedback.pos.message.Message;
import io.undertow.util.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Sending a message, and reading one. */
final class MessageCalls {
    static final String MESSAGES = "/api/v1/messages";
    static final String MESSAGE = MESSAGES + "/{id}";

    /** The name of a ground that tells nothing. */
    private static final String STANDS = "stands";

    private final Pos pos;
    private final Names names;
    private final Lookup lookup;
    private final MessageView view;
    private final HistoryView histories;
    private final Entry entry;

    MessageCalls(Pos pos, Names names, Lookup lookup, MessageView view) {
        this.pos = pos;
        this.names = names;
        this.lookup = lookup;
        this.view = view;
        this.histories = new HistoryView(names, view);
        this.entry = new Entry(pos, names, lookup);
    }

    List<Route> routes() {
        return List.of(
                Route.post(MESSAGES, Access.KNOWN, this::submit),
                Route.get(MESSAGE, Access.ANYBODY, this::get),
                Route.get(MESSAGE + "/history", Access.ANYBODY, this::history),
                Route.get(MESSAGE + "/deadline", Access.ANYBODY, this::deadline));
    }

    private Reply submit(Call call) {
        Entry.Form form = entry.read(call);
        Message message = pos.messages().submit(form.submission(), call.actor());
        // After the message, so that one that is refused leaves no personal data behind
        names.put(form.people());
        return message(message, 201, call).with(Headers.LOCATION, call.address(MESSAGES + "/" + message.id()));
    }

    private Reply message(Message message, int status, Call call) {
        return Reply.json(status, view.of(message, call.actor(), call.locale()))
                .with(Headers.ETAG, Lookup.tag(message));
    }

    private Reply get(Call call) {
        Message message = lookup.get(call.path("id"), call.actor());
        return message(message, 200, call)
                .tagged(Lookup.tag(message), call)
                .with(Headers.CACHE_CONTROL, "private, no-cache")
                .with(Headers.VARY, "Authorization, Accept-Language");
    }

    private Reply history(Call call) {
        Message message = lookup.get(call.path("id"), call.actor());
        ObjectNode body = Json.object();
        body.set("items", histories.of(pos.messages().history(message.id()), message, call.actor(), call.locale()));
        return Reply.json(body);
    }

    private Reply deadline(Call call) {
        Message message = lookup.get(call.path("id"), call.actor());
        ObjectNode body = Json.object()
                .put("start", message.deadline().start().toString())
                .put("raw", message.deadline().raw().toString())
                .put("due", message.deadline().due().toString())
                .put("zone", message.deadline().zone().getId())
                .put("term", message.deadline().term().toString());
        Sight sight = Sight.of(message, call.actor());
        List<Step> steps = pos.messages().explain(message.id());
        body.set(
                "steps",
                steps(
                        sight == Sight.PUBLIC
                                ? steps.stream().map(MessageCalls::forEverybody).toList()
                                : steps,
                        sight == Sight.OFFICIAL,
                        call.locale()));
        return Reply.json(body);
    }

    /** That the clock stood is no secret; why it did is between the applicant and the office. */
    private static Step forEverybody(Step step) {
        if (step instanceof Step.Paused it) {
            return new Step.Paused(
                    it.from(), it.to(), it.since(), it.until(), it.zone(), STANDS, null, null, it.at(), it.off());
        }
        return step instanceof Step.Standing it ? new Step.Standing(it.from(), it.since(), STANDS) : step;
    }

    /** @param withPeople whether it may be told who stopped the clock or gave a later date */
    static ArrayNode steps(List<Step> steps, boolean withPeople, Locale locale) {
        ArrayNode nodes = Json.array();
        for (Map<String, Object> step : StepValues.of(steps, locale)) {
            step.values().removeIf(Objects::isNull);
            if (!withPeople) {
                step.remove("by");
            }
            nodes.add(Json.tree(step));
        }
        return nodes;
    }
}
