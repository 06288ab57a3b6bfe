package feedback.pos.notice;

import feedback.pos.message.Cell;
import feedback.pos.message.Point;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a notice holds, or where somebody wants to hear of notices: an area drawn on the map, a circle, or a whole ОКТМО
 * territory. An area or a circle may name the territory besides, by which lists find it. Immutable and thread-safe.
 *
 * @param territory the territory, or null if only the map says where
 * @param area a GeoJSON geometry, Polygon or MultiPolygon (RFC 7946), or null
 * @param centre the centre of a circle, or null
 * @param radius metres of the circle, or null without one
 */
public record Place(
        @Nullable Territory territory,
        @Nullable String area,
        @Nullable Point centre,
        @Nullable Integer radius) {
    /** How many corners an area may have. */
    public static final int MOST_CORNERS = 2_000;

    /** How many characters its GeoJSON may have. */
    public static final int MOST_CHARACTERS = 100_000;

    /** How large a circle may be, in metres. */
    public static final int FARTHEST = 5_000;

    /** Smaller circles are found by cells no finer than those of larger ones, so that a person has few keys. */
    private static final int FINEST_OF_PERSONS = 14;

    private static final int FINEST = 16;

    /** The whole of a territory. */
    public static Place of(Territory territory) {
        return new Place(Objects.requireNonNull(territory, "territory"), null, null, null);
    }

    /**
     * An area drawn on the map.
     *
     * @param geoJson a Polygon or a MultiPolygon of at most {@value #MOST_CORNERS} corners
     * @throws Refusal INVALID_VALUE naming the field {@code area}, what is wrong and where
     */
    public static Place area(String geoJson) {
        Shape.checked(geoJson);
        return new Place(null, Shape.plain(geoJson), null, null);
    }

    /**
     * A circle.
     *
     * @param radius metres, 1 to {@value #FARTHEST}
     * @throws Refusal INVALID_VALUE naming the field {@code radius}
     */
    public static Place circle(Point centre, int radius) {
        if (radius < 1 || radius > FARTHEST) {
            throw Refusal.field("radius", "place.radius", FARTHEST);
        }
        return new Place(null, null, Objects.requireNonNull(centre, "centre"), radius);
    }

    /** The same, with the territory named in which it lies. */
    public Place in(@Nullable Territory named) {
        return new Place(named, area, centre, radius);
    }

    /** Whether the map says where it is. */
    public boolean isDrawn() {
        return area != null || centre != null;
    }

    /** Whether the point lies in what is drawn; false if nothing is. */
    public boolean contains(Point point) {
        if (area != null) {
            return Shape.of(area).contains(point);
        }
        return centre != null && Shape.metres(centre, point) <= Objects.requireNonNull(radius);
    }

    /** Whether what is drawn touches the circle that the other place is; false if one of them is not drawn. */
    public boolean meets(Place circle) {
        Point other = circle.centre();
        if (other == null) {
            return false;
        }
        int reach = Objects.requireNonNull(circle.radius());
        if (area != null) {
            return Shape.of(area).isWithin(other, reach);
        }
        return centre != null && Shape.metres(centre, other) <= reach + Objects.requireNonNull(radius);
    }

    /** A point of what is drawn, or null if nothing is. */
    public @Nullable Point inside() {
        return area != null ? Shape.of(area).inside() : centre;
    }

    /** The cells that cover what is drawn, all of one level, at most 32; none if nothing is drawn. */
    public List<Cell> cover() {
        return cover(FINEST);
    }

    private List<Cell> cover(int finest) {
        if (area != null) {
            return Shape.of(area).cover();
        }
        return centre == null ? List.of() : Shape.cover(centre, Objects.requireNonNull(radius), finest);
    }

    /**
     * The keys by which a person's circle or territory is found, at most 45: the cells that cover the circle ({@code o}, of
     * its own level), those and all in which they lie ({@code a}), the territories in which it lies ({@code t}), and, where
     * it is a whole territory, that one ({@code T}).
     */
    public Set<String> keysOfPerson() {
        Set<String> keys = new LinkedHashSet<>();
        for (Cell cell : cover(FINEST_OF_PERSONS)) {
            keys.add("o " + cell);
            cell.path().forEach(each -> keys.add("a " + each));
        }
        if (territory != null) {
            prefixes(territory).forEach(each -> keys.add("t " + each));
            if (!isDrawn()) {
                keys.add("T " + territory.prefix());
            }
        }
        return keys;
    }

    /**
     * The keys of persons whom something at this place may concern: exactly those have one of them whose circle touches a cell
     * of what is drawn, or whose territory and the place's lie one in the other.
     *
     * @param otherwise the territory of an area that names none
     */
    public Set<String> keysOfConcerned(Territory otherwise) {
        Set<String> keys = new LinkedHashSet<>();
        for (Cell cell : cover()) {
            keys.add("a " + cell);
            Cell.LEVELS.stream()
                    .filter(level -> level < cell.level())
                    .forEach(level -> keys.add("o " + cell.up(level)));
        }
        Territory named = territory == null ? otherwise : territory;
        prefixes(named).forEach(each -> keys.add("T " + each));
        if (!isDrawn()) {
            keys.add("t " + named.prefix());
        }
        return keys;
    }

    /**
     * Whether something here concerns whoever wants to hear of the other place. What is drawn concerns those whose circle it
     * touches, and whose territory holds the whole of it; a territory concerns those who are in it, and those whose territory
     * it is a part of.
     *
     * @param otherwise the territory of an area that names none
     */
    public boolean concerns(Place person, Territory otherwise) {
        Territory here = territory == null ? otherwise : territory;
        Territory there = person.territory();
        if (isDrawn()) {
            return person.isDrawn() ? meets(person) : there != null && there.contains(here);
        }
        return there != null && (here.contains(there) || !person.isDrawn() && there.contains(here));
    }

    /** The prefixes of the territories in which it lies, from the region down to itself. */
    public static List<String> prefixes(Territory territory) {
        String whole = territory.prefix();
        return List.of(2, 5, 8, 11).stream()
                .filter(length -> length <= whole.length())
                .map(length -> whole.substring(0, length))
                .toList();
    }
}
