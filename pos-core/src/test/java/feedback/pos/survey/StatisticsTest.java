package feedback.pos.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import feedback.pos.survey.Question.Asked;
import feedback.pos.survey.Question.Choice;
import feedback.pos.survey.Statistics.Distribution;
import feedback.pos.survey.Survey.Section;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What takes all answers: held against the plainest way of counting. */
class StatisticsTest {
    private static final Survey SURVEY = Survey.of(
            null,
            null,
            List.of(new Section(
                    null,
                    null,
                    null,
                    List.of(
                            new Question.Numeric(Asked.of("number", "Число"), null, null, null),
                            new Question.Scale(Asked.of("scale", "Шкала"), 1, 5, 1, null, null),
                            new Question.Ranking(
                                    Asked.of("rank", "Порядок"),
                                    List.of(Choice.of("a", "А"), Choice.of("b", "Б"), Choice.of("c", "В")),
                                    false,
                                    null,
                                    2),
                            new Question.Date(Asked.of("day", "День"), null, null)))),
            List.of());

    @Test
    void few_numbers_have_exact_quartiles() {
        Statistics statistics = Statistics.of(SURVEY);
        for (String number : new String[] {"7", "1.5", "3", "-2", "10"}) {
            statistics.add("{\"number\":" + number + "}");
        }

        assertThat(statistics.numbers())
                .containsExactly(new Distribution(
                        "number",
                        5,
                        new BigDecimal("3.9"),
                        new BigDecimal("-2"),
                        new BigDecimal("1.5"),
                        new BigDecimal("3"),
                        new BigDecimal("7"),
                        new BigDecimal("10"),
                        BigDecimal.ZERO));
    }

    @Test
    void many_numbers_stay_within_the_blur_in_whatever_order_they_come() {
        Random random = new Random(1);
        List<Answers> answers = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            double number = Math.round((random.nextGaussian() * 1e5 + random.nextInt(3) * 1e6) * 1e6) / 1e6;
            plain.add(number);
            answers.add(
                    SURVEY.answers("{\"number\":" + BigDecimal.valueOf(number).toPlainString() + "}"));
        }
        Distribution forward = of(answers);
        Collections.shuffle(answers, random);
        Distribution shuffled = of(answers);

        assertThat(shuffled).isEqualTo(forward);
        Collections.sort(plain);
        double blur = forward.blur().doubleValue();
        assertThat(blur).isPositive().isLessThan(1_000);
        assertThat(forward.min().doubleValue()).isEqualTo(plain.get(0));
        assertThat(forward.max().doubleValue()).isEqualTo(plain.get(plain.size() - 1));
        assertThat(forward.lower().doubleValue()).isCloseTo(quantile(plain, 0.25), within(blur));
        assertThat(forward.median().doubleValue()).isCloseTo(quantile(plain, 0.5), within(blur));
        assertThat(forward.upper().doubleValue()).isCloseTo(quantile(plain, 0.75), within(blur));
        assertThat(forward.mean().doubleValue())
                .isCloseTo(plain.stream().mapToDouble(each -> each).average().orElseThrow(), within(1e-3));
    }

    @Test
    void the_classes_round_zero_are_as_wide_as_the_others() {
        Statistics statistics = Statistics.of(SURVEY);
        Answers often = SURVEY.answers("{\"number\":-0.000001}");
        for (int i = 0; i < 6_000; i++) {
            statistics.add(often);
        }
        for (int i = -2_500; i < 2_500; i++) {
            statistics.add(
                    SURVEY.answers("{\"number\":" + BigDecimal.valueOf(i, 6).toPlainString() + "}"));
        }
        assertThat(statistics.numbers().get(0).blur()).isEqualByComparingTo("0.000001");
        assertThat(statistics.numbers().get(0).median()).isEqualByComparingTo("-0.000001");
    }

    @Test
    void the_widest_numbers_are_taken_too() {
        Statistics statistics = Statistics.of(SURVEY);
        for (int i = 0; i < 5_000; i++) {
            statistics.add("{\"number\":" + (i % 2 == 0 ? "-" : "") + (1_000_000_000_000L - i) + "}");
        }
        Distribution distribution = statistics.numbers().get(0);
        assertThat(distribution.min()).isEqualByComparingTo("-1000000000000");
        assertThat(distribution.max()).isEqualByComparingTo("999999999999");
        assertThat(distribution.count()).isEqualTo(5_000);
    }

    @Test
    void a_ranking_gives_points_by_borda() {
        Statistics statistics = Statistics.of(SURVEY);
        statistics.add("{\"rank\":[\"b\",\"a\"]}");
        statistics.add("{\"rank\":[\"b\"]}");
        statistics.add("{}");

        assertThat(statistics.rankings())
                .containsExactly(new Statistics.Ranked(
                        "rank", 2, Map.of("a", 1L, "b", 4L, "c", 0L), Map.of("a", 0L, "b", 2L, "c", 0L)));
    }

    @Test
    void days_are_counted_by_month() {
        Statistics statistics = Statistics.of(SURVEY);
        for (String day : new String[] {"2026-05-31", "2026-05-01", "2025-12-31"}) {
            statistics.add("{\"day\":\"" + day + "\"}");
        }

        assertThat(statistics.dates().get(0).months())
                .containsExactly(Map.entry(YearMonth.of(2025, 12), 1L), Map.entry(YearMonth.of(2026, 5), 2L));
    }

    @Test
    void counters_alone_give_mean_and_median_of_a_scale_and_the_same_points() {
        Map<String, Long> counters = new HashMap<>();
        for (String answers :
                new String[] {"{\"scale\":1,\"rank\":[\"a\"]}", "{\"scale\":4}", "{\"scale\":5}", "{\"scale\":4}", "{}"
                }) {
            SURVEY.ticks(answers).forEach((key, by) -> counters.merge(key, by, Long::sum));
        }
        counters.put("somebody else's", 5L);

        SurveyResults results = SurveyResults.fromCounters(SURVEY, counters);

        SurveyResults.Result scale = results.of("scale").orElseThrow();
        assertThat(scale.shown()).isEqualTo(5);
        assertThat(scale.answered()).isEqualTo(4);
        assertThat(scale.mean()).isEqualTo(3.5);
        assertThat(scale.median()).isEqualTo(4.0);
        assertThat(scale.counts().get(3)).isEqualTo(new SurveyResults.Count("4", 2, 0.5, 0.4, 0));
        assertThat(results.of("rank").orElseThrow().counts().get(0).points()).isEqualTo(2);
        assertThat(SurveyResults.fromCounters(SURVEY, Map.of())
                        .of("scale")
                        .orElseThrow()
                        .mean())
                .isNull();
    }

    private static Distribution of(List<Answers> answers) {
        Statistics statistics = Statistics.of(SURVEY);
        answers.forEach(statistics::add);
        return statistics.numbers().get(0);
    }

    private static double quantile(List<Double> sorted, double share) {
        double place = (sorted.size() - 1) * share;
        double low = sorted.get((int) place);
        double high = sorted.get(Math.min(sorted.size() - 1, (int) place + 1));
        return low + (high - low) * (place - Math.floor(place));
    }
}
