package feedback.pos.http.report;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.text.Texts;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private final Wording wording = new Wording(RUSSIAN);

    private static String plain(String text) {
        return text.replace('\u00A0', ' ');
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 сообщений",
        "1,1 сообщение",
        "2,2 сообщения",
        "4,4 сообщения",
        "5,5 сообщений",
        "11,11 сообщений",
        "12,12 сообщений",
        "14,14 сообщений",
        "21,21 сообщение",
        "22,22 сообщения",
        "100,100 сообщений",
        "101,101 сообщение",
        "111,111 сообщений",
        "112,112 сообщений",
        "1234,1 234 сообщения",
        "10011,10 011 сообщений"
    })
    void russian_nouns_stand_in_the_form_that_their_number_wants(long count, String said) {
        assertThat(plain(wording.counted("messages", count))).isEqualTo(said);
    }

    @Test
    void numbers_read_as_in_their_language() {
        assertThat(plain(wording.decimal(1234.55))).isEqualTo("1 234,6");
        assertThat(wording.decimal(-0.25)).isEqualTo("−0,3");
        assertThat(wording.decimal(-0.04)).isEqualTo("0,0");
        assertThat(new Wording(Locale.ENGLISH).decimal(8.25)).isEqualTo("8.3");
        assertThat(plain(new Wording(Locale.ENGLISH).counted("messages", 21))).isEqualTo("21 messages");
        assertThat(plain(wording.month(YearMonth.of(2026, 10)))).isEqualTo("октябрь 2026");
        assertThat(wording.moment(Instant.parse("2026-10-01T21:30:00Z"), ZoneId.of("Europe/Moscow")))
                .isEqualTo("2 октября 2026, 00:30 (Europe/Moscow)");
    }

    @Test
    void a_share_of_few_is_told_by_its_numbers_and_one_of_nothing_not_at_all() {
        assertThat(plain(wording.share(3, 7, 10))).isEqualTo("3 из 7");
        assertThat(plain(wording.share(1, 3, 3))).isEqualTo("33,3 %");
        assertThat(wording.share(0, 0, 10)).isEqualTo("—");
        assertThat(wording.show(new Cell.Decimal(2.0, true), 10)).isEqualTo("2,0*");
        assertThat(wording.show(new Cell.Change(null, Cell.Unit.POINTS), 10)).isEqualTo("—");
        assertThat(plain(wording.show(new Cell.Change(-0.125, Cell.Unit.POINTS), 10)))
                .isEqualTo("−12,5 п. п.");
        assertThat(plain(wording.list(List.of("а", "б", "в")))).isEqualTo("а, б и в");
    }

    @Test
    void both_languages_have_the_same_texts() {
        Texts texts = Texts.beside(Wording.class);
        assertThat(texts.keys(Locale.ENGLISH)).isEqualTo(texts.keys(RUSSIAN));
    }
}
