package feedback.pos;

import feedback.pos.CardPages.Found;
import feedback.pos.NoticeCards.Shelf;
import feedback.pos.message.Cell;
import feedback.pos.message.Point;
import feedback.pos.notice.Notice;
import feedback.pos.notice.Notice.Content;
import feedback.pos.notice.Notice.Kind;
import feedback.pos.notice.Notice.Stage;
import feedback.pos.notice.Notice.Turn;
import feedback.pos.notice.Place;
import feedback.pos.notice.Subscription;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Cards.Card;
import feedback.pos.store.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices: an organization tells what happens at a place for some time, and whoever subscribed for the place is told. Operators
 * write drafts; coordinators, heads and administrators publish, change and withdraw; each within the organizations that the role covers,
 * and for places where the organization is competent. Every act is one durable step or a {@link Refusal} that changed
 * nothing. Thread-safe.
 */
public final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final int TRIES = 16;
    private static final int PAGE = 200;

    /** How many are shown to somebody about to report. */
    private static final int MOST_CONCERNING = 5;

    /** Of what the detector thinks possible, so many topics are taken to be meant. */
    private static final int GUESSES = 3;

    private static final double LIKELY = 0.1;

    private static final int MOST_KINDS = Kind.values().length;

    private static final Set<Role> WRITERS = EnumSet.of(Role.OPERATOR, Role.COORDINATOR, Role.HEAD, Role.ADMINISTRATOR);

    private static final Set<Role> PUBLISHERS = EnumSet.of(Role.COORDINATOR, Role.HEAD, Role.ADMINISTRATOR);

    private final Office office;
    private final int expected;
    private final NoticeCards cards;
    private final Subscribers subscribers;
    private final NoticeFanout fanout;

    Notices(Office office, int expected) {
        this.office = office;
        this.expected = expected;
        this.cards = new NoticeCards(office.codec());
        this.subscribers = new Subscribers(office);
        this.fanout = new NoticeFanout(office, cards, subscribers);
    }

    /** The same, but every act refuses with STALE_VERSION unless the notice has this version. */
    public Notices ifVersion(int version) {
        return new Notices(office, version);
    }

    /** When a notice holds, seen from an instant. */
    public enum When {
        /** In force. */
        ACTIVE,
        /** To come. */
        FUTURE,
        /** Over. */
        PAST,
        /** Taken back. */
        WITHDRAWN,
        /** Not published yet; seen by those who may write it. */
        DRAFT
    }

    /**
     * Which notices are wanted; what is null or empty is no condition.
     *
     * @param when empty for those in force and to come
     * @param at the instant from which that is seen, or null for now
     * @param point where, on the map
     * @param territory where: within it, and those for a whole that it is part of
     * @param topic the code of a topic, with its subtopics
     * @param organization who issues, with the subtree
     * @param from it does not end before
     * @param to it begins before
     * @param text words of the title
     */
    public record Filter(
            Set<When> when,
            @Nullable Instant at,
            @Nullable Point point,
            @Nullable Territory territory,
            @Nullable String topic,
            @Nullable String organization,
            @Nullable Kind kind,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String text) {
        public Filter {
            when = when.isEmpty() ? Set.of(When.ACTIVE, When.FUTURE) : Set.copyOf(when);
        }

        /** Those in force and to come, everywhere. */
        public static Filter current() {
            return new Filter(Set.of(), null, null, null, null, null, null, null, null, null);
        }

        public Filter with(When... value) {
            return new Filter(Set.of(value), at, point, territory, topic, organization, kind, from, to, text);
        }

        public Filter withFrom(@Nullable Instant value) {
            return new Filter(when, at, point, territory, topic, organization, kind, value, to, text);
        }

        public Filter withPoint(@Nullable Point value) {
            return new Filter(when, at, value, territory, topic, organization, kind, from, to, text);
        }

        public Filter withTerritory(@Nullable Territory value) {
            return new Filter(when, at, point, value, topic, organization, kind, from, to, text);
        }
    }

    /**
     * A page of notices, those written last first.
     *
     * @param next where the next page begins, or null on the last one; a page may be short and have a next one
     */
    public record Page(List<Notice> items, @Nullable Position next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    // Writing

    /**
     * Writes a draft.
     *
     * @param id chosen by the client, so that writing it again gives the one that is there; null for a new one
     * @throws Refusal FORBIDDEN, INVALID_VALUE naming every field that is wrong, KEY_REUSED if the id belongs to another one
     */
    public Notice draft(@Nullable UUID id, Content content, Actor by) {
        require(WRITERS, content.organization(), by);
        checkAgainst(content, rules());
        Instant now = office.now();
        Notice notice = Notice.draft(id == null ? office.newId(now) : id, content, by.person(), now);
        if (put(null, notice)) {
            return notice;
        }
        return find(notice.id())
                .filter(there -> wasWritten(there, notice))
                .orElseThrow(() -> Refusal.of(Reason.KEY_REUSED, "notice.keyReused"));
    }

    private boolean wasWritten(Notice there, Notice again) {
        Notice first = there.version() == 1 ? there : version(there.id(), 1).orElse(there);
        return there.createdBy().equals(again.createdBy()) && first.content().equals(again.content());
    }

    /**
     * Says something else. Of a published one subscribers are told if period or place change.
     *
     * @throws Refusal TOO_LATE if it was withdrawn or is over
     */
    public Notice change(UUID id, Content content, Actor by) {
        return act(id, by, (notice, now) -> {
            require(
                    notice.stage() == Stage.DRAFT ? WRITERS : PUBLISHERS,
                    notice.content().organization(),
                    by);
            checkAgainst(content, rules());
            return notice.change(content, by.person(), now);
        });
    }

    /**
     * Shows it to everybody, and tells subscribers.
     *
     * @throws Refusal ALREADY_DONE if it is published, TOO_LATE if it was withdrawn, INVALID_VALUE if its time is over
     */
    public Notice publish(UUID id, Actor by) {
        return act(id, by, (notice, now) -> {
            require(PUBLISHERS, notice.content().organization(), by);
            checkAgainst(notice.content(), rules());
            return notice.publish(by.person(), now);
        });
    }

    /**
     * Takes it back, and tells subscribers if it was published.
     *
     * @param reason for everybody to read; needed once it is published
     * @throws Refusal TOO_LATE if it was withdrawn or is over
     */
    public Notice withdraw(UUID id, @Nullable String reason, Actor by) {
        return act(id, by, (notice, now) -> {
            require(
                    notice.stage() == Stage.DRAFT ? WRITERS : PUBLISHERS,
                    notice.content().organization(),
                    by);
            return notice.withdraw(reason, by.person(), now);
        });
    }

    private interface Act {
        Notice on(Notice notice, Instant now);
    }

    private Notice act(UUID id, Actor by, Act act) {
        for (int tries = 0; tries < TRIES; tries++) {
            Notice notice = get(id, by);
            if (expected != 0 && notice.version() != expected) {
                throw Refusal.of(Reason.STALE_VERSION, "version.stale", notice.version(), expected);
            }
            Notice next = act.on(notice, office.now());
            if (put(notice, next)) {
                return next;
            }
        }
        throw Office.busy();
    }

    /** The notice, its version for ever and what is to be told, in one step. */
    private boolean put(@Nullable Notice before, Notice next) {
        List<Card> written = new ArrayList<>(List.of(cards.card(next, rules(), office.now()), cards.version(next)));
        Optional<Turn> news = next.newsAfter(before);
        int told = before == null || !before.isPublic() ? 0 : before.version();
        news.ifPresent(each -> written.add(fanout.card(next, each, told)));
        return office.storage().cards().put(written);
    }

    private Regulation rules() {
        return office.procedure().regulation();
    }

    private void require(Set<Role> roles, String organization, Actor by) {
        List<String> path = rules().directory().path(organization);
        if (path.isEmpty()) {
            throw Refusal.field("organization", "organization.unknown", organization);
        }
        if (roles.stream().noneMatch(role -> by.holds(role, path))) {
            throw Refusal.of(
                    Reason.FORBIDDEN,
                    "role.needed",
                    String.join(", ", roles.stream().map(Role::name).toList()));
        }
    }

    /** Whether the person may read drafts of the organization and write such. */
    public boolean mayWrite(String organization, Actor by) {
        List<String> path = rules().directory().path(organization);
        return WRITERS.stream().anyMatch(role -> by.holds(role, path));
    }

    /** Whether the person may publish and withdraw what the organization issues. */
    public boolean mayPublish(String organization, Actor by) {
        List<String> path = rules().directory().path(organization);
        return PUBLISHERS.stream().anyMatch(role -> by.holds(role, path));
    }

    /** What only the region's rules know: topics, and whether the place is the organization's business. */
    private static void checkAgainst(Content content, Regulation rules) {
        for (int i = 0; i < content.topics().size(); i++) {
            if (rules.catalog().find(content.topics().get(i)).isEmpty()) {
                throw Refusal.field(
                        "topics[" + i + "]", "topic.unknown", content.topics().get(i));
            }
        }
        Territory own = rules.directory()
                .find(content.organization())
                .map(Organization::territory)
                .orElseThrow();
        Place place = content.place();
        Territory named = place.territory();
        if (named == null && !place.isDrawn()) {
            throw Refusal.field("territory", "field.missing");
        }
        if (named != null && !own.contains(named)) {
            throw Refusal.field("territory", "notice.elsewhere", own.prefix());
        }
        Point inside = place.inside();
        if (inside != null && isElsewhere(inside, own, rules)) {
            throw Refusal.field(place.area() != null ? "area" : "location", "notice.elsewhere", own.prefix());
        }
    }

    /** Only where the map of districts knows better; where it knows nothing, the organization is believed. */
    private static boolean isElsewhere(Point inside, Territory own, Regulation rules) {
        List<Territory> known = rules.routes().districts().around(inside.lat(), inside.lon()).stream()
                .flatMap(each -> Stream.ofNullable(each.territory()))
                .toList();
        return !known.isEmpty() && known.stream().noneMatch(each -> own.contains(each) || each.contains(own));
    }

    // Reading

    /**
     * The notice.
     *
     * @throws Refusal NOT_FOUND if there is none, or it is a draft of an office in which the reader does not write
     */
    public Notice get(UUID id, Actor reader) {
        return find(id).filter(each -> maySee(each, reader))
                .orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "notice.unknown"));
    }

    private boolean maySee(Notice notice, Actor reader) {
        return notice.isPublic() || mayWrite(notice.content().organization(), reader);
    }

    private Optional<Notice> find(UUID id) {
        return office.storage().cards().find(NoticeCards.KIND, id).map(cards::read);
    }

    private Optional<Notice> version(UUID id, int version) {
        return office.storage()
                .cards()
                .find(NoticeCards.VERSION, NoticeCards.idOf(id, version))
                .map(cards::read);
    }

    /**
     * The versions of a notice, the newest first, at most 200; for everybody those that were published.
     *
     * @throws Refusal NOT_FOUND as {@link #get} does
     */
    public List<Notice> history(UUID id, Actor reader) {
        Notice notice = get(id, reader);
        boolean isWriter = mayWrite(notice.content().organization(), reader);
        return office.storage().cards().list(NoticeCards.VERSION, id.toString(), null, PAGE).stream()
                .map(cards::read)
                .filter(each -> isWriter || each.isPublic())
                .sorted(Comparator.comparingInt(Notice::version).reversed())
                .toList();
    }

    /** Those in force at a point at an instant, as far as they are shown to everybody; at most 200. */
    public List<Notice> at(Point point, Instant instant) {
        Filter there = new Filter(Set.of(When.ACTIVE), instant, point, null, null, null, null, null, null, null);
        return list(there, null, PAGE, Actor.citizen("")).items();
    }

    /**
     * A page of notices. Costs about as much as it shows: what is over does not stand in the way of what is not.
     *
     * @param after the place given with the page before, or null
     * @param limit 1 to 500
     */
    public Page list(Filter filter, @Nullable Position after, int limit, Actor reader) {
        Instant at = filter.at() == null ? office.now() : filter.at();
        Set<String> keys = new LinkedHashSet<>();
        for (Shelf shelf : shelves(filter, at)) {
            what(filter).forEach(each -> keys.add(shelf.key(each)));
        }
        Found<Notice> found = CardPages.list(
                office.storage().cards(),
                NoticeCards.KIND,
                keys,
                after,
                limit,
                card -> Optional.of(cards.read(card))
                        .filter(each -> maySee(each, reader) && matches(each, filter, at)));
        return new Page(found.items(), found.next());
    }

    private Set<Shelf> shelves(Filter filter, Instant at) {
        Set<Shelf> shelves = EnumSet.noneOf(Shelf.class);
        boolean isPast = at.isBefore(office.now());
        for (When each : filter.when()) {
            switch (each) {
                case ACTIVE, FUTURE -> {
                    shelves.add(Shelf.LIVE);
                    if (isPast) {
                        shelves.add(Shelf.PAST);
                    }
                }
                case PAST -> shelves.add(Shelf.PAST);
                case WITHDRAWN -> shelves.addAll(List.of(Shelf.GONE, Shelf.PAST));
                case DRAFT -> shelves.add(Shelf.DRAFT);
            }
        }
        return shelves;
    }

    /** What to look for: by that condition which leaves the least to be looked at; the others are held against what is found. */
    private Collection<String> what(Filter filter) {
        if (filter.point() != null) {
            return NoticeCards.places(Cell.around(filter.point()), wholesAt(filter.point(), filter.territory()), null);
        }
        Set<String> words = filter.text() == null ? Set.of() : NoticeCards.words(filter.text());
        if (!words.isEmpty()) {
            return words.stream()
                    .max(Comparator.comparingInt(String::length))
                    .map(each -> List.of(NoticeCards.called(each)))
                    .orElseThrow();
        }
        if (filter.topic() != null) {
            return List.of(NoticeCards.about(filter.topic()));
        }
        if (filter.territory() != null) {
            return NoticeCards.places(
                    null, Place.prefixes(filter.territory()), filter.territory().prefix());
        }
        if (filter.organization() != null) {
            return List.of(NoticeCards.of(filter.organization()));
        }
        return List.of(filter.kind() == null ? "all" : "kind " + filter.kind());
    }

    /** The prefixes of the territories in which a point lies as far as the map knows: at least that of the region. */
    private List<String> wholesAt(Point point, @Nullable Territory named) {
        Territory region = rules().directory()
                .find(rules().root())
                .map(Organization::territory)
                .orElseThrow();
        return Stream.concat(
                        Stream.of(Optional.ofNullable(named).orElse(region), region),
                        rules().routes().districts().around(point.lat(), point.lon()).stream()
                                .flatMap(each -> Stream.ofNullable(each.territory())))
                .flatMap(each -> Place.prefixes(each).stream())
                .distinct()
                .toList();
    }

    private boolean matches(Notice notice, Filter filter, Instant at) {
        Content content = notice.content();
        return filter.when().stream().anyMatch(each -> isWhen(each, notice, at))
                && (filter.point() == null || isAt(content, filter.point(), filter.territory()))
                && (filter.point() != null || filter.territory() == null || isIn(content, filter.territory()))
                && (filter.topic() == null
                        || content.topics().stream()
                                .anyMatch(each -> rules().catalog().path(each).contains(filter.topic())))
                && (filter.organization() == null
                        || rules().directory().path(content.organization()).contains(filter.organization()))
                && (filter.kind() == null || content.kind() == filter.kind())
                && (filter.from() == null || !content.ends().isBefore(filter.from()))
                && (filter.to() == null || content.from().isBefore(filter.to()))
                && (filter.text() == null
                        || NoticeCards.words(content.title()).containsAll(NoticeCards.words(filter.text())));
    }

    private static boolean isWhen(When when, Notice notice, Instant at) {
        boolean isUp = notice.isPublic() && notice.stage() != Stage.WITHDRAWN;
        return switch (when) {
            case ACTIVE -> notice.isActive(at);
            case FUTURE -> isUp && notice.content().from().isAfter(at);
            case PAST -> isUp && !notice.content().ends().isAfter(at);
            case WITHDRAWN -> notice.isPublic() && notice.stage() == Stage.WITHDRAWN;
            case DRAFT -> notice.stage() == Stage.DRAFT;
        };
    }

    private boolean isAt(Content content, Point point, @Nullable Territory named) {
        Place place = content.place();
        return place.isDrawn()
                ? place.contains(point)
                : wholesAt(point, named)
                        .contains(NoticeCards.territory(content, rules()).prefix());
    }

    private boolean isIn(Content content, Territory wanted) {
        Territory here = NoticeCards.territory(content, rules());
        return wanted.contains(here) || !content.place().isDrawn() && here.contains(wanted);
    }

    /**
     * What somebody who is about to report should know first: notices in force where the matter is, of its topic or of none in
     * particular. Whoever reads them may still report.
     *
     * @param text what the person has written so far, or null
     * @param topic the topic chosen, or null to find out by the text
     * @param point where on the map, or null
     * @param territory where; where there is no point, what is drawn somewhere in it counts only if it is of the topic
     * @return at most 5, those of the topic first
     */
    public List<Notice> concerning(
            @Nullable String text, @Nullable String topic, @Nullable Point point, @Nullable Territory territory) {
        List<String> topics = topics(text, topic);
        Territory named = territory == null && point == null
                ? rules().directory()
                        .find(rules().root())
                        .map(Organization::territory)
                        .orElseThrow()
                : territory;
        Filter there = Filter.current().with(When.ACTIVE).withPoint(point).withTerritory(named);
        Comparator<Notice> ofTopicFirst =
                Comparator.comparing(each -> each.content().topics().isEmpty() ? 1 : 0);
        return list(there, null, PAGE, Actor.citizen("")).items().stream()
                .filter(each -> topics.isEmpty() || each.content().isAbout(topics, rules().catalog()::path))
                .filter(each -> point != null
                        || !each.content().place().isDrawn()
                        || !topics.isEmpty() && !each.content().topics().isEmpty())
                .sorted(ofTopicFirst)
                .limit(MOST_CONCERNING)
                .toList();
    }

    private List<String> topics(@Nullable String text, @Nullable String topic) {
        if (topic != null) {
            return List.of(topic);
        }
        if (text == null || text.isBlank()) {
            return List.of();
        }
        return office.detector().detect(text).candidates().stream()
                .filter(each -> each.probability() >= LIKELY)
                .limit(GUESSES)
                .map(each -> each.topic())
                .toList();
    }

    // Subscribing

    /**
     * Subscribes a person; if there is such a subscription already, gives that one.
     *
     * @param place a circle or a territory
     * @param topics at most 10 codes; empty for all
     * @param kinds empty for all
     * @throws Refusal INVALID_VALUE naming the field; CONFLICT if the person has ten
     */
    public Subscription subscribe(String person, Place place, List<String> topics, Set<Kind> kinds) {
        if (place.area() != null) {
            throw Refusal.field("area", "subscription.area");
        }
        Territory named = place.territory();
        if (named == null && !place.isDrawn()) {
            throw Refusal.field("territory", "field.missing");
        }
        if (named != null && !rules().directory().knows(named)) {
            throw Refusal.field("territory", "territory.unknown");
        }
        if (topics.size() > Notice.MOST_TOPICS) {
            throw Refusal.field("topics", "list.tooLong", Notice.MOST_TOPICS);
        }
        for (int i = 0; i < topics.size(); i++) {
            if (rules().catalog().find(topics.get(i)).isEmpty()) {
                throw Refusal.field("topics[" + i + "]", "topic.unknown", topics.get(i));
            }
        }
        Instant now = office.now();
        Set<Kind> some = kinds.size() == MOST_KINDS ? Set.of() : kinds;
        return subscribers.add(
                person, new Subscription(office.newId(now), Subscribers.located(place, office), topics, some, now));
    }

    /** @throws Refusal NOT_FOUND if the person has no such subscription */
    public void unsubscribe(String person, UUID id) {
        subscribers.remove(person, id);
    }

    /** What a person subscribed to, at most ten, the oldest first. */
    public List<Subscription> subscriptions(String person) {
        return subscribers.of(person);
    }

    // What time and threads of the embedder bring

    /** Puts what is over where it stands in nobody's way. One that cannot be handled does not stop the others. */
    void sweep() {
        Instant now = office.now();
        List<Card> due;
        boolean moved;
        do {
            due = office.storage().cards().due(NoticeCards.KIND, now, PAGE);
            moved = false;
            for (Card each : due) {
                moved |= end(each, now);
            }
        } while (moved && due.size() == PAGE);
    }

    private boolean end(Card card, Instant now) {
        try {
            Notice notice = cards.read(card);
            Notice next = notice.stage() == Stage.PUBLISHED ? notice.end(Actor.SYSTEM_ID, now) : notice.settle();
            return office.storage().cards().put(List.of(cards.card(next, rules(), now), cards.version(next)));
        } catch (RuntimeException e) {
            LOG.error("notice {} could not be ended; it is tried again with the next sweep", card.id(), e);
            return false;
        }
    }

    int tell(Recipient recipient) {
        return fanout.tell(recipient);
    }

    void forget(String person) {
        subscribers.forget(person);
    }
}
