package feedback.pos.procedure;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.refusal.Refusal;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Leads messages to where a test begins: in the sample region, on a Monday at ten by Moscow. */
record Walk(Procedure life) {
    static final Instant MONDAY = Instant.parse("2026-03-02T07:00:00Z");
    static final Actor ANNA = SampleRegion.anna();
    static final Actor MODERATOR = SampleRegion.moderator();
    static final Actor COORDINATOR = SampleRegion.coordinator();
    static final Actor EXECUTOR = SampleRegion.executor();
    static final Actor HEAD = SampleRegion.head();
    static final Actor SUPERIOR = SampleRegion.superiorCoordinator();

    static Submission letter(String topic) {
        return new Submission(ANNA, "Текст", oktmo("38701000")).withTopic(topic);
    }

    Message sent(Submission letter, int id) {
        return life.submit(new UUID(id, id), letter, Detection.none(), ANNA, MONDAY)
                .after();
    }

    Message sent(String topic) {
        return sent(letter(topic), 1);
    }

    Message accepted(String topic) {
        return accepted(sent(topic));
    }

    Message accepted(Message sent) {
        return life.accept(sent, null, null, MODERATOR, MONDAY).after();
    }

    Message executing(String topic) {
        return executing(sent(topic));
    }

    Message appeal(String topic) {
        return executing(sent(letter(topic).withKind(Kind.APPEAL), 1));
    }

    Message executing(Message sent) {
        return life.assign(accepted(sent), null, null, COORDINATOR, MONDAY).after();
    }

    Message drafted(Message executing) {
        return life.draft(executing, Outcome.SOLVED, "Сделано", List.of(), EXECUTOR, MONDAY)
                .after();
    }

    Message answered(Message executing) {
        return life.approve(drafted(executing), HEAD, MONDAY).after();
    }

    Message rated(Message answered, int stars) {
        return life.rate(answered, stars, "ничего", null, ANNA, MONDAY).after();
    }

    /** The complaint of a badly rated answer. */
    Message complaint(Message rated) {
        return life.escalate(rated, new UUID(2, 2), null, ANNA, MONDAY).get(1).after();
    }

    static Refusal refusal(Runnable act) {
        Refusal no = catchThrowableOfType(Refusal.class, act::run);
        assertThat(no).as("a refusal").isNotNull();
        return no;
    }

    /** What is wrong: each field with its key. */
    static List<String> wrong(Runnable act) {
        return refusal(act).fields().stream()
                .map(each -> each.field() + " " + each.key())
                .toList();
    }
}
