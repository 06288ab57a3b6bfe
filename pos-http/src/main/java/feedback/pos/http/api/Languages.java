package feedback.pos.http.api;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which of the two languages to answer: Russian, unless the caller would rather have English. */
final class Languages {
    static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    private Languages() {}

    static Locale of(HttpServerExchange exchange) {
        return of(exchange.getRequestHeaders().getFirst(Headers.ACCEPT_LANGUAGE));
    }

    static Locale of(@Nullable String header) {
        if (header == null || header.length() > 1_000) {
            return RUSSIAN;
        }
        try {
            List<Locale.LanguageRange> wanted = Locale.LanguageRange.parse(header);
            for (Locale.LanguageRange each : wanted) {
                String range = each.getRange();
                if (each.getWeight() > 0 && (range.equals("en") || range.startsWith("en-"))) {
                    return Locale.ENGLISH;
                }
                if (each.getWeight() > 0 && (range.equals("ru") || range.startsWith("ru-"))) {
                    return RUSSIAN;
                }
            }
        } catch (IllegalArgumentException unreadable) {
            return RUSSIAN;
        }
        return RUSSIAN;
    }
}
