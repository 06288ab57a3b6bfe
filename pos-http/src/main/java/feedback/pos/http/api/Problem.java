package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.refusal.Refusal;
import feedback.pos.text.Texts;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Refusals as {@code application/problem+json} (RFC 9457). */
final class Problem {
    static final String TYPE = "application/problem+json; charset=utf-8";

    private static final Texts TEXTS = Texts.beside(Problem.class);

    private Problem() {}

    static Reply of(Refusal refusal, Locale locale) {
        String reason = refusal.reason().name();
        ObjectNode problem =
                problem(reason, refusal.reason().title(locale), refusal.reason().status(), text(refusal, locale));
        if (!refusal.fields().isEmpty()) {
            var errors = problem.putArray("errors");
            for (Refusal.Field field : refusal.fields()) {
                errors.addObject().put("field", field.field()).put("message", text(field, locale));
            }
        }
        return reply(problem);
    }

    /** The method is none of those that the address knows. */
    static Reply methodNotAllowed(Locale locale) {
        return ofHttp("METHOD_NOT_ALLOWED", 405, locale, List.of());
    }

    /** Something is broken here; the incident leads to the line in the log, and nothing else is told. */
    static Reply broken(String incident, Locale locale) {
        return ofHttp("INTERNAL", 500, locale, List.of(incident));
    }

    private static Reply ofHttp(String reason, int status, Locale locale, List<String> args) {
        return reply(problem(
                reason,
                TEXTS.get(locale, "title." + reason, List.of()),
                status,
                TEXTS.get(locale, "detail." + reason, args)));
    }

    private static ObjectNode problem(String reason, String title, int status, String detail) {
        return Json.object()
                .put("type", "/docs#" + reason)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("reason", reason);
    }

    private static Reply reply(ObjectNode problem) {
        return new Reply(problem.get("status").intValue(), TYPE, ByteBuffer.wrap(Json.bytes(problem)), Map.of());
    }

    private static String text(Refusal refusal, Locale locale) {
        return TEXTS.has(refusal.key()) ? TEXTS.get(locale, refusal.key(), refusal.args()) : refusal.text(locale);
    }

    private static String text(Refusal.Field field, Locale locale) {
        return TEXTS.has(field.key()) ? TEXTS.get(locale, field.key(), field.args()) : field.text(locale);
    }
}
