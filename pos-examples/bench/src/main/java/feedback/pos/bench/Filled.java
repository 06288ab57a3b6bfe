package feedback.pos.bench;

import feedback.pos.Pos;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.http.generating.Generator;
import feedback.pos.http.generating.Generator.Plan;
import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.http.region.DemoSeed;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.message.Message;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sample region after three years: POS over a base full of generated messages, which are counted. */
final class Filled implements AutoCloseable {
    private static final int YEARS = 3;
    private static final long SEED = 2026;
    private static final int MESSAGES_OF_SMALL_BODY = 500;
    private static final int MOST_SMALL_BODIES = 5_000;
    private static final int COUNTED_AT_ONCE = 10_000;
    private static final int NEWEST = 1_000;

    private final Pos pos;
    private final int messages;
    private final Instant begins;
    private final Instant ends;
    private final double seconds;

    private Filled(Pos pos, int messages, Instant begins, Instant ends, double seconds) {
        this.pos = pos;
        this.messages = messages;
        this.begins = begins;
        this.ends = ends;
        this.seconds = seconds;
    }

    /** Fills a base, or goes on where that was broken off; says on standard error how far it is, as it may take long. */
    static Filled with(int messages, Base base) throws Exception {
        long began = System.nanoTime();
        Storage storage = base.storage();
        Generator generator = new Generator(storage, CalendarBeyond.FALLBACK);
        Instant end = generator
                .state()
                .map(state -> state.plan().end())
                .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Region region = DemoSeed.region(storage, end);
        int bodies = Math.min(MOST_SMALL_BODIES, Math.max(5, messages / MESSAGES_OF_SMALL_BODY));
        Plan plan = new Plan(
                SEED,
                messages,
                0,
                bodies,
                end.atZone(region.zone()).toLocalDate().minusYears(YEARS),
                end);
        generator.run(plan, false, Filled::told);
        Region grown = new RegionStore(storage.records()).read().orElseThrow();
        Pos pos = Pos.under(grown.regulation(CalendarBeyond.FALLBACK, CalendarBook.russia()))
                .storage(storage)
                .detector(text -> Detection.none())
                .open();
        long counted = 0;
        int more;
        do {
            more = pos.insights().count(COUNTED_AT_ONCE);
            counted += more;
            told(Math.min(1, (double) counted / messages), "counted", counted);
        } while (more == COUNTED_AT_ONCE);
        base.catchUp();
        Instant begins = plan.from().atStartOfDay(region.zone()).toInstant();
        return new Filled(pos, messages, begins, end, (System.nanoTime() - began) / 1e9);
    }

    private static void told(double part, String what, long done) {
        if (done % 100_000 == 0) {
            System.err.printf("%d %s, %.0f %%%n", done, what, 100 * part);
        }
    }

    /** The same base through another storage, which is closed with it. */
    Filled over(Storage storage) {
        Pos other = Pos.under(pos.regulation())
                .storage(storage)
                .detector(text -> Detection.none())
                .open();
        return new Filled(other, messages, begins, ends, seconds);
    }

    Pos pos() {
        return pos;
    }

    int messages() {
        return messages;
    }

    Instant begins() {
        return begins;
    }

    Instant ends() {
        return ends;
    }

    /** How long filling and counting took. */
    double seconds() {
        return seconds;
    }

    /** All of it, as it stands when it was filled. */
    Filter all() {
        return Filter.all(ends);
    }

    /** In the middle of what there is, by time. */
    Position middle() {
        Instant middle = begins.plus(begins.until(ends, ChronoUnit.SECONDS) / 2, ChronoUnit.SECONDS);
        List<Message> there = pos.messages().list(all().withTo(middle), null, 1);
        return there.isEmpty() ? Position.of(newest(1).get(0)) : Position.of(there.get(0));
    }

    private List<Message> newest(int count) {
        return pos.messages().list(all(), null, count);
    }

    /** Somebody who has written a few times, as most have. */
    String citizen() {
        Map<String, Integer> seen = new TreeMap<>();
        newest(NEWEST).forEach(each -> seen.merge(each.submission().applicant(), 1, Integer::sum));
        return seen.entrySet().stream()
                .min((one, other) -> Integer.compare(Math.abs(one.getValue() - 2), Math.abs(other.getValue() - 2)))
                .orElseThrow()
                .getKey();
    }

    /** A small body that holds something, but hardly anything. */
    String smallBody() {
        List<String> small = pos.regulation().directory().children("kursk").stream()
                .map(each -> each.id())
                .filter(each -> each.startsWith("small-"))
                .toList();
        for (int i = small.size() - 1; i >= 0; i--) {
            if (!pos.messages()
                    .list(all().withOrganization(small.get(i)), null, 1)
                    .isEmpty()) {
                return small.get(i);
            }
        }
        return "kursk";
    }

    @Override
    public void close() {
        pos.close();
    }
}
