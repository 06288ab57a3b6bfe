package feedback.pos.message;

import java.util.ArrayList;
import java.util.List;

/**
 * A cell of the grid by which places are found: the earth's degrees halved so many times in both directions. Cells of an
 * even level lie in exactly one cell of each lesser even level.
 *
 * @param level how often halved, one of {@link #LEVELS}
 * @param x from west to east, from 0
 * @param y from south to north, from 0
 */
public record Cell(int level, int x, int y) {
    /** The levels in use, the coarsest first; at the last a cell is 300 m high. */
    public static final List<Integer> LEVELS = List.of(0, 2, 4, 6, 8, 10, 12, 14, 16);

    /** The cell in which a point lies; the eastern and northern edges of the earth belong to the last cells. */
    public static Cell of(int level, double lat, double lon) {
        int most = (1 << level) - 1;
        return new Cell(level, index(lon + 180, 360, level, most), index(lat + 90, 180, level, most));
    }

    private static int index(double degrees, double whole, int level, int most) {
        return Math.max(0, Math.min(most, (int) Math.floor(degrees / whole * (1 << level))));
    }

    /** The cells in which a point lies, one of each level. */
    public static List<Cell> around(Point point) {
        return LEVELS.stream().map(level -> of(level, point.lat(), point.lon())).toList();
    }

    /** The cell of a coarser level, or of its own, in which it lies. */
    public Cell up(int coarser) {
        return new Cell(coarser, x >> (level - coarser), y >> (level - coarser));
    }

    /** Itself and those in which it lies. */
    public List<Cell> path() {
        List<Cell> path = new ArrayList<>();
        for (int each : LEVELS) {
            if (each <= level) {
                path.add(up(each));
            }
        }
        return path;
    }

    /** The longitude of its western edge, in degrees. */
    public double west() {
        return x * 360.0 / (1 << level) - 180;
    }

    /** The longitude of its eastern edge, in degrees. */
    public double east() {
        return (x + 1) * 360.0 / (1 << level) - 180;
    }

    /** The latitude of its southern edge, in degrees. */
    public double south() {
        return y * 180.0 / (1 << level) - 90;
    }

    /** The latitude of its northern edge, in degrees. */
    public double north() {
        return (y + 1) * 180.0 / (1 << level) - 90;
    }

    @Override
    public String toString() {
        return level + "/" + x + "/" + y;
    }
}
