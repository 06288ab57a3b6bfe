package feedback.pos;

import feedback.pos.PublicMap.Tables;
import feedback.pos.catalog.Districts.District;
import feedback.pos.catalog.Topic;
import feedback.pos.insight.FourWeeks;
import feedback.pos.insight.HeatMap;
import feedback.pos.insight.HeatMap.By;
import feedback.pos.insight.HeatMap.Frame;
import feedback.pos.insight.HeatMap.Period;
import feedback.pos.insight.HeatMap.Sight;
import feedback.pos.insight.HeatMap.Spot;
import feedback.pos.insight.HeatMap.Step;
import feedback.pos.insight.Release;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Filter;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers the public from the published tables alone, and refuses what they do not hold. Used once. */
final class PublicAnswer {
    private static final int USUAL_BLOCKS = 3;

    /** Two years and a little. */
    private static final int MOST_WEEKS = 110;

    private final PublicMap published;
    private final Regulation rules;
    private final LocalDate today;

    PublicAnswer(PublicMap published, Regulation rules, Instant now) {
        this.published = published;
        this.rules = rules;
        this.today = LocalDate.ofInstant(now, rules.zone());
    }

    HeatMap to(HeatQuestion question) {
        checkFilter(question);
        String category = category(question.filter().topic());
        Period period = period(question.filter(), category != null);
        List<Period> periods = question.step() == null ? List.of(period) : steps(period, question.step(), category);
        Period compare = question.compare();
        if (compare != null) {
            check(compare, category != null, "compare", "compare");
        }
        List<Frame> frames =
                periods.stream().map(each -> frame(each, compare, category)).toList();
        return new HeatMap(Sight.PUBLIC, rules.policy().crowd(), By.TERRITORIES, 0, frames, compare);
    }

    // What may be asked

    private void checkFilter(HeatQuestion question) {
        Filter filter = question.filter();
        Filter allowed = Filter.all(filter.now())
                .withFrom(filter.from())
                .withTo(filter.to())
                .withTopic(filter.topic());
        List<Field> wrong = new ArrayList<>();
        refuse(wrong, "organization", filter.organization());
        refuse(wrong, "territory", filter.territory());
        refuse(wrong, "kind", filter.kind());
        refuse(wrong, "fastTrack", filter.fastTrack());
        refuse(wrong, "stage", filter.stages().isEmpty() ? null : filter.stages());
        refuse(wrong, "outcome", filter.outcome());
        refuse(wrong, "overdue", filter.overdue());
        refuse(wrong, "rating", filter.rating());
        refuse(wrong, "channel", filter.channel());
        refuse(wrong, "q", filter.text());
        if (wrong.isEmpty() && !allowed.equals(filter.withBox(null).withWithin(null))) {
            refuse(wrong, "filter", filter);
        }
        if (question.by() == By.CELLS) {
            wrong.add(Field.of("by", "heat.publicCells"));
        }
        if (question.step() != null && question.compare() != null) {
            wrong.add(Field.of("compare", "heat.stepOrCompare"));
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(Reason.INVALID_VALUE, "fields.wrong").withFields(wrong);
        }
    }

    private static void refuse(List<Field> wrong, String name, @Nullable Object value) {
        if (value != null) {
            wrong.add(Field.of(name, "heat.publicFilter"));
        }
    }

    private @Nullable String category(@Nullable String topic) {
        if (topic == null) {
            return null;
        }
        List<String> path = rules.catalog()
                .find(topic)
                .map(Topic::code)
                .map(rules.catalog()::path)
                .orElse(List.of());
        if (path.size() != 1) {
            throw Refusal.field("topic", "heat.publicTopic", path.isEmpty() ? topic : path.get(0));
        }
        return topic;
    }

    /** The day after the last that is published. */
    private LocalDate end() {
        return FourWeeks.of(today).first();
    }

    private Period period(Filter filter, boolean isByTopic) {
        LocalDate end = filter.to() == null ? end() : day(filter.to(), "to");
        LocalDate from = filter.from() == null ? usualFrom(end) : day(filter.from(), "from");
        Period period = new Period(from, end);
        check(period, isByTopic, "from", "to");
        return period;
    }

    private static LocalDate usualFrom(LocalDate end) {
        FourWeeks first = FourWeeks.of(end.minusDays(1));
        for (int i = 1; i < USUAL_BLOCKS; i++) {
            first = first.previous();
        }
        return first.first();
    }

    private LocalDate day(Instant instant, String field) {
        LocalDate day = LocalDate.ofInstant(instant, rules.zone());
        if (!day.atStartOfDay(rules.zone()).toInstant().equals(instant)) {
            throw Refusal.field(field, "heat.wholeDays");
        }
        return day;
    }

    private void check(Period period, boolean isByTopic, String fromField, String toField) {
        LocalDate from = period.from();
        LocalDate to = period.to();
        if (from == null || to == null || !from.isBefore(to)) {
            throw Refusal.field(fromField, "heat.noDays");
        }
        if (to.isAfter(end())) {
            throw Refusal.field(toField, "heat.notPublished", end().minusDays(1));
        }
        String key = isByTopic ? "heat.wholeBlocks" : "heat.wholeWeeks";
        LocalDate nearestFrom = start(from, isByTopic);
        LocalDate lastTo = start(to, isByTopic);
        LocalDate nearestTo = lastTo.equals(to) ? to : after(lastTo, isByTopic);
        LocalDate offered = nearestTo.isAfter(end()) ? lastTo : nearestTo;
        if (!from.equals(nearestFrom)) {
            throw Refusal.field(fromField, key, nearestFrom, offered.minusDays(1));
        }
        if (!to.equals(nearestTo)) {
            throw Refusal.field(toField, key, nearestFrom, offered.minusDays(1));
        }
        if (from.plusWeeks(MOST_WEEKS).isBefore(to)) {
            throw Refusal.field(fromField, "heat.weeks", MOST_WEEKS);
        }
    }

    private static LocalDate start(LocalDate day, boolean isByTopic) {
        return isByTopic ? FourWeeks.of(day).first() : day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static LocalDate after(LocalDate start, boolean isByTopic) {
        return isByTopic ? FourWeeks.of(start).end() : start.plusWeeks(1);
    }

    private List<Period> steps(Period period, Step step, @Nullable String category) {
        if (step != Step.WEEK || category != null) {
            throw Refusal.field("step", category == null ? "heat.publicStep" : "heat.publicTopicStep");
        }
        LocalDate from = period.from();
        LocalDate to = period.to();
        return from == null || to == null ? List.of() : Steps.of(from, to, step, MOST_WEEKS);
    }

    // The answer

    private Frame frame(Period period, @Nullable Period compare, @Nullable String category) {
        List<District> districts = rules.routes().districts().parts();
        Sum total = sum(period, category, -1);
        List<Spot> spots = new ArrayList<>();
        long shown = 0;
        for (int row = 0; row < districts.size(); row++) {
            Sum sum = sum(period, category, row);
            Sum before = compare == null ? null : sum(compare, category, row);
            spots.add(new Spot(
                    null,
                    districts.get(row),
                    sum.number(),
                    sum.isPart(),
                    before == null || before.isPart() ? null : before.number()));
            shown += sum.number() == null ? 0 : sum.number();
        }
        Long all = total.isPart() ? null : total.number();
        Long before = compare == null ? null : whole(sum(compare, category, -1));
        return new Frame(period, spots, all, all == null ? null : (Long) (all - shown), before);
    }

    private static @Nullable Long whole(Sum sum) {
        return sum.isPart() ? null : sum.number();
    }

    /**
     * A sum of published numbers.
     *
     * @param number null if none of them is published
     * @param isPart whether some of them are not
     */
    private record Sum(@Nullable Long number, boolean isPart) {
        Sum and(@Nullable Long more) {
            return more == null ? new Sum(number, true) : new Sum((number == null ? 0 : number) + more, isPart);
        }
    }

    /** The number of a row, or of all of them if it is negative. */
    private Sum sum(Period period, @Nullable String category, int row) {
        Sum sum = new Sum(null, false);
        LocalDate to = period.to() == null ? end() : period.to();
        LocalDate from = period.from() == null ? to : period.from();
        for (FourWeeks block = FourWeeks.of(from); block.first().isBefore(to); block = block.next()) {
            Tables tables = published.of(block);
            if (category != null) {
                int column = tables.categories().indexOf(category);
                sum = sum.and(column < 0 ? (Long) 0L : number(tables.byCategory(), row, column));
            } else if (!block.first().isBefore(from) && !block.end().isAfter(to)) {
                sum = sum.and(
                        row < 0 ? tables.byWeek().total() : tables.byWeek().row(row));
            } else {
                for (int week = 0; week < tables.weeks().size(); week++) {
                    LocalDate monday = tables.weeks().get(week);
                    if (!monday.isBefore(from) && monday.isBefore(to)) {
                        sum = sum.and(number(tables.byWeek(), row, week));
                    }
                }
            }
        }
        return sum;
    }

    private static @Nullable Long number(Release release, int row, int column) {
        return row < 0 ? release.column(column) : release.cell(row, column);
    }
}
