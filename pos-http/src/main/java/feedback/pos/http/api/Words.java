package feedback.pos.http.api;

import feedback.pos.text.Texts;
import java.util.List;
import java.util.Locale;

/** The words of this package that are no refusals. */
final class Words {
    private static final Texts TEXTS = Texts.beside(Words.class);

    private Words() {}

    static String get(String key, Locale locale) {
        return get(key, locale, List.of());
    }

    static String get(String key, Locale locale, List<String> args) {
        return TEXTS.get(locale, key, args);
    }
}
