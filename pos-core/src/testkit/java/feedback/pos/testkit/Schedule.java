package feedback.pos.testkit;

import java.util.ArrayList;
import java.util.List;

/** What happened in a simulated world, a line each; what happened during something else stands indented below it. */
final class Schedule {
    private final List<String> lines = new ArrayList<>();
    private int depth;

    void say(String line) {
        lines.add("  ".repeat(depth) + line);
    }

    void deeper() {
        depth++;
    }

    void back() {
        depth--;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
