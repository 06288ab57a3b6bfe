package feedback.pos.http.report;

import feedback.pos.insight.Indicator;
import feedback.pos.insight.Indicator.Unit;
import feedback.pos.insight.Indicators;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Indicators as cells of tables. */
final class Figures {
    /** What is so at the moment of asking, of whichever period the messages are: two periods cannot be compared by it. */
    private static final Set<Indicator> OF_NOW =
            Set.of(Indicator.OPEN, Indicator.OVERDUE, Indicator.OVERDUE_SHARE, Indicator.POSTPONED);

    private Figures() {}

    static Cell of(Indicators indicators, Indicator indicator) {
        return switch (indicator.unit()) {
            case COUNT -> new Cell.Count(indicators.part(indicator));
            case SHARE -> new Cell.Share(indicators.part(indicator), indicators.whole(indicator));
            case DAYS, STARS -> new Cell.Decimal(indicators.value(indicator), indicators.isOfFew(indicator));
        };
    }

    /** By how much it is more than it was, in its own unit. */
    static Cell change(Indicators now, Indicators before, Indicator indicator) {
        return new Cell.Change(known(now.since(before, indicator).difference(), indicator), unit(indicator.unit()));
    }

    /** By how many per cent it is more than it was; nothing for shares. */
    static Cell percent(Indicators now, Indicators before, Indicator indicator) {
        return new Cell.Change(known(now.since(before, indicator).percent(), indicator), Cell.Unit.PERCENT);
    }

    private static @Nullable Double known(@Nullable Double change, Indicator indicator) {
        return OF_NOW.contains(indicator) ? null : change;
    }

    private static Cell.Unit unit(Unit unit) {
        return switch (unit) {
            case COUNT -> Cell.Unit.COUNT;
            case SHARE -> Cell.Unit.POINTS;
            case DAYS, STARS -> Cell.Unit.DECIMAL;
        };
    }
}
