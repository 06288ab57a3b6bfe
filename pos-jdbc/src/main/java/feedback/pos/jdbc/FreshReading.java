package feedback.pos.jdbc;

import feedback.pos.insight.Bag;
import feedback.pos.insight.Face;
import feedback.pos.insight.Fact;
import feedback.pos.insight.Grain;
import feedback.pos.store.Figures;
import feedback.pos.store.Filter;
import feedback.pos.store.PlainReading;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is counted, less what changed messages counted as, and with what they count as now. */
final class FreshReading implements Figures.Reading {
    private final Figures.Reading counted;
    private final Set<UUID> changed;
    private final PlainReading gone;
    private final PlainReading come;

    /**
     * Of one moment.
     *
     * @param changed the messages that wait to be counted
     * @param before what those of them that were counted before count as
     * @param now what those of them that are there tell
     */
    FreshReading(Figures.Reading counted, Set<UUID> changed, List<Fact> before, List<Fact> now) {
        this.counted = counted;
        this.changed = changed;
        this.gone = new PlainReading(before);
        this.come = new PlainReading(now);
    }

    private static Figures.Receiver lessening(Figures.Receiver receiver) {
        return (face, bucket, bag) -> {
            Bag less = new Bag();
            bag.forEach((mark, amount) -> less.add(mark, -amount));
            receiver.of(face, bucket, less);
        };
    }

    @Override
    public void counters(Collection<Face> faces, Grain grain, int from, int to, Figures.Receiver receiver) {
        counted.counters(faces, grain, from, to, receiver);
        gone.counters(faces, grain, from, to, lessening(receiver));
        come.counters(faces, grain, from, to, receiver);
    }

    @Override
    public void counters(
            Face.Side side,
            String fromId,
            String beforeId,
            String topic,
            Grain grain,
            int from,
            int to,
            Figures.Receiver receiver) {
        counted.counters(side, fromId, beforeId, topic, grain, from, to, receiver);
        gone.counters(side, fromId, beforeId, topic, grain, from, to, lessening(receiver));
        come.counters(side, fromId, beforeId, topic, grain, from, to, receiver);
    }

    private Consumer<Fact> unchanged(Consumer<Fact> receiver) {
        return fact -> {
            if (!changed.contains(fact.message())) {
                receiver.accept(fact);
            }
        };
    }

    @Override
    public void facts(Filter filter, Consumer<Fact> receiver) {
        counted.facts(filter, unchanged(receiver));
        come.facts(filter, receiver);
    }

    @Override
    public void facts(Collection<UUID> messages, Consumer<Fact> receiver) {
        counted.facts(messages.stream().filter(each -> !changed.contains(each)).collect(Collectors.toSet()), receiver);
        come.facts(messages, receiver);
    }

    @Override
    public @Nullable LocalDate first() {
        LocalDate one = counted.first();
        LocalDate other = come.first();
        return one == null || other != null && other.isBefore(one) ? other : one;
    }

    @Override
    public @Nullable LocalDate last() {
        LocalDate one = counted.last();
        LocalDate other = come.last();
        return one == null || other != null && other.isAfter(one) ? other : one;
    }
}
