package feedback.pos.poll;

import feedback.pos.refusal.Refusal;
import java.util.List;
import java.util.Map;

/** What a poll asks: a vote on projects, or the questions of a survey. Immutable and thread-safe. */
public sealed interface Ask permits ProjectVote, Questions {

    /**
     * Reads what somebody has chosen.
     *
     * @param choices JSON
     * @throws Refusal INVALID_VALUE naming everything that will not do
     */
    Chosen read(String choices);

    /** What a ballot adds to which counter; of a body that {@link #read} made. */
    Map<String, Long> counts(String body);

    /** How many ballots may count in each quota, by its name. */
    Map<String, Long> quotas();

    /**
     * What somebody has chosen.
     *
     * @param body one line of JSON, always the same for the same choice
     * @param texts free texts by question, which the body has only digests of
     * @param quotas in which quotas it counts
     */
    record Chosen(String body, Map<String, String> texts, List<String> quotas) {
        public Chosen {
            texts = Map.copyOf(texts);
            quotas = List.copyOf(quotas);
        }
    }
}
