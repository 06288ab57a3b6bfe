package feedback.pos.procedure;

import static feedback.pos.procedure.Walk.ANNA;
import static feedback.pos.procedure.Walk.COORDINATOR;
import static feedback.pos.procedure.Walk.EXECUTOR;
import static feedback.pos.procedure.Walk.HEAD;
import static feedback.pos.procedure.Walk.MODERATOR;
import static feedback.pos.procedure.Walk.MONDAY;
import static feedback.pos.procedure.Walk.letter;
import static feedback.pos.procedure.Walk.refusal;
import static feedback.pos.procedure.Walk.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.DeclineReason;
import feedback.pos.message.Event;
import feedback.pos.message.Holder;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Status;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.testkit.SampleRegion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a follower gains from its leader, and when the two part. */
class FollowingTest {
    private final Procedure life = new Procedure(SampleRegion.regulation());
    private final Walk walk = new Walk(life);
    private final Message sent = walk.sent(letter("roads.signs"), 9);

    @Test
    void who_joins_is_at_once_where_the_leader_is() {
        Message lead = walk.executing("roads.signs");

        Message follower = joined(lead);

        assertThat(follower.stage()).isEqualTo(Stage.EXECUTION);
        assertThat(follower.status()).isEqualTo(Status.SET_EXECUTOR);
        assertThat(follower.holder()).isEqualTo(lead.holder());
        assertThat(follower.links().joined()).isEqualTo(lead.id());
    }

    @Test
    void nothing_is_written_down_while_the_leader_does_not_get_on() {
        Message lead = walk.executing("roads.signs");
        Message follower = joined(lead);

        assertThat(life.follow(follower, lead, () -> sent, MONDAY).facts()).isEmpty();
        assertThat(life.follow(follower, walk.drafted(lead), () -> sent, MONDAY).facts())
                .as("approval is internal")
                .isEmpty();
    }

    @Test
    void another_state_or_another_holder_of_the_leader_is_the_followers_too() {
        Message lead = walk.executing("roads.signs");
        Message follower = joined(lead);
        Actor roadman = SampleRegion.official("roadman");

        Message taken = life.follow(follower, life.take(lead, roadman, MONDAY).after(), () -> sent, MONDAY)
                .after();
        Message reassigned = life.follow(
                        follower,
                        life.assign(lead, "kursk-housing", null, COORDINATOR, MONDAY)
                                .after(),
                        () -> sent,
                        MONDAY)
                .after();

        assertThat(taken.status()).isEqualTo(Status.TAKE_TO_WORK);
        assertThat(taken.holder()).isEqualTo(follower.holder());
        assertThat(reassigned.status()).isEqualTo(follower.status());
        assertThat(reassigned.holder().organization()).isEqualTo("kursk-housing");
    }

    @Test
    void the_leaders_answer_is_the_followers_with_a_rating_window_of_its_own() {
        Message lead = walk.executing("roads.signs");
        Message follower = joined(lead);
        Message answered = walk.answered(lead);
        Instant later = MONDAY.plus(Duration.ofDays(3));

        Decision told = life.follow(follower, answered, () -> sent, later);

        assertThat(told.after().stage()).isEqualTo(Stage.ANSWERED);
        assertThat(told.after().answer()).isNotNull().satisfies(answer -> {
            assertThat(answer.text()).isEqualTo("Сделано");
            assertThat(answer.outcome()).isEqualTo(Outcome.SOLVED);
            assertThat(answer.sentAt()).isEqualTo(later);
        });
        assertThat(told.after().ratingEnds())
                .as("thirty whole days after the fifth of March")
                .isEqualTo("2026-04-04T21:00:00Z");
        assertThat(told.facts()).extracting(Decision.Fact::role).containsOnly(Role.SYSTEM);
        assertThat(life.follow(told.after(), answered, () -> sent, later).facts())
                .as("told once")
                .isEmpty();
    }

    @Test
    void who_is_told_the_leaders_answer_is_held_by_who_gave_it() {
        Message lead = walk.executing("roads.signs");
        Message follower = joined(lead);
        Message moved =
                life.assign(lead, "kursk-housing", null, COORDINATOR, MONDAY).after();

        Message told =
                life.follow(follower, walk.answered(moved), () -> sent, MONDAY).after();

        assertThat(told.stage()).isEqualTo(Stage.ANSWERED);
        assertThat(told.holder()).isEqualTo(moved.holder());
    }

    @Test
    void an_answered_and_even_a_closed_message_can_be_followed_and_gives_its_answer() {
        Message answered = walk.answered(walk.executing("roads.signs"));
        Message closed = walk.rated(answered, 5);

        assertThat(closed.stage()).isEqualTo(Stage.CLOSED);
        assertThat(joined(answered).stage()).isEqualTo(Stage.ANSWERED);
        assertThat(joined(closed).stage()).isEqualTo(Stage.ANSWERED);
    }

    @Test
    void nobody_follows_what_was_declined_or_withdrawn_or_follows_itself() {
        Message lead = walk.sent("roads.signs");
        Message declined =
                life.decline(lead, DeclineReason.SPAM, null, MODERATOR, MONDAY).after();
        Message withdrawn = life.withdraw(lead, null, null, ANNA, MONDAY).get(0).after();
        Message following = joined(walk.accepted("roads.signs"));
        Message third = walk.sent(letter("roads.signs"), 10);

        for (Message unfit : List.of(declined, withdrawn, following)) {
            assertThat(refusal(() -> life.join(third, unfit, MODERATOR, MONDAY)).key())
                    .isEqualTo("join.unfit");
        }
    }

    @Test
    void a_message_that_is_not_somebodys_to_see_cannot_be_joined() {
        Message elsewhere = walk.sent(letter("roads.signs").withOrganization("lgov"), 1);
        Actor moderator = Actor.official("m", Role.MODERATOR, "kursk");

        assertThat(wrong(() -> life.join(sent, elsewhere, moderator, MONDAY)))
                .containsExactly("message message.unknown");
    }

    @Test
    void a_follower_leaves_a_leader_that_was_withdrawn() {
        Message lead = walk.accepted("roads.signs");
        Message follower = joined(lead);
        Message withdrawn = life.withdraw(lead, null, null, ANNA, MONDAY).get(0).after();

        Message home = life.accept(sent, null, null, MODERATOR, MONDAY).after();

        Decision alone = life.follow(follower, withdrawn, () -> home, MONDAY);

        assertThat(alone.facts())
                .extracting(Decision.Fact::event)
                .containsExactly(
                        new Event.Split(lead.id(), Stage.COORDINATION, Status.MODERATION_ACCEPT, home.holder()));
        assertThat(alone.after().links().joined()).isNull();
        assertThat(alone.after().deadline()).isEqualTo(sent.deadline());
    }

    @Test
    void who_follows_another_message_gains_nothing_from_this_one() {
        Message follower = joined(walk.executing("roads.signs"));
        Message other = walk.executing(walk.sent(letter("roads.signs"), 10));

        assertThat(life.follow(follower, walk.answered(other), () -> sent, MONDAY)
                        .facts())
                .isEmpty();
        assertThat(refusal(() -> life.split(follower, other, sent, COORDINATOR, MONDAY))
                        .key())
                .isEqualTo("split.unfit");
    }

    @Test
    void a_complaint_does_not_follow_an_answer_by_who_wrote_the_one_complained_of() {
        Message complaint = walk.complaint(walk.rated(walk.answered(walk.executing("roads.signs")), 1));
        Message atKursk = walk.executing(walk.sent(letter("roads.signs").withOrganization("kursk"), 9));
        Message byAnother = life.approve(
                        life.draft(
                                        atKursk,
                                        Outcome.SOLVED,
                                        "Сделано",
                                        List.of(),
                                        SampleRegion.superiorExecutor(),
                                        MONDAY)
                                .after(),
                        HEAD,
                        MONDAY)
                .after();

        assertThat(refusal(() -> life.join(complaint, walk.answered(atKursk), COORDINATOR, MONDAY))
                        .key())
                .isEqualTo("join.unfit");
        assertThat(life.join(complaint, byAnother, COORDINATOR, MONDAY)
                        .get(1)
                        .after()
                        .stage())
                .isEqualTo(Stage.ANSWERED);
    }

    @Test
    void who_is_split_off_is_at_home_again_with_the_clock_it_has_had_all_the_while() {
        Procedure wide = new Procedure(Farther.regulation());
        Walk here = new Walk(wide);
        Message lead = here.accepted("roads.signs");
        Message mine = here.executing(here.sent(letter("roads.signs"), 9));
        Message follower = wide.join(mine, lead, COORDINATOR, MONDAY).get(1).after();
        Message moved = wide.forward(lead, "far", "ваша", Walk.SUPERIOR, MONDAY).after();
        Message followed = wide.follow(follower, moved, () -> mine, MONDAY).after();
        assertThat(followed.holder().organization()).isEqualTo("far");

        Message alone =
                wide.split(followed, moved, mine, Walk.SUPERIOR, MONDAY).get(1).after();

        assertThat(alone.stage()).isEqualTo(Stage.EXECUTION);
        assertThat(alone.status()).isEqualTo(mine.status());
        assertThat(alone.holder()).isEqualTo(mine.holder());
        assertThat(alone.deadline()).isEqualTo(mine.deadline());
        assertThat(alone.stageDues()).isEqualTo(mine.stageDues());
    }

    @Test
    void who_comes_back_to_a_body_that_is_gone_goes_where_the_route_leads_today() {
        Message lead = walk.executing("roads.signs");
        Message follower = joined(lead);
        Message lost = life.forward(
                        walk.accepted(walk.sent(letter("roads.signs"), 9)), "lgov", "ваша", COORDINATOR, MONDAY)
                .after();
        Message home = new Event.Forwarded(
                        new Holder("dissolved", List.of("region", "dissolved"), null), Status.FORWARD_TO_PARENT, null)
                .applyTo(lost, MONDAY);

        Message alone =
                life.split(follower, lead, home, COORDINATOR, MONDAY).get(1).after();

        assertThat(alone.stage()).isEqualTo(Stage.COORDINATION);
        assertThat(alone.holder().organization()).isEqualTo(sent.holder().organization());
    }

    @Test
    void a_promise_made_before_joining_does_not_wake_a_follower() {
        Message executing = walk.executing(sent);
        Message asked = life.postpone(executing, LocalDate.of(2026, 5, 4), "снег", "весной", EXECUTOR, MONDAY)
                .after();
        Message promised = life.approve(asked, HEAD, MONDAY).after();
        Message resumed = life.take(promised, EXECUTOR, MONDAY).after();
        Message lead = walk.executing("roads.signs");
        Message postponed = life.approve(
                        life.postpone(lead, LocalDate.of(2026, 6, 1), "снег", "летом", EXECUTOR, MONDAY)
                                .after(),
                        HEAD,
                        MONDAY)
                .after();
        Message follower =
                life.join(resumed, postponed, COORDINATOR, MONDAY).get(1).after();

        assertThat(follower.stage()).isEqualTo(Stage.POSTPONED);
        assertThat(life.nextWake(follower)).isNull();
        assertThat(life.wake(follower, Instant.parse("2026-05-04T07:00:00Z")).facts())
                .isEmpty();
    }

    private Message joined(Message lead) {
        return life.join(sent, lead, MODERATOR, MONDAY).get(1).after();
    }
}
