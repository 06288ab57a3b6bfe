package feedback.pos.jdbc;

import static feedback.pos.organization.Territory.oktmo;

import feedback.pos.Messages;
import feedback.pos.Pos;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.refusal.Refusal;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Messages that live by chance: whoever does whatever; what is refused is refused. */
final class RandomLife {
    private static final List<Actor> ACTORS = List.of(
            SampleRegion.moderator(),
            SampleRegion.coordinator(),
            SampleRegion.executor(),
            SampleRegion.head(),
            SampleRegion.anna(),
            SampleRegion.superiorCoordinator(),
            SampleRegion.superiorExecutor(),
            SampleRegion.superiorHead());

    /** Who as a rule does the acts below, as a place in the list above; children are the superiors'. */
    private static final int[] USUAL = {0, 0, 0, 1, 1, 2, 2, 2, 4, 2, 2, 2, 3, 3, 4, 4, 0, 1};

    private static final String[] TOPICS = {"roads.potholes", "roads.signs", "housing.heating", "health.queue"};

    private final Pos pos;
    private final HandClock clock;
    private final Random random;
    private final List<UUID> ids = new ArrayList<>();
    private int done;

    RandomLife(Pos pos, HandClock clock, long seed) {
        this.pos = pos;
        this.clock = clock;
        this.random = new Random(seed);
    }

    /** How many acts were not refused. */
    int live(int acts) {
        for (int act = 0; act < acts; act++) {
            if (ids.size() < 10 || random.nextInt(20) == 0) {
                ids.add(submit().id());
            }
            if (random.nextInt(8) == 0) {
                clock.advance(Duration.ofHours(random.nextInt(72)));
                pos.sweep();
            }
            if (random.nextInt(50) == 0) {
                pos.tell((tiding, message) -> {});
            }
            try {
                Message after = act(ids.get(random.nextInt(ids.size())));
                done++;
                UUID child = after.links().child();
                if (child != null && !ids.contains(child)) {
                    ids.add(child);
                }
            } catch (Refusal no) {
                // Most of what is tried by chance is refused, and must have changed nothing.
            }
        }
        return done;
    }

    private Message submit() {
        return pos.messages()
                .submit(new Submission(
                                SampleRegion.anna(), "Яма «у школы» №" + ids.size() + " 👷 'x'", oktmo("38701000"))
                        .withTopic(TOPICS[random.nextInt(TOPICS.length)])
                        .withKind(random.nextInt(4) == 0 ? Kind.APPEAL : Kind.MESSAGE));
    }

    private Message act(UUID id) {
        int act = random.nextInt(USUAL.length);
        int usual = USUAL[act];
        int superior = usual >= 1 && usual <= 3 ? usual + 4 : usual;
        int who = random.nextInt(4);
        Actor by = ACTORS.get(who == 0 ? random.nextInt(ACTORS.size()) : who == 1 ? superior : usual);
        Messages messages = pos.messages();
        LocalDate soon = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(5 + random.nextInt(40));
        return switch (act) {
            case 0, 1 -> messages.accept(id, null, null, by);
            case 2 ->
                random.nextInt(5) == 0
                        ? messages.decline(id, DeclineReason.PROFANITY, null, by)
                        : messages.accept(id, TOPICS[random.nextInt(TOPICS.length)], "уточнено", by);
            case 3 -> messages.assign(id, null, null, by);
            case 4 -> messages.forward(id, random.nextBoolean() ? "kursk" : "lgov", "не наше", by);
            case 5 -> messages.take(id, by);
            case 6 -> messages.giveBack(id, "не к нам", by);
            case 7 -> messages.ask(id, "Где именно?", by);
            case 8 -> messages.reply(id, "У школы", by);
            case 9, 10 -> messages.draft(id, Outcome.SOLVED, "Заделали", by);
            case 11 -> messages.postpone(id, soon, "нет асфальта", "Сделаем весной", by);
            case 12 -> messages.approve(id, by);
            case 13 -> messages.rework(id, "подробнее", by);
            case 14 -> messages.rate(id, 1 + random.nextInt(5), "плохо", by);
            case 15 -> messages.escalate(id, by);
            case 16 -> messages.join(id, ids.get(random.nextInt(ids.size())), by);
            default -> messages.note(id, "заметка", by);
        };
    }
}
