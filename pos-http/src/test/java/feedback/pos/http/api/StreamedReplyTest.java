package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.Undertow;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that is written piece by piece ends as a whole one only if it is whole. */
class StreamedReplyTest {
    private static HttpResponse<byte[]> answer(Reply.Content content) throws Exception {
        Route route = Route.get("/piecewise", Access.OPEN, call -> Reply.streamed("text/plain", content));
        Dispatcher dispatcher = new Dispatcher(
                List.of(route),
                Settings.closed().withLimits(Map.of()),
                new Metrics(),
                new Outage(() -> {}, System::nanoTime),
                Api::nothingHere);
        Undertow server =
                Undertow.builder().addHttpListener(0, "127.0.0.1", dispatcher).build();
        server.start();
        try {
            int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/piecewise"))
                                    .build(),
                            BodyHandlers.ofByteArray());
        } finally {
            server.stop();
        }
    }

    private static void write(OutputStream out, int bytes) throws IOException {
        out.write(new byte[bytes]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 500_000})
    void a_whole_answer_arrives_whole_closed_or_not(int bytes) throws Exception {
        assertThat(answer(out -> write(out, bytes)).body()).hasSize(bytes);
        HttpResponse<byte[]> closed = answer(out -> {
            try (OutputStream own = out) {
                write(own, bytes);
            }
        });
        assertThat(closed.statusCode()).isEqualTo(200);
        assertThat(closed.body()).hasSize(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 500_000})
    void one_that_breaks_off_is_not_taken_for_a_whole_one(int bytes) {
        assertThatThrownBy(() -> answer(out -> {
                    try (OutputStream own = out) {
                        write(own, bytes);
                        throw new IllegalStateException("broke off");
                    }
                }))
                .isInstanceOf(IOException.class);
    }
}
