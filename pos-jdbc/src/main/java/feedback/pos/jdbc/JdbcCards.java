package feedback.pos.jdbc;

import feedback.pos.jdbc.Table.Column;
import feedback.pos.jdbc.Table.Kind;
import feedback.pos.store.Cards;
import feedback.pos.store.Position;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Cards as rows, and a row for each of the keys by which they are found. */
final class JdbcCards implements Cards {
    private static final Table CARD = new Table(
            "pos_card",
            List.of(
                    new Column("id", Kind.ID),
                    new Column("version", Kind.INT),
                    new Column("placed_at", Kind.LONG),
                    new Column("wake_at", Kind.LONG),
                    new Column("kind", Kind.TEXT),
                    new Column("card_keys", Kind.TEXT),
                    new Column("body", Kind.TEXT)));
    private static final Table KEY = new Table(
            "pos_card_key",
            List.of(
                    new Column("kind", Kind.TEXT),
                    new Column("card_key", Kind.TEXT),
                    new Column("placed_at", Kind.LONG),
                    new Column("id", Kind.ID)));
    private static final String COLUMNS =
            "SELECT c.kind, c.id, c.version, c.placed_at, c.wake_at, c.card_keys, c.body FROM pos_card c";
    private static final String UPDATE =
            "UPDATE pos_card SET version = ?, wake_at = ?, card_keys = ?, body = ? WHERE kind = ? AND id = ? AND version = ?";
    private static final String DELETE_KEY =
            "DELETE FROM pos_card_key WHERE kind = ? AND card_key = ? AND placed_at = ? AND id = ?";

    private final Database database;
    private final Dialect dialect;

    JdbcCards(Database database) {
        this.database = database;
        this.dialect = database.dialect();
    }

    @Override
    public boolean put(List<Card> cards) {
        if (cards.isEmpty()) {
            return true;
        }
        // In one order, so that two who do it at once do not wait for each other
        List<Card> inOrder = cards.stream()
                .sorted(Comparator.comparing(Card::kind).thenComparing(Card::id, Position::compare))
                .toList();
        return winning(() -> database.write(handle -> {
            List<@Nullable Object[]> added = new ArrayList<>();
            List<@Nullable Object[]> keys = new ArrayList<>();
            List<@Nullable Object[]> gone = new ArrayList<>();
            for (Card card : inOrder) {
                Set<String> before = new HashSet<>();
                if (card.version() == 1) {
                    added.add(row(card));
                    keys.add(key(card, ""));
                } else {
                    before.addAll(change(handle, card));
                }
                card.keys().stream().filter(each -> !before.contains(each)).forEach(each -> keys.add(key(card, each)));
                before.stream().filter(each -> !card.keys().contains(each)).forEach(each -> gone.add(key(card, each)));
            }
            if (!added.isEmpty()) {
                dialect.insert(handle.getConnection(), CARD, added);
            }
            if (!keys.isEmpty()) {
                dialect.insert(handle.getConnection(), KEY, keys);
            }
            takeAway(handle, gone);
            return true;
        }));
    }

    private interface Write {
        boolean run();
    }

    /** False if somebody else was first. */
    private boolean winning(Write write) {
        try {
            return write.run();
        } catch (CommitTogether.LostRace e) {
            return false;
        } catch (RuntimeException e) {
            if (dialect.isLostRace(e) || dialect.isDeadlock(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Changes the row and says what keys it had. */
    private Set<String> change(Handle handle, Card card) throws SQLException {
        // Before the row is asked for its keys nobody else may change it
        int changed;
        try (PreparedStatement lock = handle.getConnection()
                .prepareStatement("UPDATE pos_card SET version = version WHERE kind = ? AND id = ? AND version = ?")) {
            lock.setString(1, card.kind());
            lock.setObject(2, dialect.parameter(card.id()));
            lock.setInt(3, card.version() - 1);
            changed = lock.executeUpdate();
        }
        if (changed == 0) {
            throw new CommitTogether.LostRace();
        }
        Set<String> before = handle.createQuery("SELECT card_keys FROM pos_card WHERE kind = :kind AND id = :id")
                .bind("kind", card.kind())
                .bind("id", dialect.parameter(card.id()))
                .map((row, context) -> keys(row.getString("card_keys")))
                .one();
        try (PreparedStatement update = handle.getConnection().prepareStatement(UPDATE)) {
            update.setInt(1, card.version());
            update.setObject(2, wake(card));
            update.setString(3, keys(card));
            update.setString(4, card.body());
            update.setString(5, card.kind());
            update.setObject(6, dialect.parameter(card.id()));
            update.setInt(7, card.version() - 1);
            update.executeUpdate();
        }
        return before;
    }

    private void takeAway(Handle handle, List<@Nullable Object[]> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = handle.getConnection().prepareStatement(DELETE_KEY)) {
            for (@Nullable Object[] key : keys) {
                delete.setObject(1, key[0]);
                delete.setObject(2, key[1]);
                delete.setObject(3, key[2]);
                delete.setObject(4, dialect.parameter((UUID) key[3]));
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    private static @Nullable Object[] row(Card card) {
        return new @Nullable Object[] {
            card.id(), card.version(), Columns.micros(card.at()), wake(card), card.kind(), keys(card), card.body()
        };
    }

    private static @Nullable Object[] key(Card card, String key) {
        return new @Nullable Object[] {card.kind(), key, Columns.micros(card.at()), card.id()};
    }

    private static @Nullable Long wake(Card card) {
        Instant wake = card.wake();
        return wake == null ? null : Columns.micros(wake);
    }

    /** No key holds a line feed. */
    private static String keys(Card card) {
        return String.join("\n", card.keys());
    }

    private static Set<String> keys(String joined) {
        return joined.isEmpty() ? Set.of() : Set.of(joined.split("\n", -1));
    }

    @Override
    public Optional<Card> find(String kind, UUID id) {
        return database.read(handle -> handle.createQuery(COLUMNS + " WHERE c.kind = :kind AND c.id = :id")
                .bind("kind", kind)
                .bind("id", dialect.parameter(id))
                .map((row, context) -> card(row))
                .findOne());
    }

    private Card card(ResultSet row) throws SQLException {
        long wake = row.getLong("wake_at");
        Instant wakeAt = row.wasNull() ? null : Columns.instant(wake);
        return new Card(
                row.getString("kind"),
                dialect.id(row, "id"),
                row.getInt("version"),
                Columns.instant(row.getLong("placed_at")),
                wakeAt,
                keys(row.getString("card_keys")),
                row.getString("body"));
    }

    @Override
    public List<Card> findAll(String kind, Collection<UUID> ids) {
        if (dialect.isEmbedded()) {
            // Nothing is won by asking once where there is no way to a server
            return Cards.super.findAll(kind, ids);
        }
        List<Object> wanted = ids.stream().distinct().map(dialect::parameter).toList();
        return wanted.isEmpty()
                ? List.of()
                : database.read(handle -> handle.createQuery(COLUMNS + " WHERE c.kind = :kind AND c.id IN (<ids>)")
                        .bind("kind", kind)
                        .bindList("ids", wanted)
                        .map((row, context) -> card(row))
                        .list());
    }

    /** By the keys first, so that the bodies of a page only are read. */
    @Override
    public List<Card> list(String kind, String key, @Nullable Position after, int limit) {
        if (key.indexOf('\0') >= 0) {
            return List.of();
        }
        String behind = after == null ? "" : " AND k.placed_at <= :at AND (k.placed_at < :at OR k.id < :id)";
        return database.read(handle -> {
            Query query = handle.createQuery(COLUMNS + " JOIN pos_card_key k ON c.kind = k.kind AND c.id = k.id"
                            + " WHERE k.kind = :kind AND k.card_key = :key" + behind
                            + " ORDER BY k.kind DESC, k.card_key DESC, k.placed_at DESC, k.id DESC LIMIT :limit")
                    .bind("kind", kind)
                    .bind("key", key)
                    .bind("limit", limit);
            if (after != null) {
                query.bind("at", Columns.micros(after.createdAt())).bind("id", dialect.parameter(after.id()));
            }
            return query.map((row, context) -> card(row)).list();
        });
    }

    @Override
    public List<Card> due(String kind, Instant now, int limit) {
        return database.read(handle -> handle.createQuery(COLUMNS
                        + " WHERE c.kind = :kind AND c.wake_at <= :now ORDER BY c.kind, c.wake_at, c.id LIMIT :limit")
                .bind("kind", kind)
                .bind("now", Columns.micros(now))
                .bind("limit", limit)
                .map((row, context) -> card(row))
                .list());
    }

    @Override
    public boolean remove(String kind, UUID id, int version) {
        return winning(() -> database.write(handle -> {
            Optional<Card> card = find(handle, kind, id, version);
            int removed = handle.createUpdate(
                            "DELETE FROM pos_card WHERE kind = :kind AND id = :id AND version = :version")
                    .bind("kind", kind)
                    .bind("id", dialect.parameter(id))
                    .bind("version", version)
                    .execute();
            if (removed == 0 || card.isEmpty()) {
                return false;
            }
            List<@Nullable Object[]> keys = new ArrayList<>();
            keys.add(key(card.get(), ""));
            card.get().keys().forEach(each -> keys.add(key(card.get(), each)));
            takeAway(handle, keys);
            return true;
        }));
    }

    /** A version never changes, so it may be read before its row is removed. */
    private Optional<Card> find(Handle handle, String kind, UUID id, int version) {
        return handle.createQuery(COLUMNS + " WHERE c.kind = :kind AND c.id = :id AND c.version = :version")
                .bind("kind", kind)
                .bind("id", dialect.parameter(id))
                .bind("version", version)
                .map((row, context) -> card(row))
                .findOne();
    }
}
