package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Messages.Similar;
import feedback.pos.Pos;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.util.List;
import java.util.UUID;

/** Messages on the same matter: before one is sent, beside one that is there, and those that follow one another. */
final class SimilarCalls {
    private static final int SHORT = 200;

    private final Pos pos;
    private final Lookup lookup;
    private final MessageView view;
    private final Entry entry;

    SimilarCalls(Pos pos, Names names, Lookup lookup, MessageView view) {
        this.pos = pos;
        this.lookup = lookup;
        this.view = view;
        this.entry = new Entry(pos, names, lookup);
    }

    List<Route> routes() {
        return List.of(
                Route.post(MessageCalls.MESSAGES + "/similar", Access.KNOWN, this::toDraft),
                Route.get(MessageCalls.MESSAGE + "/similar", Access.KNOWN, this::toMessage),
                Route.get(MessageCalls.MESSAGE + "/cluster", Access.KNOWN, this::cluster));
    }

    private Reply toDraft(Call call) {
        Submission draft = entry.readDraft(call);
        return reply(pos.messages().similar(draft, call.actor()), call);
    }

    private Reply toMessage(Call call) {
        Message message = lookup.get(call.path("id"), call.actor());
        if (Sight.of(message, call.actor()) != Sight.OFFICIAL) {
            throw Refusal.of(Reason.FORBIDDEN, "office.needed");
        }
        return reply(pos.messages().similar(message.id(), call.actor()), call);
    }

    private Reply reply(Similar similar, Call call) {
        ArrayNode items = Json.array();
        for (Similar.Item each : similar.items()) {
            ObjectNode item = brief(each.message(), call);
            Integer metres = each.metres();
            if (metres != null) {
                item.put("metres", metres);
            }
            items.add(item.put("likeness", rounded(each.likeness()))
                    .put("days", each.days())
                    .put("score", rounded(each.score())));
        }
        ObjectNode body = Json.object();
        body.set("items", items);
        return Reply.json(body.put("more", similar.hidden()));
    }

    private static double rounded(double share) {
        return Math.round(share * 100) / 100.0;
    }

    private ObjectNode brief(Message message, Call call) {
        String text = message.submission().text();
        boolean isLong = text.codePointCount(0, text.length()) > SHORT;
        ObjectNode node = Json.object()
                .put("id", message.id().toString())
                .put("number", message.number())
                .put("text", isLong ? text.substring(0, text.offsetByCodePoints(0, SHORT)) + "…" : text);
        MessageView.putUnlessNull(node, "address", message.submission().address());
        node.putObject("topic")
                .put("code", message.topic().code())
                .put("name", view.topicName(message.topic().code(), call.locale()));
        return node.put("createdAt", message.createdAt().toString())
                .put("publicStatus", MessageView.publicStatus(message.stage(), message.status(), Languages.RUSSIAN))
                .put("followers", message.links().followers())
                .put("mine", message.isApplicant(call.actor().person()));
    }

    /** Who is not an official of the body that holds them is told only how many they are. */
    private Reply cluster(Call call) {
        Query query = call.query();
        Position after = query.read("after", Cursor::position);
        int limit = Pages.limit(query);
        query.done();
        Message asked = lookup.get(call.path("id"), call.actor());
        UUID joined = asked.links().joined();
        Message lead = joined == null ? asked : pos.messages().find(joined).orElse(asked);
        ObjectNode body = Json.object().put("count", 1 + lead.links().followers());
        if (Sight.of(asked, call.actor()) != Sight.OFFICIAL
                || !call.actor().covers(lead.holder().path())) {
            return Reply.json(body);
        }
        Filter followers = Filter.all(pos.now()).withJoined(lead.id());
        List<Message> found = pos.messages().list(followers, after, limit + 1);
        List<Message> page = found.size() > limit ? found.subList(0, limit) : found;
        ArrayNode items = Json.array();
        for (Message each : page) {
            if (call.actor().covers(each.holder().path())) {
                items.add(
                        brief(each, call).put("stage", each.stage().name()).put("overdue", each.isOverdue(pos.now())));
            }
        }
        body.set("lead", brief(lead, call));
        body.set("items", items);
        body.put("next", found.size() > limit ? Cursor.of(Position.of(page.get(limit - 1))) : null);
        return Reply.json(body);
    }
}
