package feedback.pos.bench;

import feedback.pos.Pos;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionFiles;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Change;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Example;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sample region at work: POS on a durable base, citizens who write, an official who may do everything. */
final class Town implements AutoCloseable {
    /** Holds every office of the region. */
    static final Actor OFFICIAL = new Actor(
            "official",
            Stream.of(Role.MODERATOR, Role.COORDINATOR, Role.EXECUTOR, Role.HEAD)
                    .map(role -> new Grant(role, "region"))
                    .collect(Collectors.toSet()));

    private static final Region REGION = RegionFiles.demo().region();
    private static final int TEXTS = 2_000;
    private static final long SEED = 2026;
    private static final int PART = 1_000;
    private static final int SENDERS = 3;

    private final Pos pos;
    private final List<Example> letters = new SampleTexts(REGION.catalog(), SEED).next(TEXTS);
    private final List<Territory> places = REGION.tree().all().stream()
            .map(each -> each.territory())
            .distinct()
            .toList();
    private final AtomicInteger written = new AtomicInteger();

    private Town(Pos pos) {
        this.pos = pos;
    }

    /** On a new base; topics are not detected. */
    static Town on(Base base, InstantSource clock) {
        return new Town(Pos.under(regulation())
                .storage(base.storage())
                .clock(clock)
                .detector(text -> Detection.none())
                .open());
    }

    /** The same with the detector that learns from the catalog. */
    static Town detecting(Base base) {
        return new Town(Pos.under(regulation()).storage(base.storage()).open());
    }

    private static Regulation regulation() {
        return REGION.regulation(CalendarBeyond.FALLBACK, CalendarBook.russia());
    }

    static Region region() {
        return REGION;
    }

    Pos pos() {
        return pos;
    }

    /** What the next citizen writes, with the topic given. */
    Submission letter() {
        int count = written.getAndIncrement();
        Example letter = letters.get(count % letters.size());
        return new Submission("citizen-" + (1 + count % 9), letter.text(), places.get(count % places.size()))
                .withTopic(letter.topic());
    }

    /**
     * So many letters about the topic are sent now, and what is told about that is told. Lived through in memory and brought
     * over in long commits, because one by one a million would take longer than what is measured.
     */
    void send(String topic, int count) throws Exception {
        int parts = (count + PART - 1) / PART;
        AtomicInteger part = new AtomicInteger();
        Clients.times(SENDERS, parts, client -> {
            int from = PART * part.getAndIncrement();
            try (Pos memory = Pos.under(regulation())
                    .clock(pos::now)
                    .detector(text -> Detection.none())
                    .open()) {
                for (int n = from; n < Math.min(count, from + PART); n++) {
                    memory.messages().submit(letter().withTopic(topic));
                }
                memory.tell((tiding, message) -> {});
                List<Change> changes = memory.storage().messages().everything(null, PART).stream()
                        .map(each -> Change.of(each.asNew()))
                        .toList();
                if (!pos.storage().messages().commit(changes).isEmpty()) {
                    throw new IllegalStateException("two messages got one id or number");
                }
            }
        });
    }

    /** What the next citizen writes, with the topic left open. */
    Submission letterWithoutTopic() {
        return letter().withTopic(null);
    }

    @Override
    public void close() {
        pos.close();
    }
}
