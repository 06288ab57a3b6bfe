package feedback.pos.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Learned;
import feedback.pos.calendar.CalendarDay;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Event;
import feedback.pos.message.Kind;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Status;
import feedback.pos.message.TopicChoice;
import feedback.pos.organization.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
    private static final List<String> PAGES = List.of(
            "frame.html",
            "home.html",
            "message.html",
            "desk.html",
            "calendar.html",
            "rules.html",
            "topics.html",
            "insights.html",
            "polls.html",
            "poll.html",
            "notices.html",
            "draft.html");
    private static final Map<String, String> RUSSIAN = PageFiles.texts(Language.RUSSIAN);
    private static final Map<String, String> ENGLISH = PageFiles.texts(Language.ENGLISH);

    /** A key written out: in a call, in a choice between two, in a place of a page. */
    private static final Pattern WRITTEN = Pattern.compile("'([a-z][A-Za-z]*(?:\\.[A-Za-z0-9_]+)+)'");

    private static final Pattern SINGLE = Pattern.compile("\\bt\\('([A-Za-z]+)'");
    private static final Pattern CALLED = Pattern.compile("(?<![.\\w])(?:t|has)\\('([^']+)'");
    private static final Pattern CHOSEN = Pattern.compile("\\bt\\([^'`()]+\\? '([^']+)' : '([^']+)'");
    private static final Pattern MADE = Pattern.compile("`([a-z][A-Za-z.]*\\.)\\$\\{");
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z][\\w.-]*)}}");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

    @Test
    void both_languages_have_the_same_texts_with_the_same_places() {
        assertThat(ENGLISH.keySet()).isEqualTo(RUSSIAN.keySet());
        for (String key : RUSSIAN.keySet()) {
            assertThat(RUSSIAN.get(key)).as(key).isNotBlank();
            assertThat(ENGLISH.get(key)).as(key).isNotBlank();
            assertThat(found(ARGUMENT, ENGLISH.get(key))).as(key).isEqualTo(found(ARGUMENT, RUSSIAN.get(key)));
        }
    }

    @Test
    void every_text_that_is_asked_for_exists() {
        Set<String> asked = new TreeSet<>();
        for (String script : scripts()) {
            asked.addAll(found(CALLED, script));
            asked.addAll(found(CHOSEN, script));
        }
        for (String page : PAGES) {
            asked.addAll(found(PLACE, PageFiles.read(page)));
        }
        assertThat(asked).hasSizeGreaterThan(100);
        assertThat(RUSSIAN.keySet()).containsAll(asked);
    }

    @Test
    void no_text_is_left_over() {
        Set<String> unused = new TreeSet<>(RUSSIAN.keySet());
        unused.removeIf(key -> key.endsWith(".title"));
        for (String script : scripts()) {
            unused.removeAll(found(WRITTEN, script));
            unused.removeAll(found(SINGLE, script));
            found(CHOSEN, script).forEach(unused::remove);
            found(MADE, script).forEach(prefix -> unused.removeIf(key -> key.startsWith(prefix)));
        }
        for (String page : PAGES) {
            unused.removeAll(found(PLACE, PageFiles.read(page)));
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void every_word_of_the_domain_has_a_text() {
        assertThat(RUSSIAN.keySet()).containsAll(named("stage.", Stage.values()));
        assertThat(RUSSIAN.keySet()).containsAll(named("status.", Status.values()));
        assertThat(RUSSIAN.keySet()).containsAll(named("kind.", Kind.values()));
        assertThat(RUSSIAN.keySet()).containsAll(named("write.kind.", Kind.values()));
        assertThat(RUSSIAN.keySet()).containsAll(named("outcome.", Outcome.values()));
        assertThat(RUSSIAN.keySet()).containsAll(named("reason.", DeclineReason.values()));
        assertThat(RUSSIAN.keySet()).containsAll(named("calendar.type.", CalendarDay.Type.values()));
        assertThat(RUSSIAN.keySet()).containsAll(named("role.", Role.values()));
        assertThat(RUSSIAN.keySet()).containsAll(named("topics.mode.", TopicChoice.Mode.values()));
        assertThat(RUSSIAN.keySet()).containsAll(named("topics.learned.", Learned.Reason.values()));
        assertThat(RUSSIAN.keySet()).containsAll(named("cause.", Event.Closed.Cause.values()));
        assertThat(RUSSIAN.keySet())
                .containsAll(Arrays.stream(Event.class.getPermittedSubclasses())
                        .map(type -> "event." + type.getSimpleName())
                        .toList());
    }

    @Test
    void every_verb_is_named_and_explained() {
        Set<String> verbs = found(Pattern.compile("\\bid: '(\\w+)'"), PageFiles.read("acts.js"));
        assertThat(verbs).hasSizeGreaterThan(15);
        for (String verb : verbs) {
            assertThat(RUSSIAN).containsKeys("act." + verb, "explain." + verb);
        }
        for (String own : List.of("reply", "rate", "escalate", "withdraw")) {
            assertThat(RUSSIAN).containsKey("done." + own);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_public_states_read_as_everywhere_else(Status status) {
        assertThat(RUSSIAN.get("status." + status.name()))
                .isEqualTo(status.text(java.util.Locale.forLanguageTag("ru")));
    }

    private static List<String> scripts() {
        return PageFiles.ASSETS.stream()
                .filter(name -> name.endsWith(".js"))
                .map(PageFiles::read)
                .toList();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(match -> match.groupCount() == 0
                        ? Stream.of(match.group())
                        : Stream.iterate(1, i -> i <= match.groupCount(), i -> i + 1)
                                .map(match::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named(String prefix, Enum<?>[] words) {
        return Arrays.stream(words).map(word -> prefix + word.name()).collect(Collectors.toSet());
    }
}
