package feedback.pos.store;

import feedback.pos.codec.Codec;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.testkit.ForwardingStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A storage that breaks one promise.
 *
 * @param promise what it breaks
 * @param contract whose tests have to notice
 * @param storage opens one that is empty
 */
record Mutant(String promise, Class<?> contract, Supplier<Storage> storage) {

    @Override
    public String toString() {
        return promise;
    }

    /** A storage that keeps every promise, for others to break one. */
    static class Sound extends ForwardingStorage implements Outbox, Records {
        static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");
        private static final Codec CODEC = new Codec();

        final Storage real;
        private final CyclicBarrier two = new CyclicBarrier(2);

        Sound() {
            this(Storage.inMemory());
        }

        Sound(Storage real) {
            super(real);
            this.real = real;
        }

        @Override
        public Outbox outbox() {
            return this;
        }

        @Override
        public Records records() {
            return this;
        }

        @Override
        public List<Tiding> pending(Instant now, int limit) {
            return real.outbox().pending(now, limit);
        }

        @Override
        public List<Tiding> take(Instant now, Instant until, int limit) {
            return real.outbox().take(now, until, limit);
        }

        @Override
        public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
            return real.outbox().takeFor(role, recipient, now, until, limit);
        }

        @Override
        public void told(Collection<Tiding> tidings) {
            real.outbox().told(tidings);
        }

        @Override
        public void holdBack(Tiding tiding, Instant until) {
            real.outbox().holdBack(tiding, until);
        }

        @Override
        public void put(List<Document> documents) {
            real.records().put(documents);
        }

        @Override
        public boolean putIfAbsent(Document document) {
            return real.records().putIfAbsent(document);
        }

        @Override
        public boolean putIfUnchanged(String kind, String key, @Nullable String seen, List<Document> documents) {
            return real.records().putIfUnchanged(kind, key, seen, documents);
        }

        @Override
        public Optional<String> get(String kind, String key) {
            return real.records().get(kind, key);
        }

        @Override
        public List<Document> list(String kind, String after, int limit) {
            return real.records().list(kind, after, limit);
        }

        @Override
        public List<String> kinds() {
            return real.records().kinds();
        }

        @Override
        public boolean remove(String kind, String key) {
            return real.records().remove(kind, key);
        }

        /** When the message wants to be looked at. */
        final @Nullable Instant wakeOf(UUID id) {
            return real.messages().due(Instant.MAX, null, 100_000).stream()
                    .filter(each -> each.message().equals(id))
                    .map(Wake::at)
                    .findFirst()
                    .orElse(null);
        }

        /** Everything that waits to be told, held back or not. */
        final List<Tiding> waiting() {
            return real.outbox().pending(Instant.MAX, 100_000);
        }

        /** Of a page that was taken those that are meant; the others are free again. */
        final List<Tiding> letGo(List<Tiding> page, Predicate<Tiding> meant, Instant now) {
            List<Tiding> taken = page.stream().filter(meant).toList();
            page.stream()
                    .filter(each -> !taken.contains(each))
                    .forEach(each -> real.outbox().holdBack(each, now));
            return taken;
        }

        /** Takes what is meant, for whomever it is. */
        final List<Tiding> takeIf(Predicate<Tiding> meant, Instant now, Instant until, int limit) {
            List<Tiding> all = real.outbox().take(now, until, 100_000);
            List<Tiding> those = part(all.stream().filter(meant).toList(), limit);
            return letGo(all, those::contains, now);
        }

        /** Waits for another thread to come as far, so that what is torn here comes apart; alone not for long. */
        final void window() {
            try {
                two.await(20, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | BrokenBarrierException alone) {
                two.reset();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Writes other revisions than those given, and names those given that lost. */
        final List<Change> commitRevised(List<Change> changes, UnaryOperator<Revision> how) {
            IdentityHashMap<Change, Change> given = new IdentityHashMap<>();
            List<Change> revised = new ArrayList<>();
            for (Change each : changes) {
                Change other = new Change(each.revisions().stream().map(how).toList());
                given.put(other, each);
                revised.add(other);
            }
            List<Change> losers = new ArrayList<>();
            real.messages().commit(revised).forEach(each -> losers.add(Objects.requireNonNull(given.get(each))));
            return losers;
        }

        /** The message with other letters in its JSON. */
        static Message edited(Message message, String from, String to) {
            return CODEC.readMessage(CODEC.write(message).replace(from, to));
        }

        static <T> List<T> reversed(List<T> all) {
            List<T> reversed = new ArrayList<>();
            all.forEach(each -> reversed.add(0, each));
            return reversed;
        }

        static <T> List<T> part(List<T> all, int limit) {
            return all.subList(0, Math.min(limit, all.size()));
        }
    }
}
