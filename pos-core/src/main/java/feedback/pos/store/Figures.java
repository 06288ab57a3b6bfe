package feedback.pos.store;

import feedback.pos.insight.Bag;
import feedback.pos.insight.Face;
import feedback.pos.insight.Fact;
import feedback.pos.insight.Grain;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counters that are kept beside the messages, so that figures and maps are read and not counted. Which messages were written and not
 * counted yet is written down in the same step as the messages themselves, so nothing is forgotten whatever happens in between.
 * Thread-safe.
 */
public interface Figures {
    /**
     * Counts some of what was written since it was counted last, each message as it stands: what it counted as before is taken away,
     * and what it counts as now is added, all in one step. Several threads and nodes may do so at once; they wait for each other.
     *
     * @param limit how many writings to take, 1 to 10,000
     * @param telling what messages tell, one fact for each
     * @return how many writings were taken: fewer than the limit if nothing is left
     */
    int count(int limit, Function<List<Held>, List<Fact>> telling);

    /** How many writings wait to be counted; at most as many as given. */
    int waiting(int most);

    /** By what rules was counted, as told to {@link #recount}; empty at first. */
    String basis();

    /** Forgets what was counted, so that all messages wait to be counted, by other rules. */
    void recount(String basis);

    /** Reads counters and facts as they stand at one moment, without what waits to be counted. */
    <T> T read(Function<Reading, T> work);

    /**
     * Reads them as if what waits to be counted were, so that nothing is written and nobody waited for.
     *
     * @param most as much as may wait, 0 to 1,000
     * @param telling what messages tell, as in {@link #count}
     * @param work gives no null
     * @return what the work gave; nothing if more waits than it may, and the work was not done
     */
    <T> Optional<T> readFresh(int most, Function<List<Held>, List<Fact>> telling, Function<Reading, T> work);

    /** Counters and facts at one moment. For one thread, and not for long. */
    interface Reading {
        /**
         * The counters of faces of one side.
         *
         * @param faces at most 10,000, of one side
         * @param from the first bucket
         * @param to the last bucket
         */
        void counters(Collection<Face> faces, Grain grain, int from, int to, Receiver receiver);

        /**
         * The counters of all places whose ids lie in a range.
         *
         * @param fromId the least id
         * @param beforeId less than this one
         * @param from the first bucket
         * @param to the last bucket
         */
        void counters(
                Face.Side side,
                String fromId,
                String beforeId,
                String topic,
                Grain grain,
                int from,
                int to,
                Receiver receiver);

        /**
         * The facts that a filter selects, in no order; a storage may leave their answers, executors and passages out.
         *
         * @param filter {@linkplain Filter#isOfFacts of facts}
         */
        void facts(Filter filter, Consumer<Fact> receiver);

        /**
         * The facts of messages, as far as they were counted, in no order.
         *
         * @param messages at most 10,000 ids
         */
        void facts(Collection<UUID> messages, Consumer<Fact> receiver);

        /** The first day on which something was received; null if nothing was counted. */
        @Nullable
        LocalDate first();

        /** The last such day. */
        @Nullable
        LocalDate last();
    }

    /** Is given what counters hold. */
    interface Receiver {
        void of(Face face, int bucket, Bag bag);
    }
}
