package feedback.pos.http;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Pos;
import feedback.pos.http.Configuration.Schedule;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.testkit.SampleRegion;
import org.junit.jupiter.api.Test;

/** When the server learns: at the start, after so many decisions, and not all the time. */
class LearningTest {
    private int number;

    @Test
    void it_learns_after_so_many_decisions_and_then_waits_a_while() {
        Learning learning = new Learning(SampleRegion.regulation(), new Schedule(2, 0, 100, 30));
        try (Pos pos = Pos.under(SampleRegion.regulation()).detector(learning).open()) {
            learning.learn(pos);
            assertThat(pos.learnings()).as("there are no messages").isEmpty();

            decide(pos);
            learning.learn(pos);
            assertThat(pos.learnings()).as("one is not enough").isEmpty();
            decide(pos);
            learning.learn(pos);
            assertThat(pos.learnings()).hasSize(1);
            assertThat(pos.learnings().get(0).lessons()).isEqualTo(2);

            decide(pos);
            decide(pos);
            learning.learn(pos);
            assertThat(pos.learnings()).as("too soon").hasSize(1);
        }
    }

    @Test
    void it_learns_what_is_there_when_it_starts() {
        Learning learning = new Learning(SampleRegion.regulation(), new Schedule(0, 0, 100, 30));
        try (Pos pos = Pos.under(SampleRegion.regulation()).detector(learning).open()) {
            decide(pos);
            learning.learn(pos);
            assertThat(pos.learnings()).hasSize(1);

            decide(pos);
            learning.learn(pos);
            assertThat(pos.learnings())
                    .as("neither number nor time is a reason")
                    .hasSize(1);
            learning.again();
            learning.learn(pos);
            assertThat(pos.learnings()).as("other topics are").hasSize(2);
        }
    }

    private void decide(Pos pos) {
        Message sent = pos.messages()
                .submit(new Submission(Actor.citizen("anna"), "Знак упал " + ++number, oktmo("38701000")));
        pos.messages().accept(sent.id(), "roads.signs", null, SampleRegion.official("superior-moderator"));
    }
}
