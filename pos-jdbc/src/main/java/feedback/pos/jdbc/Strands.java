package feedback.pos.jdbc;

import feedback.pos.message.Stage;
import feedback.pos.organization.Territory;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Lists of what may be rare. From the newest message on it would take long to meet fifty that a small body holds, among many
 * that others hold; so where what is asked for lies on few paths, in few territories or at stages at which little is, the newest
 * of each of these strands are looked up in an index that has them in order, and put together. Costs the same however many
 * messages there are. For one thread.
 */
final class Strands {
    /** Of more paths, what is asked for is taken to be frequent: then the newest-first way meets it soon. */
    private static final int MOST = 32;

    /** Those at which an answer is owed: what is there is little, and almost all of it new. */
    private static final Set<Stage> OPEN =
            Arrays.stream(Stage.values()).filter(Stage::isOpen).collect(Collectors.toUnmodifiableSet());

    private static final String OPEN_STAGES =
            stages(OPEN).stream().map(stage -> "'" + stage + "'").collect(Collectors.joining(", ", "stage IN (", ")"));

    /** Columns of which each strand has one value, and by whose index it is in order. */
    private enum Column {
        HOLDER_PATH,
        TOPIC_PATH,
        TERRITORY,
        STAGE;

        String sql() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether the index on PostgreSQL holds but the beginning of it. */
        boolean isPath() {
            return this == HOLDER_PATH || this == TOPIC_PATH;
        }
    }

    private record Found(long at, UUID id) {}

    private final Handle handle;
    private final Dialect dialect;
    private final Filter rest;
    private final Map<Column, List<String>> values;

    /**
     * Strands.
     *
     * @param rest the filter but for what makes the strands
     * @param values of each column: a strand is one of each
     */
    private Strands(Handle handle, Dialect dialect, Filter rest, Map<Column, List<String>> values) {
        this.handle = handle;
        this.dialect = dialect;
        this.rest = rest;
        this.values = values;
    }

    /** Whether it is worth while to look for strands: not where another index finds what is looked for. */
    static boolean mayHelp(Filter filter) {
        boolean hasIndex = filter.text() != null
                || filter.applicant() != null
                || filter.applicants() != null
                || filter.joined() != null
                || filter.category() != null
                || filter.box() != null;
        return !hasIndex
                && (isWork(filter)
                        || filter.organization() != null
                        || filter.within() != null
                        || filter.topic() != null
                        || filter.territory() != null);
    }

    private static boolean isWork(Filter filter) {
        return !filter.stages().isEmpty() && OPEN.containsAll(filter.stages());
    }

    /** Null if the newest-first way is as good. */
    static @Nullable Strands of(Filter filter, Handle handle, Dialect dialect) {
        Paths paths = new Paths(handle);
        if (filter.organization() != null || filter.within() != null) {
            List<String> holders = paths.holders(filter);
            if (holders.size() <= MOST) {
                Set<Stage> stages = filter.stages().isEmpty() ? EnumSet.allOf(Stage.class) : filter.stages();
                return new Strands(
                        handle,
                        dialect,
                        filter.withOrganization(null).withWithin(null).withStages(Set.of()),
                        new EnumMap<>(Map.of(Column.HOLDER_PATH, holders, Column.STAGE, stages(stages))));
            }
        }
        if (isWork(filter)) {
            return new Strands(
                    handle, dialect, filter.withStages(Set.of()), Map.of(Column.STAGE, stages(filter.stages())));
        }
        if (filter.topic() != null) {
            List<String> topics = paths.topics(filter.topic());
            if (topics.size() <= MOST) {
                return new Strands(handle, dialect, filter.withTopic(null), Map.of(Column.TOPIC_PATH, topics));
            }
        }
        if (filter.territory() != null) {
            List<String> territories = paths.territories(filter.territory());
            if (territories.size() <= MOST) {
                return new Strands(handle, dialect, filter.withTerritory(null), Map.of(Column.TERRITORY, territories));
            }
        }
        return null;
    }

    private static List<String> stages(Set<Stage> stages) {
        return stages.stream().sorted().map(Stage::name).toList();
    }

    /** Where there is no way to a server: each strand for itself. */
    List<UUID> oneByOne(@Nullable Position after, int limit) {
        String conditions = values.keySet().stream()
                .map(column -> " AND " + column.sql() + " = :" + column.sql())
                .collect(Collectors.joining());
        // Said so that the index gives the order
        String order = values.keySet().stream()
                .map(column -> column.sql() + " DESC, ")
                .collect(Collectors.joining("", " ORDER BY ", "created_at DESC, id DESC LIMIT :limit"));
        Selection selection = Selection.of(rest, dialect).after(after);
        String sql = "SELECT id, created_at FROM pos_message" + selection.where() + conditions + order;
        List<Found> found = new ArrayList<>();
        for (Map<Column, String> strand : each()) {
            Query query = selection.bindTo(handle.createQuery(sql)).bind("limit", limit);
            strand.forEach((column, value) -> query.bind(column.sql(), value));
            found.addAll(query.map((row, context) -> new Found(row.getLong("created_at"), dialect.id(row, "id")))
                    .list());
        }
        return found.stream()
                .sorted(Comparator.comparingLong(Found::at)
                        .thenComparing(Found::id, Position::compare)
                        .reversed())
                .limit(limit)
                .map(Found::id)
                .toList();
    }

    private List<Map<Column, String>> each() {
        List<Map<Column, String>> strands = List.of(Map.of());
        for (Map.Entry<Column, List<String>> column : values.entrySet()) {
            List<Map<Column, String>> longer = new ArrayList<>();
            for (Map<Column, String> strand : strands) {
                for (String value : column.getValue()) {
                    Map<Column, String> more = new EnumMap<>(Column.class);
                    more.putAll(strand);
                    more.put(column.getKey(), value);
                    longer.add(more);
                }
            }
            strands = longer;
        }
        return strands;
    }

    /**
     * All of them by one statement, on PostgreSQL.
     *
     * @param select what to read of those that are found
     */
    Query atOnce(String select, @Nullable Position after, int limit) {
        Selection selection = Selection.of(rest, dialect).after(after);
        String from = values.keySet().stream()
                .map(column -> "unnest(CAST(:" + column.sql() + " AS text[])) AS of_" + column.sql() + "(value)")
                .collect(Collectors.joining(" CROSS JOIN "));
        String conditions = values.keySet().stream().map(Strands::isOfStrand).collect(Collectors.joining());
        if (values.keySet().equals(Set.of(Column.STAGE))) {
            // Said so that the index, which holds only these, is known to hold all of them
            conditions += " AND " + OPEN_STAGES;
        }
        String strand = "SELECT id, created_at FROM pos_message" + selection.where() + conditions
                + " ORDER BY created_at DESC, id DESC LIMIT :limit";
        String newest = "SELECT strand.id FROM " + from + " CROSS JOIN LATERAL (" + strand
                + ") AS strand ORDER BY strand.created_at DESC, strand.id DESC LIMIT :limit";
        Query query = selection
                .bindTo(handle.createQuery(select + " FROM (" + newest + ") AS newest"
                        + " JOIN pos_message ON pos_message.id = newest.id"
                        + " JOIN pos_submission s ON s.message = newest.id"
                        + " ORDER BY pos_message.created_at DESC, pos_message.id DESC"))
                .bind("limit", limit);
        values.forEach((column, some) -> query.bindArray(column.sql(), String.class, some.toArray()));
        return query;
    }

    private static String isOfStrand(Column column) {
        String value = "of_" + column.sql() + ".value COLLATE \"C\"";
        String whole = " AND " + column.sql() + " = " + value;
        return column.isPath() ? " AND left(" + column.sql() + ", 500) = left(" + value + ", 500)" + whole : whole;
    }

    /** The paths that there are, of which the database keeps a list. */
    private record Paths(Handle handle) {
        List<String> topics(String topic) {
            return all("T", Map.of("path", Columns.onPath(topic)), "path LIKE :path ESCAPE '!'");
        }

        List<String> territories(Territory territory) {
            return all("P", Map.of("path", territory.prefix() + "%"), "path LIKE :path");
        }

        List<String> holders(Filter filter) {
            Map<String, Object> values = new LinkedHashMap<>();
            List<String> conditions = new ArrayList<>();
            if (filter.organization() != null) {
                values.put("organization", Columns.onPath(filter.organization()));
                conditions.add("path LIKE :organization ESCAPE '!'");
            }
            if (filter.within() != null) {
                List<String> anyOf = new ArrayList<>();
                for (String root : filter.within()) {
                    values.put("root" + anyOf.size(), Columns.onPath(root));
                    anyOf.add("path LIKE :root" + anyOf.size() + " ESCAPE '!'");
                }
                conditions.add(anyOf.isEmpty() ? "1 = 0" : "(" + String.join(" OR ", anyOf) + ")");
            }
            return all("B", values, String.join(" AND ", conditions));
        }

        /** Those that there are, but no more than it takes to see that they are too many. */
        private List<String> all(String kind, Map<String, Object> values, String condition) {
            return handle.createQuery("SELECT DISTINCT path FROM pos_path WHERE kind = '" + kind + "' AND " + condition
                            + " LIMIT " + (MOST + 1))
                    .bindMap(values)
                    .mapTo(String.class)
                    .list();
        }
    }
}
