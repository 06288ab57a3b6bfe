package feedback.pos.http.region;

import java.util.List;

/** A region's folder that cannot be used, with everything that is wrong with it. */
public final class RegionFault extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final List<String> problems;

    RegionFault(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, each as {@code file:line: what}. */
    public List<String> problems() {
        return problems;
    }
}
