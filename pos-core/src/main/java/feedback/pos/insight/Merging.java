package feedback.pos.insight;

import feedback.pos.message.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A map of cells on which nobody can be found: what is too few in a cell is put together with what is too few around it, in the
 * cell above. Every message is counted exactly once, by the one cell that it is shown in or by what is left. The same counts give
 * the same map, whatever their order. Immutable and thread-safe.
 *
 * @param shown the cells, the finest first
 * @param rest what could not be put into any cell, one crowd for each period
 * @param restHides whether the numbers of what is left may be told: not so if all together are too few
 */
public record Merging(List<Shown> shown, List<Crowd> rest, boolean restHides) {
    /** How many even levels something is moved up at most: a cell above covers 16 times 16 of those asked for. */
    public static final int MOST_UP = 2;

    private static final Comparator<Cell> ORDER =
            Comparator.comparingInt(Cell::y).thenComparingInt(Cell::x);

    private static final int STEP = 2;

    public Merging {
        shown = List.copyOf(shown);
        rest = List.copyOf(rest);
    }

    /**
     * A cell as it is shown.
     *
     * @param cell where
     * @param crowds what lies in it and in no finer cell shown, one crowd for each period
     */
    public record Shown(Cell cell, List<Crowd> crowds) {
        public Shown {
            crowds = List.copyOf(crowds);
        }

        long messages() {
            return crowds.stream().mapToLong(Crowd::messages).sum();
        }
    }

    /**
     * Puts together what is too few.
     *
     * @param counts by cells of one level; for each as many crowds as there are periods
     * @param rest what lies in no cell but can be worked out from a total, one crowd for each period
     * @param k how many persons hide one of them
     */
    public static Merging of(Map<Cell, List<Crowd>> counts, List<Crowd> rest, int k) {
        TreeMap<Cell, List<Crowd>> left = new TreeMap<>(ORDER);
        left.putAll(counts);
        List<Shown> shown = new ArrayList<>();
        for (int up = 0; up <= MOST_UP && !left.isEmpty(); up++) {
            TreeMap<Cell, List<Crowd>> above = new TreeMap<>(ORDER);
            left.forEach((cell, crowds) -> {
                if (hide(crowds, k)) {
                    shown.add(new Shown(cell, crowds));
                } else {
                    above.merge(cell.up(Math.max(0, cell.level() - STEP)), crowds, Merging::sum);
                }
            });
            left = above;
        }
        List<Crowd> remains = rest;
        for (List<Crowd> crowds : left.values()) {
            remains = sum(remains, crowds);
        }
        shown.removeIf(each -> each.messages() == 0);
        while (!hide(remains, k) && !shown.isEmpty()) {
            Shown least = shown.stream()
                    .min(Comparator.comparingLong(Shown::messages)
                            .thenComparing(
                                    Shown::cell,
                                    Comparator.comparingInt(Cell::level).reversed())
                            .thenComparing(Shown::cell, ORDER))
                    .orElseThrow();
            shown.remove(least);
            remains = sum(remains, least.crowds());
        }
        return new Merging(shown, remains, hide(remains, k));
    }

    private static boolean hide(List<Crowd> crowds, int k) {
        return crowds.stream().allMatch(crowd -> crowd.hides(k));
    }

    private static List<Crowd> sum(List<Crowd> one, List<Crowd> other) {
        List<Crowd> sum = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sum.add(one.get(i).and(other.get(i)));
        }
        return sum;
    }
}
