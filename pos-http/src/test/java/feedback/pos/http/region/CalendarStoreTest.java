package feedback.pos.http.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.CalendarEdition;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Records.Document;
import feedback.pos.store.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalendarStoreTest {
    private static final Instant AT = Instant.parse("2026-10-01T09:00:00Z");

    private final Storage storage = Storage.inMemory();
    private final CalendarStore store = new CalendarStore(storage.records());
    private final RegionStore regions = new RegionStore(storage.records());

    private static String act(int number) {
        return "calendar RU-KRS\nknown 2026-01-%02d Закон %d%nyear 2026%nHOLIDAY 08-%02d%n"
                .formatted(number + 1, number, number + 1);
    }

    @Test
    void a_base_without_acts_has_those_of_the_product() {
        assertThat(store.files()).isEmpty();
        assertThat(store.book().editions()).isEqualTo(CalendarBook.russia().editions());
    }

    @Test
    void a_file_is_kept_as_it_came_once_and_noticed_by_others() {
        List<Document> before = regions.stamp();
        assertThat(store.add(List.of(act(1)), AT, "admin")).containsExactly(1);
        List<Document> after = regions.stamp();
        assertThat(after).isNotEqualTo(before);
        CalendarStore.Filed file = store.files().get(0);
        assertThat(file.text()).isEqualTo(act(1));
        assertThat(file.at()).isEqualTo(AT);
        assertThat(file.by()).isEqualTo("admin");
        assertThat(store.add(List.of(act(1).replace("\n", "\r\n") + "\n"), AT, "admin"))
                .as("other line ends make no other file")
                .isEmpty();
        assertThat(regions.stamp()).isEqualTo(after);
        assertThat(store.book().editions())
                .hasSize(CalendarBook.russia().editions().size() + 1);
    }

    @Test
    void of_several_files_all_or_none_are_taken() {
        List<Document> before = regions.stamp();
        assertThatThrownBy(() -> store.add(List.of(act(1), "known 2026-10-01\nyear 2030\n"), AT, "x"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("gaps");
        assertThatThrownBy(() -> store.add(List.of(act(1), "nonsense"), AT, "x"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Line 1");
        assertThat(store.files()).isEmpty();
        assertThat(regions.stamp()).isEqualTo(before);
        assertThat(store.add(List.of(act(1), act(2)), AT, "x")).containsExactly(1, 2);
    }

    @Test
    void of_files_that_are_added_at_once_none_is_lost() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Integer>>> added = pool.invokeAll(IntStream.range(0, 12)
                    .mapToObj(n -> (Callable<List<Integer>>)
                            () -> new CalendarStore(storage.records()).add(List.of(act(n)), AT, "node " + n))
                    .toList());
            List<Integer> numbers = new ArrayList<>();
            for (Future<List<Integer>> each : added) {
                numbers.addAll(each.get());
            }
            assertThat(numbers).hasSize(12).doesNotHaveDuplicates();
            assertThat(store.files())
                    .extracting(CalendarStore.Filed::number)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 12).boxed().toList());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void a_file_that_cannot_be_read_any_more_is_named() {
        storage.records()
                .put(List.of(new Document(
                        "calendar", "000007", "{\"text\":\"nonsense\",\"at\":\"2026-10-01T09:00:00Z\",\"by\":\"x\"}")));
        assertThatThrownBy(store::book).hasMessageContaining("calendar file 7 of the base cannot be read");
    }

    @Test
    void the_acts_of_a_file_are_those_of_its_text() {
        store.add(List.of(act(3)), AT, "x");
        assertThat(store.files().get(0).acts()).isEqualTo(CalendarEdition.parse(act(3)));
    }
}
