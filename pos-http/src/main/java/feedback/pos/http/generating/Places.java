package feedback.pos.http.generating;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.catalog.Districts;
import feedback.pos.catalog.Districts.District;
import feedback.pos.message.Point;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import feedback.pos.organization.Territory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where it is: territories of which the first have most of the people, and in each of them spots about which people write
 * again and again, within the districts of the region's own map. A territory without a district on the map has the places
 * that are known of it otherwise, or none. Immutable and thread-safe.
 */
final class Places {
    private static final int SPOTS = 240;
    private static final int TRIES = 400;

    /** Some 150 metres. */
    private static final double AROUND = 0.00135;

    private static final double WITH_POINT = 0.86;

    private final List<Territory> territories = new ArrayList<>();
    private final Weights population;
    private final Map<Territory, List<Spot>> spots = new HashMap<>();
    private final Weights hot = Weights.zipf(SPOTS, 0.75);
    private final Districts districts;

    /**
     * A place that people write about.
     *
     * @param district within which it is, or null
     * @param point where, or null if the region has no map of it
     */
    record Spot(@Nullable District district, @Nullable Point point, String street, String house) {}

    /** A place of one message. */
    record Place(
            Territory territory,
            String street,
            String house,
            @Nullable Point point) {}

    private record Box(double south, double west, double north, double east) {}

    /** @param known points of territories of which there is no map */
    Places(
            Iterable<Organization> organizations,
            Organization top,
            Districts districts,
            Map<Territory, List<Point>> known,
            Wording wording,
            long seed) {
        this.districts = districts;
        for (Organization each : organizations) {
            if (each.level() == Level.MUNICIPALITY && !territories.contains(each.territory())) {
                territories.add(each.territory());
            }
        }
        if (territories.isEmpty()) {
            territories.add(top.territory());
        }
        population = Weights.zipf(territories.size(), 0.95);
        Map<String, Box> boxes = boxes(districts.geoJson());
        for (int i = 0; i < territories.size(); i++) {
            Territory territory = territories.get(i);
            List<District> within = districts.all().stream()
                    .filter(each -> territory.contains(Objects.requireNonNullElse(each.territory(), top.territory()))
                            || (each.territory() != null && each.territory().contains(territory)))
                    .toList();
            Dice dice = new Dice(seed, -1_000_000L - i);
            spots.put(territory, spots(within, boxes, known.getOrDefault(territory, List.of()), wording, dice));
        }
    }

    private List<Spot> spots(
            List<District> within, Map<String, Box> boxes, List<Point> known, Wording wording, Dice dice) {
        Weights sizes = within.isEmpty() ? null : Weights.of(within.size(), n -> dice.lasting(1, 0.6));
        List<Spot> all = new ArrayList<>();
        for (int i = 0; i < SPOTS; i++) {
            District district = sizes == null ? null : within.get(sizes.pick(dice));
            Box box = district == null ? null : boxes.get(district.id());
            Point point = district != null && box != null ? inside(district, box, dice) : null;
            if (point == null && !known.isEmpty()) {
                Point near = dice.of(known);
                point = rounded(near.lat() + 0.008 * dice.normal(), near.lon() + 0.013 * dice.normal());
            }
            all.add(new Spot(district, point, wording.street(dice), wording.house(dice)));
        }
        return all;
    }

    private @Nullable Point inside(District district, Box box, Dice dice) {
        for (int i = 0; i < TRIES; i++) {
            double lat = dice.between(box.south(), box.north());
            double lon = dice.between(box.west(), box.east());
            if (districts.around(lat, lon).contains(district)) {
                return rounded(lat, lon);
            }
        }
        return null;
    }

    private static Point rounded(double lat, double lon) {
        return new Point(Math.round(lat * 1e6) / 1e6, Math.round(lon * 1e6) / 1e6);
    }

    private static Map<String, Box> boxes(String geoJson) {
        Map<String, Box> boxes = new LinkedHashMap<>();
        if (geoJson.isEmpty()) {
            return boxes;
        }
        try {
            for (JsonNode feature : new JsonMapper().readTree(geoJson).path("features")) {
                double[] bounds = {90, 180, -90, -180};
                stretch(feature.path("geometry").path("coordinates"), bounds);
                JsonNode properties = feature.path("properties");
                String name = properties
                        .path("name")
                        .asText(properties.path("district").asText());
                String id = feature.path("id").asText(properties.path("id").asText(name));
                boxes.put(id, new Box(bounds[0], bounds[1], bounds[2], bounds[3]));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the region's districts cannot be read any more", e);
        }
        return boxes;
    }

    private static void stretch(JsonNode coordinates, double[] bounds) {
        if (coordinates.path(0).isNumber()) {
            double lon = coordinates.path(0).asDouble();
            double lat = coordinates.path(1).asDouble();
            bounds[0] = Math.min(bounds[0], lat);
            bounds[1] = Math.min(bounds[1], lon);
            bounds[2] = Math.max(bounds[2], lat);
            bounds[3] = Math.max(bounds[3], lon);
            return;
        }
        coordinates.forEach(each -> stretch(each, bounds));
    }

    /** Somewhere. */
    Place pick(Dice dice) {
        int territory = population.pick(dice);
        return at(territory, hot.pick(dice), dice);
    }

    /** One of the spots of the largest territories, the same for the same number: where something happens. */
    Place trouble(long number, Dice dice) {
        Dice fixed = new Dice(number, 77);
        return at(population.pick(fixed), fixed.below(SPOTS), dice);
    }

    private Place at(int number, int which, Dice dice) {
        Territory territory = territories.get(number);
        Spot spot = Objects.requireNonNull(spots.get(territory)).get(which);
        Point point = spot.point();
        if (point == null || !dice.chance(WITH_POINT)) {
            return new Place(territory, spot.street(), spot.house(), null);
        }
        Point near = rounded(point.lat() + AROUND * dice.normal(), point.lon() + 1.6 * AROUND * dice.normal());
        District district = spot.district();
        boolean isOutside =
                district != null && !districts.around(near.lat(), near.lon()).contains(district);
        return new Place(territory, spot.street(), spot.house(), isOutside ? point : near);
    }
}
