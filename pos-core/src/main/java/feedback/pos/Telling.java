package feedback.pos;

import feedback.pos.Recipient.News;
import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Outbox;
import feedback.pos.store.Position;
import feedback.pos.store.Tiding;
import feedback.pos.store.Tiding.Strand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of {@link Pos#tell}. Takes page by page; where a page tells officials of something late, everything else that
 * waits for the same officials is taken too, so that they get one digest.
 */
final class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    /** Few at a time: telling one may take long, and the page must be told while it is held. */
    private static final int PAGE = 100;

    private static final int DIGEST = 1_000;
    private static final Duration HELD = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofMinutes(5);
    private static final Duration LATER = Duration.ofMinutes(30);

    private static final Set<String> LATENESS =
            Set.of(Event.Warned.class.getSimpleName(), Event.Escalated.class.getSimpleName());

    private static final Comparator<News> BY_TIME = Comparator.<News, Instant>comparing(
                    each -> each.tiding().at())
            .thenComparing(each -> each.tiding().message(), Position::compare)
            .thenComparingInt(each -> each.tiding().version());

    private final Office office;
    private final Outbox outbox;
    private final Recipient recipient;
    private final Instant now;
    private int told;

    Telling(Office office, Recipient recipient) {
        this.office = office;
        this.outbox = office.storage().outbox();
        this.recipient = recipient;
        this.now = office.now();
    }

    private record Addressee(Role role, String recipient) {
        static Addressee of(Tiding tiding) {
            return new Addressee(tiding.role(), tiding.recipient());
        }
    }

    /** Says how many were told. */
    int tell() {
        List<Tiding> page;
        do {
            page = outbox.take(now, held(), PAGE);
            tell(page);
        } while (!page.isEmpty());
        return told;
    }

    private Instant held() {
        return office.now().plus(HELD);
    }

    private void tell(List<Tiding> page) {
        Map<UUID, Message> about = about(page);
        Set<Strand> failing = new HashSet<>();
        Set<Addressee> gathered = new HashSet<>();
        List<Tiding> done = new ArrayList<>();
        for (int n = 0; n < page.size(); n++) {
            Tiding tiding = page.get(n);
            Addressee addressee = Addressee.of(tiding);
            if (gathered.contains(addressee) || failing.contains(tiding.strand())) {
                continue;
            }
            if (isLateness(tiding)) {
                gathered.add(addressee);
                tellTogether(everythingFor(addressee, page.subList(n, page.size()), failing), done);
            } else if (tellOne(tiding, about.get(tiding.message()))) {
                done.add(tiding);
            } else {
                failing.add(tiding.strand());
            }
        }
        strikeOff(done);
    }

    private static boolean isLateness(Tiding tiding) {
        return tiding.role() != Role.APPLICANT && LATENESS.contains(tiding.event());
    }

    private Map<UUID, Message> about(Collection<Tiding> tidings) {
        return office.load(tidings.stream().map(Tiding::message).distinct().toList());
    }

    private void strikeOff(List<Tiding> done) {
        outbox.told(done);
        told += done.size();
    }

    /** What is left of the page for the addressee, and what else waits. */
    private List<Tiding> everythingFor(Addressee addressee, List<Tiding> rest, Set<Strand> failing) {
        List<Tiding> all = new ArrayList<>(rest.stream()
                .filter(each -> Addressee.of(each).equals(addressee) && !failing.contains(each.strand()))
                .toList());
        all.addAll(outbox.takeFor(addressee.role(), addressee.recipient(), now, held(), DIGEST - all.size()));
        return all;
    }

    /**
     * Tells one addressee: what is late in one digest, everything else by itself. More than one digest only where something
     * else stands between two that are late of one strand.
     *
     * @param done what was told and not yet struck off; gets more of it
     */
    private void tellTogether(List<Tiding> tidings, List<Tiding> done) {
        Map<UUID, Message> about = about(tidings);
        Map<Strand, Queue<Tiding>> strands = new LinkedHashMap<>();
        tidings.forEach(each -> strands.computeIfAbsent(each.strand(), any -> new ArrayDeque<>())
                .add(each));
        while (!strands.isEmpty()) {
            strands.values().removeIf(strand -> !tellUpToLateness(strand, about, done));
            List<News> late = new ArrayList<>();
            strands.values().forEach(strand -> late.addAll(lateness(strand, about)));
            late.sort(BY_TIME);
            if (!late.isEmpty() && digest(late)) {
                // At once: a digest told twice is a long mail told twice
                late.forEach(each -> done.add(each.tiding()));
                strikeOff(done);
                done.clear();
            } else {
                late.forEach(each -> strands.remove(each.tiding().strand()));
            }
            strands.values().removeIf(Queue::isEmpty);
        }
    }

    /** Tells what stands before the first that is late; says false if that failed. */
    private boolean tellUpToLateness(Queue<Tiding> strand, Map<UUID, Message> about, List<Tiding> done) {
        for (Tiding next = strand.peek(); next != null; next = strand.peek()) {
            @Nullable Message message = about.get(next.message());
            if (message != null && isLateness(next)) {
                return true;
            }
            if (!tellOne(next, message)) {
                return false;
            }
            done.add(strand.remove());
        }
        return true;
    }

    private static List<News> lateness(Queue<Tiding> strand, Map<UUID, Message> about) {
        List<News> late = new ArrayList<>();
        for (Tiding next = strand.peek(); next != null && isLateness(next); next = strand.peek()) {
            late.add(new News(strand.remove(), Objects.requireNonNull(about.get(next.message()))));
        }
        return late;
    }

    private boolean tellOne(Tiding tiding, @Nullable Message message) {
        if (message == null || interestsNobody(tiding, message)) {
            return true;
        }
        try {
            recipient.tell(tiding, message);
            return true;
        } catch (Exception e) {
            outbox.holdBack(tiding, retry(tiding));
            LOG.warn(
                    "{} of message {} could not be told; it is tried again later", tiding.event(), tiding.message(), e);
            return false;
        }
    }

    /** What is told to a person who was erased; what is told of a message that is gone interests nobody either. */
    private static boolean interestsNobody(Tiding tiding, Message message) {
        return message.isAnonymous() && tiding.role() == Role.APPLICANT;
    }

    private boolean digest(List<News> news) {
        try {
            recipient.digest(List.copyOf(news));
            return true;
        } catch (Exception e) {
            // All until the same instant, by the oldest of them, so that they go out together the next time too
            Tiding first = news.get(0).tiding();
            Instant until = retry(first);
            Map<Strand, Tiding> strands = new LinkedHashMap<>();
            news.forEach(each -> strands.putIfAbsent(each.tiding().strand(), each.tiding()));
            strands.values().forEach(each -> outbox.holdBack(each, until));
            LOG.warn(
                    "{} tidings for {} of {} could not be told; they are tried again later",
                    news.size(),
                    first.role(),
                    first.recipient(),
                    e);
            return false;
        }
    }

    private Instant retry(Tiding tiding) {
        Instant failed = office.now();
        boolean isFresh = Duration.between(tiding.notBefore(), failed).compareTo(SOON) < 0;
        return failed.plus(isFresh ? SOON : LATER);
    }
}
