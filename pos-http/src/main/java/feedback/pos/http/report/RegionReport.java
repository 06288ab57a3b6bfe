package feedback.pos.http.report;

import feedback.pos.Insights;
import feedback.pos.Insights.Split;
import feedback.pos.http.report.Groups.Group;
import feedback.pos.http.report.Report.Section;
import feedback.pos.http.report.Report.Table;
import feedback.pos.insight.Indicator;
import feedback.pos.insight.Indicators;
import feedback.pos.store.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The report by which a region compares its bodies: 23 numbered indicators, a row for each body directly below with all that is below it, and how
 * each has changed since the period before. Which 23: what came (1–5), what was answered and whether in time (6–12), what is owed
 * (13–16), how long it took (17–19), and what became of it in the eyes of the applicants (20–23).
 */
public final class RegionReport {
    /** In their order; the number of an indicator is its place. */
    public static final List<Indicator> INDICATORS = List.of(
            Indicator.RECEIVED,
            Indicator.APPEALS,
            Indicator.FAST_TRACK_SHARE,
            Indicator.REPEATED,
            Indicator.DECLINED_SHARE,
            Indicator.ANSWERED,
            Indicator.ANSWERED_SHARE,
            Indicator.ANSWERED_IN_TIME,
            Indicator.IN_TIME_SHARE,
            Indicator.ANSWERED_LATE,
            Indicator.FAST_IN_TIME_SHARE,
            Indicator.EXTENDED_SHARE,
            Indicator.OPEN,
            Indicator.OVERDUE,
            Indicator.OVERDUE_SHARE,
            Indicator.POSTPONED,
            Indicator.MEAN_DAYS,
            Indicator.MEDIAN_DAYS,
            Indicator.P90_DAYS,
            Indicator.FORWARDED_SHARE,
            Indicator.SOLVED_SHARE,
            Indicator.GOOD_SHARE,
            Indicator.ESCALATED_SHARE);

    private static final int MOST_NAMED = 10;

    private final Subject subject;
    private final Wording wording;

    private RegionReport(Subject subject) {
        this.subject = subject;
        this.wording = new Wording(subject.locale());
    }

    /** Counts it: four questions to the counters, however many bodies there are. */
    public static Report of(Subject subject) {
        return subject.pos()
                .insights()
                .atOneMoment(subject.now(), insights -> new RegionReport(subject).report(insights));
    }

    private Report report(Insights insights) {
        Filter now = subject.now();
        Filter before = subject.before();
        Instant at = now.now();
        Indicators all = Indicators.of(insights.sums(now), at);
        Indicators earlier = Indicators.of(insights.sums(before), at);
        List<Group> bodies =
                Groups.of(insights.sums(now, Split.ORGANIZATION), insights.sums(before, Split.ORGANIZATION), at);
        List<String> numbers = List.of(wording.text("numbers.note"));
        List<String> points = List.of(wording.text("numbers.note"), wording.text("points.note"));
        return new Report(
                "region-" + subject.period().firstDay() + "-" + subject.period().lastDay(),
                wording.text("region.title"),
                about(wording, subject),
                List.of(
                        new Section("totals", wording.text("section.totals"), List.of(), totals(all, earlier)),
                        new Section("bodies", wording.text("section.bodies"), numbers, bodies(bodies, all)),
                        new Section("changes", wording.text("section.changes"), points, changes(bodies, all, earlier)),
                        new Section("definitions", wording.text("section.definitions"), List.of(), definitions())),
                subject.locale(),
                true);
    }

    /** Whose report it is, of when, compared with when, made when. */
    static List<String> about(Wording wording, Subject subject) {
        Period period = subject.period();
        Period before = period.before();
        return List.of(
                whose(wording, subject),
                wording.text("about.period", wording.day(period.firstDay()), wording.day(period.lastDay())),
                wording.text("about.before", wording.day(before.firstDay()), wording.day(before.lastDay())),
                wording.text("about.made", wording.moment(subject.filter().now(), period.zone())));
    }

    /** Whose numbers these are; where the reader's rights leave some out, which bodies are in. */
    private static String whose(Wording wording, Subject subject) {
        List<String> bodies = subject.bodies();
        if (!subject.isPart()) {
            return bodies.get(0);
        }
        if (bodies.isEmpty()) {
            return wording.text("about.none");
        }
        int more = bodies.size() - MOST_NAMED;
        String named = more <= 0
                ? wording.list(bodies)
                : wording.text("about.more", String.join(", ", bodies.subList(0, MOST_NAMED)), wording.number(more));
        return wording.text("about.part", named);
    }

    /** What the last row is called: it is no sum of all where the reader may not see all. */
    static String total(Wording wording, Subject subject) {
        return wording.text(subject.isPart() ? "total.part" : "total");
    }

    private Table totals(Indicators all, Indicators earlier) {
        List<String> heads = List.of(
                wording.text("head.number"),
                wording.text("head.indicator"),
                wording.text("head.value"),
                wording.text("head.before"),
                wording.text("head.change"),
                wording.text("head.percent"));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < INDICATORS.size(); i++) {
            Indicator each = INDICATORS.get(i);
            rows.add(List.of(
                    new Cell.Count(i + 1L),
                    new Cell.Words(each.title(subject.locale())),
                    Figures.of(all, each),
                    Figures.of(earlier, each),
                    Figures.change(all, earlier, each),
                    Figures.percent(all, earlier, each)));
        }
        return new Table(heads, rows, null);
    }

    private List<String> numbered() {
        List<String> heads = new ArrayList<>(List.of(wording.text("head.body")));
        for (int i = 0; i < INDICATORS.size(); i++) {
            heads.add((i + 1) + ". " + INDICATORS.get(i).title(subject.locale()));
        }
        return heads;
    }

    private List<String> marks() {
        List<String> marks = new ArrayList<>(List.of(wording.text("head.body")));
        for (int i = 1; i <= INDICATORS.size(); i++) {
            marks.add(Integer.toString(i));
        }
        return marks;
    }

    private Table bodies(List<Group> bodies, Indicators all) {
        List<List<Cell>> rows = bodies.stream()
                .map(each -> row(
                        subject.organization(each.key()),
                        INDICATORS.stream()
                                .map(one -> Figures.of(each.now(), one))
                                .toList()))
                .toList();
        List<Cell> total = row(
                total(wording, subject),
                INDICATORS.stream().map(one -> Figures.of(all, one)).toList());
        return new Table(numbered(), marks(), rows, total);
    }

    private Table changes(List<Group> bodies, Indicators all, Indicators earlier) {
        List<List<Cell>> rows = bodies.stream()
                .map(each -> row(
                        subject.organization(each.key()),
                        INDICATORS.stream()
                                .map(one -> Figures.change(each.now(), each.before(), one))
                                .toList()))
                .toList();
        List<Cell> total = row(
                total(wording, subject),
                INDICATORS.stream()
                        .map(one -> Figures.change(all, earlier, one))
                        .toList());
        return new Table(numbered(), marks(), rows, total);
    }

    private Table definitions() {
        List<String> heads = List.of(
                wording.text("head.number"),
                wording.text("head.indicator"),
                wording.text("head.unit"),
                wording.text("head.definition"));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < INDICATORS.size(); i++) {
            Indicator each = INDICATORS.get(i);
            rows.add(List.of(
                    new Cell.Count(i + 1L),
                    new Cell.Words(each.title(subject.locale())),
                    new Cell.Words(each.unit().title(subject.locale())),
                    new Cell.Words(each.definition(subject.locale()))));
        }
        return new Table(heads, rows, null);
    }

    static List<Cell> row(String name, List<Cell> cells) {
        List<Cell> row = new ArrayList<>(List.of(new Cell.Words(name)));
        row.addAll(cells);
        return row;
    }
}
