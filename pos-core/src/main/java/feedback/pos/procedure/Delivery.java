package feedback.pos.procedure;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.calendar.WorkingHours;
import feedback.pos.message.Event;
import feedback.pos.organization.Organization;
import feedback.pos.procedure.Policy.ChainStep;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;

/** When officials are told: what falls due at night or on a day off waits until somebody is there to read it. */
final class Delivery {
    private final Regulation regulation;
    private final WorkingHours hours;

    /** Never ends: whoever has no calendar for next year is still to be told. */
    private final WorkCalendar calendar;

    private final Set<String> digested;

    Delivery(Regulation regulation) {
        this.regulation = regulation;
        this.hours = regulation.policy().delivery();
        this.calendar = regulation.calendar().orFallback();
        this.digested = regulation.policy().chain().stream()
                .filter(ChainStep::digest)
                .map(ChainStep::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The first moment at which the officials of an organization are told of an event. */
    Instant moment(Event event, String organization, Instant at) {
        ZoneId zone = regulation
                .directory()
                .find(organization)
                .map(Organization::zone)
                .orElse(regulation.zone());
        boolean waits = event instanceof Event.Escalated step && step.key() != null && digested.contains(step.key());
        return waits ? nextOpening(at, zone) : hours.openAtOrAfter(at, zone, calendar);
    }

    private Instant nextOpening(Instant at, ZoneId zone) {
        LocalDate day = calendar.workingOnOrAfter(LocalDate.ofInstant(at, zone));
        Instant opening = hours.opening(day, zone);
        return opening.isAfter(at) ? opening : hours.opening(calendar.workingOnOrAfter(day.plusDays(1)), zone);
    }
}
