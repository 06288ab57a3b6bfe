package feedback.pos.http.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.calendar.CalendarDay;
import feedback.pos.calendar.WorkCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class CalendarCommandTest {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_CALL = 2;

    /** A region's own day off, and one of the country's that it works. */
    private static final String REGIONAL = """
            calendar RU-KRS
            known 2026-01-15 Закон области
            year 2026
            HOLIDAY 04-20
            WORK 03-09
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path sample() throws IOException {
        try (InputStream in = CalendarCommandTest.class.getResourceAsStream(
                "/feedback/pos/http/calendar/calendar-2027-invented.txt")) {
            Path file = folder.resolve("calendar-2027.txt");
            Files.write(file, in.readAllBytes());
            return file;
        }
    }

    /** As a table of all days, or of those that are not plain. */
    private static String table(boolean whole) {
        StringBuilder csv = new StringBuilder("date,off,type,name,movedFrom\n");
        WorkCalendar russia = WorkCalendar.russia();
        for (int year = 2011; year <= 2026; year++) {
            for (CalendarDay day : russia.year(year)) {
                boolean plain = day.type() == CalendarDay.Type.WORK || day.type() == CalendarDay.Type.WEEKEND;
                if (whole || !plain) {
                    csv.append(day.date()).append(",x,").append(day.type()).append(',');
                    csv.append(day.name() == null ? "" : "\"" + day.name() + "\"")
                            .append(',');
                    csv.append(day.movedFrom() == null ? "" : day.movedFrom()).append('\n');
                }
            }
        }
        return csv.toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_table_of_what_is_built_in_changes_nothing(boolean whole) throws IOException {
        assertThat(run("load", "--demo")).isEqualTo(DONE);
        JsonNode before = json("calendar", "show", "2024");
        Path file = write("days.csv", table(whole));
        JsonNode plan =
                json("calendar", "import", file.toString(), "--known", "2026-11-01", "--act", "Таблица", "--preview");
        assertThat(plan.get("days")).isEmpty();
        assertThat(plan.get("warnings")).isEmpty();
        assertThat(plan.get("years")).hasSize(16);
        for (JsonNode year : plan.get("years")) {
            assertThat(year.get("after")).isEqualTo(year.get("before"));
        }
        assertThat(json("calendar", "import", file.toString(), "--known", "2026-11-01", "--act", "Таблица")
                        .get("added")
                        .asBoolean())
                .isTrue();
        for (int year = 2011; year <= 2026; year++) {
            JsonNode shown = json("calendar", "show", String.valueOf(year));
            assertThat(shown.get("act").asText()).isEqualTo("Таблица");
            JsonNode builtIn = json("calendar", "show", String.valueOf(year), "--known-on", "2026-10-31");
            assertThat(shown.get("days")).isEqualTo(builtIn.get("days"));
        }
        assertThat(json("calendar", "show", "2024").get("days")).isEqualTo(before.get("days"));
    }

    @Test
    void without_a_base_a_year_is_shown_as_it_comes_with_the_product() throws IOException {
        assertThat(runOnly("calendar", "show", "2026")).isEqualTo(DONE);
        assertThat(out.toString())
                .contains("247 working days", "№ 1466", "holiday: 01 02 03 04 05 06 07 08", "off, moved here: 11");
        out.getBuffer().setLength(0);
        assertThat(runOnly("calendar", "show", "2030", "--region", "RU-TA", "--json"))
                .isEqualTo(DONE);
        JsonNode year = new JsonMapper().readTree(out.toString());
        assertThat(year.get("decreed").asBoolean()).isFalse();
        assertThat(year.get("days")).hasSize(365);
        assertThat(err.toString()).contains("No days off of its own are known for RU-TA");
        assertThat(runOnly("calendar", "list")).isEqualTo(DONE);
        assertThat(out.toString()).contains("2025-09-24  RU  [2026]");
        for (String wrong : List.of("next", "1899", "2201")) {
            assertThat(runOnly("calendar", "show", wrong)).isEqualTo(WRONG_CALL);
        }
        assertThat(runOnly("calendar", "show", "2026", "--region", "Kursk")).isEqualTo(WRONG_CALL);
        assertThat(runOnly("calendar", "show", "2026", "--known-on", "May")).isEqualTo(WRONG_CALL);
        assertThat(runOnly("calendar", "show", "2026", "--known-on", "2001-01-01"))
                .isEqualTo(FAILED);
        assertThat(runOnly("calendar")).isEqualTo(WRONG_CALL);
        assertThat(runOnly(
                        "calendar", "list", "--data", folder.resolve("nowhere").toString()))
                .isEqualTo(WRONG_CALL);
    }

    @Test
    void a_year_is_previewed_brought_in_and_known_again() throws IOException {
        assertThat(run("load", "--demo")).isEqualTo(DONE);
        Path file = sample();
        Path list = folder.resolve("moved.csv");
        JsonNode plan = json("calendar", "import", file.toString(), "--preview", "--list", list.toString());
        assertThat(plan.at("/years/0").toString()).isEqualTo("{\"calendar\":\"RU\",\"year\":2027,\"after\":247}");
        assertThat(plan.get("days")).hasSize(8);
        assertThat(plan.get("warnings")).isEmpty();
        assertThat(plan.get("examined").asInt()).isZero();
        assertThat(Files.readString(list)).isEqualTo("number,id,organization,zone,from,to,becomesOverdue\r\n");
        assertThat(json("calendar", "show", "2027").get("decreed").asBoolean())
                .as("a preview changes nothing")
                .isFalse();
        assertThat(run("calendar", "import", file.toString(), "--preview", "--list", list.toString()))
                .as("the list is there already")
                .isEqualTo(WRONG_CALL);

        assertThat(json("calendar", "import", file.toString()).get("added").asBoolean())
                .isTrue();
        assertThat(json("calendar", "show", "2027").get("workingDays").asInt()).isEqualTo(247);
        assertThat(json("calendar", "import", file.toString()).get("added").asBoolean())
                .isFalse();
        JsonNode acts = json("calendar", "list").get("acts");
        JsonNode last = acts.get(acts.size() - 1);
        assertThat(last.get("builtIn").asBoolean()).isFalse();
        assertThat(last.get("known").asText()).isEqualTo("2026-09-30");
        assertThat(last.get("file").asInt()).isEqualTo(1);
        assertThat(run("calendar", "list")).isEqualTo(DONE);
        assertThat(out.toString()).contains("[2027]", "[file 1, ");
    }

    @Test
    void open_messages_move_when_they_are_counted_anew_and_not_before() throws IOException {
        assertThat(run("load", "--demo")).isEqualTo(DONE);
        Path messages = write("old.csv", "id,text,topic,date\n1,Яма,Прочее,2026-04-10T10:00:00+03:00\n");
        assertThat(run(
                        "import",
                        messages.toString(),
                        "--id",
                        "id",
                        "--text",
                        "text",
                        "--topic",
                        "topic",
                        "--date",
                        "date"))
                .isEqualTo(DONE);
        // The 30th day of the term, a Sunday, and the Monday after it that is off: the act works the Monday
        Path act = write("may.txt", """
                calendar RU
                known 2026-03-01 Изменение посреди года
                year 2026 248
                HOLIDAY 01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04
                TRANSFERRED_OFF 01-09 03-09 12-31
                SHORT 04-30 05-08 06-11 11-03
                """);
        Path list = folder.resolve("moved.csv");
        JsonNode plan = json("calendar", "import", act.toString(), "--preview", "--list", list.toString());
        assertThat(plan.at("/days/0").toString())
                .isEqualTo(
                        "{\"calendar\":\"RU\",\"before\":\"TRANSFERRED_OFF\",\"after\":\"WORK\",\"date\":\"2026-05-11\"}");
        assertThat(plan.get("examined").asInt()).isEqualTo(1);
        assertThat(plan.get("moved").asInt()).isEqualTo(1);
        assertThat(plan.at("/items/0/from").asText()).isEqualTo("2026-05-12T23:59:59+03:00");
        assertThat(plan.at("/items/0/to").asText()).isEqualTo("2026-05-11T23:59:59+03:00");
        assertThat(Files.readAllLines(list)).hasSize(2).last().asString().contains(",2026-05-11T23:59:59+03:00,");

        assertThat(run("calendar", "import", act.toString())).isEqualTo(DONE);
        assertThat(out.toString()).contains("247 working days before, 248 now", "off, moved here -> worked");
        assertThat(json("recount", "--preview").get("moved").asInt()).isEqualTo(1);
        Path moved = folder.resolve("recount.csv");
        assertThat(json("recount", "--list", moved.toString()).get("moved").asInt())
                .isEqualTo(1);
        assertThat(Files.readAllLines(moved)).hasSize(2);
        assertThat(json("recount").get("moved").asInt())
                .as("done twice moves nothing")
                .isZero();
        assertThat(run("recount", "--preview")).isEqualTo(DONE);
        assertThat(out.toString()).contains("open messages: 1 examined, 0 would move");
        assertThat(run("verify-journal")).isEqualTo(DONE);
    }

    @Test
    void a_region_has_days_of_its_own() throws IOException {
        assertThat(run("load", "--demo")).isEqualTo(DONE);
        Path act = write("region.txt", REGIONAL);
        JsonNode plan = json("calendar", "import", act.toString(), "--preview");
        assertThat(plan.get("days")).hasSize(2);
        assertThat(plan.get("warnings").toString()).contains("days of RU-KRS move no message");
        assertThat(run("calendar", "import", act.toString())).isEqualTo(DONE);
        JsonNode own = json("calendar", "show", "2026", "--region", "RU-KRS");
        assertThat(own.get("workingDays").asInt()).isEqualTo(247);
        assertThat(own.get("days").get(109).get("type").asText()).isEqualTo("HOLIDAY");
        assertThat(own.get("days").get(67).get("working").asBoolean()).isTrue();
        assertThat(json("calendar", "show", "2026")
                        .get("days")
                        .get(109)
                        .get("type")
                        .asText())
                .isEqualTo("WORK");

        err.getBuffer().setLength(0);
        String[] call = {"deadline", "--start", "2026-04-10T10:00+03:00", "--term", "P10D", "--region", "RU-KRS"};
        assertThat(runOnly(call)).isEqualTo(DONE);
        assertThat(out.toString()).contains("due    2026-04-20T23:59:59+03:00");
        assertThat(err.toString()).contains("No days off of its own are known for RU-KRS");
        err.getBuffer().setLength(0);
        out.getBuffer().setLength(0);
        assertThat(run(call)).isEqualTo(DONE);
        assertThat(out.toString()).contains("due    2026-04-21T23:59:59+03:00");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void what_is_hardly_meant_is_warned_of() throws IOException {
        assertThat(run("load", "--demo")).isEqualTo(DONE);
        Path odd = write("odd.txt", """
                known 2026-10-01 Странный акт
                year 2027
                WORKING_WEEKEND 01-16 01-23
                TRANSFERRED_OFF 03-08
                known 2024-01-01 Давний акт
                year 2026
                HOLIDAY 01-01
                """);
        JsonNode plan = json("calendar", "import", odd.toString(), "--preview");
        assertThat(plan.get("warnings"))
                .extracting(JsonNode::asText)
                .anyMatch(each -> each.contains("262 working days in 2027"))
                .anyMatch(each -> each.contains("no New Year holidays in 2027"))
                .anyMatch(each -> each.contains("more worked weekends in 2027 (2) than moved days off (1)"))
                .anyMatch(each -> each.contains("The year 2026") && each.contains("№ 1466"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date,type\n2027-01-01,HOLIDAY\n2027-01-32,HOLIDAY\n",
                "known 2026-10-01\nyear 2027\nHOLYDAY 01-01\n",
                "date,type\n2027-01-01,HOLIDAY\n2027-01-04,WEEKEND\n",
                "date,name,type\n2027-01-01,x,HOLIDAY\n2027-01-01,x,HOLIDAY\n",
            })
    void what_cannot_be_read_is_refused_by_line(String text) throws IOException {
        assertThat(run("load", "--demo")).isEqualTo(DONE);
        Path file = write("broken", text);
        assertThat(run("calendar", "import", file.toString())).isEqualTo(FAILED);
        assertThat(err.toString()).contains("Line 3 of the calendar file");
        assertThat(json("calendar", "list").get("acts"))
                .allMatch(each -> each.get("builtIn").asBoolean());
    }

    @Test
    void wrong_calls_are_told() throws IOException {
        assertThat(run("load", "--demo")).isEqualTo(DONE);
        Path acts = write("acts.txt", REGIONAL);
        Path table = write("table.csv", "date,type\n2027-01-01,HOLIDAY\n");
        assertThat(run("calendar", "import", acts.toString(), "--known", "2026-01-01"))
                .isEqualTo(WRONG_CALL);
        assertThat(run("calendar", "import", table.toString(), "--known", "soon"))
                .isEqualTo(WRONG_CALL);
        assertThat(run("calendar", "import", table.toString(), "--calendar", "FR"))
                .isEqualTo(WRONG_CALL);
        assertThat(run("calendar", "import", table.toString(), "--list", "x.csv"))
                .isEqualTo(WRONG_CALL);
        assertThat(run("calendar", "import", folder.resolve("nothing").toString()))
                .isEqualTo(WRONG_CALL);
        assertThat(run(
                        "calendar",
                        "import",
                        write("gap.txt", "known 2026-01-01\nyear 2030\nHOLIDAY 01-01\n")
                                .toString()))
                .isEqualTo(FAILED);
        assertThat(err.toString()).contains("has gaps");
    }

    private JsonNode json(String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new))).as(err.toString()).isEqualTo(DONE);
        return new JsonMapper().readTree(out.toString());
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return runOnly(all.toArray(String[]::new));
    }

    private int runOnly(String... arguments) {
        return Commands.addTo(new CommandLine(CommandSpec.create().name("pos-server")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
