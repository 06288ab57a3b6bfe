package feedback.pos.insight;

import feedback.pos.message.Cell;
import feedback.pos.message.Point;

/**
 * A part of the map in which a problem may lie: a cell of the grid, four neighbouring cells together, so that what lies on a border
 * is not halved, or the whole region.
 *
 * @param level the level of its cells, one of {@link Cell#LEVELS}; {@value #WHOLE} for the whole region
 * @param x of its western cell
 * @param y of its southern cell
 * @param span how many cells it is wide and high: 1 or 2
 */
public record Zone(int level, int x, int y, int span) {
    /** The level of the whole region, in which also what has no place lies. */
    public static final int WHOLE = -1;

    private static final int REGION_DEPTH = 8;

    /** The whole region. */
    public static Zone whole() {
        return new Zone(WHOLE, 0, 0, 1);
    }

    /** Whether it is the whole region. */
    public boolean isWhole() {
        return level == WHOLE;
    }

    private Cell western() {
        return new Cell(level, x, y);
    }

    private Cell eastern() {
        return new Cell(level, x + span - 1 & (1 << level) - 1, y + span - 1);
    }

    /** The longitude of its western edge, in degrees. */
    public double west() {
        return isWhole() ? -180 : western().west();
    }

    /** The longitude of its eastern edge, in degrees; west of the western one where it goes over the line where the days meet. */
    public double east() {
        return isWhole() ? 180 : eastern().east();
    }

    /** The latitude of its southern edge, in degrees. */
    public double south() {
        return isWhole() ? -90 : western().south();
    }

    /** The latitude of its northern edge, in degrees. */
    public double north() {
        return isWhole() ? 90 : eastern().north();
    }

    /** Whether a cell of its own level or a finer one lies in it. */
    public boolean contains(Cell cell) {
        if (isWhole()) {
            return true;
        }
        Cell up = cell.up(level);
        return (up.x() - x & (1 << level) - 1) < span && up.y() - y >= 0 && up.y() - y < span;
    }

    /** Whether a point lies in it. */
    public boolean contains(Point point) {
        return isWhole() || contains(Cell.of(level, point.lat(), point.lon()));
    }

    /** Whether they have a place in common. */
    public boolean meets(Zone other) {
        if (isWhole() || other.isWhole()) {
            return true;
        }
        int finest = Math.max(level, other.level);
        int all = 1 << finest;
        int ownSize = span << finest - level;
        int otherSize = other.span << finest - other.level;
        int aside = (other.x << finest - other.level) - (x << finest - level);
        int above = (other.y << finest - other.level) - (y << finest - level);
        return (Math.floorMod(aside, all) < ownSize || Math.floorMod(-aside, all) < otherSize)
                && above < ownSize
                && -above < otherSize;
    }

    /** How often the earth has to be halved in one direction to come to its size; a region is taken to be 100 km wide. */
    int depth() {
        return isWhole() ? REGION_DEPTH : level - (span - 1);
    }

    @Override
    public String toString() {
        return isWhole() ? "whole" : level + "/" + x + "/" + y + (span == 1 ? "" : "+" + span);
    }
}
