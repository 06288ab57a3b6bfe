package feedback.pos.testkit;

import feedback.pos.Recipient;
import feedback.pos.message.Message;
import feedback.pos.store.Tiding;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A recipient who fails from time to time, remembers what was told, and minds the order. */
final class Postman {
    private static final Set<String> LATENESS = Set.of("Warned", "Escalated");

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

    /** As he goes about for a node. */
    Recipient at(Node node) {
        return new Recipient() {
            @Override
            public void tell(Tiding tiding, Message message) throws IOException {
                Broken.unless(!LATENESS.contains(tiding.event()), "told %s outside of a digest", name(tiding));
                Postman.this.tell(node, List.of(new News(tiding, message)));
            }

            @Override
            public void digest(List<News> news) throws IOException {
                Tiding first = news.get(0).tiding();
                Tiding before = first;
                for (News each : news) {
                    Tiding tiding = each.tiding();
                    Broken.unless(
                            LATENESS.contains(tiding.event())
                                    && tiding.role() == first.role()
                                    && tiding.recipient().equals(first.recipient()),
                            "%s is in a digest with %s",
                            name(tiding),
                            name(first));
                    Broken.unless(!tiding.at().isBefore(before.at()), "%s stands too late in a digest", name(tiding));
                    before = tiding;
                }
                Postman.this.tell(node, news);
            }
        };
    }

    private String name(Tiding tiding) {
        return witness.name(tiding.message()) + " v" + tiding.version() + " " + tiding.event();
    }

    private void tell(Node node, List<Recipient.News> news) throws IOException {
        String what = String.join(
                " and ", news.stream().map(each -> name(each.tiding())).toList());
        fate.happen(node, "before telling", true);
        if (!calm && random.nextInt(100) < failures) {
            schedule.say("cannot tell " + what);
            throw new IOException("simulated");
        }
        news.forEach(each -> tell(each.tiding(), each.message()));
        schedule.say("tells " + what);
        fate.happen(node, "after telling", true);
    }

    private void tell(Tiding tiding, Message message) {
        Broken.unless(witness.tidings(tiding.message()).contains(tiding), "told %s, which nobody wrote", name(tiding));
        Broken.unless(message.version() >= tiding.version(), "told %s with an older message", name(tiding));
        if (told.add(tiding)) {
            for (Tiding earlier : witness.tidings(tiding.message())) {
                Broken.unless(
                        earlier.version() >= tiding.version()
                                || !earlier.strand().equals(tiding.strand())
                                || told.contains(earlier)
                                || witness.isIdle(earlier),
                        "told %s before v%d",
                        name(tiding),
                        earlier.version());
            }
        }
    }

    boolean wasTold(Tiding tiding) {
        return told.contains(tiding);
    }
}
