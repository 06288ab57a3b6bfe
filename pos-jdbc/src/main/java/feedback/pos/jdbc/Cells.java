package feedback.pos.jdbc;

import feedback.pos.message.Point;
import feedback.pos.store.Filter;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A grid over the map, so that an index finds what is near: a cell is 0.005° high and 0.01° wide, some 550 metres each way in
 * the latitudes of Russia. Rows hold the number of their cell.
 */
final class Cells {
    /** Of a message without a point; NULL stands where an older program wrote the row and said nothing about it. */
    static final int NOWHERE = -1;

    /** So many cells are looked up one by one; a larger box is compared with every row. */
    private static final int MOST = 64;

    private static final int ROWS_OF_DEGREE = 200;
    private static final int COLUMNS_OF_DEGREE = 100;
    private static final int COLUMNS = 360 * COLUMNS_OF_DEGREE;

    private Cells() {}

    static int of(@Nullable Point point) {
        return point == null ? NOWHERE : number(row(point.lat()), column(point.lon()));
    }

    private static int number(int row, int column) {
        return row * COLUMNS + column % COLUMNS;
    }

    private static int row(double lat) {
        return (int) Math.floor((lat + 90) * ROWS_OF_DEGREE);
    }

    private static int column(double lon) {
        return (int) Math.floor((lon + 180) * COLUMNS_OF_DEGREE);
    }

    /** The cells that a box touches; none if there are too many. */
    static int[] of(Filter.Box box) {
        int south = row(box.south());
        int west = column(box.west());
        int rows = row(box.north()) - south + 1;
        int columns = column(box.east()) - west + 1 + (box.crosses() ? COLUMNS : 0);
        if (rows > MOST || (long) rows * columns > MOST) {
            return new int[0];
        }
        return IntStream.range(0, rows * columns)
                .map(n -> number(south + n / columns, west + n % columns))
                .toArray();
    }
}
