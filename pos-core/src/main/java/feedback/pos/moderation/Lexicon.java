package feedback.pos.moderation;

import feedback.pos.text.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The word list that comes with the product: expressions for whole words, ё written as е. Lines {@code [sort]} begin a part;
 * {@code !word} is innocent whatever fits it; {@code (stem stem) expression} is innocent where one of the stems stands in the text.
 * Immutable and thread-safe.
 */
final class Lexicon {
    static final String OBSCENE = "obscene";
    static final String INSULT = "insult";
    static final String THREAT = "threat";
    static final String OWN = "own";
    private static final String MASKED = "masked";
    private static final String PHRASES = "phrases";
    private static final String FILE = "profanity.txt";
    private static final int SHORTEST = 3;

    private static final Pattern REPEATED = Pattern.compile("(.)\\1+");
    private static final Pattern TRIPLED = Pattern.compile("(.)\\1{2,}");

    private final Pattern obscene;
    private final Pattern innocent;
    private final List<Pattern> insults = new ArrayList<>();
    private final List<Exempt> exempt = new ArrayList<>();
    private final List<Pattern> threats = new ArrayList<>();
    private final List<String> full = new ArrayList<>();
    private final PhraseIndex phrases = new PhraseIndex();

    /** Says something only where none of the stems stands in the text. */
    private record Exempt(String sort, Pattern word, Set<String> stems) {}

    private Lexicon(List<String> lines) {
        List<String> bad = new ArrayList<>();
        List<String> good = new ArrayList<>();
        String part = "";
        for (String line : lines) {
            if (line.startsWith("[")) {
                part = line.substring(1, line.length() - 1);
            } else if (line.startsWith("!")) {
                good.add(line.substring(1));
            } else if (line.startsWith("(") && line.indexOf(") ") > 0 && !line.startsWith("(?")) {
                int end = line.indexOf(") ");
                Set<String> stems = new HashSet<>();
                for (String each : line.substring(1, end).split(" ", -1)) {
                    stems.add(Words.stem(each));
                }
                exempt.add(new Exempt(part, Pattern.compile(line.substring(end + 2)), stems));
            } else {
                switch (part) {
                    case OBSCENE -> bad.add(line);
                    case INSULT -> insults.add(Pattern.compile(line));
                    case THREAT -> threats.add(Pattern.compile(line));
                    case MASKED -> full.addAll(List.of(line.split(" ", -1)));
                    case PHRASES -> phrases.add(line);
                    default -> throw new IllegalStateException("no such part of " + FILE + ": " + part);
                }
            }
        }
        obscene = Pattern.compile(String.join("|", bad));
        innocent = Pattern.compile(String.join("|", good));
    }

    static Lexicon read() {
        try (InputStream in = Lexicon.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("no " + FILE + " beside " + Lexicon.class.getName());
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Lexicon(reader.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PhraseIndex phrases() {
        return phrases;
    }

    boolean isObscene(String form) {
        if (form.length() < SHORTEST || innocent.matcher(form).matches()) {
            return false;
        }
        return obscene.matcher(form).matches()
                || isRepeated(form)
                        && obscene.matcher(REPEATED.matcher(form).replaceAll("$1"))
                                .matches();
    }

    private static boolean isRepeated(String form) {
        return REPEATED.matcher(form).find();
    }

    /**
     * What the word is, or null where it is innocent.
     *
     * @param stems those of all words of the text
     */
    @Nullable
    String sort(String form, Set<String> stems) {
        if (form.length() < SHORTEST || innocent.matcher(form).matches()) {
            return null;
        }
        if (isObscene(form)) {
            return OBSCENE;
        }
        String said = TRIPLED.matcher(form).replaceAll("$1");
        if (matches(insults, said)) {
            return INSULT;
        }
        if (matches(threats, said)) {
            return THREAT;
        }
        for (Exempt each : exempt) {
            if (each.word().matcher(said).matches() && each.stems().stream().noneMatch(stems::contains)) {
                return each.sort();
            }
        }
        return null;
    }

    private static boolean matches(List<Pattern> patterns, String form) {
        for (Pattern each : patterns) {
            if (each.matcher(form).matches()) {
                return true;
            }
        }
        return false;
    }

    /** A word with stars for letters, each for one or more: what it must be, or null. */
    @Nullable
    String masked(String form) {
        int letters = 0;
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            if (Character.isLetter(c)) {
                letters++;
                expression.append(c);
            } else if (Character.isDigit(c)) {
                return null;
            } else {
                expression.append('.');
            }
        }
        if (letters == 0 || !Character.isLetter(form.charAt(0)) || form.length() < SHORTEST) {
            return null;
        }
        Pattern wanted = Pattern.compile(expression.toString().replaceAll("\\.{2,}", ".{2,}"));
        return full.stream().anyMatch(each -> wanted.matcher(each).matches()) ? OBSCENE : null;
    }
}
