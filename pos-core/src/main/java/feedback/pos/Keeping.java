package feedback.pos;

import feedback.pos.message.Message;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.Held;
import feedback.pos.store.Position;
import feedback.pos.store.Records;
import feedback.pos.store.Revision;
import feedback.pos.store.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What becomes of messages in the long run: they are checked, forgotten and removed. */
final class Keeping {
    private static final int TRIES = 16;
    private static final int PAGE = 500;
    private static final int FAULTS_AT_MOST = 100;
    private static final int NAMED_AT_MOST = 10;

    /** The kind of record that is left of a message kept as long as the rules say. */
    private static final String TOMBSTONE = "tombstone";

    private final Office office;

    Keeping(Office office) {
        this.office = office;
    }

    /** Removes a message for good; a note that it was there stays. */
    static boolean remove(Message message, Office office) {
        Map<String, Object> stone = new TreeMap<>();
        stone.put("number", message.number());
        stone.put("createdAt", message.createdAt());
        stone.put("removedAt", office.now());
        stone.put("version", message.version());
        stone.put("seal", message.seal());
        office.storage()
                .records()
                .put(List.of(new Records.Document(
                        TOMBSTONE, message.id().toString(), office.codec().writeRecord(stone))));
        return office.storage().messages().remove(message.id(), message.version());
    }

    /** Books the wakes that the rules in force want of finished messages, where others are booked. */
    int rebook() {
        int moved = 0;
        @Nullable UUID after = null;
        List<Held> page;
        do {
            page = office.storage().messages().everything(after, PAGE);
            List<Change> changes = new ArrayList<>();
            for (Held held : page) {
                Message message = held.message();
                after = message.id();
                Instant next = office.procedure().nextWake(message);
                if (message.stage().isFinal() && !Objects.equals(next, held.wake())) {
                    changes.add(Change.of(new Revision(message, message.version(), List.of(), next, List.of())));
                }
            }
            moved += changes.isEmpty()
                    ? 0
                    : changes.size()
                            - office.storage().messages().commit(changes).size();
        } while (page.size() == PAGE);
        return moved;
    }

    /** Takes the person out of all messages sent by them. */
    int anonymizeAllOf(String person) {
        Filter theirs = Filter.all(office.now()).withApplicant(person);
        List<String> open = new ArrayList<>();
        forEach(theirs, message -> {
            if (message.stage().isOpen()) {
                open.add(message.number());
            }
        });
        if (!open.isEmpty()) {
            throw Refusal.of(
                    Reason.CONFLICT,
                    "person.awaits",
                    String.join(", ", open.subList(0, Math.min(open.size(), NAMED_AT_MOST))));
        }
        int[] changed = {0};
        forEach(theirs, message -> {
            anonymize(message.id());
            changed[0]++;
        });
        return changed[0];
    }

    private void anonymize(UUID id) {
        for (int tries = 0; tries < TRIES; tries++) {
            Message message = office.get(id);
            if (message.isAnonymous()
                    || office.commit(office.write(List.of(office.procedure().anonymize(message, office.now()))))) {
                return;
            }
        }
        throw Office.busy();
    }

    private void forEach(Filter filter, Consumer<Message> work) {
        @Nullable Position after = null;
        List<Message> page;
        do {
            page = office.storage().messages().list(filter, after, PAGE);
            for (Message message : page) {
                work.accept(message);
                after = Position.of(message);
            }
        } while (page.size() == PAGE);
    }

    Pos.Verification verify() {
        long messages = 0;
        long entries = 0;
        List<String> faults = new ArrayList<>();
        try (Storage still = office.storage().snapshot()) {
            @Nullable UUID after = null;
            List<Held> page;
            do {
                page = still.messages().everything(after, PAGE);
                for (Held held : page) {
                    messages++;
                    entries += held.journal().size();
                    String fault = office.codec().fault(held.message(), held.journal());
                    if (fault != null && faults.size() < FAULTS_AT_MOST) {
                        faults.add(held.message().number() + ": " + fault);
                    }
                    after = held.message().id();
                }
            } while (page.size() == PAGE);
        }
        return new Pos.Verification(messages, entries, faults);
    }
}
