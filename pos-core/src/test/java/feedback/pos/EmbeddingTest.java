package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static feedback.pos.testkit.SampleRegion.anna;
import static feedback.pos.testkit.SampleRegion.coordinator;
import static feedback.pos.testkit.SampleRegion.executor;
import static feedback.pos.testkit.SampleRegion.head;
import static feedback.pos.testkit.SampleRegion.moderator;
import static feedback.pos.testkit.SampleRegion.superiorCoordinator;
import static feedback.pos.testkit.SampleRegion.superiorExecutor;
import static feedback.pos.testkit.SampleRegion.superiorHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.codec.Codec;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.procedure.Decision;
import feedback.pos.procedure.Procedure;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Change;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The main job through the door, in memory. */
class EmbeddingTest {
    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Pos pos = Pos.under(SampleRegion.regulation()).clock(clock).open();
    private final Messages messages = pos.messages();

    @Test
    void a_pothole_goes_from_the_citizen_to_the_superior_body_and_is_closed() {
        Message pit = messages.submit(new Submission(anna(), "Яма на дороге у школы на Ленина, 5", oktmo("38701000")));
        assertThat(pit.topic().code()).isEqualTo("roads.potholes");
        assertThat(pit.deadline().raw()).isEqualTo(LocalDate.of(2026, 3, 12));
        messages.accept(pit.id(), null, null, moderator());
        assertThat(messages.get(pit.id(), anna()).stage()).isEqualTo(Stage.EXECUTION);
        answer(pit);
        messages.rate(pit.id(), 2, "ничего не сделано", anna());
        Message closed = messages.escalate(pit.id(), anna());
        assertThat(closed.stage()).isEqualTo(Stage.CLOSED);

        Message child = messages.get(closed.links().child(), anna());
        assertThat(child.stage()).isEqualTo(Stage.COORDINATION);
        assertThat(child.holder().organization()).isEqualTo("kursk");
        assertThat(child.links().round()).isEqualTo(1);
        assertThatThrownBy(() -> messages.assign(child.id(), "kursk-roads", null, superiorCoordinator()))
                .isInstanceOf(Refusal.class);
        messages.assign(child.id(), null, null, superiorCoordinator());
        assertThatThrownBy(() -> messages.draft(child.id(), Outcome.SOLVED, "снова я", executor()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("does not work on this message");
        messages.draft(child.id(), Outcome.SOLVED, "Яма заделана 5 марта", superiorExecutor());
        messages.approve(child.id(), superiorHead());
        assertThat(messages.rate(child.id(), 5, null, anna()).stage()).isEqualTo(Stage.CLOSED);
        assertThat(pos.verify().faults()).isEmpty();
    }

    private void answer(Message message) {
        messages.take(message.id(), executor());
        messages.draft(message.id(), Outcome.SOLVED, "Заделали", executor());
        messages.approve(message.id(), head());
    }

    @Test
    void lateness_warns_and_escalates_exactly_once() {
        Message sign = messages.submit(new Submission(anna(), "Упал знак", oktmo("38701000")).withTopic("roads.signs"));
        clock.advance(Period.ofDays(45));
        pos.sweep();
        pos.sweep();
        assertThat(messages.history(sign.id()).stream().map(line -> line.entry().type()))
                .containsExactly("Submitted", "Warned", "Escalated", "Escalated", "Escalated");
        assertThat(pos.verify().faults()).isEmpty();
    }

    @Test
    void what_is_to_be_told_is_told_once_and_in_order() {
        Message pit = messages.submit(new Submission(anna(), "Яма", oktmo("38701000")).withTopic("roads.potholes"));
        messages.accept(pit.id(), null, null, moderator());
        answer(pit);
        List<String> told = new ArrayList<>();
        pos.tell((tiding, message) -> told.add(tiding.role() + " " + tiding.event()));
        assertThat(told)
                .containsExactly(
                        "APPLICANT Submitted", "EXECUTOR Assigned", "APPLICANT Assigned", "APPLICANT Answered");
        assertThat(pos.tell((tiding, message) -> told.add("again"))).isZero();
    }

    @Test
    void a_repeated_submission_is_the_same_message_and_another_under_its_key_is_refused() {
        Submission sent = new Submission(anna(), "Яма", oktmo("38701000")).withOnce("k1");
        Message first = messages.submit(sent);
        assertThat(messages.submit(sent)).isEqualTo(first);
        Submission other = new Submission(anna(), "Другая яма", oktmo("38701000")).withOnce("k1");
        assertThatThrownBy(() -> messages.submit(other))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(Refusal.Reason.KEY_REUSED));
    }

    @Test
    void followers_share_the_answer_and_keep_their_own_rating() {
        Message lead = messages.submit(new Submission(anna(), "Знак упал", oktmo("38701000")).withTopic("roads.signs"));
        Message follower =
                messages.submit(new Submission("boris", "Лежит знак", oktmo("38701000")).withTopic("roads.signs"));
        messages.join(follower.id(), lead.id(), moderator());
        messages.accept(lead.id(), null, null, moderator());
        messages.assign(lead.id(), null, null, coordinator());
        assertThat(messages.find(follower.id()).orElseThrow().stage()).isEqualTo(Stage.EXECUTION);
        answer(lead);
        Message told = messages.find(follower.id()).orElseThrow();
        assertThat(told.answer()).isNotNull();
        messages.rate(follower.id(), 5, null, SampleRegion.boris());
        assertThat(messages.find(lead.id()).orElseThrow().rating()).isNull();
        assertThat(pos.verify().faults()).isEmpty();
    }

    @Test
    void followers_left_behind_by_a_crash_are_taken_up_by_the_sweep() {
        Message lead = messages.submit(new Submission(anna(), "Знак упал", oktmo("38701000")).withTopic("roads.signs"));
        Message follower =
                messages.submit(new Submission("boris", "Лежит знак", oktmo("38701000")).withTopic("roads.signs"));
        messages.join(follower.id(), lead.id(), moderator());
        messages.accept(lead.id(), null, null, moderator());
        crashAfterAssigning(lead.id());
        assertThat(messages.find(follower.id()).orElseThrow().stage()).isEqualTo(Stage.COORDINATION);
        pos.sweep();
        assertThat(messages.find(follower.id()).orElseThrow().stage()).isEqualTo(Stage.EXECUTION);
        assertThat(pos.verify().faults()).isEmpty();
    }

    /** Commits what assigning commits, and nothing after it. */
    private void crashAfterAssigning(UUID id) {
        Procedure life = new Procedure(pos.regulation());
        Message lead = messages.find(id).orElseThrow();
        Decision assigned = life.assign(lead, null, null, coordinator(), clock.instant());
        Change change = new Ledger(new Codec(), any -> List.of()).write(List.of(assigned), life);
        assertThat(pos.storage().messages().commit(List.of(change))).isEmpty();
    }

    @Test
    void what_fails_is_held_back_with_everything_after_it_and_told_later() {
        Message pit = messages.submit(new Submission(anna(), "Яма", oktmo("38701000")).withTopic("roads.potholes"));
        messages.accept(pit.id(), null, null, moderator());
        assertThat(pos.tell((tiding, message) -> {
                    throw new IOException("mail server is down");
                }))
                .isZero();
        assertThat(pos.tell((tiding, message) -> {})).as("held back").isZero();
        clock.advance(Duration.ofMinutes(5));
        assertThat(pos.tell((tiding, message) -> {})).isEqualTo(3);
    }

    @Test
    void corrections_are_learned() {
        for (int i = 0; i < 5; i++) {
            Message sent = messages.submit(new Submission(anna(), "Лось вышел на трассу " + i, oktmo("38701000")));
            messages.accept(sent.id(), "roads.signs", null, SampleRegion.official("superior-moderator"));
        }
        assertThat(pos.decidedSinceLearning()).isEqualTo(5);
        assertThat(pos.learn(1_000).lessons()).isEqualTo(5);
        assertThat(pos.decidedSinceLearning()).isZero();
    }
}
