package feedback.pos;

import feedback.pos.catalog.RouteStep;
import feedback.pos.message.Event;
import feedback.pos.message.Holder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows a message's life and keeps what explains its present place. */
final class WhyHere {
    private List<RouteStep> steps = List.of();
    private @Nullable String organization;

    /** Of the body that held it before it was led elsewhere; null while it follows nobody, or is led nowhere. */
    private @Nullable Place home;

    private record Place(@Nullable String organization, List<RouteStep> steps) {}

    /** @param history the whole life, from its first fact */
    static List<RouteStep> of(List<Messages.History> history) {
        WhyHere why = new WhyHere();
        history.forEach(line -> why.hear(line.event()));
        return why.steps;
    }

    private void hear(Event event) {
        if (event instanceof Event.Submitted it) {
            at(it.holder().organization(), it.route());
        } else if (event instanceof Event.Routed it) {
            at(it.holder().organization(), it.route());
        } else if (event instanceof Event.Accepted it) {
            steps = Objects.requireNonNullElse(it.route(), steps);
        } else if (event instanceof Event.Assigned it) {
            at(it.holder().organization(), it.route());
        } else if (event instanceof Event.Forwarded it) {
            moved(it.holder().organization(), new RouteStep.ByHand(it.holder().organization()));
        } else if (event instanceof Event.Followed it) {
            led(it.holder());
        } else if (event instanceof Event.Split it) {
            parted(it.holder());
        } else if (event instanceof Event.Returned) {
            steps = ofPlace();
        } else if (event instanceof Event.Taken it) {
            taken(it.holder().executor());
        }
    }

    private void at(String body, List<RouteStep> why) {
        organization = body;
        steps = why;
    }

    /** A complaint is forwarded to where it began: that it is one says more. */
    private void moved(String body, RouteStep why) {
        if (!body.equals(organization)) {
            at(body, List.of(why));
        }
    }

    /** What brought it to its own body is kept, for it may come back there. */
    private void led(Holder there) {
        home = home == null ? new Place(organization, steps) : home;
        boolean isElsewhere = !there.organization().equals(organization);
        if (isElsewhere || !Objects.equals(there.executor(), chosen())) {
            at(there.organization(), List.of(new RouteStep.Joined()));
        }
    }

    /** At home what brought it there holds again; where that body is gone, only the table of today can say more. */
    private void parted(@Nullable Holder there) {
        Place before = home == null ? new Place(organization, steps) : home;
        home = null;
        if (there != null) {
            boolean isHome = there.organization().equals(before.organization());
            at(there.organization(), isHome ? before.steps() : List.of());
        }
    }

    private List<RouteStep> ofPlace() {
        return steps.stream().filter(each -> !each.isAboutPeople()).toList();
    }

    /** Who goes on with what was given to them has not come to it anew. */
    private void taken(@Nullable String executor) {
        if (executor != null && !executor.equals(chosen())) {
            List<RouteStep> next = new ArrayList<>(ofPlace());
            next.add(new RouteStep.Took(executor));
            steps = List.copyOf(next);
        }
    }

    private @Nullable String chosen() {
        RouteStep last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        return last instanceof RouteStep.OfPeople it ? it.chosen() : null;
    }
}
