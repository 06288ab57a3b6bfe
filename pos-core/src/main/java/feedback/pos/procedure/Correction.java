package feedback.pos.procedure;

import feedback.pos.catalog.Topic;
import feedback.pos.message.Event;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.TopicChoice;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.procedure.Routing.Plan;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A moderator gives a message another topic. Where the old one promised the shortened term and the new one does not, the
 * date goes back only while nobody can rely on it yet, and the applicant is told; later the promise stays.
 */
final class Correction {
    private final Regulation regulation;
    private final Intake intake;
    private final Clockwork clockwork;

    Correction(Regulation regulation, Intake intake, Clockwork clockwork) {
        this.regulation = regulation;
        this.intake = intake;
        this.clockwork = clockwork;
    }

    void correctIn(Act act, String code, @Nullable String comment, Instant now) {
        Message message = act.message();
        Topic found = regulation.catalog().find(code).orElse(null);
        new Check()
                .that(found != null, "topic", "topic.unknown", code)
                .that(
                        found == null || found.isActive(Clockwork.dayOf(message.createdAt(), message)),
                        "topic",
                        "topic.retired")
                .orRefuse();
        Topic topic = Objects.requireNonNull(found);
        boolean demotes = message.kind() == Kind.MESSAGE && message.topic().fastTrack() && !topic.fastTrack();
        if (!demotes) {
            change(act, chosen(message, topic));
            clockwork.recountIn(act);
        } else if (mayTakeBack(message, topic, now)) {
            change(act, chosen(message, topic));
            clockwork.recountIn(act);
            Instant due = act.message().deadline().due();
            if (!due.equals(message.deadline().due())) {
                act.record(new Event.Demoted(
                        message.topic().code(), code, message.deadline().due(), due, comment));
            }
        } else {
            change(act, chosen(message, topic).promised(true, message.topic().clockedBy()));
            clockwork.keepPromiseIn(act);
        }
    }

    /** In time, and to a later date only: a shorter term than the one promised would harm whoever has to keep it. */
    private boolean mayTakeBack(Message message, Topic topic, Instant now) {
        if (now.isAfter(clockwork.demotionEnds(message))) {
            return false;
        }
        Act trial = Act.bySystem(message, now);
        change(trial, chosen(message, topic));
        clockwork.recountIn(trial);
        return !trial.message().deadline().due().isBefore(message.deadline().due());
    }

    private void change(Act act, TopicChoice choice) {
        Message message = act.message();
        act.record(new Event.TopicSet(choice));
        Plan plan = intake.route(choice, message.submission());
        if (!plan.leadsTo(message.holder().organization())) {
            act.record(new Event.Routed(plan.holder(), plan.steps()));
        }
    }

    /** What the detector thought, and was asked, stays beside what the person says. */
    TopicChoice chosen(Message message, Topic topic) {
        TopicChoice before = message.topic();
        // Who only confirms the topic does not undo where a rule has sent the message
        String rule = topic.code().equals(before.code()) ? before.rule() : null;
        return intake.chosen(topic, DecidedBy.PERSON, before.alternatives(), before.model())
                .asked(before.threshold(), before.sure(), before.mode())
                .withRule(rule);
    }
}
