package feedback.pos.http.region;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a folder, so that all of it can be mended at once. */
final class Problems {
    private static final int MOST = 100;

    private final List<String> found = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private int more;

    void add(String file, long line, String what) {
        add(file + ":" + line + ": " + what);
    }

    void add(String file, String what) {
        add(file + ": " + what);
    }

    private void add(String problem) {
        if (found.size() < MOST) {
            found.add(problem);
        } else {
            more++;
        }
    }

    /** Something that can be stored but will hardly be meant. */
    void warn(String file, String what) {
        warnings.add(file + ": " + what);
    }

    List<String> warnings() {
        return warnings;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** @throws RegionFault if anything is wrong */
    void orFail() throws RegionFault {
        if (more > 0) {
            found.add("… and " + more + " more");
        }
        if (!found.isEmpty()) {
            throw new RegionFault(found);
        }
    }
}
