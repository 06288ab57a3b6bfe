package feedback.pos;

import feedback.pos.CardPages.Found;
import feedback.pos.discussion.Discussion;
import feedback.pos.discussion.Discussion.Moderation;
import feedback.pos.discussion.Draft;
import feedback.pos.discussion.Post;
import feedback.pos.discussion.Post.Decision;
import feedback.pos.discussion.Post.Stage;
import feedback.pos.discussion.Subject;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Submission;
import feedback.pos.moderation.Admissibility.Beside;
import feedback.pos.moderation.Hint;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Person;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.poll.ProjectVote;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Cards;
import feedback.pos.store.Cards.Card;
import feedback.pos.store.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Discussions: posts and replies under polls, projects, notices and drafts of acts. Everybody reads, whoever is known writes,
 * moderators of the organization look before or after. Every act is one durable step or a {@link Refusal} that changed
 * nothing. Thread-safe.
 */
public final class Discussions {
    private static final int TRIES = 50;
    private static final int PAGE = 200;
    private static final String DRAFT = "act-draft";

    private static final Set<Role> KEEPERS =
            EnumSet.of(Role.COORDINATOR, Role.HEAD, Role.ADMINISTRATOR, Role.POLL_MANAGER);

    private static final Set<Role> MODERATORS = EnumSet.of(Role.MODERATOR, Role.ADMINISTRATOR);

    private static final Set<Role> ANSWERING =
            EnumSet.of(Role.EXECUTOR, Role.HEAD, Role.COORDINATOR, Role.ADMINISTRATOR, Role.POLL_MANAGER);

    /** Where a problem is matters nothing here, nor how many there are. */
    private static final Set<Hint.Kind> UNFIT =
            EnumSet.of(Hint.Kind.PROFANITY, Hint.Kind.THIRD_PARTY_DATA, Hint.Kind.SPAM, Hint.Kind.UNREADABLE);

    private final Office office;
    private final People people;
    private final PostCards posts;

    Discussions(Office office, People people) {
        this.office = office;
        this.people = people;
        this.posts = new PostCards(office.codec());
    }

    /**
     * What somebody writes.
     *
     * @param text 1 to 2,000 characters
     * @param parent the post to reply to, or null
     * @param named whether to show the author's first name
     * @param official whether it is the office's answer
     */
    public record Words(String text, @Nullable UUID parent, boolean named, boolean official) {}

    /**
     * A page of posts.
     *
     * @param next where the next page begins, or null on the last one; a page may be short and have a next one
     */
    public record Page(List<Post> items, @Nullable Position next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    private Cards cards() {
        return office.storage().cards();
    }

    private Regulation rules() {
        return office.procedure().regulation();
    }

    private static boolean holds(Set<Role> roles, List<String> path, Actor by) {
        return roles.stream().anyMatch(role -> by.holds(role, path));
    }

    private static void require(Set<Role> roles, List<String> path, Actor by) {
        if (!holds(roles, path, by)) {
            throw Refusal.of(
                    Reason.FORBIDDEN,
                    "role.needed",
                    String.join(", ", roles.stream().map(Role::name).toList()));
        }
    }

    // What is discussed

    /**
     * Opens a discussion, or gives an open one another moderation and another end.
     *
     * @param by a coordinator, a head, an administrator or a poll manager of the organization, or the system
     */
    public Discussion open(
            Subject subject,
            String organization,
            Moderation moderation,
            Instant from,
            @Nullable Instant until,
            Actor by) {
        List<String> path = rules().directory().path(organization);
        if (path.isEmpty()) {
            throw Refusal.field("organization", "organization.unknown", organization);
        }
        if (!by.person().equals(Actor.SYSTEM_ID)) {
            require(KEEPERS, path, by);
            if (!organization.equals(owner(subject))) {
                throw Refusal.of(Reason.NOT_FOUND, "discussion.unknown");
            }
        }
        if (until != null && !until.isAfter(from)) {
            throw Refusal.field("until", "notice.backward");
        }
        for (int tries = 0; tries < TRIES; tries++) {
            Card before = card(subject);
            if (before != null && !posts.discussion(before).organization().equals(organization)) {
                throw Refusal.field("organization", "discussion.moved");
            }
            int shown = before == null ? 0 : posts.discussion(before).shown();
            Discussion next = new Discussion(subject, organization, moderation, from, until, shown);
            if (cards().put(List.of(posts.card(next, before, office.now())))) {
                return next;
            }
        }
        throw Office.busy();
    }

    /** Whose the subject is, or nothing where there is no such thing: nobody talks in another's name. */
    private String owner(Subject subject) {
        String whole = subject.id();
        int slash = whole.indexOf('/');
        UUID id = id(slash < 0 ? whole : whole.substring(0, slash));
        if (id == null) {
            return "";
        }
        return switch (subject.kind()) {
            case POLL, PROJECT ->
                cards().find(PollCards.KIND, id)
                        .map(new PollCards(office.codec())::poll)
                        .filter(poll -> slash < 0
                                || poll.plan().ask() instanceof ProjectVote vote
                                        && vote.find(whole.substring(slash + 1)) != null)
                        .map(poll -> poll.plan().organization())
                        .orElse("");
            case NOTICE ->
                cards().find(NoticeCards.KIND, id)
                        .map(new NoticeCards(office.codec())::read)
                        .map(notice -> notice.content().organization())
                        .orElse("");
            case DRAFT -> draft(id).map(Draft::organization).orElse("");
        };
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The discussion of a subject, if there is one. */
    public Optional<Discussion> find(Subject subject) {
        return Optional.ofNullable(card(subject)).map(posts::discussion);
    }

    private @Nullable Card card(Subject subject) {
        return cards().find(PostCards.DISCUSSION, PostCards.idOf(subject)).orElse(null);
    }

    private Card needed(Subject subject) {
        Card card = card(subject);
        if (card == null) {
            throw Refusal.of(Reason.NOT_FOUND, "discussion.unknown");
        }
        return card;
    }

    private List<String> path(Discussion discussion) {
        return rules().directory().path(discussion.organization());
    }

    /**
     * Puts a draft of a legal act up for discussion.
     *
     * @throws Refusal FORBIDDEN, INVALID_VALUE naming every field that is wrong, KEY_REUSED if its id is another draft's
     */
    public Draft put(Draft draft, Moderation moderation, Actor by) {
        List<String> path = rules().directory().path(draft.organization());
        if (path.isEmpty()) {
            throw Refusal.field("organization", "organization.unknown", draft.organization());
        }
        require(KEEPERS, path, by);
        draft.check();
        Discussion discussion =
                new Discussion(draft.subject(), draft.organization(), moderation, draft.from(), draft.until(), 0);
        Card card = new Card(
                DRAFT, draft.id(), 1, draft.at(), null, Set.of(), office.codec().writeRecord(draft));
        if (cards().put(List.of(card, posts.card(discussion, null, office.now())))) {
            return draft;
        }
        return draft(draft.id())
                .filter(there ->
                        there.title().equals(draft.title()) && there.text().equals(draft.text()))
                .orElseThrow(() -> Refusal.of(Reason.KEY_REUSED, "draft.keyReused"));
    }

    /** A draft of a legal act. */
    public Optional<Draft> draft(UUID id) {
        return cards().find(DRAFT, id).map(card -> office.codec().readRecord(card.body(), Draft.class));
    }

    /** Drafts of legal acts, those put up last first. */
    public List<Draft> drafts(@Nullable Position after, int limit) {
        return cards().list(DRAFT, "", after, limit).stream()
                .map(card -> office.codec().readRecord(card.body(), Draft.class))
                .toList();
    }

    // Writing

    /**
     * Writes a post or a reply.
     *
     * @param id chosen by the client, so that writing it again gives the one that is there; null for a new one
     * @throws Refusal NOT_FOUND if there is no such discussion, WRONG_STAGE or TOO_LATE outside its time, INVALID_VALUE naming the
     *     field, TOO_MANY with the seconds to wait, FORBIDDEN if it is to be official and the author is no official of the
     *     organization
     */
    public Post write(@Nullable UUID id, Subject subject, Words words, Actor by) {
        Post.checkText(words.text());
        List<Hint.Kind> hints = hints(words.text(), by.person());
        for (int tries = 0; tries < TRIES; tries++) {
            Instant now = office.now();
            Card card = needed(subject);
            Discussion discussion = posts.discussion(card);
            Post known = id == null ? null : find(id).orElse(null);
            if (known != null) {
                return sameAgain(known, subject, words, by);
            }
            discussion.checkIsOpen(now);
            Post.Office part = words.official() ? part(discussion, by) : null;
            Post parent = words.parent() == null ? null : parent(words.parent(), subject);
            Stage stage = part != null || discussion.moderation() == Moderation.AFTER && hints.isEmpty()
                    ? Stage.SHOWN
                    : Stage.PENDING;
            Post post = new Post(
                    id == null ? office.newId(now) : id,
                    1,
                    subject,
                    words.parent(),
                    parent == null ? 0 : parent.depth() + 1,
                    by.person(),
                    words.named(),
                    part,
                    words.text(),
                    stage,
                    now,
                    null,
                    hints,
                    0,
                    0,
                    null);
            List<Card> written = new ArrayList<>(cards(null, post, card, parent));
            written.add(posts.writer(
                    by.person(),
                    cards().find(PostCards.WRITER, PostCards.idOf(by.person())).orElse(null),
                    now));
            if (cards().put(written)) {
                return post;
            }
        }
        throw Office.busy();
    }

    private static Post sameAgain(Post known, Subject subject, Words words, Actor by) {
        boolean isSame = known.person().equals(by.person())
                && known.subject().equals(subject)
                && (known.editedAt() != null || known.text().equals(words.text()));
        if (!isSame) {
            throw Refusal.of(Reason.KEY_REUSED, "post.keyReused");
        }
        return known;
    }

    private Post parent(UUID id, Subject subject) {
        Post parent = find(id).filter(each -> each.subject().equals(subject) && each.stage() == Stage.SHOWN)
                .orElseThrow(() -> Refusal.field("parent", "post.unknown"));
        if (parent.depth() >= Post.DEEPEST) {
            throw Refusal.field("parent", "post.tooDeep", Post.DEEPEST);
        }
        return parent;
    }

    /** The right that lies nearest to the organization. */
    private Post.Office part(Discussion discussion, Actor by) {
        List<String> path = path(discussion);
        return by.grants().stream()
                .filter(each -> ANSWERING.contains(each.role()) && path.contains(each.organization()))
                .max(Comparator.comparingInt((Grant each) -> path.indexOf(each.organization()))
                        .thenComparing(Grant::role))
                .map(each -> new Post.Office(each.role(), each.organization()))
                .orElseThrow(() -> Refusal.of(Reason.FORBIDDEN, "post.official"));
    }

    /** Whether the person may write for the office that looks after the discussion. */
    public boolean mayAnswer(Discussion discussion, Actor by) {
        return holds(ANSWERING, path(discussion), by);
    }

    private List<Hint.Kind> hints(String text, String person) {
        Territory whole = rules().directory()
                .find(rules().root())
                .map(Organization::territory)
                .orElseThrow();
        Person known = people.find(person).orElse(null);
        return rules()
                .admissibility()
                .hints(new Submission(Actor.citizen(person), text, whole), new Beside(List.of(), known, name -> false))
                .stream()
                .map(Hint::kind)
                .filter(UNFIT::contains)
                .distinct()
                .toList();
    }

    /** What changes together: the post in both orders, and the numbers of what is shown where it stands. */
    private List<Card> cards(@Nullable Post before, Post after, Card discussion, @Nullable Post parent) {
        List<Card> written = new ArrayList<>(posts.cards(after, path(posts.discussion(discussion))));
        int more = (after.stage() == Stage.SHOWN ? 1 : 0) - (before != null && before.stage() == Stage.SHOWN ? 1 : 0);
        if (more != 0) {
            written.add(posts.card(posts.discussion(discussion).plus(more), discussion, office.now()));
            if (parent != null) {
                written.addAll(posts.cards(parent.plusReplies(more), path(posts.discussion(discussion))));
            }
        }
        return written;
    }

    private Post act(UUID id, UnaryOperator<Post> act) {
        for (int tries = 0; tries < TRIES; tries++) {
            Post post = find(id).orElseThrow(Discussions::unknown);
            Post next = act.apply(post);
            Post parent = post.parent() == null ? null : find(post.parent()).orElse(null);
            if (cards().put(cards(post, next, needed(post.subject()), parent))) {
                return next;
            }
        }
        throw Office.busy();
    }

    private static Refusal unknown() {
        return Refusal.of(Reason.NOT_FOUND, "post.unknown");
    }

    private static void requireAuthor(Post post, Actor by) {
        if (by.person().isEmpty() || !post.person().equals(by.person())) {
            throw post.stage() == Stage.SHOWN ? Refusal.of(Reason.FORBIDDEN, "post.notYours") : unknown();
        }
    }

    /** Changes a post within 15 minutes; the change leaves a mark. What looks unfit, or is moderated before, waits again. */
    public Post edit(UUID id, String text, Actor by) {
        Post.checkText(text);
        List<Hint.Kind> hints = hints(text, by.person());
        return act(id, post -> {
            requireAuthor(post, by);
            boolean isShown = post.office() != null
                    || hints.isEmpty()
                            && posts.discussion(needed(post.subject())).moderation() == Moderation.AFTER
                            && post.stage() == Stage.SHOWN;
            return post.edit(text, isShown ? Stage.SHOWN : Stage.PENDING, hints, office.now());
        });
    }

    /** Takes a post back; replies to it stay. */
    public Post withdraw(UUID id, Actor by) {
        return act(id, post -> {
            requireAuthor(post, by);
            return post.withdraw();
        });
    }

    /**
     * Brings a post before a moderator; once a person and post.
     *
     * @throws Refusal ALREADY_DONE if the person complained of it before
     */
    public Post complain(UUID id, Actor by) {
        Card once = new Card(
                "post-complaint", PostCards.idOf(id + " " + by.person()), 1, office.now(), null, Set.of(), "{}");
        for (int tries = 0; tries < TRIES; tries++) {
            if (cards().find(once.kind(), once.id()).isPresent()) {
                throw Refusal.of(Reason.ALREADY_DONE, "post.complained");
            }
            Post post = find(id).filter(each -> each.stage() == Stage.SHOWN).orElseThrow(Discussions::unknown);
            List<Card> written = new ArrayList<>(List.of(once));
            written.addAll(cards(post, post.complain(), needed(post.subject()), null));
            if (cards().put(written)) {
                return find(id).orElseThrow(Discussions::unknown);
            }
        }
        throw Office.busy();
    }

    /**
     * Lets a post be seen, or not.
     *
     * @param reason why not, from the list of declines; null to show it
     * @param comment for the author, or null
     * @throws Refusal FORBIDDEN if it is no moderator of the organization
     */
    public Post moderate(UUID id, @Nullable DeclineReason reason, @Nullable String comment, Actor by) {
        return act(id, post -> {
            require(MODERATORS, path(posts.discussion(needed(post.subject()))), by);
            if (post.person().equals(by.person())) {
                throw Refusal.of(Reason.FORBIDDEN, "post.own");
            }
            return post.moderate(new Decision(reason, comment, by.person(), office.now()));
        });
    }

    // Reading

    private Optional<Post> find(UUID id) {
        return cards().find(PostCards.POST, id).map(posts::post);
    }

    /**
     * A post: shown to everybody, or to its author and moderators.
     *
     * @throws Refusal NOT_FOUND
     */
    public Post get(UUID id, Actor reader) {
        return find(id).filter(each -> each.stage() == Stage.SHOWN
                        || !reader.person().isEmpty() && each.person().equals(reader.person())
                        || mayModerate(each.subject(), reader))
                .orElseThrow(Discussions::unknown);
    }

    /** Whether the person looks after the discussion. */
    public boolean mayModerate(Subject subject, Actor by) {
        return find(subject).filter(each -> holds(MODERATORS, path(each), by)).isPresent();
    }

    /**
     * A page of what is shown.
     *
     * @param parent to which the replies are wanted, or null for the posts that reply to none
     * @param oldestFirst from the beginning, else the newest first
     * @param limit 1 to 500
     * @throws Refusal NOT_FOUND if there is no such discussion
     */
    public Page list(Subject subject, @Nullable UUID parent, boolean oldestFirst, @Nullable Position after, int limit) {
        needed(subject);
        List<String> keys = List.of(PostCards.shown(subject, parent));
        if (!oldestFirst) {
            Found<Post> found =
                    CardPages.list(cards(), PostCards.POST, keys, after, limit, card -> Optional.of(posts.post(card)));
            return new Page(found.items(), found.next());
        }
        Found<UUID> found =
                CardPages.list(cards(), PostCards.TURNED, keys, after, limit, card -> Optional.of(card.id()));
        Map<UUID, Post> byId = new HashMap<>();
        cards().findAll(PostCards.POST, found.items()).forEach(card -> byId.put(card.id(), posts.post(card)));
        return new Page(
                found.items().stream().filter(byId::containsKey).map(byId::get).toList(), found.next());
    }

    /** A page of what waits for the moderator, the newest first. */
    public Page waiting(@Nullable Position after, int limit, Actor by) {
        List<String> keys = by.grants().stream()
                .filter(each -> MODERATORS.contains(each.role()))
                .map(each -> PostCards.waiting(each.organization()))
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            throw Refusal.of(Reason.FORBIDDEN, "role.needed", Role.MODERATOR);
        }
        Found<Post> found =
                CardPages.list(cards(), PostCards.POST, keys, after, limit, card -> Optional.of(posts.post(card)));
        return new Page(found.items(), found.next());
    }

    /** What a person has written, the newest first. */
    public Page of(String person, @Nullable Position after, int limit) {
        Found<Post> found = CardPages.list(
                cards(),
                PostCards.POST,
                List.of(PostCards.by(person)),
                after,
                limit,
                card -> Optional.of(posts.post(card))
                        .filter(each -> each.person().equals(person)));
        return new Page(found.items(), found.next());
    }

    /**
     * What is shown in place of the author's name: the first name and an initial if the author wants that, else a number that is the
     * author's in this discussion only; empty for officials, whose office is shown, and for erased persons.
     */
    public Optional<String> nameOf(Post post) {
        if (post.person().isEmpty() || post.office() != null) {
            return Optional.empty();
        }
        return post.named()
                ? people.find(post.person()).map(each -> shortened(each.name())).or(() -> Optional.of(number(post)))
                : Optional.of(number(post));
    }

    private static String shortened(String name) {
        String[] parts = name.strip().split("\\s+", 20);
        String last = parts[parts.length - 1];
        return parts.length == 1 ? name : parts[0] + " " + last.substring(0, last.offsetByCodePoints(0, 1)) + ".";
    }

    private static String number(Post post) {
        long number = Math.floorMod(
                PostCards.idOf(post.subject() + " " + post.person()).getMostSignificantBits(), 10_000L);
        return "№ " + String.format(Locale.ROOT, "%04d", number);
    }

    /** Takes the person out of all that the person wrote. */
    int forget(String person) {
        int changed = 0;
        Page page;
        do {
            // What is erased is the person's no longer, so each look begins at the beginning
            page = of(person, null, PAGE);
            for (Post each : page.items()) {
                act(each.id(), Post::erase);
                changed++;
            }
        } while (!page.items().isEmpty());
        cards().find(PostCards.WRITER, PostCards.idOf(person))
                .ifPresent(card -> cards().remove(card.kind(), card.id(), card.version()));
        return changed;
    }
}
