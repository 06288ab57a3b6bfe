package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Joining and splitting loses nothing: of two messages that live alike, one follows another message for a while and parts
 * from it again; then both are alike again.
 */
class PartingTest {
    private static final Actor ANYBODY = new Actor(
            "official",
            Arrays.stream(Role.values())
                    .filter(Role::isOfficial)
                    .map(role -> new Grant(role, "region"))
                    .collect(Collectors.toSet()));
    private static final List<String> BODIES = List.of("kursk", "lgov", "kursk-roads", "kursk-housing");
    private static final int LIVES = 150;

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Pos pos = Pos.under(SampleRegion.regulation())
            .clock(clock)
            .detector(text -> Detection.none())
            .open();
    private final Messages messages = pos.messages();

    private interface Act {
        void on(UUID id);
    }

    private UUID send(String person, String topic) {
        return messages.submit(new Submission(person, "Знак упал", oktmo("38701000")).withTopic(topic))
                .id();
    }

    private LocalDate inDays(int days) {
        return LocalDate.ofInstant(clock.instant(), SampleRegion.regulation().zone())
                .plusDays(days);
    }

    private Act any(Random random) {
        int days = 1 + random.nextInt(9);
        String topic = random.nextBoolean() ? "roads.potholes" : null;
        String body = BODIES.get(random.nextInt(BODIES.size()));
        return switch (random.nextInt(9)) {
            case 0 -> id -> messages.accept(id, topic, null, ANYBODY);
            case 1 -> id -> messages.assign(id, null, null, ANYBODY);
            case 2 -> id -> messages.assign(id, body, null, ANYBODY);
            case 3 -> id -> messages.forward(id, body, "к вам", ANYBODY);
            case 4 -> id -> messages.take(id, ANYBODY);
            case 5 -> id -> messages.ask(id, "Где именно?", ANYBODY);
            case 6 -> id -> messages.suspend(id, inDays(days), "запрос", "№ 1", ANYBODY);
            case 7 -> id -> messages.extend(id, inDays(40 + days), "сложно", ANYBODY);
            default -> id -> messages.note(id, "заметка " + days, ANYBODY);
        };
    }

    private static boolean tried(Act act, UUID id) {
        try {
            act.on(id);
            return true;
        } catch (Refusal no) {
            return false;
        }
    }

    /** What the author and the officials gave it, and what is owed. */
    private static List<Object> given(Message message) {
        return Arrays.asList(
                message.kind(),
                message.stage(),
                message.status(),
                message.topic(),
                message.holder(),
                message.deadline(),
                message.stageDues(),
                String.valueOf(message.question()),
                String.valueOf(message.postponement()),
                message.extensions());
    }

    @Test
    void who_followed_for_a_while_has_everything_again_that_a_twin_has_who_never_did() {
        int parted = 0;
        for (int seed = 0; seed < LIVES; seed++) {
            parted += live(new Random(seed), seed) ? 1 : 0;
        }
        assertThat(parted).isGreaterThan(LIVES / 2);
        assertThat(pos.verify().faults()).isEmpty();
    }

    private boolean live(Random random, int seed) {
        UUID mine = send("anna", "roads.signs");
        UUID twin = send("boris", "roads.signs");
        UUID lead = send("vera", "roads.signs");
        Act accept = id -> messages.accept(id, null, null, ANYBODY);
        tried(accept, mine);
        tried(accept, twin);
        for (int acts = random.nextInt(6); acts > 0; acts--) {
            Act act = any(random);
            assertThat(tried(act, mine)).isEqualTo(tried(act, twin));
            pass(random);
        }
        for (int acts = random.nextInt(3); acts > 0; acts--) {
            tried(any(random), lead);
        }
        if (!tried(id -> messages.join(id, lead, ANYBODY), mine)) {
            return false;
        }
        for (int acts = random.nextInt(5); acts > 0; acts--) {
            tried(random.nextInt(4) == 0 ? this::postpone : any(random), lead);
            if (random.nextInt(3) == 0) {
                Act reply = id -> messages.reply(id, "Там", Actor.citizen(id.equals(mine) ? "anna" : "boris"));
                Message now = messages.find(mine).orElseThrow();
                // While the leader waits for a promised date nobody replies
                if (tried(reply, mine)) {
                    assertThat(tried(reply, twin))
                            .as("seed %d, %s", seed, now.stage())
                            .isTrue();
                }
            }
            pass(random);
        }
        if (random.nextInt(4) == 0) {
            messages.withdraw(lead, null, Actor.citizen("vera"));
        } else {
            messages.split(mine, ANYBODY);
        }
        Message parted = messages.find(mine).orElseThrow();
        assertThat(parted.links().joined()).isNull();
        assertThat(given(parted))
                .as("seed %d", seed)
                .isEqualTo(given(messages.find(twin).orElseThrow()));
        assertThat(notes(mine)).as("seed %d", seed).isEqualTo(notes(twin));
        return true;
    }

    private void postpone(UUID id) {
        messages.postpone(id, inDays(20), "зима", "Весной", ANYBODY);
        messages.approve(id, ANYBODY);
    }

    private List<String> notes(UUID id) {
        return messages.history(id).stream()
                .filter(line -> line.event() instanceof Event.Noted)
                .map(line -> ((Event.Noted) line.event()).text())
                .toList();
    }

    private void pass(Random random) {
        clock.advance(Duration.ofHours(random.nextInt(60)));
        pos.sweep();
    }
}
