package feedback.pos.http.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads strictly what strangers send, and writes what they get. Thread-safe. */
final class Json {
    private static final int DEEPEST = 50;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .maxNameLength(200)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Reads one JSON object.
     *
     * @throws Refusal MALFORMED if the bytes are not UTF-8, not JSON, or not an object
     */
    static ObjectNode readObject(byte[] bytes) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text(bytes));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw at == null
                    ? Refusal.of(Reason.MALFORMED, "json.malformed")
                    : Refusal.of(Reason.MALFORMED, "json.malformedAt", at.getLineNr(), at.getColumnNr());
        }
        if (!(node instanceof ObjectNode object)) {
            throw Refusal.of(Reason.MALFORMED, node.isMissingNode() ? "json.empty" : "json.notObject");
        }
        return object;
    }

    /** Jackson is lenient about bytes that are no UTF-8, so they are decoded before it sees them. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.of(Reason.MALFORMED, "json.encoding");
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Plain values as a tree. */
    static ObjectNode tree(Map<String, ?> values) {
        return MAPPER.valueToTree(values);
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("a tree can be written", impossible);
        }
    }
}
