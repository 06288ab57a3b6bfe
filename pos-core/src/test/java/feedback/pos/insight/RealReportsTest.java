package feedback.pos.insight;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.catalog.Districts;
import feedback.pos.catalog.Districts.District;
import feedback.pos.message.Cell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Zürich's reports in its quarters, where POS_TEST_DATA names a folder with them. */
class RealReportsTest {
    private static final int K = 5;

    private record Report(LocalDate date, String topic, double lat, double lon) {}

    private static List<Report> reports() throws IOException {
        String data = System.getenv("POS_TEST_DATA");
        Path file = data == null ? null : Path.of(data, "reports311", "zurich_62k.csv.gz");
        boolean isThere = file != null && Files.isRegularFile(file) && Files.isRegularFile(quarters(data));
        if (!isThere) {
            System.out.println("skipped: POS_TEST_DATA names no folder with reports311/zurich_62k.csv.gz and geo");
        }
        Assumptions.assumeTrue(isThere, "POS_TEST_DATA names no folder with Zürich's reports");
        List<Report> reports = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",");
                int last = fields.length - 1;
                reports.add(new Report(
                        LocalDate.parse(fields[1]),
                        fields[2],
                        Double.parseDouble(fields[last]),
                        Double.parseDouble(fields[last - 1])));
            }
        }
        return reports;
    }

    private static Path quarters(String data) {
        return Path.of(data, "geo", "zurich_quarters.geojson");
    }

    private static Crowd crowd(int messages, Object where) {
        Set<String> people = new HashSet<>();
        for (int i = 0; i < Math.min(messages, K); i++) {
            people.add(where + "/" + i);
        }
        return new Crowd(messages, people);
    }

    @Test
    void cells_of_every_level_hold_every_report_once() throws IOException {
        List<Report> reports = reports();
        for (int level : Face.LEVELS) {
            Map<Cell, Integer> counts = new HashMap<>();
            reports.forEach(each -> counts.merge(Cell.of(level, each.lat(), each.lon()), 1, Integer::sum));
            Map<Cell, List<Crowd>> crowds = new HashMap<>();
            counts.forEach((cell, count) -> crowds.put(cell, List.of(crowd(count, cell))));
            Merging map = Merging.of(crowds, List.of(Crowd.nobody()), K);
            assertThat(map.shown()).allMatch(each -> each.messages() >= K);
            assertThat(map.shown().stream().mapToLong(Merging.Shown::messages).sum()
                            + map.rest().get(0).messages())
                    .isEqualTo(reports.size());
            System.out.printf(
                    "Zürich, level %d: %d cells, %d shown, %d elsewhere%n",
                    level, counts.size(), map.shown().size(), map.rest().get(0).messages());
        }
    }

    @Test
    void the_public_tables_of_all_years_add_up_to_the_quarters_where_nothing_is_left_out() throws IOException {
        List<Report> reports = reports();
        Districts districts = Districts.of(Files.readString(quarters(System.getenv("POS_TEST_DATA"))));
        assertThat(districts.parts()).hasSameSizeAs(districts.all());
        List<String> rows =
                new ArrayList<>(districts.parts().stream().map(District::id).toList());
        rows.add("");
        Map<FourWeeks, Map<String, Integer>> tables = new TreeMap<>(Comparator.comparing(FourWeeks::first));
        for (Report each : reports) {
            String row = districts.at(each.lat(), each.lon()).map(District::id).orElse("");
            LocalDate monday = each.date().minusDays(each.date().getDayOfWeek().getValue() - 1L);
            tables.computeIfAbsent(FourWeeks.of(each.date()), key -> new HashMap<>())
                    .merge(row + "/" + monday, 1, Integer::sum);
        }
        long shownRows = 0;
        long cells = 0;
        long shownCells = 0;
        long before = System.nanoTime();
        for (Map.Entry<FourWeeks, Map<String, Integer>> table : tables.entrySet()) {
            List<LocalDate> weeks = table.getKey().weeks();
            List<List<Crowd>> crowds = new ArrayList<>();
            for (String row : rows) {
                List<Crowd> line = new ArrayList<>();
                for (LocalDate week : weeks) {
                    String at = row + "/" + week;
                    line.add(crowd(table.getValue().getOrDefault(at, 0), at));
                }
                crowds.add(line);
            }
            Release release = Release.of(crowds, K);
            for (int row = 0; row < rows.size(); row++) {
                Long total = release.row(row);
                shownRows += total == null ? 0 : total;
                for (int week = 0; week < weeks.size(); week++) {
                    Long number = release.cell(row, week);
                    cells += crowds.get(row).get(week).messages();
                    shownCells += number == null ? 0 : number;
                    assertThat(number == null || number >= K).isTrue();
                    assertThat(number == null
                                    || number == crowds.get(row).get(week).messages())
                            .isTrue();
                }
            }
        }
        assertThat(cells).isEqualTo(reports.size());
        assertThat(shownRows).isLessThanOrEqualTo(cells).isGreaterThan(cells / 2);
        System.out.printf(
                "Zürich: %d reports, %d in public totals of quarters, %d by the week; %d tables in %d ms%n",
                cells, shownRows, shownCells, tables.size(), (System.nanoTime() - before) / 1_000_000);
    }
}
