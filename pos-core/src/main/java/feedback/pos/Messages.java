package feedback.pos;

import feedback.pos.catalog.RouteStep;
import feedback.pos.deadline.Step;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Entry;
import feedback.pos.message.Event;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.procedure.Decision;
import feedback.pos.procedure.PastMessage;
import feedback.pos.procedure.Procedure;
import feedback.pos.procedure.Verb;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages: send them, carry them through their life, read them. Every act is one durable step or a {@link Refusal} that
 * changed nothing; acts that race are decided again on the newer state. Thread-safe.
 *
 * <p>All acts refuse with NOT_FOUND (unknown, or not the actor's to know of), FORBIDDEN (not the actor's role),
 * WRONG_STAGE, INVALID_VALUE (naming the fields), STALE_VERSION (only after {@link #ifVersion}); what is peculiar to one
 * stands with it in {@link Procedure}.
 */
public final class Messages {
    private final Office office;
    private final int expected;

    Messages(Office office, int expected) {
        this.office = office;
        this.expected = expected;
    }

    /** The same, but every act refuses with STALE_VERSION unless the message has this version. */
    public Messages ifVersion(int version) {
        return new Messages(office, version);
    }

    // Sending

    /** Sends a message as its applicant. */
    public Message submit(Submission submission) {
        return submit(submission, Actor.citizen(submission.applicant()));
    }

    /**
     * Sends a message, as its applicant or as an operator for one. A repeated submission under the same id or once key is
     * answered with the message that is already there.
     *
     * @throws Refusal INVALID_VALUE naming every field that is wrong; KEY_REUSED if id or once key belong to a message with
     *     another content
     */
    public Message submit(Submission submission, Actor by) {
        return office.submit(submission, by);
    }

    /**
     * Brings messages of another system in, in one step; nothing is announced about their past. What is already known by
     * its source and row is passed over.
     *
     * @param past at most 1,000
     * @return for each one, in order: the message added, or empty if it was known
     * @throws Refusal INVALID_VALUE if one is wrong; none is added then
     */
    public List<Optional<Message>> bring(List<PastMessage> past) {
        return office.bring(past);
    }

    /** What the detector thinks a text is about. */
    public Detection suggest(String text) {
        return office.detector().detect(text);
    }

    /** The words of a text that spoke most for a topic, at most five, best first; none where the detector cannot say. */
    public List<String> words(String text, String topic) {
        return office.detector().wordsFor(text, topic);
    }

    /** Until when a moderator may take a fast-track topic back together with the date that it promised. */
    public Instant demotionEnds(Message message) {
        return office.procedure().demotionEnds(message);
    }

    /**
     * Messages that seem to be on the same matter as one that somebody is about to send: of its text, topic, territory and
     * location. Costs at most three questions to the store, each answered by an index.
     *
     * @return of what a citizen may not see only about how many there are nearby, from three on
     */
    public Similar similar(Submission draft, Actor reader) {
        return SameMatter.to(draft, reader, office);
    }

    /**
     * The same for a message that is there, without those that follow it.
     *
     * @throws Refusal NOT_FOUND if it is unknown or not the reader's to know of
     */
    public Similar similar(UUID id, Actor reader) {
        return SameMatter.to(get(id, reader), reader, office);
    }

    // The life of a message

    public Message accept(UUID id, @Nullable String topic, @Nullable String comment, Actor by) {
        return act(id, by, (life, message, now) -> {
            List<String> people = life.whoseLoadsToAccept(message, topic, now);
            return life.accept(message, office.leadOf(message), topic, comment, by, now, office.loads(people));
        });
    }

    public Message decline(UUID id, DeclineReason reason, @Nullable String comment, Actor by) {
        return office.act(
                id,
                expected,
                by,
                (life, message, now) -> life.decline(message, office.leadOf(message), reason, comment, by, now));
    }

    public Message assign(UUID id, @Nullable String organization, @Nullable String executor, Actor by) {
        return act(id, by, (life, message, now) -> {
            List<String> people = life.whoseLoadsToAssign(message, organization, executor, now);
            return life.assign(message, organization, executor, by, now, office.loads(people));
        });
    }

    public Message forward(UUID id, String organization, String comment, Actor by) {
        return act(id, by, (life, message, now) -> life.forward(message, organization, comment, by, now));
    }

    public Message take(UUID id, Actor by) {
        return act(id, by, (life, message, now) -> life.take(message, by, now));
    }

    public Message giveBack(UUID id, String comment, Actor by) {
        return act(id, by, (life, message, now) -> life.giveBack(message, comment, by, now));
    }

    public Message ask(UUID id, String question, Actor by) {
        return act(id, by, (life, message, now) -> life.ask(message, question, by, now));
    }

    public Message reply(UUID id, String text, Actor by) {
        return act(id, by, (life, message, now) -> life.reply(message, text, by, now));
    }

    /** @param document what the suspension rests on, or null */
    public Message suspend(UUID id, LocalDate until, String reason, @Nullable String document, Actor by) {
        return act(id, by, (life, message, now) -> life.suspend(message, until, reason, document, by, now));
    }

    public Message resume(UUID id, @Nullable String comment, Actor by) {
        return act(id, by, (life, message, now) -> life.resume(message, comment, by, now));
    }

    public Message draft(UUID id, Outcome outcome, String text, Actor by) {
        return draft(id, outcome, text, List.of(), by);
    }

    public Message draft(UUID id, Outcome outcome, String text, List<String> attachments, Actor by) {
        return act(id, by, (life, message, now) -> life.draft(message, outcome, text, attachments, by, now));
    }

    public Message postpone(UUID id, LocalDate until, String reason, String text, Actor by) {
        return act(id, by, (life, message, now) -> life.postpone(message, until, reason, text, by, now));
    }

    public Message extend(UUID id, LocalDate until, String reason, Actor by) {
        return extend(id, until, reason, null, by);
    }

    /** @param document what the new date rests on, or null */
    public Message extend(UUID id, LocalDate until, String reason, @Nullable String document, Actor by) {
        return act(id, by, (life, message, now) -> life.extend(message, until, reason, document, by, now));
    }

    public Message approve(UUID id, Actor by) {
        return act(id, by, (life, message, now) -> life.approve(message, by, now));
    }

    public Message rework(UUID id, String comment, Actor by) {
        return act(id, by, (life, message, now) -> life.rework(message, comment, by, now));
    }

    /**
     * @param stars 1 to 5
     * @param reason owed for a rating that can be escalated
     */
    public Message rate(UUID id, int stars, @Nullable String reason, Actor by) {
        return rate(id, stars, reason, null, by);
    }

    public Message rate(UUID id, int stars, @Nullable String reason, @Nullable String comment, Actor by) {
        return act(id, by, (life, message, now) -> life.rate(message, stars, reason, comment, by, now));
    }

    /** Takes a badly rated answer to the superior body. */
    public Message escalate(UUID id, Actor by) {
        return escalate(id, null, by);
    }

    /**
     * Takes a badly rated answer to the superior body.
     *
     * @return the message, now with a child
     */
    public Message escalate(UUID id, @Nullable String comment, Actor by) {
        return office.act(
                id, expected, by, (life, message, now) -> life.escalate(message, office.newId(now), comment, by, now));
    }

    /** Lets the message follow another one; or the one that is followed by the message named, if that follows another. */
    public Message join(UUID id, UUID lead, Actor by) {
        return office.act(
                id, expected, by, (life, message, now) -> life.join(message, office.leader(office.get(lead)), by, now));
    }

    /** Lets a follower go its own way again, where it stood before it followed. */
    public Message split(UUID id, Actor by) {
        return office.act(
                id,
                expected,
                by,
                (life, message, now) -> life.split(message, office.leadOf(message), office.home(message), by, now));
    }

    public Message convert(UUID id, Kind kind, @Nullable String comment, Actor by) {
        return act(id, by, (life, message, now) -> life.convert(message, kind, comment, by, now));
    }

    public Message withdraw(UUID id, @Nullable String comment, Actor by) {
        return office.act(
                id,
                expected,
                by,
                (life, message, now) -> life.withdraw(message, office.leadOf(message), comment, by, now));
    }

    public Message note(UUID id, String text, Actor by) {
        return act(id, by, (life, message, now) -> life.note(message, text, by, now));
    }

    // Reading

    /**
     * A message that the reader may see.
     *
     * @throws Refusal NOT_FOUND if it is unknown or not the reader's to know of
     */
    public Message get(UUID id, Actor reader) {
        return office.visible(office.storage().messages().find(id), reader);
    }

    /** The same by the number that the citizen was given. */
    public Message getByNumber(String number, Actor reader) {
        return office.visible(office.storage().messages().findByNumber(number), reader);
    }

    /** A message, whoever asks: for code that decides on rights itself. */
    public Optional<Message> find(UUID id) {
        return office.storage().messages().find(id);
    }

    /**
     * A page of messages, newest first, without regard to rights: narrow the filter by {@link Filter#withWithin},
     * {@link Filter#withApplicant} or {@link Filter#withOpen}.
     *
     * @param limit 1 to 1,000
     */
    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
        return office.storage().messages().list(filter, after, limit);
    }

    /**
     * A page of messages found by words, newest first, without regard to rights as {@link #list} is. Where nothing is found, it is looked for
     * with another word in the place of one that may be misspelt; what the reader may not see does not help there.
     *
     * @param filter with a text
     * @param limit 1 to 1,000
     */
    public Found search(Filter filter, @Nullable Position after, int limit) {
        return Respelling.search(office.storage().messages(), filter, after, limit);
    }

    /** The whole life of a message from its first fact, without regard to rights. */
    public List<History> history(UUID id) {
        return office.history(id);
    }

    /**
     * Why the deadline is what it is, step by step: as it was written down when the date was counted, whatever rules and
     * calendar hold by now.
     *
     * @throws Refusal NOT_FOUND if there is no such message
     */
    public List<Step> explain(UUID id) {
        return office.explain(id);
    }

    /**
     * Why the message is at the body, and with the person, that hold it, step by step: as it was written down when it came
     * there, whatever table, map and roster say by now. What the steps say of people is for officials only, see
     * {@link RouteStep#isAboutPeople}.
     *
     * @throws Refusal NOT_FOUND if there is no such message
     */
    public List<RouteStep> whyHere(UUID id) {
        return office.whyHere(id);
    }

    /** Whether the actor may do the verb with the message as it stands. */
    public boolean may(Verb verb, Message message, Actor actor) {
        return office.procedure().may(verb, message, actor);
    }

    /** Whether everybody may read the message, without the person. */
    public boolean isPublic(Message message) {
        return office.procedure().isPublic(message);
    }

    /**
     * What was found by words.
     *
     * @param page the messages
     * @param shownFor the text with other words, where nothing was found by what was typed and something by this; else null. Whoever is shown
     *     the page is told
     */
    public record Found(List<Message> page, @Nullable String shownFor) {
        public Found {
            page = List.copyOf(page);
        }
    }

    private interface One {
        Decision decide(Procedure life, Message message, Instant now);
    }

    private Message act(UUID id, Actor by, One one) {
        return office.act(id, expected, by, (life, message, now) -> List.of(one.decide(life, message, now)));
    }

    /**
     * A line of a message's history.
     *
     * @param entry as it was written down
     * @param event what happened
     */
    public record History(Entry entry, Event event) {}

    /**
     * Messages that seem to be on the same matter, likeliest first. Immutable and thread-safe.
     *
     * @param items what the reader may see, at most five
     * @param hidden about how many more there are nearby that the reader may not see: 0 for fewer than three, else 3, 5, 10, 20
     *     or 50, so that nobody can tell whether a certain one is among them
     */
    public record Similar(List<Item> items, int hidden) {
        public Similar {
            items = List.copyOf(items);
        }

        /**
         * One of them, with what speaks for it.
         *
         * @param message the message
         * @param metres how far away, or null if one of the two has no point
         * @param likeness of the texts, 0–1
         * @param days since it was sent
         * @param score by which they are ranked, 0–1: half of it is likeness, three tenths nearness, one tenth each the same
         *     topic and how new it is
         */
        public record Item(Message message, @Nullable Integer metres, double likeness, int days, double score) {}
    }
}
