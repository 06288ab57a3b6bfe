package feedback.pos.poll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a line of the box: the choice, and by which way it came, so that paper can be counted apart.
 *
 * @param channel by which way
 * @param protocol number of the paper protocol, or null
 * @param voter where the poll is not secret, the key of the voter, under which the person stands until it is forgotten; else null
 * @param choice the body that {@link Ask#read} made
 */
public record Sheet(
        VoteChannel channel,
        @Nullable String protocol,
        @Nullable UUID voter,
        String choice) {
    /** Ballots are counted by their channel under this and its name. */
    public static final String CHANNEL = "channel ";

    /** As the line's body. */
    public String written() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("channel", channel.name());
        if (protocol != null) {
            node.put("protocol", protocol);
        }
        if (voter != null) {
            node.put("voter", voter.toString());
        }
        return node.putRawValue("choice", new RawValue(choice)).toString();
    }

    /** Of what {@link #written} has written. */
    public static Sheet read(String written) {
        JsonNode node = Json.read(written, "body");
        JsonNode protocol = node.get("protocol");
        JsonNode voter = node.get("voter");
        return new Sheet(
                VoteChannel.valueOf(node.get("channel").textValue()),
                protocol == null ? null : protocol.textValue(),
                voter == null ? null : UUID.fromString(voter.textValue()),
                node.get("choice").toString());
    }

    /** What the line adds to which counter. */
    public static Map<String, Long> counts(Ask ask, String written) {
        Sheet sheet = read(written);
        Map<String, Long> counts = new HashMap<>(ask.counts(sheet.choice()));
        counts.put(CHANNEL + sheet.channel(), 1L);
        return counts;
    }
}
