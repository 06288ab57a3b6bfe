package feedback.pos.testkit;

import feedback.pos.Messages;
import feedback.pos.Pos;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Rating;
import feedback.pos.message.Stage;
import feedback.pos.organization.Actor;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Verb;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everybody who acts on messages: as a rule the one whose turn it is, sometimes anybody with anything. */
final class Crowd {
    /** What is done at a stage; what stands there more often is done more often. */
    private static final Map<Stage, List<Verb>> USUAL = new EnumMap<>(Map.of(
            Stage.MODERATION,
            list(Verb.MODERATE, 8, Verb.JOIN, 3, Verb.CONVERT, 1, Verb.WITHDRAW, 1),
            Stage.COORDINATION,
            list(Verb.ASSIGN, 8, Verb.FORWARD, 2, Verb.JOIN, 2, Verb.CONVERT, 1),
            Stage.EXECUTION,
            list(
                    Verb.TAKE,
                    2,
                    Verb.ASK,
                    2,
                    Verb.DRAFT,
                    8,
                    Verb.POSTPONE,
                    3,
                    Verb.RETURN,
                    1,
                    Verb.EXTEND,
                    1,
                    Verb.SUSPEND,
                    1,
                    Verb.RESUME,
                    1,
                    Verb.JOIN,
                    1,
                    Verb.ASSIGN,
                    1,
                    Verb.CONVERT,
                    1,
                    Verb.FORWARD,
                    1,
                    Verb.NOTE,
                    1),
            Stage.APPROVAL,
            list(Verb.APPROVE, 8, Verb.REWORK, 1, Verb.WITHDRAW, 1, Verb.EXTEND, 1, Verb.NOTE, 1),
            Stage.POSTPONED,
            list(Verb.TAKE, 1, Verb.EXTEND, 1, Verb.WITHDRAW, 1, Verb.NOTE, 1)));

    private static final List<Verb> OF_FOLLOWERS =
            list(Verb.SPLIT, 2, Verb.NOTE, 2, Verb.WITHDRAW, 1, Verb.RATE, 1, Verb.ESCALATE, 1);
    private static final List<String> TOPICS = List.of("roads.potholes", "roads.signs", "health.queue");
    private static final List<String> BODIES = List.of("kursk", "lgov", "kursk-roads", "kursk-housing", "region");

    private final Random random;
    private final Fate fate;
    private final Witness witness;
    private final Letters.Texts texts;
    private final OrganizationTree tree = SampleRegion.organizations();
    private final List<Actor> officials =
            tree.staff().keySet().stream().map(tree::actor).toList();

    /** What people of this world like to do, turn or no turn: so worlds differ more than dice alone make them. */
    private final List<Verb> fashion;

    /** The versions that people have on their screens, which may be old. */
    private final Map<UUID, Integer> seen = new HashMap<>();

    Crowd(Random random, Fate fate, Witness witness, Letters.Texts texts) {
        this.random = random;
        this.fate = fate;
        this.witness = witness;
        this.texts = texts;
        List<Verb> verbs = List.of(Verb.values());
        this.fashion = List.of(one(verbs), one(verbs), random.nextBoolean() ? Verb.JOIN : Verb.DRAFT);
    }

    /** Does something with a message: as a rule the one given, if one is. */
    void act(Node node, @Nullable UUID about) {
        List<Message> rows = witness.rows();
        if (rows.isEmpty()) {
            return;
        }
        Message likely = about == null || random.nextInt(4) == 0 ? null : near(about);
        Message message = likely != null ? likely : any(rows);
        int dice = random.nextInt(12);
        Verb verb = dice == 0 ? one(List.of(Verb.values())) : dice < 3 ? one(fashion) : usual(message);
        Actor by = random.nextInt(12) == 0 ? anybody() : usual(verb, message);
        int version = random.nextInt(6) == 0 ? seen.getOrDefault(message.id(), 1) : 0;
        Fate.Deed deed = fate.attempt(
                node,
                by.person() + " " + verb + " " + witness.name(message.id()) + (version == 0 ? "" : " v" + version),
                message.id(),
                pos -> act(pos, verb, message, by, version),
                after -> after.stage() + " v" + after.version());
        check(deed, message.id(), by, version);
        Message now = witness.row(message.id());
        if (now != null && random.nextBoolean()) {
            seen.put(now.id(), now.version());
        }
    }

    private void check(Fate.Deed deed, UUID id, Actor by, int version) {
        long lines = deed.writtenBy(by.person(), id);
        Broken.unless(lines <= 1, "one act was written %d times", lines);
        Broken.unless(lines == 1 || !deed.isDone(), "an act was acknowledged and not written");
        Broken.unless(
                lines == 0
                        || version == 0
                        || deed.written().stream()
                                .filter(each -> each.after().id().equals(id))
                                .findFirst()
                                .filter(each -> each.expected() == version)
                                .isPresent(),
                "an act on version %d was done on another one",
                version);
    }

    /** What is over is seldom touched; what others follow is touched more often. */
    private Message any(List<Message> rows) {
        List<Message> leaders =
                rows.stream().filter(each -> each.links().followers() > 0).toList();
        Message message = one(leaders.isEmpty() || random.nextInt(3) != 0 ? rows : leaders);
        for (int tries = 0; tries < 3 && message.stage().isFinal(); tries++) {
            message = one(rows);
        }
        return message;
    }

    /** The message itself, or one that hangs together with it. */
    private @Nullable Message near(UUID id) {
        Message message = witness.row(id);
        UUID lead = message == null ? null : message.links().joined();
        return lead != null && random.nextBoolean() ? witness.row(lead) : message;
    }

    private Verb usual(Message message) {
        Message.Question question = message.question();
        Rating rating = message.rating();
        if (message.links().joined() != null && message.stage().isOpen() && random.nextInt(3) != 0) {
            return one(OF_FOLLOWERS);
        }
        if (message.stage() == Stage.ANSWERED && random.nextInt(6) != 0) {
            return rating == null ? Verb.RATE : Verb.ESCALATE;
        }
        if (question != null && question.reply() == null && random.nextInt(3) != 0) {
            return Verb.REPLY;
        }
        return one(USUAL.getOrDefault(message.stage(), List.of(Verb.NOTE, Verb.ESCALATE)));
    }

    private Actor usual(Verb verb, Message message) {
        if (verb.roles().contains(Role.APPLICANT)) {
            return Actor.citizen(message.submission().applicant());
        }
        List<Actor> fit = officials.stream()
                .filter(each -> verb.roles().stream()
                        .anyMatch(role -> each.holds(role, message.holder().path())))
                .filter(each -> !message.links().excludedPeople().contains(each.person()))
                .filter(each -> verb != Verb.JOIN || each.person().startsWith("superior"))
                .filter(each -> verb != Verb.JOIN
                        || message.stage() != Stage.MODERATION
                        || each.person().endsWith("moderator"))
                .toList();
        return fit.isEmpty() ? anybody() : one(fit);
    }

    private Actor anybody() {
        return random.nextBoolean() ? one(officials) : Actor.citizen(one(Letters.CITIZENS));
    }

    private Message act(Pos pos, Verb verb, Message message, Actor by, int version) {
        Messages messages = version == 0 ? pos.messages() : pos.messages().ifVersion(version);
        UUID id = message.id();
        LocalDate today = LocalDate.ofInstant(pos.now(), message.deadline().zone());
        return switch (verb) {
            case MODERATE ->
                random.nextInt(8) == 0
                        ? messages.decline(id, DeclineReason.UNCLEAR, texts.next("неясно"), by)
                        : messages.accept(id, random.nextInt(4) == 0 ? one(TOPICS) : null, texts.next("да"), by);
            case ASSIGN -> messages.assign(id, random.nextInt(4) == 0 ? one(BODIES) : null, null, by);
            case FORWARD -> messages.forward(id, one(BODIES), texts.next("не наше"), by);
            case TAKE -> messages.take(id, by);
            case RETURN -> messages.giveBack(id, texts.next("не к нам"), by);
            case ASK -> messages.ask(id, texts.next("Где?"), by);
            case REPLY -> messages.reply(id, texts.next("Там"), by);
            case DRAFT -> messages.draft(id, one(List.of(Outcome.SOLVED, Outcome.REJECTED)), texts.next("Вот"), by);
            case POSTPONE ->
                messages.postpone(
                        id, today.plusDays(1 + random.nextInt(40)), texts.next("зима"), texts.next("Весной"), by);
            case EXTEND ->
                messages.extend(id, message.deadline().raw().plusDays(random.nextInt(40)), texts.next("сложно"), by);
            case SUSPEND ->
                messages.suspend(id, today.plusDays(random.nextInt(9)), texts.next("запрос"), texts.next("№ 1"), by);
            case RESUME -> messages.resume(id, texts.next("ответили"), by);
            case APPROVE -> messages.approve(id, by);
            case REWORK -> messages.rework(id, texts.next("подробнее"), by);
            case RATE -> messages.rate(id, 1 + random.nextInt(3), texts.next("плохо"), by);
            case ESCALATE -> messages.escalate(id, texts.next("выше"), by);
            case JOIN -> messages.join(id, any(witness.rows()).id(), by);
            case SPLIT -> messages.split(id, by);
            case CONVERT ->
                messages.convert(id, message.kind() == Kind.APPEAL ? Kind.MESSAGE : Kind.APPEAL, texts.next("59"), by);
            case WITHDRAW -> messages.withdraw(id, texts.next("уже не надо"), by);
            case NOTE -> messages.note(id, texts.next("заметка"), by);
        };
    }

    /** Each as often as the number behind it says. */
    private static List<Verb> list(Object... verbsAndTimes) {
        List<Verb> list = new ArrayList<>();
        for (int i = 0; i < verbsAndTimes.length; i += 2) {
            list.addAll(Collections.nCopies((Integer) verbsAndTimes[i + 1], (Verb) verbsAndTimes[i]));
        }
        return list;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
