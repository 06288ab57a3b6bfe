package feedback.pos.http.region;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that knows on which line it stands, so that a mistake can be pointed at.
 *
 * @param line from 1
 * @param value a map of names to values, a list of values, a string, a number, a boolean, or null
 */
record LocatedJson(int line, @Nullable Object value) {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Says what is wrong with the JSON where it cannot be read. */
    static final class NotJson extends Exception {
        private static final long serialVersionUID = 1L;

        final int line;

        NotJson(int line, String what) {
            super(what);
            this.line = line;
        }
    }

    static LocatedJson read(String text) throws NotJson {
        try (JsonParser parser = FACTORY.createParser(text)) {
            LocatedJson value = read(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw new NotJson(parser.currentTokenLocation().getLineNr(), "something follows after the end");
            }
            return value;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new NotJson(line, "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new NotJson(1, "not JSON: " + e.getMessage());
        }
    }

    private static LocatedJson read(JsonParser parser, @Nullable JsonToken token) throws IOException, NotJson {
        int line = parser.currentTokenLocation().getLineNr();
        if (token == null) {
            throw new NotJson(1, "the file is empty");
        }
        return switch (token) {
            case START_OBJECT -> new LocatedJson(line, readObject(parser));
            case START_ARRAY -> new LocatedJson(line, readList(parser));
            case VALUE_STRING -> new LocatedJson(line, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new LocatedJson(line, parser.getNumberValue());
            case VALUE_TRUE, VALUE_FALSE -> new LocatedJson(line, token == JsonToken.VALUE_TRUE);
            default -> new LocatedJson(line, null);
        };
    }

    private static Map<String, LocatedJson> readObject(JsonParser parser) throws IOException, NotJson {
        Map<String, LocatedJson> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            fields.put(name, read(parser, parser.nextToken()));
        }
        return fields;
    }

    private static List<LocatedJson> readList(JsonParser parser) throws IOException, NotJson {
        List<LocatedJson> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(read(parser, token));
        }
        return items;
    }
}
