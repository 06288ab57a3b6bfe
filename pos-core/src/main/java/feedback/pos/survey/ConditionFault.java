package feedback.pos.survey;

import feedback.pos.refusal.Refusal;
import java.util.List;

/** A condition that cannot be taken; what is wrong with it and where. Never leaves the package. */
final class ConditionFault extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 60;

    private final String key;
    private final int position;
    private final String what;

    /**
     * A fault.
     *
     * @param key the text in the bundle of refusals: {0} is the position, {1} what stands there
     * @param position from 1
     * @param what what stands there
     */
    ConditionFault(String key, int position, String what) {
        super(key, null, false, false);
        this.key = key;
        this.position = position;
        this.what = what.length() > LONGEST ? what.substring(0, LONGEST) + "…" : what;
    }

    Refusal.Field at(String path) {
        return new Refusal.Field(path, key, List.of(Integer.toString(position), Characters.printable(what)));
    }
}
