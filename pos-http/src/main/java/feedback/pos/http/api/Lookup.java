package feedback.pos.http.api;

import feedback.pos.Messages;
import feedback.pos.Pos;
import feedback.pos.message.Message;
import feedback.pos.organization.Actor;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import io.undertow.util.Headers;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the message that an address or a field names by id or by number. Thread-safe. */
final class Lookup {
    private final Pos pos;

    Lookup(Pos pos) {
        this.pos = pos;
    }

    /** The message named, as far as the reader may see it. */
    Message get(String name, Actor reader) {
        UUID id = uuid(name);
        return id != null ? pos.messages().get(id, reader) : pos.messages().getByNumber(name, reader);
    }

    /**
     * The id of the message named, for an act. A citizen is told at once of what is not the citizen's to know of, before
     * anything else that is wrong could tell it apart from what does not exist; officials are told by the act.
     */
    UUID id(String name, Actor by) {
        if (!by.isOfficial()) {
            return get(name, by).id();
        }
        UUID id = uuid(name);
        return id != null
                ? id
                : found(pos.storage().messages().findByNumber(name)).id();
    }

    /** The id that a field names, itself or by a number; null if nothing has this number. */
    @Nullable
    UUID idOf(String name) {
        UUID id = uuid(name);
        return id != null
                ? id
                : pos.storage().messages().findByNumber(name).map(Message::id).orElse(null);
    }

    private static Message found(Optional<Message> message) {
        return message.orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "message.unknown"));
    }

    /** The written form only: {@link UUID#fromString} takes much that is none. */
    static @Nullable UUID uuid(String text) {
        if (text.length() != 36) {
            return null;
        }
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The acts on a message, bound to the version that the caller names in {@code If-Match}, if any. */
    Messages acts(Call call, UUID id) {
        String header = call.header(Headers.IF_MATCH);
        if (header == null || header.strip().equals("*")) {
            return pos.messages();
        }
        Set<String> wanted = new HashSet<>();
        for (String each : header.split(",", 100)) {
            wanted.add(each.strip());
        }
        Message message = found(pos.messages().find(id));
        if (wanted.contains(tag(message))) {
            return pos.messages().ifVersion(message.version());
        }
        // Whoever may not know of the message is not told that it has changed
        pos.messages().get(id, call.actor());
        throw Refusal.of(Reason.STALE_VERSION, "version.stale", message.version(), header);
    }

    static String tag(Message message) {
        return "\"" + message.version() + "\"";
    }
}
