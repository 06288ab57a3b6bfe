package feedback.pos.http.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls a server as a client does; everything said is held against the description of the interface. */
public final class Http {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String address;
    private final Map<String, String> headers;

    public Http(String address) {
        this(address, Map.of());
    }

    private Http(String address, Map<String, String> headers) {
        this.address = address;
        this.headers = headers;
    }

    /** An answer. */
    public record Answer(int status, HttpResponse<byte[]> response) {
        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            try {
                return MAPPER.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        public String at(String pointer) {
            return json().at(pointer).asText();
        }

        public String id() {
            return at("/id");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** Status and reason: what a problem comes to. */
        public String problem() {
            return status + " " + at("/reason");
        }
    }

    public Http as(String person) {
        return with("Authorization", "Bearer demo-" + person);
    }

    public Http bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Http with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Http(address, more);
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), null);
    }

    public Answer post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json), json);
    }

    public Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody(), null);
    }

    public Answer post(String path, byte[] body) {
        return send("POST", path, BodyPublishers.ofByteArray(body), null);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, BodyPublishers.ofString(json), json);
    }

    /** A verb of a message's life. */
    public Answer act(String id, String verb, String json) {
        return post("/api/v1/messages/" + id + "/" + verb, json);
    }

    public Answer submit(String json) {
        return post("/api/v1/messages", json);
    }

    public Answer message(String id) {
        return get("/api/v1/messages/" + id);
    }

    public Answer method(String method, String path) {
        return send(method, path, BodyPublishers.noBody(), null);
    }

    Answer send(String method, String path, BodyPublisher body, String json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).method(method, body);
        if ((method.equals("POST") || method.equals("PUT")) && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            Answer answer = new Answer(response.statusCode(), response);
            Contract.check(method, path, headers, json, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
