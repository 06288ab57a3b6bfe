package feedback.pos.example.ownstorage;

import static feedback.pos.example.ownstorage.Tables.CODEC;

import feedback.pos.store.Records;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Documents, by kind and key. Thread-safe. */
final class MvRecords implements Records {
    private final Access access;

    MvRecords(Access access) {
        this.access = access;
    }

    @Override
    public void put(List<Document> documents) {
        Map<byte[], String> rows = rows(documents);
        access.write(List.of(tables -> {
            tables.records().putAll(rows);
            return true;
        }));
    }

    private static Map<byte[], String> rows(List<Document> documents) {
        Map<byte[], String> rows = new TreeMap<>(Arrays::compareUnsigned);
        documents.forEach(each -> rows.put(key(each), CODEC.writeRecord(each)));
        return rows;
    }

    @Override
    public boolean putIfUnchanged(String kind, String key, @Nullable String seen, List<Document> documents) {
        Map<byte[], String> rows = rows(documents);
        return access.write(List.of(tables -> {
                    String held = tables.records().get(Keys.of(kind, key));
                    boolean isAsSeen = Objects.equals(
                            seen, held == null ? null : document(held).body());
                    if (isAsSeen) {
                        tables.records().putAll(rows);
                    }
                    return isAsSeen;
                }))
                .isEmpty();
    }

    @Override
    public boolean putIfAbsent(Document document) {
        byte[] key = key(document);
        String row = CODEC.writeRecord(document);
        return access.write(List.of(tables -> tables.records().putIfAbsent(key, row) == null))
                .isEmpty();
    }

    @Override
    public Optional<String> get(String kind, String key) {
        return access.read(tables -> Optional.ofNullable(tables.records().get(Keys.of(kind, key))))
                .map(row -> document(row).body());
    }

    @Override
    public List<Document> list(String kind, String after, int limit) {
        byte[] first = after.isEmpty() ? Keys.of(kind) : Keys.behind(Keys.of(kind, after));
        return access.read(tables -> Tables.walk(tables.records(), first, Keys.lastOf(Keys.of(kind)))
                .limit(limit)
                .map(MvRecords::document)
                .toList());
    }

    @Override
    public List<String> kinds() {
        // From the first document of one kind on to the first of the next one, past all between.
        return access.read(tables -> Stream.iterate(
                        firstKind(tables, new byte[0]),
                        Optional::isPresent,
                        kind -> firstKind(tables, Keys.lastOf(Keys.of(kind.orElseThrow()))))
                .map(Optional::orElseThrow)
                .toList());
    }

    private static Optional<String> firstKind(Tables tables, byte[] from) {
        return Tables.walk(tables.records(), from, null)
                .findFirst()
                .map(row -> document(row).kind());
    }

    @Override
    public boolean remove(String kind, String key) {
        return access.write(List.of(tables -> tables.records().remove(Keys.of(kind, key)) != null))
                .isEmpty();
    }

    private static byte[] key(Document document) {
        return Keys.of(document.kind(), document.key());
    }

    private static Document document(String row) {
        return CODEC.readRecord(row, Document.class);
    }
}
