package feedback.pos.jdbc;

import feedback.pos.codec.Codec;
import feedback.pos.insight.Face;
import feedback.pos.insight.Fact;
import feedback.pos.insight.Grain;
import feedback.pos.message.Cell;
import feedback.pos.store.Figures;
import feedback.pos.store.Filter;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counters and facts of one connection, in a transaction that sees one moment. */
final class FigureReading implements Figures.Reading {
    private static final String FACTS =
            "SELECT message, created_at, mark, lat, lon, version, day_number, territory, holders,"
                    + " topics, districts, rest FROM pos_fact";
    private static final String RANGE = "SELECT side, grain, bucket, topic, id, body FROM pos_counter"
            + " WHERE side = ? AND topic = ? AND grain = ? AND id >= ? AND id < ? AND bucket ";

    /** What facts are found by. */
    private static final String LOOKED_UP = "string_to_array(tags, E'\\n')";

    /** The same, without its index: in a short period it would bring up everything that a large body ever held. */
    private static final String LOOKED_AT = "(" + LOOKED_UP + " || '{}'::text[])";

    private static final Duration SHORT = Duration.ofDays(3);

    /** So many cells are looked for one by one; a larger box is compared with every fact of the period. */
    private static final int MOST_CELLS = 32;

    private final Connection connection;
    private final Dialect dialect;
    private final FactRows rows;

    /** The first and the last day, once asked for: it is one moment that is read. */
    private final Map<String, Optional<LocalDate>> edges = new HashMap<>();

    FigureReading(Connection connection, Dialect dialect, Codec codec) {
        this.connection = connection;
        this.dialect = dialect;
        this.rows = new FactRows(dialect, codec);
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static void translated(Work work) {
        try {
            work.run();
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    @Override
    public void counters(Collection<Face> faces, Grain grain, int from, int to, Figures.Receiver receiver) {
        List<@Nullable Object[]> keys = new ArrayList<>();
        for (int bucket = from; bucket <= to; bucket++) {
            for (Face face : faces) {
                keys.add(CounterRows.key(face, grain, bucket));
            }
        }
        translated(() -> dialect.find(connection, Table.FIGURE, keys, row -> receive(row, receiver)));
    }

    private static void receive(ResultSet row, Figures.Receiver receiver) throws SQLException {
        receiver.of(CounterRows.face(row), row.getInt("bucket"), CounterRows.bag(row));
    }

    @Override
    public void counters(
            Face.Side side,
            String fromId,
            String beforeId,
            String topic,
            Grain grain,
            int from,
            int to,
            Figures.Receiver receiver) {
        translated(() -> {
            try (PreparedStatement select =
                    connection.prepareStatement(RANGE + (dialect.isEmbedded() ? "= ?" : "= ANY (?)"))) {
                select.setInt(1, CounterRows.number(side));
                select.setString(2, topic);
                select.setInt(3, CounterRows.number(grain));
                select.setString(4, fromId);
                select.setString(5, beforeId);
                if (!dialect.isEmbedded()) {
                    Integer[] buckets = IntStream.rangeClosed(from, to).boxed().toArray(Integer[]::new);
                    select.setArray(6, connection.createArrayOf("int4", buckets));
                    receive(select, receiver);
                    return;
                }
                // A range of ids within a range of buckets is no range of the index: each bucket is one
                for (int bucket = from; bucket <= to; bucket++) {
                    select.setInt(6, bucket);
                    receive(select, receiver);
                }
            }
        });
    }

    private static void receive(PreparedStatement select, Figures.Receiver receiver) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                receive(row, receiver);
            }
        }
    }

    @Override
    public void facts(Filter filter, Consumer<Fact> receiver) {
        Set<String> within = filter.within();
        if (within != null && within.isEmpty()) {
            return;
        }
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (filter.from() != null) {
            conditions.add("created_at >= ?");
            values.add(Columns.microsUp(filter.from()));
        }
        if (filter.to() != null) {
            conditions.add("created_at < ?");
            values.add(Columns.microsUp(filter.to()));
        }
        if (!dialect.isEmbedded()) {
            addTags(isShort(filter) ? LOOKED_AT : LOOKED_UP, filter, conditions, values);
        }
        String sql = FACTS + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
        translated(() -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.size(); i++) {
                    if (values.get(i) instanceof List<?> tags) {
                        Array array = connection.createArrayOf("text", tags.toArray());
                        select.setArray(i + 1, array);
                    } else {
                        select.setObject(i + 1, values.get(i));
                    }
                }
                select.setFetchSize(5_000);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Fact fact = rows.light(row);
                        // The index knows where and about what; the rest the fact says itself
                        if (filter.matches(fact)) {
                            receiver.accept(fact);
                        }
                    }
                }
            }
        });
    }

    private static boolean isShort(Filter filter) {
        Instant from = filter.from();
        Instant to = filter.to();
        return from != null && to != null && to.getEpochSecond() - from.getEpochSecond() < SHORT.toSeconds();
    }

    private static void addTags(String tags, Filter filter, List<String> conditions, List<Object> values) {
        List<String> all = new ArrayList<>();
        if (filter.organization() != null) {
            all.add(FactRows.body(filter.organization()));
        }
        if (filter.topic() != null) {
            all.add(FactRows.topic(filter.topic()));
        }
        if (filter.category() != null) {
            all.add(FactRows.topic(filter.category()));
        }
        if (filter.territory() != null) {
            all.add(FactRows.territory(filter.territory().prefix()));
        }
        if (!all.isEmpty()) {
            conditions.add(tags + " @> ?");
            values.add(all);
        }
        Set<String> within = filter.within();
        if (within != null) {
            conditions.add(tags + " && ?");
            values.add(within.stream().sorted().map(FactRows::body).collect(Collectors.toList()));
        }
        Filter.Box box = filter.box();
        List<String> cells = box == null ? List.of() : cells(box);
        if (!cells.isEmpty()) {
            conditions.add(tags + " && ?");
            values.add(cells);
        }
    }

    /** The cells of the finest level of which a box touches few. */
    private static List<String> cells(Filter.Box box) {
        List<String> found = List.of();
        for (int level : FactRows.LEVELS) {
            Cell from = Cell.of(level, box.south(), box.west());
            Cell to = Cell.of(level, box.north(), box.east());
            int columns = to.x() - from.x() + 1 + (box.crosses() ? 1 << level : 0);
            int lines = to.y() - from.y() + 1;
            if ((long) columns * lines > MOST_CELLS) {
                break;
            }
            List<String> cells = new ArrayList<>();
            for (int n = 0; n < columns * lines; n++) {
                int x = (from.x() + n % columns) & ((1 << level) - 1);
                cells.add(FactRows.cell(Face.id(level, from.y() + n / columns, x)));
            }
            found = cells;
        }
        return found;
    }

    @Override
    public void facts(Collection<UUID> messages, Consumer<Fact> receiver) {
        List<@Nullable Object[]> keys =
                messages.stream().map(id -> new @Nullable Object[] {id}).toList();
        translated(() -> dialect.find(connection, Table.FACT, keys, row -> receiver.accept(rows.whole(row))));
    }

    @Override
    public @Nullable LocalDate first() {
        return edges.computeIfAbsent("MIN", this::edge).orElse(null);
    }

    @Override
    public @Nullable LocalDate last() {
        return edges.computeIfAbsent("MAX", this::edge).orElse(null);
    }

    private Optional<LocalDate> edge(String which) {
        List<LocalDate> day = new ArrayList<>();
        translated(() -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT " + which
                    + "(bucket) AS edge FROM pos_counter WHERE side = ? AND topic = '' AND grain = ?")) {
                select.setInt(1, CounterRows.number(Face.Side.ALL));
                select.setInt(2, CounterRows.number(Grain.DAY));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    int bucket = row.getInt("edge");
                    if (!row.wasNull()) {
                        day.add(Grain.DAY.start(bucket));
                    }
                }
            }
        });
        return day.stream().findFirst();
    }
}
