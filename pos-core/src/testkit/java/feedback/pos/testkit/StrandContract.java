package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.life;
import static feedback.pos.testkit.Steps.written;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Held;
import feedback.pos.store.Outbox;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What an {@link Outbox} promises of strands: who waits for nobody but for what comes before in the strand, and nothing is
 * told before it may be.
 */
public interface StrandContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    @Timeout(60)
    default void what_is_held_back_for_one_recipient_delays_no_other() {
        try (Storage storage = open()) {
            SampleMessage first = SampleMessage.of(1)
                    .telling(Role.EXECUTOR, "kursk-roads")
                    .telling(Role.EXECUTOR, "kursk-housing")
                    .telling(Role.APPLICANT, "anna");
            Message held = written(storage, first);
            storage.outbox().holdBack(first.revision().tidings().get(0), soon());
            SampleMessage second = SampleMessage.after(held)
                    .telling(Role.EXECUTOR, "kursk-roads")
                    .telling(Role.APPLICANT, "anna");
            written(storage, second);
            List<Tiding> free = List.of(
                    first.revision().tidings().get(1),
                    first.revision().tidings().get(2),
                    second.revision().tidings().get(1));
            assertThat(storage.outbox().pending(now(), 10)).containsExactlyInAnyOrderElementsOf(free);
            assertThat(storage.outbox().take(now(), soon(), 10)).containsExactlyInAnyOrderElementsOf(free);
            storage.outbox().told(free);
            assertThat(storage.outbox().take(soon(), later(), 10))
                    .containsExactly(
                            first.revision().tidings().get(0),
                            second.revision().tidings().get(0));
        }
    }

    @Test
    @Timeout(60)
    default void the_same_organization_in_another_role_is_another_recipient() {
        try (Storage storage = open()) {
            SampleMessage sample =
                    SampleMessage.of(1).telling(Role.HEAD, "kursk").telling(Role.EXECUTOR, "kursk");
            written(storage, sample);
            storage.outbox().holdBack(sample.revision().tidings().get(0), soon());
            assertThat(storage.outbox().take(now(), soon(), 10))
                    .containsExactly(sample.revision().tidings().get(1));
        }
    }

    @Test
    @Timeout(60)
    default void the_same_recipient_is_told_of_other_messages() {
        try (Storage storage = open()) {
            List<Tiding> held = life(storage, 1, 2);
            List<Tiding> free = life(storage, 2, 2);
            storage.outbox().holdBack(held.get(1), soon());
            assertThat(storage.outbox().take(now(), soon(), 10)).isEqualTo(free);
        }
    }

    @Test
    @Timeout(60)
    default void what_was_taken_for_one_recipient_delays_no_other() {
        try (Storage storage = open()) {
            Message first = written(storage, SampleMessage.of(1).telling(Role.EXECUTOR, "kursk-roads"));
            List<Tiding> taken = storage.outbox().take(now(), soon(), 10);
            assertThat(taken).hasSize(1);
            SampleMessage second = SampleMessage.after(first)
                    .telling(Role.EXECUTOR, "kursk-roads")
                    .telling(Role.APPLICANT, "anna");
            written(storage, second);
            assertThat(storage.outbox().take(now(), soon(), 10))
                    .containsExactly(second.revision().tidings().get(1));
            storage.outbox().told(taken);
            assertThat(storage.outbox().take(now(), soon(), 10))
                    .containsExactly(second.revision().tidings().get(0));
        }
    }

    @Test
    @Timeout(60)
    default void holding_one_strand_back_or_letting_it_go_leaves_others_taken() {
        try (Storage storage = open()) {
            SampleMessage sample =
                    SampleMessage.of(1).telling(Role.EXECUTOR, "kursk-roads").telling(Role.APPLICANT, "anna");
            written(storage, sample);
            assertThat(storage.outbox().take(now(), later(), 10)).hasSize(2);
            Tiding official = sample.revision().tidings().get(0);
            storage.outbox().holdBack(official, now());
            assertThat(storage.outbox().take(now(), later(), 10)).containsExactly(official);
        }
    }

    @Test
    @Timeout(60)
    default void nothing_is_told_before_it_may_be() {
        try (Storage storage = open()) {
            SampleMessage night = SampleMessage.of(1).tellingFrom(soon(), Role.APPLICANT, "anna");
            written(storage, night);
            List<Tiding> day = life(storage, 2, 1);
            assertThat(storage.outbox().pending(now(), 10)).isEqualTo(day);
            assertThat(storage.outbox().take(now(), soon(), 10)).isEqualTo(day);
            storage.outbox().told(day);
            Instant almost = soon().minus(Duration.ofNanos(1_000));
            assertThat(storage.outbox().pending(almost, 10)).isEmpty();
            assertThat(storage.outbox().take(almost, later(), 10)).isEmpty();
            assertThat(storage.outbox().pending(soon(), 10))
                    .isEqualTo(night.revision().tidings());
            assertThat(storage.outbox().take(soon(), later(), 10))
                    .isEqualTo(night.revision().tidings());
            storage.outbox().told(night.revision().tidings());
            assertThat(storage.outbox().pending(later(), 10)).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void what_comes_behind_something_not_yet_due_waits_and_what_stands_before_it_does_not() {
        try (Storage storage = open()) {
            SampleMessage first = SampleMessage.of(1).telling(Role.APPLICANT, "anna");
            SampleMessage second =
                    SampleMessage.after(written(storage, first)).tellingFrom(soon(), Role.APPLICANT, "anna");
            SampleMessage third = SampleMessage.after(written(storage, second))
                    .telling(Role.APPLICANT, "anna")
                    .telling(Role.EXECUTOR, "kursk-roads");
            written(storage, third);
            List<Tiding> free = List.of(
                    first.revision().tidings().get(0),
                    third.revision().tidings().get(1));
            assertThat(storage.outbox().pending(now(), 10)).containsExactlyInAnyOrderElementsOf(free);
            assertThat(storage.outbox().take(now(), soon(), 10)).containsExactlyInAnyOrderElementsOf(free);
            storage.outbox().told(free);
            assertThat(storage.outbox().take(now(), soon(), 10)).isEmpty();
            assertThat(storage.outbox().take(soon(), later(), 10))
                    .containsExactly(
                            second.revision().tidings().get(0),
                            third.revision().tidings().get(0));
        }
    }

    @Test
    @Timeout(60)
    default void what_is_let_go_is_not_told_before_it_may_be() {
        try (Storage storage = open()) {
            SampleMessage night = SampleMessage.of(1).tellingFrom(soon(), Role.APPLICANT, "anna");
            written(storage, night);
            Tiding tiding = night.revision().tidings().get(0);
            storage.outbox().holdBack(tiding, now());
            assertThat(storage.outbox().pending(now(), 10)).isEmpty();
            storage.outbox().holdBack(tiding, later());
            assertThat(storage.outbox().pending(soon(), 10)).isEmpty();
            storage.outbox().holdBack(tiding, now());
            assertThat(storage.outbox().take(soon(), later(), 10)).containsExactly(tiding);
        }
    }

    @Test
    @Timeout(60)
    default void when_something_may_first_be_told_is_kept_and_brought_elsewhere() {
        SampleMessage night =
                SampleMessage.of(1).tellingFrom(soon(), Role.APPLICANT, "anna").telling(Role.EXECUTOR, "kursk-roads");
        List<Held> held;
        try (Storage storage = open()) {
            written(storage, night);
            held = Steps.everything(storage, 10);
            assertThat(held.get(0).tidings())
                    .containsExactlyInAnyOrderElementsOf(night.revision().tidings());
        }
        try (Storage elsewhere = open()) {
            elsewhere.messages().commit(List.of(Change.of(held.get(0).asNew())));
            assertThat(elsewhere.outbox().pending(now(), 10))
                    .containsExactly(night.revision().tidings().get(1));
            assertThat(elsewhere.outbox().pending(soon(), 10)).hasSize(2);
        }
    }

    @Test
    @Timeout(60)
    default void although_the_clock_went_back_strands_are_taken_from_their_beginning_one_by_one() {
        try (Storage storage = open()) {
            List<Tiding> all = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                SampleMessage first = SampleMessage.of(n).telling(Role.APPLICANT, "anna");
                SampleMessage second = SampleMessage.after(written(storage, first))
                        .at(first.message().createdAt().minusSeconds(86_400))
                        .telling(Role.APPLICANT, "anna");
                written(storage, second);
                all.addAll(first.revision().tidings());
                all.addAll(second.revision().tidings());
            }
            List<Tiding> told = new ArrayList<>();
            List<Tiding> page = storage.outbox().take(now(), soon(), 1);
            while (!page.isEmpty()) {
                told.addAll(page);
                storage.outbox().told(page);
                page = storage.outbox().take(now(), soon(), 1);
            }
            assertThat(told).containsExactlyInAnyOrderElementsOf(all);
            for (Tiding each : told) {
                assertThat(told.subList(0, told.indexOf(each)))
                        .noneMatch(
                                before -> before.strand().equals(each.strand()) && before.version() > each.version());
            }
        }
    }

    @Test
    @Timeout(60)
    default void strands_are_taken_whole_where_the_limit_allows_it() {
        try (Storage storage = open()) {
            for (int n = 0; n < 4; n++) {
                life(storage, n, 3);
            }
            List<Tiding> page = storage.outbox().take(now(), soon(), 7);
            assertThat(page).hasSize(6);
            assertThat(page.stream().map(Tiding::strand).distinct()).hasSize(2);
            assertThat(storage.outbox().take(now(), soon(), 2))
                    .extracting(Tiding::version)
                    .containsExactly(1, 2);
            assertThat(storage.outbox().take(now(), soon(), 3)).hasSize(3);
            assertThat(storage.outbox().take(now(), soon(), 3)).isEmpty();
        }
    }

    private static Instant now() {
        return Instant.parse("2026-06-01T00:00:00Z");
    }

    private static Instant soon() {
        return now().plusSeconds(60);
    }

    private static Instant later() {
        return now().plusSeconds(600);
    }
}
