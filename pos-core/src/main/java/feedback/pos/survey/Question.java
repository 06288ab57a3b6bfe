package feedback.pos.survey;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One question of a survey, by kind. The records only hold what was written; {@link Survey} checks it. All are immutable and
 * thread-safe.
 */
public sealed interface Question {
    /** The code of the choice «other», where it is offered: its text is written by who answers. */
    String OTHER = "other";

    /** The code of the choice «none of the above», where it is offered: it excludes all others. */
    String NONE = "none";

    /** What every question has. */
    Asked asked();

    /** The code by which answers, conditions and counters name it; unique in its survey. */
    default String name() {
        return asked().name();
    }

    /** What is asked. */
    default Label title() {
        return asked().title();
    }

    /** Whether an answer is wanted where the question is visible. */
    default boolean required() {
        return asked().required();
    }

    /**
     * What every question has.
     *
     * @param name 1 to 40 letters, digits, hyphens and underscores
     * @param title what is asked, at most 1,000 characters
     * @param description what helps to answer, at most 4,000 characters, or null
     * @param required whether an answer is wanted where the question is visible
     * @param visibleIf the condition under which it is asked, over questions before it, or null for always
     */
    record Asked(
            String name,
            Label title,
            @Nullable Label description,
            boolean required,
            @Nullable String visibleIf) {
        public Asked {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(title, "title");
        }

        /** A question that is always asked and need not be answered. */
        public static Asked of(String name, String title) {
            return new Asked(name, Label.of(title), null, false, null);
        }
    }

    /**
     * What may be chosen; also a row or a column of a matrix.
     *
     * @param code 1 to 80 characters without control characters and blanks at the ends; unique in its list. The code of a row has no {@code =}
     * @param title what is shown, at most 1,000 characters
     */
    record Choice(String code, Label title) {
        public Choice {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(title, "title");
        }

        /** A choice with Russian words. */
        public static Choice of(String code, String title) {
            return new Choice(code, Label.of(title));
        }
    }

    /**
     * One of several choices.
     *
     * @param choices what may be chosen, in order
     * @param other the words of the choice {@link #OTHER}, or null where it is not offered
     * @param none the words of the choice {@link #NONE}, or null where it is not offered
     * @param shuffled a hint to who shows it: in another order to each, so that the first is not favoured
     */
    record Single(
            Asked asked,
            List<Choice> choices,
            @Nullable Label other,
            @Nullable Label none,
            boolean shuffled) implements Question {
        public Single {
            Objects.requireNonNull(asked, "asked");
            choices = List.copyOf(choices);
        }
    }

    /**
     * Any of several choices.
     *
     * @param choices what may be chosen, in order
     * @param other the words of the choice {@link #OTHER}, or null where it is not offered
     * @param none the words of the choice {@link #NONE}, or null where it is not offered
     * @param shuffled a hint to who shows it
     * @param least how many are to be chosen at least, or null; «none of the above» alone always does
     * @param most how many may be chosen, or null
     */
    record Multiple(
            Asked asked,
            List<Choice> choices,
            @Nullable Label other,
            @Nullable Label none,
            boolean shuffled,
            @Nullable Integer least,
            @Nullable Integer most)
            implements Question {
        public Multiple {
            Objects.requireNonNull(asked, "asked");
            choices = List.copyOf(choices);
        }
    }

    /**
     * A whole number on a scale of at most 101 steps.
     *
     * @param min the lowest, −1,000 to 1,000
     * @param max the highest
     * @param step from one to the next, 1 and more
     * @param low what the lowest means, or null
     * @param high what the highest means, or null
     */
    record Scale(
            Asked asked,
            int min,
            int max,
            int step,
            @Nullable Label low,
            @Nullable Label high) implements Question {
        public Scale {
            Objects.requireNonNull(asked, "asked");
        }
    }

    /**
     * One column for each row.
     *
     * @param rows what is judged, at most 50
     * @param columns how, at most 20
     * @param everyRow whether each row wants an answer, of a required matrix; else one row is enough
     * @param shuffled a hint to who shows it: the rows in another order to each
     */
    record Matrix(Asked asked, List<Choice> rows, List<Choice> columns, boolean everyRow, boolean shuffled)
            implements Question {
        public Matrix {
            Objects.requireNonNull(asked, "asked");
            rows = List.copyOf(rows);
            columns = List.copyOf(columns);
        }
    }

    /**
     * An order of choices, the best first.
     *
     * @param choices what is put in order
     * @param shuffled a hint to who shows it
     * @param least how many are to be put in order at least, or null; 1 where only {@code most} is given
     * @param most how many may be put in order, or null for all; where neither is given all of them are to be put in order
     */
    record Ranking(
            Asked asked,
            List<Choice> choices,
            boolean shuffled,
            @Nullable Integer least,
            @Nullable Integer most) implements Question {
        public Ranking {
            Objects.requireNonNull(asked, "asked");
            choices = List.copyOf(choices);
        }
    }

    /**
     * Words of one's own.
     *
     * @param lines whether more than one line is expected; a hint to who shows it
     * @param least the length that is wanted at least where something is written, in characters
     * @param most the length that is taken, 1 to 10,000 characters
     */
    record Text(Asked asked, boolean lines, int least, int most) implements Question {
        public Text {
            Objects.requireNonNull(asked, "asked");
        }
    }

    /**
     * A number within ±1,000,000,000,000 with at most 6 decimals.
     *
     * @param min the lowest, or null
     * @param max the highest, or null
     * @param step numbers are whole steps away from the lowest, or from 0 where there is none; null for any number
     */
    record Numeric(
            Asked asked,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable BigDecimal step) implements Question {
        public Numeric {
            Objects.requireNonNull(asked, "asked");
            min = min == null ? null : Numbers.canonical(min);
            max = max == null ? null : Numbers.canonical(max);
            step = step == null ? null : Numbers.canonical(step);
        }
    }

    /**
     * A day of the years 1900 to 2100.
     *
     * @param min the earliest, or null
     * @param max the latest, or null
     */
    record Date(
            Asked asked, @Nullable LocalDate min, @Nullable LocalDate max) implements Question {
        public Date {
            Objects.requireNonNull(asked, "asked");
        }
    }
}
