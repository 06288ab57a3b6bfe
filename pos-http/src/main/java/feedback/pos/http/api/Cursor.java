package feedback.pos.http.api;

import feedback.pos.refusal.Refusal;
import feedback.pos.store.Position;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Marks of places in lists: of no meaning to callers, and harmless when made up, since rights do not depend on them. */
final class Cursor {
    private Cursor() {}

    static String of(Position position) {
        return of(position.createdAt() + " " + position.id());
    }

    static String of(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Refusal INVALID_VALUE if it is no mark of ours */
    static Position position(String cursor) {
        String[] parts = place(cursor).split(" ", 3);
        UUID id = parts.length == 2 ? Lookup.uuid(parts[1]) : null;
        if (id == null) {
            throw unreadable();
        }
        try {
            Instant at = Instant.parse(parts[0]);
            if (at.isBefore(Instant.EPOCH.minusSeconds(1L << 34)) || at.isAfter(Instant.EPOCH.plusSeconds(1L << 34))) {
                throw unreadable();
            }
            return new Position(at, id);
        } catch (DateTimeException e) {
            throw unreadable();
        }
    }

    /** @throws Refusal INVALID_VALUE if it is no mark of ours */
    static String place(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    static Refusal unreadable() {
        return Refusal.field("after", "cursor.unreadable");
    }
}
