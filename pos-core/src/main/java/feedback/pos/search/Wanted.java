package feedback.pos.search;

import feedback.pos.message.Message;
import feedback.pos.refusal.Refusal;
import feedback.pos.search.Highlight.Hit;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody looks for, as typed into one box: words, all of which must occur in any of their forms; {@code "a phrase"},
 * its words one after the other in one part of the message; {@code -word}, which must not occur; {@code begin*}, words that
 * begin so. A number and an address are found as words are. See {@code docs/search.md}.
 *
 * <p>{@link #matches} is the plain truth about a message; an index may be faster, never different. Immutable and thread-safe.
 */
public final class Wanted {
    /** The most UTF-16 units. */
    public static final int LONGEST = 500;

    /** The most words. */
    public static final int MOST_WORDS = 32;

    private static final String FIELD = "q";
    private static final int HITS_AT_MOST = 200;

    private final String text;
    private final List<Clause> clauses;

    private Wanted(String text, List<Clause> clauses) {
        this.text = text;
        this.clauses = List.copyOf(clauses);
    }

    /**
     * A condition: of those that are not excluded all must hold, and none of the excluded.
     *
     * @param excluded whether it must not hold
     * @param forms the words as typed, in lower case and with ё as е
     * @param lexemes by which they are found, as in {@link Searchable}; several are a phrase
     * @param beginning whether the one word is only the beginning of words
     * @param from where it stands in the text, in UTF-16 units
     * @param to exclusive
     */
    public record Clause(
            boolean excluded, List<String> forms, List<String> lexemes, boolean beginning, int from, int to) {
        public Clause {
            forms = List.copyOf(forms);
            lexemes = List.copyOf(lexemes);
        }

        boolean isSingle() {
            return lexemes.size() == 1 && !beginning;
        }

        /** The places in the text where it holds, as far as they are looked for. */
        private void hits(List<Token> tokens, List<Hit> hits, int most) {
            int length = lexemes.size();
            for (int i = 0; i + length <= tokens.size() && hits.size() < most; i++) {
                if (holdsAt(tokens, i)) {
                    hits.add(new Hit(
                            tokens.get(i).from(), tokens.get(i + length - 1).to()));
                }
            }
        }

        private boolean holdsAt(List<Token> tokens, int at) {
            if (beginning) {
                return tokens.get(at).form().startsWith(forms.get(0));
            }
            for (int i = 0; i < lexemes.size(); i++) {
                if (!tokens.get(at + i).lexeme().equals(lexemes.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Reads what was typed. What cannot be meant as anything is passed over.
     *
     * @throws Refusal INVALID_VALUE naming {@code q} if no word is left to look for, or there are more than
     *     {@value #MOST_WORDS}, or the text is longer than {@value #LONGEST}
     */
    public static Wanted of(String text) {
        if (text.length() > LONGEST) {
            throw Refusal.field(FIELD, "text.tooLong", LONGEST);
        }
        List<Clause> clauses = QueryText.read(text);
        if (clauses.stream().allMatch(Clause::excluded)) {
            throw Refusal.field(FIELD, clauses.isEmpty() ? "search.noWord" : "search.onlyExcluded");
        }
        if (clauses.stream().mapToInt(each -> each.lexemes().size()).sum() > MOST_WORDS) {
            throw Refusal.field(FIELD, "search.tooManyWords", MOST_WORDS);
        }
        return new Wanted(text, clauses);
    }

    /** As it was typed. */
    public String text() {
        return text;
    }

    /** The conditions, at least one of them not excluded. */
    public List<Clause> clauses() {
        return clauses;
    }

    /**
     * Whether the message is meant.
     *
     * @param onlyOpen looks only at what everybody may read of a message that is shown publicly
     */
    public boolean matches(Message message, boolean onlyOpen) {
        List<List<Token>> pieces =
                Part.of(message, onlyOpen).stream().map(Part.Piece::tokens).toList();
        return clauses.stream().allMatch(clause -> clause.excluded() != occurs(clause, pieces));
    }

    private static boolean occurs(Clause clause, List<List<Token>> pieces) {
        List<Hit> hits = new ArrayList<>();
        for (List<Token> tokens : pieces) {
            clause.hits(tokens, hits, 1);
            if (!hits.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where in the message the words stand.
     *
     * @param onlyOpen as for {@link #matches}
     * @param most how many pieces at the most
     */
    public List<Highlight> highlights(Message message, boolean onlyOpen, int most) {
        List<Highlight> found = new ArrayList<>();
        for (Part.Piece piece : Part.of(message, onlyOpen)) {
            List<Token> tokens = piece.tokens();
            List<Hit> hits = new ArrayList<>();
            for (Clause clause : clauses) {
                if (!clause.excluded()) {
                    clause.hits(tokens, hits, HITS_AT_MOST);
                }
            }
            found.addAll(Marking.of(piece.part().field(), piece.text(), hits, most - found.size()));
        }
        return found;
    }

    /** The words, in lower case, that may be misspelt where nothing is found: those that stand alone, of four letters or more. */
    public List<String> doubtful() {
        return clauses.stream()
                .filter(each -> each.isSingle() && !each.excluded())
                .map(each -> each.forms().get(0))
                .filter(form -> form.length() >= 4 && form.chars().allMatch(Character::isLetter))
                .distinct()
                .toList();
    }

    /** The same with another word in the place of one that stands alone. */
    public Wanted with(String form, String other) {
        StringBuilder changed = new StringBuilder();
        int at = 0;
        for (Clause clause : clauses) {
            if (clause.isSingle() && !clause.excluded() && clause.forms().get(0).equals(form)) {
                changed.append(text, at, clause.from()).append(other);
                at = clause.to();
            }
        }
        return of(changed.append(text.substring(at)).toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Wanted wanted && wanted.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
