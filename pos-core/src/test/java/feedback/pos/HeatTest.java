package feedback.pos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.catalog.Districts;
import feedback.pos.insight.FourWeeks;
import feedback.pos.insight.HeatMap;
import feedback.pos.insight.HeatMap.By;
import feedback.pos.insight.HeatMap.Frame;
import feedback.pos.insight.HeatMap.Period;
import feedback.pos.insight.HeatMap.Sight;
import feedback.pos.insight.HeatMap.Spot;
import feedback.pos.insight.HeatMap.Step;
import feedback.pos.message.Message;
import feedback.pos.message.Point;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.store.Filter;
import feedback.pos.store.Filter.Box;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps of numbers: exact for who reads the messages, and nobody is found on the others. */
class HeatTest {
    private static final int K = 3;
    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
    private static final Territory KURSK = new Territory("38701000");
    private static final Actor HEAD = Actor.official("chief", Role.HEAD, "region");
    private static final Actor ANALYST = Actor.official("analyst", Role.ANALYST, "region");
    private static final Actor ANYBODY = Actor.citizen("");
    private static final List<String> CATEGORIES = List.of("roads", "housing", "other");

    /** The first Monday of the fifth week of 2026, and eight weeks from there. */
    private static final LocalDate FIRST = new FourWeeks(2026, 1).first();

    private final HandClock clock = HandClock.at("2026-01-26T09:00:00Z");

    /** Three squares beside each other, a fifth of a degree wide, and the town around the first two. */
    private static Districts districts() {
        return Districts.of("{\"type\":\"FeatureCollection\",\"features\":["
                + square("west", 36.0, 36.2, "\"population\":2000,")
                + "," + square("middle", 36.2, 36.4, "")
                + "," + square("east", 36.4, 36.6, "")
                + "," + square("town", 36.0, 36.4, "") + "]}");
    }

    private static String square(String name, double west, double east, String more) {
        return "{\"type\":\"Feature\",\"properties\":{" + more + "\"name\":\"" + name
                + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" + west + ",51.6],[" + east + ",51.6],["
                + east + ",51.8],[" + west + ",51.8],[" + west + ",51.6]]]}}";
    }

    private Pos open(Districts map) {
        Regulation sample = SampleRegion.regulation();
        Regulation rules = new Regulation(
                sample.root(),
                ZONE,
                WorkCalendar.russia().orFallback(),
                sample.directory(),
                sample.catalog(),
                sample.routes().over(map, 0),
                Policy.defaults().edit().crowd(K).done());
        return Pos.under(rules).clock(clock).detector(text -> Detection.none()).open();
    }

    private Message send(Pos pos, String person, String topic, Point point) {
        clock.advance(Duration.ofSeconds(1));
        return pos.messages()
                .submit(new Submission(person, "Сообщение", KURSK)
                        .withTopic(topic)
                        .withPlace(null, point));
    }

    private static Point point(int district, Random random) {
        return new Point(51.61 + random.nextDouble() * 0.18, 36.01 + district * 0.2 + random.nextDouble() * 0.18);
    }

    private Filter all() {
        return Filter.all(clock.instant());
    }

    private static Filter between(Filter filter, LocalDate from, LocalDate to) {
        return filter.withFrom(from.atStartOfDay(ZONE).toInstant())
                .withTo(to.atStartOfDay(ZONE).toInstant());
    }

    private static List<String> fields(Refusal refusal) {
        return refusal.fields().stream().map(Field::field).toList();
    }

    private static long shown(Frame frame) {
        return frame.places().stream()
                .mapToLong(each -> each.count() == null ? 0 : each.count())
                .sum();
    }

    // Exact

    @Test
    void for_who_reads_them_cells_and_what_has_no_place_are_the_indicator() {
        try (Pos pos = open(districts())) {
            Random random = new Random(1);
            for (int i = 0; i < 60; i++) {
                send(pos, "p" + i % 7, CATEGORIES.get(i % 3), i % 10 == 0 ? null : point(i % 3, random));
            }
            for (Filter filter : List.of(all(), all().withTopic("roads"), all().withOrganization("kursk-roads"))) {
                long indicator = pos.insights().sums(filter).count();
                for (By by : By.values()) {
                    for (Integer zoom : new Integer[] {null, 0, 3, 9, 14, 22}) {
                        HeatMap map = pos.insights()
                                .heat(HeatQuestion.of(filter).withBy(by).withZoom(zoom), HEAD);
                        Frame frame = map.frames().get(0);
                        assertThat(map.sight()).isEqualTo(Sight.EXACT);
                        assertThat(frame.total()).isEqualTo(indicator);
                        assertThat(shown(frame) + frame.elsewhere()).isEqualTo(indicator);
                        assertThat(frame.elsewhere())
                                .isEqualTo(pos.messages().list(filter, null, 100).stream()
                                        .filter(each -> each.submission().location() == null)
                                        .count());
                    }
                }
            }
            HeatMap map = pos.insights().heat(HeatQuestion.of(all()).withBy(By.TERRITORIES), HEAD);
            assertThat(map.sums().keySet())
                    .as("not the town, whose parts are drawn")
                    .containsExactly("east", "middle", "west");
        }
    }

    @Test
    void an_official_sees_what_is_theirs_and_no_more() {
        try (Pos pos = open(districts())) {
            Random random = new Random(2);
            for (int i = 0; i < 10; i++) {
                send(pos, "p" + i, i < 4 ? "roads" : "housing", point(0, random));
            }
            Actor roadman = Actor.official("r", Role.EXECUTOR, "kursk-roads");
            HeatMap map = pos.insights().heat(HeatQuestion.of(all()), roadman);
            assertThat(map.sight()).isEqualTo(Sight.EXACT);
            assertThat(map.frames().get(0).total()).isEqualTo(4);
            Actor both =
                    new Actor("b", Set.of(new Grant(Role.EXECUTOR, "kursk-roads"), new Grant(Role.ANALYST, "region")));
            assertThat(pos.insights().heat(HeatQuestion.of(all()), both).sight())
                    .isEqualTo(Sight.MERGED);
            assertThat(pos.insights()
                            .heat(HeatQuestion.of(all().withOrganization("kursk-roads")), both)
                            .sight())
                    .isEqualTo(Sight.EXACT);
            assertThatThrownBy(() -> pos.insights().heat(HeatQuestion.of(all()).withSight(Sight.EXACT), ANALYST))
                    .isInstanceOfSatisfying(
                            Refusal.class, no -> assertThat(no.reason()).isEqualTo(Refusal.Reason.FORBIDDEN));
            assertThatThrownBy(() -> pos.insights().heat(HeatQuestion.of(all()).withSight(Sight.MERGED), ANYBODY))
                    .isInstanceOfSatisfying(
                            Refusal.class, no -> assertThat(no.reason()).isEqualTo(Refusal.Reason.FORBIDDEN));
        }
    }

    @Test
    void steps_and_comparisons_hold_the_same_numbers() {
        try (Pos pos = open(districts())) {
            Random random = new Random(3);
            for (int i = 0; i < 40; i++) {
                clock.advance(Duration.ofHours(13));
                send(pos, "p" + i, "roads", point(i % 3, random));
            }
            LocalDate from = LocalDate.of(2026, 1, 26);
            LocalDate to = from.plusDays(21);
            for (By by : By.values()) {
                Filter filter = between(all(), from, to);
                HeatMap whole = pos.insights().heat(HeatQuestion.of(filter).withBy(by), HEAD);
                for (Step step : Step.values()) {
                    HeatMap steps = pos.insights()
                            .heat(
                                    HeatQuestion.of(filter)
                                            .withBy(by)
                                            .withStep(step)
                                            .withBox(new Box(36, 51.6, 36.6, 51.8))
                                            .withZoom(8),
                                    HEAD);
                    assertThat(steps.frames()).hasSize(step == Step.DAY ? 21 : step == Step.WEEK ? 3 : 2);
                    assertThat(steps.frames().stream().mapToLong(Frame::total).sum())
                            .isEqualTo(whole.frames().get(0).total());
                }
                Period before = new Period(from.minusDays(21), from.plusDays(7));
                HeatMap compared =
                        pos.insights().heat(HeatQuestion.of(filter).withBy(by).withCompare(before), HEAD);
                HeatMap alone = pos.insights()
                        .heat(
                                HeatQuestion.of(between(all(), from.minusDays(21), from.plusDays(7)))
                                        .withBy(by),
                                HEAD);
                assertThat(compared.frames().get(0).totalBefore())
                        .isEqualTo(alone.frames().get(0).total());
            }
            assertThatThrownBy(() -> pos.insights()
                            .heat(
                                    HeatQuestion.of(between(all(), from, from.plusDays(100)))
                                            .withStep(Step.DAY),
                                    HEAD))
                    .isInstanceOfSatisfying(
                            Refusal.class, no -> assertThat(fields(no)).containsExactly("step"));
        }
    }

    @Test
    void places_at_the_edges_of_the_earth_are_counted_once() {
        try (Pos pos = open(Districts.none())) {
            List<Point> edges = List.of(
                    new Point(90, 0),
                    new Point(-90, 180),
                    new Point(66, 180),
                    new Point(66, -180),
                    new Point(65, 179.9),
                    new Point(65, -179.9),
                    new Point(0, 0));
            edges.forEach(each -> send(pos, "anna", "roads", each));
            assertThat(shown(pos.insights()
                            .heat(HeatQuestion.of(all()), HEAD)
                            .frames()
                            .get(0)))
                    .isEqualTo(7);
            HeatMap line = pos.insights()
                    .heat(
                            HeatQuestion.of(all())
                                    .withBox(new Box(178, 60, -178, 70))
                                    .withZoom(8),
                            HEAD);
            assertThat(shown(line.frames().get(0))).isEqualTo(4);
            assertThat(line.frames().get(0).elsewhere()).isEqualTo(3);
        }
    }

    @Test
    void an_empty_base_has_an_empty_map() {
        try (Pos pos = open(Districts.none())) {
            clock.set(Instant.parse("2026-06-01T00:00:00Z"));
            for (Actor actor : List.of(HEAD, ANALYST, ANYBODY)) {
                Frame frame = pos.insights()
                        .heat(HeatQuestion.of(all()), actor)
                        .frames()
                        .get(0);
                assertThat(frame.places()).isEmpty();
                assertThat(frame.total()).isZero();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-180,-90,180,90", "170,-10,-170,10", "36,51,37,52", "36,51,36,51", "0,0,0.001,0.001"})
    void no_box_holds_too_many_cells(double west, double south, double east, double north) {
        Box box = new Box(west, south, east, north);
        for (int zoom = 0; zoom <= 22; zoom++) {
            int level = HeatMaps.level(box, zoom);
            double width = (box.crosses() ? east + 360 : east) - west;
            double cells =
                    Math.ceil(width / 360 * (1 << level) + 1) * Math.ceil((north - south) / 180 * (1 << level) + 1);
            assertThat(cells).isLessThanOrEqualTo(HeatMaps.MOST_CELLS);
            assertThat(level).isEven().isBetween(0, 16);
        }
    }

    // Put together

    @Test
    void an_analyst_s_numbers_are_of_enough_people_and_their_sum_is_kept() {
        try (Pos pos = open(districts())) {
            Random random = new Random(4);
            for (int i = 0; i < 80; i++) {
                send(pos, "p" + random.nextInt(30), "roads", point(random.nextInt(3), random));
            }
            for (int i = 0; i < 9; i++) {
                send(pos, "quarreller", "roads", new Point(53.0, 39.0));
            }
            for (By by : By.values()) {
                for (Integer zoom : new Integer[] {null, 6, 9, 12}) {
                    HeatMap map = pos.insights()
                            .heat(HeatQuestion.of(all()).withBy(by).withZoom(zoom), ANALYST);
                    Frame frame = map.frames().get(0);
                    assertThat(map.sight()).isEqualTo(Sight.MERGED);
                    assertThat(frame.places())
                            .filteredOn(each -> each.count() != null)
                            .isNotEmpty()
                            .allMatch(each -> each.count() >= K);
                    assertThat(shown(frame) + frame.elsewhere()).isEqualTo(89);
                    assertThat(frame.places())
                            .as("nine messages of one person are nobody's crowd")
                            .noneMatch(
                                    each -> each.cell() != null && each.cell().west() > 38 && each.count() <= 9);
                }
            }
        }
    }

    // Public

    @ParameterizedTest
    @CsvSource({
        "2026-02-03,2026-03-02,from,2026-02-02,2026-03-01",
        "2026-02-02,2026-03-01,to,2026-02-02,2026-03-01",
        "2026-01-25,2026-01-26,from,2026-01-19,2026-01-25"
    })
    void the_public_is_offered_the_nearest_whole_weeks(
            LocalDate from, LocalDate to, String field, String offeredFrom, String offeredTo) {
        clock.set(Instant.parse("2026-06-01T00:00:00Z"));
        try (Pos pos = open(districts())) {
            assertThatThrownBy(() -> pos.insights().heat(HeatQuestion.of(between(all(), from, to)), ANYBODY))
                    .isInstanceOfSatisfying(Refusal.class, no -> {
                        assertThat(fields(no)).containsExactly(field);
                        assertThat(no.fields().get(0).args()).containsExactly(offeredFrom, offeredTo);
                    });
        }
    }

    @Test
    void the_public_may_ask_for_little_and_is_told_what() {
        clock.set(Instant.parse("2026-06-01T00:00:00Z"));
        try (Pos pos = open(districts())) {
            assertThatThrownBy(() -> pos.insights()
                            .heat(
                                    HeatQuestion.of(all().withOrganization("kursk")
                                                    .withRating(1)
                                                    .withOverdue(true))
                                            .withBy(By.CELLS),
                                    ANYBODY))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            no -> assertThat(fields(no)).containsExactly("organization", "overdue", "rating", "by"));
            assertThatThrownBy(() -> pos.insights().heat(HeatQuestion.of(all().withTopic("roads.potholes")), ANYBODY))
                    .isInstanceOfSatisfying(Refusal.class, no -> {
                        assertThat(fields(no)).containsExactly("topic");
                        assertThat(no.fields().get(0).args()).containsExactly("roads");
                    });
            assertThatThrownBy(() -> pos.insights()
                            .heat(
                                    HeatQuestion.of(
                                            between(all(), LocalDate.of(2026, 5, 18), LocalDate.of(2026, 6, 1))),
                                    ANYBODY))
                    .as("these four weeks are not over")
                    .isInstanceOfSatisfying(Refusal.class, no -> {
                        assertThat(fields(no)).containsExactly("to");
                        assertThat(no.fields().get(0).args()).containsExactly("2026-05-17");
                    });
            assertThatThrownBy(() -> pos.insights()
                            .heat(
                                    HeatQuestion.of(between(
                                            all().withTopic("roads"),
                                            LocalDate.of(2026, 2, 2),
                                            LocalDate.of(2026, 2, 9))),
                                    ANYBODY))
                    .as("a category by the four weeks")
                    .isInstanceOfSatisfying(
                            Refusal.class, no -> assertThat(fields(no)).containsExactly("from"));
        }
    }

    @Test
    void what_is_enough_is_public_too() {
        try (Pos pos = open(districts())) {
            Random random = new Random(5);
            fill(pos, random, 600);
            HeatMap map = pos.insights().heat(HeatQuestion.of(between(all(), FIRST, FIRST.plusWeeks(8))), ANYBODY);
            HeatMap exact = pos.insights()
                    .heat(
                            HeatQuestion.of(between(all(), FIRST, FIRST.plusWeeks(8)))
                                    .withBy(By.TERRITORIES),
                            HEAD);
            assertThat(map.sums()).isEqualTo(exact.sums());
            assertThat(map.frames().get(0).total()).isEqualTo(600);
            HeatMap weeks = pos.insights()
                    .heat(
                            HeatQuestion.of(between(all(), FIRST, FIRST.plusWeeks(8)))
                                    .withStep(Step.WEEK),
                            ANYBODY);
            assertThat(weeks.frames()).hasSize(8);
        }
    }

    /**
     * Whoever asks everything that the public may ask, and holds sums of answers against each other, isolates nobody. With exact numbers
     * in their place the same attack finds some.
     */
    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void no_pair_of_public_questions_isolates_a_person(int seed) {
        try (Pos pos = open(districts())) {
            List<Sent> sent = fill(pos, new Random(seed), 90);
            Set<BitSet> exact = new LinkedHashSet<>();
            Set<BitSet> told = new LinkedHashSet<>();
            for (Filter filter : questions()) {
                HeatMap map = pos.insights().heat(HeatQuestion.of(filter), ANYBODY);
                Frame frame = map.frames().get(0);
                Map<String, BitSet> real = sets(sent, filter);
                exact.addAll(real.values());
                BitSet all = new BitSet();
                real.values().forEach(all::or);
                for (Spot spot : frame.places()) {
                    BitSet set = real.getOrDefault(spot.id(), new BitSet());
                    if (spot.count() != null && !spot.isPart()) {
                        assertThat(spot.count()).isEqualTo(set.cardinality());
                        told.add(set);
                    }
                }
                if (frame.total() != null) {
                    assertThat(frame.total()).isEqualTo(all.cardinality());
                    told.add(all);
                }
            }
            assertThat(isolated(told, sent)).isEmpty();
            assertThat(isolated(exact, sent)).as("without suppression").isNotEmpty();
        }
    }

    /** A message as the attack knows it. */
    private record Sent(String person, int district, LocalDate week, String category) {}

    /** Sends messages over eight weeks, unevenly, and moves the clock behind them. */
    private List<Sent> fill(Pos pos, Random random, int many) {
        List<Sent> sent = new ArrayList<>();
        Map<Instant, Sent> plan = new TreeMap<>();
        while (plan.size() < many) {
            LocalDate week = FIRST.plusWeeks((int) (8 * Math.sqrt(random.nextDouble())));
            int district = (int) (4 * random.nextDouble() * random.nextDouble());
            String category = CATEGORIES.get((int) (3 * random.nextDouble() * random.nextDouble()));
            Instant at = week.atStartOfDay(ZONE).toInstant().plusSeconds(random.nextInt(7 * 86_400 - 10));
            plan.put(at, new Sent("p" + random.nextInt(40), district, week, category));
        }
        plan.forEach((at, each) -> {
            clock.set(at);
            send(pos, each.person(), each.category(), each.district() == 3 ? null : point(each.district(), random));
            sent.add(each);
        });
        clock.set(FIRST.plusWeeks(9).atStartOfDay(ZONE).toInstant());
        return sent;
    }

    /** Everything that the public may ask: all ranges of weeks, and categories by the four weeks. */
    private List<Filter> questions() {
        List<Filter> questions = new ArrayList<>();
        for (int from = 0; from < 8; from++) {
            for (int to = from + 1; to <= 8; to++) {
                questions.add(between(all(), FIRST.plusWeeks(from), FIRST.plusWeeks(to)));
                if (from % 4 == 0 && to % 4 == 0) {
                    for (String category : CATEGORIES) {
                        questions.add(between(all(), FIRST.plusWeeks(from), FIRST.plusWeeks(to))
                                .withTopic(category));
                    }
                }
            }
        }
        return questions;
    }

    /** Which messages really lie where, by district. */
    private static Map<String, BitSet> sets(List<Sent> sent, Filter filter) {
        List<String> names = List.of("west", "middle", "east", "nowhere");
        Map<String, BitSet> sets = new TreeMap<>();
        for (int i = 0; i < sent.size(); i++) {
            Sent each = sent.get(i);
            Instant monday = each.week().atStartOfDay(ZONE).toInstant();
            if (!monday.isBefore(filter.from())
                    && monday.isBefore(filter.to())
                    && (filter.topic() == null || filter.topic().equals(each.category()))) {
                sets.computeIfAbsent(names.get(each.district()), name -> new BitSet())
                        .set(i);
            }
        }
        return sets;
    }

    /** The fewest persons that a difference of two numbers, or of a number and the sum of two, is about: only those that are too few. */
    private static List<Integer> isolated(Set<BitSet> told, List<Sent> sent) {
        List<BitSet> sets = new ArrayList<>(told);
        sets.removeIf(BitSet::isEmpty);
        List<Integer> found = new ArrayList<>();
        for (BitSet outer : sets) {
            check(outer, sent, found);
            List<BitSet> inside =
                    sets.stream().filter(each -> isWithin(each, outer)).toList();
            for (int i = 0; i < inside.size(); i++) {
                BitSet rest = (BitSet) outer.clone();
                rest.andNot(inside.get(i));
                check(rest, sent, found);
                for (int j = i + 1; j < inside.size(); j++) {
                    if (isWithin(inside.get(j), rest)) {
                        BitSet less = (BitSet) rest.clone();
                        less.andNot(inside.get(j));
                        check(less, sent, found);
                    }
                }
            }
        }
        return found;
    }

    private static boolean isWithin(BitSet inner, BitSet outer) {
        BitSet beyond = (BitSet) inner.clone();
        beyond.andNot(outer);
        return beyond.isEmpty();
    }

    private static void check(BitSet set, List<Sent> sent, List<Integer> found) {
        // As many messages are taken for those of enough people
        if (set.cardinality() < 4 * K) {
            long people =
                    set.stream().mapToObj(i -> sent.get(i).person()).distinct().count();
            if (people > 0 && people < K) {
                found.add((int) people);
            }
        }
    }
}
