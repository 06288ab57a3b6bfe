package feedback.pos.testkit;

import static feedback.pos.testkit.Steps.everything;
import static feedback.pos.testkit.Steps.samples;
import static feedback.pos.testkit.Steps.together;
import static feedback.pos.testkit.Steps.written;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Revision;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link MessageStore#everything} promises: all there is, so that another storage can be made of it. */
public interface EverythingContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    @Timeout(60)
    default void a_message_is_given_out_with_its_journal_its_wake_and_what_waits_to_be_told() {
        try (Storage storage = open()) {
            Instant wake = Instant.parse("2026-04-01T10:00:00.000001Z");
            SampleMessage first = SampleMessage.of(1).once("key").telling(Role.APPLICANT, "anna");
            SampleMessage second = SampleMessage.after(first.message())
                    .wake(wake)
                    .telling(Role.APPLICANT, "anna")
                    .telling(Role.EXECUTOR, "kursk-roads");
            written(storage, first);
            Message now = written(storage, second);
            Message quiet = written(storage, SampleMessage.of(3));
            List<Held> all = everything(storage, 10);
            assertThat(all).hasSize(2);
            Held held = all.get(all.get(0).message().equals(now) ? 0 : 1);
            assertThat(held.message()).isEqualTo(now);
            assertThat(held.journal())
                    .containsExactly(
                            first.revision().entries().get(0),
                            second.revision().entries().get(0));
            assertThat(held.wake()).isEqualTo(wake);
            assertThat(held.tidings())
                    .startsWith(first.revision().tidings().get(0))
                    .containsExactlyInAnyOrderElementsOf(
                            join(first.revision().tidings(), second.revision().tidings()));
            assertThat(all)
                    .contains(new Held(quiet, SampleMessage.of(3).revision().entries(), null, List.of()));
        }
    }

    @Test
    @Timeout(60)
    default void what_was_taken_or_held_back_still_waits_and_what_was_told_does_not() {
        try (Storage storage = open()) {
            List<Tiding> taken = Steps.life(storage, 1, 2);
            storage.outbox().take(now(), now().plusSeconds(60), 10);
            List<Tiding> heldBack = Steps.life(storage, 2, 2);
            storage.outbox().holdBack(heldBack.get(0), CommitContract.FAR);
            List<Tiding> halfTold = Steps.life(storage, 3, 2);
            storage.outbox().told(halfTold.subList(0, 1));
            List<Tiding> told = Steps.life(storage, 4, 2);
            storage.outbox().told(told);
            assertThat(everything(storage, 2))
                    .extracting(Held::tidings)
                    .containsExactlyInAnyOrder(taken, heldBack, halfTold.subList(1, 2), List.of());
        }
    }

    @Test
    @Timeout(60)
    default void pages_run_in_the_order_of_ids_as_unsigned_bytes() {
        List<UUID> rising = List.of(
                new UUID(0, 1),
                new UUID(0, -1),
                new UUID(1, 0),
                new UUID(0xFFL, 0),
                new UUID(0x100L, 0),
                new UUID(Long.MAX_VALUE, 0),
                new UUID(Long.MIN_VALUE, 0),
                new UUID(-1, 0),
                new UUID(-1, -1));
        try (Storage storage = open()) {
            // Written and created in other orders than that.
            for (int n : new int[] {4, 7, 0, 8, 2, 6, 1, 5, 3}) {
                written(
                        storage,
                        SampleMessage.of(n)
                                .id(rising.get(n))
                                .createdAt(now().minusSeconds(n * 7 % 9))
                                .wake(now())
                                .telling(Role.APPLICANT, "anna"));
            }
            for (int limit : new int[] {1, 2, 4, 9, 1000}) {
                List<Held> all = everything(storage, limit);
                assertThat(all).extracting(each -> each.message().id()).isEqualTo(rising);
                assertThat(all).allSatisfy(each -> {
                    assertThat(each.journal())
                            .extracting(Entry::message)
                            .containsExactly(each.message().id());
                    assertThat(each.tidings())
                            .extracting(Tiding::message)
                            .containsExactly(each.message().id());
                });
            }
            // A place to go on from need not be taken.
            assertThat(storage.messages().everything(new UUID(2, 0), 1))
                    .extracting(each -> each.message().id())
                    .containsExactly(rising.get(3));
            assertThat(storage.messages().everything(rising.get(8), 10)).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void pages_neither_repeat_nor_miss_a_message_while_others_are_written_and_changed() {
        try (Storage storage = open()) {
            List<Message> before = written(storage, samples(0, 30));
            Set<UUID> seen = new HashSet<>();
            UUID after = null;
            int step = 0;
            List<Held> page = storage.messages().everything(after, 4);
            while (!page.isEmpty()) {
                for (Held each : page) {
                    assertThat(seen.add(each.message().id())).isTrue();
                    assertThat(each.journal()).hasSize(each.message().version());
                }
                written(storage, SampleMessage.of(100 + step));
                Message changed = before.get(step * 7 % 30);
                Message held = storage.messages().find(changed.id()).orElseThrow();
                written(storage, SampleMessage.after(held));
                step++;
                after = page.get(page.size() - 1).message().id();
                page = storage.messages().everything(after, 4);
            }
            assertThat(seen).containsAll(before.stream().map(Message::id).toList());
        }
    }

    @Test
    @Timeout(60)
    default void what_is_brought_into_another_storage_makes_an_equal_one() {
        List<Held> all;
        List<Message> listed;
        List<Wake> due;
        List<Tiding> pending;
        Filter everyone = Filter.all(now());
        try (Storage storage = open()) {
            fill(storage);
            all = everything(storage, 7);
            for (Held each : all) {
                UUID id = each.message().id();
                assertThat(storage.messages().find(id)).contains(each.message());
                assertThat(storage.messages().journal(id)).isEqualTo(each.journal());
            }
            listed = storage.messages().list(everyone, null, 1000);
            due = storage.messages().due(CommitContract.FAR, null, 1000);
            pending = storage.outbox().pending(CommitContract.FAR, 1000);
        }
        assertThat(all).hasSize(60);
        assertThat(due).isNotEmpty();
        assertThat(pending).isNotEmpty();
        try (Storage other = open()) {
            // Not in the order in which they came about.
            List<Change> changes = new ArrayList<>(
                    all.stream().map(held -> Change.of(held.asNew())).toList());
            assertThat(other.messages().commit(changes)).isEmpty();
            assertThat(everything(other, 1000)).isEqualTo(all);
            assertThat(other.messages().list(everyone, null, 1000)).isEqualTo(listed);
            assertThat(other.messages().due(CommitContract.FAR, null, 1000)).isEqualTo(due);
            assertThat(other.outbox().pending(CommitContract.FAR, 1000)).containsExactlyInAnyOrderElementsOf(pending);
            for (Held each : all) {
                Message message = each.message();
                assertThat(other.messages().findByNumber(message.number())).contains(message);
                assertThat(other.messages()
                                .findByOnce(String.valueOf(message.submission().once())))
                        .contains(message);
            }
            // It goes on where the other one stopped, and a change brought twice loses.
            written(other, SampleMessage.after(all.get(0).message()));
            assertThat(other.messages().commit(changes)).isEqualTo(changes);
        }
    }

    /** Messages of several lives: varied, with odd texts, longer journals, redacted lines, wakes and tidings. */
    private static void fill(Storage storage) {
        Random random = new Random(20260401);
        Codec codec = new Codec();
        for (int n = 0; n < 60; n++) {
            SampleMessage sample = Varied.message(n, random).once("key " + n).note("note " + n);
            if (n % 10 == 0) {
                sample.text(CommitContract.ODD_TEXT + n);
            }
            Message held = written(storage, sample.telling(Role.APPLICANT, "anna"));
            for (int more = n % 4; more > 0; more--) {
                SampleMessage next = SampleMessage.after(held).note("more " + more);
                if (more == 1) {
                    next.telling(Role.EXECUTOR, "kursk-roads").wake(now().plusSeconds(n));
                }
                if (n % 8 == 3) {
                    storage.messages()
                            .journal(held.id())
                            .forEach(line -> next.redacting(codec.redact(line, Set.of("anna"))));
                }
                held = written(storage, next);
            }
        }
        List<Tiding> some = storage.outbox().pending(now(), 20);
        storage.outbox().told(some);
    }

    @Test
    @Timeout(60)
    default void what_is_given_out_of_a_message_stood_so_at_one_moment() throws Exception {
        int versions = 60;
        try (Storage storage = open()) {
            for (int n = 0; n < 3; n++) {
                written(storage, telling(SampleMessage.of(n)));
            }
            AtomicBoolean isWritten = new AtomicBoolean();
            together(
                    2,
                    thread -> thread == 0
                            ? () -> read(storage, isWritten)
                            : () -> {
                                try {
                                    List<Message> now = samples(0, 3).stream()
                                            .map(each -> telling(each).message())
                                            .toList();
                                    while (now.get(0).version() < versions) {
                                        now = written(
                                                storage,
                                                now.stream()
                                                        .map(each -> telling(SampleMessage.after(each)))
                                                        .toList());
                                    }
                                    return versions;
                                } finally {
                                    isWritten.set(true);
                                }
                            });
            assertThat(everything(storage, 10))
                    .extracting(each -> each.message().version())
                    .containsExactly(versions, versions, versions);
        }
    }

    private static Integer read(Storage storage, AtomicBoolean isWritten) {
        int rounds = 0;
        boolean isLast = false;
        while (!isLast) {
            isLast = isWritten.get();
            List<Held> all = storage.messages().everything(null, 10);
            assertThat(all).hasSize(3);
            for (Held each : all) {
                int version = each.message().version();
                assertThat(each.journal()).hasSize(version);
                assertThat(each.journal().get(version - 1).seal())
                        .isEqualTo(each.message().seal());
                assertThat(each.wake()).isEqualTo(now().plusSeconds(version));
                assertThat(each.tidings()).hasSize(version);
            }
            rounds++;
        }
        return rounds;
    }

    /** A version whose wake and tidings tell which one it is. */
    private static SampleMessage telling(SampleMessage sample) {
        return sample.wake(now().plusSeconds(sample.message().version())).telling(Role.APPLICANT, "anna");
    }

    @Test
    @Timeout(60)
    default void a_long_journal_is_given_out_in_the_order_of_versions() {
        try (Storage storage = open()) {
            SampleMessage next = SampleMessage.of(1);
            List<Entry> lines = new ArrayList<>();
            while (lines.size() < 120) {
                lines.addAll(next.revision().entries());
                next = SampleMessage.after(next.message()).note("line " + lines.size());
            }
            Message last = next.message();
            lines.addAll(next.revision().entries());
            assertThat(storage.messages().commit(List.of(Change.of(new Revision(last, 0, lines, null, List.of())))))
                    .isEmpty();
            written(storage, SampleMessage.of(2));
            assertThat(storage.messages().journal(last.id())).isEqualTo(lines);
            assertThat(everything(storage, 1)).contains(new Held(last, lines, null, List.of()));
        }
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
