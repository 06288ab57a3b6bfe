package feedback.pos.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import feedback.pos.message.Point;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 6, 19);
    private static final List<String> PITS = List.of("roads", "pits");
    private static final List<String> WASTE = List.of("waste");
    private static final Point SQUARE = new Point(51.7305, 36.1930);
    private static final Scan.Rules RULES = Scan.Rules.defaults();

    /** A message of a made-up town. */
    private record Row(
            LocalDate day, List<String> path, @Nullable Point point) {}

    /** A town of two years: 5 × 5 km, its centre busier, fewer messages at weekends. */
    private static List<Row> town(int seed, double perDay) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int age = 760; age >= 0; age--) {
            LocalDate day = FRIDAY.minusDays(age);
            boolean isWeekend = day.getDayOfWeek().getValue() > 5;
            int count = poisson(random, perDay * (isWeekend ? 0.4 : 1.24));
            for (int i = 0; i < count; i++) {
                rows.add(new Row(day, random.nextInt(3) == 0 ? PITS : WASTE, somewhere(random)));
            }
        }
        return rows;
    }

    private static Point somewhere(Random random) {
        return new Point(SQUARE.lat() + 0.015 * random.nextGaussian(), SQUARE.lon() + 0.025 * random.nextGaussian());
    }

    private static int poisson(Random random, double mean) {
        double left = Math.exp(-mean);
        int count = -1;
        for (double product = 1; product > left; count++) {
            product *= random.nextDouble();
        }
        return count;
    }

    private static Scan scan(List<Row> rows, LocalDate day) {
        Census census = Census.until(day);
        rows.forEach(row -> census.add(row.day(), row.path(), row.point()));
        return Scan.of(census, RULES);
    }

    private static List<Burst> bursts(List<Row> rows) {
        return scan(rows, FRIDAY).bursts(Scan.Witness.everybody());
    }

    private static void plant(List<Row> rows, int count, int days, List<String> path, @Nullable Point point) {
        for (int i = 0; i < count; i++) {
            rows.add(new Row(FRIDAY.minusDays(i % days), path, point));
        }
    }

    @Test
    void eight_messages_in_five_days_at_one_place_are_found_with_place_topic_and_period() {
        List<Row> rows = town(1, 20);
        plant(rows, 8, 5, PITS, new Point(51.7501, 36.2301));

        List<Burst> found = bursts(rows);

        assertThat(found).singleElement().satisfies(burst -> {
            assertThat(burst.topic()).isEqualTo("pits");
            assertThat(burst.zone().contains(new Point(51.7501, 36.2301))).isTrue();
            assertThat(burst.zone().level()).isGreaterThanOrEqualTo(14);
            assertThat(burst.from()).isBetween(FRIDAY.minusDays(6), FRIDAY.minusDays(3));
            assertThat(burst.to()).isEqualTo(FRIDAY);
            assertThat(burst.observed()).isBetween(8, 10);
            assertThat(burst.expected()).isLessThan(1);
            assertThat(burst.everyDays()).isGreaterThan(100);
        });
    }

    @Test
    void a_usual_week_is_nothing() {
        assertThat(bursts(town(2, 20))).isEmpty();
    }

    @Test
    void a_place_that_is_always_busy_is_nothing_new() {
        List<Row> rows = town(3, 20);
        Random random = new Random(3);
        for (int age = 0; age < 760; age++) {
            int count = poisson(random, 2);
            for (int i = 0; i < count; i++) {
                rows.add(new Row(FRIDAY.minusDays(age), WASTE, new Point(51.7501, 36.2301)));
            }
        }

        assertThat(bursts(rows)).isEmpty();
    }

    @Test
    void more_on_working_days_than_at_weekends_is_nothing_new_on_a_monday() {
        // All on Mondays, none on other days: 30 at once every week
        List<Row> rows = town(4, 20);
        for (int age = 0; age < 760; age++) {
            LocalDate day = FRIDAY.minusDays(age);
            for (int i = 0; i < 30 && day.getDayOfWeek() == DayOfWeek.MONDAY; i++) {
                rows.add(new Row(day, List.of("heating"), null));
            }
        }

        assertThat(scan(rows, FRIDAY.minusDays(4)).bursts(Scan.Witness.everybody()))
                .isEmpty();
        assertThat(scan(moved(rows, "heating", -3), FRIDAY.minusDays(4)).bursts(Scan.Witness.everybody()))
                .extracting(Burst::topic)
                .containsExactly("heating");
    }

    /** The last week's messages on a topic on another day of the week, three times as many. */
    private static List<Row> moved(List<Row> rows, String topic, int days) {
        List<Row> moved = new ArrayList<>();
        for (Row row : rows) {
            boolean isMoved = row.path().contains(topic) && row.day().isAfter(FRIDAY.minusDays(7));
            Row one = isMoved ? new Row(row.day().plusDays(days), row.path(), row.point()) : row;
            moved.add(one);
            if (isMoved) {
                moved.add(one);
                moved.add(one);
            }
        }
        return moved;
    }

    @Test
    void a_season_that_came_last_year_too_is_nothing_new() {
        List<Row> rows = town(5, 20);
        List<Row> once = new ArrayList<>(rows);
        Random random = new Random(5);
        for (int age = 0; age < 760; age++) {
            LocalDate day = FRIDAY.minusDays(age);
            boolean isSummer = day.getMonthValue() == 6;
            int count = poisson(random, isSummer ? 12 : 4);
            for (int i = 0; i < count; i++) {
                Row row = new Row(day, List.of("ticks"), somewhere(random));
                rows.add(row);
                if (!isSummer || age < 100 || i < 4) {
                    once.add(row);
                }
            }
        }

        assertThat(bursts(rows)).isEmpty();
        assertThat(bursts(once)).extracting(Burst::topic).containsExactly("ticks");
    }

    @Test
    void what_everybody_writes_of_is_one_problem_of_the_region() {
        List<Row> rows = town(6, 20);
        Random random = new Random(6);
        for (int i = 0; i < 150; i++) {
            rows.add(new Row(FRIDAY, PITS, somewhere(random)));
        }

        assertThat(bursts(rows)).singleElement().satisfies(burst -> {
            assertThat(burst.zone().depth()).isLessThanOrEqualTo(11);
            assertThat(burst.from()).isEqualTo(FRIDAY);
        });
    }

    @Test
    void without_places_only_the_whole_region_is_judged() {
        List<Row> rows = new ArrayList<>();
        town(7, 20).forEach(row -> rows.add(new Row(row.day(), row.path(), null)));
        assertThat(bursts(rows)).isEmpty();
        plant(rows, 60, 2, PITS, null);

        assertThat(bursts(rows)).singleElement().satisfies(burst -> {
            assertThat(burst.zone().isWhole()).isTrue();
            assertThat(burst.from()).isEqualTo(FRIDAY.minusDays(1));
        });
    }

    @Test
    void one_who_writes_twenty_times_is_one() {
        List<Row> rows = town(8, 20);
        plant(rows, 20, 3, PITS, new Point(51.7501, 36.2301));
        Scan scan = scan(rows, FRIDAY);
        List<Burst> asked = new ArrayList<>();

        assertThat(scan.bursts(burst -> {
                    asked.add(burst);
                    return 1 + Math.max(0, burst.messages() - 20);
                }))
                .isEmpty();
        assertThat(asked).isNotEmpty();
        assertThat(scan.bursts(Scan.Witness.everybody())).hasSize(1);
    }

    @Test
    void who_writes_much_does_not_hide_who_writes_besides() {
        List<Row> rows = town(9, 20);
        plant(rows, 30, 3, PITS, new Point(51.7501, 36.2301));
        plant(rows, 9, 3, PITS, new Point(51.7131, 36.1401));

        List<Burst> found = scan(rows, FRIDAY)
                .bursts(burst -> burst.zone().contains(new Point(51.7501, 36.2301)) ? 1 : burst.messages());

        assertThat(found)
                .singleElement()
                .satisfies(burst -> assertThat(burst.zone().contains(new Point(51.7131, 36.1401)))
                        .isTrue());
    }

    @Test
    void what_lies_on_the_line_where_the_days_meet_is_one_place() {
        List<Row> rows = new ArrayList<>();
        town(10, 20)
                .forEach(row -> rows.add(new Row(
                        row.day(),
                        row.path(),
                        new Point(row.point().lat(), row.point().lon() - 30))));
        plant(rows, 4, 3, PITS, new Point(66.001, 179.999));
        plant(rows, 4, 3, PITS, new Point(66.001, -179.999));

        assertThat(bursts(rows)).singleElement().satisfies(burst -> {
            assertThat(burst.observed()).isEqualTo(8);
            assertThat(burst.zone().west()).isPositive();
            assertThat(burst.zone().east()).isNegative();
        });
    }

    @Test
    void what_lies_on_a_border_of_cells_is_not_halved() {
        List<Row> rows = town(11, 20);
        Zone corner = new Zone(10, 614, 806, 1);
        plant(rows, 5, 3, PITS, new Point(corner.north() - 0.0004, corner.east() - 0.0004));
        plant(rows, 5, 3, PITS, new Point(corner.north() + 0.0004, corner.east() + 0.0004));

        assertThat(bursts(rows))
                .singleElement()
                .satisfies(burst -> assertThat(burst.observed()).isEqualTo(10));
    }

    @Test
    void an_empty_base_and_a_young_one_know_nothing_unusual() {
        List<Row> young = new ArrayList<>();
        town(12, 20).stream()
                .filter(row -> row.day().isAfter(FRIDAY.minusDays(40)))
                .forEach(young::add);
        plant(young, 20, 3, PITS, SQUARE);

        assertThat(bursts(List.of())).isEmpty();
        assertThat(bursts(young)).isEmpty();
        assertThat(scan(young, FRIDAY).isInformed()).isFalse();
        assertThat(scan(town(12, 20), FRIDAY).isInformed()).isTrue();
    }

    @Test
    void what_comes_after_the_day_or_long_before_does_not_count() {
        List<Row> rows = town(13, 20);
        plant(rows, 20, 3, PITS, SQUARE);
        List<Row> more = new ArrayList<>(rows);
        more.add(new Row(FRIDAY.plusDays(1), PITS, SQUARE));
        more.add(new Row(LocalDate.MAX, PITS, SQUARE));
        more.add(new Row(LocalDate.MIN, PITS, SQUARE));
        more.add(new Row(FRIDAY.minusDays(5_000), PITS, SQUARE));

        assertThat(bursts(more)).isEqualTo(bursts(rows)).isNotEmpty();
    }

    @Test
    void the_same_messages_in_another_order_tell_the_same() {
        List<Row> rows = town(14, 20);
        plant(rows, 9, 4, PITS, SQUARE);
        plant(rows, 9, 4, WASTE, new Point(51.7131, 36.1401));
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(14));

        assertThat(bursts(shuffled)).isEqualTo(bursts(rows)).isNotEmpty();
    }

    @Test
    void in_eight_months_without_problems_false_alarms_are_fewer_than_one_a_month() {
        List<Row> rows = town(15, 5);
        TreeSet<LocalDate> days = new TreeSet<>();
        for (int age = 0; age < 240; age += 2) {
            LocalDate day = FRIDAY.minusDays(age);
            Census census = Census.until(day);
            rows.stream()
                    .filter(row -> row.day().isAfter(day.minusDays(420)))
                    .forEach(row -> census.add(row.day(), row.path(), row.point()));
            if (!Scan.of(census, RULES).bursts(Scan.Witness.everybody()).isEmpty()) {
                days.add(day);
            }
        }

        // Neighbouring days are about the same
        long alarms =
                days.stream().filter(day -> !days.contains(day.minusDays(2))).count();
        assertThat(alarms).isLessThanOrEqualTo(8);
    }

    @Test
    void what_is_a_burst_has_limits() {
        assertThatThrownBy(() -> new Scan.Rules(1, 1.5, 30, 50)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scan.Rules(4, 0.9, 30, 50)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scan.Rules(4, 1.5, 0, 50)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scan.Rules(4, 1.5, 30, 101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Census.until(FRIDAY, 15)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tails_are_those_of_the_books() {
        // Poisson 0.5: P(N ≥ 8); Poisson 10: P(N ≥ 20)
        assertThat(Tail.atLeast(8, 0.5, 0)).isCloseTo(6.21969e-8, within(1e-11));
        assertThat(Tail.atLeast(20, 10, 0)).isCloseTo(3.454342e-3, within(1e-7));
        // Negative binomial of size 2 and mean 3, p = 0.4: P(N ≥ 2) = 1 − 0.16 − 0.192; P(N ≥ 10) by adding up
        assertThat(Tail.atLeast(10, 3, 0.5)).isCloseTo(0.6 * byHand(10), within(1e-9));
        assertThat(Tail.atLeast(0, 3, 0.5)).isEqualTo(1);
        assertThat(Tail.all(8, 0.5, 0)[0]).isCloseTo(Tail.atLeast(8, 0.5, 0), within(1e-12));
        assertThat(Tail.all(8, 0.5, 0)[2]).isCloseTo(Tail.atLeast(10, 0.5, 0), within(1e-14));
    }

    private static double byHand(int from) {
        double sum = 0;
        for (int n = from; n < 400; n++) {
            sum += (n + 1) * 0.16 * Math.pow(0.6, n);
        }
        return sum / 0.6;
    }

    @Test
    void chances_add_up_over_all_places_in_whole_steps() {
        Chance chance = new Chance(2, 1);
        chance.add(1_000, 0.1, 0);

        // The first count not likelier than so is 4: P(N ≥ 4) = 3.8468e-6, P(N ≥ 3) = 1.5465e-4
        assertThat(chance.asUnlikely(3.85e-6)).isCloseTo(1_000 * 3.8468e-6, within(1e-6));
        assertThat(chance.asUnlikely(1e-4)).isCloseTo(1_000 * 3.8468e-6, within(1e-6));
        assertThat(chance.asUnlikely(1.6e-4)).isCloseTo(1_000 * 1.5465e-4, within(1e-4));
        assertThat(chance.asUnlikely(0)).isBetween(0.0, 1e-15);
    }
}
