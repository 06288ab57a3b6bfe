package feedback.pos.jdbc;

import feedback.pos.store.BallotBox;
import feedback.pos.store.Cards;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Outbox;
import feedback.pos.store.Records;
import feedback.pos.store.Storage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Several storages on one database as if they were one: each call goes to the next. */
record TwoNodes(List<Storage> nodes, AtomicInteger calls) implements Storage {
    TwoNodes(Storage one, Storage two) {
        this(List.of(one, two), new AtomicInteger());
    }

    @Override
    public MessageStore messages() {
        return inTurns(MessageStore.class, Storage::messages);
    }

    @Override
    public Outbox outbox() {
        return inTurns(Outbox.class, Storage::outbox);
    }

    @Override
    public Records records() {
        return inTurns(Records.class, Storage::records);
    }

    @Override
    public Cards cards() {
        return inTurns(Cards.class, Storage::cards);
    }

    @Override
    public BallotBox ballots() {
        return inTurns(BallotBox.class, Storage::ballots);
    }

    private <T> T inTurns(Class<T> type, Function<Storage, T> part) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Storage next = nodes.get(calls.incrementAndGet() % nodes.size());
            try {
                return method.invoke(part.apply(next), args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    @Override
    public void close() {
        nodes.forEach(Storage::close);
    }
}
