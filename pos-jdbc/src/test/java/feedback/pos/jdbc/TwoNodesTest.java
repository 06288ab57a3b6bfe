package feedback.pos.jdbc;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Outbox;
import feedback.pos.store.Position;
import feedback.pos.store.Records;
import feedback.pos.store.Storage;
import feedback.pos.store.Wake;
import feedback.pos.testkit.CommitContract;
import feedback.pos.testkit.RaceContract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Two storages on one database, each with a lock of its own: only the database itself can tell who was first. */
class TwoNodesTest implements CommitContract, RaceContract {
    @Override
    public Storage open() {
        DataSource base = HsqldbMemoryTest.newBase();
        return new TwoNodes(List.of(JdbcStorage.on(base), JdbcStorage.on(base)));
    }

    /** Sends each call to the next node. */
    private record TwoNodes(List<JdbcStorage> nodes, AtomicInteger calls) implements Storage, MessageStore {
        TwoNodes(List<JdbcStorage> nodes) {
            this(nodes, new AtomicInteger());
        }

        private JdbcStorage next() {
            return nodes.get(calls.incrementAndGet() % nodes.size());
        }

        @Override
        public MessageStore messages() {
            return this;
        }

        @Override
        public Outbox outbox() {
            return next().outbox();
        }

        @Override
        public Records records() {
            return next().records();
        }

        @Override
        public void close() {
            nodes.forEach(JdbcStorage::close);
        }

        @Override
        public List<Change> commit(List<Change> changes) {
            return next().messages().commit(changes);
        }

        @Override
        public Optional<Message> find(UUID id) {
            return next().messages().find(id);
        }

        @Override
        public Optional<Message> findByNumber(String number) {
            return next().messages().findByNumber(number);
        }

        @Override
        public Optional<Message> findByOnce(String once) {
            return next().messages().findByOnce(once);
        }

        @Override
        public List<Entry> journal(UUID id) {
            return next().messages().journal(id);
        }

        @Override
        public List<Message> list(Filter filter, @Nullable Position after, int limit) {
            return next().messages().list(filter, after, limit);
        }

        @Override
        public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
            return next().messages().due(now, after, limit);
        }
    }
}
