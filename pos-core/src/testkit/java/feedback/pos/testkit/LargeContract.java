package feedback.pos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.store.Wake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a storage promises of very many messages: the same as of ten. Ids, numbers, times of creation, wakes and the order of
 * writing contradict each other, so that no order comes out right because an index or a table happens to stand so.
 */
public interface LargeContract {

    /** A new storage that holds nothing. */
    Storage open();

    @Test
    @Timeout(300)
    default void very_many_messages_in_contradicting_orders_are_paged_through_exactly() {
        Random random = new Random(20260302);
        try (Storage storage = open()) {
            List<Row> rows = write(storage, random);
            rows = change(storage, rows, random);
            rows = remove(storage, rows, random);
            listsAreExact(storage, rows, random);
            narrowListsAreExact(storage, rows, random);
            dueIsExact(storage, rows, random);
            everythingIsExact(storage, rows, random);
            each(storage, rows, random);
            tidingsAreAllTold(storage, rows);
        }
    }

    /** How many messages there are: as many as {@code -Dpos.contract.messages} says, before a release 100,000. */
    int SIZE = Integer.getInteger("pos.contract.messages", 20_000);

    /**
     * What a message is told by; the whole message is made of it anew where it is looked at.
     *
     * @param hex the id as text, which stands in the order of its bytes
     */
    record Row(
            UUID id,
            String hex,
            String number,
            Instant created,
            @Nullable Instant wake,
            int version,
            String holder,
            String applicant,
            boolean told) {

        private static final Comparator<Row> NEWEST_FIRST =
                Comparator.comparing(Row::created).thenComparing(Row::hex).reversed();

        private Wake dueAt(Instant at) {
            return new Wake(at, id);
        }

        private SampleMessage sample() {
            SampleMessage sample = SampleMessage.of(0)
                    .id(id)
                    .number(number)
                    .createdAt(created)
                    .heldBy("region", holder)
                    .applicant(applicant);
            SampleMessage last = version == 1 ? sample : SampleMessage.after(sample.message());
            return (told ? last.telling(Role.APPLICANT, applicant) : last).wake(wake);
        }
    }

    private static List<Row> write(Storage storage, Random random) {
        List<Integer> creations = shuffled(random);
        List<Integer> wakes = shuffled(random);
        List<Integer> numbers = shuffled(random);
        List<Integer> holders = shuffled(random);
        List<Integer> applicants = shuffled(random);
        List<Row> rows = new ArrayList<>();
        for (int n = 0; n < SIZE; n++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            int wake = wakes.get(n);
            rows.add(new Row(
                    id,
                    id.toString(),
                    "N-" + numbers.get(n),
                    // Three of each instant, so that pages end within one.
                    start().plusSeconds(creations.get(n) / 3),
                    wake % 10 == 0 ? null : start().plusSeconds(wake / 4),
                    1,
                    holders.get(n) % (SIZE / 100) == 0 ? "lgov" : "kursk",
                    "person " + applicants.get(n) / 20,
                    n % 100 == 0));
        }
        commit(storage, rows);
        return rows;
    }

    private static List<Integer> shuffled(Random random) {
        List<Integer> ranks = new ArrayList<>(IntStream.range(0, SIZE).boxed().toList());
        Collections.shuffle(ranks, random);
        return ranks;
    }

    private static void commit(Storage storage, List<Row> rows) {
        for (int from = 0; from < rows.size(); from += 1000) {
            List<Change> changes = rows.subList(from, Math.min(from + 1000, rows.size())).stream()
                    .map(row -> row.sample().change())
                    .toList();
            assertThat(storage.messages().commit(changes)).isEmpty();
        }
    }

    /** Some rows leave the places they were written to. */
    private static List<Row> change(Storage storage, List<Row> rows, Random random) {
        List<Row> all = new ArrayList<>(rows);
        List<Row> changed = new ArrayList<>();
        for (int n = random.nextInt(50); n < SIZE; n += 50) {
            Row row = all.get(n);
            Instant wake = n % 100 < 50 ? null : start().plusSeconds(random.nextInt(SIZE / 4));
            String holder = row.holder().equals("lgov") || n % 40 != 0 ? "kursk" : "lgov";
            Row moved =
                    new Row(row.id(), row.hex(), row.number(), row.created(), wake, 2, holder, row.applicant(), false);
            all.set(
                    n,
                    new Row(
                            row.id(),
                            row.hex(),
                            row.number(),
                            row.created(),
                            wake,
                            2,
                            holder,
                            row.applicant(),
                            row.told()));
            changed.add(moved);
        }
        commit(storage, changed);
        return all;
    }

    private static List<Row> remove(Storage storage, List<Row> rows, Random random) {
        List<Row> left = new ArrayList<>(rows);
        for (int n = 0; n < 100; n++) {
            Row gone = left.remove(random.nextInt(left.size()));
            assertThat(storage.messages().remove(gone.id(), gone.version())).isTrue();
        }
        return left;
    }

    private static void listsAreExact(Storage storage, List<Row> rows, Random random) {
        Filter all = Filter.all(end());
        List<UUID> expected = newestFirst(rows, row -> true);
        List<UUID> seen = new ArrayList<>();
        List<Message> page = storage.messages().list(all, null, 1000);
        while (!page.isEmpty() && seen.size() <= SIZE) {
            page.forEach(each -> seen.add(each.id()));
            page = storage.messages().list(all, Position.of(page.get(page.size() - 1)), 1000);
        }
        sameOrder(seen, expected);
        List<Row> sorted = rows.stream().sorted(Row.NEWEST_FIRST).toList();
        for (int n = 0; n < 50; n++) {
            int from = random.nextInt(rows.size());
            Row last = sorted.get(from);
            assertThat(storage.messages().list(all, new Position(last.created(), last.id()), 10))
                    .extracting(Message::id)
                    .isEqualTo(part(expected, from + 1, 10));
        }
    }

    private static void narrowListsAreExact(Storage storage, List<Row> rows, Random random) {
        Filter all = Filter.all(end());
        List<UUID> few = newestFirst(rows, row -> row.holder().equals("lgov"));
        assertThat(few).hasSizeGreaterThan(50);
        List<UUID> seen = new ArrayList<>();
        List<Message> page = storage.messages().list(all.withOrganization("lgov"), null, 9);
        while (!page.isEmpty() && seen.size() <= few.size()) {
            page.forEach(each -> seen.add(each.id()));
            page = storage.messages().list(all.withOrganization("lgov"), Position.of(page.get(page.size() - 1)), 9);
        }
        assertThat(seen).isEqualTo(few);
        assertThat(storage.messages().list(all.withWithin(Set.of("lgov", "nobody")), null, 1000))
                .extracting(Message::id)
                .isEqualTo(few);
        assertThat(storage.messages().list(all.withOrganization("nobody"), null, 10))
                .isEmpty();
        for (int n = 0; n < 10; n++) {
            Row row = rows.get(random.nextInt(rows.size()));
            assertThat(storage.messages().list(all.withApplicant(row.applicant()), null, 100))
                    .extracting(Message::id)
                    .isEqualTo(newestFirst(rows, each -> each.applicant().equals(row.applicant())));
            Instant from = row.created();
            Instant to = from.plusSeconds(7);
            assertThat(storage.messages().list(all.withFrom(from).withTo(to), null, 100))
                    .extracting(Message::id)
                    .isEqualTo(newestFirst(
                            rows,
                            each -> !each.created().isBefore(from)
                                    && each.created().isBefore(to)));
        }
        Row named = rows.get(random.nextInt(rows.size()));
        assertThat(storage.messages().list(all.withText(named.number()), null, 10))
                .extracting(Message::id)
                .containsExactly(named.id());
    }

    private static void dueIsExact(Storage storage, List<Row> rows, Random random) {
        Instant now = start().plusSeconds(SIZE / 8);
        List<Wake> expected = new ArrayList<>();
        Map<Wake, String> hex = new HashMap<>();
        for (Row row : rows) {
            Instant wake = row.wake();
            if (wake != null && !wake.isAfter(now)) {
                expected.add(row.dueAt(wake));
                hex.put(row.dueAt(wake), row.hex());
            }
        }
        expected.sort(Comparator.comparing(Wake::at).thenComparing(hex::get));
        assertThat(expected).hasSizeGreaterThan(SIZE / 3);
        List<Wake> seen = new ArrayList<>();
        List<Wake> page = storage.messages().due(now, null, 1000);
        while (!page.isEmpty() && seen.size() <= SIZE) {
            seen.addAll(page);
            page = storage.messages().due(now, page.get(page.size() - 1), 1000);
        }
        sameOrder(seen, expected);
        for (int n = 0; n < 20; n++) {
            int from = random.nextInt(expected.size());
            List<UUID> handedOut = new ArrayList<>();
            MessageStore.Round round = storage.messages().workOff(now, expected.get(from), 10, messages -> {
                messages.forEach(each -> handedOut.add(each.id()));
                return List.of();
            });
            List<Wake> next = part(expected, from + 1, 10);
            assertThat(round.due()).isEqualTo(next);
            assertThat(handedOut).isEqualTo(next.stream().map(Wake::message).toList());
        }
    }

    private static void everythingIsExact(Storage storage, List<Row> rows, Random random) {
        List<Row> sorted = rows.stream().sorted(Comparator.comparing(Row::hex)).toList();
        int at = 0;
        List<Held> page = storage.messages().everything(null, 1000);
        while (!page.isEmpty()) {
            for (Held held : page) {
                assertThat(at).isLessThan(sorted.size());
                Row row = sorted.get(at++);
                if (!held.message().id().equals(row.id())
                        || held.journal().size() != row.version()
                        || !Objects.equals(held.wake(), row.wake())
                        || held.tidings().size() != (row.told() ? 1 : 0)) {
                    // Said only here: a hundred thousand assertions would take longer than the reading.
                    assertThat(held).as("%s", row).isNull();
                }
            }
            page = storage.messages()
                    .everything(page.get(page.size() - 1).message().id(), 1000);
        }
        assertThat(at).isEqualTo(sorted.size());
        for (int n = 0; n < 20; n++) {
            int from = random.nextInt(sorted.size());
            assertThat(storage.messages().everything(sorted.get(from).id(), 5))
                    .extracting(held -> held.message().id())
                    .isEqualTo(part(sorted, from + 1, 5).stream().map(Row::id).toList());
        }
    }

    /** Messages taken by chance are what was written, whichever way they are asked for. */
    private static void each(Storage storage, List<Row> rows, Random random) {
        for (int n = 0; n < 100; n++) {
            Row row = rows.get(random.nextInt(rows.size()));
            Message expected = row.sample().message();
            assertThat(storage.messages().find(row.id())).contains(expected);
            assertThat(storage.messages().findByNumber(row.number())).contains(expected);
        }
    }

    private static void tidingsAreAllTold(Storage storage, List<Row> rows) {
        Set<UUID> expected = new HashSet<>();
        rows.stream().filter(Row::told).forEach(row -> expected.add(row.id()));
        List<UUID> told = new ArrayList<>();
        List<Tiding> page = storage.outbox().take(end(), end().plusSeconds(60), 100);
        while (!page.isEmpty()) {
            page.forEach(each -> told.add(each.message()));
            assertThat(told).doesNotHaveDuplicates();
            storage.outbox().told(page);
            page = storage.outbox().take(end(), end().plusSeconds(60), 100);
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<UUID> newestFirst(List<Row> rows, Predicate<Row> which) {
        return rows.stream().filter(which).sorted(Row.NEWEST_FIRST).map(Row::id).toList();
    }

    private static <T> List<T> part(List<T> all, int from, int size) {
        return all.subList(from, Math.min(from + size, all.size()));
    }

    /** Names the first difference; a message with two lists of this length would help nobody. */
    private static <T> void sameOrder(List<T> seen, List<T> expected) {
        for (int n = 0; n < Math.min(seen.size(), expected.size()); n++) {
            if (!seen.get(n).equals(expected.get(n))) {
                assertThat(seen.get(n)).as("place %s", n).isEqualTo(expected.get(n));
            }
        }
        assertThat(seen.size()).isEqualTo(expected.size());
    }

    private static Instant start() {
        return Instant.parse("2026-03-02T09:00:00Z");
    }

    private static Instant end() {
        return Instant.parse("2027-01-01T00:00:00Z");
    }
}
