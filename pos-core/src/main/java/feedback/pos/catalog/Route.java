package feedback.pos.catalog;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of the routing table: topic × place → organization, and executor where assignment shall need no human.
 *
 * @param topic a topic's code, holding for everything below it too; empty for any
 * @param territory ОКТМО digits, holding for everything inside; empty for any
 * @param district the id of a district on the map; empty for any. Where both are named, both must fit
 * @param organization who is competent
 * @param executor the person who gets the message in one step, or null
 * @param choice how the executor is found
 * @param candidates among whom an executor is chosen by turn or by load, at most 100; empty for those who hold the role in
 *     exactly that organization
 */
public record Route(
        String topic,
        String territory,
        String district,
        String organization,
        @Nullable String executor,
        Choice choice,
        List<String> candidates) {
    private static final int MOST_CANDIDATES = 100;

    /** How the executor of a line is found. */
    public enum Choice {
        /** By name, or not at all where none is named. */
        NAMED,
        /** Who was given a message longest ago. */
        BY_TURN,
        /** Who holds the fewest open messages; of several, who was given one longest ago. */
        BY_LOAD
    }

    /** @throws IllegalArgumentException if an executor is both named and chosen, or there are too many candidates */
    public Route {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(territory, "territory");
        Objects.requireNonNull(organization, "organization");
        // Stored before there were such routes
        district = Objects.requireNonNullElse(district, "");
        choice = Objects.requireNonNullElse(choice, Choice.NAMED);
        candidates = candidates == null ? List.of() : List.copyOf(candidates);
        if (choice == Choice.NAMED ? !candidates.isEmpty() : executor != null) {
            throw new IllegalArgumentException("the route for topic «" + topic
                    + "» must either name an executor or have one chosen, by turn or by load, among candidates");
        }
        if (candidates.size() > MOST_CANDIDATES) {
            throw new IllegalArgumentException(
                    "the route for topic «" + topic + "» has more than " + MOST_CANDIDATES + " candidates");
        }
    }

    /** A line by topic and territory that names an executor, or none. */
    public Route(String topic, String territory, String organization, @Nullable String executor) {
        this(topic, territory, "", organization, executor, Choice.NAMED, List.of());
    }

    /** The same line for a district on the map. */
    public Route in(String district) {
        return new Route(topic, territory, district, organization, executor, choice, candidates);
    }

    /** The same line with an executor chosen among some people, or among all executors of the organization if none are given. */
    public Route choosing(Choice how, String... among) {
        return new Route(topic, territory, district, organization, null, how, List.of(among));
    }
}
