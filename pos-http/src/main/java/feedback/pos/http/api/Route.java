package feedback.pos.http.api;

import io.undertow.util.HttpString;
import io.undertow.util.Methods;

/**
 * A line of the table that says what is at which address.
 *
 * @param method GET, POST, PUT or DELETE; HEAD and OPTIONS follow
 * @param template the address, with variables in braces
 * @param access who gets as far as the handler
 * @param quick whether it only reads memory, and is answered by the thread that reads the network
 * @param handler what is done
 */
record Route(HttpString method, String template, Access access, boolean quick, Handler handler) {

    /** What is done at an address. Thread-safe. */
    interface Handler {
        Reply handle(Call call) throws Exception;
    }

    static Route get(String template, Access access, Handler handler) {
        return new Route(Methods.GET, template, access, false, handler);
    }

    /** Reads memory only. */
    static Route quick(String template, Handler handler) {
        return new Route(Methods.GET, template, Access.OPEN, true, handler);
    }

    static Route put(String template, Access access, Handler handler) {
        return new Route(Methods.PUT, template, access, false, handler);
    }

    static Route post(String template, Access access, Handler handler) {
        return new Route(Methods.POST, template, access, false, handler);
    }

    static Route delete(String template, Access access, Handler handler) {
        return new Route(Methods.DELETE, template, access, false, handler);
    }
}
