package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.life;
import static feedback.pos.testkit.Steps.samples;
import static feedback.pos.testkit.Steps.together;
import static feedback.pos.testkit.Steps.written;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Outbox;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Outbox#take} promises to many who tell at once: each tiding to one of them, in order within a message. */
public interface TakeContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    @Timeout(60)
    default void what_is_taken_is_what_waits_and_nobody_gets_it_again_until_the_instant() {
        try (Storage storage = open()) {
            life(storage, 1, 3);
            life(storage, 2, 2);
            Outbox outbox = storage.outbox();
            List<Tiding> waiting = outbox.pending(now(), 10);
            assertThat(outbox.pending(now(), 10)).hasSize(5).containsExactlyInAnyOrderElementsOf(waiting);
            List<Tiding> taken = outbox.take(now(), soon(), 10);
            assertThat(taken).containsExactlyInAnyOrderElementsOf(waiting);
            standInOrder(taken);
            assertThat(outbox.take(now(), soon(), 10)).isEmpty();
            assertThat(outbox.pending(now(), 10)).isEmpty();
            assertThat(outbox.take(soon().minusMillis(1), later(), 10)).isEmpty();
            List<Tiding> again = outbox.take(soon(), later(), 10);
            assertThat(again).containsExactlyInAnyOrderElementsOf(waiting);
            standInOrder(again);
            assertThat(outbox.pending(soon(), 10)).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void nothing_is_taken_where_nothing_waits() {
        try (Storage storage = open()) {
            assertThat(storage.outbox().take(now(), soon(), 10)).isEmpty();
            written(storage, SampleMessage.of(1));
            assertThat(storage.outbox().take(now(), soon(), 10)).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void a_page_is_no_longer_than_the_limit_and_the_next_one_has_none_of_its_messages() {
        try (Storage storage = open()) {
            for (int n = 0; n < 5; n++) {
                life(storage, n, 3);
            }
            Set<UUID> before = new HashSet<>();
            int pages = 0;
            List<Tiding> page = storage.outbox().take(now(), soon(), 2);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(2);
                assertThat(page).noneMatch(each -> before.contains(each.message()));
                page.forEach(each -> before.add(each.message()));
                pages++;
                page = storage.outbox().take(now(), soon(), 2);
            }
            assertThat(before).hasSize(5);
            assertThat(pages).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    @Timeout(60)
    default void page_after_page_tells_everything_once_and_in_order_within_a_message() {
        try (Storage storage = open()) {
            for (int n = 0; n < 20; n++) {
                life(storage, n, 3);
            }
            List<Tiding> told = new ArrayList<>();
            List<Tiding> page = storage.outbox().take(now(), soon(), 7);
            while (!page.isEmpty()) {
                told.addAll(page);
                assertThat(told).doesNotHaveDuplicates();
                storage.outbox().told(page);
                page = storage.outbox().take(now(), soon(), 7);
            }
            assertThat(told).hasSize(60);
            standInOrder(told);
        }
    }

    @Test
    @Timeout(60)
    default void what_is_written_later_about_a_message_taken_waits_until_that_was_told() {
        try (Storage storage = open()) {
            Message first = written(storage, SampleMessage.of(1).telling(Role.APPLICANT, "anna"));
            List<Tiding> taken = storage.outbox().take(now(), soon(), 10);
            written(storage, SampleMessage.after(first).telling(Role.APPLICANT, "anna"));
            assertThat(storage.outbox().take(now(), soon(), 10)).isEmpty();
            assertThat(storage.outbox().pending(now(), 10)).isEmpty();
            storage.outbox().told(taken);
            assertThat(storage.outbox().take(now(), soon(), 10))
                    .extracting(Tiding::version)
                    .containsExactly(2);
        }
    }

    @Test
    @Timeout(60)
    default void as_long_as_one_of_those_taken_was_not_told_the_rest_of_the_message_waits() {
        try (Storage storage = open()) {
            List<Tiding> all = life(storage, 1, 3);
            assertThat(storage.outbox().take(now(), soon(), 2)).isEqualTo(all.subList(0, 2));
            storage.outbox().told(all.subList(0, 1));
            assertThat(storage.outbox().take(now(), soon(), 2)).isEmpty();
            storage.outbox().told(all.subList(1, 2));
            assertThat(storage.outbox().take(now(), soon(), 2)).isEqualTo(all.subList(2, 3));
        }
    }

    @Test
    @Timeout(60)
    default void what_somebody_took_who_is_gone_is_free_at_the_instant_before_what_came_later() {
        try (Storage storage = open()) {
            Message first = written(storage, SampleMessage.of(1).telling(Role.APPLICANT, "anna"));
            storage.outbox().take(now(), soon(), 10);
            written(storage, SampleMessage.after(first).telling(Role.APPLICANT, "anna"));
            assertThat(storage.outbox().take(soon(), later(), 10))
                    .extracting(Tiding::version)
                    .containsExactly(1, 2);
            assertThat(storage.outbox().take(soon(), later(), 10)).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void what_somebody_took_who_is_gone_is_found_behind_whatever_came_later() {
        try (Storage storage = open()) {
            List<Message> firsts = new ArrayList<>();
            for (int n = 1; n <= 3; n++) {
                firsts.add(written(storage, SampleMessage.of(n).telling(Role.APPLICANT, "anna")));
            }
            storage.outbox().take(now(), soon(), 10);
            firsts.forEach(first -> written(storage, SampleMessage.after(first).telling(Role.APPLICANT, "anna")));
            List<Tiding> told = new ArrayList<>();
            List<Tiding> page = storage.outbox().take(soon(), later(), 2);
            while (!page.isEmpty()) {
                storage.outbox().told(page);
                told.addAll(page);
                page = storage.outbox().take(soon(), later(), 2);
            }
            assertThat(told).hasSize(6);
            standInOrder(told);
        }
    }

    @Test
    @Timeout(60)
    default void what_one_has_taken_can_be_told_although_another_took_it_since() {
        try (Storage storage = open()) {
            List<Tiding> all = life(storage, 1, 1);
            storage.outbox().take(now(), soon(), 10);
            assertThat(storage.outbox().take(soon(), later(), 10)).isEqualTo(all);
            storage.outbox().told(all);
            storage.outbox().told(all);
            assertThat(storage.outbox().take(later(), later().plusSeconds(1), 10))
                    .isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void several_tidings_of_one_version_are_taken_together_and_struck_off_alone() {
        try (Storage storage = open()) {
            written(
                    storage,
                    SampleMessage.of(1)
                            .telling(Role.APPLICANT, "anna")
                            .telling(Role.EXECUTOR, "kursk-roads")
                            .telling(Role.CURATOR, "kursk-roads"));
            List<Tiding> taken = storage.outbox().take(now(), soon(), 10);
            assertThat(taken).hasSize(3);
            storage.outbox().told(taken.subList(1, 2));
            assertThat(storage.outbox().take(now(), soon(), 10)).isEmpty();
            assertThat(storage.outbox().take(soon(), later(), 10)).containsExactly(taken.get(0), taken.get(2));
        }
    }

    @Test
    @Timeout(60)
    default void what_was_taken_can_be_held_back_longer() {
        try (Storage storage = open()) {
            List<Tiding> failing = life(storage, 1, 2);
            List<Tiding> other = life(storage, 2, 1);
            storage.outbox().take(now(), soon(), 10);
            storage.outbox().holdBack(failing.get(0), later());
            assertThat(storage.outbox().take(soon(), later(), 10)).isEqualTo(other);
            assertThat(storage.outbox().take(later().minusMillis(1), later(), 10))
                    .isEmpty();
            storage.outbox().told(other);
            assertThat(storage.outbox().pending(later(), 10)).isEqualTo(failing);
        }
    }

    @Test
    @Timeout(60)
    default void what_was_taken_or_held_back_is_let_go_by_an_earlier_instant() {
        try (Storage storage = open()) {
            List<Tiding> all = life(storage, 1, 2);
            List<Tiding> other = life(storage, 2, 2);
            storage.outbox().take(now(), later(), 10);
            storage.outbox().holdBack(all.get(0), now());
            assertThat(storage.outbox().pending(now(), 10)).isEqualTo(all);
            storage.outbox().holdBack(all.get(0), later());
            assertThat(storage.outbox().pending(now(), 10)).isEmpty();
            storage.outbox().holdBack(all.get(0), soon());
            assertThat(storage.outbox().pending(now(), 10)).isEmpty();
            assertThat(storage.outbox().take(soon(), later(), 10)).isEqualTo(all);
            // The other one stayed taken all the while.
            storage.outbox().told(all);
            assertThat(storage.outbox().pending(later(), 10)).isEqualTo(other);
        }
    }

    @Test
    @Timeout(60)
    default void messages_that_fail_do_not_starve_those_behind_them() {
        try (Storage storage = open()) {
            for (int n = 0; n < 30; n++) {
                List<Tiding> failing = life(storage, n, 2);
                storage.outbox().holdBack(failing.get(0), later());
            }
            List<Tiding> behind = life(storage, 100, 2);
            assertThat(storage.outbox().pending(now(), 1)).isEqualTo(behind.subList(0, 1));
            assertThat(storage.outbox().take(now(), soon(), 2)).isEqualTo(behind);
            List<Tiding> last = life(storage, 101, 1);
            assertThat(storage.outbox().take(now(), soon(), 1)).isEqualTo(last);
        }
    }

    @Test
    @Timeout(60)
    default void what_is_held_back_stays_so_although_the_clock_went_back() {
        try (Storage storage = open()) {
            List<Tiding> taken = life(storage, 1, 1);
            List<Tiding> heldBack = life(storage, 2, 1);
            storage.outbox().holdBack(heldBack.get(0), soon());
            assertThat(storage.outbox().take(now(), soon(), 10)).isEqualTo(taken);
            assertThat(storage.outbox().take(now().minusSeconds(3600), soon(), 10))
                    .isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void of_threads_that_take_nobody_gets_the_same_twice_nor_a_later_version_first() throws Exception {
        int messages = 60;
        try (Storage storage = open()) {
            written(
                    storage,
                    samples(0, messages).stream()
                            .map(each -> each.telling(Role.APPLICANT, "anna"))
                            .toList());
            written(
                    storage,
                    samples(0, messages).stream()
                            .map(each -> SampleMessage.after(each.message()).telling(Role.APPLICANT, "anna"))
                            .toList());
            List<Tiding> told = Collections.synchronizedList(new ArrayList<>());
            together(4, thread -> () -> tellAll(storage.outbox(), told, new AtomicBoolean(true)));
            assertThat(told).hasSize(2 * messages);
            standInOrder(told);
        }
    }

    @Test
    @Timeout(60)
    default void beside_a_writer_everything_is_told_once_and_in_order() throws Exception {
        int messages = 30;
        try (Storage storage = open()) {
            List<Tiding> told = Collections.synchronizedList(new ArrayList<>());
            AtomicBoolean allWritten = new AtomicBoolean();
            together(
                    3,
                    thread -> thread > 0
                            ? () -> tellAll(storage.outbox(), told, allWritten)
                            : () -> {
                                try {
                                    return writeLives(storage, messages);
                                } finally {
                                    allWritten.set(true);
                                }
                            });
            assertThat(told).hasSize(3 * messages);
            standInOrder(told);
        }
    }

    private static Integer writeLives(Storage storage, int messages) {
        List<SampleMessage> next = samples(0, messages);
        for (int version = 1; version <= 3; version++) {
            List<SampleMessage> following = new ArrayList<>();
            for (SampleMessage each : next) {
                following.add(SampleMessage.after(written(storage, each.telling(Role.APPLICANT, "anna"))));
            }
            next = following;
        }
        return 3 * messages;
    }

    /** Tells until everything was written and nothing waits, not even what others have taken. */
    private static Integer tellAll(Outbox outbox, List<Tiding> told, AtomicBoolean allWritten) {
        int mine = 0;
        boolean isOver = false;
        while (!isOver) {
            boolean mayEnd = allWritten.get();
            List<Tiding> page = outbox.take(now(), soon(), 5);
            told.addAll(page);
            outbox.told(page);
            mine += page.size();
            isOver = mayEnd && page.isEmpty() && outbox.pending(soon(), 1).isEmpty();
        }
        return mine;
    }

    private static void standInOrder(List<Tiding> told) {
        Map<UUID, Integer> last = new HashMap<>();
        for (Tiding each : told) {
            assertThat(each.version()).as("%s", each).isEqualTo(last.getOrDefault(each.message(), 0) + 1);
            last.put(each.message(), each.version());
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
