package feedback.pos.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.http.Configuration.Unfit;
import feedback.pos.http.api.Limit;
import feedback.pos.http.api.Settings.Traffic;
import feedback.pos.http.region.CalendarBeyond;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final String DB = "jdbc:postgresql://host/base";

    @TempDir
    private Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("pos.properties"), List.of(lines));
    }

    @Test
    void the_command_line_wins_over_the_environment_and_that_over_the_file() throws Exception {
        Path file = file("port=1001", "host=localhost", "calendar-beyond=refuse");
        Map<String, String> environment =
                Map.of("POS_PORT", "1002", "POS_CALENDAR_BEYOND", "fallback", "POS_ELSE", "x");
        Configuration configuration = Configuration.of(Map.of("port", "1003"), environment, file);
        assertThat(configuration.port()).isEqualTo(1003);
        assertThat(configuration.host()).isEqualTo("localhost");
        assertThat(configuration.beyond()).isEqualTo(CalendarBeyond.FALLBACK);
        assertThat(Configuration.of(Map.of(), Map.of(), file).beyond()).isEqualTo(CalendarBeyond.REFUSE);
    }

    @Test
    void what_nobody_says_is_as_usual() throws Unfit {
        Configuration usual = Configuration.of(Map.of(), Map.of("POS_PORT", ""), null);
        assertThat(usual.port()).isEqualTo(8080);
        assertThat(usual.host()).isEqualTo("127.0.0.1");
        assertThat(usual.demo()).isFalse();
        assertThat(usual.beyond()).isEqualTo(CalendarBeyond.FALLBACK);
        assertThat(usual.limits()).containsKeys(Traffic.values());
        assertThat(usual.settings().bodyLimit()).isEqualTo(1 << 20);
    }

    @Test
    void rate_limits_are_a_table_and_can_be_switched_off() throws Unfit {
        assertThat(Configuration.of(Map.of("rate-limits", "submit=5/PT1H, read=10/PT1S"), Map.of(), null)
                        .limits())
                .containsEntry(Traffic.SUBMIT, Limit.parse("5/PT1H"))
                .containsEntry(Traffic.READ, Limit.parse("10/PT1S"))
                .containsKey(Traffic.ACT);
        assertThat(Configuration.of(Map.of("rate-limits", "off"), Map.of(), null)
                        .limits())
                .isEmpty();
        assertThat(Configuration.of(Map.of("demo", "true"), Map.of(), null)
                        .settings()
                        .limits())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "port, eighty, --port",
        "port, 70000, --port",
        "port, -1, --port",
        "demo, perhaps, --demo",
        "calendar-beyond, hope, --calendar-beyond",
        "host, no.such.host.invalid, --host",
        "db, postgresql://here, --db",
        "db, jdbc:mysql://host/base?password=secret, jdbc:postgresql://host/base is wanted",
        "data, '', --data",
        "host, '', --host",
        "body-limit, 12, --body-limit",
        "rate-limits, submit, rate-limits",
        "rate-limits, sleep=1/PT1M, rate-limits",
        "rate-limits, submit=1, rate-limits",
        "rate-limits, submit=0/PT1M, rate-limits",
        "cors-origins, kursk.example, cors-origins",
        "cors-origins, *, cors-origins",
        "jwt-keys, keys.json, jwt-issuer"
    })
    void what_will_not_do_is_told_in_one_line(String name, String value, String told) {
        assertThatThrownBy(() -> Configuration.of(Map.of(name, value), Map.of(), null))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining(told)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void the_demo_listens_on_this_machine_only() {
        assertThatThrownBy(() -> Configuration.of(Map.of("demo", "true", "host", "0.0.0.0"), Map.of(), null))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("--demo");
    }

    @Test
    void a_mistyped_setting_in_the_file_is_named() throws IOException {
        Path file = file("prot=80");
        assertThatThrownBy(() -> Configuration.of(Map.of(), Map.of(), file))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("prot");
        assertThatThrownBy(() -> Configuration.of(Map.of(), Map.of(), folder.resolve("none")))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("--config");
    }

    @Test
    void a_base_is_embedded_or_elsewhere_but_not_both() {
        assertThatThrownBy(() -> Configuration.of(Map.of("db", DB, "data", "d"), Map.of(), null))
                .isInstanceOf(Unfit.class)
                .hasMessage("--db and --data exclude each other");
    }

    @Test
    void the_base_named_nearer_by_takes_the_place_of_the_other_kind() throws Unfit {
        Map<String, String> environment = Map.of("POS_DB", DB, "POS_DB_USER", "pos", "POS_DB_PASSWORD", "secret");
        Configuration shared = Configuration.of(Map.of(), environment, null);
        assertThat(shared.place().isShared()).isTrue();
        assertThat(shared.place().toString()).isEqualTo(DB);
        assertThat(Configuration.of(Map.of("data", "d"), environment, null)
                        .place()
                        .isShared())
                .isFalse();
    }

    @Test
    void the_secret_of_polls_is_taken_and_never_shown() throws Unfit {
        String secret = "a secret of forty letters and some more";
        Configuration configuration = Configuration.of(Map.of(), Map.of("POS_POLL_SECRET", secret), null);
        assertThat(new String(configuration.pollSecretBytes(), StandardCharsets.UTF_8))
                .isEqualTo(secret);
        assertThat(configuration.toString()).doesNotContain(secret);
        assertThat(Configuration.of(Map.of(), Map.of(), null).pollSecretBytes()).isEmpty();
        assertThatThrownBy(() -> Configuration.of(Map.of(), Map.of("POS_POLL_SECRET", "too short"), null))
                .isInstanceOf(Unfit.class)
                .hasMessageContaining("poll-secret: 16 to 1000")
                .hasMessageNotContaining("too short");
    }
}
