package feedback.pos.jdbc;

import feedback.pos.codec.Codec;
import feedback.pos.insight.Face;
import feedback.pos.insight.Fact;
import feedback.pos.insight.Grain;
import feedback.pos.insight.Mark;
import feedback.pos.message.Point;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Facts as rows. Not thread-safe: remembers the paths that it has read, of which there are few. */
final class FactRows {
    /** Cells by which facts are found: 20 km, 5 km, 1.2 km. */
    static final List<Integer> LEVELS = List.of(10, 12, 14);

    private final Dialect dialect;
    private final Codec codec;
    private final Map<String, List<String>> paths = new HashMap<>();

    FactRows(Dialect dialect, Codec codec) {
        this.dialect = dialect;
        this.codec = codec;
    }

    /** What is not asked for but by who takes a fact away. */
    record Rest(@Nullable LocalDate answered, @Nullable String executor, List<Fact.Passage> passages) {}

    /** The values of {@link Table#FACT}. */
    @Nullable
    Object[] row(Fact fact) {
        Point point = fact.point();
        return new @Nullable Object[] {
            fact.message(),
            Columns.micros(fact.createdAt()),
            fact.mark().bits(),
            point == null ? null : point.lat(),
            point == null ? null : point.lon(),
            fact.version(),
            Grain.DAY.bucket(fact.day()),
            fact.territory(),
            Columns.path(fact.holders()),
            Columns.path(fact.topics()),
            Columns.path(fact.districts()),
            String.join("\n", tags(fact)),
            codec.writeRecord(new Rest(fact.answered(), fact.executor(), fact.passages()))
        };
    }

    private static Set<String> tags(Fact fact) {
        Set<String> tags = new TreeSet<>();
        fact.forEach((face, grain, bucket, mark) -> {
            boolean isWhole = face.topic().isEmpty();
            switch (face.side()) {
                case ALL -> tags.add(topic(face.topic()));
                case ORGANIZATION -> tags.add(body(face.id()));
                case TERRITORY -> tags.add(territory(face.id()));
                case CELL -> {
                    if (isWhole && LEVELS.contains(Face.cell(face.id()).level())) {
                        tags.add(cell(face.id()));
                    }
                }
                case DISTRICT, ANSWERS, EXECUTOR, PASSAGES -> {
                    // Not looked for
                }
            }
        });
        return tags;
    }

    static String topic(String code) {
        return "t" + line(code);
    }

    static String body(String id) {
        return "o" + line(id);
    }

    static String territory(String prefix) {
        return "z" + prefix;
    }

    static String cell(String id) {
        return "c" + id;
    }

    private static String line(String id) {
        return id.replace('\n', ' ');
    }

    /** A fact without what {@link Rest} holds. */
    Fact light(ResultSet row) throws SQLException {
        return fact(row, new Rest(null, null, List.of()));
    }

    /** A fact as it was written. */
    Fact whole(ResultSet row) throws SQLException {
        return fact(row, codec.readRecord(row.getString("rest"), Rest.class));
    }

    private Fact fact(ResultSet row, Rest rest) throws SQLException {
        double lat = row.getDouble("lat");
        Point point = row.wasNull() ? null : new Point(lat, row.getDouble("lon"));
        return new Fact(
                dialect.id(row, "message"),
                row.getInt("version"),
                Columns.instant(row.getLong("created_at")),
                Grain.DAY.start(row.getInt("day_number")),
                path(row.getString("holders")),
                path(row.getString("topics")),
                row.getString("territory"),
                point,
                path(row.getString("districts")),
                new Mark(row.getLong("mark")),
                rest.answered(),
                rest.executor(),
                rest.passages());
    }

    private List<String> path(String column) {
        return paths.computeIfAbsent(column, FactRows::steps);
    }

    private static List<String> steps(String column) {
        List<String> steps = new ArrayList<>();
        int from = 1;
        for (int to = column.indexOf('/', from); to >= 0; to = column.indexOf('/', from)) {
            steps.add(column.substring(from, to).replace("~1", "/").replace("~0", "~"));
            from = to + 1;
        }
        return List.copyOf(steps);
    }
}
