package feedback.pos.insight;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.insight.Problem.Decision;
import feedback.pos.insight.Problem.Ending;
import feedback.pos.insight.Problem.Evidence;
import feedback.pos.insight.Problem.Stage;
import feedback.pos.insight.Problem.Trend;
import feedback.pos.message.Point;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final LocalDate START = LocalDate.of(2026, 6, 1);
    private static final List<String> LAMPS = List.of("light", "lamps");
    private static final Point YARD = new Point(51.7501, 36.2301);

    /** What came, by day. */
    private record Row(LocalDate day, List<String> path, Point point) {}

    private final List<Row> rows = new ArrayList<>();
    private final Map<UUID, Problem> known = new LinkedHashMap<>();

    @BeforeEach
    void a_year_of_a_town() {
        Random random = new Random(7);
        for (int age = -120; age < 500; age++) {
            for (int i = 0; i < 10; i++) {
                rows.add(new Row(
                        START.minusDays(age),
                        i < 5 ? LAMPS : List.of("waste"),
                        new Point(51.73 + 0.02 * random.nextGaussian(), 36.19 + 0.03 * random.nextGaussian())));
            }
        }
    }

    private void come(int count, int day, List<String> path, Point point) {
        for (int i = 0; i < count; i++) {
            rows.add(new Row(START.plusDays(day), path, point));
        }
    }

    /** Looks at the evening of a day. */
    private List<Problem> look(int day) {
        LocalDate date = START.plusDays(day);
        Census census = Census.until(date);
        rows.stream()
                .filter(row -> !row.day().isAfter(date))
                .forEach(row -> census.add(row.day(), row.path(), row.point()));
        Scan scan = Scan.of(census, Scan.Rules.defaults());
        List<Problem> changed = Course.of(
                known.values().stream()
                        .filter(each -> Course.matters(each, evening(day)))
                        .toList(),
                scan,
                scan.bursts(Scan.Witness.everybody()),
                burst -> Evidence.none(burst.messages()),
                evening(day));
        changed.forEach(each -> known.put(each.id(), each));
        return changed;
    }

    private static Instant evening(int day) {
        return START.plusDays(day).atTime(22, 0).toInstant(ZoneOffset.UTC);
    }

    private Problem only() {
        assertThat(known).hasSize(1);
        return known.values().iterator().next();
    }

    @Test
    void a_problem_is_raised_once_followed_and_ends_when_the_usual_is_back() {
        for (int day = 0; day < 30; day++) {
            if (day >= 5 && day < 9) {
                come(day - 3, day, LAMPS, YARD);
            }
            List<Problem> changed = look(day);
            if (day < 6) {
                assertThat(changed).as("day " + day).isEmpty();
            }
            if (day == 8) {
                assertThat(only().stage()).isEqualTo(Stage.OPEN);
                assertThat(only().trend()).isEqualTo(Trend.GROWING);
            }
            if (day == 12) {
                assertThat(only().trend()).isEqualTo(Trend.FADING);
            }
        }

        Problem over = only();
        assertThat(over.stage()).isEqualTo(Stage.ENDED);
        assertThat(over.ending()).isEqualTo(Ending.BACK_TO_USUAL);
        assertThat(over.first()).isBetween(START.plusDays(4), START.plusDays(6));
        assertThat(over.observed()).isBetween(14, 16);
        assertThat(over.expected()).isLessThan(2);
        assertThat(over.strongest().everyDays()).isGreaterThan(30);
        assertThat(over.raisedAt()).isBefore(over.endedAt());
    }

    @Test
    void looking_twice_on_a_day_changes_nothing() {
        come(10, 5, LAMPS, YARD);
        assertThat(look(5)).hasSize(1);
        assertThat(look(5)).isEmpty();
    }

    @Test
    void a_clock_that_leaps_ends_what_was_open_and_one_that_goes_back_raises_nothing_anew() {
        come(10, 5, LAMPS, YARD);
        look(5);
        look(4);
        assertThat(known).hasSize(1);
        look(40);

        assertThat(only().stage()).isEqualTo(Stage.ENDED);
        assertThat(only().days()).hasSizeLessThanOrEqualTo(Problem.MOST_DAYS);
    }

    @Test
    void what_comes_again_soon_is_the_same_problem() {
        come(10, 5, LAMPS, YARD);
        for (int day = 5; day < 16; day++) {
            look(day);
        }
        assertThat(only().stage()).isEqualTo(Stage.ENDED);
        come(10, 17, LAMPS, YARD);
        look(17);

        assertThat(known.values()).anySatisfy(each -> assertThat(each.stage()).isEqualTo(Stage.OPEN));
        assertThat(known.values().stream().filter(each -> each.stage() == Stage.OPEN))
                .hasSize(1);
    }

    @Test
    void what_an_official_dismissed_is_not_raised_until_then() {
        come(10, 5, LAMPS, YARD);
        look(5);
        Problem raised = only();
        Problem dismissed = raised.dismissed(new Decision("petrov", "учения", evening(5), evening(35)))
                .next();
        known.put(dismissed.id(), dismissed);
        come(10, 10, LAMPS, YARD);
        come(10, 25, LAMPS, YARD);
        for (int day = 6; day < 35; day++) {
            assertThat(look(day)).isEmpty();
        }
        come(20, 52, LAMPS, YARD);
        look(52);

        assertThat(known).hasSize(2);
        assertThat(only(Stage.OPEN).first()).isEqualTo(START.plusDays(52));
    }

    private Problem only(Stage stage) {
        List<Problem> found =
                known.values().stream().filter(each -> each.stage() == stage).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void what_lasts_becomes_the_usual() {
        for (int day = 5; day < 100; day++) {
            come(3, day, LAMPS, YARD);
            look(day);
        }

        assertThat(only().stage()).isEqualTo(Stage.ENDED);
        assertThat(only().ending()).isEqualTo(Ending.BECAME_USUAL);
    }

    @Test
    void a_problem_of_a_yard_becomes_part_of_one_of_the_town() {
        come(10, 5, LAMPS, YARD);
        look(5);
        Random random = new Random(8);
        for (int i = 0; i < 120; i++) {
            come(1, 6, LAMPS, new Point(51.73 + 0.02 * random.nextGaussian(), 36.19 + 0.03 * random.nextGaussian()));
        }
        look(6);

        Problem larger = only(Stage.OPEN);
        Problem part = only(Stage.ENDED);
        assertThat(part.ending()).isEqualTo(Ending.PART_OF_LARGER);
        assertThat(part.links().larger()).isEqualTo(larger.id());
        assertThat(part.zone().depth()).isGreaterThan(larger.zone().depth());
    }
}
