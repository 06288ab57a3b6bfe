package feedback.pos.http;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A PostgreSQL server as durable as in production, which can be killed and comes back at the same place. */
final class KillablePostgres implements AutoCloseable {
    private final Path data;
    private final int port;
    private EmbeddedPostgres running;

    KillablePostgres(Path folder) throws IOException {
        this.data = folder.resolve("data");
        this.port = freePort();
        this.running = start();
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // After a kill in the middle of much work it has much to recover
                .setPGStartupWait(Duration.ofMinutes(1))
                // The library's own default loses what was acknowledged
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    String url() {
        return running.getJdbcUrl("postgres", "postgres");
    }

    /** The server and all its children, as by {@code kill -9}, before any of them can say goodbye. */
    void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> children = server.children().toList();
        server.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        children.forEach(each -> each.onExit().join());
        running.close();
    }

    void startAgain() throws IOException {
        running = start();
    }

    @Override
    public void close() throws IOException {
        running.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
