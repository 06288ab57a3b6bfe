package feedback.pos.http.command;

import java.util.ArrayList;
import java.util.List;

/** What an audit looked at, what it could not look at, and what does not fit. For one thread. */
final class Findings {
    private static final int MOST = 100;

    private final List<String> checked = new ArrayList<>();
    private final List<String> unchecked = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private long found;

    void checked(String what) {
        checked.add(what);
    }

    void unchecked(String what) {
        unchecked.add(what);
    }

    void fault(String fault) {
        found++;
        if (faults.size() < MOST) {
            faults.add(fault);
        }
    }

    /** A fault unless it is so. */
    void require(boolean isSo, String fault) {
        if (!isSo) {
            fault(fault);
        }
    }

    /** A fault unless both are the same; what was said and what was found stand in it. */
    void same(String what, Object said, Object found) {
        if (!said.equals(found)) {
            fault(what + ": the server says " + said + ", and it comes to " + found);
        }
    }

    List<String> checked() {
        return checked;
    }

    List<String> unchecked() {
        return unchecked;
    }

    /** The first hundred. */
    List<String> faults() {
        return faults;
    }

    /** How many there were. */
    long found() {
        return found;
    }
}
