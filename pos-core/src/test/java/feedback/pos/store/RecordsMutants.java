package feedback.pos.store;

import feedback.pos.store.Mutant.Sound;
import feedback.pos.store.Records.Document;
import feedback.pos.testkit.RecordsContract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can go wrong with documents. */
final class RecordsMutants {
    private RecordsMutants() {}

    static List<Mutant> all() {
        return List.of(
                mutant("what is there is not put anew", () -> new Sound() {
                    @Override
                    public boolean putIfAbsent(Document document) {
                        boolean isNew = get(document.kind(), document.key()).isEmpty();
                        put(List.of(document));
                        return isNew;
                    }
                }),
                mutant("of threads that put where nothing is one succeeds", () -> new Sound() {
                    @Override
                    public boolean putIfAbsent(Document document) {
                        boolean isNew = get(document.kind(), document.key()).isEmpty();
                        window();
                        if (isNew) {
                            put(List.of(document));
                        }
                        return isNew;
                    }
                }),
                mutant("what is no longer as it was seen is not put anew", () -> new Sound() {
                    @Override
                    public boolean putIfUnchanged(
                            String kind, String key, @Nullable String seen, List<Document> documents) {
                        boolean isUnchanged = get(kind, key).equals(Optional.ofNullable(seen));
                        put(documents);
                        return isUnchanged;
                    }
                }),
                mutant("all documents are put where one is as it was seen", () -> new Sound() {
                    @Override
                    public boolean putIfUnchanged(
                            String kind, String key, @Nullable String seen, List<Document> documents) {
                        return super.putIfUnchanged(kind, key, seen, documents.subList(0, 1));
                    }
                }),
                mutant("of threads that change one document as it was seen one succeeds", () -> new Sound() {
                    @Override
                    public boolean putIfUnchanged(
                            String kind, String key, @Nullable String seen, List<Document> documents) {
                        boolean isUnchanged = get(kind, key).equals(Optional.ofNullable(seen));
                        window();
                        if (isUnchanged) {
                            put(documents);
                        }
                        return isUnchanged;
                    }
                }),
                mutant("documents put together show together", () -> new Sound() {
                    @Override
                    public void put(List<Document> documents) {
                        for (Document each : documents) {
                            super.put(List.of(each));
                            if (each.body().equals("body 1")) {
                                // The reader comes by; once is enough.
                                window();
                            }
                        }
                    }
                }),
                mutant("the last document of a list counts", () -> new Sound() {
                    @Override
                    public void put(List<Document> documents) {
                        super.put(reversed(documents));
                    }
                }),
                mutant("keys stand in the order of code points, not of Java's chars", () -> new Sound() {
                    @Override
                    public List<Document> list(String kind, String after, int limit) {
                        return super.list(kind, "", 10_000).stream()
                                .filter(each -> each.key().compareTo(after) > 0)
                                .sorted(Comparator.comparing(Document::key))
                                .limit(limit)
                                .toList();
                    }
                }),
                mutant("keys stand in the order of code points, whatever the alphabet", () -> new Sound() {
                    @Override
                    public List<Document> list(String kind, String after, int limit) {
                        return super.list(kind, after, limit).stream()
                                .sorted(Comparator.comparing(each -> each.key().toLowerCase(Locale.ROOT)))
                                .toList();
                    }
                }),
                mutant("a page does not repeat the last key", () -> new Sound() {
                    @Override
                    public List<Document> list(String kind, String after, int limit) {
                        List<Document> page = new ArrayList<>();
                        get(kind, after).ifPresent(body -> page.add(new Document(kind, after, body)));
                        page.addAll(super.list(kind, after, limit));
                        return part(page, limit);
                    }
                }),
                mutant("a page of a thousand is full", () -> new Sound() {
                    @Override
                    public List<Document> list(String kind, String after, int limit) {
                        return super.list(kind, after, Math.min(limit, 999));
                    }
                }),
                mutant("a page is no longer than its limit", () -> new Sound() {
                    @Override
                    public List<Document> list(String kind, String after, int limit) {
                        return super.list(kind, after, limit + 1);
                    }
                }),
                mutant("a capital in a key counts", () -> new Sound() {
                    @Override
                    public Optional<String> get(String kind, String key) {
                        return super.get(kind, key.toLowerCase(Locale.ROOT));
                    }
                }),
                mutant("a blank at the end of a key counts", () -> new Sound() {
                    @Override
                    public Optional<String> get(String kind, String key) {
                        return super.get(kind, key.strip());
                    }
                }),
                mutant("a blank at the end of a kind counts", () -> new Sound() {
                    @Override
                    public Optional<String> get(String kind, String key) {
                        return super.get(kind.strip(), key);
                    }
                }),
                mutant("a key is one of its kind only", () -> new Sound() {
                    @Override
                    public Optional<String> get(String kind, String key) {
                        return super.get(kind, key)
                                .or(() -> kinds().stream()
                                        .map(each -> super.get(each, key))
                                        .flatMap(Optional::stream)
                                        .findFirst());
                    }
                }),
                mutant("the longest body comes back", () -> new Sound() {
                    @Override
                    public Optional<String> get(String kind, String key) {
                        return super.get(kind, key).map(each -> each.substring(0, Math.min(each.length(), 65_535)));
                    }
                }),
                mutant("a removed document is gone", () -> new Sound() {
                    @Override
                    public boolean remove(String kind, String key) {
                        return get(kind, key).isPresent();
                    }
                }),
                mutant("of threads that remove one document one succeeds", () -> new Sound() {
                    @Override
                    public boolean remove(String kind, String key) {
                        boolean isThere = get(kind, key).isPresent();
                        window();
                        super.remove(kind, key);
                        return isThere;
                    }
                }),
                mutant("emptied kinds are not among the kinds", () -> new Sound() {
                    private final Set<String> ever = new TreeSet<>();

                    @Override
                    public List<String> kinds() {
                        ever.addAll(super.kinds());
                        return List.copyOf(ever);
                    }
                }),
                mutant("kinds stand in the order of code points", () -> new Sound() {
                    @Override
                    public List<String> kinds() {
                        return super.kinds().stream().sorted().toList();
                    }
                }));
    }

    private static Mutant mutant(String promise, Supplier<Storage> storage) {
        return new Mutant("of records: " + promise, RecordsContract.class, storage);
    }
}
