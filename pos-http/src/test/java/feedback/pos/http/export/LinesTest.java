package feedback.pos.http.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.organization.Role;
import feedback.pos.store.Held;
import feedback.pos.store.Tiding;
import feedback.pos.testkit.SampleMessage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What waits to be told goes along with its delivery window; exports from before there were any are read. */
class LinesTest {
    private final Lines lines = new Lines();
    private final Instant at = SampleMessage.of(1).message().updatedAt();
    private final Instant morning = at.plus(Duration.ofHours(9));
    private final Held held = held(
            SampleMessage.of(1).telling(Role.EXECUTOR, "kursk-roads").tellingFrom(morning, Role.APPLICANT, "anna"));

    private static Held held(SampleMessage sample) {
        return new Held(
                sample.message(),
                sample.revision().entries(),
                null,
                sample.revision().tidings());
    }

    @Test
    void what_is_exported_is_read_as_it_was() throws Lines.Unreadable {
        assertThat(lines.message(lines.write(held))).isEqualTo(held);
    }

    @Test
    void in_an_export_of_an_older_program_everything_may_be_told_at_once() throws Lines.Unreadable {
        String field = ",\"notBefore\":\"" + morning + "\"";
        String line = new String(lines.write(held), UTF_8);
        assertThat(line).containsOnlyOnce(field);
        assertThat(lines.message(line.replace(field, "").getBytes(UTF_8)).tidings())
                .extracting(Tiding::notBefore)
                .containsOnly(at);
    }

    @Test
    void what_would_be_told_before_it_happened_is_unreadable() {
        String line = new String(lines.write(held), UTF_8).replace(morning.toString(), "2001-01-01T00:00:00Z");
        assertThatThrownBy(() -> lines.message(line.getBytes(UTF_8))).isInstanceOf(Lines.Unreadable.class);
    }
}
