package feedback.pos.http.report;

import feedback.pos.http.report.Report.Section;
import feedback.pos.http.report.Report.Table;
import feedback.pos.insight.Indicators;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A report as one HTML file that needs nothing else: no script, no other file, so that it can be kept, sent and printed. Whatever people wrote
 * stays text. Rows are not cut by the end of a page, and the heads of a table stand on each.
 */
public final class HtmlReport {
    private static final String STYLE = """
            html { font: 10pt/1.4 "PT Serif", "Liberation Serif", "Times New Roman", serif; color: #111; background: #fff; }
            body { margin: 0 auto; padding: 1rem; max-width: 62rem; }
            h1 { font-size: 16pt; line-height: 1.25; margin: 0 0 .5rem; }
            h2 { font-size: 12.5pt; margin: 1.4rem 0 .4rem; break-after: avoid; }
            p { margin: 0 0 .5rem; }
            .about { color: #444; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; margin: .3rem 0 1rem; font-family: "PT Sans", "Liberation Sans", Arial, sans-serif; font-size: 8.5pt; }
            th, td { border: 1px solid #999; padding: .2rem .4rem; text-align: right; vertical-align: top; }
            th:first-child, td:first-child { text-align: left; }
            thead th { background: #eee; text-align: center; vertical-align: bottom; font-weight: 600; }
            tbody th { font-weight: 400; }
            td { white-space: nowrap; }
            td.text { text-align: left; white-space: normal; }
            tfoot th, tfoot td { font-weight: 700; }
            table.many { font-size: 7pt; }
            table.many th, table.many td { padding: .15rem .2rem; }
            table.many tbody th { min-width: 10rem; }
            @media print {
              body { padding: 0; max-width: none; }
              .wide { overflow: visible; }
              thead { display: table-header-group; }
              tfoot { display: table-row-group; }
              tr { break-inside: avoid; page-break-inside: avoid; }
              h2, h2 + p { break-after: avoid; }
            }
            """;

    private static final String PORTRAIT = "@page { size: A4; margin: 16mm 14mm; }\n";
    private static final String LANDSCAPE = "@page { size: A4 landscape; margin: 12mm 10mm; }\n";

    /** From so many columns on the letters are smaller. */
    private static final int MANY = 12;

    private final Report report;
    private final Wording wording;
    private final StringBuilder html = new StringBuilder(1 << 14);

    private HtmlReport(Report report) {
        this.report = report;
        this.wording = new Wording(report.locale());
    }

    /** The file, in UTF-8. */
    public static byte[] of(Report report) {
        HtmlReport made = new HtmlReport(report);
        made.write();
        return made.html.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The policy under which a browser may show it: its own style and nothing else. */
    public static String policy(Report report) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(style(report).getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String style(Report report) {
        return STYLE + (report.isWide() ? LANDSCAPE : PORTRAIT);
    }

    private void write() {
        html.append("<!doctype html>\n<html lang=\"")
                .append(report.locale().getLanguage())
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        text(report.title());
        html.append("</title>\n<style>").append(style(report)).append("</style>\n</head>\n<body>\n<main>\n");
        element("h1", report.title());
        for (String line : report.about()) {
            html.append("<p class=\"about\">");
            text(line);
            html.append("</p>\n");
        }
        report.sections().forEach(this::section);
        html.append("</main>\n</body>\n</html>\n");
    }

    private void section(Section section) {
        html.append("<section>\n");
        element("h2", section.title());
        section.sentences().forEach(each -> element("p", each));
        Table table = section.table();
        if (table != null && table.rows().isEmpty()) {
            element("p", wording.text("empty"));
        } else if (table != null) {
            table(table, section.title());
        }
        html.append("</section>\n");
    }

    private void table(Table table, String label) {
        html.append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"");
        text(label);
        html.append("\">\n<table")
                .append(table.heads().size() >= MANY ? " class=\"many\"" : "")
                .append(">\n<thead><tr>");
        for (String head : table.marks().isEmpty() ? table.heads() : table.marks()) {
            html.append("<th scope=\"col\">");
            text(head);
            html.append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        boolean isNarrow = !table.marks().isEmpty();
        table.rows().forEach(each -> row(each, isNarrow));
        html.append("</tbody>\n");
        List<Cell> total = table.total();
        if (total != null) {
            html.append("<tfoot>\n");
            row(total, isNarrow);
            html.append("</tfoot>\n");
        }
        html.append("</table>\n</div>\n");
    }

    /** @param isNarrow whether there is no room for units, which the text before the table names */
    private void row(List<Cell> cells, boolean isNarrow) {
        html.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            boolean isText = cells.get(i) instanceof Cell.Words;
            html.append(i == 0 ? "<th scope=\"row\">" : isText ? "<td class=\"text\">" : "<td>");
            String shown = wording.show(cells.get(i), Indicators.FEW);
            text(isNarrow ? wording.withoutPoints(shown) : shown);
            html.append(i == 0 ? "</th>" : "</td>");
        }
        html.append("</tr>\n");
    }

    private void element(String name, String text) {
        html.append('<').append(name).append('>');
        text(text);
        html.append("</").append(name).append(">\n");
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                default -> html.append(c);
            }
        }
    }
}
