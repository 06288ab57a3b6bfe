package feedback.pos;

import feedback.pos.insight.HeatMap.Period;
import feedback.pos.insight.HeatMap.Step;
import feedback.pos.refusal.Refusal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Cuts a period into days, ISO weeks or months; the first and the last may be shorter. */
final class Steps {
    private Steps() {}

    /**
     * The steps in order.
     *
     * @param from the first day
     * @param to the day after the last
     * @throws Refusal INVALID_VALUE naming the step if there would be more than the most
     */
    static List<Period> of(LocalDate from, LocalDate to, Step step, int most) {
        List<Period> steps = new ArrayList<>();
        LocalDate begin = from;
        while (begin.isBefore(to)) {
            LocalDate next = next(begin, step);
            steps.add(new Period(begin, next.isBefore(to) ? next : to));
            begin = next;
            if (steps.size() > most) {
                throw Refusal.field("step", "heat.steps", most);
            }
        }
        return steps;
    }

    private static LocalDate next(LocalDate day, Step step) {
        return switch (step) {
            case DAY -> day.plusDays(1);
            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
        };
    }
}
