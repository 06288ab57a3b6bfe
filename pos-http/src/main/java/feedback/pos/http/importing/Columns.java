package feedback.pos.http.importing;

import org.jspecify.annotations.Nullable;

/**
 * Which column of an export says what; null where none does.
 *
 * @param id the row's id in the other system
 * @param text what the citizen wrote; if left out, the topic's name is the text
 * @param topic the topic's name or code; if left out or blank, the topic is detected
 * @param executor name or id of the organization that answered; if left out or blank, the message is routed
 * @param date when it was received; if left out, now
 * @param closed when it was answered; blank while it is open
 * @param lat degrees north
 * @param lon degrees east
 */
public record Columns(
        String id,
        @Nullable String text,
        @Nullable String topic,
        @Nullable String executor,
        @Nullable String date,
        @Nullable String closed,
        @Nullable String lat,
        @Nullable String lon) {

    /** @throws WrongColumns if they cannot make a message */
    public Columns {
        if (text == null && topic == null) {
            throw new WrongColumns("without --text the topic's name is the text, so --topic is needed");
        }
        if ((lat == null) != (lon == null)) {
            throw new WrongColumns("--lat and --lon go together");
        }
    }
}
