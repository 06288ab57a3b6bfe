package feedback.pos.testkit;

import feedback.pos.Pos;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.util.List;

/** One of the processes that share a storage; one that died is there again at once, knowing nothing. */
final class Node {
    private static final Detection POTHOLE =
            new Detection(List.of(new Detection.Candidate("roads.potholes", 0.95)), true, 0.9, "simulated");

    /** The death of a node, wherever it stands. Not an exception: nothing may handle it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("the node died", null, false, false);
        }
    }

    private final String name;
    private final NodeClock clock;
    private final Regulation regulation;
    private final Fate fate;
    private Wire wire;
    private Pos pos;

    Node(String name, NodeClock clock, Regulation regulation, Fate fate, Storage storage) {
        this.name = name;
        this.clock = clock;
        this.regulation = regulation;
        this.fate = fate;
        this.wire = new Wire(storage, this, fate);
        this.pos = begin();
    }

    private Pos begin() {
        return Pos.under(regulation)
                .clock(clock)
                .storage(wire)
                .detector(text -> text.startsWith("Яма") ? POTHOLE : Detection.none())
                .open();
    }

    /** Lets the process die and begin anew; whatever it was doing dies at its next call. */
    void restart(Storage storage) {
        wire.cut();
        wire = new Wire(storage, this, fate);
        pos = begin();
    }

    Pos pos() {
        return pos;
    }

    NodeClock clock() {
        return clock;
    }

    @Override
    public String toString() {
        return name;
    }
}
