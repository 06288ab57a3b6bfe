package feedback.pos.http.api;

import feedback.pos.Pos;
import feedback.pos.http.report.HtmlReport;
import feedback.pos.http.report.MonthlyReport;
import feedback.pos.http.report.Period;
import feedback.pos.http.report.RegionReport;
import feedback.pos.http.report.Report;
import feedback.pos.http.report.Subject;
import feedback.pos.http.report.TableReport;
import feedback.pos.http.table.CsvTable;
import feedback.pos.store.Filter;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reports to print, to open in a spreadsheet, or to read by a program: of the subtree in which the caller reads figures. */
final class ReportCalls {
    private static final String REPORT = "/api/v1/insights/report";

    private final Pos pos;

    ReportCalls(Pos pos) {
        this.pos = pos;
    }

    List<Route> routes() {
        return List.of(
                Route.get(REPORT + ".html", Access.OFFICIAL, this::html),
                Route.get(REPORT + ".xlsx", Access.OFFICIAL, this::xlsx),
                Route.get(REPORT + ".csv", Access.OFFICIAL, this::csv));
    }

    private enum Which {
        REGION,
        MONTHLY
    }

    private Reply html(Call call) {
        Query query = call.query();
        Report report = report(call, query);
        return Reply.of("text/html; charset=utf-8", ByteBuffer.wrap(HtmlReport.of(report)))
                .with(Protection.POLICY, HtmlReport.policy(report))
                .with(Headers.CONTENT_DISPOSITION, "inline; filename=\"" + report.name() + ".html\"");
    }

    private Reply xlsx(Call call) {
        Query query = call.query();
        Report report = report(call, query);
        return Reply.streamed(
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        out -> TableReport.writeWorkbook(report, out))
                .with(Headers.CONTENT_DISPOSITION, "attachment; filename=\"" + report.name() + ".xlsx\"");
    }

    private Reply csv(Call call) {
        Query query = call.query();
        Flavour flavour = Flavour.read(query, call.locale().equals(Locale.ENGLISH) ? Flavour.ENGLISH : Flavour.RUSSIAN);
        String section = query.text("section");
        Report report = report(call, query);
        if (section != null
                && report.sections().stream().noneMatch(each -> each.id().equals(section) && each.table() != null)) {
            Query again = call.query();
            again.wrong(
                    "section",
                    "choice.unknown",
                    String.join(
                            ", ",
                            report.sections().stream()
                                    .filter(each -> each.table() != null)
                                    .map(Report.Section::id)
                                    .toList()));
            throw again.refusal();
        }
        return Reply.streamed("text/csv; charset=utf-8", out -> {
                    try (CsvTable table = flavour.open(out)) {
                        TableReport.writeRows(report, table, section);
                    }
                })
                .with(Headers.CONTENT_DISPOSITION, "attachment; filename=\"" + report.name() + ".csv\"");
    }

    private Report report(Call call, Query query) {
        ZoneId zone = pos.regulation().zone();
        String named = query.text("report");
        Which which = null;
        if (named == null) {
            query.wrong("report", "field.missing");
        } else if (named.equals("region")) {
            which = Which.REGION;
        } else if (named.equals("monthly")) {
            which = Which.MONTHLY;
        } else {
            query.wrong("report", "choice.unknown", "region, monthly");
        }
        YearMonth month = Periods.month(query, "month");
        Filter wanted = Filters.read(query, pos);
        Period period = period(query, wanted, month, which, zone);
        query.done();
        Filter filter = Filters.allowed(wanted, call.actor()).withFrom(null).withTo(null);
        Subject subject = new Subject(pos, filter, period, call.locale());
        return which == Which.MONTHLY ? MonthlyReport.of(subject) : RegionReport.of(subject);
    }

    /** The month named, or from and to, or the month that ended last. */
    private Period period(Query query, Filter wanted, @Nullable YearMonth month, @Nullable Which which, ZoneId zone) {
        Instant from = wanted.from();
        Instant to = wanted.to();
        if (month != null) {
            if (from != null || to != null) {
                query.wrong("month", "month.orPeriod");
            }
            if (month.isAfter(YearMonth.from(LocalDate.ofInstant(pos.now(), zone)))) {
                query.wrong("month", "month.notBegun");
            }
            return Period.of(month, zone);
        }
        if (from == null && to == null) {
            return Period.of(
                    YearMonth.from(LocalDate.ofInstant(pos.now(), zone)).minusMonths(1), zone);
        }
        if (which == Which.MONTHLY) {
            query.wrong("month", "field.missing");
        }
        if (from == null || to == null || !from.isBefore(to)) {
            if (from == null || to == null) {
                query.wrong(from == null ? "from" : "to", "period.unfit");
            }
            return Period.of(YearMonth.from(LocalDate.ofInstant(pos.now(), zone)), zone);
        }
        return new Period(from, to, zone);
    }
}
