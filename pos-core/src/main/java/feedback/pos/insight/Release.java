package feedback.pos.insight;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table that everybody may see, with the totals of its rows and columns: whatever would betray a few persons is left out, and so is
 * what it could be worked out from (complementary suppression). What is left out depends on the table alone, never on what
 * is asked, so that no two answers can be held against each other. Immutable and thread-safe.
 *
 * <p>Rows that are too few are taken together, and so are columns; of the rest every cell that is too few is left out, then, as long as needed,
 * the next smallest: until what is left out of a few rows or columns is enough together, and every small number left out could as well
 * be another with the same totals.
 */
public final class Release {
    private static final int MANY_FOR_PAIRS = 100;
    private static final int MANY_FOR_THREES = 12;

    private final int k;
    private final Crowd[][] cells;
    private final Crowd total;
    private final boolean[] rowsShown;
    private final boolean[] columnsShown;
    private final boolean[][] shown;

    private Release(Crowd[][] cells, int k) {
        this.k = k;
        this.cells = cells;
        int columns = cells.length == 0 ? 0 : cells[0].length;
        Crowd[] byRow = IntStream.range(0, cells.length)
                .mapToObj(row -> sum(Arrays.asList(cells[row])))
                .toArray(Crowd[]::new);
        Crowd[] byColumn = IntStream.range(0, columns)
                .mapToObj(column ->
                        sum(Arrays.stream(cells).map(row -> row[column]).toList()))
                .toArray(Crowd[]::new);
        this.total = sum(Arrays.asList(byRow));
        this.rowsShown = margin(byRow);
        this.columnsShown = margin(byColumn);
        this.shown = new boolean[cells.length][columns];
        new Inside().decide();
    }

    /**
     * The table that may be shown.
     *
     * @param cells by row and column, all rows of the same length: every message in exactly one
     * @param k how many persons hide one of them
     */
    public static Release of(List<List<Crowd>> cells, int k) {
        return new Release(cells.stream().map(row -> row.toArray(Crowd[]::new)).toArray(Crowd[][]::new), k);
    }

    /** A number inside, or null if it is left out. */
    public @Nullable Long cell(int row, int column) {
        return shown[row][column] ? (Long) cells[row][column].messages() : null;
    }

    /** The total of a row, or null if it is left out. */
    public @Nullable Long row(int row) {
        return rowsShown[row] ? (Long) sum(Arrays.asList(cells[row])).messages() : null;
    }

    /** The total of a column, or null if it is left out. */
    public @Nullable Long column(int column) {
        return columnsShown[column]
                ? (Long) Arrays.stream(cells)
                        .mapToLong(row -> row[column].messages())
                        .sum()
                : null;
    }

    /** The total of all, or null if it is left out. */
    public @Nullable Long total() {
        return total.hides(k) ? (Long) total.messages() : null;
    }

    private static Crowd sum(List<Crowd> crowds) {
        return crowds.stream().reduce(Crowd.nobody(), Crowd::and);
    }

    /** Which totals are shown: what the others add up to is known. */
    private boolean[] margin(Crowd[] crowds) {
        boolean[] free = new boolean[crowds.length];
        Crowd left = Crowd.nobody();
        for (int i = 0; i < crowds.length; i++) {
            // One of nothing at all is left out as well: else it were known that the others left out are not empty
            free[i] = !crowds[i].isEmpty() && crowds[i].hides(k);
            left = free[i] ? left : left.and(crowds[i]);
        }
        int least = least(crowds, free);
        while (!left.hides(k) && least >= 0) {
            left = left.and(crowds[least]);
            free[least] = false;
            least = least(crowds, free);
        }
        return free;
    }

    /** The smallest one shown, the first of several; −1 if none is. */
    private static int least(Crowd[] crowds, boolean[] free) {
        int least = -1;
        for (int i = 0; i < crowds.length; i++) {
            if (free[i] && (least < 0 || crowds[i].messages() < crowds[least].messages())) {
                least = i;
            }
        }
        return least;
    }

    /** All single ones, of fewer than 100 pairs, of fewer than 12 threes: looking at more would take long. */
    private static List<int[]> fewOf(int many) {
        List<int[]> few = new ArrayList<>();
        for (int one = 0; one < many; one++) {
            few.add(new int[] {one});
            for (int two = one + 1; two < many && many < MANY_FOR_PAIRS; two++) {
                few.add(new int[] {one, two});
                for (int three = two + 1; three < many && many < MANY_FOR_THREES; three++) {
                    few.add(new int[] {one, two, three});
                }
            }
        }
        return few;
    }

    private interface Wanted {
        boolean at(int row, int column);
    }

    /** The inside of the table: rows and columns without a total of their own are one row and one column. */
    private final class Inside {
        private final List<List<Integer>> rows = groups(rowsShown);
        private final List<List<Integer>> columns = groups(columnsShown);
        private final Crowd[][] grid = new Crowd[rows.size()][columns.size()];
        private final boolean[][] free = new boolean[rows.size()][columns.size()];

        private static List<List<Integer>> groups(boolean[] own) {
            List<List<Integer>> groups = new ArrayList<>();
            List<Integer> together = new ArrayList<>();
            for (int i = 0; i < own.length; i++) {
                if (own[i]) {
                    groups.add(List.of(i));
                } else {
                    together.add(i);
                }
            }
            if (!together.isEmpty()) {
                groups.add(together);
            }
            return groups;
        }

        Inside() {
            for (int row = 0; row < grid.length; row++) {
                for (int column = 0; column < columns.size(); column++) {
                    Crowd crowd = Crowd.nobody();
                    for (int each : rows.get(row)) {
                        for (int other : columns.get(column)) {
                            crowd = crowd.and(cells[each][other]);
                        }
                    }
                    grid[row][column] = crowd;
                    free[row][column] = rowsShown[rows.get(row).get(0)]
                            && columnsShown[columns.get(column).get(0)]
                            && !crowd.isEmpty()
                            && crowd.hides(k);
                }
            }
        }

        void decide() {
            boolean isChanged = true;
            while (isChanged) {
                // What was left out, others may have relied on
                isChanged = closeCuts();
                isChanged |= closePinned();
            }
            for (int row = 0; row < grid.length; row++) {
                for (int column = 0; column < columns.size(); column++) {
                    if (free[row][column]) {
                        shown[rows.get(row).get(0)][columns.get(column).get(0)] = true;
                    }
                }
            }
        }

        /** What is left out of a few rows or columns is known together, and without what is left out of nothing but them. */
        private boolean closeCuts() {
            boolean isChanged = false;
            for (int[] few : fewOf(grid.length)) {
                isChanged |= closeCut(few, true);
            }
            for (int[] few : fewOf(columns.size())) {
                isChanged |= closeCut(few, false);
            }
            return isChanged;
        }

        private boolean closeCut(int[] lines, boolean areRows) {
            boolean isChanged = false;
            boolean[] in = new boolean[areRows ? grid.length : columns.size()];
            for (int line : lines) {
                in[line] = true;
            }
            int across = areRows ? columns.size() : grid.length;
            boolean isOpen = true;
            while (isOpen) {
                Crowd left = Crowd.nobody();
                boolean[] counts = new boolean[across];
                // More of the same only hides better
                for (int other = 0; other < across && (left.isEmpty() || !left.hides(k)); other++) {
                    counts[other] = !isLeftOutOnlyIn(in, other, areRows);
                    for (int line : lines) {
                        int row = areRows ? line : other;
                        int column = areRows ? other : line;
                        left = counts[other] && !free[row][column] ? left.and(grid[row][column]) : left;
                    }
                }
                // First what others could be worked out from, then more of the lines themselves
                isOpen = !left.hides(k)
                        && (leaveOut((row, column) -> !in[areRows ? row : column] && !counts[areRows ? column : row])
                                || leaveOut(
                                        (row, column) -> in[areRows ? row : column] && counts[areRows ? column : row]));
                isChanged |= isOpen;
            }
            return isChanged;
        }

        private boolean isLeftOutOnlyIn(boolean[] lines, int other, boolean areRows) {
            boolean isAny = false;
            for (int line = 0; line < lines.length; line++) {
                boolean isFree = areRows ? free[line][other] : free[other][line];
                isAny |= !isFree;
                if (!isFree && !lines[line]) {
                    return false;
                }
            }
            return isAny;
        }

        /** What can only be this number, since the totals are what they are, is as good as shown. */
        private boolean closePinned() {
            for (int row = 0; row < grid.length; row++) {
                for (int column = 0; column < columns.size(); column++) {
                    if (!free[row][column] && !grid[row][column].hides(k) && isPinned(row, column)) {
                        int atRow = row;
                        int atColumn = column;
                        boolean isChanged = leaveOut((r, c) -> r == atRow);
                        isChanged |= leaveOut((r, c) -> c == atColumn);
                        if (isChanged || leaveOut((r, c) -> true)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        /** Leaves out the smallest number of those that are shown and wanted. */
        private boolean leaveOut(Wanted wanted) {
            int foundRow = -1;
            int foundColumn = -1;
            for (int row = 0; row < grid.length; row++) {
                for (int column = 0; column < columns.size(); column++) {
                    if (free[row][column]
                            && wanted.at(row, column)
                            && (foundRow < 0
                                    || grid[row][column].messages() < grid[foundRow][foundColumn].messages())) {
                        foundRow = row;
                        foundColumn = column;
                    }
                }
            }
            if (foundRow >= 0) {
                free[foundRow][foundColumn] = false;
            }
            return foundRow >= 0;
        }

        /**
         * Whether no other number would do: none can be moved around a circle of numbers left out, up and down by turns, without one
         * falling below nothing.
         */
        private boolean isPinned(int row, int column) {
            boolean canGrow = leads(row, column, false);
            boolean canShrink = grid[row][column].messages() > 0 && leads(row, column, true);
            return !canGrow && !canShrink;
        }

        /**
         * Whether what is added at the cell can be made up for elsewhere. To go from a row to a column is to add there, from a column to a
         * row to take away.
         *
         * @param takes whether it is taken away at the cell instead
         */
        private boolean leads(int row, int column, boolean takes) {
            int height = grid.length;
            boolean[] seen = new boolean[height + columns.size()];
            Deque<Integer> next = new ArrayDeque<>();
            int begin = takes ? row : height + column;
            int end = takes ? height + column : row;
            next.add(begin);
            seen[begin] = true;
            while (!next.isEmpty()) {
                int at = next.remove();
                boolean isRow = at < height;
                int many = isRow ? columns.size() : height;
                for (int i = 0; i < many; i++) {
                    int toRow = isRow ? at : i;
                    int toColumn = isRow ? i : at - height;
                    int to = isRow ? height + i : i;
                    boolean isOpen = !free[toRow][toColumn]
                            && !(toRow == row && toColumn == column)
                            && (isRow || grid[toRow][toColumn].messages() > 0);
                    if (isOpen && !seen[to]) {
                        seen[to] = true;
                        next.add(to);
                    }
                }
            }
            return seen[end];
        }
    }
}
