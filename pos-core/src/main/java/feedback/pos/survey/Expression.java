package feedback.pos.survey;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A condition that was read and found sound: it names only questions and choices that exist, and compares only what can be compared. Its
 * value is known for any answers, as questions without an answer are empty: nothing holds of what is empty but that it is empty,
 * that it is not the same as something, and that it contains none of something. Immutable.
 */
sealed interface Expression {
    /** Holds where all do. */
    record All(List<Expression> parts) implements Expression {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Holds where one does. */
    record Any(List<Expression> parts) implements Expression {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** Holds where the other does not. */
    record Not(Expression part) implements Expression {}

    /** Holds where there is no answer. */
    record IsEmpty(Ref ref) implements Expression {}

    /** Holds where the answer is this one: a code, a number or a day. */
    record Same(Ref ref, Given literal) implements Expression {}

    /** Holds where the answer is related so to a number or a day. */
    record Sized(Ref ref, Size size, Given literal) implements Expression {}

    /** Holds where both are answered, and alike. */
    record SameAs(Ref ref, Ref other) implements Expression {}

    /** Holds where both are answered, and related so. */
    record SizedAs(Ref ref, Size size, Ref other) implements Expression {}

    /** Holds where any or all of these were chosen. */
    record Chosen(Ref ref, boolean all, List<String> codes) implements Expression {
        public Chosen {
            codes = List.copyOf(codes);
        }
    }

    /** How two numbers or days are related. */
    enum Size {
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST;

        boolean holds(int comparison) {
            return switch (this) {
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case MORE -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }

        /** The same relation seen from the other side. */
        Size turned() {
            return switch (this) {
                case LESS -> MORE;
                case AT_MOST -> AT_LEAST;
                case MORE -> LESS;
                case AT_LEAST -> AT_MOST;
            };
        }
    }

    /** A question, or a row of a matrix. */
    record Ref(String question, @Nullable String row) {
        Given in(Function<String, Given> answers) {
            Given given = answers.apply(question);
            if (row != null && given instanceof Given.Rows rows) {
                String column = rows.columns().get(row);
                return column == null ? Given.EMPTY : new Given.Code(column);
            }
            return given;
        }
    }

    /** Whether it holds. */
    default Truth holds(Function<String, Given> answers) {
        if (this instanceof All all) {
            return joined(all.parts(), answers, Truth.FALSE);
        }
        if (this instanceof Any any) {
            return joined(any.parts(), answers, Truth.TRUE);
        }
        if (this instanceof Not not) {
            return not.part().holds(answers).not();
        }
        if (this instanceof SameAs same) {
            return related(same.ref().in(answers), same.other().in(answers), null);
        }
        if (this instanceof SizedAs sized) {
            return related(sized.ref().in(answers), sized.other().in(answers), sized.size());
        }
        if (this instanceof Same same) {
            return related(same.ref().in(answers), same.literal(), null);
        }
        if (this instanceof Sized sized) {
            return related(sized.ref().in(answers), sized.literal(), sized.size());
        }
        if (this instanceof Chosen chosen) {
            Given given = chosen.ref().in(answers);
            return given instanceof Given.Unknown ? Truth.UNKNOWN : Truth.of(isChosen(given, chosen));
        }
        Given given = ((IsEmpty) this).ref().in(answers);
        return given instanceof Given.Unknown ? Truth.UNKNOWN : Truth.of(given instanceof Given.Empty);
    }

    private static Truth joined(List<Expression> parts, Function<String, Given> answers, Truth decisive) {
        Truth joined = decisive.not();
        for (Expression part : parts) {
            Truth truth = part.holds(answers);
            if (truth == decisive) {
                return decisive;
            }
            if (truth == Truth.UNKNOWN) {
                joined = Truth.UNKNOWN;
            }
        }
        return joined;
    }

    private static Truth related(Given left, Given right, @Nullable Size size) {
        if (left instanceof Given.Unknown || right instanceof Given.Unknown) {
            return Truth.UNKNOWN;
        }
        if (left instanceof Given.Code one && right instanceof Given.Code other) {
            return Truth.of(one.equals(other));
        }
        int comparison;
        if (left instanceof Given.Num one && right instanceof Given.Num other) {
            BigDecimal number = one.number();
            comparison = number.compareTo(other.number());
        } else if (left instanceof Given.Day one && right instanceof Given.Day other) {
            LocalDate day = one.day();
            comparison = day.compareTo(other.day());
        } else {
            return Truth.FALSE;
        }
        return Truth.of(size == null ? comparison == 0 : size.holds(comparison));
    }

    private static boolean isChosen(Given given, Chosen chosen) {
        List<String> codes = given instanceof Given.Codes several
                ? several.codes()
                : given instanceof Given.Code one ? List.of(one.code()) : List.of();
        return chosen.all()
                ? !codes.isEmpty() && codes.containsAll(chosen.codes())
                : chosen.codes().stream().anyMatch(codes::contains);
    }
}
