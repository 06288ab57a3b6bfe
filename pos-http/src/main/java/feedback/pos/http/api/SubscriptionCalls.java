package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import feedback.pos.Pos;
import feedback.pos.notice.Notice.Kind;
import feedback.pos.notice.Place;
import feedback.pos.notice.Subscription;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Of which notices the caller wants to be told. */
final class SubscriptionCalls {
    private static final String SUBSCRIPTIONS = "/api/v1/me/subscriptions";

    private final Pos pos;
    private final NoticeView view;

    SubscriptionCalls(Pos pos) {
        this.pos = pos;
        this.view = new NoticeView(pos, new Names(pos));
    }

    List<Route> routes() {
        return List.of(
                Route.get(SUBSCRIPTIONS, Access.KNOWN, this::list),
                Route.post(SUBSCRIPTIONS, Access.KNOWN, this::subscribe),
                Route.delete(SUBSCRIPTIONS + "/{id}", Access.KNOWN, this::unsubscribe));
    }

    private Reply list(Call call) {
        call.query().done();
        ArrayNode items = Json.array();
        pos.notices().subscriptions(call.actor().person()).forEach(each -> items.add(view.of(each, call.locale())));
        return Reply.json(Pages.of(items, null));
    }

    private Reply subscribe(Call call) {
        Body body = call.requiredBody();
        Place place = NoticePlaces.of(body);
        List<String> topics = body.texts("topics");
        Set<Kind> kinds = kinds(body);
        body.done();
        Subscription made = pos.notices().subscribe(call.actor().person(), place, topics, kinds);
        return Reply.json(201, view.of(made, call.locale()));
    }

    private static Set<Kind> kinds(Body body) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        List<String> given = body.texts("kinds");
        for (int i = 0; i < given.size(); i++) {
            String each = given.get(i);
            List<Kind> known = Arrays.stream(Kind.values())
                    .filter(kind -> kind.name().equals(each))
                    .toList();
            if (known.isEmpty()) {
                body.wrong(
                        "kinds[" + i + "]",
                        "choice.unknown",
                        Arrays.stream(Kind.values()).map(Kind::name).collect(Collectors.joining(", ")));
            }
            kinds.addAll(known);
        }
        return kinds;
    }

    private Reply unsubscribe(Call call) {
        UUID id = Lookup.uuid(call.path("id"));
        if (id == null) {
            throw Refusal.of(Reason.NOT_FOUND, "subscription.unknown");
        }
        pos.notices().unsubscribe(call.actor().person(), id);
        return Reply.empty(204);
    }
}
