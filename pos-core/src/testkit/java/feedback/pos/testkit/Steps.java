package feedback.pos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Held;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the contracts do again and again. */
final class Steps {
    private Steps() {}

    /** Writes a message and says how it stands now. */
    static Message written(Storage storage, SampleMessage sample) {
        assertThat(storage.messages().commit(List.of(sample.change()))).isEmpty();
        return sample.message();
    }

    /** Writes messages in one commit. */
    static List<Message> written(Storage storage, List<SampleMessage> samples) {
        List<Change> changes = samples.stream().map(SampleMessage::change).toList();
        assertThat(storage.messages().commit(changes)).isEmpty();
        return samples.stream().map(SampleMessage::message).toList();
    }

    /** New messages from the first number to before the last. */
    static List<SampleMessage> samples(int from, int to) {
        return IntStream.range(from, to).mapToObj(SampleMessage::of).toList();
    }

    /** Writes versions of a message, each with something to tell the applicant, and says what is to be told. */
    static List<Tiding> life(Storage storage, int n, int versions) {
        List<Tiding> tidings = new ArrayList<>();
        SampleMessage next = SampleMessage.of(n);
        for (int version = 1; version <= versions; version++) {
            next.telling(Role.APPLICANT, "anna");
            Message held = written(storage, next);
            tidings.addAll(next.revision().tidings());
            next = SampleMessage.after(held);
        }
        return tidings;
    }

    /** All that the storage gives out, page by page. */
    static List<Held> everything(Storage storage, int limit) {
        List<Held> seen = new ArrayList<>();
        List<Held> page = storage.messages().everything(null, limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(page);
            assertThat(seen).extracting(each -> each.message().id()).doesNotHaveDuplicates();
            UUID last = page.get(page.size() - 1).message().id();
            page = storage.messages().everything(last, limit);
        }
        return seen;
    }

    /** Compares ids as unsigned bytes, written down independently of the storages. */
    static int compareBytes(UUID a, UUID b) {
        // Hexadecimal digits stand in the order of the bytes.
        return a.toString().compareTo(b.toString());
    }

    /** Runs work on threads at once, and gives back what each said. */
    static <T> List<T> together(int threads, IntFunction<Callable<T>> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each :
                    pool.invokeAll(IntStream.range(0, threads).mapToObj(work).toList())) {
                results.add(each.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
