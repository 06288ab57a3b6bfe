package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.together;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.store.Records;
import feedback.pos.store.Records.Document;
import feedback.pos.store.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Records} promise. */
public interface RecordsContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    @Timeout(60)
    default void a_document_is_found_under_its_kind_and_key_only() {
        try (Storage storage = open()) {
            Records records = storage.records();
            records.put(List.of(new Document("person", "anna", "{\"a\":1}")));
            assertThat(records.get("person", "anna")).contains("{\"a\":1}");
            assertThat(records.get("person", "Anna")).isEmpty();
            assertThat(records.get("person", "anna ")).isEmpty();
            assertThat(records.get("key", "anna")).isEmpty();
            assertThat(records.get("person ", "anna")).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void a_document_takes_the_place_of_the_one_before_and_the_last_of_a_list_counts() {
        try (Storage storage = open()) {
            Records records = storage.records();
            records.put(List.of(new Document("person", "anna", "1"), new Document("person", "boris", "1")));
            records.put(List.of(new Document("person", "anna", "2"), new Document("person", "anna", "3")));
            assertThat(records.get("person", "anna")).contains("3");
            assertThat(records.get("person", "boris")).contains("1");
            assertThat(records.list("person", "", 10)).hasSize(2);
        }
    }

    @Test
    @Timeout(60)
    default void an_empty_list_of_documents_changes_nothing() {
        try (Storage storage = open()) {
            storage.records().put(List.of());
            assertThat(storage.records().list("person", "", 10)).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void only_the_first_is_put_where_none_may_be_yet() {
        try (Storage storage = open()) {
            Records records = storage.records();
            assertThat(records.putIfAbsent(new Document("key", "a", "1"))).isTrue();
            assertThat(records.putIfAbsent(new Document("key", "a", "2"))).isFalse();
            assertThat(records.get("key", "a")).contains("1");
        }
    }

    @Test
    @Timeout(60)
    default void documents_are_put_only_if_one_is_still_as_it_was_seen() {
        try (Storage storage = open()) {
            Records records = storage.records();
            List<Document> first = List.of(new Document("key", "a", "1"), new Document("key", "b", "1"));
            assertThat(records.putIfUnchanged("key", "a", "0", first)).isFalse();
            assertThat(records.list("key", "", 10)).isEmpty();
            assertThat(records.putIfUnchanged("key", "a", null, first)).isTrue();
            List<Document> second = List.of(new Document("key", "a", "2"), new Document("key", "b", "2"));
            assertThat(records.putIfUnchanged("key", "a", null, second)).isFalse();
            assertThat(records.putIfUnchanged("key", "a", "2", second)).isFalse();
            assertThat(records.list("key", "", 10)).isEqualTo(first);
            assertThat(records.putIfUnchanged("key", "a", "1", second)).isTrue();
            assertThat(records.list("key", "", 10)).isEqualTo(second);
        }
    }

    @Test
    @Timeout(60)
    default void of_threads_that_count_up_at_once_none_is_lost_and_none_that_just_writes_fails() throws Exception {
        try (Storage storage = open()) {
            Records records = storage.records();
            List<Boolean> done = together(4, thread -> () -> {
                for (int i = 0; i < 10; i++) {
                    countUp(records);
                    records.put(List.of(new Document("key", "x", "1"), new Document("key", "y", "1")));
                }
                return true;
            });
            assertThat(done).hasSize(4);
            assertThat(records.get("count", "all")).contains("40");
        }
    }

    private static void countUp(Records records) {
        boolean counted = false;
        for (int tries = 0; !counted; tries++) {
            assertThat(tries).isLessThan(10_000);
            String seen = records.get("count", "all").orElse(null);
            int next = seen == null ? 1 : Integer.parseInt(seen) + 1;
            counted = records.putIfUnchanged(
                    "count", "all", seen, List.of(new Document("count", "all", Integer.toString(next))));
        }
    }

    @Test
    @Timeout(60)
    default void of_threads_that_put_where_none_may_be_yet_one_succeeds() throws Exception {
        try (Storage storage = open()) {
            for (int round = 0; round < 10; round++) {
                String key = "key " + round;
                List<Boolean> written = together(
                        4, thread -> () -> storage.records().putIfAbsent(new Document("key", key, "by " + thread)));
                assertThat(written).containsOnlyOnce(true);
                assertThat(storage.records().get("key", key)).contains("by " + written.indexOf(true));
            }
        }
    }

    @Test
    @Timeout(60)
    default void documents_stand_in_the_order_of_their_keys_code_points() {
        try (Storage storage = open()) {
            // By chars the last one would stand before the one above it; by an alphabet Ё would stand after Е.
            List<String> rising = List.of("!", "A", "B", "a", "a ", "aa", "b", "Ё", "А", "Е", "я", "\uFFFD", "😀");
            List<Document> documents = rising.stream()
                    .map(key -> new Document("key", key, "body of " + key))
                    .toList();
            List<Document> mixed = new ArrayList<>(documents.subList(6, documents.size()));
            mixed.addAll(documents.subList(0, 6));
            storage.records().put(mixed);
            storage.records().put(List.of(new Document("kex", "z", "other"), new Document("kez", "A", "other")));
            assertThat(storage.records().list("key", "", 100)).isEqualTo(documents);
            List<Document> seen = new ArrayList<>();
            List<Document> page = storage.records().list("key", "", 4);
            while (!page.isEmpty()) {
                seen.addAll(page);
                assertThat(seen).doesNotHaveDuplicates();
                page = storage.records().list("key", page.get(page.size() - 1).key(), 4);
            }
            assertThat(seen).isEqualTo(documents);
            assertThat(storage.records().list("key", "ab", 1)).containsExactly(documents.get(6));
        }
    }

    @Test
    @Timeout(60)
    default void a_removed_document_is_gone() {
        try (Storage storage = open()) {
            Records records = storage.records();
            records.put(List.of(new Document("key", "a", "1"), new Document("key", "b", "2")));
            assertThat(records.remove("key", "a")).isTrue();
            assertThat(records.remove("key", "a")).isFalse();
            assertThat(records.get("key", "a")).isEmpty();
            assertThat(records.list("key", "", 10)).extracting(Document::key).containsExactly("b");
            assertThat(records.putIfAbsent(new Document("key", "a", "3"))).isTrue();
        }
    }

    @Test
    @Timeout(60)
    default void the_longest_kinds_and_keys_and_any_body_come_back_as_they_were() {
        try (Storage storage = open()) {
            Document longest = new Document("k".repeat(40), "😀".repeat(200), "я".repeat(100_000));
            Document widest = new Document("k".repeat(40), "я".repeat(200), CommitContract.ODD_TEXT);
            storage.records().put(List.of(longest, widest));
            assertThat(storage.records().get(longest.kind(), longest.key())).contains(longest.body());
            assertThat(storage.records().list(widest.kind(), "", 10)).containsExactly(widest, longest);
        }
    }

    @Test
    @Timeout(60)
    default void the_kinds_stand_in_the_order_of_their_code_points_and_emptied_ones_are_not_among_them() {
        try (Storage storage = open()) {
            Records records = storage.records();
            assertThat(records.kinds()).isEmpty();
            List<String> rising = List.of("A", "a", "a ", "aa", "b", "Ё", "я", "\uFFFD", "😀");
            for (int n : new int[] {7, 2, 8, 0, 5, 3, 6, 1, 4}) {
                records.put(List.of(new Document(rising.get(n), "one", "1"), new Document(rising.get(n), "two", "2")));
            }
            assertThat(records.kinds()).isEqualTo(rising);
            records.remove("aa", "one");
            assertThat(records.kinds()).isEqualTo(rising);
            records.remove("aa", "two");
            records.remove("never", "one");
            assertThat(records.get("never", "one")).isEmpty();
            assertThat(records.list("never", "", 1)).isEmpty();
            assertThat(records.kinds()).hasSize(8).doesNotContain("aa", "never");
            records.putIfAbsent(new Document("aa", "one", "1"));
            assertThat(records.kinds()).isEqualTo(rising);
        }
    }

    @Test
    @Timeout(60)
    default void pages_of_one_and_of_a_thousand_documents_are_filled_to_the_last_place() {
        try (Storage storage = open()) {
            List<Document> documents = IntStream.range(0, 1001)
                    .mapToObj(n -> new Document("key", String.format(Locale.ROOT, "%04d", n), "body"))
                    .toList();
            storage.records().put(documents);
            assertThat(storage.records().list("key", "", 1)).isEqualTo(documents.subList(0, 1));
            assertThat(storage.records().list("key", "", 1000)).isEqualTo(documents.subList(0, 1000));
            assertThat(storage.records().list("key", "0999", 1000)).isEqualTo(documents.subList(1000, 1001));
            assertThat(storage.records().list("key", "1000", 1000)).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void readers_beside_a_writer_see_documents_that_were_put_together_together() throws Exception {
        try (Storage storage = open()) {
            Records records = storage.records();
            records.put(pair(0));
            AtomicBoolean isWritten = new AtomicBoolean();
            together(
                    2,
                    thread -> thread == 0
                            ? () -> read(records, isWritten)
                            : () -> {
                                try {
                                    for (int n = 1; n <= 200; n++) {
                                        records.put(pair(n));
                                    }
                                    return 200;
                                } finally {
                                    isWritten.set(true);
                                }
                            });
            assertThat(records.list("pair", "", 10)).isEqualTo(pair(200));
        }
    }

    private static List<Document> pair(int n) {
        return List.of(new Document("pair", "a", "body " + n), new Document("pair", "b", "body " + n));
    }

    private static Integer read(Records records, AtomicBoolean isWritten) {
        int rounds = 0;
        while (!isWritten.get()) {
            List<Document> both = records.list("pair", "", 10);
            assertThat(both).hasSize(2);
            assertThat(both.get(0).body()).isEqualTo(both.get(1).body());
            rounds++;
        }
        return rounds;
    }

    @Test
    @Timeout(60)
    default void of_threads_that_remove_one_document_one_is_told_so() throws Exception {
        try (Storage storage = open()) {
            for (int round = 0; round < 10; round++) {
                storage.records().put(List.of(new Document("key", "a", "1")));
                List<Boolean> removed =
                        together(4, thread -> () -> storage.records().remove("key", "a"));
                assertThat(removed).containsOnlyOnce(true);
            }
        }
    }
}
