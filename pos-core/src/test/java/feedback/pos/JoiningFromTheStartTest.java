package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.message.DeclineReason;
import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Filter;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A citizen sends a message that follows another one from the start. */
class JoiningFromTheStartTest {
    private static final Actor ANNA = Actor.citizen("anna");
    private static final Actor BORIS = Actor.citizen("boris");

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Pos pos = Pos.under(SampleRegion.regulation())
            .clock(clock)
            .detector(text -> Detection.none())
            .open();
    private final Messages messages = pos.messages();
    private final UUID lead = shown("anna");

    @AfterEach
    void everything_verifies() {
        assertThat(pos.verify().faults()).isEmpty();
    }

    private static Submission letter(String person, boolean open) {
        return new Submission(person, "Знак упал", oktmo("38701000"))
                .withTopic("roads.signs")
                .withConsent(open, true);
    }

    private UUID shown(String person) {
        UUID id = messages.submit(letter(person, true)).id();
        return messages.accept(id, null, null, SampleRegion.moderator()).id();
    }

    private Message join(boolean open) {
        return messages.submit(letter("boris", open).withJoin(lead));
    }

    private Message now(Message message) {
        return messages.find(message.id()).orElseThrow();
    }

    private void answer() {
        messages.assign(lead, null, null, SampleRegion.coordinator());
        messages.draft(lead, Outcome.SOLVED, "Сделано", SampleRegion.executor());
        messages.approve(lead, SampleRegion.head());
    }

    private static Refusal refusal(Runnable act) {
        return catchThrowableOfType(Refusal.class, act::run);
    }

    private void refusesJoin(Submission submission, String key) {
        Filter all = Filter.all(clock.instant());
        int before = messages.list(all, null, 100).size();
        assertThat(refusal(() -> messages.submit(submission)).fields())
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.field()).isEqualTo("join");
                    assertThat(field.key()).isEqualTo(key);
                });
        assertThat(messages.list(all, null, 100)).as("nothing was sent").hasSize(before);
    }

    @Test
    void it_is_at_once_where_the_leader_is_with_number_clock_and_rating_of_its_own() {
        messages.assign(lead, null, null, SampleRegion.coordinator());
        clock.advance(Duration.ofDays(3));
        Message mine = join(false);
        Message its = messages.find(lead).orElseThrow();
        assertThat(mine.stage()).isEqualTo(Stage.EXECUTION);
        assertThat(mine.holder()).isEqualTo(its.holder());
        assertThat(mine.number()).isNotEqualTo(its.number());
        assertThat(mine.deadline().start()).isEqualTo(clock.instant());
        assertThat(its.links().followers()).isEqualTo(1);
        messages.draft(lead, Outcome.SOLVED, "Сделано", SampleRegion.executor());
        messages.approve(lead, SampleRegion.head());
        assertThat(now(mine).stage()).isEqualTo(Stage.ANSWERED);
        messages.rate(mine.id(), 1, "плохо", BORIS);
        messages.rate(lead, 5, null, ANNA);
        messages.escalate(mine.id(), BORIS);
        assertThat(now(mine).links().child()).isNotNull();
        assertThat(messages.find(lead).orElseThrow().links().child())
                .as("one complains alone")
                .isNull();
    }

    @Test
    void a_late_one_gets_the_answer_at_once_with_a_rating_window_of_its_own() {
        answer();
        clock.advance(Duration.ofDays(20));
        Message mine = join(false);
        assertThat(mine.stage()).isEqualTo(Stage.ANSWERED);
        assertThat(mine.answer()).isNotNull();
        assertThat(mine.ratingEnds())
                .isAfter(clock.instant().plus(Duration.ofDays(29)))
                .isAfter(messages.find(lead).orElseThrow().ratingEnds());
        assertThat(mine.isOverdue(clock.instant())).isFalse();
    }

    @Test
    void what_is_to_be_shown_to_everybody_waits_for_a_moderator_and_then_gets_the_state() {
        answer();
        Message mine = join(true);
        assertThat(mine.stage()).isEqualTo(Stage.MODERATION);
        assertThat(messages.isPublic(mine)).isFalse();
        assertThat(messages.list(Filter.all(clock.instant()).withOpen(true), null, 10).stream()
                        .filter(messages::isPublic))
                .extracting(Message::id)
                .containsExactly(lead);
        messages.note(lead, "заметка", SampleRegion.coordinator());
        assertThat(now(mine).stage()).isEqualTo(Stage.MODERATION);

        Message admitted = messages.accept(mine.id(), null, null, SampleRegion.moderator());

        assertThat(admitted.stage()).isEqualTo(Stage.ANSWERED);
        assertThat(messages.isPublic(admitted)).isTrue();
    }

    @Test
    void a_moderator_is_late_for_one_that_waits_as_for_any_other() {
        Message mine = join(true);
        clock.advance(Duration.ofDays(4));
        pos.sweep();
        assertThat(messages.history(mine.id()))
                .extracting(line -> line.event().getClass().getSimpleName())
                .contains("Warned");
    }

    @Test
    void one_that_is_declined_is_released() {
        Message mine = join(true);
        messages.decline(mine.id(), DeclineReason.PROFANITY, null, SampleRegion.moderator());
        assertThat(messages.find(lead).orElseThrow().links().followers()).isZero();
        assertThat(now(mine).stage()).isEqualTo(Stage.DECLINED);
    }

    @Test
    void who_parts_without_having_been_moderated_is_moderated_then() {
        Message mine = join(false);
        messages.assign(lead, null, null, SampleRegion.coordinator());
        assertThat(now(mine).stage()).isEqualTo(Stage.EXECUTION);
        Message alone = messages.split(mine.id(), SampleRegion.coordinator());
        assertThat(alone.stage()).isEqualTo(Stage.MODERATION);
        assertThat(alone.holder().executor()).isNull();
        assertThat(messages.accept(mine.id(), null, null, SampleRegion.moderator())
                        .stage())
                .isEqualTo(Stage.COORDINATION);
    }

    @Test
    void a_leader_that_ends_sends_home_those_that_wait_and_those_that_do_not() {
        Message waits = join(true);
        Message follows = join(false);
        messages.withdraw(lead, null, ANNA);
        for (Message each : List.of(waits, follows)) {
            assertThat(now(each).links().joined()).isNull();
            assertThat(now(each).stage()).isEqualTo(Stage.MODERATION);
        }
    }

    @Test
    void a_leader_that_is_erased_does_not_concern_its_followers() {
        Message mine = join(false);
        answer();
        messages.rate(lead, 5, null, ANNA);
        pos.erase("anna");
        assertThat(now(mine).stage()).isEqualTo(Stage.ANSWERED);
        messages.rate(mine.id(), 1, "плохо", BORIS);
        assertThat(messages.escalate(mine.id(), BORIS).links().child()).isNotNull();
    }

    @Test
    void the_leaders_journal_does_not_name_who_followed() {
        join(false);
        assertThat(messages.history(lead))
                .filteredOn(line -> line.event() instanceof Event.Gathered)
                .singleElement()
                .satisfies(line -> assertThat(line.entry().by()).isEqualTo(Actor.SYSTEM_ID));
    }

    @Test
    void naming_a_follower_names_its_leader() {
        Message first = join(true);
        messages.accept(first.id(), null, null, SampleRegion.moderator());
        Message second = messages.submit(letter("vera", false).withJoin(first.id()));
        assertThat(second.links().joined()).isEqualTo(lead);
        assertThat(messages.find(lead).orElseThrow().links().followers()).isEqualTo(2);
        Message third = messages.submit(letter("vera", false));
        messages.join(third.id(), first.id(), SampleRegion.moderator());
        assertThat(now(third).links().joined()).isEqualTo(lead);
    }

    @Test
    void only_a_public_message_or_one_of_the_own_can_be_followed() {
        UUID hidden = messages.submit(letter("anna", false)).id();
        refusesJoin(letter("boris", false).withJoin(hidden), "message.unknown");
        refusesJoin(letter("boris", false).withJoin(new UUID(1, 2)), "message.unknown");
        assertThat(messages.submit(letter("anna", false).withJoin(hidden))
                        .links()
                        .joined())
                .isEqualTo(hidden);
        Submission entered = letter("boris", false).withJoin(hidden);
        assertThat(messages.submit(entered, SampleRegion.operator()).links().joined())
                .as("an operator of the region reads it")
                .isEqualTo(hidden);
    }

    @Test
    void what_is_declined_or_withdrawn_cannot_be_followed() {
        UUID own = messages.submit(letter("boris", true)).id();
        messages.withdraw(own, null, BORIS);
        refusesJoin(letter("boris", false).withJoin(own), "join.unfit");
    }

    @Test
    void a_repeated_one_is_the_same_whatever_has_become_of_the_leader() {
        Submission keyed = letter("boris", false).withJoin(lead).withOnce("k1");
        Message first = messages.submit(keyed);
        messages.withdraw(lead, null, ANNA);
        assertThat(messages.submit(keyed).id()).isEqualTo(first.id());
        UUID other = shown("vera");
        assertThat(refusal(() -> messages.submit(keyed.withJoin(other))).reason())
                .isEqualTo(Refusal.Reason.KEY_REUSED);
    }

    @Test
    void a_follower_is_overdue_when_it_is_answered_after_its_own_date_whatever_the_leader_was_promised() {
        Message mine = join(false);
        messages.assign(lead, null, null, SampleRegion.coordinator());
        messages.extend(lead, LocalDate.of(2026, 6, 1), "сложно", SampleRegion.head());
        assertThat(now(mine).deadline()).isEqualTo(mine.deadline());
        clock.advance(Duration.ofDays(45));
        pos.sweep();
        assertThat(messages.list(Filter.all(clock.instant()).withOverdue(true), null, 10))
                .extracting(Message::id)
                .containsExactly(mine.id());
        messages.draft(lead, Outcome.SOLVED, "Сделано", SampleRegion.executor());
        messages.approve(lead, SampleRegion.head());
        assertThat(now(mine).isOverdue(clock.instant())).as("answered late").isTrue();
        assertThat(messages.find(lead).orElseThrow().isOverdue(clock.instant())).isFalse();
    }

    @Test
    void a_child_of_one_that_nobody_moderated_is_not_shown_to_everybody() {
        Message mine = join(false);
        answer();
        messages.rate(mine.id(), 1, "плохо", BORIS);
        UUID child = messages.escalate(mine.id(), BORIS).links().child();
        assertThat(messages.isPublic(messages.find(child).orElseThrow())).isFalse();
        assertThat(messages.find(child).orElseThrow().submission().join()).isNull();
    }

    @Test
    void the_right_to_follow_is_not_a_right_to_join_what_was_sent_before() {
        UUID own = messages.submit(letter("boris", false)).id();
        assertThat(refusal(() -> messages.join(own, lead, BORIS)).reason()).isEqualTo(Refusal.Reason.FORBIDDEN);
        assertThat(refusal(() -> messages.split(join(false).id(), BORIS)).reason())
                .isEqualTo(Refusal.Reason.FORBIDDEN);
        assertThat(Role.APPLICANT.isOfficial()).isFalse();
    }
}
