package feedback.pos.http.report;

import org.jspecify.annotations.Nullable;

/** What stands in one cell of a report's table: a value that knows how it is to be shown. */
public sealed interface Cell {

    /** Words. */
    record Words(String text) implements Cell {}

    /** A number of messages, or of anything else. */
    record Count(long count) implements Cell {}

    /**
     * A part of a whole.
     *
     * @param part how many
     * @param whole of how many; 0 where there is nothing to say it of
     */
    record Share(long part, long whole) implements Cell {}

    /**
     * A number with one decimal.
     *
     * @param value null where there is none
     * @param isOfFew whether it is of so few messages that it says little
     */
    record Decimal(@Nullable Double value, boolean isOfFew) implements Cell {}

    /**
     * A change.
     *
     * @param value by how much it is more; null where it cannot be said
     * @param unit what it is counted in
     */
    record Change(@Nullable Double value, Unit unit) implements Cell {}

    /** What a change is counted in. */
    enum Unit {
        /** In the unit of what has changed, whole. */
        COUNT,
        /** In the unit of what has changed, with one decimal. */
        DECIMAL,
        /** In points of a hundred. */
        POINTS,
        /** In per cent of what it was. */
        PERCENT
    }
}
