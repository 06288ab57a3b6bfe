package feedback.pos.procedure;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.catalog.Topic;
import feedback.pos.deadline.Course;
import feedback.pos.deadline.Deadline;
import feedback.pos.deadline.Deadlines;
import feedback.pos.deadline.Extension;
import feedback.pos.deadline.Pause;
import feedback.pos.deadline.StageBudget;
import feedback.pos.deadline.Step;
import feedback.pos.deadline.Term;
import feedback.pos.message.Event.DeadlineSet;
import feedback.pos.message.Holder;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Message.StageDues;
import feedback.pos.organization.Organization;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** One legal clock a message: always counted from the original start, whatever changed since. */
final class Clockwork {
    private final Regulation regulation;

    Clockwork(Regulation regulation) {
        this.regulation = regulation;
    }

    /** The fact that starts or moves the clock. */
    DeadlineSet count(
            Kind kind,
            String topic,
            String organization,
            Instant start,
            List<Pause> pauses,
            List<Extension> extensions) {
        return count(kind, topic, organization, start, pauses, extensions, List.of());
    }

    private DeadlineSet count(
            Kind kind,
            String topic,
            String organization,
            Instant start,
            List<Pause> pauses,
            List<Extension> extensions,
            List<Step> promise) {
        Course course = course(kind, topic, organization, start, pauses, extensions);
        Deadline deadline = withLedger(Deadlines.of(course, regulation.calendar()), pauses);
        return explained(deadline, dues(kind, topic, course, deadline), course, promise);
    }

    private StageDues dues(Kind kind, String topic, Course course, Deadline deadline) {
        WorkCalendar calendar = regulation.calendar();
        List<Instant> dues = budget(kind, regulation.catalog().get(topic)).dues(course, calendar);
        return new StageDues(dues.get(0), dues.get(1), dues.get(2), deadline.due(), Deadlines.gross(course, calendar));
    }

    private DeadlineSet explained(Deadline deadline, StageDues dues, Course course, List<Step> promise) {
        return new DeadlineSet(deadline, dues, withPromise(promise, Deadlines.explain(course, regulation.calendar())));
    }

    /** Right behind the term, which would not be that of the topic otherwise. */
    private static List<Step> withPromise(List<Step> promise, List<Step> steps) {
        List<Step> all = new ArrayList<>(steps);
        int place = 1;
        while (place < all.size() && !(all.get(place - 1) instanceof Step.TermAdded)) {
            place++;
        }
        all.addAll(place, promise);
        return all;
    }

    /** Says that the term is still that of a topic which was not the right one, if it is. */
    private List<Step> promise(Message message) {
        String by = message.topic().promisedBy();
        return by == null || message.kind() == Kind.APPEAL
                ? List.of()
                : List.of(new Step.Promised(
                        by, demotionEnds(message), message.deadline().zone()));
    }

    /** Until when a fast-track topic may be taken back with the date that it promised. */
    Instant demotionEnds(Message message) {
        Integer hours = regulation.policy().acceptance().demotionHours();
        return hours == null
                ? message.stageDues().moderation()
                : message.deadline().start().plus(Duration.ofHours(hours));
    }

    /** Writes down why the date stays, though the topic does not promise it. */
    void keepPromiseIn(Act act) {
        Deadline now = act.message().deadline();
        act.record(recount(act.message(), now.pauses(), now.extensions()));
    }

    /** Counts anew what may have changed: kind, topic, holder; keeps the start. */
    DeadlineSet recount(Message message, List<Pause> pauses, List<Extension> extensions) {
        return count(
                message.kind(),
                message.topic().clockedBy(),
                message.holder().organization(),
                message.deadline().start(),
                pauses,
                extensions,
                promise(message));
    }

    /** Records a new date if there is one; only then it has to be explained. */
    void recountIn(Act act) {
        Message message = act.message();
        Deadline now = message.deadline();
        String topic = message.topic().clockedBy();
        Course course = course(
                message.kind(), topic, message.holder().organization(), now.start(), now.pauses(), now.extensions());
        Deadline deadline = withLedger(Deadlines.of(course, regulation.calendar()), now.pauses());
        StageDues dues = dues(message.kind(), topic, course, deadline);
        if (!deadline.equals(now) || !dues.equals(message.stageDues())) {
            act.record(explained(deadline, dues, course, promise(message)));
        }
    }

    void extendIn(Act act, Extension extension) {
        Deadline now = act.message().deadline();
        List<Extension> extensions = new ArrayList<>(now.extensions());
        extensions.add(extension);
        act.record(recount(act.message(), now.pauses(), extensions));
    }

    /** Replaces the pause that began at the instant, or adds it. */
    void pauseIn(Act act, Pause pause) {
        Deadline now = act.message().deadline();
        List<Pause> pauses = new ArrayList<>(now.pauses());
        pauses.removeIf(each -> each.from().equals(pause.from()));
        pauses.add(pause);
        act.record(recount(act.message(), pauses, now.extensions()));
    }

    /** Why the date would be what it is if it were counted now. */
    List<Step> explain(Message message) {
        Deadline now = message.deadline();
        return withPromise(
                promise(message),
                Deadlines.explain(
                        new Course(
                                now.start(),
                                now.term(),
                                now.zone(),
                                regulation.policy().clock(),
                                counting(message.kind(), now.pauses()),
                                now.extensions()),
                        regulation.calendar()));
    }

    private Course course(
            Kind kind,
            String topic,
            String organization,
            Instant start,
            List<Pause> pauses,
            List<Extension> extensions) {
        Term term = term(kind, regulation.catalog().get(topic));
        return new Course(
                start, term, zone(organization), regulation.policy().clock(), counting(kind, pauses), extensions);
    }

    /** In which days are judged while the organization is competent. */
    ZoneId zone(String organization) {
        return regulation.directory().find(organization).map(Organization::zone).orElse(regulation.zone());
    }

    /** The law lets nobody stop the clock of an appeal, so what was booked while it was a message does not count for it. */
    private static List<Pause> counting(Kind kind, List<Pause> pauses) {
        return kind == Kind.APPEAL ? List.of() : pauses;
    }

    /** The ledger is kept whole, whatever of it counts: a message that was an appeal for a while has its pauses again. */
    private static Deadline withLedger(Deadline counted, List<Pause> pauses) {
        return new Deadline(
                counted.start(),
                counted.term(),
                counted.zone(),
                counted.raw(),
                counted.due(),
                counted.control(),
                pauses,
                counted.extensions());
    }

    private Term term(Kind kind, Topic topic) {
        Policy policy = regulation.policy();
        if (kind == Kind.APPEAL) {
            return policy.appeal();
        }
        Term own = topic.term();
        if (own != null) {
            return own;
        }
        return topic.fastTrack() ? policy.fastTrack() : policy.ordinary();
    }

    private StageBudget budget(Kind kind, Topic topic) {
        Policy policy = regulation.policy();
        if (kind == Kind.APPEAL) {
            return policy.appealStages();
        }
        return topic.fastTrack() ? policy.fastTrackStages() : policy.ordinaryStages();
    }

    /** The first instant of the day in the zone of the message's clock. */
    static Instant startOf(LocalDate day, Message message) {
        return day.atStartOfDay(message.deadline().zone()).toInstant();
    }

    static LocalDate dayOf(Instant instant, Message message) {
        return instant.atZone(message.deadline().zone()).toLocalDate();
    }

    /** A holder without a named executor. */
    Holder holder(String organization) {
        return new Holder(organization, regulation.directory().path(organization), null);
    }
}
