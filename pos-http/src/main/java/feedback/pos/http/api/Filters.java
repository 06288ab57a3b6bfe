package feedback.pos.http.api;

import feedback.pos.Pos;
import feedback.pos.message.Channel;
import feedback.pos.message.Kind;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.search.Wanted;
import feedback.pos.store.Filter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one filter as it stands behind the question mark: the same names in lists, figures, maps, reports, exports and saved views. What is asked
 * for is one thing, what the caller may see of it another.
 */
final class Filters {
    /** Those who read figures and take tables out, each of the subtree in which they are it. */
    private static final Set<Role> READERS =
            EnumSet.of(Role.ANALYST, Role.HEAD, Role.CURATOR, Role.COORDINATOR, Role.ADMINISTRATOR);

    private Filters() {}

    /** Reads the filter; what is wrong with it is said by {@link Query#done}. */
    static Filter read(Query query, Pos pos) {
        ZoneId zone = pos.regulation().zone();
        String organization = query.text("organization");
        if (organization != null
                && pos.regulation().directory().find(organization).isEmpty()) {
            query.wrong("organization", "organization.unknown", organization);
        }
        String topic = query.text("topic");
        if (topic != null && pos.regulation().catalog().find(topic).isEmpty()) {
            query.wrong("topic", "topic.unknown", topic);
        }
        Instant from = query.instant("from", zone, 0);
        Instant to = query.instant("to", zone, 1);
        if (from != null && to != null && !from.isBefore(to)) {
            // An empty answer would be taken for the truth about a period
            query.wrong("to", "period.backward");
        }
        return Filter.all(pos.now())
                .withFrom(from)
                .withTo(to)
                .withOrganization(organization)
                .withTerritory(query.read("territory", Territory::new))
                .withTopic(topic)
                .withKind(query.choice("kind", Kind.class))
                .withFastTrack(query.flag("fastTrack"))
                .withStages(query.choices("stage", Stage.class))
                .withOutcome(query.choice("outcome", Outcome.class))
                .withOverdue(query.flag("overdue"))
                .withRating(query.integer("rating", 1, 5))
                .withChannel(query.choice("channel", Channel.class))
                .withBox(query.read("bbox", Boxes::of))
                .withText(query.read("q", text -> Wanted.of(text).text()));
    }

    /**
     * Looks at a filter that is to be kept.
     *
     * @throws Refusal UNKNOWN_FIELD or INVALID_VALUE naming what is wrong as {@code filter.NAME}
     */
    static void check(Map<String, String> values, Pos pos) {
        Map<String, Deque<String>> given = new LinkedHashMap<>();
        values.forEach((name, value) -> given.put(name, new ArrayDeque<>(List.of(value))));
        Query query = new Query(given);
        try {
            read(query, pos);
            query.done();
        } catch (Refusal wrong) {
            List<Refusal.Field> fields = wrong.fields().stream()
                    .map(each -> Refusal.Field.of(
                            "filter." + each.field(), each.key(), each.args().toArray()))
                    .toList();
            throw Refusal.of(wrong.reason(), wrong.key(), wrong.args().toArray())
                    .withFields(fields);
        }
    }

    /**
     * As much of what is asked for as the caller may have figures of.
     *
     * @throws Refusal FORBIDDEN for whoever holds none of the offices that read figures, or asks by words and may read no messages
     */
    static Filter allowed(Filter wanted, Actor actor) {
        Set<String> bodies = bodies(actor);
        return wanted.withWithin(wanted.text() == null ? bodies : read(actor));
    }

    /** Where the caller may read messages: figures by words tell what stands in them. */
    private static Set<String> read(Actor actor) {
        Set<String> bodies = actor.grants().stream()
                .filter(grant -> grant.role().seesMessages())
                .map(Grant::organization)
                .collect(Collectors.toSet());
        if (bodies.isEmpty()) {
            throw Refusal.of(Reason.FORBIDDEN, "insight.wordsOfOthers")
                    .withFields(List.of(Refusal.Field.of("q", "insight.wordsOfOthers")));
        }
        return bodies;
    }

    /** @throws Refusal FORBIDDEN for whoever holds none of the offices that read figures */
    static Set<String> bodies(Actor actor) {
        Set<String> bodies = actor.grants().stream()
                .filter(grant -> READERS.contains(grant.role()))
                .map(Grant::organization)
                .collect(Collectors.toSet());
        if (bodies.isEmpty()) {
            throw Refusal.of(
                    Reason.FORBIDDEN,
                    "insight.roleNeeded",
                    READERS.stream().map(Role::name).collect(Collectors.joining(", ")));
        }
        return bodies;
    }
}
