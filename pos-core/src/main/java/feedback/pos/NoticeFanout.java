package feedback.pos;

import feedback.pos.Subscribers.Subscriber;
import feedback.pos.calendar.WorkingHours;
import feedback.pos.notice.Notice;
import feedback.pos.notice.Notice.Turn;
import feedback.pos.store.Cards;
import feedback.pos.store.Cards.Card;
import feedback.pos.store.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells subscribers of notices. What is to be told is a card with the place where the telling stands; whoever takes it moves
 * its wake on, so that others leave it alone, and moves the place on after each page. Whoever died is followed by another
 * one, who tells at most one page once more.
 */
final class NoticeFanout {
    static final String KIND = "notice-news";
    private static final Logger LOG = LoggerFactory.getLogger(NoticeFanout.class);
    private static final int AT_ONCE = 10;
    private static final int PAGE = 200;
    private static final Duration HELD = Duration.ofMinutes(2);
    private static final Duration LATER = Duration.ofMinutes(5);

    /** Who announces something sooner than this cannot let people sleep on it. */
    private static final Duration SOON = Duration.ofHours(12);

    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final LocalTime EVENING = LocalTime.of(21, 0);

    private final Office office;
    private final NoticeCards notices;
    private final Subscribers subscribers;

    NoticeFanout(Office office, NoticeCards notices, Subscribers subscribers) {
        this.office = office;
        this.notices = notices;
        this.subscribers = subscribers;
    }

    /**
     * What is on a card.
     *
     * @param version of the notice that is told of
     * @param before the version of what was told before, whose place concerns people too; 0 for none
     * @param key how many of the keys are done
     * @param last the last card seen of the next key, or null
     */
    record Task(
            UUID notice,
            int version,
            int before,
            Turn news,
            int key,
            @Nullable Position last) {}

    /** A place in the telling; the same whoever works on it. */
    Card card(Notice notice, Turn news, int before) {
        Task task = new Task(notice.id(), notice.version(), before, news, 0, null);
        return new Card(
                KIND,
                NoticeCards.idOf(notice.id(), notice.version()),
                1,
                notice.changedAt(),
                moment(notice),
                Set.of(),
                office.codec().writeRecord(task));
    }

    /** Nobody is woken by what can wait. */
    private Instant moment(Notice notice) {
        Instant now = notice.changedAt();
        boolean hurries =
                notice.content().kind().isUrgent() || notice.content().from().isBefore(now.plus(SOON));
        return hurries ? now : decent(now, zone(notice));
    }

    private ZoneId zone(Notice notice) {
        var rules = office.procedure().regulation();
        return rules.directory()
                .find(notice.content().organization())
                .map(each -> each.zone())
                .orElse(rules.zone());
    }

    /** Not {@link WorkingHours}: a citizen is at home when the office is closed. */
    private static Instant decent(Instant now, ZoneId zone) {
        ZonedDateTime here = now.atZone(zone);
        LocalTime time = here.toLocalTime();
        if (time.isBefore(MORNING)) {
            return here.with(MORNING).toInstant();
        }
        return time.isBefore(EVENING) ? now : here.plusDays(1).with(MORNING).toInstant();
    }

    /** Tells everything that is due; says how many persons were told. */
    int tell(Recipient recipient) {
        int told = 0;
        List<Card> due;
        do {
            due = cards().due(KIND, office.now(), AT_ONCE);
            int before = told;
            boolean moved = false;
            for (Card each : due) {
                Card mine = take(each);
                if (mine != null) {
                    moved = true;
                    told += work(mine, recipient);
                }
            }
            if (!moved && told == before) {
                // The rest is in the hands of others
                return told;
            }
        } while (!due.isEmpty());
        return told;
    }

    private Cards cards() {
        return office.storage().cards();
    }

    private @Nullable Card take(Card card) {
        return move(card, task(card), office.now().plus(HELD));
    }

    /** The card with its next version, or null if somebody else was quicker. */
    private @Nullable Card move(Card card, Task task, Instant wake) {
        Card next = new Card(
                KIND,
                card.id(),
                card.version() + 1,
                card.at(),
                wake,
                card.keys(),
                office.codec().writeRecord(task));
        return cards().put(List.of(next)) ? next : null;
    }

    private Task task(Card card) {
        return office.codec().readRecord(card.body(), Task.class);
    }

    private Optional<Notice> version(UUID notice, int version) {
        return cards().find(NoticeCards.VERSION, NoticeCards.idOf(notice, version))
                .map(notices::read);
    }

    private int work(Card taken, Recipient recipient) {
        Card card = taken;
        Task task = task(card);
        Notice notice = version(task.notice(), task.version()).orElse(null);
        Notice now =
                cards().find(NoticeCards.KIND, task.notice()).map(notices::read).orElse(null);
        if (now == null || notice == null || isStale(task, now)) {
            // Waited until the morning, and was withdrawn or over by then
            cards().remove(KIND, card.id(), card.version());
            return 0;
        }
        Notice before = task.before() == 0
                ? null
                : version(task.notice(), task.before()).orElse(null);
        List<String> keys = keys(notice, before);
        int told = 0;
        while (task.key() < keys.size()) {
            List<Card> page = cards().list(Subscribers.KIND, keys.get(task.key()), task.last(), PAGE);
            List<String> persons = concerned(page, keys, task.key(), notice, before);
            try {
                if (!persons.isEmpty()) {
                    recipient.notice(now, task.news(), persons);
                }
            } catch (Exception e) {
                LOG.warn(
                        "{} persons could not be told of notice {}; it is tried again later",
                        persons.size(),
                        notice.id(),
                        e);
                move(card, task, office.now().plus(LATER));
                return told;
            }
            told += persons.size();
            task = page.size() < PAGE
                    ? new Task(task.notice(), task.version(), task.before(), task.news(), task.key() + 1, null)
                    : new Task(
                            task.notice(),
                            task.version(),
                            task.before(),
                            task.news(),
                            task.key(),
                            page.get(PAGE - 1).position());
            boolean isKept = !persons.isEmpty() || page.size() == PAGE;
            Card next = isKept ? move(card, task, office.now().plus(HELD)) : card;
            if (next == null) {
                // Held for too long: somebody else goes on
                return told;
            }
            card = next;
        }
        cards().remove(KIND, card.id(), card.version());
        return told;
    }

    private static boolean isStale(Task task, Notice now) {
        return task.news() != Turn.WITHDRAWN && now.stage() != Notice.Stage.PUBLISHED;
    }

    private List<String> keys(Notice notice, @Nullable Notice before) {
        var rules = office.procedure().regulation();
        Set<String> keys = new LinkedHashSet<>(
                notice.content().place().keysOfConcerned(NoticeCards.territory(notice.content(), rules)));
        if (before != null) {
            keys.addAll(before.content().place().keysOfConcerned(NoticeCards.territory(before.content(), rules)));
        }
        return List.copyOf(keys);
    }

    /** Of each person, only under the first of the keys, so that nobody is told twice. */
    private List<String> concerned(
            List<Card> page, List<String> keys, int key, Notice notice, @Nullable Notice before) {
        Set<String> done = new LinkedHashSet<>(keys.subList(0, key));
        List<String> persons = new ArrayList<>();
        for (Card each : page) {
            if (each.keys().stream().anyMatch(done::contains)) {
                continue;
            }
            Subscriber subscriber = subscribers.read(each);
            if (Subscribers.isConcerned(subscriber, notice, office)
                    || before != null && Subscribers.isConcerned(subscriber, before, office)) {
                persons.add(subscriber.person());
            }
        }
        return persons;
    }
}
