package feedback.pos.jdbc;

import feedback.pos.message.Stage;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * A filter as SQL conditions: selects exactly what {@link Filter#matches} says, but for a text, of which nothing is said here.
 * Not thread-safe.
 */
final class Selection {
    private final StringBuilder where = new StringBuilder();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private String order = " ORDER BY created_at DESC, id DESC";

    private final Dialect dialect;

    private Selection(Dialect dialect) {
        this.dialect = dialect;
    }

    static Selection of(Filter filter, Dialect dialect) {
        Selection selection = new Selection(dialect);
        selection.and("created_at > ?", Columns.REMOVED);
        selection.addTimes(filter);
        selection.addPlaces(filter);
        selection.addKinds(filter);
        selection.addPeople(filter);
        return selection;
    }

    private void addTimes(Filter filter) {
        Instant from = filter.from();
        Instant to = filter.to();
        if (from != null) {
            and("created_at >= ?", Columns.microsUp(from));
        }
        if (to != null) {
            and("created_at < ?", Columns.microsUp(to));
        }
        if (filter.overdue() != null) {
            long now = Columns.micros(filter.now());
            and(filter.overdue() ? "late_at <= ?" : "(late_at IS NULL OR late_at > ?)", now);
        }
    }

    private void addPlaces(Filter filter) {
        String organization = filter.organization();
        Set<String> within = filter.within();
        if (organization != null) {
            and("holder_path LIKE ? ESCAPE '!'", Columns.onPath(organization));
        }
        if (within != null) {
            List<String> roots = within.stream().sorted().toList();
            // Of two conditions on a column HSQLDB thinks so well that it reads all of its index and sorts
            String path = dialect.isEmbedded() && organization != null ? "(holder_path || '')" : "holder_path";
            String anyOf = roots.stream()
                    .map(root -> path + " LIKE " + bind(Columns.onPath(root)) + " ESCAPE '!'")
                    .collect(Collectors.joining(" OR "));
            and(roots.isEmpty() ? "1 = 0" : "(" + anyOf + ")");
        }
        if (filter.territory() != null) {
            and("territory LIKE ?", filter.territory().prefix() + "%");
        }
        Filter.Box box = filter.box();
        if (box != null) {
            addBox(box);
        }
    }

    /** By cells of the grid as long as they are few; what the index finds is compared with the bounds all the same. */
    private void addBox(Filter.Box box) {
        and("lat >= ?", box.south());
        and("lat <= ?", box.north());
        if (box.crosses()) {
            and("(lon >= " + bind(box.west()) + " OR lon <= " + bind(box.east()) + ")");
        } else {
            and("lon >= ?", box.west());
            and("lon <= ?", box.east());
        }
        int[] cells = Cells.of(box);
        if (cells.length > 0) {
            // Said so that the index, which holds only what lies somewhere, is known to hold all of them
            and("cell >= 0");
            and(Arrays.stream(cells).mapToObj(this::bind).collect(Collectors.joining(", ", "cell IN (", ")")));
        }
    }

    private void addKinds(Filter filter) {
        String category = filter.category();
        if (category != null) {
            and(dialect.category() + " = ?", Columns.step(category));
            order = " ORDER BY " + dialect.category() + " DESC, created_at DESC, id DESC";
        }
        if (filter.topic() != null) {
            and("topic_path LIKE ? ESCAPE '!'", Columns.onPath(filter.topic()));
        }
        if (filter.kind() != null) {
            and("kind = ?", filter.kind().name());
        }
        if (filter.fastTrack() != null) {
            and("fast_track = ?", filter.fastTrack());
        }
        if (!filter.stages().isEmpty()) {
            and(filter.stages().stream()
                    .sorted()
                    .map(Stage::name)
                    .map(this::bind)
                    .collect(Collectors.joining(", ", "stage IN (", ")")));
        }
        if (filter.outcome() != null) {
            and("outcome = ?", filter.outcome().name());
        }
        if (filter.rating() != null) {
            and("stars = ?", filter.rating());
        }
        if (filter.channel() != null) {
            and("channel = ?", filter.channel().name());
        }
    }

    private void addPeople(Filter filter) {
        if (filter.open() != null) {
            and("is_open = ?", filter.open());
        }
        if (filter.joined() != null) {
            and("joined = ?", dialect.parameter(filter.joined()));
            order = " ORDER BY joined DESC, created_at DESC, id DESC";
        }
        Set<String> applicants = filter.applicants();
        if (applicants != null) {
            String anyOf = applicants.stream()
                    .sorted()
                    .map(each -> bind(each.replace("\0", "\uFFFF")))
                    .collect(Collectors.joining(", ", "applicant IN (", ")"));
            and(applicants.isEmpty() ? "1 = 0" : anyOf);
            and("applicant <> ''");
            // Not the order of an index: who has few messages is not to be looked for among all of them
            order = " ORDER BY created_at + 0 DESC, id DESC";
        }
        if (filter.applicant() != null) {
            and("applicant = ?", filter.applicant().replace("\0", "\uFFFF"));
            // Stands where the person was erased: such messages are nobody's
            and("applicant <> ''");
            // The same order, said so that the index on the applicant gives it.
            order = " ORDER BY applicant DESC, created_at DESC, id DESC";
        }
    }

    /** Only those of the ids. */
    Selection among(Collection<UUID> ids) {
        and(ids.stream().map(each -> bind(dialect.parameter(each))).collect(Collectors.joining(", ", "id IN (", ")")));
        return this;
    }

    /** Only what stands behind the position. */
    Selection after(@Nullable Position position) {
        if (position != null) {
            String at = bind(Columns.micros(position.createdAt()));
            and("created_at <= " + at);
            and("(created_at < " + at + " OR id < " + bind(dialect.parameter(position.id())) + ")");
        }
        return this;
    }

    String where() {
        return where.toString();
    }

    String newestFirst() {
        return order;
    }

    Query bindTo(Query query) {
        return query.bindMap(values);
    }

    private void and(String condition, Object value) {
        and(condition.replace("?", bind(value)));
    }

    private void and(String condition) {
        where.append(where.isEmpty() ? " WHERE " : " AND ").append(condition);
    }

    private String bind(Object value) {
        String name = "v" + values.size();
        values.put(name, value);
        return ":" + name;
    }
}
