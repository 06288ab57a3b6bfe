package feedback.pos.survey;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that is shown to those who are asked. Immutable and thread-safe; its length is checked by {@link Survey}.
 *
 * @param ru in Russian
 * @param en in English, or null where there is none: the Russian one is shown then
 */
public record Label(String ru, @Nullable String en) {
    public Label {
        Objects.requireNonNull(ru, "ru");
    }

    /** A text in Russian alone. */
    public static Label of(String ru) {
        return new Label(ru, null);
    }

    /** The words; Russian unless the locale is English and there are English ones. */
    public String in(Locale locale) {
        return en != null && locale.getLanguage().equals("en") ? en : ru;
    }
}
