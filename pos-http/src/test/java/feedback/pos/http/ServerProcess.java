package feedback.pos.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The demo in a process of its own, which can be killed and is stopped when the test is over, whatever happens. */
record ServerProcess(Process process, URI address) implements AutoCloseable {

    /**
     * Starts one and waits until it is ready.
     *
     * @param log where what it says on stderr is added
     * @param place options that say where it keeps things
     */
    static ServerProcess start(Path log, String... place) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PosServer.class.getName(),
                "--demo",
                "--port",
                "0"));
        command.addAll(List.of(place));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String ready = out.readLine();
        assertThat(ready).as("see the log in " + log).startsWith("ready http://");
        return new ServerProcess(process, URI.create(ready.split(" ", -1)[1]));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
