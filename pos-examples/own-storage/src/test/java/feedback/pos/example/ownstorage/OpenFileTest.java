package feedback.pos.example.ownstorage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.message.Message;
import feedback.pos.store.Change;
import feedback.pos.store.Records.Document;
import feedback.pos.store.Storage;
import feedback.pos.store.UnreachableException;
import feedback.pos.testkit.SampleMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is beyond the contract: the file itself, and the threads that work on it. */
class OpenFileTest {
    private final Message message = SampleMessage.of(1).message();
    private final List<Change> change = List.of(SampleMessage.of(1).change());

    @TempDir
    Path folder;

    private Storage open() {
        return MvStorage.in(folder.resolve("messages"));
    }

    @Test
    void an_interrupted_thread_reads_and_writes_stays_interrupted_and_harms_nobody() {
        try (Storage storage = open()) {
            Thread.currentThread().interrupt();
            assertThat(storage.messages().commit(change)).isEmpty();
            assertThat(storage.messages().find(message.id())).contains(message);
            assertThat(Thread.interrupted()).isTrue();
        }
        try (Storage storage = open()) {
            // Nothing is cached: this one has to read the file.
            Thread.currentThread().interrupt();
            assertThat(storage.messages().find(message.id())).contains(message);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(storage.messages().journal(message.id())).hasSize(1);
        }
    }

    @Test
    void a_snapshot_stays_as_it_is_and_cannot_be_written() {
        try (Storage storage = open()) {
            try (Storage still = storage.snapshot()) {
                storage.messages().commit(change);
                assertThat(storage.messages().find(message.id())).isPresent();
                assertThat(still.messages().find(message.id())).isEmpty();
                assertThatThrownBy(() -> still.messages().commit(change))
                        .isInstanceOf(UnsupportedOperationException.class);
            }
            assertThat(storage.messages().find(message.id())).isPresent();
        }
    }

    @Test
    void a_closed_storage_is_out_of_reach() {
        Storage storage = open();
        storage.close();
        assertThatThrownBy(() -> storage.messages().commit(change)).isInstanceOf(UnreachableException.class);
        assertThatThrownBy(() -> storage.messages().find(message.id())).isInstanceOf(UnreachableException.class);
        storage.close();
    }

    @Test
    void the_file_does_not_grow_with_every_write() throws IOException {
        try (Storage storage = open()) {
            for (int n = 0; n < 300; n++) {
                storage.records().put(List.of(new Document("counter", "only", Integer.toString(n))));
            }
            assertThat(storage.records().get("counter", "only")).contains("299");
        }
        assertThat(Files.size(folder.resolve("messages"))).isLessThan(1 << 19);
    }
}
