package feedback.pos.http.api;

import feedback.pos.Pos;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;

/** The clock of the demo: deadlines and escalations before one's eyes. */
final class DemoCalls {
    static final String CLOCK = "/api/v1/demo/clock";

    /** Each wake books a later one, so a sweep that finds something is followed by another; this many is a fault. */
    private static final int MOST_SWEEPS = 10_000;

    private final Pos pos;
    private final DemoClock clock;

    DemoCalls(Pos pos, DemoClock clock) {
        this.pos = pos;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.get(CLOCK, Access.OPEN, call -> now(0)), Route.post(CLOCK, Access.OPEN, this::advance));
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
