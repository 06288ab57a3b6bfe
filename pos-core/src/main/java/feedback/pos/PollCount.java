package feedback.pos;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import feedback.pos.organization.Organization;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Poll.Stage;
import feedback.pos.poll.Project;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.Questions;
import feedback.pos.poll.Sheet;
import feedback.pos.poll.VoteChannel;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Line;
import feedback.pos.survey.SurveyResults;
import feedback.pos.tally.Election;
import feedback.pos.tally.Election.Standing;
import feedback.pos.tally.Outcome;
import feedback.pos.tally.Pabulib;
import feedback.pos.tally.Rule;
import feedback.pos.tally.Tally;
import feedback.pos.tally.Ties;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Counts: from the counters where they are enough, from the ballots where a rule wants to see each. Thread-safe. */
final class PollCount {
    private static final int PAGE = 1_000;

    private final Office office;

    /** A closed box changes no more. */
    private final Cache<UUID, PollResults> closed =
            Caffeine.newBuilder().maximumSize(100).build();

    PollCount(Office office) {
        this.office = office;
    }

    PollResults results(Poll poll) {
        if (poll.stage() == Stage.DRAFT) {
            throw Refusal.of(Reason.WRONG_STAGE, "poll.stage", poll.stage());
        }
        return poll.stage() == Stage.OPEN ? count(poll) : closed.get(poll.id(), any -> count(poll));
    }

    private PollResults count(Poll poll) {
        Map<String, Long> counts = box().counts(poll.id());
        boolean isComplete = poll.stage() != Stage.OPEN;
        long ballots = counts.getOrDefault(BallotBox.BALLOTS, 0L);
        Map<VoteChannel, Long> channels = new EnumMap<>(VoteChannel.class);
        for (VoteChannel channel : VoteChannel.values()) {
            long of = counts.getOrDefault(Sheet.CHANNEL + channel, 0L);
            if (of > 0) {
                channels.put(channel, of);
            }
        }
        if (poll.plan().ask() instanceof ProjectVote vote) {
            Map<String, Standing> standings = standings(vote, counts);
            @Nullable Outcome outcome = isComplete ? outcome(poll, vote, standings, ballots) : null;
            boolean isMet = ballots >= vote.count().quorum();
            return new PollResults(isComplete, ballots, isMet, channels, standings, outcome, null);
        }
        Questions questions = (Questions) poll.plan().ask();
        return new PollResults(
                isComplete,
                ballots,
                true,
                channels,
                Map.of(),
                null,
                SurveyResults.fromCounters(questions.survey(), counts));
    }

    private static Map<String, Standing> standings(ProjectVote vote, Map<String, Long> counts) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        for (Project project : vote.projects()) {
            long votes = counts.getOrDefault(ProjectVote.VOTES + project.id(), 0L);
            long score = vote.form().hasPoints() ? counts.getOrDefault(ProjectVote.POINTS + project.id(), 0L) : votes;
            standings.put(project.id(), new Standing(votes, BigDecimal.valueOf(score)));
        }
        return standings;
    }

    private Outcome outcome(Poll poll, ProjectVote vote, Map<String, Standing> standings, long ballots) {
        Rule rule = Rule.of(vote.count().rule());
        Election.Builder election = vote.election();
        if (rule.needsBallots()) {
            forEach(poll, (place, line) -> add(vote, line, election));
        } else {
            standings.forEach((id, standing) -> election.standing(id, standing.votes(), standing.score()));
            election.ballotsCast(ballots);
        }
        return Tally.count(election.build(), rule, ties(vote));
    }

    private static void add(ProjectVote vote, Line line, Election.Builder election) {
        vote.addTo(election, Sheet.read(line.body()).choice());
    }

    static Ties ties(ProjectVote vote) {
        return Ties.of(vote.count().ties());
    }

    void write(Poll poll, ProjectVote vote, OutputStream out) throws IOException {
        PollResults results = results(poll);
        Election.Builder election = vote.election()
                .meta("description", poll.plan().title())
                .meta("country", "Russia")
                .meta("unit", organization(poll))
                .meta("instance", poll.id().toString())
                .meta("date_begin", day(poll.openedAt()))
                .meta("date_end", day(poll.closedAt()));
        forEach(poll, (place, line) -> add(vote, line, election));
        @Nullable Outcome outcome = results.outcome();
        Pabulib.write(
                election.build(),
                Rule.of(vote.count().rule()),
                ties(vote),
                outcome == null ? null : outcome.winners(),
                out);
    }

    private String organization(Poll poll) {
        String id = poll.plan().organization();
        return office.regulation().directory().find(id).map(Organization::name).orElse(id);
    }

    /** As Pabulib writes days. */
    private String day(Instant at) {
        return DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT)
                .format(at.atZone(office.regulation().zone()));
    }

    /** Goes through the ballots that count, in the order of chains and positions, page by page. */
    void forEach(Poll poll, BiConsumer<String, Line> each) {
        List<Head> heads = box().heads(poll.id());
        Set<String> replaced = new HashSet<>();
        if (poll.plan().revoting()) {
            forEachLine(poll.id(), heads, (place, line) -> {
                if (!line.replaces().isEmpty()) {
                    replaced.add(line.replaces());
                }
            });
        }
        forEachLine(poll.id(), heads, (place, line) -> {
            if (!replaced.contains(place)) {
                each.accept(place, line);
            }
        });
    }

    /** @param each gets «chain/position» and the line */
    void forEachLine(UUID poll, List<Head> heads, BiConsumer<String, Line> each) {
        for (Head head : heads) {
            long after = 0;
            List<Line> page;
            do {
                page = box().lines(poll, head.chain(), after, PAGE);
                for (Line line : page) {
                    each.accept(head.chain() + "/" + line.position(), line);
                    after = line.position();
                }
            } while (!page.isEmpty());
        }
    }

    /** The counters as they would be if they were made from the lines. */
    Map<String, Long> recount(Poll poll) {
        Map<String, Long> counts = new HashMap<>();
        forEach(poll, (place, line) -> {
            counts.merge(BallotBox.BALLOTS, 1L, Long::sum);
            Sheet.counts(poll.plan().ask(), line.body()).forEach((name, by) -> counts.merge(name, by, Long::sum));
        });
        counts.values().removeIf(amount -> amount == 0);
        return counts;
    }

    BallotBox box() {
        return office.storage().ballots();
    }
}
