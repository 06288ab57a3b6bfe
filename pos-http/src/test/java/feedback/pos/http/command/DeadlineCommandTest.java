package feedback.pos.http.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class DeadlineCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_example_of_the_contract() throws IOException {
        assertThat(run("--start", "2026-05-07T10:00+03:00", "--term", "P10D", "--calendar", "RU", "--json"))
                .isZero();
        JsonNode json = new JsonMapper().readTree(out.toString());
        assertThat(json.get("start").asText()).isEqualTo("2026-05-07T10:00:00+03:00");
        assertThat(json.get("raw").asText()).isEqualTo("2026-05-17");
        assertThat(json.get("due").asText()).isEqualTo("2026-05-18T23:59:59+03:00");
        assertThat(json.get("zone").asText()).isEqualTo("Europe/Moscow");
        assertThat(json.get("steps")).isNotEmpty();
        for (JsonNode step : json.get("steps")) {
            assertThat(step.fieldNames()).toIterable().contains("rule", "from", "to", "text");
        }
    }

    @Test
    void people_get_lines_to_read_and_may_have_them_in_russian() {
        assertThat(run("--start", "2026-05-07T10:00+03:00", "--term", "P10D", "--language", "ru"))
                .isZero();
        assertThat(out.toString()).contains("raw    2026-05-17").contains("due    2026-05-18T23:59:59+03:00");
        assertThat(out.toString()).containsPattern("[а-я]");
    }

    @Test
    void the_local_day_of_the_start_is_day_zero_in_its_own_zone() {
        assertThat(run("--start", "2026-06-01T23:30+03:00", "--term", "P10D", "--zone", "Asia/Vladivostok"))
                .isZero();
        assertThat(out.toString()).contains("raw    2026-06-12");
        out.getBuffer().setLength(0);
        assertThat(run("--start", "2026-06-01T23:30+10:00", "--term", "P10D")).isZero();
        assertThat(out.toString()).contains("raw    2026-06-11").contains("+10:00");
    }

    @Test
    void working_days_hours_and_rolls_are_counted() {
        assertThat(run("--start", "2026-05-07T10:00+03:00", "--term", "10wd")).isZero();
        assertThat(out.toString()).contains("raw    2026-05-22");
        out.getBuffer().setLength(0);
        assertThat(run("--start", "2026-05-07T10:00+03:00", "--term", "PT4H")).isZero();
        assertThat(out.toString()).contains("due    2026-05-07T14:00:00+03:00");
        out.getBuffer().setLength(0);
        assertThat(run("--start", "2026-05-07T10:00+03:00", "--term", "P10D", "--roll", "backward"))
                .isZero();
        assertThat(out.toString()).contains("due    2026-05-15T23:59:59+03:00");
        out.getBuffer().setLength(0);
        assertThat(run("--start", "2026-05-07T10:00+03:00", "--term", "P10D", "--roll", "KEEP"))
                .isZero();
        assertThat(out.toString()).contains("due    2026-05-17T23:59:59+03:00");
    }

    @Test
    void beyond_the_calendar_it_refuses_unless_told_otherwise() {
        assertThat(run("--start", "2027-05-07T10:00+03:00", "--term", "P10D")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().strip()).isNotEmpty().doesNotContain("\n");
        assertThat(run("--start", "2027-05-07T10:00+03:00", "--term", "P10D", "--calendar-beyond", "fallback"))
                .isZero();
        assertThat(out.toString()).contains("raw    2027-05-17");
    }

    @Test
    void a_region_whose_own_days_off_are_not_known_is_told_so() {
        assertThat(run("--start", "2026-05-07", "--term", "P10D", "--region", "RU-MOW"))
                .isZero();
        assertThat(err.toString()).contains("RU-MOW").hasLineCount(1);
    }

    @Test
    void working_hours_and_the_rule_for_the_first_day_are_chosen() throws IOException {
        assertThat(run("--start", "2026-05-08T17:00+03:00", "--term", "4wh")).isZero();
        // A short day that ends at 17, then three days off
        assertThat(out.toString()).contains("due    2026-05-12T13:00:00+03:00");
        out.getBuffer().setLength(0);
        assertThat(run("--start", "2026-05-08T17:00+03:00", "--term", "4wh", "--working-hours", "08:00-20:00"))
                .isZero();
        assertThat(out.toString()).contains("due    2026-05-12T10:00:00+03:00");
        out.getBuffer().setLength(0);
        assertThat(run("--start", "2026-05-09T10:00+03:00", "--term", "P10D", "--start-rule", "next-working-day"))
                .isZero();
        assertThat(out.toString()).contains("raw    2026-05-22");
        out.getBuffer().setLength(0);
        assertThat(run("--start", "2026-05-09T10:00+03:00", "--term", "3wd", "--json"))
                .isZero();
        JsonNode steps = new JsonMapper().readTree(out.toString()).get("steps");
        assertThat(steps.at("/0/off").asText()).isEqualTo("HOLIDAY");
        assertThat(steps.at("/0/at").asText()).isEqualTo("2026-05-09T07:00:00Z");
        assertThat(steps.at("/1/unit").asText()).isEqualTo("WORKING_DAYS");
        assertThat(steps.at("/1/amount").asInt()).isEqualTo(3);
        assertThat(steps.at("/1/off/0/to").asText()).isEqualTo("2026-05-10");
        assertThat(steps.get(2).get("rule").asText()).isEqualTo("calendar");
        assertThat(steps.get(2).get("act").asText()).contains("№ 1466");
        assertThat(steps.get(2).get("from").isNull()).isTrue();
    }

    @Test
    void a_wrong_call_is_one_clear_line_and_exit_two() {
        for (String[] wrong : new String[][] {
            {"--start", "yesterday", "--term", "P10D"},
            {"--start", "2026-05-07", "--term", "ten days"},
            {"--start", "2026-05-07", "--term", "P0D"},
            {"--start", "2026-05-07", "--term", "P10D", "--roll", "sideways"},
            {"--start", "2026-05-07", "--term", "P10D", "--zone", "Mars/Base"},
            {"--start", "2026-05-07", "--term", "P10D", "--calendar", "FR"},
            {"--start", "2026-05-07", "--term", "P10D", "--region", "Kursk"},
            {"--start", "2026-05-07", "--term", "P10D", "--region", "RU-KRS", "--calendar", "RU-TA"},
            {"--start", "2026-05-07", "--term", "P10D", "--start-rule", "tomorrow"},
            {"--start", "2026-05-07", "--term", "4wh", "--working-hours", "9-18"},
            {"--start", "2026-05-07", "--term", "4wh", "--working-hours", "18:00-09:00"}
        }) {
            err.getBuffer().setLength(0);
            assertThat(run(wrong)).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(err.toString().strip().lines()).hasSize(1);
        }
        err.getBuffer().setLength(0);
        assertThat(run("--term", "P10D")).isEqualTo(2);
        assertThat(err.toString().strip()).contains("--start").doesNotContain("\n");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("deadline"));
        all.addAll(List.of(arguments));
        return Commands.addTo(new CommandLine(CommandSpec.create().name("pos-server")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
