package feedback.pos.survey;

import feedback.pos.survey.Expression.Ref;
import feedback.pos.survey.Expression.Size;
import feedback.pos.survey.Lexer.Kind;
import feedback.pos.survey.Lexer.Token;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition and says of what it does not understand where it stands. Bounded in length, depth and parts, so that it always comes
 * to an end soon.
 *
 * <pre>
 * any     = all {("or" | "||") all}
 * all     = part {("and" | "&amp;&amp;") part}
 * part    = "not" part | ["!"] "(" any ")" | operand relation
 * operand = {question} | {matrix.row} | 'text' | "text" | number | true | false | [operand, …]
 * </pre>
 */
final class ExpressionParser {
    static final int MOST_CHARACTERS = 2_000;
    private static final int DEEPEST = 20;
    private static final int MOST_PARTS = 200;

    private static final Map<String, Size> SIZES = Map.of(
            "<", Size.LESS,
            "less", Size.LESS,
            "<=", Size.AT_MOST,
            "lessorequal", Size.AT_MOST,
            ">", Size.MORE,
            "greater", Size.MORE,
            ">=", Size.AT_LEAST,
            "greaterorequal", Size.AT_LEAST);
    private static final Set<String> SAME = Set.of("=", "==", "equal");
    private static final Set<String> DIFFERENT = Set.of("<>", "!=", "notequal");
    private static final Set<String> CHOSEN =
            Set.of("contains", "contain", "*=", "notcontains", "notcontain", "anyof", "allof", "noneof");

    private final List<Token> tokens;
    private final Function<String, @Nullable Question> earlier;
    private final Function<String, @Nullable Question> anywhere;
    private int at;
    private int depth;
    private int parts;

    private ExpressionParser(
            List<Token> tokens,
            Function<String, @Nullable Question> earlier,
            Function<String, @Nullable Question> anywhere) {
        this.tokens = tokens;
        this.earlier = earlier;
        this.anywhere = anywhere;
    }

    /**
     * Reads a condition.
     *
     * @param text the condition
     * @param earlier the questions that it may name
     * @param anywhere all questions, so that one that comes too late is not called unknown
     * @throws ConditionFault naming the first thing that is wrong
     */
    static Expression parse(
            String text, Function<String, @Nullable Question> earlier, Function<String, @Nullable Question> anywhere)
            throws ConditionFault {
        if (text.length() > MOST_CHARACTERS) {
            throw new ConditionFault("survey.condition.long", MOST_CHARACTERS, "");
        }
        ExpressionParser parser = new ExpressionParser(Lexer.tokens(text), earlier, anywhere);
        Expression expression = parser.any();
        Token rest = parser.next();
        if (rest.kind() != Kind.END) {
            throw unexpected(rest);
        }
        return expression;
    }

    private Expression any() throws ConditionFault {
        List<Expression> found = new ArrayList<>(List.of(all()));
        while (isWord("or", "||")) {
            at++;
            found.add(all());
        }
        return found.size() == 1 ? found.get(0) : new Expression.Any(found);
    }

    private Expression all() throws ConditionFault {
        List<Expression> found = new ArrayList<>(List.of(part()));
        while (isWord("and", "&&")) {
            at++;
            found.add(part());
        }
        return found.size() == 1 ? found.get(0) : new Expression.All(found);
    }

    private Expression part() throws ConditionFault {
        Token token = peek();
        parts++;
        if (depth >= DEEPEST || parts > MOST_PARTS) {
            throw new ConditionFault("survey.condition.deep", token.position(), token.text());
        }
        if (isWord("not", "!")) {
            at++;
            if (token.is("!") && !peek().is("(")) {
                // Others read it as belonging to the next operand
                throw unexpected(peek());
            }
            depth++;
            Expression part = part();
            depth--;
            return new Expression.Not(part);
        }
        if (isWord("(", "(")) {
            at++;
            depth++;
            Expression inner = any();
            depth--;
            Token close = next();
            if (!close.is(")")) {
                throw unexpected(close);
            }
            return inner;
        }
        return relation();
    }

    private Expression relation() throws ConditionFault {
        Operand left = operand();
        Token operator = next();
        String word = operator.text().toLowerCase(Locale.ROOT);
        if (operator.kind() != Kind.WORD) {
            throw unexpected(operator);
        }
        if (word.equals("empty") || word.equals("notempty")) {
            Expression empty = new Expression.IsEmpty(left.mustAsk(operator).ref());
            return word.equals("empty") ? empty : new Expression.Not(empty);
        }
        boolean isSame = SAME.contains(word);
        if (isSame || DIFFERENT.contains(word)) {
            Expression same = same(left, operand(), operator);
            return isSame ? same : new Expression.Not(same);
        }
        Size size = SIZES.get(word);
        if (size != null) {
            return sized(left, size, operand(), operator);
        }
        if (CHOSEN.contains(word)) {
            Expression chosen = chosen(left.mustAsk(operator), operand(), word.equals("allof"), operator);
            return word.startsWith("no") ? new Expression.Not(chosen) : chosen;
        }
        throw new ConditionFault("survey.condition.operator", operator.position(), operator.text());
    }

    private static Expression same(Operand left, Operand right, Token operator) throws ConditionFault {
        if (left.asked == null) {
            if (right.asked == null) {
                throw new ConditionFault("survey.condition.constant", left.token.position(), left.token.text());
            }
            return same(right, left, operator);
        }
        Ref ref = left.ref();
        if (right.asked != null) {
            Sort sort = left.sort();
            if (sort != right.sort() || sort == Sort.CHOICES || sort == Sort.WORDS || sort == Sort.ROWS) {
                throw new ConditionFault("survey.condition.types", operator.position(), operator.text());
            }
            return new Expression.SameAs(ref, right.ref());
        }
        return new Expression.Same(ref, right.as(left, operator));
    }

    private static Expression sized(Operand left, Size size, Operand right, Token operator) throws ConditionFault {
        if (left.asked == null) {
            if (right.asked == null) {
                throw new ConditionFault("survey.condition.constant", left.token.position(), left.token.text());
            }
            return sized(right, size.turned(), left, operator);
        }
        Sort sort = left.sort();
        if (sort != Sort.NUMBER && sort != Sort.DAY || right.asked != null && sort != right.sort()) {
            throw new ConditionFault("survey.condition.types", operator.position(), operator.text());
        }
        return right.asked != null
                ? new Expression.SizedAs(left.ref(), size, right.ref())
                : new Expression.Sized(left.ref(), size, right.as(left, operator));
    }

    private static Expression chosen(Operand left, Operand right, boolean all, Token operator) throws ConditionFault {
        Sort sort = left.sort();
        if (sort != Sort.CHOICE && sort != Sort.CHOICES || right.asked != null) {
            throw new ConditionFault("survey.condition.types", operator.position(), operator.text());
        }
        List<String> codes = new ArrayList<>();
        for (Operand item : right.items == null ? List.of(right) : right.items) {
            codes.add(item.code(left));
        }
        return new Expression.Chosen(left.ref(), all, codes);
    }

    private Operand operand() throws ConditionFault {
        Token token = next();
        return switch (token.kind()) {
            case NAME -> asked(token);
            case TEXT, NUMBER -> new Operand(token, null, null, null);
            case WORD -> {
                if (token.is("[")) {
                    yield list(token);
                }
                if (token.is("true") || token.is("false")) {
                    yield new Operand(token, null, null, null);
                }
                throw unexpected(token);
            }
            case END -> throw unexpected(token);
        };
    }

    private Operand list(Token open) throws ConditionFault {
        List<Operand> items = new ArrayList<>();
        Token end;
        do {
            Token item = next();
            parts++;
            if (parts > MOST_PARTS) {
                throw new ConditionFault("survey.condition.deep", item.position(), item.text());
            }
            if (item.kind() != Kind.TEXT && item.kind() != Kind.NUMBER && !item.is("true") && !item.is("false")) {
                throw unexpected(item);
            }
            items.add(new Operand(item, null, null, null));
            end = next();
        } while (end.is(","));
        if (!end.is("]")) {
            throw unexpected(end);
        }
        return new Operand(open, null, null, items);
    }

    private Operand asked(Token token) throws ConditionFault {
        String text = token.text();
        int dot = text.indexOf('.');
        String name = dot < 0 ? text : text.substring(0, dot);
        Question question = earlier.apply(name);
        if (question == null) {
            String key = anywhere.apply(name) == null ? "survey.condition.unknown" : "survey.condition.later";
            throw new ConditionFault(key, token.position(), name);
        }
        String row = dot < 0 ? null : text.substring(dot + 1);
        if (row != null
                && !(question instanceof Question.Matrix matrix
                        && matrix.rows().stream().anyMatch(each -> each.code().equals(row)))) {
            throw new ConditionFault("survey.condition.row", token.position(), text);
        }
        return new Operand(token, question, row, null);
    }

    private boolean isWord(String word, String sign) {
        return peek().is(word) || peek().is(sign);
    }

    private Token peek() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    private Token next() {
        Token token = peek();
        at++;
        return token;
    }

    private static ConditionFault unexpected(Token token) {
        return token.kind() == Kind.END
                ? new ConditionFault("survey.condition.end", token.position(), "")
                : new ConditionFault("survey.condition.unexpected", token.position(), token.text());
    }

    /** What can be compared with what. */
    private enum Sort {
        CHOICE,
        CHOICES,
        NUMBER,
        DAY,
        WORDS,
        ROWS
    }

    /** One side of a relation. */
    private static final class Operand {
        final Token token;
        final @Nullable Question asked;
        final @Nullable String row;
        final @Nullable List<Operand> items;

        Operand(Token token, @Nullable Question asked, @Nullable String row, @Nullable List<Operand> items) {
            this.token = token;
            this.asked = asked;
            this.row = row;
            this.items = items;
        }

        Operand mustAsk(Token operator) throws ConditionFault {
            if (asked == null) {
                throw new ConditionFault("survey.condition.constant", operator.position(), operator.text());
            }
            return this;
        }

        Ref ref() {
            String text = token.text();
            return new Ref(row == null ? text : text.substring(0, text.length() - row.length() - 1), row);
        }

        Sort sort() {
            if (asked instanceof Question.Single || row != null) {
                return Sort.CHOICE;
            }
            if (asked instanceof Question.Multiple || asked instanceof Question.Ranking) {
                return Sort.CHOICES;
            }
            if (asked instanceof Question.Scale || asked instanceof Question.Numeric) {
                return Sort.NUMBER;
            }
            if (asked instanceof Question.Date) {
                return Sort.DAY;
            }
            return asked instanceof Question.Matrix ? Sort.ROWS : Sort.WORDS;
        }

        /** This literal, as what the question is answered with. */
        Given as(Operand question, Token operator) throws ConditionFault {
            Sort sort = question.sort();
            if (sort == Sort.CHOICE && items == null) {
                return new Given.Code(code(question));
            }
            if (sort == Sort.NUMBER && token.kind() == Kind.NUMBER && items == null) {
                return new Given.Num(Numbers.canonical(new BigDecimal(token.text())));
            }
            if (sort == Sort.DAY && token.kind() == Kind.TEXT && items == null) {
                try {
                    return new Given.Day(LocalDate.parse(token.text()));
                } catch (DateTimeException e) {
                    throw new ConditionFault("survey.condition.date", token.position(), token.text());
                }
            }
            throw new ConditionFault("survey.condition.types", operator.position(), operator.text());
        }

        /** This literal, as a choice of the question. */
        String code(Operand question) throws ConditionFault {
            String code = token.text();
            if (!Codes.of(question.mustAsk(token).asked, question.row).contains(code)) {
                throw new ConditionFault("survey.condition.choice", token.position(), code);
            }
            return code;
        }
    }
}
