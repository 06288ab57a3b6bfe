package feedback.pos.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import feedback.pos.http.api.Http.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures, reports, exports, open data and saved views over the wire. */
class InsightCallsTest {
    private static final String INSIGHTS = "/api/v1/insights/";
    private static final String FORMULA = "=HYPERLINK(\"http://x\";\"y\") яма на дороге";
    private static TestServer server;
    private static Http http;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        http = server.http();
        for (int i = 0; i < 30; i++) {
            String text = i == 0 ? FORMULA.replace("\"", "\\\"") : "Яма на дороге номер " + i;
            String id = http.as("citizen-" + (1 + i % 9))
                    .submit("{\"text\":\"" + text + "\",\"territory\":\"38701000\",\"topic\":\"roads.potholes\"}")
                    .id();
            server.clock.advance(Duration.ofHours(5));
            if (i % 3 != 0) {
                http.as("moderator").act(id, "moderate", "{\"decision\":\"accept\"}");
                http.as("coordinator").act(id, "assign", "{}");
                server.clock.advance(Duration.ofHours(i));
                http.as("executor").act(id, "draft", "{\"outcome\":\"SOLVED\",\"text\":\"Засыпана\"}");
                http.as("head").act(id, "approve", "{}");
                int stars = 1 + i % 5;
                String why = stars <= 2 ? ",\"reason\":\"плохо\"" : "";
                http.as("citizen-" + (1 + i % 9)).act(id, "rate", "{\"stars\":" + stars + why + "}");
            }
        }
        server.clock.advance(Duration.ofDays(40));
        http.post("/api/v1/demo/clock", "{\"advance\":\"PT1H\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode indicator(JsonNode summary, String key) {
        for (JsonNode each : summary.get("indicators")) {
            if (each.get("key").asText().equals(key)) {
                return each;
            }
        }
        throw new AssertionError(key);
    }

    private static List<CsvRecord> records(String text) {
        try (var reader = CsvReader.builder().ofCsvRecord(text)) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> parts(byte[] workbook, Path file) throws IOException {
        Files.write(file, workbook);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "summary",
                "stages",
                "executors",
                "report.html?report=region",
                "report.csv?report=monthly",
                "report.xlsx?report=monthly",
                "export.csv",
                "export.xlsx"
            })
    void figures_are_for_those_whose_office_reads_them(String path) {
        assertThat(http.get(INSIGHTS + path).problem()).isEqualTo("401 UNAUTHENTICATED");
        assertThat(http.as("citizen-1").get(INSIGHTS + path).problem()).isEqualTo("403 FORBIDDEN");
        assertThat(http.as("moderator").get(INSIGHTS + path).problem()).isEqualTo("403 FORBIDDEN");
        for (String reader : List.of("analyst", "head", "curator", "coordinator", "admin")) {
            assertThat(http.as(reader).get(INSIGHTS + path).status()).as(reader).isEqualTo(200);
        }
    }

    @Test
    void the_summary_says_what_the_lists_hold() {
        JsonNode summary = http.as("admin").get(INSIGHTS + "summary?by=channel").json();
        JsonNode list =
                http.as("admin").get("/api/v1/messages?limit=200").json().get("items");
        int answered = 0;
        int good = 0;
        int rated = 0;
        for (JsonNode each : list) {
            answered += each.has("answer") ? 1 : 0;
            rated += each.has("rating") ? 1 : 0;
            good += each.path("rating").path("stars").asInt() >= 4 ? 1 : 0;
        }
        assertThat(indicator(summary, "received").get("value").asInt()).isEqualTo(list.size());
        assertThat(indicator(summary, "answered").get("value").asInt())
                .isEqualTo(answered)
                .isPositive();
        assertThat(indicator(summary, "goodShare").get("part").asInt())
                .isEqualTo(good)
                .isPositive();
        assertThat(indicator(summary, "goodShare").get("whole").asInt()).isEqualTo(rated);
        assertThat(summary.at("/items/0/key").asText()).isEqualTo("PORTAL");
        assertThat(summary.at("/items/0/values/received").asInt()).isEqualTo(list.size());
        assertThat(summary.at("/distributions/openAge/31+").asInt()).isPositive();
    }

    @Test
    void a_split_adds_up_and_comes_in_pages() {
        JsonNode all = http.as("admin").get(INSIGHTS + "summary?by=day").json();
        int sum = 0;
        int pages = 0;
        String next = "";
        do {
            JsonNode page = http.as("admin")
                    .get(INSIGHTS + "summary?by=day&limit=2" + (next.isEmpty() ? "" : "&after=" + next))
                    .json();
            for (JsonNode each : page.get("items")) {
                sum += each.at("/values/received").asInt();
            }
            next = page.get("next").asText("").replace("null", "");
            pages++;
        } while (!next.isEmpty());
        assertThat(sum).isEqualTo(indicator(all, "received").get("value").asInt());
        assertThat(pages).isGreaterThan(2);
    }

    @Test
    void a_group_says_which_of_its_values_are_of_few() {
        JsonNode first =
                http.as("admin").get(INSIGHTS + "summary?by=rating").json().at("/items/0");
        JsonNode fast = http.as("admin")
                .get(INSIGHTS + "summary?rating=1&by=kind")
                .json()
                .at("/items/0");
        assertThat(first.get("few")).isNotNull();
        assertThat(fast.at("/values/rated").asInt()).isBetween(1, 9);
        assertThat(fast.get("few")).extracting(JsonNode::asText).contains("goodShare", "averageStars");
    }

    @Test
    void two_periods_are_compared_and_nothing_is_not_zero() {
        JsonNode summary = http.as("admin")
                .get(INSIGHTS + "summary?from=2026-03-01&to=2026-03-31&compare=previous")
                .json();
        assertThat(summary.at("/compared/from").asText()).isEqualTo("2026-01-31T21:00:00Z");
        assertThat(indicator(summary, "received").get("before").asInt()).isZero();
        assertThat(indicator(summary, "received").get("changePercent").isNull()).isTrue();
        assertThat(indicator(summary, "inTimeShare").get("before").isNull()).isTrue();
        assertThat(indicator(summary, "inTimeShare").get("change").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "summary?compare=previous&field=compare",
                "summary?compare=2026-02-01&field=compare",
                "summary?by=nothing&field=by",
                "summary?sort=nothing&field=sort",
                "summary?rating=9&field=rating",
                "summary?from=2026-04-01&to=2026-03-01&field=to",
                "summary?from=2026-04-01&to=2026-03-01&compare=previous&field=to",
                "report.csv?report=region&from=2026-04-01&to=2026-03-01&field=to",
                "export.csv?from=2026-04-01&to=2026-03-01&field=to",
                "heat?from=2026-04-01&to=2026-03-01&field=to",
                "summary?compare=2026-03-01.2026-03-02&field=compare",
                "stages?topic=roads&field=topic",
                "executors?territory=38701000&field=territory",
                "report.csv?field=report",
                "report.csv?report=monthly&month=2026-13&field=month",
                "report.csv?report=monthly&month=2199-01&field=month",
                "report.csv?report=region&month=2199-01&field=month",
                "summary?by=topic&after=garbage&field=after",
                "executors?after=garbage&field=after",
                "report.csv?report=region&month=2026-01&from=2026-01-01&field=month",
                "report.csv?report=region&from=2026-01-01&field=to",
                "report.csv?report=region&section=nothing&field=section",
                "export.csv?flavour=sweet&field=flavour"
            })
    void bad_input_is_refused_by_its_field(String call) {
        int at = call.indexOf("field=");
        String field = call.substring(at + 6);
        String path = call.substring(0, at - 1);
        Answer answer = http.as("admin").get(INSIGHTS + path);
        assertThat(answer.problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(answer.at("/errors/0/field")).isEqualTo(field);
        assertThat(answer.json().get("errors")).hasSize(1);
    }

    @Test
    void a_period_that_ends_before_it_begins_is_refused_by_lists_and_views_too() {
        Answer list = http.as("admin").get("/api/v1/messages?from=2026-04-01&to=2026-03-01");
        assertThat(list.problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(list.at("/errors/0/field")).isEqualTo("to");
        Answer view = http.as("admin")
                .post("/api/v1/views", "{\"name\":\"x\",\"filter\":{\"from\":\"2026-04-01\",\"to\":\"2026-03-01\"}}");
        assertThat(view.at("/errors/0/field")).isEqualTo("filter.to");
    }

    @Test
    void a_period_to_compare_with_is_written_with_a_comma_or_with_dots() {
        Map<String, String> answers = Map.of("summary?", "/compared/from", "heat?shapes=false&", "/before/from");
        answers.forEach((path, where) -> {
            String call = INSIGHTS + path + "compare=2026-03-01";
            String comma = http.as("admin").get(call + ",2026-03-05").at(where);
            assertThat(comma).as(path).isNotEmpty();
            assertThat(http.as("admin").get(call + "..2026-03-05").at(where))
                    .as(path)
                    .isEqualTo(comma);
        });
    }

    @Test
    void a_list_of_what_is_late_has_what_is_overdue_and_what_was_answered_late() {
        JsonNode late = http.as("admin").get(INSIGHTS + "summary?overdue=true").json();
        JsonNode all = http.as("admin").get(INSIGHTS + "summary").json();
        assertThat(indicator(late, "received").get("value").asInt())
                .isPositive()
                .isEqualTo(indicator(all, "overdue").get("value").asInt()
                        + indicator(all, "answeredLate").get("value").asInt());
    }

    @Test
    void a_message_taken_back_says_so_in_the_table() {
        String id = http.as("citizen-8")
                .submit("{\"text\":\"Снег во дворе\",\"territory\":\"38701000\",\"topic\":\"roads.potholes\"}")
                .id();
        http.as("citizen-8").act(id, "withdraw", "{}");
        String said = http.as("citizen-8").get("/api/v1/messages/" + id).at("/publicStatus");
        List<CsvRecord> rows = records(http.as("admin")
                .get(INSIGHTS + "export.csv?flavour=plain&stage=WITHDRAWN")
                .text());
        int status = rows.get(0).getFields().indexOf("status");
        assertThat(rows.get(1).getField(status)).isEqualTo(said).isEqualTo("Отозвано");
    }

    @Test
    void a_report_of_less_than_all_says_of_which_bodies_it_is(@TempDir Path folder) throws IOException {
        String part = "сообщения других органов не вошли";
        for (String report : List.of("region", "monthly")) {
            String query = "?report=" + report + "&month=2026-03";
            Http head = http.as("head");
            assertThat(head.get(INSIGHTS + "report.html" + query).text())
                    .as(report)
                    .contains("По органам: ", part, "Всего по доступным органам");
            assertThat(head.get(INSIGHTS + "report.csv" + query).text())
                    .as(report)
                    .contains(part);
            assertThat(shared(
                            head.get(INSIGHTS + "report.xlsx" + query)
                                    .response()
                                    .body(),
                            folder.resolve(report + ".xlsx")))
                    .as(report)
                    .contains(part);
            assertThat(http.as("admin").get(INSIGHTS + "report.html" + query).text())
                    .as(report)
                    .doesNotContain(part, "Всего по доступным органам");
            String english = http.as("head")
                    .with("Accept-Language", "en")
                    .get(INSIGHTS + "report.csv" + query)
                    .text();
            assertThat(english)
                    .contains("messages of other bodies are not counted")
                    .containsPattern("Share answered,[0-9]+[.][0-9],");
        }
    }

    /** Everything in the workbook's parts. */
    private static String shared(byte[] workbook, Path file) throws IOException {
        Files.write(file, workbook);
        StringBuilder text = new StringBuilder();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry each : zip.stream().toList()) {
                text.append(new String(zip.getInputStream(each).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return Pattern.compile("&#x([0-9a-f]+);")
                .matcher(text)
                .replaceAll(code -> Character.toString(Integer.parseInt(code.group(1), 16)));
    }

    @Test
    void who_may_not_read_messages_neither_counts_nor_finds_by_words() {
        for (String call :
                List.of("summary?q=яма", "export.csv?q=яма", "export.xlsx?q=яма", "summary?by=topic&q=яма*")) {
            assertThat(http.as("analyst").get(INSIGHTS + call).problem())
                    .as(call)
                    .isEqualTo("403 FORBIDDEN");
            assertThat(http.as("head").get(INSIGHTS + call).status()).as(call).isEqualTo(200);
        }
    }

    @Test
    void words_are_counted_one_by_one() {
        JsonNode summary =
                http.as("admin").get(INSIGHTS + "summary?q=HYPERLINK").json();
        assertThat(indicator(summary, "received").get("value").asInt()).isEqualTo(1);
    }

    @Test
    void the_export_has_a_row_for_each_message_and_no_word_of_an_applicant() {
        Answer answer = http.as("analyst").get(INSIGHTS + "export.csv?flavour=plain");
        List<CsvRecord> rows = records(answer.text());
        int messages = http.as("admin")
                .get("/api/v1/messages?limit=200")
                .json()
                .get("items")
                .size();
        assertThat(rows).hasSize(messages + 1);
        assertThat(rows.get(0).getFields()).contains("number", "organization", "executor", "due", "rating");
        assertThat(answer.text()).doesNotContain("HYPERLINK").doesNotContain("Анна Соколова");
        assertThat(http.as("analyst").get(INSIGHTS + "export.csv").text()).startsWith("\uFEFFНомер;");
    }

    @Test
    void a_report_is_a_page_a_workbook_and_a_table(@TempDir Path folder) throws IOException {
        String query = "?report=monthly&month=2026-03";
        Answer html = http.as("admin").get(INSIGHTS + "report.html" + query);
        assertThat(html.text())
                .contains("Отчёт о работе с сообщениями граждан за март")
                .doesNotContain("<script");
        assertThat(html.header("Content-Security-Policy")).contains("style-src 'sha256-");
        byte[] workbook = http.as("admin")
                .get(INSIGHTS + "report.xlsx" + query)
                .response()
                .body();
        assertThat(parts(workbook, folder.resolve("report.xlsx")))
                .contains("xl/worksheets/sheet1.xml", "xl/worksheets/sheet11.xml");
        List<CsvRecord> key = records(http.as("admin")
                .get(INSIGHTS + "report.csv" + query + "&section=key&flavour=plain")
                .text());
        Map<String, String> march = new TreeMap<>();
        key.forEach(each -> march.put(each.getField(0), each.getField(1)));
        JsonNode summary = http.as("admin")
                .get(INSIGHTS + "summary?from=2026-03-01&to=2026-03-31")
                .json();
        assertThat(march)
                .containsEntry(
                        "Поступило", indicator(summary, "received").get("value").asText())
                .containsEntry(
                        "Получили ответ",
                        indicator(summary, "answered").get("value").asText());
        assertThat(http.as("admin")
                        .with("Accept-Language", "en")
                        .get(INSIGHTS + "report.html" + query)
                        .text())
                .contains("Report on the work on citizens’ messages in March");
    }

    @Test
    void the_region_s_report_has_23_numbered_indicators_for_each_body() {
        List<CsvRecord> rows = records(http.as("admin")
                .get(INSIGHTS + "report.csv?report=region&month=2026-03&section=bodies&flavour=plain")
                .text());
        assertThat(rows.get(0).getFields()).hasSize(24);
        assertThat(rows.get(0).getField(23)).startsWith("23. ");
        CsvRecord total = rows.get(rows.size() - 1);
        assertThat(total.getField(0)).isEqualTo("Всего");
        int sum = rows.subList(1, rows.size() - 1).stream()
                .mapToInt(row -> Integer.parseInt(row.getField(1)))
                .sum();
        assertThat(total.getField(1)).isEqualTo(Integer.toString(sum));
    }

    @Test
    void open_data_tell_of_nobody_and_say_how_many_they_leave_out() {
        Http anybody = server.http();
        String lines = anybody.get("/api/v1/open-data/messages.jsonl?from=2026-03&to=2026-03")
                .text();
        List<JsonNode> rows = new ArrayList<>();
        lines.lines().forEach(line -> rows.add(Http.json(line)));
        JsonNode end = rows.remove(rows.size() - 1);
        assertThat(end.get("end").asBoolean()).isTrue();
        assertThat(end.get("published").asInt()).isEqualTo(rows.size()).isPositive();
        Map<String, Integer> alike = new HashMap<>();
        rows.forEach(row -> alike.merge(
                row.get("period").asText()
                        + row.get("territory").asText()
                        + row.get("topic").asText()
                        + row.get("detail").asText(),
                1,
                Integer::sum));
        assertThat(alike.values()).allMatch(count -> count >= 5);
        assertThat(lines).doesNotContain("HYPERLINK").doesNotContain("citizen").doesNotContain("demo-");
        Answer csv = anybody.get("/api/v1/open-data/counts.csv?from=2026-03&to=2026-03");
        assertThat(records(csv.text()).get(0).getFields()).contains("period", "received");
        assertThat(anybody.with("If-None-Match", csv.header("ETag"))
                        .get("/api/v1/open-data/counts.csv?from=2026-03&to=2026-03")
                        .status())
                .isEqualTo(304);
        JsonNode dictionary = anybody.get("/api/v1/open-data/dictionary.json?from=2026-03&to=2026-03")
                .json();
        assertThat(dictionary.at("/extent/messages/published").asInt()).isEqualTo(rows.size());
        assertThat(dictionary.get("k").asInt()).isEqualTo(5);
        for (String bad : List.of("to=2030-01", "from=2026-04&to=2026-03", "from=2020-01&to=2026-03", "from=x")) {
            assertThat(anybody.get("/api/v1/open-data/messages.csv?" + bad).problem())
                    .as(bad)
                    .isEqualTo("422 INVALID_VALUE");
        }
    }

    @Test
    void a_view_is_kept_shared_changed_and_removed_by_its_owner() {
        Http owner = http.as("coordinator");
        String organization = owner.get("/api/v1/me").at("/grants/0/organization/id");
        Answer made = owner.post(
                "/api/v1/views",
                "{\"name\":\"Просроченное\",\"filter\":{\"overdue\":\"true\",\"stage\":\"EXECUTION\"},\"organization\":\""
                        + organization + "\"}");
        assertThat(made.status()).isEqualTo(201);
        String path = "/api/v1/views/" + made.id();
        assertThat(http.as("head").get(path).at("/filter/overdue")).isEqualTo("true");
        assertThat(http.as("head").get("/api/v1/views").json().get("items")).hasSize(1);
        assertThat(http.as("citizen-1").get(path).problem()).isEqualTo("404 NOT_FOUND");
        assertThat(http.as("head").put(path, "{\"name\":\"x\"}").problem()).isEqualTo("403 FORBIDDEN");
        assertThat(owner.with("If-Match", "\"7\"").put(path, "{\"name\":\"x\"}").problem())
                .isEqualTo("412 STALE_VERSION");
        assertThat(owner.with("If-Match", "\"1\"").put(path, "{\"name\":\"x\"}").at("/version"))
                .isEqualTo("2");
        assertThat(http.as("head").get(path).problem()).isEqualTo("404 NOT_FOUND");
        assertThat(owner.method("DELETE", path).status()).isEqualTo(204);
        assertThat(owner.get(path).problem()).isEqualTo("404 NOT_FOUND");
        Answer wrong = owner.post("/api/v1/views", "{\"name\":\"x\",\"filter\":{\"rating\":\"9\"}}");
        assertThat(wrong.problem()).isEqualTo("422 INVALID_VALUE");
        assertThat(wrong.at("/errors/0/field")).isEqualTo("filter.rating");
        assertThat(owner.post("/api/v1/views", "{\"name\":\"x\",\"filter\":{\"colour\":\"red\"}}")
                        .problem())
                .isEqualTo("400 UNKNOWN_FIELD");
        assertThat(http.as("citizen-1")
                        .post("/api/v1/views", "{\"name\":\"x\",\"organization\":\"" + organization + "\"}")
                        .problem())
                .isEqualTo("403 FORBIDDEN");
    }
}
