package feedback.pos.procedure;

import feedback.pos.message.Event;
import feedback.pos.message.Holder;
import feedback.pos.message.Message;
import feedback.pos.message.Message.Alerts;
import feedback.pos.message.Stage;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy.ChainStep;
import feedback.pos.procedure.Policy.ChainStep.Anchor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What lateness sets off: a warning for each stage, and the steps of the chain. Each step happens once for a date and the
 * how many-th time it is, and is known by its name, so it does not matter where it stands in the chain, nor whether the date
 * has moved away and back.
 */
final class Lateness {
    private static final String STAGE = "STAGE ";

    private final List<ChainStep> chain;
    private final List<String> keys;

    Lateness(List<ChainStep> chain) {
        this.chain = chain;
        this.keys = chain.stream().map(ChainStep::key).toList();
    }

    /**
     * Something that is to happen.
     *
     * @param moment when
     * @param anchor the date that it is about
     * @param step its place in the chain, from 0; -1 for the warning of a stage
     */
    record Alarm(Instant moment, Instant anchor, int step) {}

    /** What is to happen next, or null for nothing. Of two at the same moment the warning comes first, then the chain's order. */
    @Nullable
    Alarm next(Message message) {
        @Nullable Alarm next = null;
        for (Alarm alarm : all(message)) {
            next = next == null || alarm.moment().isBefore(next.moment()) ? alarm : next;
        }
        return next;
    }

    @Nullable
    Instant nextMoment(Message message) {
        Alarm next = next(message);
        return next == null ? null : next.moment();
    }

    private List<Alarm> all(Message message) {
        boolean isLed = message.links().joined() != null && !Following.isWaiting(message);
        if (!message.stage().isOpen() || isLed) {
            return List.of();
        }
        List<Alarm> all = new ArrayList<>(chain.size() + 1);
        Alerts alerts = message.alerts();
        Instant stageDue = message.stageDue();
        if (stageDue != null && !alerts.stageWarned() && alerts.times(stageKey(message.stage()), stageDue) == 0) {
            all.add(new Alarm(after(stageDue), stageDue, -1));
        }
        for (int i = 0; i < chain.size(); i++) {
            Alarm alarm = alarm(i, message);
            if (alarm != null) {
                all.add(alarm);
            }
        }
        return all;
    }

    private @Nullable Alarm alarm(int place, Message message) {
        ChainStep step = chain.get(place);
        Instant anchor = anchor(step.anchor(), message);
        boolean isTaken =
                step.anchor() == Anchor.DUE && place < message.alerts().chainSteps();
        if (anchor == null || isTaken) {
            return null;
        }
        int times = message.alerts().times(keys.get(place), anchor);
        return times < step.times() ? new Alarm(moment(step, times, anchor, message), anchor, place) : null;
    }

    private static @Nullable Instant anchor(Anchor anchor, Message message) {
        return switch (anchor) {
            case DUE -> message.deadline().due();
            case GROSS -> message.stageDues().gross();
            case MODERATION -> in(message, Stage.MODERATION);
            case COORDINATION -> in(message, Stage.COORDINATION);
            case EXECUTION -> in(message, Stage.EXECUTION);
        };
    }

    private static @Nullable Instant in(Message message, Stage stage) {
        return message.stage() == stage ? message.stageDue() : null;
    }

    private static Instant moment(ChainStep step, int times, Instant anchor, Message message) {
        return after(anchor.atZone(message.deadline().zone())
                .plusDays(step.days() + (long) times * step.everyDays())
                .plusHours(step.hours())
                .toInstant());
    }

    /** A due moment is the last second that is in time: lateness begins with the next. */
    private static Instant after(Instant due) {
        return due.plusSeconds(1);
    }

    private static String stageKey(Stage stage) {
        return STAGE + stage;
    }

    /** Lets it happen. Repetitions that nobody was awake for are counted and not made up for. */
    void sound(Alarm alarm, Act act, Instant now) {
        Message message = act.message();
        if (alarm.step() < 0) {
            act.record(new Event.Warned(
                    message.stage(),
                    alarm.anchor(),
                    responsible(message.stage()),
                    message.holder().organization(),
                    stageKey(message.stage())));
            return;
        }
        ChainStep step = chain.get(alarm.step());
        act.record(new Event.Escalated(
                alarm.step() + 1,
                step.days(),
                alarm.anchor(),
                step.role(),
                recipient(step, message.holder()),
                keys.get(alarm.step()),
                timesBy(now, alarm, message)));
    }

    private int timesBy(Instant now, Alarm alarm, Message message) {
        ChainStep step = chain.get(alarm.step());
        int times = message.alerts().times(keys.get(alarm.step()), alarm.anchor()) + 1;
        while (times < step.times()
                && !moment(step, times, alarm.anchor(), message).isAfter(now)) {
            times++;
        }
        return times;
    }

    /** The alerts of a message for which everything up to an instant is past and is not announced any more. */
    Alerts past(Message message, Instant now) {
        Alerts alerts = message.alerts();
        for (Alarm alarm : all(message)) {
            if (!alarm.moment().isAfter(now)) {
                alerts = alarm.step() < 0
                        ? alerts.with(stageKey(message.stage()), alarm.anchor(), 1)
                        : alerts.with(keys.get(alarm.step()), alarm.anchor(), timesBy(now, alarm, message));
            }
        }
        return alerts;
    }

    private static Role responsible(Stage stage) {
        return switch (stage) {
            case SUBMITTED, MODERATION -> Role.MODERATOR;
            case COORDINATION -> Role.COORDINATOR;
            case EXECUTION, POSTPONED -> Role.EXECUTOR;
            case APPROVAL, ANSWERED, CLOSED, DECLINED, WITHDRAWN -> Role.HEAD;
        };
    }

    private static String recipient(ChainStep step, Holder holder) {
        List<String> path = holder.path();
        return switch (step.place()) {
            case HOLDER -> holder.organization();
            case SUPERIOR -> path.get(Math.max(0, path.size() - 2));
            case REGION -> Objects.requireNonNull(path.get(0));
        };
    }
}
