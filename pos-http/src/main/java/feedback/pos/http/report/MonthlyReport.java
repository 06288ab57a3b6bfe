package feedback.pos.http.report;

import feedback.pos.Insights;
import feedback.pos.Insights.Split;
import feedback.pos.http.report.Groups.Group;
import feedback.pos.http.report.Report.Section;
import feedback.pos.http.report.Report.Table;
import feedback.pos.insight.Bag;
import feedback.pos.insight.Indicator;
import feedback.pos.insight.Indicators;
import feedback.pos.insight.Indicators.Distribution;
import feedback.pos.insight.Mark;
import feedback.pos.message.Stage;
import feedback.pos.store.Filter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The monthly report that people write by hand elsewhere: sentences first, then the tables on which they stand. */
public final class MonthlyReport {
    private static final int TOP_THEMES = 10;
    private static final int NAMED_THEMES = 3;

    private static final List<Indicator> KEY = List.of(
            Indicator.RECEIVED,
            Indicator.MESSAGES,
            Indicator.APPEALS,
            Indicator.FAST_TRACK_SHARE,
            Indicator.REPEATED,
            Indicator.ANSWERED,
            Indicator.ANSWERED_SHARE,
            Indicator.IN_TIME_SHARE,
            Indicator.FAST_IN_TIME_SHARE,
            Indicator.OPEN,
            Indicator.OVERDUE,
            Indicator.POSTPONED,
            Indicator.EXTENDED,
            Indicator.DECLINED,
            Indicator.MEAN_DAYS,
            Indicator.MEDIAN_DAYS,
            Indicator.P90_DAYS,
            Indicator.SOLVED_SHARE,
            Indicator.RATED,
            Indicator.AVERAGE_STARS,
            Indicator.GOOD_SHARE,
            Indicator.ESCALATED,
            Indicator.FORWARDED);

    private static final List<Indicator> OF_BODIES = List.of(
            Indicator.RECEIVED,
            Indicator.ANSWERED,
            Indicator.IN_TIME_SHARE,
            Indicator.OPEN,
            Indicator.OVERDUE,
            Indicator.MEAN_DAYS,
            Indicator.GOOD_SHARE,
            Indicator.ESCALATED);

    private static final List<Indicator> OF_THEMES = List.of(
            Indicator.ANSWERED, Indicator.IN_TIME_SHARE, Indicator.OVERDUE, Indicator.MEAN_DAYS, Indicator.GOOD_SHARE);

    private static final List<Stage> STAGES =
            List.of(Stage.MODERATION, Stage.COORDINATION, Stage.EXECUTION, Stage.APPROVAL, Stage.ANSWERED);

    private final Subject subject;
    private final Wording wording;
    private final YearMonth month;
    private final Insights insights;
    private final Filter now;
    private final Filter before;
    private final Instant at;

    private MonthlyReport(Subject subject, YearMonth month, Insights insights) {
        this.subject = subject;
        this.wording = new Wording(subject.locale());
        this.month = month;
        this.insights = insights;
        this.now = subject.now();
        this.before = subject.before();
        this.at = now.now();
    }

    /** Counts it: some ten questions to the counters, however many messages there are. */
    public static Report of(Subject subject) {
        YearMonth month = YearMonth.from(subject.period().firstDay());
        return subject.pos()
                .insights()
                .atOneMoment(subject.now(), insights -> new MonthlyReport(subject, month, insights).report());
    }

    private Report report() {
        Indicators all = byDays(now);
        Indicators earlier = byDays(before);
        List<Group> bodies =
                Groups.of(insights.sums(now, Split.ORGANIZATION), insights.sums(before, Split.ORGANIZATION), at);
        List<Group> themes = Groups.of(insights.sums(now, Split.TOPIC), insights.sums(before, Split.TOPIC), at);
        List<Group> territories =
                Groups.of(insights.sums(now, Split.TERRITORY), insights.sums(before, Split.TERRITORY), at);
        Map<String, String> names = subject.territories();
        List<Section> sections = List.of(
                section("summary", sentences(all, earlier, themes), null),
                section("key", List.of(), key(all, earlier)),
                section(
                        "bodies",
                        List.of(),
                        table("head.body", bodies, subject::organization, OF_BODIES, all, earlier)),
                section(
                        "themes",
                        List.of(),
                        table(
                                "head.theme",
                                themes.subList(0, Math.min(TOP_THEMES, themes.size())),
                                subject::topic,
                                OF_THEMES,
                                null,
                                null)),
                section(
                        "territories",
                        List.of(wording.text("territories.note")),
                        table("head.territory", territories, key -> Subject.named(names, key), OF_THEMES, null, null)),
                section("stages", List.of(wording.text("stages.note")), stages()),
                section("ageing", List.of(), ageing(all)),
                section("ratings", List.of(), ratings(all, earlier)),
                section("overdue", overdueSentence(all), overdue(bodies)),
                section("results", List.of(wording.text("results.note")), results(all)),
                section("method", method(), null));
        return new Report(
                "monthly-" + month,
                wording.text("monthly.title", wording.month(month)),
                RegionReport.about(wording, subject),
                sections,
                subject.locale(),
                false);
    }

    private Section section(String id, List<String> sentences, @org.jspecify.annotations.Nullable Table table) {
        return new Section(id, wording.text("section." + id), sentences, table);
    }

    private Indicators byDays(Filter filter) {
        SortedMap<String, Bag> bags = insights.sums(filter, Split.DAY);
        SortedMap<LocalDate, Bag> days = new TreeMap<>();
        bags.forEach((day, bag) -> days.put(LocalDate.parse(day), bag));
        return Indicators.ofDays(
                days, at, LocalDate.ofInstant(at, subject.period().zone()));
    }

    private List<String> sentences(Indicators all, Indicators earlier, List<Group> themes) {
        List<String> sentences = new ArrayList<>();
        long received = all.part(Indicator.RECEIVED);
        sentences.add(wording.text("summary.received", wording.month(month), wording.counted("messages", received))
                + change(received, earlier.part(Indicator.RECEIVED)) + ".");
        if (received == 0) {
            return sentences;
        }
        long answered = all.part(Indicator.ANSWERED);
        if (answered > 0) {
            sentences.add(wording.text(
                    "summary.answered",
                    wording.counted("messages", answered),
                    share(all, Indicator.ANSWERED_SHARE),
                    wording.number(all.part(Indicator.ANSWERED_IN_TIME)),
                    share(all, Indicator.IN_TIME_SHARE)));
            Double mean = all.value(Indicator.MEAN_DAYS);
            Double median = all.value(Indicator.MEDIAN_DAYS);
            if (mean != null && median != null) {
                sentences.add(wording.text(
                        "summary.days", wording.decimal(mean), wording.counted("days", Math.round(median))));
            }
        } else {
            sentences.add(wording.text("summary.noAnswers"));
        }
        sentences.add(wording.text(
                "summary.open",
                wording.counted("messages", all.part(Indicator.OPEN)),
                wording.number(all.part(Indicator.OVERDUE))));
        long rated = all.part(Indicator.RATED);
        if (rated > 0) {
            sentences.add(
                    wording.text("summary.rated", wording.counted("answers", rated), share(all, Indicator.GOOD_SHARE)));
        }
        long escalated = all.part(Indicator.ESCALATED);
        if (escalated > 0) {
            sentences.add(wording.text("summary.escalated", wording.counted("messages", escalated)));
        }
        List<String> named = themes.stream()
                .filter(each -> each.received() > 0)
                .limit(NAMED_THEMES)
                .map(each -> "«" + subject.topic(each.key()) + "» (" + wording.number(each.received()) + ")")
                .toList();
        if (!named.isEmpty()) {
            sentences.add(wording.text("summary.themes", wording.list(named)));
        }
        return sentences;
    }

    private String share(Indicators all, Indicator indicator) {
        return wording.share(all.part(indicator), all.whole(indicator), Indicators.FEW);
    }

    /** «, на 12 (3,1 %) больше, чем за сентябрь»; nothing where there is nothing to compare with. */
    private String change(long today, long then) {
        String past = wording.month(month.minusMonths(1));
        if (today == then) {
            return wording.text("summary.same", past);
        }
        String difference = wording.number(Math.abs(today - then));
        String percent = then == 0 ? "" : " (" + wording.percent(Math.abs(today - then) / (double) then) + ")";
        return wording.text(today > then ? "summary.more" : "summary.less", difference + percent, past);
    }

    private Table key(Indicators all, Indicators earlier) {
        List<String> heads = List.of(
                wording.text("head.indicator"),
                wording.month(month),
                wording.month(month.minusMonths(1)),
                wording.text("head.change"),
                wording.text("head.percent"));
        List<List<Cell>> rows = KEY.stream()
                .map(each -> List.<Cell>of(
                        new Cell.Words(each.title(subject.locale())),
                        Figures.of(all, each),
                        Figures.of(earlier, each),
                        Figures.change(all, earlier, each),
                        Figures.percent(all, earlier, each)))
                .toList();
        return new Table(heads, rows, null);
    }

    /** What things are called. */
    private interface Naming {
        String of(String key);
    }

    /** A row for each group: received, how that has changed, and some more. */
    private Table table(
            String head,
            List<Group> groups,
            Naming naming,
            List<Indicator> indicators,
            @org.jspecify.annotations.Nullable Indicators all,
            @org.jspecify.annotations.Nullable Indicators earlier) {
        List<Indicator> rest =
                indicators.stream().filter(each -> each != Indicator.RECEIVED).toList();
        List<String> heads = new ArrayList<>(
                List.of(wording.text(head), Indicator.RECEIVED.title(subject.locale()), wording.text("head.change")));
        rest.forEach(each -> heads.add(each.title(subject.locale())));
        List<List<Cell>> rows = groups.stream()
                .map(each -> row(naming.of(each.key()), each.now(), each.before(), rest))
                .toList();
        List<Cell> total =
                all == null || earlier == null ? null : row(RegionReport.total(wording, subject), all, earlier, rest);
        return new Table(heads, rows, total);
    }

    private static List<Cell> row(String name, Indicators today, Indicators then, List<Indicator> rest) {
        List<Cell> cells = new ArrayList<>(
                List.of(Figures.of(today, Indicator.RECEIVED), Figures.change(today, then, Indicator.RECEIVED)));
        rest.forEach(each -> cells.add(Figures.of(today, each)));
        return RegionReport.row(name, cells);
    }

    /** The passages that ended in the month, whenever their messages came. */
    private Table stages() {
        Bag passages = insights.passages(periodOnly(now));
        List<String> heads = List.of(
                wording.text("head.stage"),
                wording.text("head.passed"),
                wording.text("head.late"),
                wording.text("head.lateShare"),
                wording.text("head.meanDays"));
        List<List<Cell>> rows = new ArrayList<>();
        for (Stage stage : STAGES) {
            Bag bag = passages.only(mark -> mark.stage() == stage);
            long count = bag.count();
            long late = bag.count(Mark::isLate);
            long[] days = {0};
            bag.forEach((mark, amount) -> days[0] += mark.days() * amount);
            rows.add(List.of(
                    new Cell.Words(wording.text("stage." + stage)),
                    new Cell.Count(count),
                    new Cell.Count(late),
                    new Cell.Share(late, count),
                    new Cell.Decimal(count == 0 ? null : (Double) ((double) days[0] / count), count < Indicators.FEW)));
        }
        return new Table(heads, rows, null);
    }

    /** Passages are counted by bodies and days only. */
    private static Filter periodOnly(Filter filter) {
        return filter.withTopic(null).withTerritory(null);
    }

    private Table ageing(Indicators all) {
        List<List<Cell>> rows = new ArrayList<>();
        group(rows, all, Distribution.OPEN_AGE);
        group(rows, all, Distribution.OVERDUE_AGE);
        return new Table(
                List.of(wording.text("head.ageing"), wording.text("head.days"), wording.text("head.messages")),
                rows,
                null);
    }

    private void group(List<List<Cell>> rows, Indicators all, Distribution distribution) {
        all.of(distribution)
                .forEach((group, count) -> rows.add(List.of(
                        new Cell.Words(wording.text("by." + distribution.key())),
                        new Cell.Words(name(distribution, group)),
                        new Cell.Count(count))));
    }

    private String name(Distribution distribution, String group) {
        String key = distribution.key() + "." + group;
        String text = wording.text(key);
        return text.equals(key) ? group.replace("-", "–") : text;
    }

    private Table ratings(Indicators all, Indicators earlier) {
        Map<String, Long> today = all.of(Distribution.STARS);
        Map<String, Long> then = earlier.of(Distribution.STARS);
        List<List<Cell>> rows = today.keySet().stream()
                .map(stars -> List.<Cell>of(
                        new Cell.Words(stars),
                        new Cell.Count(today.getOrDefault(stars, 0L)),
                        new Cell.Share(today.getOrDefault(stars, 0L), all.part(Indicator.RATED)),
                        new Cell.Count(then.getOrDefault(stars, 0L))))
                .toList();
        return new Table(
                List.of(
                        wording.text("head.stars"),
                        wording.month(month),
                        wording.text("head.share"),
                        wording.month(month.minusMonths(1))),
                rows,
                null);
    }

    private List<String> overdueSentence(Indicators all) {
        return all.part(Indicator.OVERDUE) == 0 ? List.of(wording.text("overdue.none")) : List.of();
    }

    private Table overdue(List<Group> bodies) {
        List<List<Cell>> rows = bodies.stream()
                .filter(each -> each.now().part(Indicator.OVERDUE) > 0)
                .sorted(Comparator.comparingLong((Group each) -> each.now().part(Indicator.OVERDUE))
                        .reversed())
                .map(each -> {
                    Map<String, Long> ages = each.now().of(Distribution.OVERDUE_AGE);
                    List<Cell> cells = new ArrayList<>(List.of(
                            Figures.of(each.now(), Indicator.OVERDUE),
                            Figures.of(each.now(), Indicator.OVERDUE_SHARE)));
                    ages.values().forEach(count -> cells.add(new Cell.Count(count)));
                    return RegionReport.row(subject.organization(each.key()), cells);
                })
                .collect(Collectors.toList());
        List<String> heads = new ArrayList<>(List.of(
                wording.text("head.body"),
                Indicator.OVERDUE.title(subject.locale()),
                Indicator.OVERDUE_SHARE.title(subject.locale())));
        Distribution.OVERDUE_AGE
                .groups()
                .forEach(each -> heads.add(wording.text("head.overdueDays", name(Distribution.OVERDUE_AGE, each))));
        return new Table(heads, rows, null);
    }

    private Table results(Indicators all) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Distribution each :
                List.of(Distribution.OUTCOME, Distribution.CHANNEL, Distribution.FORWARDS, Distribution.ROUNDS)) {
            group(rows, all, each);
        }
        return new Table(
                List.of(wording.text("head.group"), wording.text("head.which"), wording.text("head.messages")),
                rows,
                null);
    }

    private List<String> method() {
        return List.of(
                wording.text("method.received"),
                wording.text("method.days"),
                wording.text("method.few", Integer.toString(Indicators.FEW)),
                wording.text("method.stages"));
    }
}
