package feedback.pos;

import feedback.pos.notice.Notice;
import feedback.pos.notice.Place;
import feedback.pos.notice.Subscription;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Cards.Card;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to be told of notices: a card for each person with all that the person subscribed to, so that the limit holds
 * under a race, a person is told once of one notice, and forgetting somebody is one step.
 */
final class Subscribers {
    static final String KIND = "subscriber";
    static final int MOST = 10;
    private static final int TRIES = 16;

    private final Office office;

    Subscribers(Office office) {
        this.office = office;
    }

    /** What is written on a card. */
    record Subscriber(String person, List<Subscription> subscriptions) {
        Subscriber {
            subscriptions = List.copyOf(subscriptions);
        }
    }

    List<Subscription> of(String person) {
        return find(person).map(card -> read(card).subscriptions()).orElse(List.of());
    }

    private Optional<Card> find(String person) {
        return office.storage().cards().find(KIND, idOf(person));
    }

    Subscriber read(Card card) {
        return office.codec().readRecord(card.body(), Subscriber.class);
    }

    private static UUID idOf(String person) {
        return UUID.nameUUIDFromBytes(person.getBytes(StandardCharsets.UTF_8));
    }

    /** The subscription that is there already, if there is one like it. */
    Subscription add(String person, Subscription wanted) {
        Subscription[] kept = {wanted};
        change(person, before -> {
            for (Subscription each : before) {
                if (each.isLike(wanted)) {
                    kept[0] = each;
                    return null;
                }
            }
            if (before.size() >= MOST) {
                throw Refusal.of(Reason.CONFLICT, "subscription.tooMany", MOST);
            }
            kept[0] = wanted;
            List<Subscription> after = new ArrayList<>(before);
            after.add(wanted);
            return after;
        });
        return kept[0];
    }

    /** @throws Refusal NOT_FOUND if the person has no such subscription */
    void remove(String person, UUID id) {
        change(person, before -> {
            List<Subscription> after =
                    before.stream().filter(each -> !each.id().equals(id)).toList();
            if (after.size() == before.size()) {
                throw Refusal.of(Reason.NOT_FOUND, "subscription.unknown");
            }
            return after;
        });
    }

    void forget(String person) {
        change(person, before -> List.of());
    }

    /** @param next what the person has from now on, or null if nothing changes */
    private void change(String person, Function<List<Subscription>, @Nullable List<Subscription>> next) {
        for (int tries = 0; tries < TRIES; tries++) {
            Card before = find(person).orElse(null);
            List<Subscription> after =
                    next.apply(before == null ? List.of() : read(before).subscriptions());
            if (after == null || write(person, before, after)) {
                return;
            }
        }
        throw Office.busy();
    }

    private boolean write(String person, @Nullable Card before, List<Subscription> after) {
        if (after.isEmpty()) {
            return before == null || office.storage().cards().remove(KIND, before.id(), before.version());
        }
        Instant at = before == null ? office.now() : before.at();
        int version = before == null ? 1 : before.version() + 1;
        Set<String> keys = new LinkedHashSet<>();
        after.forEach(each -> keys.addAll(each.place().keysOfPerson()));
        String body = office.codec().writeRecord(new Subscriber(person, after));
        return office.storage().cards().put(List.of(new Card(KIND, idOf(person), version, at, null, keys, body)));
    }

    /** Whether one of the subscriptions is concerned. */
    static boolean isConcerned(Subscriber subscriber, Notice notice, Office office) {
        var rules = office.procedure().regulation();
        return subscriber.subscriptions().stream()
                .anyMatch(each ->
                        notice.concerns(each, rules.catalog()::path, NoticeCards.territory(notice.content(), rules)));
    }

    /** A circle gets the territory in which the map says that it lies, so that it hears of whole territories too. */
    static Place located(Place place, Office office) {
        var centre = place.centre();
        if (place.territory() != null || centre == null) {
            return place;
        }
        var rules = office.procedure().regulation();
        return place.in(rules.routes().districts().around(centre.lat(), centre.lon()).stream()
                .flatMap(each -> Optional.ofNullable(each.territory()).stream())
                .findFirst()
                .or(() -> rules.directory().find(rules.root()).map(root -> root.territory()))
                .orElse(null));
    }
}
