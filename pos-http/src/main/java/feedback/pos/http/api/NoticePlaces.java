package feedback.pos.http.api;

import feedback.pos.message.Point;
import feedback.pos.notice.Place;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads places from bodies and parameters. */
final class NoticePlaces {
    /** Stands in for a place that is wrong, until the reading ends. */
    private static final Place NOWHERE = Place.of(new Territory("00"));

    /** A few houses around. */
    private static final int USUAL_RADIUS = 500;

    private NoticePlaces() {}

    /** {@code territory}, {@code area}, or {@code location} with {@code radius}; one of the latter two at the most. */
    static Place of(Body body) {
        Territory territory = territory(body);
        String area = body.json("area");
        Point location = Entry.location(body);
        boolean hasRadius = body.has("radius");
        int radius = body.integer("radius", 1, Place.FARTHEST, USUAL_RADIUS);
        if (hasRadius && location == null) {
            body.wrong("location", "field.missing");
        }
        if (area != null && location != null) {
            body.wrong("area", "place.both");
        }
        try {
            if (area != null) {
                return Place.area(area).in(territory);
            }
            if (location != null) {
                return Place.circle(location, radius).in(territory);
            }
        } catch (Refusal no) {
            no.fields()
                    .forEach(each ->
                            body.wrong(each.field(), each.key(), each.args().toArray()));
            return NOWHERE;
        }
        if (territory == null) {
            body.wrong("territory", "place.missing");
            return NOWHERE;
        }
        return Place.of(territory);
    }

    static @Nullable Territory territory(Body body) {
        String given = body.text("territory");
        if (given == null) {
            return null;
        }
        try {
            return new Territory(given);
        } catch (Refusal no) {
            body.wrong("territory", no.key(), no.args().toArray());
            return null;
        }
    }

    /** {@code lat} and {@code lon}, or null if there is neither. */
    static @Nullable Point point(Query query) {
        Double lat = query.read("lat", text -> degrees("lat", text, 90, "point.latitude"));
        Double lon = query.read("lon", text -> degrees("lon", text, 180, "point.longitude"));
        boolean hasLat = query.text("lat") != null;
        boolean hasLon = query.text("lon") != null;
        if (hasLat != hasLon) {
            query.wrong(hasLat ? "lon" : "lat", "field.missing");
        }
        return lat == null || lon == null ? null : new Point(lat, lon);
    }

    private static double degrees(String field, String text, double most, String key) {
        try {
            double degrees = Double.parseDouble(text);
            if (Math.abs(degrees) <= most) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            throw Refusal.field(field, "type.number");
        }
        throw Refusal.field(field, key);
    }
}
