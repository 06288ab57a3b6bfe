package feedback.pos.testkit;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Held;
import feedback.pos.store.Revision;
import feedback.pos.store.Tiding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Remembers everything that a storage said it wrote, in the shortest way that is right, and breaks off where the storage
 * let the wrong one win. What the storage holds in the end must be what the witness remembers.
 */
final class Witness {
    /** A message as it was begun, and as it stands. */
    private static final class Life {
        private final Message first;
        private final List<Entry> lines = new ArrayList<>();
        private Message row;
        private @Nullable Instant wake;
        private boolean removed;

        private Life(Message first) {
            this.first = first;
            this.row = first;
        }
    }

    private final Map<UUID, Life> lives = new LinkedHashMap<>();
    private final Map<UUID, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<UUID, List<Tiding>> tidings = new HashMap<>();

    void sees(Change change, boolean won) {
        boolean right = change.revisions().stream().allMatch(this::mayWrite);
        Broken.unless(
                won == right, "%s %s", tell(change.revisions()), won ? "won and had to lose" : "lost and had to win");
        if (won) {
            change.revisions().forEach(this::write);
        }
    }

    private boolean mayWrite(Revision revision) {
        Life life = lives.get(revision.after().id());
        if (revision.expected() > 0) {
            return life != null && !life.removed && life.row.version() == revision.expected();
        }
        String once = revision.after().submission().once();
        return life == null
                && !taken.contains("number " + revision.after().number())
                && (once == null || !taken.contains("once " + once));
    }

    private void write(Revision revision) {
        Message after = revision.after();
        Life life = lives.computeIfAbsent(after.id(), any -> new Life(after));
        if (revision.expected() == 0) {
            names.put(after.id(), "m" + lives.size());
            taken.add("number " + after.number());
            taken.add("once " + after.submission().once());
        }
        life.row = after;
        life.wake = revision.wake();
        revision.redacted().forEach(line -> life.lines.set(line.version() - 1, line));
        life.lines.addAll(revision.entries());
        for (int version = 1; version <= life.lines.size(); version++) {
            Broken.unless(life.lines.get(version - 1).version() == version, "%s has a gap", name(after.id()));
        }
        tidings.computeIfAbsent(after.id(), any -> new ArrayList<>()).addAll(revision.tidings());
    }

    void seesRemoved(UUID id, int version, boolean removed) {
        Life life = lives.get(id);
        boolean right = life != null && !life.removed && life.row.version() == version;
        Broken.unless(removed == right, "removing %s was %s", name(id), removed ? "done" : "not done");
        if (removed) {
            Objects.requireNonNull(life).removed = true;
        }
    }

    /** A short name for a message, the same in every run of a seed. */
    String name(@Nullable UUID id) {
        return names.getOrDefault(id, "nothing");
    }

    String tell(Collection<Revision> revisions) {
        return revisions.stream()
                .map(each -> name(each.after().id()) + " " + each.expected()
                        + each.entries().stream().map(Entry::type).toList())
                .collect(Collectors.joining(", "));
    }

    /** The messages there are, oldest first. */
    List<Message> rows() {
        return lives.values().stream()
                .filter(each -> !each.removed)
                .map(each -> each.row)
                .toList();
    }

    /** Everything as the storage has to hold it once nothing waits to be told. */
    Map<UUID, Held> everything() {
        Map<UUID, Held> all = new HashMap<>();
        lives.forEach((id, life) -> {
            if (!life.removed) {
                all.put(id, new Held(life.row, life.lines, life.wake, List.of()));
            }
        });
        return all;
    }

    /** The messages as they were when they began, those removed since too. */
    List<Message> beginnings() {
        return lives.values().stream().map(each -> each.first).toList();
    }

    @Nullable
    Message row(UUID id) {
        Life life = lives.get(id);
        return life == null || life.removed ? null : life.row;
    }

    boolean wasRemoved(UUID id) {
        Life life = lives.get(id);
        return life != null && life.removed;
    }

    /** Whether the message, as somebody was given it, was ever written so. */
    boolean knows(Message message) {
        Life life = lives.get(message.id());
        return life != null
                && message.version() <= life.lines.size()
                && life.lines.get(message.version() - 1).seal().equals(message.seal());
    }

    /** A follower stands where its leader stands, unless the leader is still to be woken to bring it along. */
    void checkFollower(Message follower) {
        UUID joined = follower.links().joined();
        Life lead = joined == null ? null : lives.get(joined);
        if (lead == null || !follower.stage().isOpen()) {
            return;
        }
        Message row = lead.row;
        Instant wake = lead.wake;
        boolean isWaiting =
                follower.stage() == Stage.MODERATION && follower.submission().open();
        if (row.stage().isOpen() && !lead.removed && (isWaiting || row.stage() == Stage.MODERATION)) {
            // Nobody is led anywhere before it, or its leader, is admitted
            return;
        }
        Stage stage = row.stage() == Stage.APPROVAL ? Stage.EXECUTION : row.stage();
        boolean equal = row.stage().isOpen()
                && !lead.removed
                && follower.stage() == stage
                && follower.status() == row.status()
                && follower.holder().equals(row.holder());
        Broken.unless(
                equal
                        || (isWaiting && (lead.removed || row.answer() != null))
                        || (wake != null && !wake.isAfter(row.updatedAt())),
                "%s is left behind by %s",
                name(follower.id()),
                name(joined));
    }

    /** What is to be told of a message, in order. */
    List<Tiding> tidings(UUID id) {
        return tidings.getOrDefault(id, List.of());
    }

    /** Whether a tiding is of interest to nobody any more, see {@link feedback.pos.Pos#tell}. */
    boolean isIdle(Tiding tiding) {
        Message row = row(tiding.message());
        return row == null || (row.isAnonymous() && tiding.role() == Role.APPLICANT);
    }
}
