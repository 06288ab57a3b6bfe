package feedback.pos.http.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.Pos;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.http.importing.Importer.Result;
import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionFiles;
import feedback.pos.http.region.RegionStore;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.store.Filter;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Columns ALL = new Columns("id", "text", "topic", "executor", "date", "closed", "lat", "lon");

    @TempDir
    private Path folder;

    private final Storage storage = Storage.inMemory();
    private Region region =
            new RegionStore(storage.records()).replace(RegionFiles.demo().region(), LocalDate.of(2026, 11, 23));
    private final Pos pos = Pos.under(region.regulation(CalendarBeyond.FALLBACK, CalendarBook.russia()))
            .storage(storage)
            .clock(() -> NOW)
            .detector(any -> Detection.none())
            .open();

    @Test
    void a_row_becomes_a_message_with_topic_organization_and_deadline() throws IOException {
        Path file = file("a.csv", """
                id,text,topic,executor,date,closed,lat,lon
                7,"Яма, и большая",Ямы и выбоины,Администрация города Курска,2026-11-01 10:30,,51.7,36.2
                """);
        assertThat(bring(file, ALL, true)).isEqualTo(new Result(1, 1, 0, 0, null, null, 0, 0));
        Message message = byRow().get("7");
        assertThat(message.submission().text()).isEqualTo("Яма, и большая");
        assertThat(message.topic().code()).isEqualTo("roads.potholes");
        assertThat(message.topic().decidedBy()).isEqualTo(DecidedBy.PERSON);
        assertThat(message.holder().organization()).isEqualTo("kursk");
        assertThat(message.createdAt()).isEqualTo("2026-11-01T07:30:00Z");
        assertThat(message.deadline().raw()).isEqualTo("2026-11-11");
        assertThat(message.stage()).isEqualTo(Stage.EXECUTION);
        assertThat(message.submission().location()).hasToString("Point[lat=51.7, lon=36.2]");
        assertThat(message.submission().applicant()).isEqualTo("import:a.csv");
        assertThat(pos.people().nameOf("import:a.csv")).contains("a.csv");
        assertThat(storage.outbox().pending(NOW, 10)).isEmpty();
        pos.sweep();
        assertThat(storage.outbox().pending(NOW, 10))
                .as("its lateness lies in the past")
                .isEmpty();
    }

    @Test
    void what_was_answered_is_closed_and_what_was_not_named_is_routed() throws IOException {
        Path file = file("a.csv", """
                id,text,topic,executor,date,closed,lat,lon
                1,Темно,lighting.street,,2026-10-01,2026-10-05T09:00:00+03:00,,
                2,Непонятно что,,,2026-10-01,,,
                """);
        bring(file, ALL, false);
        Message closed = byRow().get("1");
        assertThat(closed.stage()).isEqualTo(Stage.CLOSED);
        assertThat(closed.answer().sentAt()).isEqualTo("2026-10-05T06:00:00Z");
        Message open = byRow().get("2");
        assertThat(open.topic().decidedBy()).isEqualTo(DecidedBy.MODEL);
        assertThat(open.stage()).isEqualTo(Stage.MODERATION);
        assertThat(open.holder().organization()).isNotEmpty();
    }

    @Test
    void every_broken_row_is_rejected_with_its_reason_and_the_others_come_in() throws IOException {
        Path file = file("traps.csv", "\ufeff" + """
                id,text,topic,executor,date,closed,lat,lon
                1,good,other,,2026-11-01,,,
                ,no id,other,,2026-11-01,,,
                3,   ,other,,2026-11-01,,,
                4,bad date,other,,01.11.2026,,,
                5,no date,other,,,,,
                6,too few
                7,"never closed,other,,2026-11-01,,,
                8,"two
                lines, good",other,,2026-11-01,,,
                9,%s,other,,2026-11-01,,,
                10,bell\u0007,other,,2026-11-01,,,
                11,unknown topic,nothing,,2026-11-01,,,
                12,unknown body,other,nobody,2026-11-01,,,
                13,closed early,other,,2026-11-02,2026-11-01,,
                14,far away,other,,2026-11-01,,91,0
                15,half a place,other,,2026-11-01,,55.5,
                16,tomorrow,other,,2026-12-01,,,
                1,again,other,,2026-11-01,,,
                17,good,other,,2026-11-01,,,
                """.formatted("x".repeat(20_001)));
        Result result = bring(file, ALL, false);
        assertThat(byRow()).containsOnlyKeys("1", "8", "17");
        assertThat(byRow().get("8").submission().text()).isEqualTo("two\nlines, good");
        assertThat(result.read()).isEqualTo(18);
        assertThat(result.added()).isEqualTo(3);
        assertThat(result.known()).isEqualTo(1);
        assertThat(result.rejected()).isEqualTo(14);
        assertThat(result.rejects()).isEqualTo(folder.resolve("traps.csv.rejected.csv"));
        List<CsvRows.Row> rejects = rows(result.rejects());
        assertThat(rejects.get(0).fields())
                .containsExactly(
                        "line", "id", "reason", "id", "text", "topic", "executor", "date", "closed", "lat", "lon");
        Map<String, String> reasons = rejects.stream()
                .skip(1)
                .collect(Collectors.toMap(
                        row -> row.fields().get(0) + "/" + row.fields().get(1),
                        row -> row.fields().get(2)));
        assertThat(reasons)
                .containsEntry("3/", "the id is empty")
                .containsEntry("4/3", "the text is empty")
                .containsEntry("5/4", "not a date: 01.11.2026")
                .containsEntry("6/5", "the date is empty")
                .containsEntry("7/", "2 fields instead of 8")
                .containsEntry("8/", "a quotation mark is not closed")
                .containsEntry("11/9", "the text has 20001 characters, more than 20000")
                .containsEntry("13/11", "unknown topic: nothing")
                .containsEntry("14/12", "unknown organization: nobody")
                .containsEntry("15/13", "closed before it was received: 2026-11-01")
                .containsEntry("16/14", "not a place: 91, 0")
                .containsEntry("17/15", "not a place: 55.5, ")
                .containsEntry("18/16", "the date lies in the future: 2026-12-01");
        assertThat(reasons.get("12/10")).startsWith("text: ");
        assertThat(rejects.get(3).fields()).endsWith("4", "bad date", "other", "", "01.11.2026", "", "", "");
    }

    @Test
    void a_text_of_exactly_twenty_thousand_characters_is_taken() throws IOException {
        Path file = file("a.csv", "id,text\n1," + "ё".repeat(20_000) + "\n");
        assertThat(bring(file, columns("text", null, null), false).added()).isEqualTo(1);
    }

    @Test
    void a_second_run_adds_nothing_and_another_file_of_the_same_ids_everything() throws IOException {
        String rows = "id,text\n1,a\n2,b\n3,c\n";
        bring(file("a.csv", rows), columns("text", null, null), false);
        assertThat(bring(file("a.csv", rows + "4,d\n"), columns("text", null, null), false))
                .isEqualTo(new Result(4, 1, 3, 0, null, null, 1, 0));
        assertThat(bring(file("b.csv", rows), columns("text", null, null), false))
                .isEqualTo(new Result(3, 3, 0, 0, null, null, 3, 0));
        assertThat(all()).hasSize(7);
    }

    @Test
    void what_is_missing_is_made_and_found_again() throws IOException {
        String rows = """
                id,text,topic,executor
                1,a,Шум ночью,Комитет по тишине
                2,b,шум  НОЧЬЮ ,Комитет по тишине
                3,c,Ямы и выбоины,kursk
                """;
        Columns columns = columns("text", "topic", "executor");
        assertThat(bring(file("a.csv", rows), columns, true).added()).isEqualTo(3);
        Message one = byRow().get("1");
        assertThat(one.topic().path()).hasSize(2).startsWith("import");
        assertThat(byRow().get("2").topic().code()).isEqualTo(one.topic().code());
        assertThat(one.holder().path()).startsWith(region.root()).hasSize(2);
        assertThat(byRow().get("3").holder().organization()).isEqualTo("kursk");
        Region stored = new RegionStore(storage.records()).read().orElseThrow();
        assertThat(stored.edition()).isEqualTo(2);
        assertThat(stored.catalog().get(one.topic().code()).name()).isEqualTo("Шум ночью");
        assertThat(stored.tree().find(one.holder().organization()).orElseThrow().name())
                .isEqualTo("Комитет по тишине");

        bring(file("b.csv", rows), columns, true);
        assertThat(new RegionStore(storage.records()).read().orElseThrow().edition())
                .isEqualTo(2);
        assertThat(all())
                .extracting(each -> each.topic().code())
                .filteredOn(one.topic().code()::equals)
                .hasSize(4);
    }

    @Test
    void without_a_text_the_name_of_the_topic_is_the_text() throws IOException {
        Path file = file("a.csv", "id,kind\n1,Graffiti\n2,\n");
        Result result = bring(file, columns(null, "kind", null), true);
        assertThat(byRow().get("1").submission().text()).isEqualTo("Graffiti");
        assertThat(result.rejected()).isEqualTo(1);
    }

    @Test
    void dates_of_another_country_are_read_in_its_zone() throws IOException {
        Path file = file("a.csv", "id,text,when\n1,a,01/02/2020 09:05:00 PM\n");
        Columns columns = new Columns("id", "text", null, null, "when", null, null, null);
        Importer.Reading reading = new Importer.Reading(
                columns,
                new Dates("MM/dd/yyyy hh:mm:ss a", ZoneId.of("America/New_York")),
                StandardCharsets.UTF_8,
                ',',
                false,
                Long.MAX_VALUE);
        importer().bring(file, reading, (part, read, added, known, rejected) -> {});
        assertThat(byRow().get("1").createdAt()).isEqualTo("2020-01-03T02:05:00Z");
    }

    @Test
    void packed_files_are_read_as_they_are() throws IOException {
        byte[] csv = "id,text\n1,a\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream gz = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gz)) {
            out.write(csv);
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("__MACOSX/._a.csv"));
            out.write(new byte[] {0, 5, 22});
            out.putNextEntry(new ZipEntry("data/a.csv"));
            out.write(csv);
        }
        Columns columns = columns("text", null, null);
        assertThat(bring(Files.write(folder.resolve("a.csv.gz"), gz.toByteArray()), columns, false)
                        .added())
                .isEqualTo(1);
        assertThat(bring(Files.write(folder.resolve("a.csv.zip"), zip.toByteArray()), columns, false)
                        .added())
                .isEqualTo(1);
        Path empty = folder.resolve("empty.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(empty))) {
            out.putNextEntry(new ZipEntry("readme.txt"));
        }
        assertThatThrownBy(() -> bring(empty, columns, false)).hasMessageContaining("one .csv file, and holds none");
    }

    @Test
    void wrong_columns_are_named_before_anything_is_brought() throws IOException {
        Path file = file("a.csv", "id,text\n1,a\n");
        assertThatThrownBy(() -> bring(file, columns("words", "subject", null), false))
                .isInstanceOf(WrongColumns.class)
                .hasMessage("the file has no column words, subject; it has id, text");
        assertThatThrownBy(() -> columns(null, null, null)).isInstanceOf(WrongColumns.class);
        Path empty = file("b.csv", "");
        assertThatThrownBy(() -> bring(empty, columns("text", null, null), false))
                .hasMessage("the file is empty");
        assertThat(all()).isEmpty();
    }

    @Test
    void no_more_rows_are_read_than_wanted() throws IOException {
        Path file = file("a.csv", "id,text\n1,a\n2,b\n3,c\n");
        Importer.Reading two = new Importer.Reading(
                columns("text", null, null), new Dates(null, MOSCOW), StandardCharsets.UTF_8, ',', false, 2);
        assertThat(importer().bring(file, two, (part, read, added, known, rejected) -> {}))
                .isEqualTo(new Result(2, 2, 0, 0, null, null, 2, 0));
    }

    @Test
    void one_bad_row_among_many_does_not_keep_its_batch_out() throws IOException {
        StringBuilder rows = new StringBuilder("id,text\n");
        for (int i = 0; i < 1_203; i++) {
            rows.append(i).append(i == 777 ? ",bad\u0001\n" : ",good\n");
        }
        Result result = bring(file("a.csv", rows.toString()), columns("text", null, null), false);
        assertThat(result.added()).isEqualTo(1_202);
        assertThat(rows(result.rejects()).get(1).fields()).startsWith("779", "777");
    }

    private Importer importer() {
        return new Importer(pos, region, CalendarBeyond.FALLBACK);
    }

    private Result bring(Path file, Columns columns, boolean createMissing) throws IOException {
        Importer importer = importer();
        Result result = importer.bring(
                file,
                new Importer.Reading(
                        columns, new Dates(null, MOSCOW), StandardCharsets.UTF_8, ',', createMissing, Long.MAX_VALUE),
                (part, read, added, known, rejected) -> {});
        region = importer.region();
        return result;
    }

    private static Columns columns(@Nullable String text, @Nullable String topic, @Nullable String executor) {
        return new Columns("id", text, topic, executor, null, null, null, null);
    }

    private Path file(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Message> all() {
        return pos.messages().list(Filter.all(NOW), null, 1_000);
    }

    private Map<String, Message> byRow() {
        return all().stream()
                .collect(Collectors.toMap(
                        each -> Optional.ofNullable(each.submission().portalNumber())
                                .orElse(""),
                        Function.identity()));
    }

    private static List<CsvRows.Row> rows(@Nullable Path file) throws IOException {
        assertThat(file).isNotNull();
        try (var in = Files.newInputStream(file)) {
            CsvRows csv = new CsvRows(in, StandardCharsets.UTF_8, ',');
            return java.util.stream.Stream.iterate(next(csv), row -> row != null, row -> next(csv))
                    .toList();
        }
    }

    private static CsvRows.Row next(CsvRows csv) {
        try {
            return csv.next();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
