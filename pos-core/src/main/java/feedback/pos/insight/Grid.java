package feedback.pos.insight;

import feedback.pos.message.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cells of one level in which there is anything. */
final class Grid {
    private final int level;
    private final int[] cellOf;
    private final List<Cell> cells = new ArrayList<>();
    private final List<Boolean> own = new ArrayList<>();
    private final List<Zone> squareZones = new ArrayList<>();
    private final List<int[]> squares = new ArrayList<>();
    private final List<List<Integer>> squaresOf = new ArrayList<>();

    private Grid(int level, int leaves) {
        this.level = level;
        this.cellOf = new int[leaves];
    }

    static Grid of(List<Cell> leaves, int level) {
        Grid grid = new Grid(level, leaves.size());
        Map<Cell, Integer> index = new HashMap<>();
        Map<Cell, Cell> only = new HashMap<>();
        for (int i = 0; i < grid.cellOf.length; i++) {
            Cell leaf = leaves.get(i);
            Cell cell = leaf.up(level);
            grid.cellOf[i] = index.computeIfAbsent(cell, each -> {
                grid.cells.add(each);
                grid.own.add(leaf.level() == level);
                return grid.cells.size() - 1;
            });
            if (leaf.level() > level) {
                Cell finer = leaf.up(level + 2);
                Cell before = only.putIfAbsent(cell, finer);
                if (before != null && !before.equals(finer)) {
                    grid.own.set(grid.cellOf[i], true);
                }
            }
        }
        grid.addSquares(index);
        return grid;
    }

    /** Squares with at least two cells in which there is anything; others are told apart by nothing from one cell. */
    private void addSquares(Map<Cell, Integer> index) {
        int around = (1 << level) - 1;
        cells.forEach(cell -> squaresOf.add(new ArrayList<>()));
        Map<Cell, Boolean> seen = new HashMap<>();
        for (Cell cell : List.copyOf(cells)) {
            for (int corner = 0; corner < 4; corner++) {
                int x = cell.x() - (corner & 1) & around;
                int y = cell.y() - (corner >> 1);
                if (y < 0 || y >= around || seen.putIfAbsent(new Cell(level, x, y), true) != null) {
                    continue;
                }
                int[] square = new int[4];
                int there = 0;
                for (int i = 0; i < 4; i++) {
                    square[i] = index.getOrDefault(new Cell(level, x + (i & 1) & around, y + (i >> 1)), -1);
                    there += square[i] < 0 ? 0 : 1;
                }
                if (there > 1 && level > 0) {
                    add(square, new Zone(level, x, y, 2));
                }
            }
        }
    }

    private void add(int[] square, Zone zone) {
        for (int cell : square) {
            if (cell >= 0) {
                squaresOf.get(cell).add(squares.size());
            }
        }
        squares.add(square);
        squareZones.add(zone);
    }

    int size() {
        return cells.size();
    }

    int cellOf(int leaf) {
        return cellOf[leaf];
    }

    /** Whether more than one cell of the finer level lies in it: otherwise that one says it all. */
    boolean isOwn(int cell) {
        return own.get(cell);
    }

    Cell cell(int cell) {
        return cells.get(cell);
    }

    Zone zone(int cell) {
        Cell of = cells.get(cell);
        return new Zone(level, of.x(), of.y(), 1);
    }

    List<int[]> squares() {
        return squares;
    }

    Zone square(int square) {
        return squareZones.get(square);
    }

    /** The squares in which one of the cells lies, each once. */
    int[] squaresOf(List<Integer> touched) {
        return touched.stream()
                .flatMap(cell -> squaresOf.get(cell).stream())
                .mapToInt(each -> each)
                .distinct()
                .toArray();
    }
}
