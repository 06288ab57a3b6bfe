package feedback.pos;

import feedback.pos.organization.Actor;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Grant;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Cards.Card;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Saved views: a filter that somebody has given a name, for oneself or for all officials of a body and below it. What the names and values of
 * the filter mean is the interface's matter; a view shows nobody more than the reader may see anyway. Thread-safe.
 */
public final class Views {
    /** How many views a person may keep. */
    public static final int MOST = 100;

    /** How many views a list shows at most: one's own and those of one's bodies. */
    public static final int MOST_LISTED = 500;

    private static final String KIND = "view";
    private static final int NAME_LIMIT = 100;
    private static final int MOST_VALUES = 30;
    private static final int VALUE_LIMIT = 500;
    private static final int MOST_BODIES = 100;
    private static final int PAGE = 200;
    private static final int TRIES = 16;

    private final Office office;

    Views(Office office) {
        this.office = office;
    }

    /**
     * What a view is.
     *
     * @param name what its owner calls it, 1 to 100 characters
     * @param filter names and values of the filter, at most 30 of at most 500 characters
     * @param columns which columns a table shows, in order; empty for the usual ones
     * @param sort by what a table is sorted, or null
     * @param organization the body that it is shared with, or null
     */
    public record Content(
            String name,
            Map<String, String> filter,
            List<String> columns,
            @Nullable String sort,
            @Nullable String organization) {
        public Content {
            filter = Map.copyOf(filter);
            columns = List.copyOf(columns);
        }
    }

    /**
     * A view that is kept.
     *
     * @param id its id
     * @param version counts from 1
     * @param owner whose it is
     * @param createdAt when it was made
     * @param updatedAt when it was changed last
     * @param content what it is
     */
    public record View(UUID id, int version, String owner, Instant createdAt, Instant updatedAt, Content content) {}

    /** The actor's own views and those shared with bodies in which, or below which, the actor holds an office; the newest first. */
    public List<View> of(Actor actor) {
        Set<String> keys = new LinkedHashSet<>(Set.of(ownerKey(actor.person())));
        bodies(actor).stream().limit(MOST_BODIES - 1).forEach(each -> keys.add(bodyKey(each)));
        return CardPages.list(office.storage().cards(), KIND, keys, null, MOST_LISTED, card -> Optional.of(read(card)))
                .items();
    }

    /** @throws Refusal NOT_FOUND if there is none, or it is not the actor's to know of */
    public View get(UUID id, Actor actor) {
        return read(visible(id, actor));
    }

    /**
     * Keeps a view.
     *
     * @throws Refusal INVALID_VALUE naming what is wrong; FORBIDDEN for a body in or above which the actor holds no office; CONFLICT for
     *     whoever has {@value #MOST} already
     */
    public View add(Content content, Actor actor) {
        check(content, actor);
        String key = ownerKey(actor.person());
        if (office.storage().cards().list(KIND, key, null, MOST).size() >= MOST) {
            throw Refusal.of(Reason.CONFLICT, "view.tooMany", MOST);
        }
        Instant now = office.now();
        View view = new View(office.newId(now), 1, actor.person(), now, now, content);
        if (!office.storage().cards().put(List.of(card(view)))) {
            throw Office.busy();
        }
        return view;
    }

    /**
     * Changes a view of one's own.
     *
     * @param version the version that it must have, or 0 for any
     * @throws Refusal as {@link #get} and {@link #add}; STALE_VERSION if it has another version; FORBIDDEN if it is another's
     */
    public View change(UUID id, int version, Content content, Actor actor) {
        check(content, actor);
        for (int tries = 0; tries < TRIES; tries++) {
            View before = owned(id, version, actor);
            View after = new View(id, before.version() + 1, before.owner(), before.createdAt(), office.now(), content);
            if (office.storage().cards().put(List.of(card(after)))) {
                return after;
            }
        }
        throw Office.busy();
    }

    /**
     * Removes a view of one's own.
     *
     * @param version the version that it must have, or 0 for any
     * @throws Refusal as {@link #change}
     */
    public void remove(UUID id, int version, Actor actor) {
        for (int tries = 0; tries < TRIES; tries++) {
            View before = owned(id, version, actor);
            if (office.storage().cards().remove(KIND, id, before.version())) {
                return;
            }
        }
        throw Office.busy();
    }

    /** Removes all views of a person. */
    void forget(String person) {
        List<Card> cards;
        do {
            cards = office.storage().cards().list(KIND, ownerKey(person), null, PAGE);
            cards.forEach(card -> office.storage().cards().remove(KIND, card.id(), card.version()));
        } while (!cards.isEmpty());
    }

    private View owned(UUID id, int version, Actor actor) {
        View view = get(id, actor);
        if (!view.owner().equals(actor.person())) {
            throw Refusal.of(Reason.FORBIDDEN, "view.another");
        }
        if (version != 0 && version != view.version()) {
            throw Refusal.of(Reason.STALE_VERSION, "view.stale", view.version(), version);
        }
        return view;
    }

    private Card visible(UUID id, Actor actor) {
        return office.storage()
                .cards()
                .find(KIND, id)
                .filter(card -> {
                    View view = read(card);
                    String body = view.content().organization();
                    return view.owner().equals(actor.person())
                            || body != null && bodies(actor).contains(body);
                })
                .orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "view.unknown"));
    }

    /** Those in which the actor holds an office, and those above them. */
    private Set<String> bodies(Actor actor) {
        Directory directory = office.regulation().directory();
        Set<String> bodies = new LinkedHashSet<>();
        actor.grants().stream().map(Grant::organization).sorted().forEach(each -> bodies.addAll(directory.path(each)));
        return bodies;
    }

    private void check(Content content, Actor actor) {
        if (content.name().isBlank() || length(content.name()) > NAME_LIMIT) {
            throw Refusal.field("name", "view.name", NAME_LIMIT);
        }
        if (content.filter().size() > MOST_VALUES || content.columns().size() > MOST_VALUES) {
            throw Refusal.field(
                    content.filter().size() > MOST_VALUES ? "filter" : "columns", "list.tooLong", MOST_VALUES);
        }
        for (Map.Entry<String, String> each : content.filter().entrySet()) {
            if (length(each.getValue()) > VALUE_LIMIT) {
                throw Refusal.field("filter." + each.getKey(), "text.tooLong", VALUE_LIMIT);
            }
        }
        String body = content.organization();
        if (body != null && office.regulation().directory().find(body).isEmpty()) {
            throw Refusal.field("organization", "organization.unknown", body);
        }
        if (body != null) {
            List<String> path = office.regulation().directory().path(body);
            if (actor.grants().stream().noneMatch(grant -> path.contains(grant.organization()))) {
                throw Refusal.of(Reason.FORBIDDEN, "view.notYourBody");
            }
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private Card card(View view) {
        Set<String> keys = new LinkedHashSet<>(Set.of(ownerKey(view.owner())));
        String body = view.content().organization();
        if (body != null) {
            keys.add(bodyKey(body));
        }
        // The order of its names does not change from one writing to the next
        Content sorted = new Content(
                view.content().name(),
                new TreeMap<>(view.content().filter()),
                view.content().columns(),
                view.content().sort(),
                body);
        return new Card(
                KIND,
                view.id(),
                view.version(),
                view.createdAt(),
                null,
                keys,
                office.codec()
                        .writeRecord(new View(
                                view.id(), view.version(), view.owner(), view.createdAt(), view.updatedAt(), sorted)));
    }

    private View read(Card card) {
        return office.codec().readRecord(card.body(), View.class);
    }

    /** Ids of persons and bodies may hold what keys may not. */
    private static String ownerKey(String person) {
        return "of " + UUID.nameUUIDFromBytes(person.getBytes(StandardCharsets.UTF_8));
    }

    private static String bodyKey(String organization) {
        return "shared " + UUID.nameUUIDFromBytes(organization.getBytes(StandardCharsets.UTF_8));
    }
}
