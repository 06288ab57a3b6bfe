package feedback.pos.poll;

import feedback.pos.poll.ProjectVote.Form;
import feedback.pos.tally.Election;
import feedback.pos.tally.Election.VoteType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A vote as an election: whoever counts again does it in the same words. */
final class VoteElection {
    private VoteElection() {}

    static Election.Builder of(ProjectVote vote) {
        Election.Builder election = Election.of(type(vote.form()))
                .limits(limits(vote))
                .quorum(vote.count().quorum());
        BigDecimal budget = vote.budget();
        if (budget != null) {
            election.budget(budget);
        }
        Map<String, List<String>> groups = new TreeMap<>();
        for (Project project : vote.projects()) {
            election.project(
                    new Election.Project(project.id(), project.cost(), false, Map.of("name", project.title())));
            String group = project.exclusive();
            if (group != null) {
                groups.computeIfAbsent(group, any -> new ArrayList<>()).add(project.id());
            }
        }
        groups.values().stream().filter(group -> group.size() > 1).forEach(election::exclusive);
        if (vote.count().minimum() > 0) {
            election.minimum(BigDecimal.valueOf(vote.count().minimum()));
        } else {
            // Money may be left for what nobody wants
            election.minimumVotes(BigDecimal.ONE);
        }
        return election;
    }

    static void add(Election.Builder election, ProjectVote vote, Map<String, Integer> chosen) {
        List<BigDecimal> points = vote.form().hasPoints()
                ? chosen.values().stream().map(BigDecimal::valueOf).toList()
                : List.of();
        election.ballot(List.copyOf(chosen.keySet()), points);
    }

    private static VoteType type(Form form) {
        return switch (form) {
            case ONE -> VoteType.CHOOSE_1;
            case SEVERAL, APPROVAL, BUDGET -> VoteType.APPROVAL;
            case SCORE -> VoteType.SCORING;
            case CUMULATIVE -> VoteType.CUMULATIVE;
            case RANKED -> VoteType.ORDINAL;
        };
    }

    private static Election.Limits limits(ProjectVote vote) {
        @Nullable BigDecimal points = vote.points() == 0 ? null : BigDecimal.valueOf(vote.points());
        boolean isShared = vote.form() == Form.CUMULATIVE;
        return new Election.Limits(
                vote.min(),
                vote.max(),
                null,
                vote.form() == Form.BUDGET ? vote.budget() : null,
                null,
                points,
                null,
                isShared ? points : null,
                null);
    }
}
