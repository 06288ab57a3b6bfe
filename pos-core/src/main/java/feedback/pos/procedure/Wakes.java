package feedback.pos.procedure;

import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.message.Message.Question;
import feedback.pos.message.Postponement;
import feedback.pos.message.Stage;
import feedback.pos.procedure.Lateness.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What time alone brings about. Total: for every message it has an answer. */
final class Wakes {
    private final Regulation regulation;
    private final Clockwork clockwork;
    private final Lateness lateness;

    Wakes(Regulation regulation, Clockwork clockwork) {
        this.regulation = regulation;
        this.clockwork = clockwork;
        this.lateness = new Lateness(regulation.policy().chain());
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
        for (Alarm alarm = lateness.next(act.message()); isDue(alarm, now); alarm = lateness.next(act.message())) {
            lateness.sound(Objects.requireNonNull(alarm), act, now);
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
                        lateness.nextMoment(message),
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

    /** What an import does not announce any more, because it is past. */
    Message.Alerts past(Message message, Instant now) {
        return lateness.past(message, now);
    }

    private static boolean isDue(@Nullable Alarm alarm, Instant now) {
        return alarm != null && !alarm.moment().isAfter(now);
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
        if (!now.isBefore(question.until())) {
            return;
        }
        Instant end = now.isAfter(question.askedAt()) ? now : question.askedAt().plusSeconds(1);
        act.message().deadline().pauses().stream()
                .filter(each -> each.from().equals(question.askedAt()))
                .findFirst()
                .ifPresent(pause -> clockwork.pauseIn(act, pause.until(end)));
    }
}
