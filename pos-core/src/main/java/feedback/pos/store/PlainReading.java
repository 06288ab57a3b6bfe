package feedback.pos.store;

import feedback.pos.insight.Bag;
import feedback.pos.insight.Face;
import feedback.pos.insight.Fact;
import feedback.pos.insight.Grain;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counters that are counted whenever they are read: the plain truth about a number of facts, against which a storage's counters can be held.
 * Immutable and thread-safe.
 */
public final class PlainReading implements Figures.Reading {
    private final List<Fact> facts;

    /** @param facts all there are, one of each message */
    public PlainReading(List<Fact> facts) {
        this.facts = List.copyOf(facts);
    }

    @Override
    public void counters(Collection<Face> faces, Grain grain, int from, int to, Figures.Receiver receiver) {
        Set<Face> wanted = new HashSet<>(faces);
        counters(wanted::contains, grain, from, to, receiver);
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
        counters(
                face -> face.side() == side
                        && face.topic().equals(topic)
                        && face.id().compareTo(fromId) >= 0
                        && face.id().compareTo(beforeId) < 0,
                grain,
                from,
                to,
                receiver);
    }

    private void counters(Predicate<Face> wanted, Grain grain, int from, int to, Figures.Receiver receiver) {
        record Slot(Face face, int bucket) {}
        Map<Slot, Bag> counters = new HashMap<>();
        for (Fact fact : facts) {
            fact.forEach((face, by, bucket, mark) -> {
                if (by == grain && bucket >= from && bucket <= to && wanted.test(face)) {
                    counters.computeIfAbsent(new Slot(face, bucket), slot -> new Bag())
                            .add(mark, 1);
                }
            });
        }
        counters.forEach((slot, bag) -> receiver.of(slot.face(), slot.bucket(), bag));
    }

    @Override
    public void facts(Filter filter, Consumer<Fact> receiver) {
        facts.stream().filter(filter::matches).forEach(receiver);
    }

    @Override
    public void facts(Collection<UUID> messages, Consumer<Fact> receiver) {
        Set<UUID> wanted = new HashSet<>(messages);
        facts.stream().filter(fact -> wanted.contains(fact.message())).forEach(receiver);
    }

    @Override
    public @Nullable LocalDate first() {
        return facts.stream().map(Fact::day).min(Comparator.naturalOrder()).orElse(null);
    }

    @Override
    public @Nullable LocalDate last() {
        return facts.stream().map(Fact::day).max(Comparator.naturalOrder()).orElse(null);
    }
}
