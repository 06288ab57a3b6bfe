package feedback.pos.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Line;
import feedback.pos.store.BallotBox.Outcome;
import feedback.pos.store.BallotBox.Receipt;
import feedback.pos.store.BallotBox.Terms;
import feedback.pos.store.BallotBox.Trail;
import feedback.pos.store.BallotBox.Voter;
import feedback.pos.store.Chain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/** Ballots as the contract puts them into boxes, and what can be told from a box by anyone. */
final class Votes {
    static final Instant AT = Instant.parse("2026-03-02T09:00:00.000001Z");
    static final Trail TRAIL = new Trail(AT, "portal", null, null, null, null, null);
    static final UUID POLL = key(1_000_001);

    private Votes() {}

    static Terms terms() {
        return terms(false, Map.of());
    }

    static Terms terms(boolean revoting, Map<String, Long> quotas) {
        return new Terms(POLL, revoting, quotas, Votes::count);
    }

    /** A body names, between quotes, what it is for. */
    static Map<String, Long> count(String body) {
        Map<String, Long> counted = new TreeMap<>();
        String[] parts = body.split("\"", -1);
        for (int i = 1; i < parts.length; i += 2) {
            counted.merge(parts[i], 1L, Long::sum);
        }
        return counted;
    }

    /** Spread over all keys, also those whose first bit is set. */
    static UUID key(int n) {
        return new UUID(n * 0x9E3779B97F4A7C15L, n);
    }

    static Ballot ballot(int n, String choice, UUID... voters) {
        return new Ballot(List.of(voters), salt(n), "[\"" + choice + "\"]", Map.of(), List.of(), null, TRAIL);
    }

    /** In no order of the numbers. */
    static String salt(int n) {
        return String.format(Locale.ROOT, "%016x", n * 0x9E3779B97F4A7C15L);
    }

    static Ballot with(Ballot ballot, String once) {
        return new Ballot(
                ballot.voters(), ballot.salt(), ballot.body(), ballot.texts(), ballot.quotas(), once, ballot.trail());
    }

    static Ballot in(Ballot ballot, String... quotas) {
        return new Ballot(
                ballot.voters(),
                ballot.salt(),
                ballot.body(),
                ballot.texts(),
                List.of(quotas),
                ballot.once(),
                ballot.trail());
    }

    static Ballot saying(Ballot ballot, Map<String, String> texts) {
        return new Ballot(
                ballot.voters(), ballot.salt(), ballot.body(), texts, ballot.quotas(), ballot.once(), ballot.trail());
    }

    static Ballot from(Ballot ballot, Trail trail) {
        return new Ballot(
                ballot.voters(), ballot.salt(), ballot.body(), ballot.texts(), ballot.quotas(), ballot.once(), trail);
    }

    static List<Ballot> ballots(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> ballot(n, "option " + n % 7, key(n)))
                .toList();
    }

    static Outcome cast(BallotBox box, Terms terms, Ballot ballot) {
        List<Outcome> outcomes = box.cast(terms, List.of(ballot));
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    /** Where it stands; fails if it was not taken just now. */
    static Receipt taken(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Taken.class);
        Outcome.Taken taken = (Outcome.Taken) outcome;
        assertThat(taken.again()).isFalse();
        return taken.receipt();
    }

    static List<Line> lines(BallotBox box, UUID poll, Head head, int limit) {
        List<Line> lines = new ArrayList<>();
        List<Line> page = box.lines(poll, head.chain(), 0, limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            lines.addAll(page);
            page = box.lines(poll, head.chain(), page.get(page.size() - 1).position(), limit);
        }
        return lines;
    }

    static List<Voter> voters(BallotBox box, UUID poll, int limit) {
        List<Voter> voters = new ArrayList<>();
        List<Voter> page = box.voters(poll, null, limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            voters.addAll(page);
            page = box.voters(poll, page.get(page.size() - 1).key(), limit);
        }
        return voters;
    }

    /** Every line by its place, after each has been sealed anew; the counters must be what the lines come to. */
    static Map<String, Line> verified(BallotBox box, UUID poll) {
        Map<String, Line> all = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        int previous = -1;
        for (Head head : box.heads(poll)) {
            assertThat(head.chain()).isGreaterThan(previous).isLessThan(BallotBox.CHAINS);
            previous = head.chain();
            Chain chain = new Chain(poll, head.chain(), 0, "");
            for (Line line : lines(box, poll, head, 1_000)) {
                assertThat(chain.add(line.salt(), line.replaces(), line.body())).isEqualTo(line.seal());
                assertThat(chain.length()).isEqualTo(line.position());
                all.put(head.chain() + "/" + line.position(), line);
            }
            assertThat(chain.length()).isEqualTo(head.length()).isPositive();
            assertThat(chain.seal()).isEqualTo(head.seal());
        }
        all.values().forEach(line -> add(counts, line, 1));
        for (Line line : all.values()) {
            if (!line.replaces().isEmpty()) {
                Line replaced = all.get(line.replaces());
                assertThat(replaced).as(line.replaces()).isNotNull();
                add(counts, replaced, -1);
            }
        }
        assertThat(all.values())
                .extracting(Line::replaces)
                .filteredOn(each -> !each.isEmpty())
                .doesNotHaveDuplicates();
        counts.values().removeIf(each -> each == 0);
        assertThat(box.counts(poll)).isEqualTo(counts);
        return all;
    }

    private static void add(Map<String, Long> counts, Line line, long times) {
        count(line.body()).forEach((name, amount) -> counts.merge(name, times * amount, Long::sum));
        counts.merge(BallotBox.BALLOTS, times, Long::sum);
    }

    static void stands(Map<String, Line> lines, Receipt receipt) {
        Line line = lines.get(receipt.chain() + "/" + receipt.position());
        assertThat(line).as("line of %s", receipt).isNotNull();
        assertThat(line.seal()).isEqualTo(receipt.seal());
    }
}
