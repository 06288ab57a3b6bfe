package feedback.pos.notice;

import feedback.pos.organization.Territory;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What somebody wants to be told of. Whose it is stands apart.
 *
 * @param place a circle or a territory
 * @param topics codes of the catalog; empty for all
 * @param kinds empty for all
 * @param at since when
 */
public record Subscription(UUID id, Place place, List<String> topics, Set<Notice.Kind> kinds, Instant at) {
    public Subscription {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(place, "place");
        topics = topics == null ? List.of() : List.copyOf(topics);
        kinds = kinds == null ? Set.of() : Set.copyOf(kinds);
    }

    /** Whether it asks for the same. */
    public boolean isLike(Subscription other) {
        return place.equals(other.place)
                && Set.copyOf(topics).equals(Set.copyOf(other.topics))
                && kinds.equals(other.kinds);
    }

    /**
     * Whether a notice concerns who subscribed.
     *
     * @param catalog the codes from the category down to a topic
     * @param otherwise the territory of a notice that names none
     */
    boolean wants(Notice.Content notice, Notice.Paths catalog, Territory otherwise) {
        return (kinds.isEmpty() || kinds.contains(notice.kind()))
                && (topics.isEmpty() || notice.isAbout(topics, catalog))
                && notice.place().concerns(place, otherwise);
    }
}
