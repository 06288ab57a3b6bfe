package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.catalog.Topic;
import feedback.pos.http.region.RegionStore;
import feedback.pos.message.Message;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.procedure.Acceptance;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Verb;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.topic.Detection;
import java.util.List;
import java.util.Locale;

/** What a text or a message may be about, with the words that speak for it, and what a sure detector may do. */
final class TopicCalls {
    private static final int MOST = 20;
    private static final int USUAL = 5;

    private final Pos pos;
    private final Lookup lookup;
    private final MessageView view;

    TopicCalls(Pos pos, Lookup lookup, MessageView view) {
        this.pos = pos;
        this.lookup = lookup;
        this.view = view;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/v1/topics/suggest", Access.KNOWN, this::suggest),
                Route.get(MessageCalls.MESSAGE + "/topics", Access.OFFICIAL, this::ofMessage),
                Route.put("/api/v1/topics/{code}/acceptance", Access.OFFICIAL, this::accept));
    }

    private Reply suggest(Call call) {
        Body body = call.requiredBody();
        String text = body.required("text");
        int most = pos.regulation().policy().textLimit();
        if (text.codePointCount(0, text.length()) > most) {
            body.wrong("text", "text.tooLong", most);
        }
        int limit = body.integer("limit", 1, MOST, USUAL);
        body.done();
        return Reply.json(ranked(text, limit, call.locale()));
    }

    /** By the model in force, which may have learned since the message came. */
    private Reply ofMessage(Call call) {
        Message message = lookup.get(call.path("id"), call.actor());
        Query query = call.query();
        int limit = Pages.limit(query);
        query.done();
        if (Sight.of(message, call.actor()) != Sight.OFFICIAL) {
            throw Refusal.of(Reason.FORBIDDEN, "office.needed");
        }
        ObjectNode node = ranked(message.submission().text(), limit, call.locale());
        if (message.topic().fastTrack() && pos.messages().may(Verb.MODERATE, message, call.actor())) {
            node.put("demotionUntil", pos.messages().demotionEnds(message).toString());
        }
        return Reply.json(node);
    }

    private ObjectNode ranked(String text, int limit, Locale locale) {
        Detection detection = pos.messages().suggest(text);
        Acceptance acceptance = pos.regulation().policy().acceptance();
        ObjectNode node = Json.object()
                .put("accepted", detection.accepted())
                .put("threshold", detection.threshold())
                .put("model", detection.model());
        Detection.Candidate broader = detection.broader();
        if (broader != null) {
            node.putObject("broader")
                    .put("code", broader.topic())
                    .put("name", view.topicName(broader.topic(), locale))
                    .put("probability", broader.probability());
        }
        ArrayNode items = node.putArray("items");
        for (Detection.Candidate each : detection.candidates()) {
            if (items.size() < limit) {
                ObjectNode item =
                        items.addObject().put("code", each.topic()).put("name", view.topicName(each.topic(), locale));
                ArrayNode path = item.putArray("path");
                ArrayNode names = item.putArray("pathNames");
                for (String code : pos.regulation().catalog().path(each.topic())) {
                    path.add(code);
                    names.add(view.topicName(code, locale));
                }
                item.put("probability", each.probability())
                        .put(
                                "fastTrack",
                                pos.regulation()
                                        .catalog()
                                        .find(each.topic())
                                        .map(Topic::fastTrack)
                                        .orElse(false))
                        .put(
                                "mode",
                                acceptance
                                        .of(pos.regulation().catalog().path(each.topic()))
                                        .name());
                ArrayNode words = item.putArray("words");
                pos.messages().words(text, each.topic()).forEach(words::add);
            }
        }
        return node;
    }

    /** Kept in the region, so that other nodes follow; where none is stored, for as long as the platform is open. */
    private Reply accept(Call call) {
        call.requireAdministrator(pos);
        String code = call.path("code");
        if (pos.regulation().catalog().find(code).isEmpty()) {
            throw Refusal.of(Reason.NOT_FOUND, "topic.unknown", code);
        }
        Body body = call.requiredBody();
        Mode mode = body.choice("mode", Mode.class);
        body.done();
        boolean stored =
                new RegionStore(pos.storage().records()).accept(code, mode).isPresent();
        pos.amend(rules -> {
            Policy policy = rules.policy();
            return rules.with(policy.edit()
                    .acceptance(policy.acceptance().with(code, mode))
                    .done());
        });
        Acceptance next = pos.regulation().policy().acceptance();
        ObjectNode node = Json.object().put("code", code);
        if (mode != null) {
            node.put("own", mode.name());
        }
        return Reply.json(
                node.put("mode", next.of(pos.regulation().catalog().path(code)).name())
                        .put("stored", stored));
    }
}
