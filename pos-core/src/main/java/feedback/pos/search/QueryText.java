package feedback.pos.search;

import feedback.pos.search.Wanted.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what was typed into the box. Total: whatever stands there means something or nothing, and is never an error. */
final class QueryText {
    private static final String QUOTES = "\"«»“”„‟″";
    private static final String MINUSES = "-−";
    private static final String HYPHENS = "-‐‑";

    /** In nearly every message, and typed without being meant. They count within a phrase, or where there is nothing else. */
    private static final Set<String> UNMEANT = Set.of(
            "а", "в", "во", "для", "до", "же", "за", "и", "из", "к", "ко", "на", "не", "о", "об", "от", "по", "с", "со",
            "у", "что", "the", "of", "in", "and", "a");

    private final String text;
    private final List<Clause> clauses = new ArrayList<>();
    private int at;

    private QueryText(String text) {
        this.text = text;
    }

    static List<Clause> read(String text) {
        QueryText query = new QueryText(text);
        while (query.at < text.length()) {
            query.next();
        }
        return query.meant();
    }

    private void next() {
        char sign = text.charAt(at);
        if (Character.isWhitespace(sign)) {
            at++;
            return;
        }
        boolean excluded = MINUSES.indexOf(sign) >= 0 && (at == 0 || Character.isWhitespace(text.charAt(at - 1)));
        if (excluded) {
            at++;
        }
        if (at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0) {
            phrase(excluded);
        } else {
            run(excluded);
        }
    }

    private void phrase(boolean excluded) {
        int from = ++at;
        while (at < text.length() && QUOTES.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        int to = at;
        at = Math.min(text.length(), at + 1);
        add(excluded, tokens(from, to));
    }

    /** Up to the next blank or quote. */
    private void run(boolean excluded) {
        int from = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && QUOTES.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == from) {
            return;
        }
        List<Token> tokens = tokens(from, at);
        if (tokens.isEmpty()) {
            return;
        }
        Token last = tokens.get(tokens.size() - 1);
        boolean isBeginning =
                last.to() < at && text.charAt(last.to()) == '*' && last.form().length() >= 2;
        if (isBeginning) {
            clauses.add(new Clause(
                    excluded, List.of(last.form()), List.of(last.lexeme()), true, last.from(), last.to() + 1));
            tokens.remove(tokens.size() - 1);
        }
        if (excluded || isHyphened(tokens)) {
            add(excluded, tokens);
        } else {
            tokens.forEach(each -> add(false, List.of(each)));
        }
    }

    private List<Token> tokens(int from, int to) {
        List<Token> tokens = new ArrayList<>();
        for (Token each : Token.of(text.substring(from, to), to)) {
            tokens.add(new Token(each.form(), each.lexeme(), each.from() + from, each.to() + from));
        }
        return tokens;
    }

    private boolean isHyphened(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            int before = tokens.get(i - 1).to();
            if (tokens.get(i).from() != before + 1 || HYPHENS.indexOf(text.charAt(before)) < 0) {
                return false;
            }
        }
        return true;
    }

    private void add(boolean excluded, List<Token> tokens) {
        if (!tokens.isEmpty()) {
            clauses.add(new Clause(
                    excluded,
                    tokens.stream().map(Token::form).toList(),
                    tokens.stream().map(Token::lexeme).toList(),
                    false,
                    tokens.get(0).from(),
                    tokens.get(tokens.size() - 1).to()));
        }
    }

    private List<Clause> meant() {
        boolean isMeant = clauses.stream().anyMatch(each -> !each.excluded() && !isUnmeant(each));
        return isMeant ? clauses.stream().filter(each -> !isUnmeant(each)).toList() : clauses;
    }

    private static boolean isUnmeant(Clause clause) {
        return !clause.excluded()
                && clause.isSingle()
                && UNMEANT.contains(clause.forms().get(0));
    }
}
