package feedback.pos;

import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.poll.Electorate;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Poll.Plan;
import feedback.pos.poll.Poll.Stage;
import feedback.pos.poll.Receipt;
import feedback.pos.poll.Vote;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Judgement;
import feedback.pos.store.BallotBox.Text;
import feedback.pos.store.Cards.Card;
import feedback.pos.store.Position;
import feedback.pos.store.UnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Surveys and votes: written, opened, answered, closed, counted and published. The rules of a poll are frozen when it is
 * opened; one person has one ballot, because the storage lets in no second one. Thread-safe.
 */
public final class Polls {
    private static final Logger LOG = LoggerFactory.getLogger(Polls.class);
    private static final int MOST = 1_000;
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_TEXT = 10_000;
    private static final int TRIES = 16;
    private static final Duration HEADS_EVERY = Duration.ofHours(1);
    private static final Duration FARTHEST = Duration.ofDays(3_650);

    private final Office office;
    private final PollCards cards;
    private final PollKeys keys;
    private final Voting voting;
    private final PollCount count;
    private final PollAudit audit;
    private final PollAnswers answers;

    Polls(Office office, byte[] pepper) {
        this.office = office;
        this.cards = new PollCards(office.codec());
        this.keys = new PollKeys(office.storage().records(), pepper);
        this.voting = new Voting(office, this, keys);
        this.count = new PollCount(office);
        this.audit = new PollAudit(office, this, count);
        this.answers = new PollAnswers(office, this, count);
    }

    /**
     * Which polls a list shows.
     *
     * @param stages in one of these only; empty: in any
     * @param organization of this one and those below, or null
     * @param territory of this place and those in it, or null
     */
    public record Filter(
            Set<Stage> stages,
            @Nullable String organization,
            @Nullable Territory territory) {
        /** All that one may see. */
        public static final Filter ALL = new Filter(Set.of(), null, null);

        public Filter {
            stages = Set.copyOf(stages);
        }
    }

    /**
     * Writes down a poll, which nobody else sees until it is opened.
     *
     * @param by a poll manager or administrator of the organization whose poll it is
     * @throws Refusal INVALID_VALUE naming every field that will not do, FORBIDDEN if it is somebody else
     */
    public Poll create(Plan plan, Actor by) {
        return create(office.newId(office.now()), plan, by);
    }

    /**
     * The same under an id chosen by the caller; once it is there it is given back as it stands.
     *
     * @throws Refusal KEY_REUSED if the id belongs to a poll that is another
     */
    public Poll create(UUID id, Plan plan, Actor by) {
        check(plan);
        requireManager(plan.organization(), by);
        Poll poll = PollCards.first(id, plan, office.now(), by.person());
        keys.make(id);
        if (put(poll)) {
            return poll;
        }
        return find(id).filter(there -> there.plan().equals(plan))
                .orElseThrow(() -> Refusal.of(Reason.KEY_REUSED, "poll.keyReused"));
    }

    private void check(Plan plan) {
        List<Field> wrong = new ArrayList<>();
        if (plan.title().isBlank() || length(plan.title()) > LONGEST_TITLE) {
            wrong.add(Field.of("title", "poll.textLength", 1, LONGEST_TITLE));
        }
        if (length(plan.description()) > LONGEST_TEXT) {
            wrong.add(Field.of("description", "text.tooLong", LONGEST_TEXT));
        }
        if (office.regulation().directory().find(plan.organization()).isEmpty()) {
            wrong.add(Field.of("organization", "organization.unknown", plan.organization()));
        }
        Instant opens = plan.opens();
        Instant closes = plan.closes();
        if (closes != null && opens != null && !closes.isAfter(opens)) {
            wrong.add(Field.of("closes", "poll.closesBeforeItOpens"));
        }
        for (Instant each : Stream.of(opens, closes).filter(Objects::nonNull).toList()) {
            if (Duration.between(office.now(), each).abs().compareTo(FARTHEST) > 0) {
                wrong.add(Field.of(each.equals(opens) ? "opens" : "closes", "poll.farAway", FARTHEST.toDays() / 365));
            }
        }
        if (plan.electorate().access() == Electorate.Access.ANYBODY && plan.revoting()) {
            wrong.add(Field.of("revoting", "poll.nobodyIsKnown"));
        }
        if (plan.revoting() && !plan.ask().quotas().isEmpty()) {
            wrong.add(Field.of("revoting", "poll.revotingWithQuotas"));
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(Reason.INVALID_VALUE, "fields.wrong").withFields(wrong);
        }
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.codePointCount(0, text.length());
    }

    /**
     * Writes a poll anew that was not opened yet.
     *
     * @param version that is to be changed, or 0 for whichever it is
     * @throws Refusal as {@link #create}; WRONG_STAGE once it was opened: its rules are frozen then; STALE_VERSION
     */
    public Poll change(UUID id, int version, Plan plan, Actor by) {
        check(plan);
        requireManager(plan.organization(), by);
        return step(id, version, by, poll -> {
            require(poll, Stage.DRAFT);
            return PollCards.next(
                    poll, Stage.DRAFT, plan, null, new Poll.Step(Stage.DRAFT, office.now(), by.person(), null));
        });
    }

    /**
     * Opens a poll: its rules are frozen, and ballots are taken from {@link Plan#opens} on.
     *
     * @throws Refusal WRONG_STAGE unless it is a draft, TOO_LATE if its time is over already
     */
    public Poll open(UUID id, Actor by) {
        return open(id, 0, by);
    }

    /**
     * The same, if the poll is as it was seen.
     *
     * @param version that is to be opened, or 0 for whichever it is
     * @throws Refusal also STALE_VERSION; CONFLICT if it has a list and nobody stands on it
     */
    public Poll open(UUID id, int version, Actor by) {
        return step(id, version, by, poll -> {
            require(poll, Stage.DRAFT);
            if (poll.isOver(office.now())) {
                throw Refusal.of(Reason.TOO_LATE, "poll.over");
            }
            if (poll.plan().electorate().access() == Electorate.Access.LISTED && !voting.hasList(poll)) {
                throw Refusal.of(Reason.CONFLICT, "poll.emptyList");
            }
            // Before anybody can know that it is open
            office.storage().ballots().open(id);
            return PollCards.next(
                    poll,
                    Stage.OPEN,
                    poll.plan(),
                    cards.digest(poll.plan()),
                    new Poll.Step(Stage.OPEN, office.now(), by.person(), null));
        });
    }

    /**
     * Closes a poll: no ballot is taken any more, and none is under way when this returns. Whoever closes it before its time is named with
     * the results.
     *
     * @param comment why, shown to everybody, at most 10,000 characters, or null
     * @throws Refusal WRONG_STAGE unless it is open
     */
    public Poll close(UUID id, @Nullable String comment, Actor by) {
        if (length(comment) > LONGEST_TEXT) {
            throw Refusal.field("comment", "text.tooLong", LONGEST_TEXT);
        }
        return step(id, 0, by, poll -> closed(poll, comment, by.person()));
    }

    private Poll closed(Poll poll, @Nullable String comment, String by) {
        require(poll, Stage.OPEN);
        office.storage().ballots().close(poll.id());
        Instant now = office.now();
        // The last ones, behind which nothing is put any more
        audit.publishHeads(poll, now);
        return PollCards.next(
                poll, Stage.CLOSED, poll.plan(), poll.digest(), new Poll.Step(Stage.CLOSED, now, by, comment));
    }

    /**
     * Shows the results to everybody. If the poll is secret the key is destroyed by which a voter's row can be found.
     *
     * @throws Refusal WRONG_STAGE unless it is closed
     */
    public Poll publish(UUID id, Actor by) {
        Poll published = step(id, 0, by, poll -> {
            require(poll, Stage.CLOSED);
            return PollCards.next(
                    poll,
                    Stage.PUBLISHED,
                    poll.plan(),
                    poll.digest(),
                    new Poll.Step(Stage.PUBLISHED, office.now(), by.person(), null));
        });
        if (published.plan().secret()) {
            office.storage().ballots().unlink(id);
            keys.destroy(id);
        }
        return published;
    }

    private static void require(Poll poll, Stage stage) {
        if (poll.stage() != stage) {
            throw Refusal.of(Reason.WRONG_STAGE, "poll.stage", poll.stage());
        }
    }

    private Poll step(UUID id, int version, Actor by, UnaryOperator<Poll> next) {
        for (int tries = 0; tries < TRIES; tries++) {
            Poll poll = managed(id, by);
            if (version > 0 && poll.version() != version) {
                throw Refusal.of(Reason.STALE_VERSION, "poll.stale", poll.version());
            }
            Poll changed = next.apply(poll);
            if (put(changed)) {
                return changed;
            }
        }
        throw Refusal.of(Reason.UNAVAILABLE, "storage.busy");
    }

    private boolean put(Poll poll) {
        return office.storage().cards().put(List.of(card(poll)));
    }

    private Card card(Poll poll) {
        Instant closes = poll.plan().closes();
        Instant heads = office.now().plus(HEADS_EVERY);
        return cards.card(
                poll,
                office.regulation().directory().path(poll.plan().organization()),
                closes == null || heads.isBefore(closes) ? heads : closes);
    }

    /** The poll, unless there is none or it is not the actor's to know of. */
    public Optional<Poll> find(UUID id, Actor who) {
        return find(id).filter(poll -> poll.isPublic() || manages(poll.plan().organization(), who));
    }

    Optional<Poll> find(UUID id) {
        return office.storage().cards().find(PollCards.KIND, id).map(cards::poll);
    }

    /** @throws Refusal NOT_FOUND if there is none, or it is not the actor's to know of */
    Poll get(UUID id, Actor who) {
        return find(id, who).orElseThrow(() -> Refusal.of(Reason.NOT_FOUND, "poll.unknown"));
    }

    private Poll managed(UUID id, Actor by) {
        Poll poll = get(id, by);
        requireManager(poll.plan().organization(), by);
        return poll;
    }

    /**
     * A page of polls, newest first: what everybody may see, and the drafts of the organizations that the actor keeps polls of.
     *
     * @param after the last one of the page before, or null
     * @param limit 1 to 1,000
     */
    public List<Poll> list(Filter filter, @Nullable Position after, int limit, Actor who) {
        String organization = filter.organization();
        Territory territory = filter.territory();
        @Nullable
        Stage stage = filter.stages().size() == 1 ? filter.stages().iterator().next() : null;
        String key;
        if (organization != null) {
            key = PollCards.organization(organization) + (stage == null ? "" : " " + stage);
        } else if (territory != null) {
            key = PollCards.territory(territory.prefix());
        } else if (stage != null) {
            key = "stage " + stage;
        } else {
            key = who.isOfficial() ? "" : PollCards.PUBLIC;
        }
        List<Poll> found = new ArrayList<>();
        @Nullable Position last = after;
        List<Card> page;
        do {
            page = office.storage().cards().list(PollCards.KIND, key, last, MOST);
            for (Card card : page) {
                last = card.position();
                Poll poll = cards.poll(card);
                if (matches(poll, filter)
                        && (poll.isPublic() || manages(poll.plan().organization(), who))) {
                    found.add(poll);
                    if (found.size() == limit) {
                        return found;
                    }
                }
            }
        } while (page.size() == MOST);
        return found;
    }

    private static boolean matches(Poll poll, Filter filter) {
        Territory wanted = filter.territory();
        Territory place = poll.plan().territory();
        return (filter.stages().isEmpty() || filter.stages().contains(poll.stage()))
                && (wanted == null || (place != null && wanted.contains(place)));
    }

    /** Whether the actor keeps the polls of the organization. */
    public boolean manages(String organization, Actor who) {
        List<String> path = office.regulation().directory().path(organization);
        return who.holds(Role.POLL_MANAGER, path) || who.holds(Role.ADMINISTRATOR, path);
    }

    void requireManager(String organization, Actor by) {
        if (!manages(organization, by) && !by.person().equals(Actor.SYSTEM_ID)) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.role", Role.POLL_MANAGER);
        }
    }

    /** Whether the actor enters ballots of others: an operator of the organization, one above it or one below. */
    boolean enters(Poll poll, Actor who) {
        String organization = poll.plan().organization();
        if (manages(organization, who)) {
            return true;
        }
        List<String> path = office.regulation().directory().path(organization);
        for (Grant grant : who.grants()) {
            if (grant.role() == Role.OPERATOR
                    && (path.contains(grant.organization())
                            || office.regulation()
                                    .directory()
                                    .path(grant.organization())
                                    .contains(organization))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Puts a ballot into the box.
     *
     * @return where it stands; of a ballot sent again under the same {@link Vote#once} what was returned before
     * @throws Refusal INVALID_VALUE naming every choice or answer that will not do; FORBIDDEN if the voter may not vote, or the actor may
     *     not enter ballots; ALREADY_DONE if the voter has voted; CONFLICT if a quota is full; WRONG_STAGE before its time,
     *     TOO_LATE after it
     */
    public Receipt cast(UUID poll, Vote vote, Actor by) {
        return voting.cast(poll, vote, by);
    }

    /**
     * The poll whose box somebody comes to. Of one that was seen open its rules are known without a read, and it may have been closed meanwhile: that is
     * found out by {@link #cast}.
     *
     * @throws Refusal NOT_FOUND if there is none, or it is not the actor's to know of
     */
    public Poll atBox(UUID id, Actor who) {
        return voting.atBox(id, who);
    }

    /**
     * Whether somebody has voted.
     *
     * @throws Refusal NOT_FOUND if there is no such poll; TOO_LATE if its key was destroyed, after which nobody can tell
     */
    public boolean hasVoted(UUID poll, Actor who) {
        return voting.hasVoted(get(poll, who), who);
    }

    /**
     * Sends a one-time code to a phone, by which its owner can vote through a volunteer for ten minutes.
     *
     * @param sender is given the phone, in digits, and the code
     * @throws Refusal FORBIDDEN if the actor may not enter ballots, INVALID_VALUE if it is no phone, TOO_MANY if codes were asked for too often
     */
    public void sendCode(UUID poll, String phone, Actor by, CodeSender sender) {
        voting.sendCode(get(poll, by), phone, by, sender);
    }

    /** Brings one-time codes to phones. */
    @FunctionalInterface
    public interface CodeSender {
        /** Sends a code. */
        void send(String phone, String code);
    }

    /**
     * One-time tokens, by which one votes without an account. The same numbers give the same tokens.
     *
     * @param from number of the first, 1 or more
     * @param number how many, 1 to 10,000
     * @throws Refusal FORBIDDEN unless the actor keeps the poll, CONFLICT if it is not one of tokens
     */
    public List<String> tokens(UUID poll, int from, int number, Actor by) {
        return voting.tokens(managed(poll, by), from, number);
    }

    /**
     * Puts persons on the list of those who may vote, before the poll is opened.
     *
     * @param persons ids, at most 1,000 at a time
     * @throws Refusal FORBIDDEN unless the actor keeps the poll, WRONG_STAGE once it was opened, CONFLICT if it has no list
     */
    public void admit(UUID poll, Collection<String> persons, Actor by) {
        Poll draft = managed(poll, by);
        require(draft, Stage.DRAFT);
        voting.admit(draft, persons);
    }

    /**
     * What has come out so far, or in the end. Counts of an open poll come from counters, in one read however many ballots there are.
     *
     * @throws Refusal NOT_FOUND if there is no such poll, FORBIDDEN while its results are hidden from the actor
     */
    public PollResults results(UUID poll, Actor who) {
        Poll shown = get(poll, who);
        requireResults(shown, who);
        return count.results(shown);
    }

    /**
     * Free texts that were written to a question, in the order of chains and positions.
     *
     * @param judgement those that stand so; only who keeps the poll sees others than {@link Judgement#SHOWN}
     * @param after the last one seen, or null
     * @param limit 1 to 1,000
     * @throws Refusal FORBIDDEN as {@link #results}, or if the judgement is not the actor's to ask for
     */
    public List<Text> texts(
            UUID poll, String question, Judgement judgement, @Nullable Text after, int limit, Actor who) {
        Poll shown = get(poll, who);
        if (judgement != Judgement.SHOWN) {
            requireManager(shown.plan().organization(), who);
        } else if (!manages(shown.plan().organization(), who)) {
            requireResults(shown, who);
        }
        return office.storage().ballots().texts(poll, question, judgement, after, limit);
    }

    /**
     * Judges a free text; {@link Judgement#ERASED} takes it out for good, and its digest stays in the chain.
     *
     * @throws Refusal FORBIDDEN unless the actor keeps the poll, NOT_FOUND if there is no such text or it is erased
     */
    public void judge(UUID poll, int chain, long position, String question, Judgement judgement, Actor by) {
        managed(poll, by);
        if (!office.storage().ballots().judge(poll, chain, position, question, judgement)) {
            throw Refusal.of(Reason.NOT_FOUND, "poll.textUnknown");
        }
    }

    /**
     * How many ballots count so far. Of a secret poll whose results are hidden as many as were there when its heads were last published: who
     * sees each ballot come could tell later which line is whose.
     */
    public long turnout(Poll poll) {
        boolean isHidden = poll.stage() == Stage.OPEN
                && poll.plan().secret()
                && !poll.plan().live();
        if (isHidden) {
            return audit.lastPublished(poll).heads().stream()
                    .mapToLong(Head::length)
                    .sum();
        }
        return office.storage().ballots().counts(poll.id()).getOrDefault(BallotBox.BALLOTS, 0L);
    }

    /** The rules of a poll as the text of which {@link Poll#digest} is SHA-256. */
    public String rules(Poll poll) {
        return cards.text(poll.plan());
    }

    /** What lets everybody check a count, and those who keep a poll look for what is odd. */
    public PollAudit audit() {
        return audit;
    }

    /** The answers of surveys, one by one. */
    public PollAnswers answers() {
        return answers;
    }

    /** Closes what is over and publishes how far chains have come; a part of {@link Pos#sweep}. */
    void sweep(Instant now) {
        for (Card card : office.storage().cards().due(PollCards.KIND, now, MOST)) {
            try {
                Poll poll = cards.poll(card);
                if (!poll.isOver(now)) {
                    audit.publishHeads(poll, now);
                }
                Poll next =
                        poll.isOver(now) ? closed(poll, null, Actor.SYSTEM_ID) : poll.withVersion(poll.version() + 1);
                // Who loses this race leaves it to whoever has won
                put(next);
            } catch (UnreachableException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.error("poll {} could not be looked after; it is tried again with the next sweep", card.id(), e);
            }
        }
    }

    void requireResults(Poll poll, Actor who) {
        boolean isShown = poll.stage() == Stage.PUBLISHED
                || poll.plan().live() && poll.stage() != Stage.DRAFT
                || poll.stage() == Stage.CLOSED && manages(poll.plan().organization(), who);
        if (!isShown) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.hidden");
        }
    }
}
