package feedback.pos;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one learning: on what, how the old and the new model did on messages that neither had seen, and whether the
 * new one took over. Immutable.
 *
 * @param at when
 * @param lessons messages learned from: those whose topic a person chose or let stand, the newest, equal texts once
 * @param fresh how many of them the model in force had not learned from
 * @param heldOut messages on which the two were compared; 0 where there were too few
 * @param before on how many of them the model in force was right, or one that knows as much as it but for them
 * @param after on how many of them the new one was right
 * @param sureBefore of how many of them the model in force was sure
 * @param sureWrongBefore and wrong nevertheless
 * @param sureAfter of how many the new one was sure
 * @param sureWrongAfter and wrong nevertheless
 * @param adopted whether a new model is in force since
 * @param reason why, or why not
 * @param model digest of the model in force since
 * @param millis how long it took
 */
public record Learned(
        Instant at,
        int lessons,
        int fresh,
        int heldOut,
        int before,
        int after,
        int sureBefore,
        int sureWrongBefore,
        int sureAfter,
        int sureWrongAfter,
        boolean adopted,
        Reason reason,
        String model,
        long millis) {

    /** Why a new model took over, or did not. */
    public enum Reason {
        /** It is not worse: adopted. */
        NOT_WORSE,
        /** Too few messages to compare on, or no model to compare with: adopted. */
        FEW,
        /** Other topics are in force, which the old model does not know: adopted. */
        TOPICS_CHANGED,
        /** The newest decisions contradict what was decided before, and the model in force knew no message: learned without them. */
        WITHOUT_NEWEST,
        /** It is wrong more often than chance explains: not adopted. */
        WORSE,
        /** Where it is sure it is wrong too often: not adopted. */
        SURE_AND_WRONG,
        /** The newest decisions contradict what was decided before, and nothing can be learned from them: not adopted. */
        CONTRADICTORY
    }

    /** The share on which the model in force was right, 0 to 1, or null where nothing was compared. */
    public @Nullable Double accuracyBefore() {
        return heldOut == 0 ? null : (Double) ((double) before / heldOut);
    }

    /** The share on which the new one was right, 0 to 1, or null where nothing was compared. */
    public @Nullable Double accuracyAfter() {
        return heldOut == 0 ? null : (Double) ((double) after / heldOut);
    }
}
