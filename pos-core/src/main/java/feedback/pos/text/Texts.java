package feedback.pos.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The texts of one package: {@code texts_ru.properties} and {@code texts_en.properties} beside a class, in UTF-8. A place
 * for an argument is written <code>{0}</code>, <code>{1}</code>, …; an apostrophe is just an apostrophe.
 *
 * <p>Locales whose language is English get English, all others get Russian, the language of the product.
 *
 * <p>Immutable and thread-safe.
 */
public final class Texts {
    private final Map<String, String> russian;
    private final Map<String, String> english;

    private Texts(Map<String, String> russian, Map<String, String> english) {
        this.russian = russian;
        this.english = english;
    }

    /**
     * Reads the two files that lie in the package of a class of this module.
     *
     * @throws IllegalStateException if one of them is missing: the build is broken
     */
    public static Texts beside(Class<?> owner) {
        return new Texts(read(owner, "texts_ru.properties"), read(owner, "texts_en.properties"));
    }

    /** Whether the text exists. */
    public boolean has(String key) {
        return russian.containsKey(key);
    }

    /** The keys of one language. */
    public Set<String> keys(Locale locale) {
        return in(locale).keySet();
    }

    /** The text with its places filled in; the key itself when nobody wrote the text, since saying no must not fail. */
    public String get(Locale locale, String key, List<String> args) {
        String pattern = in(locale).getOrDefault(key, key);
        if (args.isEmpty() || pattern.indexOf('{') < 0) {
            return pattern;
        }
        StringBuilder text = new StringBuilder(pattern.length() + 32);
        int at = 0;
        while (at < pattern.length()) {
            int end = pattern.charAt(at) == '{' ? pattern.indexOf('}', at) : -1;
            int index = end < 0 ? -1 : index(pattern.substring(at + 1, end));
            if (index >= 0 && index < args.size()) {
                text.append(args.get(index));
                at = end + 1;
            } else {
                text.append(pattern.charAt(at));
                at++;
            }
        }
        return text.toString();
    }

    private static int index(String place) {
        return place.length() == 1 && Character.isDigit(place.charAt(0)) ? place.charAt(0) - '0' : -1;
    }

    private Map<String, String> in(Locale locale) {
        return locale.getLanguage().equals("en") ? english : russian;
    }

    private static Map<String, String> read(Class<?> owner, String name) {
        Properties properties = new Properties();
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " beside " + owner.getName());
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty));
    }
}
