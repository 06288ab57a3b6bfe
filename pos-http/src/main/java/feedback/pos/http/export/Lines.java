package feedback.pos.http.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Held;
import feedback.pos.store.Records.Document;
import feedback.pos.store.Tiding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the lines of an export are written: bodies of records and of journal lines as texts, since they are kept to the byte.
 * Thread-safe.
 */
final class Lines {
    static final String FORMAT = "pos-export";
    static final int VERSION = 1;

    /** What a line begins with, by which it is told what it is without being read. */
    static final String HEAD = "{\"format\":";

    static final String RECORD = "{\"record\":";
    static final String MESSAGE = "{\"message\":";
    static final String END = "{\"end\":";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Codec codec = new Codec();

    /**
     * The last line.
     *
     * @param digest SHA-256 over all lines between the first and the last, each with its line end
     */
    record End(long records, long messages, long entries, String digest) {}

    private interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] line(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            writing.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    byte[] head(Instant at, String program) {
        return line(json -> {
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeStringField("exportedAt", at.toString());
            json.writeStringField("program", program);
        });
    }

    byte[] write(Document document) {
        return line(json -> {
            json.writeObjectFieldStart("record");
            json.writeStringField("kind", document.kind());
            json.writeStringField("key", document.key());
            json.writeStringField("body", document.body());
            json.writeEndObject();
        });
    }

    byte[] write(Held held) {
        return line(json -> {
            json.writeFieldName("message");
            json.writeRawValue(codec.write(held.message()));
            json.writeArrayFieldStart("journal");
            for (Entry each : held.journal()) {
                write(each, json);
            }
            json.writeEndArray();
            Instant wake = held.wake();
            if (wake != null) {
                json.writeStringField("wake", wake.toString());
            }
            json.writeArrayFieldStart("tidings");
            for (Tiding each : held.tidings()) {
                json.writeStartObject();
                json.writeNumberField("version", each.version());
                json.writeStringField("at", each.at().toString());
                json.writeStringField("event", each.event());
                json.writeStringField("role", each.role().name());
                json.writeStringField("recipient", each.recipient());
                if (!each.notBefore().equals(each.at())) {
                    json.writeStringField("notBefore", each.notBefore().toString());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(Entry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", entry.version());
        json.writeStringField("at", entry.at().toString());
        json.writeStringField("by", entry.by());
        json.writeStringField("role", entry.role().name());
        json.writeStringField("type", entry.type());
        json.writeStringField("body", entry.body());
        json.writeStringField("seal", entry.seal());
        String digest = entry.digest();
        if (digest != null) {
            json.writeStringField("digest", digest);
        }
        json.writeEndObject();
    }

    byte[] write(End end) {
        return line(json -> {
            json.writeObjectFieldStart("end");
            json.writeNumberField("records", end.records());
            json.writeNumberField("messages", end.messages());
            json.writeNumberField("entries", end.entries());
            json.writeStringField("digest", end.digest());
            json.writeEndObject();
        });
    }

    /** A line that is not what this program writes. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    private interface Reading<T> {
        T read(JsonNode line) throws IOException, Unreadable;
    }

    private static <T> T read(byte[] line, Reading<T> reading) throws Unreadable {
        try {
            return reading.read(MAPPER.readTree(line));
        } catch (JsonProcessingException e) {
            throw new Unreadable("is not JSON: " + e.getOriginalMessage());
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new Unreadable("cannot be read: " + e.getMessage());
        }
    }

    /** Looks whether the first line is one of ours. */
    void checkHead(byte[] line) throws Unreadable {
        int version = read(line, json -> {
            if (!json.path("format").asText().equals(FORMAT)) {
                throw new Unreadable("is not the head of an export");
            }
            return json.path("version").asInt();
        });
        if (version != VERSION) {
            throw new Unreadable("is of version " + version + ", this program reads version " + VERSION);
        }
    }

    Document record(byte[] line) throws Unreadable {
        return read(line, json -> {
            JsonNode record = json.path("record");
            return new Document(text(record, "kind"), text(record, "key"), text(record, "body"));
        });
    }

    End end(byte[] line) throws Unreadable {
        return read(line, json -> {
            JsonNode end = json.path("end");
            return new End(
                    end.path("records").asLong(-1),
                    end.path("messages").asLong(-1),
                    end.path("entries").asLong(-1),
                    text(end, "digest"));
        });
    }

    Held message(byte[] line) throws Unreadable {
        return read(line, json -> {
            Message message = codec.readMessage(json.path("message").toString());
            UUID id = message.id();
            List<Entry> journal = new ArrayList<>();
            for (JsonNode each : json.path("journal")) {
                journal.add(new Entry(
                        id,
                        each.path("version").asInt(),
                        Instant.parse(text(each, "at")),
                        text(each, "by"),
                        Role.valueOf(text(each, "role")),
                        text(each, "type"),
                        text(each, "body"),
                        text(each, "seal"),
                        optional(each, "digest")));
            }
            List<Tiding> tidings = new ArrayList<>();
            for (JsonNode each : json.path("tidings")) {
                tidings.add(tiding(id, each));
            }
            String wake = optional(json, "wake");
            return new Held(message, journal, wake == null ? null : Instant.parse(wake), tidings);
        });
    }

    /** Without a field of its own it may be told at once, as everything in the exports of older programs. */
    private static Tiding tiding(UUID message, JsonNode json) throws Unreadable {
        String at = text(json, "at");
        String notBefore = optional(json, "notBefore");
        return new Tiding(
                message,
                json.path("version").asInt(),
                Instant.parse(at),
                text(json, "event"),
                Role.valueOf(text(json, "role")),
                text(json, "recipient"),
                Instant.parse(notBefore == null ? at : notBefore));
    }

    /** What is wrong with a message and its journal, or null. */
    @Nullable
    String fault(Held held) {
        return codec.fault(held.message(), held.journal());
    }

    private static String text(JsonNode node, String name) throws Unreadable {
        String text = optional(node, name);
        if (text == null) {
            throw new Unreadable("lacks " + name);
        }
        return text;
    }

    private static @Nullable String optional(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).textValue() : null;
    }
}
