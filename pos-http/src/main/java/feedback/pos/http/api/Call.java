package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.http.auth.Caller;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request on its way through a handler. Used by one thread at a time. */
final class Call {
    /** Somebody without a name: sees what everybody sees, since nobody's id is empty. */
    static final Actor ANYBODY = Actor.citizen("");

    private final HttpServerExchange exchange;
    private final Map<String, String> path;
    private final byte[] body;
    private final @Nullable Caller caller;
    private final Locale locale;

    Call(HttpServerExchange exchange, Map<String, String> path, byte[] body, @Nullable Caller caller, Locale locale) {
        this.exchange = exchange;
        this.path = path;
        this.body = body;
        this.caller = caller;
        this.locale = locale;
    }

    /** A variable of the address. */
    String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    Query query() {
        return new Query(exchange.getQueryParameters());
    }

    /** The fields of the body; none if there is no body. */
    Body body() {
        return new Body(json());
    }

    private ObjectNode json() {
        return body.length == 0 ? Json.object() : Json.readObject(body);
    }

    /** The fields of a body that must be there. */
    Body requiredBody() {
        if (body.length == 0) {
            throw Refusal.of(Reason.MALFORMED, "json.empty");
        }
        return body();
    }

    /** @throws Refusal UNAUTHENTICATED if nobody is known */
    Caller caller() {
        if (caller == null) {
            throw Refusal.of(Reason.UNAUTHENTICATED, "token.needed");
        }
        return caller;
    }

    /** Who acts, anybody if nobody is known. */
    Actor actor() {
        return caller == null ? ANYBODY : caller.actor();
    }

    /**
     * Lets administrators of the whole region through: what they ask for may concern anything in it.
     *
     * @throws Refusal FORBIDDEN if somebody else acts
     */
    void requireAdministrator(Pos pos) {
        if (!actor().holds(Role.ADMINISTRATOR, List.of(pos.regulation().root()))) {
            throw Refusal.of(Reason.FORBIDDEN, "role.needed", Role.ADMINISTRATOR);
        }
    }

    /** Has something done by another thread of the server, after the answer. */
    void background(Runnable work) {
        exchange.getConnection().getWorker().execute(work);
    }

    boolean isAnonymous() {
        return caller == null;
    }

    Locale locale() {
        return locale;
    }

    @Nullable
    String header(HttpString name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** The network address of the caller, without the port. */
    String sourceAddress() {
        return exchange.getSourceAddress().getHostString();
    }

    /** An address of the interface, seen from outside. */
    String address(String path) {
        return exchange.getResolvedPath() + path;
    }

    /** Whether the caller says that the tagged state is known to it. */
    boolean hasAlready(String tag) {
        String known = header(Headers.IF_NONE_MATCH);
        if (known == null) {
            return false;
        }
        for (String each : known.split(",", 100)) {
            String one = each.strip();
            if (one.equals("*") || one.equals(tag) || one.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }
}
