package feedback.pos.http.page;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of the pages; Russian comes first. */
enum Language {
    RUSSIAN("ru"),
    ENGLISH("en");

    private static final int LONGEST_HEADER = 1_000;

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    /**
     * The language to answer in.
     *
     * @param asked what the address asks for, which counts more
     * @param header what the browser would rather have, as {@code Accept-Language} spells it
     */
    static Language of(@Nullable String asked, @Nullable String header) {
        for (Language each : values()) {
            if (each.tag.equals(asked)) {
                return each;
            }
        }
        return header == null || header.length() > LONGEST_HEADER ? RUSSIAN : preferred(header);
    }

    private static Language preferred(String header) {
        List<Locale.LanguageRange> wanted;
        try {
            wanted = Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException unreadable) {
            return RUSSIAN;
        }
        for (Locale.LanguageRange range : wanted) {
            String language = range.getRange().split("-", 2)[0];
            for (Language each : values()) {
                if (range.getWeight() > 0 && each.tag.equals(language)) {
                    return each;
                }
            }
        }
        return RUSSIAN;
    }
}
