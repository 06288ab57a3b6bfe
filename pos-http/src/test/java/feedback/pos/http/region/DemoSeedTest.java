package feedback.pos.http.region;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Emerging.Wanted;
import feedback.pos.Notices;
import feedback.pos.Notices.When;
import feedback.pos.Pos;
import feedback.pos.Pos.Verification;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.insight.Problem;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.store.Filter;
import feedback.pos.store.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoSeedTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static Pos pos;
    private static Region region;
    private static int added;

    @BeforeAll
    static void seed() {
        Storage storage = Storage.inMemory();
        region = DemoSeed.region(storage, NOW);
        pos = Pos.under(region.regulation(CalendarBeyond.FALLBACK, CalendarBook.russia()))
                .storage(storage)
                .clock(() -> NOW)
                .open();
        added = DemoSeed.messages(pos, region);
    }

    private static List<Message> all() {
        return pos.messages().list(Filter.all(NOW), null, 1_000);
    }

    @Test
    void every_stage_has_messages_in_time_and_every_desk_has_late_ones() {
        Set<Stage> stages = all().stream().map(Message::stage).collect(Collectors.toCollection(TreeSet::new));
        assertThat(stages)
                .contains(
                        Stage.MODERATION,
                        Stage.COORDINATION,
                        Stage.EXECUTION,
                        Stage.APPROVAL,
                        Stage.POSTPONED,
                        Stage.ANSWERED,
                        Stage.CLOSED,
                        Stage.DECLINED,
                        Stage.WITHDRAWN);
        for (Stage desk : List.of(Stage.MODERATION, Stage.COORDINATION, Stage.EXECUTION, Stage.APPROVAL)) {
            assertThat(all())
                    .anyMatch(each -> each.stage() == desk && each.stageDue() != null && NOW.isAfter(each.stageDue()));
            assertThat(all()).anyMatch(each -> each.stage() == desk && each.stageDue() != null && !each.isOverdue(NOW));
        }
    }

    @Test
    void there_are_notices_of_every_time_and_a_draft_that_is_talked_about() {
        DemoNotices.write(pos);
        DemoNotices.write(pos);
        pos.sweep();
        for (When each : List.of(When.ACTIVE, When.FUTURE, When.PAST, When.WITHDRAWN)) {
            assertThat(pos.notices()
                            .list(Notices.Filter.current().with(each), null, 100, Actor.citizen(""))
                            .items())
                    .as(each.name())
                    .hasSizeBetween(1, 2);
        }
        assertThat(pos.discussions().drafts(null, 10))
                .hasSize(1)
                .allSatisfy(draft -> assertThat(pos.discussions()
                                .find(draft.subject())
                                .orElseThrow()
                                .shown())
                        .isEqualTo(4));
    }

    @Test
    void the_histories_are_true() {
        Verification verification = pos.verify();
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.messages()).isGreaterThan(260);
        for (Message message : all()) {
            Instant last = message.createdAt();
            for (var each : pos.messages().history(message.id())) {
                assertThat(each.entry().at()).isAfterOrEqualTo(last).isBeforeOrEqualTo(NOW);
                last = each.entry().at();
            }
        }
    }

    @Test
    void they_lie_in_the_last_four_months_and_some_were_escalated() {
        assertThat(all()).allMatch(each -> each.createdAt().isAfter(NOW.minus(Duration.ofDays(125))));
        assertThat(all())
                .anyMatch(each -> each.links().round() == 1 && each.links().parent() != null);
        assertThat(all()).anyMatch(each -> each.extensions() > 0);
        assertThat(all()).anyMatch(each -> each.question() != null);
        assertThat(all())
                .anyMatch(each -> each.submission().applicant().equals("citizen-1"))
                .anyMatch(each -> each.submission().applicant().equals("citizen-9"));
        assertThat(pos.people().nameOf("resident-1")).isNotEqualTo("resident-1");
        assertThat(pos.people().nameOf("babkin-m")).startsWith("Бабкин");
    }

    @Test
    void nothing_is_told_about_the_past_and_the_next_sweep_has_nothing_to_make_up_for() {
        assertThat(pos.storage().outbox().pending(NOW, 1)).isEmpty();
        assertThat(pos.storage().messages().due(NOW, null, 1)).isEmpty();
        assertThat(pos.storage().messages().due(NOW.plus(Duration.ofDays(60)), null, 1))
                .isNotEmpty();
    }

    @Test
    void the_problems_of_the_past_are_kept_and_go_on() {
        Actor by = Actor.official("x", Role.COORDINATOR, region.root());
        List<Problem> problems =
                pos.insights().emerging().list(Wanted.all(), null, 50, by).items();
        assertThat(problems).isNotEmpty().allSatisfy(each -> {
            assertThat(pos.insights().emerging().get(each.id(), by).version()).isEqualTo(1);
            assertThat(each.evidence().messages())
                    .allMatch(id -> pos.messages().find(id).isPresent());
        });
        UUID id = problems.get(0).id();
        UUID message = problems.get(0).evidence().messages().get(0);
        assertThat(pos.insights().emerging().link(id, message, null, by).version())
                .isEqualTo(2);
    }

    @Test
    void a_base_is_seeded_once() {
        int before = all().size();
        assertThat(added).isPositive();
        assertThat(DemoSeed.messages(pos, region)).isZero();
        assertThat(all()).hasSize(before);
    }

    @Test
    void a_base_with_a_region_of_its_own_is_left_alone() {
        Storage own = Storage.inMemory();
        Region loaded = RegionFiles.demo().region();
        new RegionStore(own.records()).replace(loaded, NOW.atZone(loaded.zone()).toLocalDate());
        assertThat(DemoSeed.region(own, NOW).edition()).isEqualTo(1);
        Pos other = Pos.under(loaded.regulation(CalendarBeyond.FALLBACK, CalendarBook.russia()))
                .storage(own)
                .clock(() -> NOW)
                .open();
        assertThat(DemoSeed.messages(other, loaded)).isZero();
    }
}
