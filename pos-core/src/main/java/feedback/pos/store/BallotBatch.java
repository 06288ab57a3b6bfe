package feedback.pos.store;

import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Judgement;
import feedback.pos.store.BallotBox.Line;
import feedback.pos.store.BallotBox.Outcome;
import feedback.pos.store.BallotBox.Receipt;
import feedback.pos.store.BallotBox.Terms;
import feedback.pos.store.BallotBox.Text;
import feedback.pos.store.BallotBox.Voter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of ballots that are put into one box together, and what is to be written then: for storages to build
 * {@link BallotBox#cast} upon. What it is told must stay so until what it says is written. Stores nothing itself; not thread-safe.
 *
 * <p>The new lines stand in the order of their salts, which are random: the order in which ballots came, in which a database may keep
 * who has voted, does not show which line is whose. Only what takes the place of another line of the same batch stands behind
 * that.
 */
public final class BallotBatch {
    private final Terms terms;
    private final Box box;
    private final Head head;

    /** What is decided, in this order. */
    private final List<Fate> fates = new ArrayList<>();

    private final List<Entry> entries = new ArrayList<>();
    private final Map<UUID, Entry> lastOf = new HashMap<>();
    private final Map<UUID, UUID> newGroups = new HashMap<>();
    private final Map<UUID, Entry> byGroup = new HashMap<>();
    private final Map<String, Long> counters = new TreeMap<>();
    private final Map<String, Long> quotas = new TreeMap<>();
    private final List<Gone> gone = new ArrayList<>();

    /** What the batch asks of the box, as it stands within the step that writes. */
    public interface Box {
        /** Whether it takes ballots. */
        boolean isOpen();

        /** The row of this key, or null if it is free; asked for the ballots' voters and for the groups of those. */
        @Nullable
        Row row(UUID key);

        /** A line that was written before; asked where a ballot is repeated or replaced. */
        Line line(int chain, long position);

        /** How many ballots count in a quota. */
        long used(String quota);
    }

    /**
     * Who has voted, as a storage keeps it.
     *
     * @param voter what is shown
     * @param group where ballots may be replaced: the key whose row has the link. Keys that came together in a ballot stand for
     *     one voter from then on. Else null
     * @param link what leads to the ballot; opaque to the storage
     */
    public record Row(
            Voter voter, @Nullable UUID group, @Nullable String link) {}

    /**
     * Free texts that go because their ballot was replaced.
     *
     * @param questions of which there are texts
     */
    public record Gone(int chain, long position, List<String> questions) {}

    /**
     * What is to be written, all in one step.
     *
     * @param outcomes of the ballots, in order
     * @param lines new ones, in order
     * @param head the chain's, behind them
     * @param added rows of keys that were free, in the order of {@link Position#compare}
     * @param changed rows of keys that were not, in the same order
     * @param counters what is added to them, also less than nothing
     * @param quotas what is added to how many ballots count in them
     * @param texts new ones
     * @param gone what is to be taken out
     */
    public record Decision(
            List<Outcome> outcomes,
            List<Line> lines,
            Head head,
            List<Row> added,
            List<Row> changed,
            Map<String, Long> counters,
            Map<String, Long> quotas,
            List<Text> texts,
            List<Gone> gone) {}

    /** An outcome, or the entry that will be it once its place is known. */
    private record Fate(@Nullable Outcome outcome, @Nullable Entry entry, boolean again) {
        static Fate of(Outcome outcome) {
            return new Fate(outcome, null, false);
        }
    }

    /** A ballot that is taken. */
    private static final class Entry {
        final Ballot ballot;
        final String replaced;
        final @Nullable Entry before;
        final int generation;
        boolean isReplaced;
        long position;
        String seal = "";

        Entry(Ballot ballot, String replaced, @Nullable Entry before) {
            this.ballot = ballot;
            this.replaced = replaced;
            this.before = before;
            this.generation = before == null ? 0 : before.generation + 1;
        }
    }

    private BallotBatch(Terms terms, Box box, Head head) {
        this.terms = terms;
        this.box = box;
        this.head = head;
    }

    /**
     * Decides.
     *
     * @param head of the chain to which lines are added; length 0 and an empty seal to begin
     * @throws IllegalArgumentException if a ballot counts in a quota that the terms do not name
     */
    public static Decision of(Terms terms, List<Ballot> ballots, Box box, Head head) {
        BallotBatch batch = new BallotBatch(terms, box, head);
        ballots.forEach(each -> batch.fates.add(batch.fate(each)));
        return batch.decision();
    }

    private Fate fate(Ballot ballot) {
        if (!terms.quotas().keySet().containsAll(ballot.quotas())) {
            throw new IllegalArgumentException(
                    "quotas " + ballot.quotas() + " of " + terms.quotas().keySet());
        }
        return terms.revoting() ? replaceable(ballot) : once(ballot);
    }

    private Fate once(Ballot ballot) {
        Set<Entry> here = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        for (UUID key : ballot.voters()) {
            Entry entry = lastOf.get(key);
            Row row = entry == null ? box.row(key) : null;
            if (entry != null) {
                here.add(entry);
            } else if (row != null) {
                rows.add(row);
            }
        }
        if (here.isEmpty() && rows.isEmpty()) {
            return taken(ballot, null, null);
        }
        return again(ballot, here, rows);
    }

    private Fate again(Ballot ballot, Set<Entry> here, List<Row> rows) {
        String once = ballot.once();
        if (once != null && rows.isEmpty() && here.size() == 1) {
            Entry entry = here.iterator().next();
            if (once.equals(entry.ballot.once()) && entry.ballot.voters().containsAll(ballot.voters())) {
                return new Fate(null, entry, true);
            }
        }
        if (once != null && here.isEmpty() && rows.size() == ballot.voters().size()) {
            BallotLink.Place place = BallotLink.open(rows, once, terms.poll());
            if (place != null) {
                return again(place.chain(), box.line(place.chain(), place.position()));
            }
        }
        return second();
    }

    /** Whoever was not taken hears first that the box is closed. */
    private Fate second() {
        return Fate.of(box.isOpen() ? new Outcome.Second() : new Outcome.Closed());
    }

    private static Fate again(int chain, Line line) {
        return Fate.of(new Outcome.Taken(new Receipt(chain, line.position(), line.seal()), true));
    }

    private Fate replaceable(Ballot ballot) {
        Set<UUID> groups = new LinkedHashSet<>();
        for (UUID key : ballot.voters()) {
            Row row = newGroups.containsKey(key) ? null : box.row(key);
            UUID group = row == null ? newGroups.get(key) : row.group();
            if (row != null && group == null) {
                // What led to the ballot was taken out
                return second();
            }
            if (group != null) {
                groups.add(group);
            }
        }
        if (groups.isEmpty()) {
            return taken(ballot, null, null);
        }
        return groups.size() > 1
                ? second()
                : replacing(ballot, groups.iterator().next());
    }

    private Fate replacing(Ballot ballot, UUID group) {
        Entry before = byGroup.get(group);
        if (before != null) {
            String once = ballot.once();
            boolean isRepeated = once != null
                    && once.equals(before.ballot.once())
                    && ballot.body().equals(before.ballot.body());
            return isRepeated ? new Fate(null, before, true) : taken(ballot, group, before);
        }
        String link = Objects.requireNonNull(
                Objects.requireNonNull(box.row(group), "group").link(), "link");
        BallotLink.Plain place = BallotLink.Plain.read(link);
        if (place.isBy(ballot.once(), terms.poll(), group)) {
            Line line = box.line(place.chain(), place.position());
            if (line.body().equals(ballot.body())) {
                return again(place.chain(), line);
            }
        }
        return taken(ballot, group, null, place);
    }

    private Fate taken(Ballot ballot, @Nullable UUID group, @Nullable Entry before) {
        return taken(ballot, group, before, null);
    }

    private Fate taken(Ballot ballot, @Nullable UUID group, @Nullable Entry before, BallotLink.@Nullable Plain place) {
        if (!box.isOpen()) {
            return Fate.of(new Outcome.Closed());
        }
        List<String> released = before != null ? before.ballot.quotas() : place != null ? place.quotas() : List.of();
        for (String quota : ballot.quotas()) {
            long used = box.used(quota) + quotas.getOrDefault(quota, 0L) - (released.contains(quota) ? 1 : 0);
            if (used >= Objects.requireNonNull(terms.quotas().get(quota))) {
                return Fate.of(new Outcome.Full(quota));
            }
        }
        Entry entry = new Entry(ballot, place == null ? "" : place.chain() + "/" + place.position(), before);
        if (before != null) {
            before.isReplaced = true;
            count(before.ballot.body(), before.ballot.quotas(), -1);
        }
        if (place != null) {
            count(box.line(place.chain(), place.position()).body(), place.quotas(), -1);
            if (!place.questions().isEmpty()) {
                gone.add(new Gone(place.chain(), place.position(), place.questions()));
            }
        }
        count(ballot.body(), ballot.quotas(), 1);
        entries.add(entry);
        ballot.voters().forEach(each -> lastOf.put(each, entry));
        if (terms.revoting()) {
            UUID whose = group == null ? ballot.voters().get(0) : group;
            byGroup.put(whose, entry);
            ballot.voters().forEach(each -> newGroups.put(each, whose));
        }
        return new Fate(null, entry, false);
    }

    private void count(String body, List<String> counted, int times) {
        terms.counting().apply(body).forEach((name, amount) -> counters.merge(name, times * amount, Long::sum));
        counters.merge(BallotBox.BALLOTS, (long) times, Long::sum);
        counted.forEach(each -> quotas.merge(each, (long) times, Long::sum));
    }

    private Decision decision() {
        List<Line> lines = lines();
        List<Row> added = new ArrayList<>();
        List<Row> changed = new ArrayList<>();
        for (UUID key : keys()) {
            Row before = box.row(key);
            (before == null ? added : changed).add(row(key, before));
        }
        return new Decision(
                fates.stream().map(this::outcome).toList(),
                lines,
                lines.isEmpty()
                        ? head
                        : new Head(
                                head.chain(),
                                head.length() + lines.size(),
                                lines.get(lines.size() - 1).seal()),
                added,
                changed,
                withoutNothing(counters),
                withoutNothing(quotas),
                texts(),
                List.copyOf(gone));
    }

    private List<Line> lines() {
        entries.sort(
                Comparator.comparingInt((Entry each) -> each.generation).thenComparing(each -> each.ballot.salt()));
        Chain chain = new Chain(terms.poll(), head.chain(), head.length(), head.seal());
        List<Line> lines = new ArrayList<>();
        for (Entry entry : entries) {
            Ballot ballot = entry.ballot;
            String replaces = entry.before == null ? entry.replaced : head.chain() + "/" + entry.before.position;
            entry.seal = chain.add(ballot.salt(), replaces, ballot.body());
            entry.position = chain.length();
            lines.add(new Line(entry.position, ballot.salt(), replaces, ballot.body(), entry.seal));
        }
        return lines;
    }

    private List<UUID> keys() {
        Set<UUID> keys = new HashSet<>(lastOf.keySet());
        keys.addAll(byGroup.keySet());
        return keys.stream().sorted(Position::compare).toList();
    }

    private Row row(UUID key, @Nullable Row before) {
        Entry last = lastOf.get(key);
        Voter voter = last == null ? Objects.requireNonNull(before).voter() : new Voter(key, last.ballot.trail());
        if (!terms.revoting()) {
            Entry entry = Objects.requireNonNull(last);
            String once = entry.ballot.once();
            return new Row(
                    voter,
                    null,
                    once == null ? null : BallotLink.covered(head.chain(), entry.position, once, terms.poll(), key));
        }
        Entry ofGroup = byGroup.get(key);
        return new Row(
                voter,
                before == null ? newGroups.get(key) : before.group(),
                ofGroup == null
                        ? null
                        : BallotLink.Plain.of(head.chain(), ofGroup.position, ofGroup.ballot, terms.poll(), key)
                                .write());
    }

    private Outcome outcome(Fate fate) {
        Entry entry = fate.entry();
        return entry == null
                ? Objects.requireNonNull(fate.outcome())
                : new Outcome.Taken(new Receipt(head.chain(), entry.position, entry.seal), fate.again());
    }

    private List<Text> texts() {
        List<Text> texts = new ArrayList<>();
        for (Entry entry : entries) {
            if (!entry.isReplaced) {
                entry.ballot
                        .texts()
                        .forEach((question, body) ->
                                texts.add(new Text(head.chain(), entry.position, question, Judgement.PENDING, body)));
            }
        }
        return texts;
    }

    private static Map<String, Long> withoutNothing(Map<String, Long> amounts) {
        Map<String, Long> some = new TreeMap<>(amounts);
        some.values().removeIf(each -> each == 0);
        return some;
    }
}
