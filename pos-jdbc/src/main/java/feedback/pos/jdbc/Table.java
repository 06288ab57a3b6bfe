package feedback.pos.jdbc;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table and those of its columns that are written, in the order in which a row's values stand.
 *
 * @param name as in the scripts
 * @param columns in the order of the values
 * @param keys how many of the columns, from the first on, are the key, where rows are found by it
 */
record Table(String name, List<Column> columns, int keys) {

    /** One whose key is not written by. */
    Table(String name, List<Column> columns) {
        this(name, columns, 0);
    }

    /** What a message's life changes, and then what stays as it was submitted. */
    static final Table MESSAGE = new Table(
            "pos_message",
            List.of(
                    new Column("version", Kind.INT),
                    new Column("wake_at", Kind.LONG),
                    new Column("late_at", Kind.LONG),
                    new Column("holder_path", Kind.TEXT),
                    new Column("topic_path", Kind.TEXT),
                    new Column("fast_track", Kind.FLAG),
                    new Column("kind", Kind.TEXT),
                    new Column("stage", Kind.TEXT),
                    new Column("outcome", Kind.TEXT),
                    new Column("stars", Kind.INT),
                    new Column("joined", Kind.ID),
                    new Column("executor", Kind.TEXT),
                    new Column("given_at", Kind.LONG),
                    new Column("body", Kind.TEXT),
                    new Column("id", Kind.ID),
                    new Column("number", Kind.TEXT),
                    new Column("once_key", Kind.TEXT),
                    new Column("created_at", Kind.LONG),
                    new Column("applicant", Kind.TEXT),
                    new Column("territory", Kind.TEXT),
                    new Column("channel", Kind.TEXT),
                    new Column("is_open", Kind.FLAG),
                    new Column("lat", Kind.DOUBLE),
                    new Column("lon", Kind.DOUBLE),
                    new Column("cell", Kind.INT)));

    /** What was submitted: apart, because a database writes a row anew as a whole, whatever part of it changes. */
    static final Table SUBMISSION =
            new Table("pos_submission", List.of(new Column("message", Kind.ID), new Column("body", Kind.TEXT)));

    /** How many of a message's columns change. */
    static final int CHANGING = 14;

    static final Table JOURNAL = new Table(
            "pos_journal",
            List.of(
                    new Column("message", Kind.ID),
                    new Column("version", Kind.INT),
                    new Column("happened_at", Kind.LONG),
                    new Column("author", Kind.TEXT),
                    new Column("author_role", Kind.TEXT),
                    new Column("fact", Kind.TEXT),
                    new Column("body", Kind.TEXT),
                    new Column("seal", Kind.TEXT),
                    new Column("digest", Kind.TEXT)));

    static final Table OUTBOX = new Table(
            "pos_outbox",
            List.of(
                    new Column("message", Kind.ID),
                    new Column("version", Kind.INT),
                    new Column("place", Kind.INT),
                    new Column("happened_at", Kind.LONG),
                    new Column("not_before", Kind.LONG),
                    new Column("next_at", Kind.LONG),
                    new Column("fact", Kind.TEXT),
                    new Column("recipient_role", Kind.TEXT),
                    new Column("recipient", Kind.TEXT)));

    static final Table COUNTER = new Table(
            "pos_ballot_counter",
            List.of(
                    new Column("poll", Kind.ID),
                    new Column("chain", Kind.INT),
                    new Column("amount", Kind.LONG),
                    new Column("name", Kind.TEXT)));

    static final Table UNCOUNTED =
            new Table("pos_uncounted", List.of(new Column("message", Kind.ID), new Column("version", Kind.INT)), 2);

    static final Table FACT = new Table(
            "pos_fact",
            List.of(
                    new Column("message", Kind.ID),
                    new Column("created_at", Kind.LONG),
                    new Column("mark", Kind.LONG),
                    new Column("lat", Kind.DOUBLE),
                    new Column("lon", Kind.DOUBLE),
                    new Column("version", Kind.INT),
                    new Column("day_number", Kind.INT),
                    new Column("territory", Kind.TEXT),
                    new Column("holders", Kind.TEXT),
                    new Column("topics", Kind.TEXT),
                    new Column("districts", Kind.TEXT),
                    new Column("tags", Kind.TEXT),
                    new Column("rest", Kind.TEXT)),
            1);

    static final Table FIGURE = new Table(
            "pos_counter",
            List.of(
                    new Column("side", Kind.INT),
                    new Column("grain", Kind.INT),
                    new Column("bucket", Kind.INT),
                    new Column("topic", Kind.TEXT),
                    new Column("id", Kind.TEXT),
                    new Column("body", Kind.BYTES)),
            5);

    /**
     * A column.
     *
     * @param name as in the scripts
     * @param kind of its values
     */
    record Column(String name, Kind kind) {}

    /** Of what kind values are. */
    enum Kind {
        ID,
        TEXT,
        INT,
        LONG,
        DOUBLE,
        FLAG,
        BYTES
    }

    /** The names of the columns, with commas. */
    String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** The columns of a message that keep what they hold where nothing else is said: null is no value of theirs to be written. */
    private static final Set<String> KEPT = Set.of("given_at");

    /** The columns of the key. */
    List<Column> key() {
        return columns.subList(0, keys);
    }

    /** The columns behind the key. */
    List<Column> behindKey() {
        return columns.subList(keys, columns.size());
    }

    /** A condition that the key is what stands in the marks, or in the columns of another row. */
    String isKey(String other) {
        return key().stream()
                .map(each -> each.name() + " = " + (other.isEmpty() ? "?" : other + "." + each.name()))
                .collect(Collectors.joining(" AND "));
    }

    /** What a changing column gets, of a value that may be null. */
    static String set(Column column, String value) {
        return column.name() + " = "
                + (KEPT.contains(column.name())
                        ? "COALESCE(" + value + ", " + "pos_message." + column.name() + ")"
                        : value);
    }

    /** The columns of a message that change. */
    static List<Column> changing() {
        return MESSAGE.columns().subList(0, CHANGING);
    }
}
