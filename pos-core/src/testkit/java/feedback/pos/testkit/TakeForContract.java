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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Outbox#takeFor} promises: what waits for one recipient, as {@link Outbox#take} would give it out. */
public interface TakeForContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    @Timeout(60)
    default void what_is_taken_for_one_recipient_is_for_nobody_else() {
        try (Storage storage = open()) {
            SampleMessage one = SampleMessage.of(1)
                    .telling(Role.HEAD, "kursk")
                    .telling(Role.HEAD, "kursk-roads")
                    .telling(Role.EXECUTOR, "kursk")
                    .telling(Role.HEAD, "Kursk");
            SampleMessage two = SampleMessage.of(2).telling(Role.HEAD, "kursk").telling(Role.APPLICANT, "anna");
            written(storage, List.of(one, two));
            List<Tiding> taken = heads(storage, now(), soon(), 10);
            assertThat(taken)
                    .containsExactlyInAnyOrder(
                            one.revision().tidings().get(0),
                            two.revision().tidings().get(0));
            assertThat(heads(storage, now(), soon(), 10)).isEmpty();
            List<Tiding> others = storage.outbox().take(now(), soon(), 10);
            assertThat(others).hasSize(4).doesNotContainAnyElementsOf(taken);
            assertThat(storage.outbox().takeFor(Role.HEAD, "nobody", now(), soon(), 10))
                    .isEmpty();
        }
    }

    @Test
    @Timeout(60)
    default void what_was_taken_for_one_is_free_again_at_the_instant_or_gone_once_told() {
        try (Storage storage = open()) {
            List<Tiding> all = officials(storage, 0, 2);
            assertThat(heads(storage, now(), soon(), 10)).containsExactlyInAnyOrderElementsOf(all);
            assertThat(storage.outbox().pending(now(), 10)).isEmpty();
            storage.outbox().told(all.subList(0, 1));
            assertThat(heads(storage, soon().minusMillis(1), later(), 10)).isEmpty();
            assertThat(heads(storage, soon(), later(), 10)).isEqualTo(all.subList(1, 2));
        }
    }

    @Test
    @Timeout(60)
    default void what_others_have_taken_is_held_back_or_not_due_is_not_taken_for_one() {
        try (Storage storage = open()) {
            List<Tiding> taken = officials(storage, 0, 1);
            assertThat(storage.outbox().take(now(), soon(), 10)).isEqualTo(taken);
            List<Tiding> heldBack = officials(storage, 1, 2);
            storage.outbox().holdBack(heldBack.get(0), later());
            SampleMessage night = SampleMessage.of(2).tellingFrom(soon(), Role.HEAD, "kursk");
            Message behind = written(storage, night);
            written(storage, SampleMessage.after(behind).telling(Role.HEAD, "kursk"));
            List<Tiding> free = officials(storage, 3, 4);
            assertThat(heads(storage, now(), soon(), 10)).isEqualTo(free);
            storage.outbox().told(free);
            assertThat(heads(storage, soon(), later(), 10)).hasSize(3).containsAll(taken);
        }
    }

    @Test
    @Timeout(60)
    default void a_strand_is_taken_for_one_in_order_and_whole_where_the_limit_allows_it() {
        try (Storage storage = open()) {
            List<Tiding> one = life(storage, 1, 3);
            List<Tiding> two = life(storage, 2, 3);
            Outbox outbox = storage.outbox();
            List<Tiding> first = outbox.takeFor(Role.APPLICANT, "anna", now(), soon(), 5);
            assertThat(first).isIn(one, two);
            List<Tiding> other = first.equals(one) ? two : one;
            assertThat(outbox.takeFor(Role.APPLICANT, "anna", now(), soon(), 2)).isEqualTo(other.subList(0, 2));
            assertThat(outbox.takeFor(Role.APPLICANT, "anna", now(), soon(), 2)).isEmpty();
            outbox.told(other.subList(0, 2));
            assertThat(outbox.takeFor(Role.APPLICANT, "anna", now(), soon(), 2)).isEqualTo(other.subList(2, 3));
        }
    }

    @Test
    @Timeout(60)
    default void what_comes_later_waits_behind_what_was_taken_for_one() {
        try (Storage storage = open()) {
            Message first = written(storage, SampleMessage.of(1).telling(Role.HEAD, "kursk"));
            List<Tiding> taken = heads(storage, now(), soon(), 10);
            SampleMessage second = SampleMessage.after(first).telling(Role.HEAD, "kursk");
            written(storage, second);
            assertThat(heads(storage, now(), soon(), 10)).isEmpty();
            assertThat(storage.outbox().take(now(), soon(), 10)).isEmpty();
            storage.outbox().told(taken);
            assertThat(heads(storage, now(), soon(), 10))
                    .isEqualTo(second.revision().tidings());
        }
    }

    @Test
    @Timeout(60)
    default void a_thousand_are_taken_for_one_at_once_though_others_wait_before_them() {
        try (Storage storage = open()) {
            written(
                    storage,
                    samples(0, 1000).stream()
                            .map(each -> each.telling(Role.HEAD, "lgov"))
                            .toList());
            officials(storage, 1000, 2000);
            officials(storage, 2000, 2001);
            List<Tiding> taken = heads(storage, now(), soon(), 1000);
            assertThat(taken)
                    .hasSize(1000)
                    .doesNotHaveDuplicates()
                    .allMatch(each -> each.recipient().equals("kursk"));
            assertThat(heads(storage, now(), soon(), 1000)).hasSize(1).doesNotContainAnyElementsOf(taken);
        }
    }

    @Test
    @Timeout(60)
    default void of_threads_that_take_for_one_and_for_all_nobody_gets_the_same_twice() throws Exception {
        try (Storage storage = open()) {
            List<Tiding> all = officials(storage, 0, 200);
            List<Tiding> taken = Collections.synchronizedList(new ArrayList<>());
            together(4, thread -> () -> {
                List<Tiding> page;
                do {
                    page = thread % 2 == 0
                            ? heads(storage, now(), soon(), 7)
                            : storage.outbox().take(now(), soon(), 7);
                    taken.addAll(page);
                } while (!page.isEmpty());
                return thread;
            });
            assertThat(taken).doesNotHaveDuplicates();
            // Somebody may have seen nothing while others had their hands on it
            List<Tiding> rest = heads(storage, now(), soon(), 1000);
            taken.addAll(rest);
            assertThat(taken).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    private static List<Tiding> heads(Storage storage, Instant now, Instant until, int limit) {
        List<Tiding> taken = storage.outbox().takeFor(Role.HEAD, "kursk", now, until, limit);
        assertThat(taken).hasSizeLessThanOrEqualTo(limit);
        return taken;
    }

    /** Messages of which the heads of one organization are to be told. */
    private static List<Tiding> officials(Storage storage, int from, int to) {
        List<SampleMessage> samples = IntStream.range(from, to)
                .mapToObj(n -> SampleMessage.of(n).telling(Role.HEAD, "kursk"))
                .toList();
        written(storage, samples);
        return samples.stream().map(each -> each.revision().tidings().get(0)).toList();
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
