package feedback.pos;

import feedback.pos.insight.HeatMap;
import feedback.pos.insight.HeatMap.By;
import feedback.pos.insight.HeatMap.Period;
import feedback.pos.insight.HeatMap.Sight;
import feedback.pos.insight.HeatMap.Step;
import feedback.pos.store.Filter;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a heat map. Start with {@link #of} and add with the {@code with…} methods. Immutable.
 *
 * @param filter which messages, without regard to rights and without a box of its own
 * @param by by what kind of places; null for cells, or districts where the public looks
 * @param box what is looked at; null for everything
 * @param zoom how near, 0 to 22, as maps of the web count; null for as fine as the box allows
 * @param step one map for each of these, or null for one of the whole period
 * @param compare a period to compare with, or null
 * @param sight how exactly at the most; null for as exactly as the asker may
 */
public record HeatQuestion(
        Filter filter,
        @Nullable By by,
        Filter.@Nullable Box box,
        @Nullable Integer zoom,
        @Nullable Step step,
        @Nullable Period compare,
        @Nullable Sight sight) {

    /** One map of everything that the filter selects. */
    public static HeatQuestion of(Filter filter) {
        return new HeatQuestion(filter, null, null, null, null, null, null);
    }

    public HeatQuestion withBy(@Nullable By value) {
        return new HeatQuestion(filter, value, box, zoom, step, compare, sight);
    }

    public HeatQuestion withBox(Filter.@Nullable Box value) {
        return new HeatQuestion(filter, by, value, zoom, step, compare, sight);
    }

    public HeatQuestion withZoom(@Nullable Integer value) {
        return new HeatQuestion(filter, by, box, value, step, compare, sight);
    }

    /** One map for each step of time, see {@link HeatMap#frames}. */
    public HeatQuestion withStep(@Nullable Step value) {
        return new HeatQuestion(filter, by, box, zoom, value, compare, sight);
    }

    public HeatQuestion withCompare(@Nullable Period value) {
        return new HeatQuestion(filter, by, box, zoom, step, value, sight);
    }

    public HeatQuestion withSight(@Nullable Sight value) {
        return new HeatQuestion(filter, by, box, zoom, step, compare, value);
    }
}
