package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.catalog.Districts.District;
import feedback.pos.catalog.RouteStep;
import feedback.pos.codec.Codec;
import feedback.pos.message.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why a message is where it is: «почему сюда». */
final class RouteCalls {
    private static final Codec CODEC = new Codec();

    private final Pos pos;
    private final Names names;
    private final Lookup lookup;
    private final MessageView view;

    RouteCalls(Pos pos, Names names, Lookup lookup, MessageView view) {
        this.pos = pos;
        this.names = names;
        this.lookup = lookup;
        this.view = view;
    }

    List<Route> routes() {
        return List.of(Route.get(MessageCalls.MESSAGE + "/route", Access.ANYBODY, this::route));
    }

    /** To others than officials only what is about the body, and no warnings: those are for who coordinates. */
    private Reply route(Call call) {
        Message message = lookup.get(call.path("id"), call.actor());
        boolean isOfficial = Sight.of(message, call.actor()) == Sight.OFFICIAL;
        List<RouteStep> steps = pos.messages().whyHere(message.id()).stream()
                .filter(each -> isOfficial || !(each.isAboutPeople() || each.isWarning()))
                .toList();
        ObjectNode body = Json.object();
        body.set("organization", names.organizationNode(message.holder().organization()));
        String executor = message.holder().executor();
        if (isOfficial && executor != null) {
            body.set("executor", names.personNode(executor));
        }
        ArrayNode nodes = body.putArray("steps");
        steps.forEach(each -> nodes.add(node(each, call.locale())));
        ArrayNode warnings = body.putArray("warnings");
        steps.stream().filter(RouteStep::isWarning).forEach(each -> warnings.add(text(each, call.locale())));
        return Reply.json(body);
    }

    private ObjectNode node(RouteStep step, Locale locale) {
        Map<?, ?> values = CODEC.readRecord(CODEC.writeRecord(step), Map.class);
        ObjectNode node = Json.object().put("rule", step.rule()).put("text", text(step, locale));
        values.forEach((name, value) -> {
            if (!name.equals("rule")) {
                node.set(String.valueOf(name), Json.tree(Map.of("value", value)).path("value"));
            }
        });
        return node;
    }

    private String text(RouteStep step, Locale locale) {
        return step.text(locale, new RouteStep.Names() {
            @Override
            public String organization(String id) {
                return names.organization(id);
            }

            @Override
            public String person(String id) {
                return names.person(id);
            }

            @Override
            public String district(String id) {
                return pos.regulation()
                        .routes()
                        .districts()
                        .find(id)
                        .map(District::name)
                        .orElse(id);
            }

            @Override
            public String topic(String code) {
                return view.topicName(code, locale);
            }
        });
    }
}
