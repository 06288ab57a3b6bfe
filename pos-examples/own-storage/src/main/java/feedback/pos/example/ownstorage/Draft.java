package feedback.pos.example.ownstorage;

import static feedback.pos.example.ownstorage.Tables.CODEC;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.store.Change;
import feedback.pos.store.Position;
import feedback.pos.store.Revision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A change made ready by whoever commits it, so that the one writer only has to compare and to put. */
final class Draft implements Access.Step {
    private final List<Predicate<Tables>> conditions = new ArrayList<>();
    private final List<Consumer<Tables>> puts = new ArrayList<>();

    Draft(Change change) {
        boolean leavesItselfRoom = leavesItselfRoom(change.revisions());
        conditions.add(tables -> leavesItselfRoom);
        change.revisions().forEach(this::prepare);
    }

    /** Whether its messages leave each other their ids, numbers and once keys. */
    private static boolean leavesItselfRoom(List<Revision> revisions) {
        List<Revision> ofNew =
                revisions.stream().filter(each -> each.expected() == 0).toList();
        return differ(revisions, each -> each.after().id())
                && differ(ofNew, each -> each.after().number())
                && differ(ofNew, each -> each.after().submission().once());
    }

    private static boolean differ(List<Revision> revisions, Function<Revision, @Nullable Object> by) {
        List<Object> all = revisions.stream().map(by).filter(Objects::nonNull).toList();
        return new HashSet<>(all).size() == all.size();
    }

    private void prepare(Revision revision) {
        Message after = revision.after();
        UUID id = after.id();
        if (revision.expected() == 0) {
            prepareNew(after);
        }
        conditions.add(tables -> Head.versionOf(tables, id) == revision.expected());
        String row = CODEC.write(after);
        puts.add(tables -> tables.messages().put(Keys.of(id), row));
        revision.redacted().forEach(this::prepareLine);
        revision.entries().forEach(this::prepareLine);
        puts.add(tables -> Head.of(after, revision.wake()).put(tables, id));
        puts.add(tables -> MvOutbox.add(tables, revision.tidings()));
    }

    private void prepareNew(Message message) {
        String id = message.id().toString();
        byte[] number = Keys.of(message.number());
        conditions.add(tables -> !tables.numbers().containsKey(number));
        puts.add(tables -> tables.numbers().put(number, id));
        String onceKey = message.submission().once();
        if (onceKey != null) {
            byte[] once = Keys.of(onceKey);
            conditions.add(tables -> !tables.onceKeys().containsKey(once));
            puts.add(tables -> tables.onceKeys().put(once, id));
        }
        puts.add(tables -> tables.newest().put(Keys.of(Position.of(message)), id));
    }

    private void prepareLine(Entry line) {
        byte[] key = Keys.of(line.message(), line.version());
        String row = CODEC.writeRecord(line);
        puts.add(tables -> tables.journal().put(key, row));
    }

    @Override
    public boolean tryOn(Tables tables) {
        if (!conditions.stream().allMatch(each -> each.test(tables))) {
            return false;
        }
        puts.forEach(each -> each.accept(tables));
        return true;
    }
}
