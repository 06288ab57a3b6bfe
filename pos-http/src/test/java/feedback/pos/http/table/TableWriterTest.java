package feedback.pos.http.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import feedback.pos.refusal.Refusal;
import feedback.pos.survey.AnswerSheet;
import feedback.pos.survey.Answers;
import feedback.pos.survey.Survey;
import feedback.pos.testkit.SampleSurvey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Tables for spreadsheets: safe, exact, and of any length. */
class TableWriterTest {
    private static final List<Object> ROW = List.of(
            "=1+1",
            new BigDecimal("-1234567.125"),
            LocalDate.of(2026, 5, 17),
            Instant.parse("2026-05-17T10:00:00Z"),
            "a;b,\"c\"\nd",
            "",
            "<&>_x0041_\u0001");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://x\")",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1",
                "＋1",
                "－1",
                "＠1",
                " =1",
                "\u00a0=1",
                "\ufeff=1"
            })
    void what_looks_like_a_formula_is_guarded(String text) throws IOException {
        assertThat(Formulas.guarded(text)).isEqualTo("'" + text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvTable csv = CsvTable.plain(out)) {
            csv.row(List.of(text, "x"));
        }
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(out.toString(StandardCharsets.UTF_8))) {
            assertThat(reader.iterator().next().getFields()).containsExactly("'" + text, "x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Яма", "1=1", "a@b.ru", "'=1", "5-7", " x"})
    void what_does_not_stays_as_it_is(String text) {
        assertThat(Formulas.guarded(text)).isEqualTo(text);
    }

    @Test
    void csv_is_as_programs_and_as_russian_spreadsheets_want_it() throws IOException {
        assertThat(csv(false))
                .isEqualTo(
                        "'=1+1,-1234567.125,2026-05-17,2026-05-17T10:00:00Z,\"a;b,\"\"c\"\"\nd\",,<&>_x0041_\u0001\r\n");
        assertThat(csv(true)).startsWith("\uFEFF'=1+1;-1234567,125;2026-05-17;").contains(";\"a;b,\"\"c\"\"\nd\";");
    }

    @Test
    void xlsx_holds_texts_as_texts_and_numbers_as_numbers() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XlsxTable table = XlsxTable.on(out, "Опрос: [1]/2?")) {
            table.row(List.of("head"));
            table.row(ROW);
        }
        Map<String, Document> parts = parts(out);
        Document sheet = parts.get("xl/worksheets/sheet1.xml");

        assertThat(sheet.getElementsByTagName("f").getLength()).as("formulas").isZero();
        assertThat(cell(sheet, "A2").getAttribute("t")).isEqualTo("inlineStr");
        assertThat(cell(sheet, "A2").getTextContent()).isEqualTo("=1+1");
        assertThat(cell(sheet, "B2").getAttribute("t")).isIn("", "n");
        assertThat(new BigDecimal(cell(sheet, "B2").getTextContent())).isEqualByComparingTo("-1234567.125");
        // Days since the spreadsheets' day 0
        assertThat(new BigDecimal(cell(sheet, "C2").getTextContent())).isEqualByComparingTo("46159");
        assertThat(cell(sheet, "C2").getAttribute("s")).isNotEmpty();
        assertThat(cell(sheet, "D2").getTextContent()).isEqualTo("2026-05-17T10:00:00Z");
        assertThat(cell(sheet, "E2").getTextContent()).isEqualTo("a;b,\"c\"\nd");
        assertThat(cell(sheet, "G2").getTextContent()).isEqualTo("<&>_x005F_x0041_\uFFFD");
        assertThat(((Element) parts.get("xl/workbook.xml")
                                .getElementsByTagName("sheet")
                                .item(0))
                        .getAttribute("name"))
                .isEqualTo("Опрос   1  2");
    }

    @Test
    void what_does_not_fit_onto_a_sheet_goes_on_on_the_next() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XlsxTable table = XlsxTable.on(out, "Ответы", 100)) {
            table.row(List.of("head"));
            for (int i = 0; i < 250; i++) {
                table.row(List.of(i));
            }
        }
        Map<String, Document> parts = parts(out);
        assertThat(rows(parts.get("xl/worksheets/sheet1.xml"))).isEqualTo(100);
        assertThat(rows(parts.get("xl/worksheets/sheet2.xml"))).isEqualTo(100);
        assertThat(rows(parts.get("xl/worksheets/sheet3.xml"))).isEqualTo(53);
        assertThat(cell(parts.get("xl/worksheets/sheet3.xml"), "A1").getTextContent())
                .isEqualTo("head");
        assertThat(cell(parts.get("xl/worksheets/sheet3.xml"), "A53").getTextContent())
                .isEqualTo("249");
    }

    @Test
    void too_many_columns_are_refused() throws IOException {
        try (XlsxTable table = XlsxTable.on(OutputStream.nullOutputStream(), "x")) {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> table.row(Collections.nCopies(16_385, "x")));
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_LARGE);
            table.row(List.of("x"));
        }
    }

    /** Rows leave while others come: what was written grows with them, and does not wait for the end. */
    @Test
    void rows_do_not_wait_in_memory() throws IOException {
        for (boolean xlsx : new boolean[] {false, true}) {
            Counted out = new Counted();
            long half = 0;
            try (TableWriter table = xlsx ? XlsxTable.on(out, "x") : CsvTable.plain(out)) {
                for (int i = 0; i < 40_000; i++) {
                    table.row(List.of("Ответ " + i * 7919L, i, "Текст " + Integer.toHexString(i * 31)));
                    half = i == 20_000 ? out.count : half;
                }
            }
            assertThat(half).isBetween(out.count * 3 / 10, out.count * 6 / 10);
        }
    }

    @Test
    void the_sample_survey_is_exported() throws Exception {
        Survey survey = SampleSurvey.survey();
        AnswerSheet sheet = AnswerSheet.withCodes(survey);
        Answers answers = survey.answers(SampleSurvey.answers());
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
        for (TableWriter table : List.of(CsvTable.plain(csv), XlsxTable.on(xlsx, "Ответы"))) {
            try (table) {
                table.row(sheet.heads());
                table.row(sheet.row(answers, answers.texts()));
            }
        }
        int idea = sheet.heads().indexOf("idea:text");
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv.toString(StandardCharsets.UTF_8))) {
            assertThat(reader.stream().toList().get(1).getField(idea)).startsWith("'=HYPERLINK(");
        }
        Document sheet1 = parts(xlsx).get("xl/worksheets/sheet1.xml");
        assertThat(sheet1.getElementsByTagName("f").getLength()).isZero();
        assertThat(sheet1.getDocumentElement().getTextContent()).contains("=HYPERLINK(");
    }

    private static String csv(boolean russian) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvTable csv = russian ? CsvTable.russian(out) : CsvTable.plain(out)) {
            csv.row(ROW);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, Document> parts(ByteArrayOutputStream file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Map<String, Document> parts = new TreeMap<>();
        Path path = Files.createTempFile("table", ".xlsx");
        try {
            Files.write(path, file.toByteArray());
            // By the directory at its end, as spreadsheets read it
            try (ZipFile zip = new ZipFile(path.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    parts.put(entry.getName(), factory.newDocumentBuilder().parse(zip.getInputStream(entry)));
                }
            }
        } finally {
            Files.delete(path);
        }
        assertThat(parts).containsKeys("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml");
        return parts;
    }

    private static Element cell(Document sheet, String place) {
        NodeList cells = sheet.getElementsByTagName("c");
        for (int i = 0; i < cells.getLength(); i++) {
            Element cell = (Element) cells.item(i);
            if (cell.getAttribute("r").equals(place)) {
                return cell;
            }
        }
        throw new AssertionError("no cell " + place);
    }

    private static int rows(Document sheet) {
        return sheet.getElementsByTagName("row").getLength();
    }

    /** Counts what is written, and keeps nothing. */
    private static final class Counted extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }
}
