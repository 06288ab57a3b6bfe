package feedback.pos.jdbc;

import feedback.pos.insight.Bag;
import feedback.pos.insight.Face;
import feedback.pos.insight.Fact;
import feedback.pos.insight.Grain;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counters as rows, and what becomes of them when facts come and go. */
final class CounterRows {
    /** Which number a side has in the rows; new ones go to the end. */
    private static final List<Face.Side> SIDES = List.of(
            Face.Side.ALL,
            Face.Side.ORGANIZATION,
            Face.Side.TERRITORY,
            Face.Side.DISTRICT,
            Face.Side.CELL,
            Face.Side.ANSWERS,
            Face.Side.EXECUTOR,
            Face.Side.PASSAGES);

    private static final List<Grain> GRAINS = List.of(Grain.DAY, Grain.MONTH, Grain.YEAR);

    /** A counter's key. */
    private record Slot(Face face, Grain grain, int bucket) {}

    private final Dialect dialect;
    private final Map<Slot, Bag> changes = new LinkedHashMap<>();

    CounterRows(Dialect dialect) {
        this.dialect = dialect;
    }

    static int number(Face.Side side) {
        return SIDES.indexOf(side);
    }

    static int number(Grain grain) {
        return GRAINS.indexOf(grain);
    }

    /** The key of {@link Table#FIGURE}. */
    static @Nullable Object[] key(Face face, Grain grain, int bucket) {
        return new Object[] {number(face.side()), number(grain), bucket, face.topic(), face.id()};
    }

    /** Counts a fact so many times: less often if negative. */
    void count(Fact fact, long amount) {
        fact.forEach(
                (face, grain, bucket, mark) -> changes.computeIfAbsent(new Slot(face, grain, bucket), slot -> new Bag())
                        .add(mark, amount));
    }

    /** Writes what was counted. Who calls has seen to it that nobody else writes meanwhile. */
    void write(Connection connection) throws SQLException {
        changes.values().removeIf(Bag::isEmpty);
        Map<Slot, Bag> held = held(connection);
        List<@Nullable Object[]> written = new ArrayList<>();
        List<@Nullable Object[]> emptied = new ArrayList<>();
        changes.forEach((slot, change) -> {
            Bag bag = held.getOrDefault(slot, new Bag()).add(change);
            @Nullable Object[] key = key(slot.face(), slot.grain(), slot.bucket());
            if (bag.isEmpty()) {
                emptied.add(key);
            } else {
                written.add(new @Nullable Object[] {key[0], key[1], key[2], key[3], key[4], bag.bytes()});
            }
        });
        if (!written.isEmpty()) {
            dialect.put(connection, Table.FIGURE, written);
        }
        if (!emptied.isEmpty()) {
            dialect.delete(connection, Table.FIGURE, emptied);
        }
    }

    private Map<Slot, Bag> held(Connection connection) throws SQLException {
        Map<Slot, Bag> held = new HashMap<>();
        List<@Nullable Object[]> keys = changes.keySet().stream()
                .map(slot -> key(slot.face(), slot.grain(), slot.bucket()))
                .toList();
        dialect.find(connection, Table.FIGURE, keys, row -> held.put(slot(row), bag(row)));
        return held;
    }

    private static Slot slot(ResultSet row) throws SQLException {
        Face face = new Face(
                SIDES.get(row.getInt("side")),
                Objects.requireNonNull(row.getString("id")),
                Objects.requireNonNull(row.getString("topic")));
        return new Slot(face, GRAINS.get(row.getInt("grain")), row.getInt("bucket"));
    }

    static Face face(ResultSet row) throws SQLException {
        return slot(row).face();
    }

    static Bag bag(ResultSet row) throws SQLException {
        return new Bag().add(row.getBytes("body"));
    }
}
