package feedback.pos.http.api;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.ArrayList;
import java.util.List;

/** What the contract has and the product has not yet: said plainly, so that nobody takes it for a wrong address. */
final class FutureCalls {
    private FutureCalls() {}

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String template : List.of("/api/v1/attachments")) {
            routes.add(future(Methods.POST, template));
        }
        for (String template : List.of("/api/v1/attachments/{id}")) {
            routes.add(future(Methods.GET, template));
        }
        return routes;
    }

    /** To be asked by everybody, and with any body: it is not read. */
    private static Route future(HttpString method, String template) {
        return new Route(method, template, Access.OPEN, true, call -> {
            throw Refusal.of(Reason.NOT_BUILT, "future");
        });
    }
}
