package feedback.pos.http.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    @Test
    void fields_with_commas_quotes_and_line_breaks_are_read() throws IOException {
        assertThat(fields("\ufeffid,text\r\n1,\"a, \"\"b\"\"\r\nc\"\r\n\r\n2,\r\n3,5\" pipe"))
                .containsExactly(
                        List.of("id", "text"),
                        List.of("1", "a, \"b\"\r\nc"),
                        List.of("2", ""),
                        List.of("3", "5\" pipe"));
    }

    @Test
    void lines_are_counted_as_an_editor_counts_them() throws IOException {
        List<CsvRows.Row> rows = rows("id,text\n1,\"a\nb\n\n\"\n\n2,c\n");
        assertThat(rows).extracting(CsvRows.Row::line).containsExactly(1L, 2L, 7L);
    }

    @Test
    void a_quotation_mark_that_is_never_closed_costs_its_own_line_only() throws IOException {
        List<CsvRows.Row> rows = rows("id,text\n1,\"open\n2,good\n3,\"quoted, good\"\n4,\"open again\n5,last\n");
        assertThat(rows)
                .filteredOn(row -> row.fault() != null)
                .extracting(CsvRows.Row::line)
                .containsExactly(2L, 5L);
        assertThat(rows)
                .filteredOn(row -> row.fault() == null)
                .extracting(row -> row.fields().get(0))
                .containsExactly("id", "2", "3", "5");
        assertThat(rows.get(1).fault()).isEqualTo("a quotation mark is not closed");
        assertThat(rows.get(1).fields()).containsExactly("1,\"open");
    }

    @Test
    void text_behind_a_closing_quotation_mark_spoils_its_row_only() throws IOException {
        List<CsvRows.Row> rows = rows("1,\"a\" b,c\n2,\"d\",e\n");
        assertThat(rows.get(0).fault()).isEqualTo("text follows a closing quotation mark");
        assertThat(rows.get(1).fields()).containsExactly("2", "d", "e");
    }

    @Test
    void broken_bytes_spoil_their_own_row_only() throws IOException {
        byte[] good = "1,ёж\n".getBytes(StandardCharsets.UTF_8);
        byte[] bad = "2,ёж\n".getBytes(Charset.forName("windows-1251"));
        byte[] both = new byte[good.length + bad.length + good.length];
        System.arraycopy(good, 0, both, 0, good.length);
        System.arraycopy(bad, 0, both, good.length, bad.length);
        System.arraycopy(good, 0, both, good.length + bad.length, good.length);
        List<CsvRows.Row> rows = rows(both, StandardCharsets.UTF_8);
        assertThat(rows).extracting(CsvRows.Row::fault).containsExactly(null, "not UTF-8", null);
        assertThat(rows(bad, Charset.forName("windows-1251")).get(0).fields()).containsExactly("2", "ёж");
    }

    @Test
    void a_replacement_character_that_really_stands_there_is_no_fault() throws IOException {
        assertThat(rows("1,\ufffd\n").get(0).fault()).isNull();
    }

    @Test
    void a_line_without_end_does_not_fill_the_memory() throws IOException {
        List<CsvRows.Row> rows = rows("1," + "x".repeat(3_000_000) + "\n2,good\n");
        assertThat(rows.get(0).fault()).contains("longer than");
        assertThat(rows.get(1).fields()).containsExactly("2", "good");
    }

    @Test
    void a_quoted_field_may_be_long_but_not_endless() throws IOException {
        String line = "y".repeat(99) + "\n";
        assertThat(rows("1,\"" + line.repeat(400) + "\"\n").get(0).fields().get(1))
                .hasSize(40_000);
        List<CsvRows.Row> rows = rows("1,\"" + line.repeat(4_000) + "\"\n");
        assertThat(rows.get(0).fault()).isEqualTo("a quotation mark is not closed");
    }

    @Test
    void an_empty_file_has_no_rows() throws IOException {
        assertThat(rows("")).isEmpty();
        assertThat(rows("\n\r\n \n")).isEmpty();
    }

    private static List<List<String>> fields(String text) throws IOException {
        return rows(text).stream().map(CsvRows.Row::fields).toList();
    }

    private static List<CsvRows.Row> rows(String text) throws IOException {
        return rows(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static List<CsvRows.Row> rows(byte[] bytes, Charset charset) throws IOException {
        CsvRows csv = new CsvRows(new ByteArrayInputStream(bytes), charset, ',');
        List<CsvRows.Row> rows = new ArrayList<>();
        for (CsvRows.Row row = csv.next(); row != null; row = csv.next()) {
            rows.add(row);
        }
        return rows;
    }
}
