package feedback.pos.http.opendata;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Pos;
import feedback.pos.http.opendata.OpenMessages.Extent;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.store.Filter;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Storage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenMessagesTest {
    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final int PAGES = 40;
    private static final int PAGE = 1_000;

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");

    private Message closed(Pos pos) {
        UUID id = pos.messages()
                .submit(new Submission(Actor.citizen("somebody"), "Яма на дороге", oktmo("38701000")))
                .id();
        pos.messages().accept(id, null, null, SampleRegion.moderator());
        pos.messages().assign(id, null, null, SampleRegion.coordinator());
        pos.messages().draft(id, Outcome.SOLVED, "Засыпана", SampleRegion.executor());
        pos.messages().approve(id, SampleRegion.head());
        return pos.messages().rate(id, 5, null, Actor.citizen("somebody"));
    }

    /** A storage whose list is as long as wanted, each page made when it is asked for. */
    private static Storage endless(Storage storage, Message sample, AtomicInteger asked) {
        MessageStore store = (MessageStore) Proxy.newProxyInstance(
                OpenMessagesTest.class.getClassLoader(), new Class<?>[] {MessageStore.class}, (proxy, method, args) -> {
                    if (!method.getName().equals("list")) {
                        throw new AssertionError("one statement a page and no other: " + method);
                    }
                    assertThat(args[2]).isEqualTo(PAGE);
                    return asked.getAndIncrement() % (PAGES + 1) < PAGES ? page((Filter) args[0], sample) : List.of();
                });
        return (Storage) Proxy.newProxyInstance(
                OpenMessagesTest.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, args) -> {
                    if (method.getName().equals("messages")) {
                        return store;
                    }
                    try {
                        return method.invoke(storage, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<Message> page(Filter filter, Message sample) {
        assertThat(filter.stages()).hasSize(1);
        return Collections.nCopies(PAGE, sample);
    }

    @Test
    void a_month_of_any_size_is_read_twice_page_by_page_and_five_messages_of_one_person_are_left_out()
            throws IOException {
        Storage storage = Storage.inMemory();
        Message sample;
        try (Pos pos = Pos.under(SampleRegion.regulation())
                .storage(storage)
                .clock(clock)
                .open()) {
            sample = closed(pos);
        }
        clock.advance(Duration.ofDays(40));
        AtomicInteger asked = new AtomicInteger();
        try (Pos pos = Pos.under(SampleRegion.regulation())
                .storage(endless(Storage.inMemory(), sample, asked))
                .clock(clock)
                .open()) {
            int[] rows = {0};
            Extent extent = new OpenMessages(pos, 5).messages(MARCH, MARCH, row -> rows[0]++);
            assertThat(extent).isEqualTo(new Extent(0, (long) PAGES * PAGE));
            assertThat(rows[0]).isZero();
            assertThat(asked.get()).isEqualTo(2 * (PAGES + 1));
        }
    }
}
