package feedback.pos.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every word that a refusal may say exists in both languages, and every key that a line of code names exists. */
class RefusalTextsTest {
    private static final Texts TEXTS = Texts.beside(Refusal.class);
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");

    /** A key is the first literal after the reason or the field: Refusal.of(REASON, "key"), Refusal.field(f, "key"). */
    private static final Pattern KEY = Pattern.compile(
            "(?:Refusal\\s*\\.\\s*(?:of|field)|Field\\s*\\.\\s*of)\\(\\s*(?:[\\w.]+|\"[^\"]*\"),\\s*\"([^\"]+)\"");

    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @Test
    void both_languages_have_the_same_keys() {
        assertThat(TEXTS.keys(RUSSIAN)).isEqualTo(TEXTS.keys(Locale.ENGLISH)).isNotEmpty();
    }

    @Test
    void both_languages_fill_in_the_same_arguments() {
        for (String key : TEXTS.keys(RUSSIAN)) {
            assertThat(places(key, RUSSIAN)).as(key).isEqualTo(places(key, Locale.ENGLISH));
        }
    }

    @Test
    void every_key_that_the_code_names_has_words() {
        Map<String, Path> named = new TreeMap<>();
        for (Path source : sources()) {
            KEY.matcher(read(source)).results().forEach(match -> named.put(match.group(1), source));
        }
        assertThat(named).containsKeys("calendar.exhausted", "roll.unknown", "budget.order");

        named.keySet().removeAll(TEXTS.keys(RUSSIAN));

        assertThat(named).as("keys without words").isEmpty();
    }

    private static Set<String> places(String key, Locale locale) {
        String pattern = TEXTS.get(locale, key, List.of());
        return Set.copyOf(
                PLACE.matcher(pattern).results().map(match -> match.group()).toList());
    }

    /** Of this module only: the others have words of their own. */
    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
