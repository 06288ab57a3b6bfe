package feedback.pos;

import feedback.pos.poll.VoteChannel;
import feedback.pos.survey.SurveyResults;
import feedback.pos.tally.Election.Standing;
import feedback.pos.tally.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has come out of a poll, so far or in the end.
 *
 * @param complete whether the box is closed, so that nothing is added any more
 * @param ballots how many ballots count; those that others took the place of are not among them
 * @param quorumMet whether there are as many as the vote needs; true where none are needed
 * @param channels how many came by which way
 * @param standings what each project has, by its id in the order of the list; empty for a survey
 * @param outcome who won and why; null while ballots are taken, and for a survey
 * @param survey counts and shares; null for a vote
 */
public record PollResults(
        boolean complete,
        long ballots,
        boolean quorumMet,
        Map<VoteChannel, Long> channels,
        Map<String, Standing> standings,
        @Nullable Outcome outcome,
        @Nullable SurveyResults survey) {
    public PollResults {
        Map<VoteChannel, Long> sorted = new EnumMap<>(VoteChannel.class);
        sorted.putAll(channels);
        channels = Collections.unmodifiableMap(sorted);
        standings = Collections.unmodifiableMap(new LinkedHashMap<>(standings));
    }
}
