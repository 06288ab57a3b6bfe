package feedback.pos.http;

import feedback.pos.Pos;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Change;
import feedback.pos.store.Outbox;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.store.UnreachableException;
import feedback.pos.store.Wake;
import feedback.pos.testkit.ForwardingStorage;
import feedback.pos.testkit.HandClock;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A process that sweeps and tells at one instant after the other until nothing is left, or until it is killed. Says a dot
 * at each step, and in the end «done».
 */
final class Sweeper {
    /** So many tellings are a step. */
    private static final int STEP = 10;

    private final HandClock clock;
    private final Pos pos;
    private final FileOutputStream told;
    private int tellings;

    private Sweeper(HandClock clock, Pos pos, FileOutputStream told) {
        this.clock = clock;
        this.pos = pos;
        this.told = told;
    }

    /** @param args the address of the base, the file that gets a line for each telling, and the instants */
    public static void main(String[] args) throws IOException {
        List<Instant> moments = Arrays.stream(args).skip(2).map(Instant::parse).toList();
        HandClock clock = HandClock.at(args[2]);
        // Without a buffer: what was told counts, whatever happens to the process then
        try (FileOutputStream told = new FileOutputStream(args[1]);
                Pos pos = LateMessages.open(open(args[0]), clock)) {
            Sweeper sweeper = new Sweeper(clock, pos, told);
            moments.forEach(sweeper::finish);
        }
        System.out.println("done");
    }

    private static Storage open(String url) {
        while (true) {
            try {
                return new Talking(JdbcStorage.postgresql(url, null, null));
            } catch (UnreachableException killed) {
                // The pool has waited, and waits again
            }
        }
    }

    private void finish(Instant moment) {
        clock.set(moment);
        int done;
        do {
            done = once();
        } while (done > 0);
    }

    /** How much there was to do, or at least one where that is not known. */
    private int once() {
        try {
            Pos.Sweep swept = pos.sweep();
            return swept.woken() + swept.failed() + pos.tell(this::tell);
        } catch (UnreachableException killed) {
            return 1;
        }
    }

    private void tell(Tiding tiding, Message message) throws IOException {
        if (++tellings % STEP == 0) {
            step();
            // Somebody who passes things on takes his time, and a kill must find him at it
            told.getFD().sync();
        }
        told.write((message.id() + " " + LateMessages.told(tiding) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void step() {
        System.out.println(".");
    }

    /** Says before and after each step that writes that it is there, so that a kill can be meant for it. */
    private static final class Talking extends ForwardingStorage {
        private final Storage real;

        Talking(Storage real) {
            super(real);
            this.real = real;
        }

        @Override
        public Round workOff(
                Instant now, @Nullable Wake after, int limit, Function<List<Message>, List<Change>> decide) {
            step();
            Round round = real.messages().workOff(now, after, limit, messages -> {
                List<Change> changes = decide.apply(messages);
                step();
                return changes;
            });
            step();
            return round;
        }

        @Override
        public List<Message> findAll(Collection<UUID> ids) {
            return real.messages().findAll(ids);
        }

        @Override
        public List<Change> commit(List<Change> changes) {
            step();
            return super.commit(changes);
        }

        @Override
        public Outbox outbox() {
            return new TalkingOutbox(real.outbox());
        }
    }

    private record TalkingOutbox(Outbox real) implements Outbox {
        @Override
        public List<Tiding> pending(Instant now, int limit) {
            return real.pending(now, limit);
        }

        @Override
        public List<Tiding> take(Instant now, Instant until, int limit) {
            step();
            return real.take(now, until, limit);
        }

        @Override
        public void told(Collection<Tiding> tidings) {
            step();
            real.told(tidings);
        }

        @Override
        public List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
            step();
            return real.takeFor(role, recipient, now, until, limit);
        }

        @Override
        public void holdBack(Tiding tiding, Instant until) {
            real.holdBack(tiding, until);
        }
    }
}
