package feedback.pos.http.api;

import feedback.pos.Messages;
import feedback.pos.Pos;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.organization.Actor;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import io.undertow.util.Headers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The verbs of a message's life: each reads its body and calls the door, which decides. */
final class MessageActs {
    private final Pos pos;
    private final Lookup lookup;
    private final MessageView view;
    private final Map<String, Act> verbs = new LinkedHashMap<>();

    /** What a verb does; the body is read to its end before the door is called. */
    private interface Act {
        Message act(UUID id, Body body, Messages messages, Actor by);
    }

    MessageActs(Pos pos, Lookup lookup, MessageView view) {
        this.pos = pos;
        this.lookup = lookup;
        this.view = view;
        verbs.put("moderate", MessageActs::moderate);
        verbs.put("assign", MessageActs::assign);
        verbs.put("forward", MessageActs::forward);
        verbs.put("take", MessageActs::take);
        verbs.put("return", MessageActs::giveBack);
        verbs.put("ask", MessageActs::ask);
        verbs.put("reply", MessageActs::reply);
        verbs.put("suspend", MessageActs::suspend);
        verbs.put("resume", MessageActs::resume);
        verbs.put("draft", MessageActs::draft);
        verbs.put("postpone", MessageActs::postpone);
        verbs.put("extend", MessageActs::extend);
        verbs.put("approve", MessageActs::approve);
        verbs.put("rework", MessageActs::rework);
        verbs.put("rate", MessageActs::rate);
        verbs.put("escalate", MessageActs::escalate);
        verbs.put("join", this::join);
        verbs.put("split", this::split);
        verbs.put("convert", MessageActs::convert);
        verbs.put("withdraw", MessageActs::withdraw);
        verbs.put("note", MessageActs::note);
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        verbs.forEach((name, act) ->
                routes.add(Route.post(MessageCalls.MESSAGE + "/" + name, Access.KNOWN, call -> act(call, name, act))));
        return routes;
    }

    private Reply act(Call call, String verb, Act act) {
        UUID id = lookup.id(call.path("id"), call.actor());
        Body body = call.body();
        Messages messages = lookup.acts(call, id);
        Message message = act.act(id, body, messages, call.actor());
        boolean begins = verb.equals("escalate");
        Reply reply = Reply.json(begins ? 201 : 200, view.of(message, call.actor(), call.locale()))
                .with(Headers.ETAG, Lookup.tag(message));
        UUID child = message.links().child();
        return begins && child != null
                ? reply.with(Headers.LOCATION, call.address(MessageCalls.MESSAGES + "/" + child))
                : reply;
    }

    private enum Verdict {
        ACCEPT,
        DECLINE
    }

    private static Message moderate(UUID id, Body body, Messages messages, Actor by) {
        Verdict verdict = verdict(body);
        String comment = body.text("comment");
        if (verdict == Verdict.ACCEPT) {
            String topic = body.text("topic");
            if (body.has("reason")) {
                body.wrong("reason", "field.unfit");
            }
            body.done();
            return messages.accept(id, topic, comment, by);
        }
        DeclineReason reason = body.required("reason", DeclineReason.UNCLEAR);
        if (body.has("topic")) {
            body.wrong("topic", "field.unfit");
        }
        body.done();
        return messages.decline(id, reason, comment, by);
    }

    private static Verdict verdict(Body body) {
        String decision = body.required("decision");
        for (Verdict each : Verdict.values()) {
            if (each.name().equalsIgnoreCase(decision)) {
                return each;
            }
        }
        if (body.isText("decision")) {
            body.wrong("decision", "choice.unknown", "accept, decline");
        }
        return Verdict.ACCEPT;
    }

    private static Message assign(UUID id, Body body, Messages messages, Actor by) {
        String organization = body.text("organization");
        String executor = body.text("executor");
        body.done();
        return messages.assign(id, organization, executor, by);
    }

    private static Message forward(UUID id, Body body, Messages messages, Actor by) {
        String organization = body.required("organization");
        String comment = body.textOrEmpty("comment");
        body.done();
        return messages.forward(id, organization, comment, by);
    }

    private static Message take(UUID id, Body body, Messages messages, Actor by) {
        body.done();
        return messages.take(id, by);
    }

    private static Message giveBack(UUID id, Body body, Messages messages, Actor by) {
        String comment = body.textOrEmpty("comment");
        body.done();
        return messages.giveBack(id, comment, by);
    }

    private static Message ask(UUID id, Body body, Messages messages, Actor by) {
        String question = body.textOrEmpty("question");
        body.done();
        return messages.ask(id, question, by);
    }

    private static Message reply(UUID id, Body body, Messages messages, Actor by) {
        String text = body.textOrEmpty("text");
        body.done();
        return messages.reply(id, text, by);
    }

    private static Message draft(UUID id, Body body, Messages messages, Actor by) {
        Outcome outcome = body.required("outcome", Outcome.EXPLAINED);
        String text = body.textOrEmpty("text");
        List<String> attachments = Entry.attachments(body);
        body.done();
        return messages.draft(id, outcome, text, attachments, by);
    }

    private static Message postpone(UUID id, Body body, Messages messages, Actor by) {
        LocalDate until = body.date("until");
        String reason = body.textOrEmpty("reason");
        String text = body.textOrEmpty("text");
        body.done();
        return messages.postpone(id, until, reason, text, by);
    }

    private static Message extend(UUID id, Body body, Messages messages, Actor by) {
        LocalDate until = body.date("until");
        String reason = body.textOrEmpty("reason");
        String document = body.text("document");
        body.done();
        return messages.extend(id, until, reason, document, by);
    }

    private static Message suspend(UUID id, Body body, Messages messages, Actor by) {
        LocalDate until = body.date("until");
        String reason = body.textOrEmpty("reason");
        String document = body.text("document");
        body.done();
        return messages.suspend(id, until, reason, document, by);
    }

    private static Message resume(UUID id, Body body, Messages messages, Actor by) {
        String comment = body.text("comment");
        body.done();
        return messages.resume(id, comment, by);
    }

    private static Message approve(UUID id, Body body, Messages messages, Actor by) {
        body.done();
        return messages.approve(id, by);
    }

    private static Message rework(UUID id, Body body, Messages messages, Actor by) {
        String comment = body.textOrEmpty("comment");
        body.done();
        return messages.rework(id, comment, by);
    }

    private static Message rate(UUID id, Body body, Messages messages, Actor by) {
        int stars = body.integer("stars", 1, 5);
        String reason = body.text("reason");
        String comment = body.text("comment");
        body.done();
        return messages.rate(id, stars, reason, comment, by);
    }

    private static Message escalate(UUID id, Body body, Messages messages, Actor by) {
        String comment = body.text("comment");
        body.done();
        return messages.escalate(id, comment, by);
    }

    private Message join(UUID id, Body body, Messages messages, Actor by) {
        String lead = body.required("message");
        body.done();
        return messages.join(id, named(lead, by).id(), by);
    }

    /** The follower may be named by the address, or by the field when the address names the one it follows. */
    private Message split(UUID id, Body body, Messages messages, Actor by) {
        String other = body.text("message");
        body.done();
        if (other == null) {
            return messages.split(id, by);
        }
        Message follower = named(other, by);
        if (id.equals(follower.links().joined())) {
            pos.messages().split(follower.id(), by);
            return pos.messages().get(id, by);
        }
        Message addressed = pos.messages().get(id, by);
        if (!follower.id().equals(addressed.links().joined())) {
            throw Refusal.of(Reason.CONFLICT, "split.unfit");
        }
        return messages.split(id, by);
    }

    private Message named(String name, Actor by) {
        @Nullable Message found;
        try {
            found = lookup.get(name, by);
        } catch (Refusal unknown) {
            throw Refusal.field("message", "message.unknown");
        }
        return found;
    }

    private static Message convert(UUID id, Body body, Messages messages, Actor by) {
        Kind kind = body.required("kind", Kind.MESSAGE);
        String comment = body.text("comment");
        body.done();
        return messages.convert(id, kind, comment, by);
    }

    private static Message withdraw(UUID id, Body body, Messages messages, Actor by) {
        String comment = body.text("comment");
        body.done();
        return messages.withdraw(id, comment, by);
    }

    private static Message note(UUID id, Body body, Messages messages, Actor by) {
        String text = body.textOrEmpty("text");
        body.done();
        return messages.note(id, text, by);
    }
}
