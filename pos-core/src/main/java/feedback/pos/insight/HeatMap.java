package feedback.pos.insight;

import feedback.pos.catalog.Districts.District;
import feedback.pos.message.Cell;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where problems are: numbers of messages by places, for one period, or for several to be looked at one after the other. Immutable.
 *
 * @param sight how exactly the asker may look
 * @param crowd of how many persons messages must be to be shown, where the sight is not exact
 * @param by by what kind of places
 * @param level of the cells asked for, 0 by territories; what was put together stands in cells of lesser levels
 * @param frames one, or one for each step of time
 * @param before the period compared with, or null
 */
public record HeatMap(
        Sight sight,
        int crowd,
        By by,
        int level,
        List<Frame> frames,
        @Nullable Period before) {
    public HeatMap {
        frames = List.copyOf(frames);
    }

    /** By what kind of places. */
    public enum By {
        /** Cells of a grid. */
        CELLS,
        /** The districts of the region. */
        TERRITORIES
    }

    /** How exactly somebody may look. */
    public enum Sight {
        /** What everybody may see: whole weeks, districts, and only numbers by which nobody is found, whatever is asked besides. */
        PUBLIC,
        /** For who may have figures of bodies but not read their messages: small cells are put together. */
        MERGED,
        /** For who may read the messages anyway. */
        EXACT
    }

    /** Steps of time. */
    public enum Step {
        DAY,
        WEEK,
        MONTH
    }

    /**
     * Local days.
     *
     * @param from the first day; null for the beginning
     * @param to the day after the last; null for no end
     */
    public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {}

    /**
     * The numbers of one period.
     *
     * @param period which
     * @param places where something is shown, or is known to be left out
     * @param total all messages that the filter selects in it; null if even that is left out
     * @param elsewhere those of them that lie in none of the places shown: without a place, outside the box, or too few in theirs; null if left out
     * @param totalBefore the total of the period compared with; null as above or without one
     */
    public record Frame(
            Period period,
            List<Spot> places,
            @Nullable Long total,
            @Nullable Long elsewhere,
            @Nullable Long totalBefore) {
        public Frame {
            places = List.copyOf(places);
        }
    }

    /**
     * A place with its number.
     *
     * @param cell the cell, or null for a district
     * @param district the district, or null for a cell
     * @param count how many messages; null if left out
     * @param isPart whether some of the period is left out of the number
     * @param before how many in the period compared with; null if left out or without one
     */
    public record Spot(
            @Nullable Cell cell,
            @Nullable District district,
            @Nullable Long count,
            boolean isPart,
            @Nullable Long before) {

        /** What the place is called: the cell or the district's id. */
        public String id() {
            return district != null ? district.id() : String.valueOf(cell);
        }
    }

    /** The number of all frames together by the ids of places; places of which something is left out in each are not there. */
    public Map<String, Long> sums() {
        Map<String, Long> sums = new TreeMap<>();
        for (Frame frame : frames) {
            for (Spot spot : frame.places()) {
                if (spot.count() != null) {
                    sums.merge(spot.id(), spot.count(), Long::sum);
                }
            }
        }
        return sums;
    }
}
