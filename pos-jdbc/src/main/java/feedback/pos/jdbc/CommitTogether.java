package feedback.pos.jdbc;

import feedback.pos.message.Message;
import feedback.pos.store.Revision;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Writes a list of changes in one transaction and finds the losers. First in the belief that nobody lost, which needs no
 * question; was that wrong, then after asking who did; and if another process still comes in between, one by one.
 */
final class CommitTogether {
    /** How often a change is tried that meets nothing but other processes' unfinished transactions. */
    private static final int TRIES = 5;

    private final Database database;

    CommitTogether(Database database) {
        this.database = database;
    }

    /** Says that a row was not as expected, so that the transaction is rolled back. */
    static final class LostRace extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostRace() {
            super("another version than expected", null, false, false);
        }
    }

    List<Draft> losers(List<Draft> drafts) {
        List<Draft> written = write(drafts);
        if (written.size() == drafts.size()) {
            return List.of();
        }
        Set<Draft> winners = Collections.newSetFromMap(new IdentityHashMap<>());
        winners.addAll(written);
        return drafts.stream().filter(draft -> !winners.contains(draft)).toList();
    }

    private List<Draft> write(List<Draft> drafts) {
        try {
            return database.write(handle -> write(Claims.trusting().winners(drafts), handle));
        } catch (RuntimeException e) {
            throwUnlessLostRace(e);
        }
        try {
            return writeAfterAsking(drafts);
        } catch (RuntimeException e) {
            throwUnlessLostRace(e);
        }
        List<Draft> winners = new ArrayList<>();
        drafts.forEach(draft -> winners.addAll(writeAlone(draft)));
        return winners;
    }

    private List<Draft> writeAlone(Draft draft) {
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                return writeAfterAsking(List.of(draft));
            } catch (RuntimeException e) {
                throwUnlessLostRace(e);
            }
        }
        return List.of();
    }

    private List<Draft> writeAfterAsking(List<Draft> drafts) {
        return database.write(handle -> write(ask(drafts, handle).winners(drafts), handle));
    }

    /** Writes changes that exclude each other nowhere. */
    List<Draft> write(List<Draft> winners, Handle handle) throws SQLException {
        if (!winners.isEmpty() && !new ChangeWriter(handle.getConnection(), database.dialect()).write(winners)) {
            throw new LostRace();
        }
        return winners;
    }

    private void throwUnlessLostRace(RuntimeException e) {
        if (!(e instanceof LostRace) && !database.dialect().isLostRace(e)) {
            throw e;
        }
    }

    private Claims ask(List<Draft> drafts, Handle handle) {
        Claims claims = Claims.knowing();
        held(
                handle,
                "id",
                revisions(drafts)
                        .map(each -> database.dialect().parameter(each.after().id()))
                        .toList(),
                (row, context) -> {
                    claims.holds(database.dialect().id(row, "id"), row.getInt("version"));
                    return true;
                });
        held(handle, "number", added(drafts).map(Message::number).toList(), (row, context) -> {
            claims.takesNumber(row.getString("number"));
            return true;
        });
        held(
                handle,
                "once_key",
                added(drafts)
                        .map(each -> each.submission().once())
                        .filter(Objects::nonNull)
                        .toList(),
                (row, context) -> {
                    claims.takesOnce(row.getString("once_key"));
                    return true;
                });
        return claims;
    }

    private static Stream<Revision> revisions(List<Draft> drafts) {
        return drafts.stream().flatMap(draft -> draft.change().revisions().stream());
    }

    private static Stream<Message> added(List<Draft> drafts) {
        return revisions(drafts).filter(each -> each.expected() == 0).map(Revision::after);
    }

    private static void held(Handle handle, String column, List<?> values, RowMapper<Boolean> note) {
        if (!values.isEmpty()) {
            handle.createQuery("SELECT id, version, number, once_key FROM pos_message WHERE <column> IN (<values>)")
                    .define("column", column)
                    .bindList("values", values)
                    .map(note)
                    .list();
        }
    }
}
