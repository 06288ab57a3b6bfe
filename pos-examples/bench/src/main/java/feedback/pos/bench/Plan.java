package feedback.pos.bench;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to measure.
 *
 * @param seconds how long is measured in all, warming up and preparing aside
 * @param size how many things there are, 0 for the benchmark's own choice
 * @param folder an empty folder for bases
 * @param kind of bases
 * @param labelled texts with their topics to be used in place of generated ones, or null
 * @param explained whether the database is asked how it finds what is looked for, where a benchmark can
 */
record Plan(
        int seconds,
        int size,
        Path folder,
        Bases.Kind kind,
        @Nullable LabelledFile labelled,
        boolean explained) {

    /** The size asked for, or the one that is usual for the benchmark. */
    int sizeOr(int usual) {
        return size > 0 ? size : usual;
    }

    /** How long one round of one of so many contenders takes. */
    Duration round(int contenders) {
        return Duration.ofSeconds(seconds).dividedBy(Rounds.MEASURED).dividedBy(contenders);
    }
}
