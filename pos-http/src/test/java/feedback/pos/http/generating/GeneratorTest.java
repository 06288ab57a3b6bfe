package feedback.pos.http.generating;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.Pos;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.http.generating.Generator.OccupiedException;
import feedback.pos.http.generating.Generator.Plan;
import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.http.region.DemoSeed;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.organization.Organization;
import feedback.pos.procedure.Procedure;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Storage;
import feedback.pos.testkit.ForwardingStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is generated is what the product would have written, looks like a real region, and is the same again. */
class GeneratorTest {
    private static final int MESSAGES = 300;
    private static final Instant END = Instant.parse("2026-03-20T12:00:00Z");
    private static final Plan PLAN = new Plan(7, MESSAGES, 0, 20, LocalDate.of(2024, 3, 1), END);
    private static final Generator.Progress SILENT = (part, what, done) -> {};

    private static Storage storage = Storage.inMemory();
    private static List<Held> held = List.of();

    @BeforeAll
    static void generate() throws OccupiedException {
        storage = empty();
        Generator.Result result = generator(storage).run(PLAN, false, SILENT);
        held = everything(storage);
        assertThat(result.added()).isEqualTo(held.size());
        assertThat(result.entries())
                .isEqualTo(
                        held.stream().mapToLong(each -> each.journal().size()).sum());
    }

    private static Storage empty() {
        Storage empty = Storage.inMemory();
        DemoSeed.region(empty, END);
        return empty;
    }

    private static Generator generator(Storage storage) {
        return new Generator(storage, CalendarBeyond.FALLBACK);
    }

    private static List<Held> everything(Storage storage) {
        List<Held> all = new ArrayList<>();
        UUID after = null;
        List<Held> page;
        do {
            page = storage.messages().everything(after, 500);
            all.addAll(page);
            after = all.get(all.size() - 1).message().id();
        } while (page.size() == 500);
        return all;
    }

    private static Regulation regulation(Region region) {
        return region.regulation(CalendarBeyond.FALLBACK, CalendarBook.russia());
    }

    private static Region region() {
        return new RegionStore(storage.records()).read().orElseThrow();
    }

    private static double share(Predicate<Message> what) {
        return (double) held.stream().map(Held::message).filter(what).count() / held.size();
    }

    @Test
    void every_journal_verifies_and_replays_to_its_message() {
        Pos pos = Pos.under(regulation(region())).storage(storage).open();

        Pos.Verification verification = pos.verify();

        assertThat(verification.faults()).isEmpty();
        assertThat(verification.messages()).isBetween((long) MESSAGES, MESSAGES + MESSAGES / 10L);
    }

    @Test
    void a_message_has_eight_or_nine_facts() {
        double mean =
                held.stream().mapToInt(each -> each.journal().size()).average().orElse(0);

        assertThat(mean).isBetween(7.0, 9.5);
    }

    @Test
    void what_is_due_was_done_and_what_is_open_waits_for_what_comes_next() {
        Procedure procedure = new Procedure(regulation(region()));

        assertThat(held.stream().filter(each -> !Objects.equals(each.wake(), procedure.nextWake(each.message()))))
                .isEmpty();
        assertThat(held.stream().map(Held::wake).filter(Objects::nonNull).filter(wake -> !wake.isAfter(END)))
                .isEmpty();
        assertThat(held.stream().map(each -> each.message().updatedAt()).filter(at -> !at.isBefore(END)))
                .isEmpty();
    }

    @Test
    void it_looks_like_a_real_region() {
        List<Message> messages = held.stream().map(Held::message).toList();

        assertThat(share(each -> each.topic().fastTrack())).isBetween(0.6, 0.9);
        assertThat(share(each -> each.isOverdue(END))).isBetween(0.03, 0.15);
        assertThat(share(each -> each.rating() != null)).isBetween(0.2, 0.45);
        assertThat(share(each -> each.links().parent() != null)).isBetween(0.01, 0.08);
        assertThat(share(each -> each.stage() == Stage.DECLINED)).isBetween(0.01, 0.1);
        assertThat(share(each -> each.submission().location() != null)).isBetween(0.7, 0.95);
        assertThat(messages.stream()
                        .map(each -> each.submission().channel())
                        .distinct()
                        .count())
                .isGreaterThan(4);
        assertThat(messages.stream().map(each -> each.outcome()).distinct().count())
                .isGreaterThan(4);
        Map<String, Long> holders =
                messages.stream().collect(groupingBy(each -> each.holder().organization(), counting()));
        List<Long> sizes =
                holders.values().stream().sorted(Comparator.reverseOrder()).toList();
        assertThat(sizes.get(0)).isGreaterThan(5 * sizes.get(sizes.size() / 2));
        assertThat(holders.keySet()).anyMatch(each -> each.startsWith("small-"));
    }

    @Test
    void fewer_write_at_weekends_than_on_worked_days_and_nobody_before_those_before() {
        ZoneId zone = region().zone();
        long weekend = held.stream()
                .filter(each -> each.message().links().parent() == null)
                .map(each ->
                        each.message().createdAt().atZone(zone).getDayOfWeek().getValue())
                .filter(day -> day > 5)
                .count();
        Arrivals arrivals = new Arrivals(
                MESSAGES, PLAN.from(), END, zone, regulation(region()).calendar(), 7);
        List<Instant> times = LongStream.range(0, MESSAGES)
                .mapToObj(n -> arrivals.at(n, new Dice(7, n)))
                .toList();

        assertThat((double) weekend / MESSAGES).isBetween(0.1, 0.25);
        assertThat(times).isSorted();
        assertThat(times.get(MESSAGES - 1)).isBefore(END).isAfter(END.minus(Duration.ofDays(4)));
    }

    @Test
    void places_lie_in_the_regions_districts() {
        Region region = region();
        List<Submission> mapped = held.stream()
                .map(each -> each.message().submission())
                .filter(each -> each.location() != null)
                .filter(each -> region.routes().districts().all().stream()
                        .anyMatch(district -> each.territory().equals(district.territory())))
                .toList();

        assertThat(mapped)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(region.routes()
                                .districts()
                                .at(each.location().lat(), each.location().lon()))
                        .isPresent());
    }

    @Test
    void the_same_plan_gives_the_same_base_and_another_seed_another() throws OccupiedException {
        Storage again = empty();
        generator(again).run(PLAN, false, SILENT);
        Storage other = empty();
        generator(other).run(new Plan(8, 20, 0, 0, PLAN.from(), END), false, SILENT);

        // Said so, as what is not equal would fill the screen
        assertThat(everything(again).equals(held)).isTrue();
        assertThat(everything(other).get(0)).isNotEqualTo(held.get(0));
    }

    @Test
    void a_run_that_was_cut_off_goes_on_and_the_same_again_adds_nothing() throws OccupiedException {
        Plan plan = new Plan(7, 60, 0, 0, PLAN.from(), END);
        Storage cut = empty();
        Storage breaking = new BreakingAfterOneBatch(cut);

        assertThatThrownBy(() -> new Generator(breaking, CalendarBeyond.FALLBACK, 40).run(plan, false, SILENT))
                .hasMessage("the power fails");
        int before = everything(cut).size();
        Generator.Result rest = generator(cut).run(plan, false, SILENT);
        Generator.Result again = generator(cut).run(plan, false, SILENT);

        assertThat(before).isBetween(40, 48);
        assertThat(rest.added()).isEqualTo(everything(cut).size() - before).isGreaterThanOrEqualTo(20);
        assertThat(again).isEqualTo(new Generator.Result(0, 0, 0, 0));
    }

    /** Takes one batch of messages, and no more. */
    private static final class BreakingAfterOneBatch extends ForwardingStorage {
        private boolean taken;

        BreakingAfterOneBatch(Storage storage) {
            super(storage);
        }

        @Override
        public List<Change> commit(List<Change> changes) {
            if (taken) {
                throw new IllegalStateException("the power fails");
            }
            taken = true;
            return super.commit(changes);
        }
    }

    @Test
    void messages_that_are_there_are_left_alone_unless_it_is_said() throws OccupiedException {
        Storage real = empty();
        Region region = new RegionStore(real.records()).read().orElseThrow();
        Organization top = region.top();
        Pos pos = Pos.under(regulation(region)).storage(real).open();
        Message mine = pos.messages().submit(new Submission("anna", "Яма во дворе", top.territory()));
        Plan plan = new Plan(7, 10, 0, 0, PLAN.from(), END);

        assertThatThrownBy(() -> generator(real).run(plan, false, SILENT)).isInstanceOf(OccupiedException.class);
        generator(real).run(plan, true, SILENT);

        assertThat(real.messages().find(mine.id())).contains(mine);
        MessageStore messages = real.messages();
        assertThat(messages.list(Filter.all(END), null, 100)).hasSizeGreaterThan(10);
        assertThatThrownBy(() -> generator(real).run(PLAN, false, SILENT)).isInstanceOf(OccupiedException.class);
    }

    @Test
    void ballots_are_cast_and_counted_and_nobody_votes_twice() throws OccupiedException {
        Storage voting = empty();
        Plan plan = new Plan(7, 1, 300, 0, PLAN.from(), END);

        Generator.Result result = generator(voting).run(plan, false, SILENT);
        Generator.Result again = generator(voting).run(plan, false, SILENT);

        assertThat(result.cast()).isEqualTo(300);
        assertThat(again.cast()).isZero();
    }
}
