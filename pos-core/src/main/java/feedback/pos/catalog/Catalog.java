package feedback.pos.catalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One edition of a region's classifier of topics, at most three levels deep. Immutable and thread-safe. */
public final class Catalog {
    /** Category, subcategory, fact. */
    public static final int MAX_DEPTH = 3;

    private final String region;
    private final String edition;
    private final String fallback;
    private final Map<String, Topic> byCode = new LinkedHashMap<>();
    private final Map<String, List<String>> paths = new LinkedHashMap<>();

    private Catalog(String region, String edition, String fallback, Collection<Topic> topics) {
        this.region = region;
        this.edition = edition;
        this.fallback = fallback;
        for (Topic topic : topics) {
            if (byCode.put(topic.code(), topic) != null) {
                throw new IllegalArgumentException("topic " + topic.code() + " stands twice");
            }
        }
        byCode.keySet().forEach(code -> paths.put(code, climb(code)));
        Topic other = byCode.get(fallback);
        if (other == null || other.fastTrack() || other.retired() != null) {
            throw new IllegalArgumentException(
                    "the fallback topic must exist, be ordinary and not retired: " + fallback);
        }
        for (Topic topic : topics) {
            String successor = topic.successor();
            if (successor != null && !byCode.containsKey(successor)) {
                throw new IllegalArgumentException("topic " + topic.code() + " has an unknown successor " + successor);
            }
        }
    }

    private List<String> climb(String code) {
        List<String> path = new ArrayList<>();
        @Nullable String at = code;
        while (at != null) {
            Topic topic = byCode.get(at);
            if (topic == null) {
                throw new IllegalArgumentException("topic " + code + " has an unknown parent " + at);
            }
            path.add(at);
            if (path.size() > MAX_DEPTH) {
                throw new IllegalArgumentException("topic " + code + " lies deeper than " + MAX_DEPTH + " levels");
            }
            at = topic.parent();
        }
        Collections.reverse(path);
        return List.copyOf(path);
    }

    /**
     * An edition.
     *
     * @param region ISO 3166-2 code of the region in whose scope it stands, such as {@code RU-KRS}
     * @param edition the name of the edition, such as {@code 2026-11}
     * @param fallback the code of the topic given to what nobody could name; ordinary, never retired
     * @throws IllegalArgumentException if a code stands twice, a parent or successor is unknown, or a topic lies too deep
     */
    public static Catalog of(String region, String edition, String fallback, Collection<Topic> topics) {
        return new Catalog(region, edition, fallback, topics);
    }

    public String region() {
        return region;
    }

    public String edition() {
        return edition;
    }

    /** The topic given to what nobody could name. */
    public Topic fallback() {
        return get(fallback);
    }

    /** All entries, retired ones too, in the order given. */
    public Collection<Topic> topics() {
        return Collections.unmodifiableCollection(byCode.values());
    }

    public Optional<Topic> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** @throws IllegalArgumentException if there is no such topic */
    public Topic get(String code) {
        Topic topic = byCode.get(code);
        if (topic == null) {
            throw new IllegalArgumentException("unknown topic " + code);
        }
        return topic;
    }

    /** Codes from the category down to the topic; empty if the topic is unknown. */
    public List<String> path(String code) {
        return paths.getOrDefault(code, List.of());
    }

    /**
     * The topic that takes new messages in place of this one on the day: itself while active, then its successor, its
     * parent, at last the fallback.
     */
    public Topic successor(Topic topic, LocalDate day) {
        Topic at = topic;
        for (int step = 0; step <= byCode.size(); step++) {
            if (at.isActive(day)) {
                return at;
            }
            String next = at.successor() != null ? at.successor() : at.parent();
            if (next == null) {
                return fallback();
            }
            at = get(next);
        }
        return fallback();
    }

    /** The next edition: this one with an entry added or replaced. */
    public Catalog with(String nextEdition, Topic topic) {
        Map<String, Topic> next = new LinkedHashMap<>(byCode);
        next.put(topic.code(), topic);
        return new Catalog(region, nextEdition, fallback, next.values());
    }
}
