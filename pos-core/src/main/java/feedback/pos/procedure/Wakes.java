package feedback.pos.procedure;

import feedback.pos.deadline.Pause;
import feedback.pos.message.Event;
import feedback.pos.message.Holder;
import feedback.pos.message.Message;
import feedback.pos.message.Message.Question;
import feedback.pos.message.Postponement;
import feedback.pos.message.Stage;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy.ChainStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What time alone brings about. Total: for every message it has an answer. */
final class Wakes {
    private final Regulation regulation;
    private final Clockwork clockwork;

    Wakes(Regulation regulation, Clockwork clockwork) {
        this.regulation = regulation;
        this.clockwork = clockwork;
    }

    /** Does everything that is due, in the order of time; each kind of step at most once, so it ends. */
    Decision wake(Message message, Instant now) {
        Act act = Act.bySystem(message, now);
        if (isDue(lapse(act.message()), now)) {
            lapseIn(act, now);
        }
        if (isDue(resume(act.message()), now)) {
            act.record(new Event.Resumed());
        }
        if (isDue(stageWarning(act.message()), now)) {
            warnIn(act);
        }
        for (int left = regulation.policy().chain().size(); left > 0 && isDue(chainStep(act.message()), now); left--) {
            escalateIn(act);
        }
        if (isDue(closing(act.message()), now)) {
            act.record(new Event.Closed(Event.Closed.Cause.WINDOW_ENDED));
        }
        if (isDue(anonymizing(act.message()), now)) {
            act.record(new Event.Anonymized(Event.Anonymized.Ground.RETENTION));
        }
        return act.decide();
    }

    /** When to look at the message next, or null for never. */
    @Nullable
    Instant next(Message message) {
        return Stream.of(
                        lapse(message),
                        resume(message),
                        stageWarning(message),
                        chainStep(message),
                        closing(message),
                        anonymizing(message),
                        expiry(message))
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static boolean isDue(@Nullable Instant moment, Instant now) {
        return moment != null && !moment.isAfter(now);
    }

    private static @Nullable Instant lapse(Message message) {
        Question question = message.question();
        return question != null && question.reply() == null && message.stage().isOpen() ? question.until() : null;
    }

    /** Who follows waits with the leader, whatever was promised before. */
    private static @Nullable Instant resume(Message message) {
        Postponement promise = message.postponement();
        return message.stage() == Stage.POSTPONED
                        && promise != null
                        && message.links().joined() == null
                ? Clockwork.startOf(promise.until(), message)
                : null;
    }

    private static @Nullable Instant closing(Message message) {
        return message.stage() == Stage.ANSWERED ? message.ratingEnds() : null;
    }

    /** When the texts and the person are forgotten, or null for never. */
    private @Nullable Instant anonymizing(Message message) {
        Integer days = regulation.policy().retention().anonymizeAfterDays();
        return days != null && message.stage().isFinal() && !message.isAnonymous() ? after(message, days) : null;
    }

    /** When the message itself is removed, or null for never. */
    private @Nullable Instant expiry(Message message) {
        Policy.Retention retention = regulation.policy().retention();
        Integer days = retention.removeAfterDays();
        boolean isLast = message.isAnonymous() || retention.anonymizeAfterDays() == null;
        return days != null && message.stage().isFinal() && isLast ? after(message, days) : null;
    }

    boolean isExpired(Message message, Instant now) {
        return isDue(expiry(message), now);
    }

    private static Instant after(Message message, int days) {
        return message.updatedAt().plus(Duration.ofDays(days));
    }

    private static boolean canBeLate(Message message) {
        return message.stage().isOpen() && message.links().joined() == null;
    }

    private static @Nullable Instant stageWarning(Message message) {
        return canBeLate(message) && !message.alerts().stageWarned() ? after(message.stageDue()) : null;
    }

    private @Nullable Instant chainStep(Message message) {
        List<ChainStep> chain = regulation.policy().chain();
        int taken = message.alerts().chainSteps();
        if (!canBeLate(message) || taken >= chain.size()) {
            return null;
        }
        return moment(chain.get(taken), message);
    }

    /** A due moment is the last second that is in time: lateness begins with the next. */
    private static @Nullable Instant after(@Nullable Instant due) {
        return due == null ? null : due.plusSeconds(1);
    }

    private static Instant moment(ChainStep step, Message message) {
        return message.deadline()
                .due()
                .atZone(message.deadline().zone())
                .plusDays(step.days())
                .toInstant()
                .plusSeconds(1);
    }

    /** How many steps of the chain lie before the instant: what an import does not announce any more. */
    int chainStepsBefore(Message message, Instant now) {
        return (int) regulation.policy().chain().stream()
                .takeWhile(step -> isDue(moment(step, message), now))
                .count();
    }

    static boolean isStageLate(Message message, Instant now) {
        return isDue(after(message.stageDue()), now);
    }

    private void lapseIn(Act act, Instant now) {
        Message message = act.message();
        Question question = message.question();
        act.record(new Event.QuestionLapsed());
        if (question != null && regulation.policy().questionPauses()) {
            endPauseIn(act, question, now);
        }
    }

    /** Whoever answers without the reply needs it no longer: the question is closed and the clock goes on. */
    void settleQuestionIn(Act act, Instant now) {
        if (lapse(act.message()) != null) {
            lapseIn(act, now);
        }
    }

    /** A pause is booked to the question's limit when it is asked, and cut when the question is settled. */
    void endPauseIn(Act act, Question question, Instant now) {
        boolean paused = act.message().deadline().pauses().stream()
                .anyMatch(each -> each.from().equals(question.askedAt()));
        if (paused && now.isBefore(question.until())) {
            Instant end =
                    now.isAfter(question.askedAt()) ? now : question.askedAt().plusSeconds(1);
            clockwork.pauseIn(act, new Pause(question.askedAt(), end, "question"));
        }
    }

    private static void warnIn(Act act) {
        Message message = act.message();
        Instant due = message.stageDue();
        if (due != null) {
            act.record(new Event.Warned(
                    message.stage(),
                    due,
                    responsible(message.stage()),
                    message.holder().organization()));
        }
    }

    private static Role responsible(Stage stage) {
        return switch (stage) {
            case SUBMITTED, MODERATION -> Role.MODERATOR;
            case COORDINATION -> Role.COORDINATOR;
            case EXECUTION, POSTPONED -> Role.EXECUTOR;
            case APPROVAL, ANSWERED, CLOSED, DECLINED, WITHDRAWN -> Role.HEAD;
        };
    }

    private void escalateIn(Act act) {
        Message message = act.message();
        int taken = message.alerts().chainSteps();
        ChainStep step = regulation.policy().chain().get(taken);
        act.record(new Event.Escalated(
                taken + 1, step.days(), message.deadline().due(), step.role(), recipient(step, message.holder())));
    }

    private static String recipient(ChainStep step, Holder holder) {
        List<String> path = holder.path();
        return switch (step.place()) {
            case HOLDER -> holder.organization();
            case SUPERIOR -> path.get(Math.max(0, path.size() - 2));
            case REGION -> path.get(0);
        };
    }
}
