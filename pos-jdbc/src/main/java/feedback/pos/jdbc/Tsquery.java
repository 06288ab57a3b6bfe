package feedback.pos.jdbc;

import feedback.pos.message.Message;
import feedback.pos.search.Searchable;
import feedback.pos.search.Wanted;
import feedback.pos.store.Filter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Messages and what is looked for, in PostgreSQL's spelling of words with places. The words are the core's own, so that every
 * store finds the same; PostgreSQL's dictionaries are not asked. Where everybody may read stands as weight A, the rest as B.
 * Beside the words stand tags, which begin with a colon as no word does: bodies, topics, and stretches of time.
 *
 * <p>A query may find more than what is meant, never less; {@link Filter#matches} has the last word.
 */
final class Tsquery {
    /** Stretches of time get longer by this power of two from level to level; the first are of 2^32 µs, a good hour. */
    private static final int STEP = 3;

    private static final int FIRST = 32;

    /** How many levels there are; a stretch of the last one is of four and a half years. */
    static final int LEVELS = 6;

    /** Places behind it are not told apart: PostgreSQL knows 16,383. */
    private static final int LAST_PLACE = 16_000;

    /** Two places that are no neighbours of each other or of a real one. */
    private static final int FAR_OPEN = 16_383;

    private static final int FAR_INNER = 16_381;

    /** PostgreSQL keeps 255 places of a word. */
    private static final int MOST_OPEN = 200;

    private static final int MOST_INNER = 50;
    private static final int LONGEST_TAG = 300;
    private static final String LONG = tag("x", "long");

    private Tsquery() {}

    /** The number of the stretch of time in which an instant lies. */
    static long stretch(long micros, int level) {
        return micros >> (FIRST + STEP * level);
    }

    /** The first microsecond of a stretch. */
    static long beginning(long stretch, int level) {
        return stretch << (FIRST + STEP * level);
    }

    /** Whether a stretch of the level takes at least so many microseconds. */
    static boolean takes(int level, long micros) {
        return 1L << (FIRST + STEP * level) >= micros;
    }

    private static String tag(String kind, String value) {
        String cut = value.length() <= LONGEST_TAG ? value : value.substring(0, LONGEST_TAG);
        return quoted(":" + kind + ":" + cut.replace('\0', '\uFFFF'));
    }

    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static final class Places {
        private final StringBuilder text = new StringBuilder();
        private int open;
        private int inner;

        /** @return whether it is told apart from others */
        private boolean add(int place, boolean isOpen) {
            boolean isFar = place > LAST_PLACE || (isOpen ? open >= MOST_OPEN : inner >= MOST_INNER);
            int count = isOpen ? open++ : inner++;
            if (!isFar || count == 0) {
                text.append(text.length() == 0 ? ":" : ",")
                        .append(isFar ? isOpen ? FAR_OPEN : FAR_INNER : place)
                        .append(isOpen ? "A" : "B");
            }
            return !isFar;
        }
    }

    /** A message as text of type tsvector. */
    static String vector(Message message, Searchable searchable) {
        Map<String, Places> places = new LinkedHashMap<>();
        boolean isLong = false;
        for (Searchable.Word word : searchable.words()) {
            isLong |=
                    !places.computeIfAbsent(word.lexeme(), any -> new Places()).add(word.place(), word.open());
        }
        StringBuilder vector = new StringBuilder();
        places.forEach((lexeme, each) ->
                vector.append(quoted(lexeme)).append(each.text).append(' '));
        if (isLong) {
            vector.append(LONG).append(' ');
        }
        message.holder().path().forEach(each -> vector.append(tag("o", each)).append(' '));
        message.topic().path().forEach(each -> vector.append(tag("t", each)).append(' '));
        long sent = Columns.micros(message.createdAt());
        for (int level = 0; level < LEVELS; level++) {
            vector.append(tag(String.valueOf(level), String.valueOf(stretch(sent, level))))
                    .append(' ');
        }
        return vector.toString();
    }

    /** A stretch of time as a part of a query. */
    static String within(long stretch, int level) {
        return " & " + tag(String.valueOf(level), String.valueOf(stretch));
    }

    /** What is looked for, as text of type tsquery. */
    static String of(Wanted wanted, Filter filter) {
        String weight = filter.looksOnlyAtOpen() ? ":A" : "";
        List<String> all = new ArrayList<>();
        for (Wanted.Clause clause : wanted.clauses()) {
            all.add(clause.excluded() ? "!" + excluded(clause, weight) : condition(clause, weight));
        }
        Set<String> within = filter.within();
        if (within != null) {
            all.add(anyOf(within.stream().sorted().map(each -> tag("o", each)).toList()));
        }
        if (filter.organization() != null) {
            all.add(tag("o", filter.organization()));
        }
        if (filter.topic() != null) {
            all.add(tag("t", filter.topic()));
        }
        return String.join(" & ", all);
    }

    private static String condition(Wanted.Clause clause, String weight) {
        if (clause.beginning()) {
            return beginning(clause.forms().get(0), weight);
        }
        List<String> words =
                clause.lexemes().stream().map(each -> quoted(each) + weight).toList();
        return words.size() == 1
                ? words.get(0)
                : "(" + String.join(" <-> ", words) + " | " + LONG + " & " + String.join(" & ", words) + ")";
    }

    /** A word begins so if its stem does, or if its stem is a part of the beginning. */
    private static String beginning(String form, String weight) {
        List<String> stems = new ArrayList<>();
        stems.add(quoted(form) + (weight.isEmpty() ? ":*" : ":*A"));
        for (int length = 1; length < form.length(); length++) {
            if (!Character.isHighSurrogate(form.charAt(length - 1))) {
                stems.add(quoted(form.substring(0, length)) + weight);
            }
        }
        return anyOf(stems);
    }

    private static String excluded(Wanted.Clause clause, String weight) {
        if (clause.beginning()) {
            return quoted(clause.forms().get(0)) + (weight.isEmpty() ? ":*" : ":*A");
        }
        return clause.lexemes().stream()
                .map(each -> quoted(each) + weight)
                .collect(Collectors.joining(" <-> ", "(", ")"));
    }

    private static String anyOf(List<String> alternatives) {
        return "(" + String.join(" | ", alternatives) + ")";
    }

    /** Whether a lexeme is a word and no tag. */
    static boolean isWord(String lexeme) {
        return !lexeme.startsWith(":");
    }

    /** A word that has only to be there, as a query. */
    static String word(String lexeme) {
        return quoted(lexeme);
    }
}
