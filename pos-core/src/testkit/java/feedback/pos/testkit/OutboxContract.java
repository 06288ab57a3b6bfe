package feedback.pos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Outbox;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an {@link Outbox} promises: nothing is lost, nothing comes too early, and in order within a message and recipient. */
public interface OutboxContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    default void what_is_to_be_told_waits_in_the_order_of_versions_until_it_was_told() {
        try (Storage storage = open()) {
            List<Tiding> all = life(storage, 1, 3);
            assertThat(storage.outbox().pending(now(), 10)).isEqualTo(all);
            assertThat(storage.outbox().pending(now(), 2)).isEqualTo(all.subList(0, 2));
            storage.outbox().told(all.subList(0, 1));
            assertThat(storage.outbox().pending(now(), 10)).isEqualTo(all.subList(1, 3));
            storage.outbox().told(all);
            assertThat(storage.outbox().pending(now(), 10)).isEmpty();
        }
    }

    @Test
    default void versions_stay_in_order_although_the_clock_went_back() {
        try (Storage storage = open()) {
            SampleMessage first = SampleMessage.of(1).telling(Role.APPLICANT, "anna");
            SampleMessage second = SampleMessage.after(first.message())
                    .at(first.message().createdAt().minusSeconds(60))
                    .telling(Role.APPLICANT, "anna");
            storage.messages().commit(List.of(first.change()));
            storage.messages().commit(List.of(second.change()));
            assertThat(storage.outbox().pending(now(), 10))
                    .extracting(Tiding::version)
                    .containsExactly(1, 2);
        }
    }

    @Test
    default void one_version_may_be_told_to_several_and_each_is_struck_off_alone() {
        try (Storage storage = open()) {
            SampleMessage sample = SampleMessage.of(1)
                    .telling(Role.APPLICANT, "anna")
                    .telling(Role.EXECUTOR, "kursk-roads")
                    .telling(Role.EXECUTOR, "kursk-housing");
            storage.messages().commit(List.of(sample.change()));
            List<Tiding> all = storage.outbox().pending(now(), 10);
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(sample.revision().tidings());
            storage.outbox().told(all.subList(1, 2));
            assertThat(storage.outbox().pending(now(), 10)).containsExactly(all.get(0), all.get(2));
        }
    }

    @Test
    default void what_nobody_knows_is_passed_over_when_struck_off() {
        try (Storage storage = open()) {
            List<Tiding> all = life(storage, 1, 2);
            Tiding unknown = new Tiding(SampleMessage.of(7).message().id(), 1, now(), "Noted", Role.APPLICANT, "anna");
            storage.outbox().told(List.of(unknown, all.get(0)));
            storage.outbox().told(List.of());
            assertThat(storage.outbox().pending(now(), 10)).isEqualTo(all.subList(1, 2));
        }
    }

    @Test
    default void everything_of_a_strand_held_back_waits_until_the_instant_and_others_do_not() {
        try (Storage storage = open()) {
            List<Tiding> held = life(storage, 1, 2);
            List<Tiding> free = life(storage, 2, 2);
            storage.outbox().holdBack(held.get(0), now().plusSeconds(60));
            assertThat(storage.outbox().pending(now(), 10)).isEqualTo(free);
            assertThat(storage.outbox().pending(now(), 1)).isEqualTo(free.subList(0, 1));
            assertThat(storage.outbox().pending(now().plusSeconds(59), 10)).isEqualTo(free);
            assertThat(storage.outbox().pending(now().plusSeconds(60), 10))
                    .containsExactlyInAnyOrderElementsOf(join(held, free));
        }
    }

    @Test
    default void what_is_added_later_about_a_message_held_back_waits_behind_it() {
        try (Storage storage = open()) {
            SampleMessage first = SampleMessage.of(1).telling(Role.APPLICANT, "anna");
            SampleMessage second = SampleMessage.after(first.message()).telling(Role.APPLICANT, "anna");
            storage.messages().commit(List.of(first.change()));
            storage.outbox().holdBack(first.revision().tidings().get(0), now().plusSeconds(60));
            storage.messages().commit(List.of(second.change()));
            assertThat(storage.outbox().pending(now(), 10)).isEmpty();
            assertThat(storage.outbox().pending(now().plusSeconds(60), 10))
                    .extracting(Tiding::version)
                    .containsExactly(1, 2);
        }
    }

    @Test
    default void many_tidings_are_told_page_by_page() {
        try (Storage storage = open()) {
            List<Change> changes = IntStream.range(0, 50)
                    .mapToObj(n ->
                            SampleMessage.of(n).telling(Role.APPLICANT, "anna").change())
                    .toList();
            storage.messages().commit(changes);
            List<Tiding> told = new ArrayList<>();
            List<Tiding> page = storage.outbox().pending(now(), 7);
            while (!page.isEmpty()) {
                told.addAll(page);
                assertThat(told).doesNotHaveDuplicates();
                storage.outbox().told(page);
                page = storage.outbox().pending(now(), 7);
            }
            assertThat(told).hasSize(50);
        }
    }

    private static List<Tiding> life(Storage storage, int n, int versions) {
        List<Tiding> tidings = new ArrayList<>();
        SampleMessage next = SampleMessage.of(n);
        for (int version = 1; version <= versions; version++) {
            next.telling(Role.APPLICANT, "anna");
            assertThat(storage.messages().commit(List.of(next.change()))).isEmpty();
            tidings.addAll(next.revision().tidings());
            Message held = next.message();
            next = SampleMessage.after(held);
        }
        return tidings;
    }

    private static List<Tiding> join(List<Tiding> one, List<Tiding> two) {
        List<Tiding> both = new ArrayList<>(one);
        both.addAll(two);
        return both;
    }

    private static Instant now() {
        return Instant.parse("2026-06-01T00:00:00Z");
    }
}
