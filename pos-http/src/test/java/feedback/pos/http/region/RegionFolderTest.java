package feedback.pos.http.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.organization.Role;
import feedback.pos.organization.Roster;
import feedback.pos.procedure.Acceptance;
import feedback.pos.procedure.Policy.Retention;
import feedback.pos.store.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionFolderTest {
    @TempDir
    private Path folder;

    @Test
    void rules_and_words_come_with_the_folder_and_stay_where_it_says_nothing_of_them() throws Exception {
        write("rules.json", """
                { "rules": [
                  { "id": "pits", "any": ["яма"], "then": { "topic": "roads.pits" } },
                  { "id": "gone", "territory": "77", "then": { "hold": "?" } } ] }
                """);
        write("words.txt", "# свои\nжулик\n\n!урод\n");
        RegionFiles files = RegionFiles.read(folder);
        assertThat(files.warnings()).anyMatch(each -> each.contains("rule gone is switched off"));
        try (Storage storage = Storage.inMemory()) {
            RegionFiles.read(folder).putRules(storage);
            var over = new RuleStore(storage.records())
                    .over(files.region().regulation(CalendarBeyond.FALLBACK, CalendarBook.russia()));
            assertThat(over.rules().all()).hasSize(2);
            assertThat(over.admissibility().words()).containsExactly("жулик", "!урод");
            Files.delete(folder.resolve("rules.json"));
            Files.delete(folder.resolve("words.txt"));
            RegionFiles.read(folder).putRules(storage);
            assertThat(new RuleStore(storage.records()).find().orElseThrow().version())
                    .isEqualTo(2);
        }
    }

    @Test
    void wrong_rules_and_words_name_their_line() throws IOException {
        write("rules.json", """
                { "rules": [
                  { "id": "pits", "any": ["яма"], "then": { "topic": "roads.pits" } },
                  { "id": "pits", "any": ["…"], "then": { "topic": "roads.pits" } } ] }
                """);
        write("words.txt", "жулик\n\n***\n");
        assertThat(catchThrowableOfType(RegionFault.class, () -> RegionFiles.read(folder))
                        .problems())
                .anyMatch(each -> each.startsWith("rules.json:3: rules[1].any[0]"))
                .anyMatch(each -> each.startsWith("rules.json:3: rules[1].id"))
                .anyMatch(each -> each.startsWith("words.txt:3:"));
        write("words.txt", "");
        write(
                "rules.json",
                "{ \"rules\": [ { \"id\": \"a\", \"any\": [\"яма\"], \"then\": { \"topic\": \"nothing\" } } ] }");
        assertThat(catchThrowableOfType(RegionFault.class, () -> RegionFiles.read(folder))
                        .problems())
                .singleElement()
                .satisfies(each -> assertThat(each).contains("rules[0].then.topic"));
    }

    @BeforeEach
    void aSmallRegion() throws IOException {
        write("organizations.csv", """
                id,parent,name,level,territory,zone,ogrn
                top,,Область,REGION,38000000,Europe/Moscow,
                city,top,"Город, главный",MUNICIPALITY,38701000,Europe/Moscow,1994600000085
                """);
        write("people.csv", """
                id,name,email,phone
                ivanov,Иванов Иван,,
                petrova,Петрова Анна Ильинична,p@example.org,+7 000
                """);
        write("roles.csv", """
                person,role,organization
                ivanov,MODERATOR,top
                ivanov,COORDINATOR,top
                petrova,EXECUTOR,city
                petrova,EXECUTOR,top
                ivanov,HEAD,top
                """);
        write("catalog.json", """
                { "edition": "1", "fallback": "other", "topics": [
                  { "code": "roads", "name": "Дороги", "topics": [
                    { "code": "roads.pits", "name": "Ямы", "fastTrack": true, "term": "10wd", "examples": ["яма"] } ] },
                  { "code": "other", "name": "Прочее" } ] }
                """);
        write("routes.csv", """
                topic,territory,organization,executor
                ,,top,
                roads,38701000,city,petrova
                """);
        write("regulation.json", """
                { "region": "RU-KRS", "name": "Область", "zone": "Europe/Moscow", "calendar": "RU",
                  "terms": { "fastTrack": "P8D" }, "stages": { "fastTrack": [1, 2, 6, 8] }, "questionDays": 7 }
                """);
    }

    @Test
    void how_long_messages_are_kept_is_a_rule_of_the_region() throws Exception {
        assertThat(RegionFiles.read(folder).region().policy().retention()).isEqualTo(Retention.forEver());
        write("regulation.json", """
                { "region": "RU-KRS", "name": "Область", "zone": "Europe/Moscow", "calendar": "RU",
                  "retention": { "anonymizeAfterDays": 1825, "removeAfterDays": 3650 } }
                """);
        assertThat(RegionFiles.read(folder).region().policy().retention()).isEqualTo(new Retention(1825, 3650));
        write("regulation.json", """
                { "region": "RU-KRS", "name": "Область", "zone": "Europe/Moscow", "calendar": "RU",
                  "retention": { "removeAfterDays": 0,
                    "anonymiseAfterDays": 10 } }
                """);
        assertThatThrownBy(() -> RegionFiles.read(folder))
                .hasMessageContaining("regulation.json:2: retention: removeAfterDays must be 1 to 36500, not 0")
                .hasMessageContaining("regulation.json:3: unknown field anonymiseAfterDays; known are"
                        + " anonymizeAfterDays, removeAfterDays");
    }

    @Test
    void a_folder_becomes_a_region() throws Exception {
        RegionFiles files = RegionFiles.read(folder);
        Region region = files.region();
        assertThat(region.root()).isEqualTo("top");
        assertThat(region.tree().path("city")).containsExactly("top", "city");
        assertThat(region.tree().find("city").orElseThrow().name()).isEqualTo("Город, главный");
        assertThat(region.tree().people("city", Role.EXECUTOR)).containsExactly("petrova");
        assertThat(region.catalog().get("roads.pits").term()).hasToString("10wd");
        assertThat(region.policy().fastTrack()).hasToString("P8D");
        assertThat(region.policy().ordinary()).hasToString("P30D");
        assertThat(region.policy().questionDays()).isEqualTo(7);
        assertThat(files.officials()).extracting("id").containsExactly("ivanov", "petrova");
        assertThat(files.warnings()).isEmpty();
        assertThat(region.regulation(CalendarBeyond.REFUSE, CalendarBook.russia())
                        .zone())
                .hasToString("Europe/Moscow");
    }

    @Test
    void a_region_has_a_calendar_of_its_own_and_files_with_its_acts() throws Exception {
        write("regulation.json", """
                { "region": "RU-KRS", "name": "Область", "zone": "Europe/Moscow", "calendar": "RU-KRS",
                  "decreedDays": "off" }
                """);
        String act = "calendar RU-KRS\nknown 2026-01-15 Закон области\nyear 2026\nHOLIDAY 04-20\n";
        write("calendar-1.txt", act);
        write("calendar-0.txt", "\ufeffcalendar RU-KRS\nknown 2025-01-15\nyear 2025\nHOLIDAY 04-21\n");
        write("calendar.txt", "not looked at");
        RegionFiles files = RegionFiles.read(folder);
        assertThat(files.calendars()).hasSize(2).last().isEqualTo(act);
        assertThat(files.region().isWithoutOwnActs(CalendarBook.russia())).isTrue();
        WorkCalendar federal = files.region()
                .regulation(CalendarBeyond.REFUSE, CalendarBook.russia())
                .calendar();
        assertThat(federal.isWorking(LocalDate.of(2026, 4, 20))).isTrue();
        assertThat(federal.isWorking(LocalDate.of(2020, 4, 6)))
                .as("off by decree")
                .isFalse();
        try (Storage storage = Storage.inMemory()) {
            assertThat(files.putCalendars(storage, Instant.EPOCH, "test")).isEqualTo(2);
            assertThat(files.putCalendars(storage, Instant.EPOCH, "test")).isZero();
            RegionStore store = new RegionStore(storage.records());
            store.replace(files.region(), LocalDate.of(2026, 1, 1));
            Region read = store.read().orElseThrow();
            assertThat(store.decreedDays()).contains(DecreedDays.OFF);
            CalendarBook book = new CalendarStore(storage.records()).book();
            assertThat(read.isWithoutOwnActs(book)).isFalse();
            WorkCalendar own = read.regulation(CalendarBeyond.REFUSE, book).calendar();
            assertThat(own.id()).isEqualTo("RU-KRS");
            assertThat(own.isWorking(LocalDate.of(2026, 4, 20))).isFalse();
            assertThat(own.isWorking(LocalDate.of(2020, 4, 6))).isFalse();
        }
        write("calendar-1.txt", "nonsense");
        write("regulation.json", """
                { "region": "RU-KRS", "name": "Область", "zone": "Europe/Moscow", "calendar": "RU",
                  "decreedDays": "sometimes" }
                """);
        assertThat(problems())
                .anyMatch(each -> each.startsWith("calendar-1.txt: Line 1 of the calendar file cannot be read"))
                .anyMatch(each -> each.startsWith("regulation.json:2: decreedDays: "));
    }

    @Test
    void the_sample_region_has_nothing_to_mend() {
        RegionFiles demo = RegionFiles.demo();
        assertThat(demo.warnings()).isEmpty();
        assertThat(demo.region()
                        .regulation(CalendarBeyond.REFUSE, CalendarBook.russia())
                        .catalog()
                        .topics())
                .isNotEmpty();
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_with_file_and_line() throws Exception {
        write("organizations.csv", """
                id,parent,name,level,territory,zone,ogrn
                top,,Область,REGION,38000000,Europe/Moscow,
                city,nowhere,Город,TOWN,38701000,Europe/Moscow,
                city 2,top,Город,MUNICIPALITY,3870,Mars/Base,12
                """);
        write("roles.csv", """
                person,role,organization
                nobody,APPLICANT,top
                """);
        write("routes.csv", """
                topic,territory,organization,executor
                ,,top,ivanov
                ,,top,
                rails,,city
                """);
        assertThat(problems())
                .contains(
                        "organizations.csv:3: level «TOWN» is none of [REGION, REGIONAL_BODY, MUNICIPALITY, INSTITUTION]",
                        "organizations.csv:4: id «city 2» must be 1 to 64 Latin letters, digits and hyphens",
                        "organizations.csv:4: ogrn must be 13 digits: 12",
                        "organizations.csv:4: territory «3870» must be 2, 5, 8 or 11 digits",
                        "organizations.csv:4: zone «Mars/Base» is unknown",
                        "roles.csv:2: unknown person nobody",
                        "roles.csv:2: «APPLICANT» is no role that can be given",
                        "routes.csv:2: ivanov is no executor at top or above it",
                        "routes.csv:3: a second route for the same topic and territory",
                        "routes.csv:4: 3 fields instead of 4");
    }

    @Test
    void a_circle_and_two_roots_are_found() throws Exception {
        write("organizations.csv", """
                id,parent,name,level,territory,zone,ogrn
                top,,Область,REGION,38000000,,
                second,,Область,REGION,38000000,,
                city,town,Город,MUNICIPALITY,38701000,,
                town,city,Город,MUNICIPALITY,38701000,,
                """);
        assertThat(problems())
                .contains(
                        "organizations.csv:3: a second root; only one row may have an empty parent",
                        "organizations.csv:4: organization city lies below itself",
                        "organizations.csv:5: organization town lies below itself");
    }

    @Test
    void the_catalog_names_lines() throws Exception {
        write("catalog.json", """
                { "edition": "1", "fallback": "roads",
                  "topics": [
                    { "code": "roads", "name": "Дороги", "fastTrack": true, "topics": [
                      { "code": "pits", "name": "Ямы", "term": "10 days" },
                      { "code": "roads.pits", "name": "Ямы", "colour": "red", "successor": "rails" } ] },
                    { "code": "roads", "name": "", "retired": "2026-13-01" } ] }
                """);
        assertThat(problems())
                .contains(
                        "catalog.json:4: code pits must begin with roads.",
                        "catalog.json:5: topic roads.pits has a successor but is not retired",
                        "catalog.json:5: topic roads.pits has an unknown successor rails",
                        "catalog.json:6: name is empty",
                        "catalog.json:6: topic roads stands twice",
                        "catalog.json:1: the fallback must be a topic that is neither fast track nor retired: roads")
                .anyMatch(each -> each.startsWith("catalog.json:4: term: "))
                .anyMatch(each -> each.startsWith("catalog.json:5: unknown field colour"))
                .anyMatch(each -> each.startsWith("catalog.json:6: retired: "));
    }

    @Test
    void what_is_no_json_no_utf8_or_missing_is_said() throws Exception {
        write("catalog.json", "{ \"edition\": \"1\",\n  oops }");
        Files.write(folder.resolve("people.csv"), "id,name,email,phone\na,Ян,,\n".getBytes("windows-1251"));
        Files.delete(folder.resolve("regulation.json"));
        assertThat(problems())
                .contains("people.csv: is not UTF-8", "regulation.json: is missing")
                .anyMatch(each -> each.startsWith("catalog.json:2: not JSON: "));
    }

    @Test
    void the_regulation_is_checked() throws Exception {
        write("regulation.json", """
                { "region": "RU-KRS", "name": "Область", "zone": "Europe/Moscow", "calendar": "FR",
                  "terms": { "ordinary": "soon" }, "stages": { "appeal": [3, 2, 1] }, "rol": "KEEP",
                  "questionDays": 0 }
                """);
        assertThat(problems())
                .contains(
                        "regulation.json:1: calendar must be RU or a region such as RU-KRS, not FR",
                        "regulation.json:2: stages.appeal must hold four whole numbers",
                        "regulation.json:1: questionDays must be 1 to 365, not 0")
                .anyMatch(each -> each.startsWith("regulation.json:2: terms.ordinary: ")
                        || each.startsWith("regulation.json:2: ordinary: "))
                .anyMatch(each -> each.startsWith("regulation.json:2: unknown field rol;"));
    }

    @Test
    void where_a_model_may_decide_is_a_rule_of_the_region() throws Exception {
        String head =
                "{ \"region\": \"RU-KRS\", \"name\": \"Область\", \"zone\": \"Europe/Moscow\", \"calendar\": \"RU\",\n";
        write("regulation.json", head + """
                "acceptance": { "mode": "shadow", "topics": { "roads": "OFF", "roads.pits": "ON" }, "demotionHours": 48 } }
                """);
        assertThat(RegionFiles.read(folder).region().policy().acceptance())
                .isEqualTo(new Acceptance(Mode.SHADOW, Map.of("roads", Mode.OFF, "roads.pits", Mode.ON), 48));
        write("regulation.json", head + """
                "acceptance": { "mode": "maybe", "topics": { "nowhere": "OFF", "roads": "x" }, "demotionHours": 9000, "more": 1 } }
                """);
        assertThat(problems())
                .anyMatch(each -> each.startsWith("regulation.json:2: mode: «maybe» is none of"))
                .anyMatch(each -> each.startsWith("regulation.json:2: roads: «x» is none of"))
                .anyMatch(each -> each.contains("acceptance.demotionHours must be 0 to 8760, not 9000"))
                .anyMatch(each -> each.startsWith("regulation.json:2: unknown field more"));
        write("regulation.json", head + """
                "acceptance": { "topics": { "nowhere": "OFF" } } }
                """);
        assertThat(problems()).containsExactly("regulation.json:2: acceptance.topics names the unknown topic nowhere");
    }

    @Test
    void a_topic_without_a_way_on_is_refused_and_an_office_without_people_is_warned_of() throws Exception {
        write("routes.csv", """
                topic,territory,organization,executor
                other,,city,
                roads,38701000,city,
                """);
        assertThat(problems()).contains("catalog.json:2: no route leads on from topic roads in the whole region");

        write("routes.csv", """
                topic,territory,organization,executor
                ,,top,
                """);
        write("roles.csv", "person,role,organization\nivanov,MODERATOR,top\n");
        assertThat(RegionFiles.read(folder).warnings())
                .contains("roles.csv: top gets messages, but nobody is HEAD there or above");
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_do_no_harm() throws Exception {
        for (String file : List.of("organizations.csv", "people.csv", "roles.csv", "routes.csv", "catalog.json")) {
            String text = Files.readString(folder.resolve(file));
            write(file, "\ufeff" + text.replace("\n", "\r\n"));
        }
        assertThat(RegionFiles.read(folder).region().tree().staff())
                .containsOnlyKeys("ivanov", "petrova")
                .isInstanceOf(Map.class);
    }

    private static final String MAP = """
            {"type": "FeatureCollection", "features": [
             {"type": "Feature", "id": "centre", "properties": {"name": "Центр", "oktmo": "38701000"},
              "geometry": {"type": "Polygon", "coordinates": [[[36,51],[37,51],[37,52],[36,51]]]}}]}
            """;

    @Test
    void routes_choose_executors_on_a_map_and_the_roster_is_stored_with_them() throws Exception {
        write("districts.geojson", MAP);
        write("routes.csv", """
                topic,territory,organization,executor,district,choice,candidates
                ,,top,,,,
                roads,38701000,city,petrova,,,
                roads,38701000,city,,centre,BY_LOAD,
                roads.pits,,top,,centre,BY_TURN,petrova
                """);
        write("roster.csv", "person,capacity\npetrova,7\n");
        write("absences.csv", "person,from,to,deputy\npetrova,2026-07-01,2026-07-28,\n");
        write("regulation.json", """
                { "region": "RU-KRS", "name": "Область", "zone": "Europe/Moscow", "calendar": "RU", "borderMetres": 250 }
                """);
        Region region = RegionFiles.read(folder).region();
        try (Storage storage = Storage.inMemory()) {
            RegionStore store = new RegionStore(storage.records());
            store.replace(region, LocalDate.of(2026, 1, 1));
            Region read = store.read().orElseThrow();
            assertThat(read.routes().all())
                    .containsExactlyInAnyOrderElementsOf(region.routes().all())
                    .hasSize(4);
            assertThat(read.routes().borderMetres()).isEqualTo(250);
            assertThat(read.routes().districts().at(51.1, 36.5)).isPresent();
            assertThat(read.roster()).isEqualTo(region.roster());
            assertThat(read.regulation(CalendarBeyond.REFUSE, CalendarBook.russia())
                            .roster()
                            .absence("petrova", LocalDate.of(2026, 7, 28)))
                    .isPresent();

            store.put("petrova", new Roster.Entry(null, List.of()));
            assertThat(store.read().orElseThrow().roster().capacity("petrova")).isNull();
            store.put("petrova", new Roster.Entry(9, List.of()));
            Files.delete(folder.resolve("roster.csv"));
            Files.delete(folder.resolve("absences.csv"));
            store.replace(RegionFiles.read(folder).region(), LocalDate.of(2026, 1, 1));
            assertThat(store.read().orElseThrow().roster().capacity("petrova"))
                    .as("files that say nothing of it leave it")
                    .isEqualTo(9);
            write("roster.csv", "person,capacity\n");
            store.replace(RegionFiles.read(folder).region(), LocalDate.of(2026, 1, 1));
            assertThat(store.read()
                            .orElseThrow()
                            .regulation(CalendarBeyond.REFUSE, CalendarBook.russia())
                            .roster()
                            .capacity("petrova"))
                    .as("a file with nobody in it takes everybody out")
                    .isNull();
        }
    }

    @Test
    void what_is_wrong_with_map_routes_and_roster_is_named_with_file_and_line() throws Exception {
        write("districts.geojson", MAP.replace("[36,51]]]", "[36,99]]]"));
        write("routes.csv", """
                topic,territory,organization,executor,district,choice,candidates
                ,,top,,,,
                roads,,city,petrova,,BY_LOAD,
                roads,,city,,,SOMEHOW,
                roads,,city,,,BY_TURN,ivanov nobody
                roads.pits,,city,,moon,,
                """);
        write("roster.csv", """
                person,capacity
                ivanov,3
                petrova,many
                petrova,-1
                petrova,3
                petrova,4
                """);
        write("absences.csv", """
                person,from,to,deputy
                nobody,2026-01-01,2026-01-02,
                petrova,2026-01-01,soon,
                petrova,2026-01-05,2026-01-02,
                petrova,2026-01-01,2026-01-09,ivanov
                petrova,2026-02-01,2026-02-09,
                petrova,2026-02-09,2026-02-10,
                """);
        assertThat(problems())
                .contains(
                        "routes.csv:4: choice «SOMEHOW» is none of [NAMED, BY_TURN, BY_LOAD]",
                        "routes.csv:5: ivanov is no executor at city or above it",
                        "routes.csv:5: nobody is no executor at city or above it",
                        "routes.csv:6: unknown district moon",
                        "roster.csv:2: ivanov is no executor",
                        "roster.csv:3: capacity must be a whole number, not «many»",
                        "roster.csv:4: the capacity must be 0 to 10000",
                        "roster.csv:6: person petrova stands twice",
                        "absences.csv:2: nobody is no executor",
                        "absences.csv:3: to must be a date such as 2026-07-01, not «soon»",
                        "absences.csv:4: the absence from 2026-01-05 ends before it begins, on 2026-01-02",
                        "absences.csv:5: ivanov is no executor",
                        "absences.csv:7: the absence from 2026-02-09 overlaps the one until 2026-02-09")
                .anyMatch(each -> each.startsWith("districts.geojson: feature 1 (centre): has a position"))
                .anyMatch(each -> each.startsWith("routes.csv:3: the route for topic «roads» must either name"));
    }

    private List<String> problems() {
        return catchThrowableOfType(RegionFault.class, () -> RegionFiles.read(folder))
                .problems();
    }

    private void write(String file, String text) throws IOException {
        Files.write(folder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
    }
}
