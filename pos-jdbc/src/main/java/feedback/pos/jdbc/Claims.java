package feedback.pos.jdbc;

import feedback.pos.message.Message;
import feedback.pos.store.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which changes of a list may be written, one after the other: what the earlier ones take, the later ones cannot have.
 * Either knows what the store holds, or trusts that the store holds what is expected. Not thread-safe.
 */
final class Claims {
    private final boolean trusting;
    private final Map<UUID, Integer> versions = new HashMap<>();
    private final Set<String> numbers = new HashSet<>();
    private final Set<String> onceKeys = new HashSet<>();

    private Claims(boolean trusting) {
        this.trusting = trusting;
    }

    /** Believes every expectation about the store; right if the store contradicts none while writing. */
    static Claims trusting() {
        return new Claims(true);
    }

    /** Believes only what the three methods below tell it. */
    static Claims knowing() {
        return new Claims(false);
    }

    void holds(UUID id, int version) {
        versions.put(id, version);
    }

    void takesNumber(String number) {
        numbers.add(number);
    }

    void takesOnce(String once) {
        onceKeys.add(once);
    }

    /** The drafts that may be written, in order. */
    List<Draft> winners(List<Draft> drafts) {
        List<Draft> winners = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            if (claim(draft.change().revisions())) {
                winners.add(draft);
            }
        }
        return winners;
    }

    /** All or nothing: a draft that loses must not stand in the way of later ones. */
    private boolean claim(List<Revision> revisions) {
        List<Runnable> undo = new ArrayList<>();
        Set<UUID> ids = new HashSet<>();
        for (Revision revision : revisions) {
            if (!ids.add(revision.after().id()) || !claim(revision, undo)) {
                undo.forEach(Runnable::run);
                return false;
            }
        }
        return true;
    }

    private boolean claim(Revision revision, List<Runnable> undo) {
        Message after = revision.after();
        UUID id = after.id();
        int expected = revision.expected();
        Integer held = versions.get(id);
        if ((held == null ? (trusting ? expected : 0) : held) != expected) {
            return false;
        }
        if (expected == 0 && !claimKeys(after, undo)) {
            return false;
        }
        versions.put(id, after.version());
        undo.add(() -> {
            if (held == null) {
                versions.remove(id);
            } else {
                versions.put(id, held);
            }
        });
        return true;
    }

    private boolean claimKeys(Message message, List<Runnable> undo) {
        String number = message.number();
        String once = message.submission().once();
        if (numbers.contains(number) || (once != null && onceKeys.contains(once))) {
            return false;
        }
        numbers.add(number);
        undo.add(() -> numbers.remove(number));
        if (once != null) {
            onceKeys.add(once);
            undo.add(() -> onceKeys.remove(once));
        }
        return true;
    }
}
