package feedback.pos.deadline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which the clock stood and then went on, for one ground or several.
 *
 * @param from its first instant
 * @param to the first instant after it
 * @param ground why; several grounds are joined
 * @param by who stopped the clock, as far as it is known; several are joined
 * @param document what it rests on, as far as it is known; several are joined
 */
record PausedTime(
        Instant from,
        Instant to,
        String ground,
        @Nullable String by,
        @Nullable String document) {

    /**
     * The union of pauses, in order, without overlaps: two questions asked at once stop the clock once. Open pauses are left
     * out, as nobody knows yet what they will add.
     */
    static List<PausedTime> union(List<Pause> pauses) {
        if (pauses.isEmpty()) {
            return List.of();
        }
        List<PausedTime> union = new ArrayList<>();
        for (PausedTime next : closed(pauses)) {
            PausedTime last = union.isEmpty() ? null : union.get(union.size() - 1);
            if (last == null || next.from.isAfter(last.to)) {
                union.add(next);
            } else {
                union.set(union.size() - 1, last.with(next));
            }
        }
        return union;
    }

    private static List<PausedTime> closed(List<Pause> pauses) {
        List<PausedTime> closed = new ArrayList<>();
        for (Pause pause : pauses) {
            @Nullable Instant to = pause.to();
            if (to != null && pause.from().isBefore(to)) {
                closed.add(new PausedTime(pause.from(), to, pause.ground(), pause.by(), pause.document()));
            }
        }
        closed.sort(Comparator.comparing(PausedTime::from));
        return closed;
    }

    private PausedTime with(PausedTime next) {
        return new PausedTime(
                from,
                next.to.isAfter(to) ? next.to : to,
                String.valueOf(joined(ground, next.ground)),
                joined(by, next.by),
                joined(document, next.document));
    }

    private static @Nullable String joined(@Nullable String one, @Nullable String other) {
        if (one == null || other == null || one.equals(other)) {
            return one == null ? other : one;
        }
        return one + "; " + other;
    }
}
