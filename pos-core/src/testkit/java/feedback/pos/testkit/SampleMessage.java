package feedback.pos.testkit;

import feedback.pos.codec.Codec;
import feedback.pos.deadline.Deadline;
import feedback.pos.deadline.Term;
import feedback.pos.message.Answer;
import feedback.pos.message.Channel;
import feedback.pos.message.Entry;
import feedback.pos.message.Event;
import feedback.pos.message.Holder;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Message.Alerts;
import feedback.pos.message.Message.Links;
import feedback.pos.message.Message.StageDues;
import feedback.pos.message.Outcome;
import feedback.pos.message.Point;
import feedback.pos.message.Rating;
import feedback.pos.message.Stage;
import feedback.pos.message.Status;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.store.Change;
import feedback.pos.store.Revision;
import feedback.pos.store.Tiding;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message made up for a test of storages, with the revision that brings it there: set what matters, the rest has a
 * value. It obeys no procedure; its journal holds notes. Not thread-safe.
 */
public final class SampleMessage {
    private static final Codec CODEC = new Codec();
    private static final Instant FIRST = Instant.parse("2026-03-02T09:00:00Z");

    private final @Nullable Message before;
    private UUID id;
    private String number;
    private Instant createdAt;
    private Instant at;
    private Kind kind;
    private Stage stage;
    private Submission submission;
    private TopicChoice topic;
    private Holder holder;
    private Instant due;
    private @Nullable Instant answeredAt;
    private @Nullable Outcome outcome;
    private @Nullable Integer stars;
    private @Nullable UUID joined;
    private String answer = "Сделано";
    private Message.@Nullable Question question;
    private @Nullable Answer draft;
    private @Nullable Instant wake;
    private String note = "a note";
    private boolean isAssigned;
    private final List<Tiding> tidings = new ArrayList<>();
    private final List<Entry> redacted = new ArrayList<>();

    private SampleMessage(int n) {
        before = null;
        // The high bit set in every other id shows who compares them signed.
        id = new UUID(n * 0x9E3779B97F4A7C15L & ~0xF000L | 0x7000L, n | 0x8000000000000000L);
        number = "N-" + n;
        createdAt = FIRST.plus(Duration.ofMinutes(n));
        at = createdAt;
        kind = Kind.MESSAGE;
        stage = Stage.MODERATION;
        submission = new Submission("anna", "Яма у школы на Ленина, 5", new Territory("38701000"));
        topic = topic(false, "roads", "roads.potholes");
        holder = new Holder("kursk-roads", List.of("region", "kursk", "kursk-roads"), null);
        due = createdAt.plus(Duration.ofDays(30));
    }

    private SampleMessage(Message held) {
        before = held;
        id = held.id();
        number = held.number();
        createdAt = held.createdAt();
        at = held.updatedAt().plusSeconds(1);
        kind = held.kind();
        stage = held.stage();
        submission = held.submission();
        topic = held.topic();
        holder = held.holder();
        due = held.deadline().due();
        Answer answer = held.answer();
        answeredAt = answer == null ? null : answer.sentAt();
        this.answer = answer == null ? this.answer : answer.text();
        question = held.question();
        draft = held.draft();
        outcome = held.outcome();
        Rating rating = held.rating();
        stars = rating == null ? null : rating.stars();
        joined = held.links().joined();
    }

    private static TopicChoice topic(boolean fastTrack, String... path) {
        return new TopicChoice(
                path[path.length - 1], List.of(path), fastTrack, DecidedBy.PERSON, null, List.of(), null);
    }

    /**
     * A new message.
     *
     * @param n decides id and number, and how many minutes after the others it was sent
     */
    public static SampleMessage of(int n) {
        return new SampleMessage(n);
    }

    /** What follows a message: one version more, a second later, without a wake. */
    public static SampleMessage after(Message held) {
        return new SampleMessage(held);
    }

    public SampleMessage id(UUID value) {
        id = value;
        return this;
    }

    public SampleMessage number(String value) {
        number = value;
        return this;
    }

    public SampleMessage once(@Nullable String value) {
        submission = submission.withOnce(value);
        return this;
    }

    public SampleMessage located(@Nullable Point value) {
        submission = submission.withPlace(submission.address(), value);
        return this;
    }

    public SampleMessage createdAt(Instant value) {
        createdAt = value;
        at = value;
        return this;
    }

    /** When this version came about. */
    public SampleMessage at(Instant value) {
        at = value;
        return this;
    }

    public SampleMessage kind(Kind value) {
        kind = value;
        return this;
    }

    public SampleMessage stage(Stage value) {
        stage = value;
        return this;
    }

    /** What the citizen sent. */
    public SampleMessage sent(String applicant, String text, String oktmo, Channel channel, boolean open) {
        submission = new Submission(applicant, text, new Territory(oktmo))
                .withChannel(channel)
                .withConsent(open, true)
                .withPlace(submission.address(), submission.location())
                .withOnce(submission.once());
        return this;
    }

    public SampleMessage text(String value) {
        Submission old = submission;
        return sent(old.applicant(), value, old.territory().oktmo(), old.channel(), old.open());
    }

    public SampleMessage applicant(String value) {
        Submission old = submission;
        return sent(value, old.text(), old.territory().oktmo(), old.channel(), old.open());
    }

    /** The topic, by the codes from the category down. */
    public SampleMessage about(boolean fastTrack, String... path) {
        topic = topic(fastTrack, path);
        return this;
    }

    /** Who holds it, by the ids from the root down. */
    public SampleMessage heldBy(String... path) {
        holder = new Holder(path[path.length - 1], List.of(path), null);
        return this;
    }

    /** An executor of the body that holds it, without having been assigned to it; null for none. */
    public SampleMessage executor(@Nullable String value) {
        holder = new Holder(holder.organization(), holder.path(), value);
        isAssigned = false;
        return this;
    }

    /** An executor gets it: the journal's line says so. */
    public SampleMessage assignedTo(String value) {
        executor(value);
        isAssigned = true;
        return this;
    }

    /** By when an answer is owed. */
    public SampleMessage due(Instant value) {
        due = value;
        return this;
    }

    public SampleMessage answered(@Nullable Instant when, @Nullable Outcome how) {
        answeredAt = when;
        outcome = how;
        return this;
    }

    /** What the citizen is told, once answered. */
    public SampleMessage saying(String value) {
        answer = value;
        return this;
    }

    /** What the applicant was asked, and what they replied. */
    public SampleMessage asking(String text, @Nullable String reply) {
        question = new Message.Question(text, createdAt, due, reply);
        return this;
    }

    /** An answer that waits for approval. */
    public SampleMessage drafting(String text) {
        draft = new Answer(Outcome.SOLVED, text, List.of(), "ivan", null);
        return this;
    }

    /** Where it is, in words. */
    public SampleMessage address(@Nullable String value) {
        submission = submission.withPlace(value, submission.location());
        return this;
    }

    public SampleMessage stars(@Nullable Integer value) {
        stars = value;
        return this;
    }

    public SampleMessage joined(@Nullable UUID value) {
        joined = value;
        return this;
    }

    public SampleMessage wake(@Nullable Instant value) {
        wake = value;
        return this;
    }

    /** What stands in the journal. */
    public SampleMessage note(String value) {
        note = value;
        return this;
    }

    /** Something that is to be told of this version. */
    public SampleMessage telling(Role role, String recipient) {
        tidings.add(new Tiding(id, version(), at, "Noted", role, recipient));
        return this;
    }

    /** The same, but not before an instant. */
    public SampleMessage tellingFrom(Instant notBefore, Role role, String recipient) {
        tidings.add(new Tiding(id, version(), at, "Noted", role, recipient, notBefore));
        return this;
    }

    /** The same, as it stands. */
    public SampleMessage telling(Tiding tiding) {
        tidings.add(tiding);
        return this;
    }

    /** A line that takes the place of the one held under its version. */
    public SampleMessage redacting(Entry line) {
        redacted.add(line);
        return this;
    }

    private int version() {
        return before == null ? 1 : before.version() + 1;
    }

    private Entry entry() {
        String seal = before == null ? CODEC.noSeal() : before.seal();
        Event event = isAssigned ? new Event.Assigned(holder, List.of()) : new Event.Noted(note);
        return CODEC.seal(seal, id, version(), at, "anna", Role.APPLICANT, event);
    }

    /** The message. */
    public Message message() {
        return message(entry());
    }

    private Message message(Entry entry) {
        Instant sentAt = answeredAt;
        Outcome told = outcome;
        return new Message(
                id,
                number,
                version(),
                entry.seal(),
                createdAt,
                at,
                kind,
                stage,
                Status.MODERATION_NEW,
                submission,
                topic,
                holder,
                new Deadline(
                        createdAt,
                        Term.days(30),
                        ZoneOffset.UTC,
                        due.atOffset(ZoneOffset.UTC).toLocalDate(),
                        due,
                        due.atOffset(ZoneOffset.UTC).toLocalDate(),
                        List.of(),
                        List.of()),
                new StageDues(due, due, due, due, null),
                question,
                draft,
                null,
                sentAt == null
                        ? null
                        : new Answer(told == null ? Outcome.SOLVED : told, answer, List.of(), "ivan", sentAt),
                null,
                stars == null ? null : new Rating(stars, null, null, at),
                Alerts.none(),
                new Links(null, null, 0, joined, 0, List.of(), List.of()),
                told,
                0);
    }

    /** What brings the message into a storage that holds the one before. */
    public Revision revision() {
        Entry entry = entry();
        return new Revision(message(entry), version() - 1, List.of(entry), wake, tidings, redacted);
    }

    /** The revision alone as a change. */
    public Change change() {
        return Change.of(revision());
    }
}
