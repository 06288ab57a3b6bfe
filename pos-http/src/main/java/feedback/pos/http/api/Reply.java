package feedback.pos.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes back. Immutable.
 *
 * @param status the HTTP status
 * @param type the media type, empty without a body
 * @param body the bytes, to be read through a duplicate
 * @param headers others than type and length
 * @param content what writes the body piece by piece, where it may be longer than one wants to hold; else null
 */
record Reply(
        int status,
        String type,
        ByteBuffer body,
        Map<HttpString, String> headers,
        @Nullable Content content) {
    static final String JSON = "application/json; charset=utf-8";

    Reply {
        headers = Map.copyOf(headers);
    }

    /** Writes a body; may close it, which does not end the answer. If it throws, the connection is cut, so that nobody takes a part for the whole. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    Reply(int status, String type, ByteBuffer body, Map<HttpString, String> headers) {
        this(status, type, body, headers, null);
    }

    /** A body that is written piece by piece. */
    static Reply streamed(String type, Content content) {
        return new Reply(200, type, ByteBuffer.allocate(0), Map.of(), content);
    }

    static Reply json(JsonNode body) {
        return json(200, body);
    }

    static Reply json(int status, JsonNode body) {
        return new Reply(status, JSON, ByteBuffer.wrap(Json.bytes(body)), Map.of());
    }

    static Reply of(String type, ByteBuffer body) {
        return new Reply(200, type, body, Map.of());
    }

    static Reply empty(int status) {
        return new Reply(status, "", ByteBuffer.allocate(0), Map.of());
    }

    Reply with(HttpString header, String value) {
        Map<HttpString, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, body, more, content);
    }

    /** The same, or 304 without a body where the caller has it already. */
    Reply tagged(String tag, Call call) {
        Reply tagged = with(Headers.ETAG, tag);
        return call.hasAlready(tag) ? new Reply(304, "", ByteBuffer.allocate(0), tagged.headers) : tagged;
    }
}
