package feedback.pos.message;

import feedback.pos.refusal.Refusal;

/**
 * A place on the map, WGS 84.
 *
 * @param lat degrees north, −90 to 90
 * @param lon degrees east, −180 to 180
 */
public record Point(double lat, double lon) {

    /** @throws Refusal INVALID_VALUE outside these ranges or not a number */
    public Point {
        if (!(lat >= -90 && lat <= 90)) {
            throw Refusal.field("location.lat", "point.latitude");
        }
        if (!(lon >= -180 && lon <= 180)) {
            throw Refusal.field("location.lon", "point.longitude");
        }
    }
}
