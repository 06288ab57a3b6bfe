package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Insights.Split;
import feedback.pos.insight.Bag;
import feedback.pos.insight.Indicator;
import feedback.pos.insight.Indicators;
import feedback.pos.insight.Indicators.Change;
import feedback.pos.insight.Indicators.Distribution;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Filter;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Indicators of lives by chance against what is counted of the messages one by one. */
class IndicatorsTest {
    private static final List<Outcome> OUTCOMES =
            List.of(Outcome.SOLVED, Outcome.PARTLY_SOLVED, Outcome.EXPLAINED, Outcome.REJECTED);

    private static final HandClock CLOCK = HandClock.at("2026-03-02T09:00:00Z");
    private static final ZoneId ZONE = SampleRegion.regulation().zone();
    private static final Pos POS =
            Pos.under(SampleRegion.regulation()).clock(CLOCK).open();
    private static List<Message> all = List.of();

    @BeforeAll
    static void live() {
        Random random = new Random(7);
        List<UUID> ids = new ArrayList<>();
        for (int step = 0; step < 2_500; step++) {
            CLOCK.advance(Duration.ofMinutes(random.nextInt(120)));
            if (random.nextInt(14) == 0) {
                ids.add(POS.messages().submit(submission(random)).id());
            } else if (!ids.isEmpty()) {
                // Young ones more often, so that lives get on
                int back = Math.min(ids.size(), 1 + random.nextInt(15));
                act(ids.get(ids.size() - back), random).ifPresent(ids::add);
            }
            if (step % 50 == 0) {
                POS.sweep();
            }
        }
        all = POS.messages().list(Filter.all(POS.now()), null, 1_000);
    }

    @AfterAll
    static void end() {
        POS.close();
    }

    private static Submission submission(Random random) {
        Submission plain = new Submission(
                random.nextBoolean() ? SampleRegion.anna() : SampleRegion.boris(),
                random.nextBoolean() ? "Яма на дороге" : "Очередь к врачу " + random.nextInt(100),
                oktmo("38701000"));
        return random.nextInt(6) == 0 ? plain.withKind(Kind.APPEAL) : plain;
    }

    /** Tries something that may be refused. */
    private static Optional<UUID> act(UUID id, Random random) {
        Messages messages = POS.messages();
        try {
            Message message = messages.find(id).orElseThrow();
            var owner =
                    message.submission().applicant().equals(SampleRegion.anna().person())
                            ? SampleRegion.anna()
                            : SampleRegion.boris();
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> messages.accept(id, null, null, SampleRegion.moderator());
                case 3, 4 -> messages.assign(id, null, null, SampleRegion.coordinator());
                case 5, 6 -> messages.draft(id, OUTCOMES.get(random.nextInt(4)), "Ответ", SampleRegion.executor());
                case 7, 8 -> messages.approve(id, SampleRegion.head());
                case 9, 10 -> {
                    int stars = 1 + random.nextInt(5);
                    messages.rate(id, stars, "так", owner);
                    if (stars <= 2 && random.nextBoolean()) {
                        return Optional.of(messages.escalate(id, owner).id());
                    }
                }
                default -> {
                    if (random.nextInt(3) == 0) {
                        messages.decline(id, DeclineReason.PROFANITY, "нет", SampleRegion.moderator());
                    } else if (random.nextInt(4) == 0) {
                        messages.withdraw(id, null, owner);
                    } else {
                        messages.extend(
                                id,
                                LocalDate.ofInstant(message.deadline().due(), ZONE)
                                        .plusDays(5),
                                "надо",
                                SampleRegion.head());
                    }
                }
            }
        } catch (Refusal refused) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Indicators indicators() {
        Map<LocalDate, Bag> days = new TreeMap<>();
        POS.insights()
                .sums(Filter.all(POS.now()), Split.DAY)
                .forEach((day, bag) -> days.put(LocalDate.parse(day), bag));
        return Indicators.ofDays(days, POS.now(), LocalDate.ofInstant(POS.now(), ZONE));
    }

    private static long naive(Predicate<Message> which) {
        return all.stream().filter(which).count();
    }

    private static boolean isAnswered(Message message) {
        return message.answer() != null;
    }

    private static int days(Message message) {
        return (int) ChronoUnit.DAYS.between(
                LocalDate.ofInstant(message.createdAt(), ZONE),
                LocalDate.ofInstant(message.answer().sentAt(), ZONE));
    }

    private static boolean isGood(Message message) {
        return message.rating() != null && message.rating().stars() >= 4;
    }

    @Test
    void there_is_something_of_everything() {
        assertThat(all.size()).isBetween(100, 999);
        assertThat(naive(IndicatorsTest::isAnswered)).isGreaterThan(20);
        assertThat(naive(each -> each.links().child() != null)).isPositive();
        assertThat(naive(each -> each.stage() == Stage.DECLINED)).isPositive();
        assertThat(naive(each -> each.stage().isOpen() && each.isOverdue(POS.now())))
                .isPositive();
        assertThat(naive(each -> each.extensions() > 0)).isPositive();
    }

    @Test
    void counts_are_those_of_the_messages_one_by_one() {
        Indicators found = indicators();
        assertCount(found, Indicator.RECEIVED, each -> true);
        assertCount(found, Indicator.APPEALS, each -> each.kind() == Kind.APPEAL);
        assertCount(found, Indicator.FAST_TRACK, each -> each.topic().fastTrack());
        assertCount(found, Indicator.REPEATED, each -> each.links().round() > 0);
        assertCount(found, Indicator.ANSWERED, IndicatorsTest::isAnswered);
        assertCount(found, Indicator.ANSWERED_LATE, each -> isAnswered(each) && each.isOverdue(POS.now()));
        assertCount(found, Indicator.ANSWERED_IN_TIME, each -> isAnswered(each) && !each.isOverdue(POS.now()));
        assertCount(found, Indicator.OPEN, each -> each.stage().isOpen());
        assertCount(found, Indicator.OVERDUE, each -> each.stage().isOpen() && each.isOverdue(POS.now()));
        assertCount(found, Indicator.EXTENDED, each -> each.extensions() > 0);
        assertCount(found, Indicator.DECLINED, each -> each.stage() == Stage.DECLINED);
        assertCount(found, Indicator.WITHDRAWN, each -> each.stage() == Stage.WITHDRAWN);
        assertCount(found, Indicator.RATED_WELL, IndicatorsTest::isGood);
        assertCount(found, Indicator.ESCALATED, each -> each.links().child() != null);
        assertCount(found, Indicator.EXPLAINED, each -> isAnswered(each) && each.outcome() == Outcome.EXPLAINED);
    }

    private static void assertCount(Indicators found, Indicator indicator, Predicate<Message> which) {
        assertThat(found.part(indicator)).as(indicator.key()).isEqualTo(naive(which));
        assertThat(found.value(indicator)).as(indicator.key()).isEqualTo((double) naive(which));
    }

    @Test
    void shares_are_parts_of_their_wholes() {
        Indicators found = indicators();
        assertShare(
                found,
                Indicator.IN_TIME_SHARE,
                naive(each -> isAnswered(each) && !each.isOverdue(POS.now())),
                naive(IndicatorsTest::isAnswered));
        assertShare(found, Indicator.GOOD_SHARE, naive(IndicatorsTest::isGood), naive(each -> each.rating() != null));
        assertShare(
                found,
                Indicator.ANSWERED_SHARE,
                naive(IndicatorsTest::isAnswered),
                naive(each -> each.stage() != Stage.DECLINED && each.stage() != Stage.WITHDRAWN));
        for (Indicator each : Indicator.values()) {
            assertThat(found.part(each)).as(each.key()).isLessThanOrEqualTo(found.whole(each));
        }
    }

    private static void assertShare(Indicators found, Indicator indicator, long part, long whole) {
        assertThat(found.value(indicator)).as(indicator.key()).isEqualTo((double) part / whole);
    }

    @Test
    void days_and_stars_are_those_of_the_sorted_list() {
        Indicators found = indicators();
        List<Integer> days = new ArrayList<>(all.stream()
                .filter(IndicatorsTest::isAnswered)
                .map(IndicatorsTest::days)
                .toList());
        Collections.sort(days);
        assertThat(found.value(Indicator.MEAN_DAYS))
                .isEqualTo(days.stream().mapToInt(each -> each).average().orElseThrow());
        assertThat(found.value(Indicator.MEDIAN_DAYS))
                .isEqualTo(days.get((days.size() + 1) / 2 - 1).doubleValue());
        assertThat(found.value(Indicator.P90_DAYS))
                .isEqualTo(days.get((int) Math.ceil(0.9 * days.size()) - 1).doubleValue());
        assertThat(found.value(Indicator.AVERAGE_STARS))
                .isEqualTo(all.stream()
                        .filter(each -> each.rating() != null)
                        .mapToInt(each -> each.rating().stars())
                        .average()
                        .orElseThrow());
    }

    @Test
    void what_is_open_is_divided_by_its_age_and_what_is_late_by_its_lateness() {
        Indicators found = indicators();
        LocalDate today = LocalDate.ofInstant(POS.now(), ZONE);
        assertThat(found.of(Distribution.OPEN_AGE).values().stream()
                        .mapToLong(each -> each)
                        .sum())
                .isEqualTo(found.part(Indicator.OPEN));
        assertThat(found.of(Distribution.OPEN_AGE)).containsEntry("11-20", naive(each -> {
            long age = ChronoUnit.DAYS.between(LocalDate.ofInstant(each.createdAt(), ZONE), today);
            return each.stage().isOpen() && age >= 11 && age <= 20;
        }));
        assertThat(found.of(Distribution.OVERDUE_AGE)).containsEntry("1-7", naive(each -> {
            long over =
                    ChronoUnit.DAYS.between(LocalDate.ofInstant(each.deadline().due(), ZONE), today);
            return each.stage().isOpen() && over >= 1 && over <= 7;
        }));
        assertThat(found.of(Distribution.STARS))
                .containsEntry(
                        "5",
                        naive(each -> each.rating() != null && each.rating().stars() == 5));
    }

    @Test
    void of_nothing_there_is_no_share_and_no_change() {
        Indicators nothing = Indicators.of(new Bag(), POS.now());
        Indicators some = indicators();
        assertThat(nothing.value(Indicator.RECEIVED)).isZero();
        assertThat(nothing.value(Indicator.IN_TIME_SHARE)).isNull();
        assertThat(nothing.value(Indicator.MEDIAN_DAYS)).isNull();
        assertThat(nothing.isOfFew(Indicator.IN_TIME_SHARE)).isTrue();
        assertThat(nothing.isOfFew(Indicator.RECEIVED)).isFalse();
        assertThat(some.since(nothing, Indicator.IN_TIME_SHARE)).isEqualTo(new Change(null, null, null));
        Change received = some.since(nothing, Indicator.RECEIVED);
        assertThat(received.difference()).isEqualTo(some.value(Indicator.RECEIVED));
        assertThat(received.percent()).isNull();
    }

    @Test
    void a_share_changes_in_points_and_a_count_also_in_per_cent() {
        Indicators some = indicators();
        Change none = some.since(some, Indicator.IN_TIME_SHARE);
        assertThat(none.difference()).isZero();
        assertThat(none.percent()).isNull();
        assertThat(some.since(some, Indicator.RECEIVED).percent()).isZero();
    }
}
