package feedback.pos.http.api;

import feedback.pos.refusal.Refusal;
import feedback.pos.store.Filter.Box;

/** Reads bounds on the map as GeoJSON and the web write them. */
final class Boxes {
    private static final int EDGES = 4;

    private Boxes() {}

    /**
     * A box.
     *
     * @param text west, south, east and north in degrees with commas between them
     * @throws Refusal INVALID_VALUE naming bbox if it is anything else
     */
    static Box of(String text) {
        String[] edges = text.split(",", EDGES + 1);
        if (edges.length != EDGES) {
            throw Refusal.field("bbox", "box.unreadable");
        }
        try {
            return new Box(degrees(edges[0]), degrees(edges[1]), degrees(edges[2]), degrees(edges[3]));
        } catch (NumberFormatException e) {
            throw Refusal.field("bbox", "box.unreadable");
        }
    }

    private static double degrees(String text) {
        return Double.parseDouble(text.strip());
    }

    /** How it is written. */
    static String text(Box box) {
        return box.west() + "," + box.south() + "," + box.east() + "," + box.north();
    }
}
