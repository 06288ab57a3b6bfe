package feedback.pos.http.api;

import feedback.pos.HeatQuestion;
import feedback.pos.Pos;
import feedback.pos.insight.HeatMap;
import feedback.pos.insight.HeatMap.By;
import feedback.pos.insight.HeatMap.Period;
import feedback.pos.insight.HeatMap.Sight;
import feedback.pos.insight.HeatMap.Step;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Filter;
import io.undertow.util.Headers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Heat maps: exact ones for officials, published ones for everybody. */
final class HeatCalls {
    private static final String HEAT = "/api/v1/insights/heat";
    private static final String PREVIOUS = "previous";
    private static final String MINUTES = "public, max-age=300";

    private final Pos pos;
    private final HeatView view;

    HeatCalls(Pos pos) {
        this.pos = pos;
        this.view = new HeatView(pos);
    }

    List<Route> routes() {
        return List.of(Route.get(HEAT, Access.ANYBODY, this::heat));
    }

    private Reply heat(Call call) {
        Query query = call.query();
        Filter filter = Filters.read(query, pos);
        HeatQuestion question = HeatQuestion.of(filter.withBox(null))
                .withBox(filter.box())
                .withBy(query.choice("by", By.class))
                .withZoom(query.integer("zoom", 0, 22))
                .withStep(query.choice("step", Step.class))
                .withCompare(compare(query, filter, pos.regulation().zone()))
                .withSight(query.choice("sight", Sight.class));
        boolean hasShapes = !Boolean.FALSE.equals(query.flag("shapes"));
        query.done();
        HeatMap map = pos.insights().heat(question, call.actor());
        Reply reply = Reply.json(view.of(map, hasShapes));
        return call.isAnonymous() ? reply.with(Headers.CACHE_CONTROL, MINUTES) : reply;
    }

    private static @Nullable Period compare(Query query, Filter filter, ZoneId zone) {
        return query.read("compare", text -> text.equals(PREVIOUS) ? previous(filter, zone) : period(text));
    }

    /** As many days, just before. */
    private static Period previous(Filter filter, ZoneId zone) {
        if (filter.from() == null || filter.to() == null) {
            throw Refusal.field("compare", "heat.previous");
        }
        LocalDate from = LocalDate.ofInstant(filter.from(), zone);
        LocalDate to = LocalDate.ofInstant(filter.to().minusNanos(1), zone).plusDays(1);
        return new Period(from.minusDays(ChronoUnit.DAYS.between(from, to)), from);
    }

    private static Period period(String text) {
        Periods.Days days = Periods.days(text);
        if (days == null) {
            throw Refusal.field("compare", "compare.unreadable");
        }
        if (days.last().isBefore(days.first())) {
            throw Refusal.field("compare", "heat.noDays");
        }
        return new Period(days.first(), days.last().plusDays(1));
    }
}
