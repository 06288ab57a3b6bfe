package feedback.pos.http.report;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.insight.Bag;
import feedback.pos.insight.Indicator;
import feedback.pos.insight.Indicators;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void what_is_so_now_is_not_compared_with_a_period_that_is_over() {
        Indicators none = Indicators.of(new Bag(), Instant.EPOCH);
        assertThat(Figures.change(none, none, Indicator.OPEN)).isEqualTo(new Cell.Change(null, Cell.Unit.COUNT));
        assertThat(Figures.percent(none, none, Indicator.OVERDUE)).isEqualTo(new Cell.Change(null, Cell.Unit.PERCENT));
        assertThat(Figures.change(none, none, Indicator.RECEIVED)).isEqualTo(new Cell.Change(0.0, Cell.Unit.COUNT));
    }
}
