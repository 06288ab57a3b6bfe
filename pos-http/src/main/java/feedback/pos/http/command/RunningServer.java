package feedback.pos.http.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server that holds a base, seen from a command; see {@link CommandSocket}. */
final class RunningServer {
    private RunningServer() {}

    /**
     * Lets it do something.
     *
     * @return its result, or null if no server listens there
     * @throws CommandFault as the server says
     */
    static @Nullable Map<String, Object> ask(Path folder, String command, Map<String, String> arguments)
            throws CommandFault, IOException {
        try (SocketChannel server = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                server.connect(UnixDomainSocketAddress.of(CommandSocket.at(folder)));
            } catch (IOException nobodyThere) {
                return null;
            }
            String line = CommandSocket.MAPPER.writeValueAsString(Map.of("command", command, "arguments", arguments));
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                server.write(bytes);
            }
            return result(new BufferedReader(Channels.newReader(server, StandardCharsets.UTF_8)).readLine());
        }
    }

    private static Map<String, Object> result(@Nullable String line) throws CommandFault, JsonProcessingException {
        if (line == null) {
            throw CommandFault.failed("the server ended before it was done");
        }
        JsonNode answer = CommandSocket.MAPPER.readTree(line);
        if (answer.has("error")) {
            String error = answer.path("error").asText();
            throw answer.path("exit").asInt() == 2 ? CommandFault.wrongCall(error) : CommandFault.failed(error);
        }
        return CommandSocket.MAPPER.convertValue(answer.path("result"), new TypeReference<Map<String, Object>>() {});
    }
}
