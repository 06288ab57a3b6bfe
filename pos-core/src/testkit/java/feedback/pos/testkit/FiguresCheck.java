package feedback.pos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Insights;
import feedback.pos.Pos;
import feedback.pos.insight.Bag;
import feedback.pos.insight.Face;
import feedback.pos.insight.Fact;
import feedback.pos.insight.Grain;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Figures;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.PlainReading;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the figures that a storage keeps against those counted from the messages and journals themselves: every counter, every fact, and
 * what the platform makes of them for filters taken by chance from what is there.
 */
public final class FiguresCheck {
    private static final Filter.Box EARTH = new Filter.Box(-180, -90, 180, 90);

    private final Insights kept;
    private final Insights anew;
    private final Storage storage;
    private final Regulation rules;
    private final Instant now;

    /** What all messages tell, made of them and their journals now. */
    private final List<Fact> facts = new ArrayList<>();

    private FiguresCheck(Storage storage, Regulation rules, Instant now) {
        this.storage = storage;
        this.rules = rules;
        this.now = now;
        // None is closed: the storage is the caller's
        this.kept = open(storage, rules, now);
        open(new PlainStorage(storage, null), rules, now).facts(Filter.all(now), facts::add);
        this.anew = open(new PlainStorage(storage, new PlainFigures(facts)), rules, now);
    }

    private static Insights open(Storage storage, Regulation rules, Instant now) {
        return Pos.under(rules)
                .storage(storage)
                .clock(() -> now)
                .detector(text -> Detection.none())
                .open()
                .insights();
    }

    /** A storage that keeps no figures, or those that are counted whenever they are read. */
    private static final class PlainStorage extends ForwardingStorage {
        private final @Nullable Figures figures;

        PlainStorage(Storage real, @Nullable Figures figures) {
            super(real);
            this.figures = figures;
        }

        @Override
        public Optional<Figures> figures() {
            return Optional.ofNullable(figures);
        }
    }

    /** Nothing waits, and nothing is kept. */
    private static final class PlainFigures implements Figures {
        private final PlainReading reading;
        private String basis = "";

        PlainFigures(List<Fact> facts) {
            this.reading = new PlainReading(facts);
        }

        @Override
        public int count(int limit, Function<List<Held>, List<Fact>> telling) {
            return 0;
        }

        @Override
        public int waiting(int most) {
            return 0;
        }

        @Override
        public String basis() {
            return basis;
        }

        @Override
        public void recount(String other) {
            basis = other;
        }

        @Override
        public <T> T read(Function<Reading, T> work) {
            return work.apply(reading);
        }

        @Override
        public <T> Optional<T> readFresh(
                int most, Function<List<Held>, List<Fact>> telling, Function<Reading, T> work) {
            return Optional.of(read(work));
        }
    }

    /**
     * Compares.
     *
     * @param storage on which nobody works meanwhile
     * @param filters how many filters to try
     * @throws AssertionError naming what differs
     */
    public static void holds(Storage storage, Regulation rules, Instant now, int filters, long seed) {
        FiguresCheck check = new FiguresCheck(storage, rules, now);
        String basis = storage.figures().orElseThrow().basis();
        Random random = new Random(seed);
        List<Message> messages = storage.messages().list(Filter.all(now), null, 1_000);
        // Also while some of it waits to be counted
        check.figures(filters, messages, random);
        check.kept.count(Integer.MAX_VALUE);
        // Else all was just made anew, and nothing is held to anything
        assertThat(storage.figures().orElseThrow().basis())
                .as("counted by the same rules")
                .isEqualTo(basis);
        check.counters();
        check.figures(filters, messages, random);
    }

    private void figures(int filters, List<Message> messages, Random random) {
        for (int n = 0; n < filters && !messages.isEmpty(); n++) {
            figures(filter(messages, random), random);
        }
    }

    private record Slot(Face face, Grain grain, int bucket) {}

    /** Counter by counter, and none more. */
    private void counters() {
        Map<Slot, Bag> counted = new HashMap<>();
        Map<UUID, Fact> all = new HashMap<>();
        facts.forEach(fact -> {
            all.put(fact.message(), fact);
            fact.forEach((face, grain, bucket, mark) -> counted.computeIfAbsent(
                            new Slot(face, grain, bucket), slot -> new Bag())
                    .add(mark, 1));
        });
        Map<Slot, Bag> held = new HashMap<>();
        Map<UUID, Fact> told = new HashMap<>();
        Figures figures = storage.figures().orElseThrow();
        assertThat(figures.waiting(10)).isZero();
        figures.read(reading -> {
            for (Fact fact : facts) {
                assertThat(fact.day()).isBetween(reading.first(), reading.last());
            }
            Set<String> topics = new HashSet<>(Set.of(""));
            facts.forEach(fact -> topics.addAll(fact.topics()));
            LocalDate first = Objects.requireNonNullElse(reading.first(), LocalDate.EPOCH);
            LocalDate behind = LocalDate.ofInstant(now, rules.zone()).plusDays(2);
            for (Face.Side side : Face.Side.values()) {
                for (String topic : topics) {
                    for (Grain grain : Grain.values()) {
                        reading.counters(
                                side,
                                "",
                                "\uFFFF",
                                topic,
                                grain,
                                grain.bucket(first),
                                grain.bucket(behind),
                                (face, bucket, bag) -> held.put(new Slot(face, grain, bucket), bag));
                    }
                }
            }
            reading.facts(all.keySet(), fact -> told.put(fact.message(), fact));
            return true;
        });
        assertThat(told).isEqualTo(all);
        assertThat(held).isEqualTo(counted);
    }

    private Filter filter(List<Message> messages, Random random) {
        Filter filter = Filter.all(now);
        Message like = messages.get(random.nextInt(messages.size()));
        if (random.nextBoolean()) {
            Instant edge = like.createdAt().minus(Duration.ofDays(random.nextInt(60)));
            filter = filter.withFrom(random.nextBoolean() ? edge : midnight(edge));
        }
        if (random.nextBoolean()) {
            Instant edge = like.createdAt().plus(Duration.ofDays(random.nextInt(90)));
            filter = filter.withTo(random.nextBoolean() ? edge : midnight(edge));
        }
        List<String> path = like.holder().path();
        if (random.nextInt(3) == 0) {
            filter = filter.withOrganization(path.get(random.nextInt(path.size())));
        }
        if (random.nextInt(4) == 0) {
            Set<String> within = new HashSet<>(path.subList(random.nextInt(path.size()), path.size()));
            filter = filter.withWithin(within);
        }
        if (random.nextInt(4) == 0) {
            String digits = like.submission().territory().oktmo();
            filter = filter.withTerritory(new Territory(random.nextBoolean() ? digits.substring(0, 2) : digits));
        }
        if (random.nextInt(3) == 0) {
            List<String> topics = like.topic().path();
            filter = filter.withTopic(topics.get(random.nextInt(topics.size())));
        }
        filter = random.nextInt(6) == 0 ? filter.withKind(like.kind()) : filter;
        filter = random.nextInt(6) == 0 ? filter.withFastTrack(random.nextBoolean()) : filter;
        filter = random.nextInt(6) == 0 ? filter.withStages(EnumSet.of(like.stage())) : filter;
        filter = random.nextInt(6) == 0 ? filter.withOutcome(Outcome.SOLVED) : filter;
        filter = random.nextInt(4) == 0 ? filter.withOverdue(random.nextBoolean()) : filter;
        return random.nextInt(8) == 0 ? filter.withRating(1 + random.nextInt(5)) : filter;
    }

    private Instant midnight(Instant instant) {
        return LocalDate.ofInstant(instant, rules.zone())
                .atStartOfDay(rules.zone())
                .toInstant();
    }

    private void figures(Filter filter, Random random) {
        Bag whole = plain(filter);
        assertThat(kept.sums(filter)).as("%s", filter).isEqualTo(whole);
        for (Insights.Split split : Insights.Split.values()) {
            SortedMap<String, Bag> parts = kept.sums(filter, split);
            assertThat(parts).as("%s %s", split, filter).isEqualTo(anew.sums(filter, split));
            if (split != Insights.Split.DISTRICT) {
                Bag sum = new Bag();
                parts.values().forEach(sum::add);
                assertThat(sum).as("%s %s", split, filter).isEqualTo(whole);
            }
        }
        int level = Face.LEVELS.get(random.nextInt(Face.LEVELS.size()));
        assertThat(kept.cells(filter, EARTH, level))
                .as("%d %s", level, filter)
                .isEqualTo(anew.cells(filter, EARTH, level));
        Filter bodies = filter.withTopic(null).withTerritory(null);
        assertThat(kept.answered(bodies)).as("%s", bodies).isEqualTo(anew.answered(bodies));
        assertThat(kept.passages(bodies)).as("%s", bodies).isEqualTo(anew.passages(bodies));
        for (Insights.Split split : List.of(Insights.Split.ORGANIZATION, Insights.Split.MONTH)) {
            assertThat(kept.answered(bodies, split)).isEqualTo(anew.answered(bodies, split));
            assertThat(kept.passages(bodies, split)).isEqualTo(anew.passages(bodies, split));
        }
        List<String> people = rules.directory().people("kursk", Role.EXECUTOR);
        assertThat(kept.executors(bodies, people)).isEqualTo(anew.executors(bodies, people));
    }

    /** Neither counters nor what is made of them: the messages that the filter matches, one by one. */
    private Bag plain(Filter filter) {
        Bag bag = new Bag();
        Set<UUID> matching = new HashSet<>();
        storage.messages().list(filter, null, 1_000).forEach(message -> matching.add(message.id()));
        facts.forEach(fact -> bag.add(fact.mark(), matching.contains(fact.message()) ? 1 : 0));
        return bag;
    }
}
