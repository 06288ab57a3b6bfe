package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.http.auth.DemoTokens;
import feedback.pos.http.auth.Identity;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Person;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;

/** The clock of the demo, deadlines and escalations before one's eyes, and the tokens to look at it with. */
final class DemoCalls {
    static final String CLOCK = "/api/v1/demo/clock";
    static final String TOKENS = "/api/v1/demo/tokens";

    /** Each wake books a later one, so a sweep that finds something is followed by another; this many is a fault. */
    private static final int MOST_SWEEPS = 10_000;

    private final Pos pos;
    private final DemoClock clock;
    private final Identity identity;

    DemoCalls(Pos pos, DemoClock clock, Identity identity) {
        this.pos = pos;
        this.clock = clock;
        this.identity = identity;
    }

    List<Route> routes() {
        return List.of(
                Route.get(CLOCK, Access.OPEN, call -> now(0)),
                Route.post(CLOCK, Access.OPEN, this::advance),
                Route.get(TOKENS, Access.OPEN, call -> tokens()));
    }

    /** Those of the fixed tokens that hold here, so that a page can offer them. */
    private Reply tokens() {
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("items");
        for (Person person : DemoTokens.people()) {
            String token = DemoTokens.tokenOf(person);
            identity.identify(token).ifPresent(caller -> {
                ObjectNode item = items.addObject().put("token", token).put("name", person.name());
                ArrayNode roles = item.putArray("roles");
                caller.actor().grants().stream()
                        .map(Grant::role)
                        .distinct()
                        .sorted()
                        .forEach(role -> roles.add(role.name()));
            });
        }
        return Reply.json(body);
    }

    private Reply advance(Call call) {
        Body body = call.requiredBody();
        Duration by = duration(body);
        body.done();
        if (!clock.advance(by)) {
            body.wrong("advance", "advance.range");
            body.done();
        }
        int swept = 0;
        for (int i = 0; i < MOST_SWEEPS; i++) {
            int woken = pos.sweep().woken();
            if (woken == 0) {
                break;
            }
            swept += woken;
        }
        return now(swept);
    }

    private static Duration duration(Body body) {
        String text = body.required("advance");
        try {
            return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            body.wrong("advance", "advance.unreadable");
            return Duration.ZERO;
        }
    }

    private Reply now(int swept) {
        return Reply.json(Json.object().put("now", pos.now().toString()).put("swept", swept));
    }
}
