package feedback.pos;

import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Poll.Stage;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.Questions;
import feedback.pos.poll.Receipt;
import feedback.pos.poll.VoteChannel;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Line;
import feedback.pos.store.BallotBox.Voter;
import feedback.pos.store.Chain;
import feedback.pos.store.Records.Document;
import feedback.pos.store.UnreachableException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What lets everybody check a count: how far the chains of a box came at which hour, the ballots once they are closed, and whether all
 * fits together. For those who keep a poll also what is odd about the way ballots came in. Thread-safe.
 */
public final class PollAudit {
    private static final int MOST_FAULTS = 100;
    private static final int PAGE = 1_000;
    private static final int FEWEST_BETWEEN_HEADS = 10;
    private static final String HEADS = "poll-heads";
    private static final String LAST = "poll-heads-last";

    private final Office office;
    private final Polls polls;
    private final PollCount count;

    PollAudit(Office office, Polls polls, PollCount count) {
        this.office = office;
        this.polls = polls;
        this.count = count;
    }

    /**
     * How far the chains had come. Whoever has kept one can tell whether a ballot before it was changed, left out or put in later.
     *
     * @param at when it was published
     * @param heads of the chains that had ballots
     */
    public record Heads(Instant at, List<Head> heads) {
        public Heads {
            heads = List.copyOf(heads);
        }
    }

    /**
     * What reading the whole box found.
     *
     * @param lines how many ballots stand in the chains, with those that others took the place of
     * @param ballots how many count
     * @param faults a sentence for each thing that does not fit, at most 100
     */
    public record Verdict(long lines, long ballots, List<String> faults) {
        public Verdict {
            faults = List.copyOf(faults);
        }

        /** Whether everything fits. */
        public boolean ok() {
            return faults.isEmpty();
        }
    }

    /** How far the chains are now; of a secret poll that is open, how far they were when that was last published. */
    public Heads now(UUID poll, Actor who) {
        Poll shown = polls.get(poll, who);
        if (shown.stage() == Stage.OPEN && shown.plan().secret()) {
            return lastPublished(shown);
        }
        return new Heads(office.now(), office.storage().ballots().heads(poll));
    }

    /**
     * What was published of the chains, oldest first: about once an hour, and when the poll was closed.
     *
     * @param after the last one seen, or null
     * @param limit 1 to 1,000
     */
    public List<Heads> published(UUID poll, @Nullable Instant after, int limit, Actor who) {
        polls.get(poll, who);
        return published(poll, after, limit);
    }

    private List<Heads> published(UUID poll, @Nullable Instant after, int limit) {
        String prefix = poll + " ";
        return office.storage().records().list(HEADS, after == null ? prefix : key(poll, after), limit).stream()
                .takeWhile(each -> each.key().startsWith(prefix))
                .map(each -> office.codec().readRecord(each.body(), Heads.class))
                .toList();
    }

    private static String key(UUID poll, Instant at) {
        return poll + " " + String.format(Locale.ROOT, "%016x", at.toEpochMilli());
    }

    /** What was published last; as the poll was opened there were none. */
    Heads lastPublished(Poll poll) {
        return office.storage()
                .records()
                .get(LAST, poll.id().toString())
                .map(body -> office.codec().readRecord(body, Heads.class))
                .orElseGet(() -> new Heads(poll.openedAt(), List.of()));
    }

    /** Of a secret poll only once there are some ballots more, so that nobody's stands alone between two heads. */
    void publishHeads(Poll poll, Instant now) {
        List<Head> heads = office.storage().ballots().heads(poll.id());
        long added = length(heads) - length(lastPublished(poll).heads());
        boolean isLast = !office.storage().ballots().isOpen(poll.id());
        if (added > 0 && (isLast || !poll.plan().secret() || added >= FEWEST_BETWEEN_HEADS)) {
            String body = office.codec().writeRecord(new Heads(now, heads));
            office.storage()
                    .records()
                    .put(List.of(
                            new Document(HEADS, key(poll.id(), now), body),
                            new Document(LAST, poll.id().toString(), body)));
        }
    }

    private static long length(List<Head> heads) {
        return heads.stream().mapToLong(Head::length).sum();
    }

    /** Whether the receipt is of a ballot that stands in its box. */
    public boolean stands(Receipt receipt) {
        return line(receipt).map(Line::seal).filter(receipt.seal()::equals).isPresent();
    }

    private Optional<Line> line(Receipt receipt) {
        if (receipt.chain() >= BallotBox.CHAINS || receipt.position() < 1) {
            return Optional.empty();
        }
        return office.storage().ballots().lines(receipt.poll(), receipt.chain(), receipt.position() - 1, 1).stream()
                .filter(line -> line.position() == receipt.position())
                .findFirst();
    }

    /**
     * The ballots of a chain, once the results are shown. Those of a survey only for who keeps it: many answers together can tell of whom
     * they are, also where no name stands there.
     *
     * @param after the position of the last one seen, 0 to begin
     * @param limit 1 to 1,000
     * @throws Refusal FORBIDDEN while ballots are taken or the results are hidden
     */
    public List<Line> lines(UUID poll, int chain, long after, int limit, Actor who) {
        Poll shown = closed(poll, who);
        if (shown.plan().ask() instanceof Questions) {
            polls.requireManager(shown.plan().organization(), who);
        }
        if (chain < 0 || chain >= BallotBox.CHAINS) {
            throw Refusal.field("chain", "poll.range", 0, BallotBox.CHAINS - 1);
        }
        return office.storage().ballots().lines(poll, chain, after, limit);
    }

    private Poll closed(UUID id, Actor who) {
        Poll poll = polls.get(id, who);
        polls.requireResults(poll, who);
        if (poll.stage() == Stage.OPEN) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.hidden");
        }
        return poll;
    }

    /**
     * Reads the whole box: whether every seal holds, the heads that were published lie in the chains, the counters are what the
     * ballots say, and as many have voted as there are ballots. Costs a read of all ballots and of all who have voted.
     *
     * @throws Refusal FORBIDDEN while ballots are taken or the results are hidden
     */
    public Verdict verify(UUID id, Actor who) {
        Poll poll = closed(id, who);
        List<String> faults = new ArrayList<>();
        long lines = checkChains(id, faults);
        long ballots = 0;
        try {
            Map<String, Long> counted = count.recount(poll);
            ballots = counted.getOrDefault(BallotBox.BALLOTS, 0L);
            if (!counted.equals(office.storage().ballots().counts(id))) {
                fault(faults, "the counters are not what the ballots say");
            }
            checkVoters(poll, ballots, faults);
        } catch (UnreachableException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whoever changes a ballot by hand need not leave one that can be read
            fault(faults, "there is a ballot that cannot be counted");
        }
        return new Verdict(lines, ballots, faults);
    }

    private long checkChains(UUID id, List<String> faults) {
        Map<String, String> published = publishedSeals(id);
        List<Head> heads = office.storage().ballots().heads(id);
        Chain[] chains = new Chain[BallotBox.CHAINS];
        for (int i = 0; i < chains.length; i++) {
            chains[i] = new Chain(id, i, 0, "");
        }
        long[] lines = {0};
        try {
            count.forEachLine(id, heads, (place, line) -> {
                lines[0]++;
                Chain chain = chains[Integer.parseInt(place.substring(0, place.indexOf('/')))];
                String seal = chain.add(line.salt(), line.replaces(), line.body());
                String told = published.remove(place);
                if (chain.length() != line.position()
                        || !seal.equals(line.seal())
                        || (told != null && !told.equals(seal))) {
                    fault(faults, "ballot " + place + " is not as it was sealed");
                }
            });
        } catch (UnreachableException e) {
            throw e;
        } catch (RuntimeException e) {
            fault(faults, "there is a ballot that cannot be read");
        }
        for (Head head : heads) {
            Chain chain = chains[head.chain()];
            if (chain.length() != head.length() || !chain.seal().equals(head.seal())) {
                fault(faults, "chain " + head.chain() + " does not end as its head says");
            }
        }
        published.keySet().forEach(place -> fault(faults, "ballot " + place + " was published and is gone"));
        return lines[0];
    }

    /**
     * Every ballot has a voter, and every voter a ballot. Where phones may vote and ballots may be replaced, one voter's keys can
     * have come together late, so that only too few can be told.
     */
    private void checkVoters(Poll poll, long ballots, List<String> faults) {
        long[] voters = new long[2];
        forEachVoter(poll.id(), voter -> {
            voters[0]++;
            voters[1] += isSecondRow(voter) ? 0 : 1;
        });
        boolean isLoose =
                poll.plan().revoting() && poll.plan().electorate().channels().contains(VoteChannel.VOLUNTEER);
        if (isLoose ? voters[0] < ballots : voters[1] != ballots) {
            fault(
                    faults,
                    (isLoose ? voters[0] : voters[1]) + " have voted, and there are " + ballots
                            + " ballots that count");
        }
    }

    /** Who has voted with an account may stand there once more under the phone. */
    private static boolean isSecondRow(Voter voter) {
        return PollKeys.isPhone(voter.key()) && !voter.trail().channel().equals(VoteChannel.VOLUNTEER.name());
    }

    private void forEachVoter(UUID poll, Consumer<Voter> each) {
        @Nullable UUID after = null;
        List<Voter> page;
        do {
            page = office.storage().ballots().voters(poll, after, PAGE);
            for (Voter voter : page) {
                after = voter.key();
                each.accept(voter);
            }
        } while (page.size() == PAGE);
    }

    private Map<String, String> publishedSeals(UUID poll) {
        Map<String, String> seals = new HashMap<>();
        @Nullable Instant after = null;
        List<Heads> page;
        do {
            page = published(poll, after, PAGE);
            for (Heads each : page) {
                each.heads().forEach(head -> seals.put(head.chain() + "/" + head.length(), head.seal()));
                after = each.at();
            }
        } while (page.size() == PAGE);
        return seals;
    }

    private static void fault(List<String> faults, String fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }

    /**
     * Prepares the ballots of a vote as a file {@code .pb}, by which anyone can count again.
     *
     * @throws Refusal FORBIDDEN while ballots are taken or the results are hidden, CONFLICT for a survey
     */
    public Export export(UUID id, Actor who) {
        Poll poll = closed(id, who);
        if (!(poll.plan().ask() instanceof ProjectVote vote)) {
            throw Refusal.of(Reason.CONFLICT, "poll.noVote");
        }
        return out -> count.write(poll, vote, out);
    }

    /** A file that is yet to be written. */
    @FunctionalInterface
    public interface Export {
        /** Writes it in UTF-8; costs a read of all ballots. The stream is not closed. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * What is odd about the way in which ballots came in. A report and no more: it takes nothing out, for families and offices share
     * devices and addresses. Costs a read of all who have voted.
     *
     * @throws Refusal FORBIDDEN unless the actor keeps the poll
     */
    public Oddities oddities(UUID id, Actor by) {
        Poll poll = polls.get(id, by);
        if (!polls.manages(poll.plan().organization(), by)) {
            throw Refusal.of(Reason.FORBIDDEN, "poll.role", Role.POLL_MANAGER);
        }
        Oddities.Search search = new Oddities.Search();
        forEachVoter(id, voter -> {
            if (!isSecondRow(voter)) {
                search.add(voter.trail());
            }
        });
        return search.found();
    }
}
