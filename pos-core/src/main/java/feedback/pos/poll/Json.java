package feedback.pos.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.refusal.Refusal;

/** Reads small pieces of JSON with limits. */
final class Json {
    private static final int DEPTH = 20;

    private static final ObjectReader READER = reader();

    private Json() {}

    private static ObjectReader reader() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEPTH).build());
        return mapper.reader();
    }

    /** @throws Refusal INVALID_VALUE naming the field if it is not JSON */
    static JsonNode read(String json, String field) {
        try {
            JsonNode node = READER.readTree(json);
            if (!node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw Refusal.field(field, "poll.unreadable");
        }
        throw Refusal.field(field, "poll.unreadable");
    }
}
