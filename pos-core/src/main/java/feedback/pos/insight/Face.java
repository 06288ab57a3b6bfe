package feedback.pos.insight;

import feedback.pos.message.Cell;
import java.util.HexFormat;
import java.util.List;

/**
 * What is counted together: what lies in one place and is about one topic.
 *
 * @param side by what kind of place
 * @param id which place; empty for {@link Side#ALL}
 * @param topic the code, with everything below it; empty for all topics
 */
public record Face(Side side, String id, String topic) {
    /** The levels of cells for which counters are kept: from 80 km to 300 m. */
    public static final List<Integer> LEVELS = List.of(8, 10, 12, 14, 16);

    private static final HexFormat DIGITS = HexFormat.of();

    /** Kinds of places. */
    public enum Side {
        /** Everywhere. */
        ALL,
        /** Held by the body of this id or by one below it; by the day of receipt, as are all but the last three. */
        ORGANIZATION,
        /** In the territory of these digits, see {@link feedback.pos.organization.Territory#prefix}. */
        TERRITORY,
        /** In the district of this id. */
        DISTRICT,
        /** In a cell of the map, see {@link Face#cell}. */
        CELL,
        /** Answered by the body of this id or by one below it; by the day of the answer. */
        ANSWERS,
        /** Answered by the person of this id; by the day of the answer. */
        EXECUTOR,
        /** Passed through a stage at the body of this id or at one below it; by the day on which it was left. */
        PASSAGES
    }

    /** Everything on a topic; on all of them if it is empty. */
    public static Face all(String topic) {
        return new Face(Side.ALL, "", topic);
    }

    /** A cell on a topic. Ids of one level stand in the order of their rows from south to north, then from west to east. */
    public static Face cell(Cell cell, String topic) {
        return new Face(Side.CELL, id(cell.level(), cell.y(), cell.x()), topic);
    }

    /** The id of a cell. */
    public static String id(int level, int y, int x) {
        return (level < 10 ? "0" : "") + level + DIGITS.toHexDigits((short) y) + DIGITS.toHexDigits((short) x);
    }

    /** The cell of an id. */
    public static Cell cell(String id) {
        return new Cell(
                Integer.parseInt(id.substring(0, 2)),
                Integer.parseInt(id.substring(6), 16),
                Integer.parseInt(id.substring(2, 6), 16));
    }
}
