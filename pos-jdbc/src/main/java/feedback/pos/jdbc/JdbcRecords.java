package feedback.pos.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import feedback.pos.store.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Documents as rows. */
final class JdbcRecords implements Records {
    private static final String DELETE = "DELETE FROM pos_record WHERE kind = :kind AND record_key = :key";
    private static final String INSERT = "INSERT INTO pos_record (kind, record_key, body) VALUES (:kind, :key, :body)";

    private static final int TRIES = 5;

    private final Database database;

    JdbcRecords(Database database) {
        this.database = database;
    }

    @Override
    public void put(List<Document> documents) {
        if (documents.isEmpty()) {
            return;
        }
        for (int tries = 1; ; tries++) {
            try {
                database.write(handle -> replace(handle, documents));
                return;
            } catch (RuntimeException e) {
                // Of two storages on one base that put a key for the first time at once, one is second, and replaces it
                // then
                if (tries == TRIES || !database.dialect().isLostRace(e)) {
                    throw e;
                }
            }
        }
    }

    /** In the order of their keys, so that two who do it at once do not wait for each other. */
    int[] replace(Handle handle, List<Document> documents) {
        Map<String, Document> last = new TreeMap<>();
        documents.forEach(each -> last.put(each.kind() + '\0' + each.key(), each));
        String replacing = database.dialect().replaceRecord();
        if (!replacing.isEmpty()) {
            return write(handle, replacing, last.values());
        }
        PreparedBatch delete = handle.prepareBatch(DELETE);
        last.values()
                .forEach(each -> delete.bind("kind", each.kind())
                        .bind("key", each.key().getBytes(UTF_8))
                        .add());
        delete.execute();
        return write(handle, INSERT, last.values());
    }

    @Override
    public boolean putIfUnchanged(String kind, String key, @Nullable String seen, List<Document> documents) {
        try {
            return database.write(handle -> {
                // Keeps the row from others until the end of the transaction
                handle.createUpdate("UPDATE pos_record SET kind = kind WHERE kind = :kind AND record_key = :key")
                        .bind("kind", kind)
                        .bind("key", key.getBytes(UTF_8))
                        .execute();
                boolean unchanged = get(handle, kind, key).equals(Optional.ofNullable(seen));
                if (unchanged) {
                    if (seen == null) {
                        // Of two who make it at once the second must fail
                        write(handle, INSERT, List.of(new Document(kind, key, "")));
                    }
                    replace(handle, documents);
                }
                return unchanged;
            });
        } catch (RuntimeException e) {
            if (database.dialect().isLostRace(e)) {
                return false;
            }
            throw e;
        }
    }

    private static int[] write(Handle handle, String sql, Collection<Document> documents) {
        PreparedBatch insert = handle.prepareBatch(sql);
        documents.forEach(each -> insert.bind("kind", each.kind())
                .bind("key", each.key().getBytes(UTF_8))
                .bind("body", each.body())
                .add());
        return insert.execute();
    }

    @Override
    public boolean putIfAbsent(Document document) {
        try {
            database.write(handle -> write(handle, INSERT, List.of(document)));
            return true;
        } catch (RuntimeException e) {
            if (database.dialect().isLostRace(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<String> get(String kind, String key) {
        return database.read(handle -> get(handle, kind, key));
    }

    private static Optional<String> get(Handle handle, String kind, String key) {
        return handle.createQuery("SELECT body FROM pos_record WHERE kind = :kind AND record_key = :key")
                .bind("kind", kind)
                .bind("key", key.getBytes(UTF_8))
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public List<Document> list(String kind, String after, int limit) {
        return database.read(handle -> handle.createQuery("SELECT record_key, body FROM pos_record WHERE kind = :kind"
                        + " AND record_key > :after ORDER BY kind, record_key LIMIT :limit")
                .bind("kind", kind)
                .bind("after", after.getBytes(UTF_8))
                .bind("limit", limit)
                .map((row, context) ->
                        new Document(kind, new String(row.getBytes("record_key"), UTF_8), row.getString("body")))
                .list());
    }

    /** From one to the next by the index: a kind may have millions of documents. */
    @Override
    public List<String> kinds() {
        return database.read(handle -> {
            List<String> kinds = new ArrayList<>();
            String last = "";
            while (last != null) {
                last = handle.createQuery("SELECT MIN(kind) FROM pos_record WHERE kind > :last")
                        .bind("last", last)
                        .mapTo(String.class)
                        .findOne()
                        .orElse(null);
                if (last != null) {
                    kinds.add(last);
                }
            }
            // The order of one database is not that of another
            kinds.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
            return kinds;
        });
    }

    @Override
    public boolean remove(String kind, String key) {
        return database.write(handle -> handle.createUpdate(DELETE)
                        .bind("kind", kind)
                        .bind("key", key.getBytes(UTF_8))
                        .execute())
                > 0;
    }
}
