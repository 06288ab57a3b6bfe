package feedback.pos.http.opendata;

import static java.time.DayOfWeek.MONDAY;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * By what somebody could be found: when, where and about what. The steps make it coarser, each a little more than the one before; a message
 * is published with the first at which it is one of enough people's.
 *
 * @param period the Monday of the week, or the month
 * @param territory ОКТМО digits of the municipality, or of the region
 * @param topic the code of the topic, or of its category
 */
record Detail(String period, String territory, String topic) {
    private static final int REGION_DIGITS = 2;
    private static final int MUNICIPALITY_DIGITS = 5;

    /** How coarse it is. */
    enum Step {
        /** Week, municipality, topic. */
        TOPIC,
        /** Week, municipality, category. */
        CATEGORY,
        /** Week, region, category. */
        REGION,
        /** Month, region, category. */
        MONTH
    }

    /**
     * What is published of a message at a step.
     *
     * @param topics from the category down
     */
    static Detail of(LocalDate day, String oktmo, List<String> topics, Step step) {
        // A week that two months share is cut in two: months are published one by one
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(MONDAY));
        String week = (monday.getMonth() == day.getMonth() ? monday : day.withDayOfMonth(1)).toString();
        String region = oktmo.substring(0, REGION_DIGITS);
        String municipality = oktmo.substring(0, Math.min(MUNICIPALITY_DIGITS, oktmo.length()));
        String category = topics.get(0);
        return switch (step) {
            case TOPIC -> new Detail(week, municipality, topics.get(topics.size() - 1));
            case CATEGORY -> new Detail(week, municipality, category);
            case REGION -> new Detail(week, region, category);
            case MONTH -> new Detail(YearMonth.from(day).toString(), region, category);
        };
    }
}
