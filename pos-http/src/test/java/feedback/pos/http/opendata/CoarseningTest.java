package feedback.pos.http.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.opendata.Coarsening.Finest;
import feedback.pos.http.opendata.Detail.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoarseningTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);

    private static Finest message(LocalDate day, String oktmo, String... topics) {
        List<String> path = List.of(topics);
        return new Finest(
                Detail.of(day, oktmo, path, Step.TOPIC),
                Detail.of(day, oktmo, path, Step.CATEGORY),
                Detail.of(day, oktmo, path, Step.REGION),
                Detail.of(day, oktmo, path, Step.MONTH));
    }

    @Test
    void enough_persons_are_published_as_fine_as_it_goes_and_a_single_one_s_crowd_is_not() {
        Coarsening coarsening = new Coarsening(3);
        Finest pit = message(MONDAY, "38701000", "roads", "roads.pits");
        Finest heat = message(MONDAY, "38701000", "heating", "heating.none");
        for (int i = 0; i < 3; i++) {
            coarsening.add(pit, "person " + i);
            coarsening.add(heat, "the same");
        }
        coarsening.settle();
        assertThat(coarsening.step(pit)).isEqualTo(Step.TOPIC);
        assertThat(coarsening.step(heat)).isNull();
        assertThat(coarsening.published()).isEqualTo(3);
        assertThat(coarsening.leftOut()).isEqualTo(3);
    }

    @Test
    void what_is_too_few_goes_on_to_the_category_the_region_and_the_month() {
        Coarsening coarsening = new Coarsening(2);
        Finest sign = message(MONDAY, "38701000", "roads", "roads.signs");
        Finest light = message(MONDAY, "38701000", "roads", "roads.lights");
        Finest here = message(MONDAY, "38701000", "water");
        Finest there = message(MONDAY, "38705000", "water");
        Finest now = message(MONDAY, "38701000", "health");
        Finest later = message(MONDAY.plusWeeks(2), "38705000", "health");
        int person = 0;
        for (Finest each : List.of(sign, light, here, there, now, later)) {
            coarsening.add(each, "person " + person++);
        }
        coarsening.settle();
        assertThat(coarsening.step(sign)).isEqualTo(Step.CATEGORY);
        assertThat(coarsening.step(light)).isEqualTo(Step.CATEGORY);
        assertThat(coarsening.step(here)).isEqualTo(Step.REGION);
        assertThat(coarsening.step(there)).isEqualTo(Step.REGION);
        assertThat(coarsening.step(now)).isEqualTo(Step.MONTH);
        assertThat(coarsening.step(later)).isEqualTo(Step.MONTH);
    }

    @Test
    void a_week_that_two_months_share_is_cut() {
        assertThat(Detail.of(LocalDate.of(2026, 10, 1), "38701000", List.of("a"), Step.TOPIC)
                        .period())
                .isEqualTo("2026-10-01");
        assertThat(Detail.of(LocalDate.of(2026, 9, 30), "38701000", List.of("a"), Step.TOPIC)
                        .period())
                .isEqualTo("2026-09-28");
    }

    /** The promise itself, over many messages by chance: everything published alike is of k persons at least. */
    @Test
    void whatever_is_published_alike_is_of_k_persons() {
        Random random = new Random(11);
        for (int k : List.of(2, 5, 9)) {
            Coarsening coarsening = new Coarsening(k);
            record Sent(Finest message, String person) {}
            List<Sent> sent = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                String category = "c" + (int) Math.pow(random.nextDouble() * 3, 2);
                Sent one = new Sent(
                        message(
                                MONDAY.plusDays(random.nextInt(26)),
                                "387" + String.format("%02d", (int) Math.pow(random.nextDouble() * 5, 2)) + "000",
                                category,
                                category + "." + random.nextInt(6)),
                        "p" + random.nextInt(300));
                sent.add(one);
                coarsening.add(one.message(), one.person());
            }
            coarsening.settle();
            Map<String, Set<String>> alike = new HashMap<>();
            long published = 0;
            for (Sent each : sent) {
                Step step = coarsening.step(each.message());
                if (step != null) {
                    published++;
                    alike.computeIfAbsent(step + " " + each.message().at(step), any -> new HashSet<>())
                            .add(each.person());
                }
            }
            assertThat(alike.values()).allMatch(persons -> persons.size() >= k);
            assertThat(published).isEqualTo(coarsening.published()).isGreaterThan(1_000);
            assertThat(coarsening.leftOut()).isEqualTo(sent.size() - published);
        }
    }
}
