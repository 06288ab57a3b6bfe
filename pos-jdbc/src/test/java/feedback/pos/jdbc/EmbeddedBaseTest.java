package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import feedback.pos.message.Message;
import feedback.pos.store.Filter;
import feedback.pos.store.Records.Document;
import feedback.pos.testkit.SampleMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hsqldb.DatabaseManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A base in a folder: kept, locked, backed up, restored. */
class EmbeddedBaseTest {
    private static final Filter EVERYTHING = Filter.all(Instant.parse("2026-06-01T00:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void what_was_written_is_there_when_the_base_is_opened_again() {
        Message sent = SampleMessage.of(1).once("key").message();
        try (JdbcStorage storage = JdbcStorage.embedded(folder)) {
            storage.messages().commit(List.of(SampleMessage.of(1).once("key").change()));
            storage.records().put(List.of(new Document("person", "anna", "{}")));
        }
        try (JdbcStorage storage = JdbcStorage.embedded(folder)) {
            assertThat(storage.messages().findByOnce("key")).contains(sent);
            assertThat(storage.messages().journal(sent.id())).hasSize(1);
            assertThat(storage.records().get("person", "anna")).contains("{}");
        }
    }

    @Test
    void a_base_is_opened_once_at_a_time_and_closed_as_often_as_one_likes() {
        JdbcStorage first = JdbcStorage.embedded(folder);
        assertThatThrownBy(() -> JdbcStorage.embedded(folder))
                .isInstanceOf(JdbcStorage.InUseException.class)
                .hasMessageContaining(folder.toString());
        first.close();
        first.close();
        JdbcStorage.embedded(folder).close();
    }

    /** A base that its pool opened again would be an old one in the way of the next storage, whatever was written since. */
    @Test
    void a_closed_base_stays_closed_however_much_its_pool_wants_connections() throws Exception {
        for (int round = 0; round < 20; round++) {
            EmbeddedBase base = EmbeddedBase.open(folder);
            assertThat(DatabaseManager.getDatabaseURIs().toString()).contains(folder.toString());
            HikariDataSource pool = (HikariDataSource) base.dataSource();
            AtomicBoolean isOver = new AtomicBoolean();
            // The pool makes new ones in their place
            Thread evicting = new Thread(() -> {
                while (!isOver.get()) {
                    pool.getHikariPoolMXBean().softEvictConnections();
                }
            });
            evicting.start();
            base.close();
            isOver.set(true);
            evicting.join();
            assertThat(DatabaseManager.getDatabaseURIs().toString()).doesNotContain(folder.toString());
        }
    }

    @Test
    void every_commit_is_on_the_disk_before_it_is_acknowledged() throws SQLException {
        JdbcStorage.embedded(folder).close();
        try (JdbcStorage storage = JdbcStorage.embedded(folder)) {
            assertThat(storage.records().get("any", "thing")).isEmpty();
            assertThat(property("hsqldb.write_delay")).isEqualTo("false");
            assertThat(property("hsqldb.write_delay_millis")).isEqualTo("0");
        }
    }

    private String property(String name) throws SQLException {
        try (Connection connection = direct();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT property_value FROM information_schema.system_properties"
                        + " WHERE property_name = '" + name + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Into the same open base, past the storage. */
    private Connection direct() throws SQLException {
        return DriverManager.getConnection("jdbc:hsqldb:file:" + folder.resolve("pos"), "SA", "");
    }

    @Test
    void an_interrupted_thread_does_not_break_the_base_for_the_others() throws Exception {
        try (JdbcStorage storage = JdbcStorage.embedded(folder)) {
            Thread interrupted = new Thread(() -> {
                for (int n = 0; n < 60; n++) {
                    Thread.currentThread().interrupt();
                    storage.messages()
                            .commit(List.of(
                                    SampleMessage.of(n).text("я".repeat(20_000)).change()));
                    Thread.currentThread().interrupt();
                    storage.messages().list(EVERYTHING, null, 5);
                }
            });
            interrupted.start();
            interrupted.join();
            assertThat(storage.messages().list(EVERYTHING, null, 1000)).hasSize(60);
            storage.messages().commit(List.of(SampleMessage.of(99).change()));
        }
        try (JdbcStorage storage = JdbcStorage.embedded(folder)) {
            assertThat(storage.messages().list(EVERYTHING, null, 1000)).hasSize(61);
        }
    }

    @Test
    void a_backup_taken_while_others_write_holds_what_was_acknowledged_before_it_and_nothing_half() throws Exception {
        Path file = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-backups"))
                .resolve("one.zip");
        int before;
        AtomicInteger written = new AtomicInteger();
        try (JdbcStorage storage = JdbcStorage.embedded(folder)) {
            // Checkpoints all the time, the backup must stand them.
            try (Connection connection = direct();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET FILES LOG SIZE 1");
            }
            AtomicBoolean enough = new AtomicBoolean();
            CountDownLatch begun = new CountDownLatch(20);
            ExecutorService pool = Executors.newSingleThreadExecutor();
            Future<Integer> writing = pool.submit(() -> {
                while (!enough.get()) {
                    int n = written.get() + 1;
                    SampleMessage sample = SampleMessage.of(n).text("я".repeat(5_000));
                    storage.messages()
                            .commit(List.of(
                                    sample.change(),
                                    SampleMessage.after(sample.message()).change()));
                    written.set(n);
                    begun.countDown();
                }
                return written.get();
            });
            begun.await();
            before = written.get();
            storage.backup(file);
            enough.set(true);
            writing.get();
            pool.shutdown();
            assertThatThrownBy(() -> storage.backup(file)).isInstanceOf(UncheckedIOException.class);
        }
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
        Path restored = file.resolveSibling("restored");
        JdbcStorage.restore(file, restored);
        try (JdbcStorage storage = JdbcStorage.embedded(restored)) {
            List<Message> all = storage.messages().list(EVERYTHING, null, 1000);
            assertThat(all).hasSizeBetween(before, written.get()).allMatch(message -> message.version() == 2);
            assertThat(all)
                    .allMatch(
                            message -> storage.messages().journal(message.id()).size() == 2);
        }
    }

    @Test
    void a_restore_overwrites_nothing_and_leaves_nothing_of_what_is_no_backup() throws IOException {
        Path file = folder.resolve("backup.zip");
        Path base = folder.resolve("base");
        try (JdbcStorage storage = JdbcStorage.embedded(base)) {
            storage.backup(file);
        }
        assertThatThrownBy(() -> JdbcStorage.restore(file, base)).hasMessageContaining("is not empty");

        Path target = folder.resolve("target");
        Path text = Files.writeString(folder.resolve("text.zip"), "no backup");
        assertThatThrownBy(() -> JdbcStorage.restore(text, target)).hasMessageContaining("is not a backup");
        Path evil = folder.resolve("evil.zip");
        try (OutputStream out = Files.newOutputStream(evil);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("pos.script/../../escaped"));
            zip.write("x".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> JdbcStorage.restore(evil, target)).hasMessageContaining("is not a backup");
        byte[] whole = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length * 2 / 3));
        assertThatThrownBy(() -> JdbcStorage.restore(cut, target)).hasMessageContaining("is damaged");
        assertThat(target).doesNotExist();
        assertThat(folder.resolve("escaped")).doesNotExist();
        JdbcStorage.restore(file, target);
        JdbcStorage.embedded(target).close();
    }

    @Test
    void a_storage_on_a_data_source_is_backed_up_by_the_database() {
        try (JdbcStorage storage = JdbcStorage.on(HsqldbMemoryTest.newBase())) {
            assertThatThrownBy(() -> storage.backup(folder.resolve("x.zip")))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
