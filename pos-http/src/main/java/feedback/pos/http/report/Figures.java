package feedback.pos.http.report;

import feedback.pos.insight.Indicator;
import feedback.pos.insight.Indicator.Unit;
import feedback.pos.insight.Indicators;
import feedback.pos.insight.Indicators.Change;

/** Indicators as cells of tables. */
final class Figures {
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
        Change change = now.since(before, indicator);
        return new Cell.Change(change.difference(), unit(indicator.unit()));
    }

    /** By how many per cent it is more than it was; nothing for shares. */
    static Cell percent(Indicators now, Indicators before, Indicator indicator) {
        return new Cell.Change(now.since(before, indicator).percent(), Cell.Unit.PERCENT);
    }

    private static Cell.Unit unit(Unit unit) {
        return switch (unit) {
            case COUNT -> Cell.Unit.COUNT;
            case SHARE -> Cell.Unit.POINTS;
            case DAYS, STARS -> Cell.Unit.DECIMAL;
        };
    }
}
