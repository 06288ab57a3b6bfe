package feedback.pos.http.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A poll of a running server as anybody reads it: without a name, over HTTP alone. What is slow, endless or out of order for a moment
 * ends or is asked again. For one thread.
 */
final class RemotePoll implements AutoCloseable {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PAGE = Duration.ofMinutes(2);
    private static final Duration FILE = Duration.ofHours(2);
    private static final int MOST_OF_A_PAGE = 256 << 20;
    private static final long MOST_OF_A_FILE = 16L << 30;
    private static final int TRIES = 5;
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final String address;
    private final Consumer<String> notes;
    private final ScheduledThreadPoolExecutor watch;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /**
     * @param server such as https://polls.example.org
     * @param notes is told why it takes longer
     */
    RemotePoll(URI server, UUID poll, Consumer<String> notes) {
        this.address = server.toString().replaceAll("/+$", "") + "/api/v1/polls/" + poll;
        this.notes = notes;
        this.watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "audit-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
    }

    /** The server said no; the status tells why. */
    static final class Denied extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        Denied(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private interface Taking<T> {
        T from(InputStream in) throws IOException;
    }

    /** @param path what follows the poll's address */
    byte[] bytes(String path) throws IOException, Denied {
        return get(path, PAGE, in -> {
            byte[] read = in.readNBytes(MOST_OF_A_PAGE + 1);
            if (read.length > MOST_OF_A_PAGE) {
                throw new IOException("the answer is longer than " + MOST_OF_A_PAGE + " bytes");
            }
            return read;
        });
    }

    JsonNode json(String path) throws IOException, Denied {
        try {
            return MAPPER.readTree(bytes(path));
        } catch (JsonProcessingException e) {
            throw new Denied(200, address + path + ": no JSON: " + e.getOriginalMessage());
        }
    }

    void file(String path, Path to) throws IOException, Denied {
        get(path, FILE, in -> {
            try (OutputStream out = Files.newOutputStream(to)) {
                byte[] buffer = new byte[1 << 16];
                long all = 0;
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    all += n;
                    if (all > MOST_OF_A_FILE) {
                        throw new IOException("the file is longer than " + MOST_OF_A_FILE + " bytes");
                    }
                    out.write(buffer, 0, n);
                }
            }
            return to;
        });
    }

    private <T> T get(String path, Duration within, Taking<T> taking) throws IOException, Denied {
        for (int tries = 1; ; tries++) {
            int wait = tries;
            try {
                HttpResponse<InputStream> answer = send(path);
                try (InputStream in = answer.body()) {
                    ScheduledFuture<?> late = watch.schedule(() -> close(in), within.toMillis(), TimeUnit.MILLISECONDS);
                    try {
                        int status = answer.statusCode();
                        if (status == 200) {
                            return taking.from(in);
                        }
                        if ((status != 429 && status < 500) || tries == TRIES) {
                            throw new Denied(status, address + path + ": the server answers " + status);
                        }
                        wait = answer.headers()
                                .firstValue("Retry-After")
                                .filter(text -> text.matches("\\d{1,6}"))
                                .map(Integer::parseInt)
                                .orElse(wait);
                        notes.accept(path + ": the server answers " + status + ", asked again in " + wait + " s");
                    } finally {
                        late.cancel(false);
                    }
                }
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw new IOException(address + path + ": " + e, e);
                }
                notes.accept(path + ": " + e + ", asked again in " + wait + " s");
            }
            pause(Math.min(wait, LONGEST_WAIT_SECONDS));
        }
    }

    private HttpResponse<InputStream> send(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(PAGE).build();
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(int seconds) throws IOException {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
