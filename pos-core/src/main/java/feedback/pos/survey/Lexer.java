package feedback.pos.survey;

import java.util.ArrayList;
import java.util.List;

/** Parts a condition into its words. */
final class Lexer {
    private static final String SIGNS = "()[],";
    private static final List<String> OPERATORS =
            List.of("<=", ">=", "<>", "!=", "==", "*=", "&&", "||", "<", ">", "=", "!");

    /** What a word is. */
    enum Kind {
        NAME,
        TEXT,
        NUMBER,
        WORD,
        END
    }

    /**
     * A word.
     *
     * @param kind what it is
     * @param text what it says, without quotes and braces
     * @param position where it begins, from 1
     */
    record Token(Kind kind, String text, int position) {
        boolean is(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The words; the last one is the end. */
    static List<Token> tokens(String text) throws ConditionFault {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Kind.END);
        return tokens;
    }

    private Token next() throws ConditionFault {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int begin = at;
        if (begin == text.length()) {
            return new Token(Kind.END, "", begin + 1);
        }
        char c = text.charAt(begin);
        if (c == '{') {
            return enclosed(Kind.NAME, '}', begin);
        }
        if (c == '\'' || c == '"') {
            return enclosed(Kind.TEXT, c, begin);
        }
        if (SIGNS.indexOf(c) >= 0) {
            at++;
            return new Token(Kind.WORD, String.valueOf(c), begin + 1);
        }
        if (isDigit(c) || c == '-' && begin + 1 < text.length() && isDigit(text.charAt(begin + 1))) {
            return number(begin);
        }
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, begin)) {
                at += operator.length();
                return new Token(Kind.WORD, operator, begin + 1);
            }
        }
        if (Character.isLetter(c)) {
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            return new Token(Kind.WORD, text.substring(begin, at), begin + 1);
        }
        throw new ConditionFault("survey.condition.unexpected", begin + 1, String.valueOf(c));
    }

    /** A quote within has a backslash before it. */
    private Token enclosed(Kind kind, char end, int begin) throws ConditionFault {
        StringBuilder inside = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            char following = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            if (kind == Kind.TEXT && c == '\\' && (following == end || following == '\\')) {
                inside.append(following);
                at += 2;
            } else if (c == end) {
                at++;
                return new Token(kind, kind == Kind.NAME ? inside.toString().strip() : inside.toString(), begin + 1);
            } else {
                inside.append(c);
                at++;
            }
        }
        throw new ConditionFault("survey.condition.open", begin + 1, String.valueOf(text.charAt(begin)));
    }

    private Token number(int begin) throws ConditionFault {
        at++;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
        }
        String number = text.substring(begin, at);
        if (!Numbers.isFit(new java.math.BigDecimal(number))) {
            throw new ConditionFault("survey.condition.number", begin + 1, number);
        }
        return new Token(Kind.NUMBER, number, begin + 1);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
