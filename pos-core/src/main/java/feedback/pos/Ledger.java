package feedback.pos;

import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Decision;
import feedback.pos.procedure.Procedure;
import feedback.pos.store.Change;
import feedback.pos.store.Revision;
import feedback.pos.store.Tiding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns decisions into what a store writes: sealed journal lines, the row, the next wake, and what is to be told. */
final class Ledger {
    private final Codec codec;
    private final Function<UUID, List<Entry>> journals;

    /** @param journals gives a message's journal; asked for only where lines have to be redacted */
    Ledger(Codec codec, Function<UUID, List<Entry>> journals) {
        this.codec = codec;
        this.journals = journals;
    }

    Change write(List<Decision> decisions, Procedure procedure) {
        return new Change(decisions.stream().map(each -> write(each, procedure)).toList());
    }

    private Revision write(Decision made, Procedure procedure) {
        List<Entry> redacted = isAnonymizing(made) ? redacted(made) : List.of();
        Decision decision = redacted.isEmpty() ? made : onTopOf(redacted, made);
        Message before = decision.before();
        int version = before == null ? 0 : before.version();
        String seal = before == null ? codec.noSeal() : before.seal();
        List<Entry> entries = new ArrayList<>();
        for (Decision.Fact fact : decision.facts()) {
            Entry entry =
                    codec.seal(seal, decision.after().id(), ++version, fact.at(), fact.by(), fact.role(), fact.event());
            entries.add(entry);
            seal = entry.seal();
        }
        Message after = decision.after().sealed(seal);
        return new Revision(
                after,
                before == null ? 0 : before.version(),
                entries,
                wake(decision, procedure),
                tidings(decision, procedure),
                redacted);
    }

    private static boolean isAnonymizing(Decision decision) {
        return decision.facts().stream().anyMatch(fact -> fact.event() instanceof Event.Anonymized);
    }

    /** The lines up to the version decided upon, without personal data. */
    private List<Entry> redacted(Decision decision) {
        Message before = Objects.requireNonNull(decision.before());
        Set<String> persons = new HashSet<>(before.submission().coApplicants());
        persons.add(before.submission().applicant());
        return journals.apply(before.id()).stream()
                .filter(line -> line.version() <= before.version())
                .map(line -> codec.redact(line, persons))
                .toList();
    }

    /** The same decision about what the redacted lines say: so the row is what the journal replays to. */
    private Decision onTopOf(List<Entry> redacted, Decision made) {
        @Nullable Message message = null;
        for (Entry line : redacted) {
            message = codec.readEvent(line).applyTo(message, line.at());
        }
        Message before = Objects.requireNonNull(message)
                .sealed(Objects.requireNonNull(made.before()).seal());
        Message after = before;
        for (Decision.Fact fact : made.facts()) {
            after = fact.event().applyTo(after, fact.at());
        }
        return new Decision(before, made.facts(), after);
    }

    /** A leader is woken at once, so that a crash cannot leave its followers behind. */
    private static @Nullable Instant wake(Decision decision, Procedure procedure) {
        Message after = decision.after();
        if (mustLead(decision)) {
            return after.updatedAt();
        }
        return procedure.nextWake(after);
    }

    /**
     * Whether followers have to be brought along: after any fact. One that does not concern them must not book a later wake
     * either, while they may be behind because of an earlier one.
     */
    static boolean mustLead(Decision decision) {
        Message before = decision.before();
        return before != null
                && before.links().followers() > 0
                && decision.after().links().followers() > 0
                && !decision.facts().isEmpty();
    }

    /**
     * What a follower gains, together with its leader as it stands: it loses if the leader has moved on, so that nobody is
     * brought back to an older state. The leader stays to be woken at once.
     */
    Change writeBehind(Message lead, Decision follower, Procedure procedure) {
        Revision standing = new Revision(lead, lead.version(), List.of(), lead.updatedAt(), List.of());
        return new Change(List.of(standing, write(follower, procedure)));
    }

    private List<Tiding> tidings(Decision decision, Procedure procedure) {
        List<Tiding> tidings = new ArrayList<>();
        Message message = decision.before();
        String told = message == null ? "" : publicText(message);
        @Nullable Tiding publicChange = null;
        for (Decision.Fact fact : decision.facts()) {
            Event event = fact.event();
            Message after = event.applyTo(message, fact.at());
            Tiding tiding = ofItsOwn(event, after, fact.at(), procedure);
            if (tiding != null) {
                tidings.add(tiding);
            }
            if (!publicText(after).equals(told)) {
                told = publicText(after);
                publicChange = toApplicant(event, after, fact.at());
            }
            message = after;
        }
        boolean isPast = decision.facts().stream().anyMatch(fact -> fact.event() instanceof Event.Imported);
        // Several public states within one act are one piece of news; what another system did is none.
        if (publicChange != null && !isPast) {
            tidings.add(publicChange);
        }
        return tidings;
    }

    private static String publicText(Message message) {
        return message.status().text(Locale.ROOT);
    }

    private @Nullable Tiding ofItsOwn(Event event, Message after, Instant at, Procedure procedure) {
        if (event instanceof Event.Asked
                || event instanceof Event.Extended
                || event instanceof Event.Suspended
                || event instanceof Event.Demoted
                || event instanceof Event.Complained) {
            return toApplicant(event, after, at);
        }
        Role role;
        String organization;
        if (event instanceof Event.Assigned) {
            role = Role.EXECUTOR;
            organization = after.holder().organization();
        } else if (event instanceof Event.Warned warned) {
            role = warned.role();
            organization = warned.organization();
        } else if (event instanceof Event.Escalated escalated) {
            role = escalated.role();
            organization = escalated.organization();
        } else {
            return null;
        }
        Instant from = procedure.tellFrom(event, organization, at);
        return new Tiding(after.id(), after.version(), at, codec.type(event), role, organization, from);
    }

    /** A citizen reads news of the own message at any hour. */
    private Tiding toApplicant(Event event, Message after, Instant at) {
        return new Tiding(
                after.id(),
                after.version(),
                at,
                codec.type(event),
                Role.APPLICANT,
                after.submission().applicant());
    }
}
