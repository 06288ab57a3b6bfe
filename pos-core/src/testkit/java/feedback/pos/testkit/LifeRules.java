package feedback.pos.testkit;

import feedback.pos.codec.Codec;
import feedback.pos.deadline.Deadline;
import feedback.pos.message.Entry;
import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.message.Rating;
import feedback.pos.message.Stage;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Regulation;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What no journal may say, whatever happened: told anew here, apart from the code that decides. */
final class LifeRules {
    private final Codec codec;
    private final Regulation regulation;
    private final String name;
    private boolean answered;
    private boolean complained;
    private boolean promised;
    private @Nullable Message home;

    /** What lateness has caused, each with the date it is about. */
    private final Set<List<Object>> announced = new HashSet<>();

    private LifeRules(Codec codec, Regulation regulation, String name) {
        this.codec = codec;
        this.regulation = regulation;
        this.name = name;
    }

    /** Reads a journal from its first line and breaks off where it says what must not be. */
    static void check(Codec codec, Regulation regulation, String name, List<Entry> journal) {
        new LifeRules(codec, regulation, name).read(journal);
    }

    private void read(List<Entry> journal) {
        @Nullable Message before = null;
        for (Entry line : journal) {
            Event event = codec.readEvent(line);
            Message after = event.applyTo(before, line.at());
            if (before != null) {
                keep(!line.at().isBefore(before.updatedAt()), line, "time ran backwards");
                check(before, line, event);
                keep(!before.stage().isFinal() || before.stage() == after.stage(), line, "left its end");
            }
            keep(after.links().round() <= regulation.policy().maxRounds(), line, "too many rounds");
            keep(
                    after.links().excludedOrganizations().stream()
                            .noneMatch(after.holder().path()::contains),
                    line,
                    "came to the body complained of");
            keep(
                    line.role() == Role.APPLICANT
                            || !after.links().excludedPeople().contains(line.by()),
                    line,
                    "was worked on by the person complained of");
            before = after;
        }
    }

    private void keep(boolean kept, Entry line, String broken) {
        Broken.unless(kept, "%s v%d %s: %s", name, line.version(), line.type(), broken);
    }

    private void check(Message before, Entry line, Event event) {
        checkHome(before, line, event);
        if (event instanceof Event.Warned warning) {
            keep(announced.add(List.of(warning.stage(), warning.due())), line, "warned twice of one date");
        } else if (event instanceof Event.Escalated step) {
            checkStep(before, line, step);
        } else if (event instanceof Event.Answered) {
            keep(!answered, line, "answered twice");
            boolean follows = before.links().joined() != null && line.role() == Role.SYSTEM;
            boolean approved = before.stage() == Stage.APPROVAL && line.role() == Role.HEAD && before.draft() != null;
            keep(before.stage().isOpen() && (follows || approved), line, "answered without approval");
            answered = true;
        } else if (event instanceof Event.Postponed) {
            keep(before.stage() == Stage.APPROVAL, line, "postponed without approval");
            promised = true;
        } else if (event instanceof Event.Resumed) {
            keep(promised && before.stage() == Stage.POSTPONED, line, "resumed without a promise");
            promised = false;
        } else if (event instanceof Event.Rated) {
            Instant end = before.ratingEnds();
            keep(before.rating() == null, line, "rated twice");
            // A clock that is behind may let it be in time, although the message has seen a later one
            boolean inTime =
                    end != null && (line.at().isBefore(end) || line.at().equals(before.updatedAt()));
            keep(before.stage() == Stage.ANSWERED && inTime, line, "rated too late");
        } else if (event instanceof Event.Complained complaint) {
            checkComplaint(before, line, complaint);
        }
    }

    /** Who parts from its leader has again what it had, or what has become of it since. */
    private void checkHome(Message before, Entry line, Event event) {
        if (event instanceof Event.Joined) {
            home = null;
        } else if (event instanceof Event.Followed && home == null) {
            home = before;
        } else if (event instanceof Event.DeadlineSet && home != null) {
            // A reply, or that there was none, ends a pause
            Message now = event.applyTo(before, line.at());
            home = new Event.DeadlineSet(now.deadline(), now.stageDues(), List.of()).applyTo(home, line.at());
        } else if (event instanceof Event.Split split) {
            Message expected = home == null ? before : home;
            Message after = split.applyTo(before, line.at());
            boolean same = after.stage() == expected.stage()
                    && after.status() == expected.status()
                    && after.holder().equals(expected.holder())
                    && after.kind() == expected.kind()
                    && after.topic().equals(expected.topic())
                    && after.deadline().equals(expected.deadline())
                    && after.extensions() == expected.extensions();
            keep(same, line, "did not come home");
            home = null;
        }
    }

    private void checkStep(Message before, Entry line, Event.Escalated step) {
        Policy.ChainStep rule = regulation.policy().chain().get(step.step() - 1);
        keep(announced.add(List.of(step.step(), step.due(), step.time())), line, "escalated twice for one date");
        boolean inOrder = step.step() == 1 || announced.contains(List.of(step.step() - 1, step.due(), 1));
        keep(inOrder, line, "step " + step.step() + " before the one that comes first");
        keep(step.due().equals(before.deadline().due()), line, "escalated for another date");
        keep(!line.at().isBefore(moment(before.deadline(), rule)), line, "escalated too early");
        boolean isLed = before.links().joined() != null && before.stage() != Stage.MODERATION;
        keep(before.stage().isOpen() && !isLed, line, "escalated though nothing is owed");
    }

    private void checkComplaint(Message before, Entry line, Event.Complained complaint) {
        Rating rating = before.rating();
        boolean bad = rating != null && rating.stars() <= regulation.policy().escalationMaxStars();
        keep(bad, line, "no bad rating");
        keep(!complained, line, "a second child");
        String superior = regulation
                .directory()
                .superior(before.holder().organization())
                .map(Organization::id)
                .orElse("");
        keep(complaint.organization().equals(superior), line, "not to the superior body");
        complained = true;
    }

    private static Instant moment(Deadline deadline, Policy.ChainStep step) {
        return deadline.due()
                .atZone(deadline.zone())
                .plusDays(step.days())
                .plusSeconds(1)
                .toInstant();
    }

    /** How many steps of the chain are due for the present date. */
    static long stepsDue(Message message, Regulation regulation, Instant now) {
        return regulation.policy().chain().stream()
                .filter(step -> !moment(message.deadline(), step).isAfter(now))
                .count();
    }
}
