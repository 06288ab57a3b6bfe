package feedback.pos.testkit;

import feedback.pos.Pos;
import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.message.Message.Links;
import feedback.pos.message.Stage;
import feedback.pos.procedure.Procedure;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What must hold once everybody has gone home, all is swept and nothing waits to be told. */
final class AtRest {
    private static final int PAGE = 7;

    private final Regulation regulation;
    private final Witness witness;
    private final Postman postman;
    private final Storage storage;
    private final Instant now;
    private final Codec codec;

    AtRest(Regulation regulation, Witness witness, Postman postman, Storage storage, Instant now, Codec codec) {
        this.regulation = regulation;
        this.witness = witness;
        this.postman = postman;
        this.storage = storage;
        this.now = now;
        this.codec = codec;
    }

    void check() {
        List<Held> everything = everything(storage);
        checkNothingElse(everything);
        everything.forEach(this::check);
        checkTidings();
        checkList();
        checkElsewhere(everything);
    }

    private static List<Held> everything(Storage storage) {
        List<Held> all = new ArrayList<>();
        List<Held> page;
        do {
            UUID after =
                    all.isEmpty() ? null : all.get(all.size() - 1).message().id();
            page = storage.messages().everything(after, PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    /** The storage holds what it said it wrote, to the byte. */
    private void checkNothingElse(List<Held> everything) {
        Map<UUID, Held> remembered = witness.everything();
        for (Held held : everything) {
            String name = witness.name(held.message().id());
            Held right = remembered.remove(held.message().id());
            Broken.unless(right != null, "%s is there and was never written", name);
            Broken.unless(held.message().equals(right.message()), "%s is not as it was written", name);
            Broken.unless(held.journal().equals(right.journal()), "the journal of %s is not as written", name);
            Broken.unless(
                    Objects.equals(held.wake(), right.wake()),
                    "the wake of %s is %s, not %s",
                    name,
                    held.wake(),
                    right.wake());
            Broken.unless(held.tidings().isEmpty(), "of %s something waits to be told", name);
        }
        Broken.unless(
                remembered.isEmpty(),
                "lost: %s",
                remembered.keySet().stream().map(witness::name).toList());
    }

    private void check(Held held) {
        Message message = held.message();
        String name = witness.name(message.id());
        LifeRules.check(codec, regulation, name, held.journal());
        Instant next = new Procedure(regulation).nextWake(message);
        Broken.unless(Objects.equals(held.wake(), next), "%s is woken at %s instead of %s", name, held.wake(), next);
        Broken.unless(next == null || next.isAfter(now), "%s was not woken at %s", name, next);
        if (message.stage().isOpen() && message.links().joined() == null) {
            // More were taken where a clock that went wrong was ahead
            long due = LifeRules.stepsDue(message, regulation, now);
            long taken = message.alerts().taken().stream()
                    .filter(each -> each.step().startsWith("DUE")
                            && each.anchor().equals(message.deadline().due()))
                    .count();
            Broken.unless(taken >= due, "%s was escalated %d times instead of %d", name, taken, due);
        }
        witness.checkFollower(message);
        checkFamily(message, name);
        checkForgotten(held, name);
        checkIndexes(message, name);
    }

    private void checkFamily(Message message, String name) {
        Links links = message.links();
        UUID child = links.child();
        if (child != null && !witness.wasRemoved(child)) {
            Message below = witness.row(child);
            Broken.unless(
                    below != null
                            && message.id().equals(below.links().parent())
                            && below.links().round() == links.round() + 1
                            && below.links()
                                    .excludedOrganizations()
                                    .contains(message.holder().organization()),
                    "the child of %s is not its child",
                    name);
        }
        UUID parent = links.parent();
        Broken.unless(
                parent == null
                        || witness.wasRemoved(parent)
                        || message.id()
                                .equals(Objects.requireNonNull(witness.row(parent))
                                        .links()
                                        .child()),
                "%s has a parent that does not know it",
                name);
        long followers = witness.rows().stream()
                .filter(each -> message.id().equals(each.links().joined()))
                .filter(each -> each.stage() != Stage.WITHDRAWN && each.stage() != Stage.DECLINED)
                .count();
        Broken.unless(followers <= links.followers(), "%s has lost count of its followers", name);
    }

    /** Of a person who was taken out nothing is left that anybody wrote before. */
    private void checkForgotten(Held held, String name) {
        Message message = held.message();
        if (!message.isAnonymous()) {
            return;
        }
        Broken.unless(!Letters.Texts.isIn(codec.write(message)), "the row of %s still tells something", name);
        int last = 0;
        for (Entry line : held.journal()) {
            last = line.type().equals("Anonymized") ? line.version() : last;
        }
        for (Entry line : held.journal().subList(0, last)) {
            Broken.unless(!Letters.Texts.isIn(line.body()), "%s v%d still tells something", name, line.version());
            Broken.unless(!Letters.CITIZENS.contains(line.by()), "%s v%d still names somebody", name, line.version());
        }
    }

    private void checkIndexes(Message message, String name) {
        String once = message.submission().once();
        Broken.unless(
                storage.messages()
                        .findByNumber(message.number())
                        .filter(message::equals)
                        .isPresent(),
                "%s is not found by its number",
                name);
        Broken.unless(
                once == null
                        || storage.messages()
                                .findByOnce(once)
                                .filter(message::equals)
                                .isPresent(),
                "%s is not found by its once key",
                name);
    }

    private void checkTidings() {
        for (Message first : witness.beginnings()) {
            for (Tiding tiding : witness.tidings(first.id())) {
                Broken.unless(
                        postman.wasTold(tiding) || witness.isIdle(tiding),
                        "%s v%d %s was never told",
                        witness.name(first.id()),
                        tiding.version(),
                        tiding.event());
            }
        }
    }

    private void checkList() {
        List<Message> listed = storage.messages().list(Filter.all(now), null, 1_000);
        Broken.unless(
                listed.size() == witness.rows().size() && new HashSet<>(listed).equals(new HashSet<>(witness.rows())),
                "the list is not everything");
    }

    /** Brought into another storage it is the same, and verifies there as here. */
    private void checkElsewhere(List<Held> everything) {
        try (Storage elsewhere = Storage.inMemory()) {
            List<Change> losers = elsewhere
                    .messages()
                    .commit(everything.stream()
                            .map(held -> Change.of(held.asNew()))
                            .toList());
            Broken.unless(losers.isEmpty(), "not everything can be brought into another storage");
            Broken.unless(everything(elsewhere).equals(everything), "brought into another storage it is not the same");
            verify(storage);
            verify(elsewhere);
        }
    }

    private void verify(Storage any) {
        // Not closed: it would close the storage
        Pos.Verification verification = Pos.under(regulation)
                .storage(any)
                .detector(text -> feedback.pos.topic.Detection.none())
                .open()
                .verify();
        Broken.unless(verification.ok(), "it does not verify: %s", verification.faults());
    }
}
