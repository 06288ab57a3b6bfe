package feedback.pos.http.command;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.Pos;
import feedback.pos.jdbc.JdbcStorage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the server that holds an embedded base takes commands of the same user on the same machine: a socket in the data
 * folder. Each connection is one line of JSON there, {@code {"command":…, "arguments":{…}}}, and one back,
 * {@code {"result":{…}}} or {@code {"error":…, "exit":…}}.
 */
public final class CommandSocket implements AutoCloseable {
    static final JsonMapper MAPPER = new JsonMapper();

    private static final Logger LOG = LoggerFactory.getLogger(CommandSocket.class);
    private static final String NAME = "pos.sock";

    /** What fits into an address of every operating system. */
    private static final int LONGEST_PATH = 100;

    private static final int PATIENCE_MILLIS = 5_000;

    private final Path path;
    private final ServerSocketChannel channel;
    private final Operations operations;
    private final Thread thread;

    private CommandSocket(Path path, ServerSocketChannel channel, Operations operations) {
        this.path = path;
        this.channel = channel;
        this.operations = operations;
        thread = new Thread(this::accept, "pos-commands");
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens the socket; without one, commands have to wait until the server is stopped, and the log says why. */
    public static @Nullable CommandSocket open(Path folder, Pos pos, JdbcStorage storage) {
        Path path = at(folder);
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            LOG.warn(
                    "no commands while the server runs: {} has {} bytes, and a socket's path at most {}",
                    path,
                    length,
                    LONGEST_PATH);
            return null;
        }
        try {
            // Whoever holds the base may remove what a killed server left
            Files.deleteIfExists(path);
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.bind(UnixDomainSocketAddress.of(path));
                if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            return new CommandSocket(path, channel, new Operations(pos, storage, reached -> {}));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("no commands while the server runs: {} cannot be opened: {}", path, e.toString());
            return null;
        }
    }

    static Path at(Path folder) {
        return folder.toAbsolutePath().normalize().resolve(NAME);
    }

    /** One after the other: a second backup would only slow down the first. */
    private void accept() {
        while (channel.isOpen()) {
            try (SocketChannel caller = channel.accept()) {
                answer(caller);
            } catch (ClosedChannelException e) {
                LOG.debug("closed", e);
            } catch (IOException e) {
                LOG.warn("a command broke off", e);
            }
        }
    }

    private void answer(SocketChannel caller) throws IOException {
        BufferedReader lines = new BufferedReader(Channels.newReader(caller, StandardCharsets.UTF_8));
        String line = lines.readLine();
        if (line != null) {
            byte[] answer = (MAPPER.writeValueAsString(run(line)) + "\n").getBytes(StandardCharsets.UTF_8);
            ByteBuffer bytes = ByteBuffer.wrap(answer);
            while (bytes.hasRemaining()) {
                caller.write(bytes);
            }
        }
    }

    private Map<String, Object> run(String line) {
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            JsonNode asked = MAPPER.readTree(line);
            String command = asked.path("command").asText();
            Map<String, String> arguments =
                    MAPPER.convertValue(asked.path("arguments"), new TypeReference<Map<String, String>>() {});
            LOG.info("command {}", command);
            answer.put("result", operations.run(command, arguments == null ? Map.of() : arguments));
        } catch (Exception e) {
            CommandFault fault = Running.faultOf(e);
            answer.put("error", fault.getMessage());
            answer.put("exit", fault.exitCode());
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
        try {
            // A backup that goes on may come to its end; what takes longer breaks off with the base
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
