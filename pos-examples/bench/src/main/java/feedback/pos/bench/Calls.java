package feedback.pos.bench;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls of the HTTP interface that people wait for. */
final class Calls {
    private static final String TOKEN = "demo-admin";

    private Calls() {}

    /** Those that the server has, by what they are. */
    static Map<String, Times.Look> over(HttpClients http, Filled filled) throws IOException {
        LocalDate today = filled.ends().atZone(filled.pos().regulation().zone()).toLocalDate();
        String quarter = "?from=" + today.minusDays(91) + "&to=" + today;
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("desk page: all of a town", "/api/v1/messages?organization=kursk&limit=50");
        paths.put(
                "search page: a common word",
                "/api/v1/messages?organization=kursk&limit=50&q=%D0%B0%D1%81%D1%84%D0%B0%D0%BB%D1%8C%D1%82");
        paths.put("summary: a town, a quarter of a year", "/api/v1/insights/summary" + quarter + "&organization=kursk");
        paths.put(
                "heat view: cells of a town, a quarter of a year",
                "/api/v1/insights/heat" + quarter + "&bbox=36.0,51.6,36.35,51.85&zoom=12");
        paths.put("export's first byte", "/api/v1/insights/export.csv" + quarter);
        Map<String, Times.Look> calls = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : paths.entrySet()) {
            String path = each.getValue();
            if (http.begin(path, TOKEN).status() == 200) {
                calls.put(
                        each.getKey(),
                        path.contains("export")
                                ? () -> http.begin(path, TOKEN).orFail()
                                : () -> http.get(0, path, TOKEN).orFail());
            }
        }
        return calls;
    }
}
