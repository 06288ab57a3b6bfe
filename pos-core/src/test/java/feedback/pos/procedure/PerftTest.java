package feedback.pos.procedure;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.DeclineReason;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Counts every life of a message to a depth, as chess programs count positions: a rule changed by accident changes a
 * count. The moves are each verb once with everything right, a decline, an acceptance with another topic, and waiting
 * until the next thing that time brings.
 */
class PerftTest {
    private static final Procedure LIFE = new Procedure(SampleRegion.regulation());
    private static final Actor ANNA = SampleRegion.anna();
    private static final Actor ANYBODY = new Actor(
            "official",
            Arrays.stream(Role.values())
                    .filter(Role::isOfficial)
                    .map(role -> new Grant(role, "region"))
                    .collect(Collectors.toSet()));
    private static final Instant MONDAY = Instant.parse("2026-03-02T07:00:00Z");

    private interface Move {
        List<Decision> on(Message message, Instant now);
    }

    private static final List<Move> MOVES = List.of(
            (m, now) -> List.of(LIFE.accept(m, null, null, ANYBODY, now)),
            (m, now) -> List.of(LIFE.accept(m, "roads.potholes", null, ANYBODY, now)),
            (m, now) -> List.of(LIFE.decline(m, DeclineReason.SPAM, null, ANYBODY, now)),
            (m, now) -> List.of(LIFE.assign(m, null, null, ANYBODY, now)),
            (m, now) -> List.of(LIFE.forward(m, "lgov", "к вам", ANYBODY, now)),
            (m, now) -> List.of(LIFE.take(m, ANYBODY, now)),
            (m, now) -> List.of(LIFE.giveBack(m, "не наше", ANYBODY, now)),
            (m, now) -> List.of(LIFE.ask(m, "где именно?", ANYBODY, now)),
            (m, now) -> List.of(LIFE.reply(m, "у школы", ANNA, now)),
            (m, now) -> List.of(LIFE.suspend(m, inDays(now, 3), "запрос", null, ANYBODY, now)),
            (m, now) -> List.of(LIFE.resume(m, null, ANYBODY, now)),
            (m, now) -> List.of(LIFE.draft(m, Outcome.SOLVED, "сделано", List.of(), ANYBODY, now)),
            (m, now) -> List.of(LIFE.postpone(m, inDays(now, 40), "зима", "весной", ANYBODY, now)),
            (m, now) -> List.of(LIFE.extend(m, inDays(now, 60), "сложно", null, ANYBODY, now)),
            (m, now) -> List.of(LIFE.approve(m, ANYBODY, now)),
            (m, now) -> List.of(LIFE.rework(m, "подробнее", ANYBODY, now)),
            (m, now) -> List.of(LIFE.rate(m, 5, null, null, ANNA, now)),
            (m, now) -> List.of(LIFE.rate(m, 1, "ничего не сделано", null, ANNA, now)),
            (m, now) -> LIFE.escalate(m, UUID.randomUUID(), null, ANNA, now),
            (m, now) ->
                    List.of(LIFE.convert(m, m.kind() == Kind.MESSAGE ? Kind.APPEAL : Kind.MESSAGE, null, ANYBODY, now)),
            (m, now) -> LIFE.withdraw(m, null, null, ANNA, now),
            (m, now) -> List.of(LIFE.note(m, "позвонил", ANYBODY, now)));

    @Test
    void every_life_to_depth_six_is_counted() {
        Message first = submitted();
        long[] counts = new long[6];
        count(first, MONDAY, 0, counts);
        assertThat(counts).containsExactly(7, 44, 321, 2_537, 20_526, 166_589);
    }

    private static Message submitted() {
        Submission sent = new Submission(ANNA, "Знак упал", oktmo("38701000")).withTopic("roads.signs");
        return LIFE.submit(new UUID(1, 1), sent, Detection.none(), ANNA, MONDAY).after();
    }

    private static void count(Message message, Instant now, int depth, long[] counts) {
        if (depth == counts.length) {
            return;
        }
        for (Move move : MOVES) {
            try {
                Message after = move.on(message, now).get(0).after();
                counts[depth]++;
                count(after, now, depth + 1, counts);
            } catch (Refusal no) {
                assertThat(no.reason())
                        .isIn(Set.of(
                                Refusal.Reason.WRONG_STAGE,
                                Refusal.Reason.ALREADY_DONE,
                                Refusal.Reason.CONFLICT,
                                Refusal.Reason.TOO_LATE,
                                Refusal.Reason.INVALID_VALUE));
            }
        }
        Instant next = LIFE.nextWake(message);
        if (next != null) {
            Instant then = next.isAfter(now) ? next : now;
            Decision waited = LIFE.wake(message, then);
            assertThat(waited.facts()).as("what is due happens").isNotEmpty();
            assertThat(LIFE.nextWake(waited.after())).as("and is not due again").isNotEqualTo(next);
            counts[depth]++;
            count(waited.after(), then, depth + 1, counts);
        }
    }

    private static LocalDate inDays(Instant now, int days) {
        return now.atZone(LIFE.regulation().zone()).toLocalDate().plusDays(days);
    }
}
