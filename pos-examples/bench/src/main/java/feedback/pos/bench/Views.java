package feedback.pos.bench;

import feedback.pos.Insights.Split;
import feedback.pos.store.Filter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Figures and maps that people look at, and the SQL by which one would count them from the messages. */
final class Views {
    static final String HEAT = "heat view: cells of a town, a quarter of a year";
    private static final int LEVEL = 14;
    private static final int QUARTER = 91;
    private static final int YEAR = 365;
    private static final Filter.Box TOWN = new Filter.Box(51.6, 36.0, 51.85, 36.35);

    /** A cell of level 14 is the 2^-14th part of 180 degrees high and of 360 degrees wide. */
    private static final String CELL =
            "CAST(FLOOR((lat + 90) * 16384 / 180) AS INTEGER), CAST(FLOOR((lon + 180) * 16384 / 360) AS INTEGER)";

    private static final String MARKS = "stage, outcome, stars, fast_track, kind, channel";

    private Views() {}

    /**
     * A view.
     *
     * @param sql that counts the same from the messages
     */
    record View(Times.Look look, String sql) {}

    /** By what they are. */
    static Map<String, View> of(Filled filled) {
        Filter quarter = filled.all().withFrom(filled.ends().minus(QUARTER, ChronoUnit.DAYS));
        Filter year = filled.all().withFrom(filled.ends().minus(YEAR, ChronoUnit.DAYS));
        Filter town = quarter.withWithin(Set.of("kursk"));
        Map<String, View> views = new LinkedHashMap<>();
        views.put(
                HEAT,
                new View(
                        () -> filled.pos().insights().cells(quarter, TOWN, LEVEL),
                        "SELECT " + CELL + ", COUNT(*) FROM pos_message WHERE lat BETWEEN 51.6 AND 51.85"
                                + " AND lon BETWEEN 36.0 AND 36.35 AND " + since(quarter)
                                + " GROUP BY " + CELL));
        views.put(
                "summary: a town, a quarter of a year",
                new View(
                        () -> filled.pos().insights().sums(town),
                        "SELECT " + MARKS + ", COUNT(*) FROM pos_message WHERE holder_path LIKE '%/kursk/%' AND "
                                + since(town) + " GROUP BY " + MARKS));
        views.put(
                "summary: the region by months, a year",
                new View(
                        () -> filled.pos().insights().sums(year, Split.MONTH),
                        "SELECT created_at / 2629746000000, " + MARKS + ", COUNT(*) FROM pos_message WHERE "
                                + since(year) + " GROUP BY created_at / 2629746000000, " + MARKS));
        views.put(
                "summary: the region by topics, a year",
                new View(
                        () -> filled.pos().insights().sums(year, Split.TOPIC),
                        "SELECT topic_path, " + MARKS + ", COUNT(*) FROM pos_message WHERE " + since(year)
                                + " GROUP BY topic_path, " + MARKS));
        return views;
    }

    private static String since(Filter filter) {
        return "created_at >= " + (filter.from() == null ? 0 : filter.from().getEpochSecond() * 1_000_000);
    }
}
