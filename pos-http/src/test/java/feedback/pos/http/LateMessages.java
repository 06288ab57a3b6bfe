package feedback.pos.http;

import static feedback.pos.organization.Territory.oktmo;

import feedback.pos.Messages;
import feedback.pos.Pos;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Submission;
import feedback.pos.store.Change;
import feedback.pos.store.Held;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are left alone, each at another point of its life, so that from then on time alone acts on them. Those of a
 * kind were begun by the same acts at the same instant: what time brings them must be the same to the byte.
 */
final class LateMessages {
    private static final String BEGUN = "2026-03-02T09:00:00Z";
    private static final LocalDate PROMISED = LocalDate.parse("2026-03-12");
    private static final int CHUNK = 1_000;

    /** When the sweeps look: each time something else is due, at the last one nothing is left to come. */
    static final List<Instant> MOMENTS = Stream.of("03-05", "03-13", "04-01", "04-02", "04-06", "04-27")
            .map(day -> Instant.parse("2026-" + day + "T09:00:00Z"))
            .toList();

    /** Nothing is due any more, but what a node took that died is free again. */
    static final Instant AFTERWARDS = Instant.parse("2026-04-28T09:00:00Z");

    private static final List<String> KINDS = List.of("unread", "asked", "answered", "postponed");

    /** So few are followed by another one: those are woken one by one. */
    private static final int ONE_IN = 30;

    private LateMessages() {}

    /**
     * What time brings to one message.
     *
     * @param begun how many lines the journal has before
     * @param lines the journal's lines from there on: fact and what it says
     * @param told version, fact and role of each tiding, in no order that means anything: it is kept by recipient only
     */
    record Fate(int begun, List<String> lines, List<String> told) {}

    static Pos open(Storage storage, InstantSource clock) {
        return Pos.under(SampleRegion.regulation())
                .storage(storage)
                .clock(clock)
                .detector(text -> Detection.none())
                .open();
    }

    /** Which kind a message is of. */
    static String kind(Message message) {
        return message.submission().text().split(" ")[0];
    }

    static String line(Entry entry) {
        return entry.type() + " " + entry.body();
    }

    static String told(Tiding tiding) {
        return tiding.version() + " " + tiding.event() + " " + tiding.role();
    }

    /** Writes so many into the storage; nothing waits to be told then. */
    static void fill(Storage storage, int count) {
        // Lived through in memory and brought over in long commits, because their beginning is not what is tested
        for (int from = 0; from < count; from += CHUNK) {
            HandClock clock = HandClock.at(BEGUN);
            try (Pos pos = open(Storage.inMemory(), clock)) {
                for (int n = from; n < Math.min(count, from + CHUNK); n++) {
                    begin(pos, kind(n), n);
                }
                pos.tell((tiding, message) -> {});
                bringOver(pos.storage(), storage);
            }
        }
    }

    private static void bringOver(Storage from, Storage to) {
        @Nullable UUID after = null;
        List<Held> page;
        do {
            page = from.messages().everything(after, CHUNK);
            List<Change> changes =
                    page.stream().map(each -> Change.of(each.asNew())).toList();
            if (!to.messages().commit(changes).isEmpty()) {
                throw new IllegalStateException("two messages got one id or number");
            }
            after = page.isEmpty() ? after : page.get(page.size() - 1).message().id();
        } while (page.size() == CHUNK);
    }

    private static String kind(int n) {
        return n % ONE_IN == ONE_IN - 1 ? "followed" : KINDS.get(n % KINDS.size());
    }

    private static void begin(Pos pos, String kind, int n) {
        UUID id = submit(pos, kind, n);
        switch (kind) {
            case "unread" -> {}
            case "asked" -> {
                assign(pos, id);
                pos.messages().ask(id, "Где именно?", SampleRegion.executor());
            }
            case "answered" -> {
                assign(pos, id);
                pos.messages().draft(id, Outcome.SOLVED, "Яма заделана", SampleRegion.executor());
                pos.messages().approve(id, SampleRegion.head());
            }
            case "postponed" -> postpone(pos, id);
            case "followed" -> {
                UUID follower = submit(pos, "follower", n);
                pos.messages().accept(id, null, null, SampleRegion.moderator());
                pos.messages().accept(follower, null, null, SampleRegion.moderator());
                pos.messages().join(follower, id, SampleRegion.coordinator());
                pos.messages().assign(id, null, null, SampleRegion.coordinator());
                promise(pos, id);
            }
            default -> throw new IllegalArgumentException(kind);
        }
    }

    private static UUID submit(Pos pos, String kind, int n) {
        Submission pit = new Submission(SampleRegion.anna(), kind + " " + n, oktmo("38701000"));
        return pos.messages().submit(pit.withTopic("roads.signs")).id();
    }

    private static void assign(Pos pos, UUID id) {
        pos.messages().accept(id, null, null, SampleRegion.moderator());
        pos.messages().assign(id, null, null, SampleRegion.coordinator());
    }

    private static void postpone(Pos pos, UUID id) {
        assign(pos, id);
        promise(pos, id);
    }

    private static void promise(Pos pos, UUID id) {
        Messages messages = pos.messages();
        messages.postpone(id, PROMISED, "нет асфальта", "Сделаем до 12 марта", SampleRegion.executor());
        messages.approve(id, SampleRegion.head());
    }

    /** What one of each kind gets from one thread in memory that looks at the instants: what all of them must get. */
    static Map<String, Fate> fates(List<Instant> moments) {
        HandClock clock = HandClock.at(BEGUN);
        try (Pos pos = open(Storage.inMemory(), clock)) {
            for (int n = 0; n < ONE_IN; n++) {
                begin(pos, kind(n), n);
            }
            pos.tell((tiding, message) -> {});
            Map<UUID, Integer> begun = new HashMap<>();
            pos.storage()
                    .messages()
                    .everything(null, CHUNK)
                    .forEach(each ->
                            begun.put(each.message().id(), each.message().version()));
            Map<UUID, List<String>> told = new HashMap<>();
            for (Instant moment : moments) {
                clock.set(moment);
                pos.sweep();
                pos.tell((tiding, message) -> told.computeIfAbsent(message.id(), any -> new ArrayList<>())
                        .add(told(tiding)));
            }
            Map<String, Fate> fates = new HashMap<>();
            for (Held each : pos.storage().messages().everything(null, CHUNK)) {
                UUID id = each.message().id();
                int before = begun.get(id);
                fates.put(
                        kind(each.message()),
                        new Fate(
                                before,
                                linesAfter(before, each.journal()),
                                told.getOrDefault(id, List.of()).stream()
                                        .sorted()
                                        .toList()));
            }
            return fates;
        }
    }

    static List<String> linesAfter(int version, List<Entry> journal) {
        return journal.stream()
                .filter(each -> each.version() > version)
                .map(LateMessages::line)
                .toList();
    }
}
