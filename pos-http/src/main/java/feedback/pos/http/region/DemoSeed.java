package feedback.pos.http.region;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.message.Message;
import feedback.pos.message.Point;
import feedback.pos.organization.Territory;
import feedback.pos.store.Cards.Card;
import feedback.pos.store.Change;
import feedback.pos.store.Held;
import feedback.pos.store.Records.Document;
import feedback.pos.store.Revision;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fills a base with the sample region and with messages of the last four months, once per base. The lives are lived in
 * memory and written when finished, so the base is never seen half filled, and nobody is told about the past.
 */
public final class DemoSeed {
    private static final String KIND = "demo";
    private static final String REGION = "region";
    private static final String MESSAGES = "messages";
    private static final long SEED = 2026;

    /** Before that nobody had a detector: so a server that starts need not wait for it until the end of the story. */
    private static final Duration DETECTED = Duration.ofDays(14);

    /** Cards of emerging problems. */
    private static final String PROBLEM = "problem";

    private static final int PAGE = 1_000;
    private static final int BATCH = 500;

    private DemoSeed() {}

    /**
     * The region of the base; where there is none yet, or only the minimal one, the sample region is stored first.
     */
    public static Region region(Storage storage, Instant now) {
        RegionStore store = new RegionStore(storage.records());
        Region stored = store.read().orElse(null);
        if (stored != null && !stored.isMinimal()) {
            return stored;
        }
        RegionFiles files = RegionFiles.demo();
        files.putOfficials(storage);
        // In one step with the region: a node that finds it must not take it for somebody's own
        return store.replaceMinimal(
                files.region(),
                now.atZone(files.region().zone()).toLocalDate(),
                List.of(new Document(KIND, REGION, "{}")));
    }

    /** Another region is about to be loaded: the base is the demo's no longer, so that nobody opens it to everybody. */
    public static void leave(Storage storage) {
        storage.records().remove(KIND, REGION);
    }

    /** Whether the region of the base is the sample region, and not one that somebody loaded. */
    public static boolean isSample(Storage storage) {
        return storage.records().get(KIND, REGION).isPresent();
    }

    /**
     * Fills the base with messages, unless it was filled before or its region is not the sample region.
     *
     * @param pos the platform over the base, with the region's rules
     * @param region the region of the base
     * @return how many messages were added
     */
    public static int messages(Pos pos, Region region) {
        Storage storage = pos.storage();
        boolean wanted =
                isSample(storage) && storage.records().get(KIND, MESSAGES).isEmpty();
        if (!wanted) {
            return 0;
        }
        pos.people().put(DemoPeople.residents());
        Past past = live(pos, region);
        List<Change> finished = past.messages();
        // Of several nodes that start at once only one writes them
        if (!storage.records().putIfAbsent(new Document(KIND, MESSAGES, "{}"))) {
            return 0;
        }
        int added = 0;
        for (int from = 0; from < finished.size(); from += BATCH) {
            List<Change> batch = finished.subList(from, Math.min(finished.size(), from + BATCH));
            added += batch.size() - storage.messages().commit(batch).size();
        }
        for (Card each : past.problems()) {
            storage.cards().put(List.of(each));
        }
        return added;
    }

    /** Where people of the sample region have written about, by territory; none if the base has another region. */
    public static Map<Territory, List<Point>> places(Storage storage) {
        return isSample(storage)
                ? DemoTexts.read().letters().stream()
                        .collect(groupingBy(
                                each -> new Territory(each.territory()),
                                mapping(each -> new Point(each.lat(), each.lon()), toList())))
                : Map.of();
    }

    /** What was lived: the messages, and the problems that emerged from them and are kept. */
    private record Past(List<Change> messages, List<Card> problems) {}

    private static Past live(Pos pos, Region region) {
        Instant end = pos.now();
        HandClock clock = new HandClock(end.minus(Duration.ofDays(150)));
        Random random = new Random(SEED);
        try (Pos past = Pos.under(pos.regulation())
                .storage(Storage.inMemory())
                .clock(clock)
                .detector(text -> clock.instant().isBefore(end.minus(DETECTED))
                        ? Detection.none()
                        : pos.messages().suggest(text))
                .open()) {
            new DemoLives(past, clock, end, DemoTexts.read(), new DemoPeople(region.tree(), random), random).live();
            List<Card> problems = past.storage().cards().list(PROBLEM, "", null, PAGE).stream()
                    .map(DemoSeed::asNew)
                    .toList();
            return new Past(finished(past.storage()), problems);
        }
    }

    /** A card as a base takes one that it does not have; the document within counts its versions in the same way. */
    private static Card asNew(Card card) {
        try {
            JsonMapper json = new JsonMapper();
            ObjectNode body = (ObjectNode) json.readTree(card.body());
            body.put("version", 1);
            return new Card(
                    card.kind(), card.id(), 1, card.at(), card.wake(), card.keys(), json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it was written a moment ago", e);
        }
    }

    /** Whole lives, a complaint together with what it complains of, so that either both are there or none. */
    private static List<Change> finished(Storage lived) {
        Map<UUID, Held> all = new LinkedHashMap<>();
        @Nullable UUID after = null;
        List<Held> page;
        do {
            page = lived.messages().everything(after, PAGE);
            for (Held each : page) {
                after = each.message().id();
                all.put(after, each);
            }
        } while (page.size() == PAGE);
        Map<UUID, List<Revision>> families = new LinkedHashMap<>();
        for (Held each : all.values()) {
            // Nobody is told about the past
            Held untold = new Held(each.message(), each.journal(), each.wake(), List.of());
            families.computeIfAbsent(headOf(each.message(), all), any -> new ArrayList<>())
                    .add(untold.asNew());
        }
        return families.values().stream().map(Change::new).toList();
    }

    private static UUID headOf(Message message, Map<UUID, Held> all) {
        UUID parent = message.links().parent();
        Held above = parent == null ? null : all.get(parent);
        return above == null ? message.id() : headOf(above.message(), all);
    }
}
