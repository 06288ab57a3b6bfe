package feedback.pos.testkit;

import feedback.pos.message.Message;
import feedback.pos.store.Tiding;
import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** A recipient who fails from time to time, remembers what was told, and minds the order. */
final class Postman {
    private final Random random;
    private final Schedule schedule;
    private final Witness witness;
    private final Fate fate;
    private final int failures;
    private final Set<Tiding> told = new HashSet<>();
    private boolean calm;

    Postman(Random random, Schedule schedule, Witness witness, Fate fate) {
        this.random = random;
        this.schedule = schedule;
        this.witness = witness;
        this.fate = fate;
        this.failures = random.nextInt(30);
    }

    void calmDown() {
        calm = true;
    }

    void tell(Node node, Tiding tiding, Message message) throws IOException {
        fate.happen(node, "before telling", true);
        String what = witness.name(tiding.message()) + " v" + tiding.version() + " " + tiding.event();
        if (!calm && random.nextInt(100) < failures) {
            schedule.say("cannot tell " + what);
            throw new IOException("simulated");
        }
        Broken.unless(witness.tidings(tiding.message()).contains(tiding), "told %s, which nobody wrote", what);
        Broken.unless(message.version() >= tiding.version(), "told %s with an older message", what);
        if (told.add(tiding)) {
            for (Tiding earlier : witness.tidings(tiding.message())) {
                Broken.unless(
                        earlier.version() >= tiding.version() || told.contains(earlier) || witness.isIdle(earlier),
                        "told %s before v%d",
                        what,
                        earlier.version());
            }
        }
        schedule.say("tells " + what);
        fate.happen(node, "after telling", true);
    }

    boolean wasTold(Tiding tiding) {
        return told.contains(tiding);
    }
}
