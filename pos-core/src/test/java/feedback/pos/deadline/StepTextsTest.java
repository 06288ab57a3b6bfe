package feedback.pos.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.calendar.CalendarDay.Type;
import feedback.pos.calendar.WorkCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The words in which a citizen reads why the date is what it is. */
class StepTextsTest {
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private final WorkCalendar russia = WorkCalendar.russia();

    @Test
    void a_term_in_working_days_names_the_days_off_it_passed_over() {
        assertThat(term("2026-05-07T10:00+03:00", "10wd", RUSSIAN))
                .isEqualTo(
                        "Срок в рабочих днях — 10: последний день 22.05.2026. Нерабочие дни: 09.05.2026 (День Победы),"
                                + " 10.05.2026 (выходные), 11.05.2026 (перенесённый выходной),"
                                + " 16.05.2026–17.05.2026 (выходные)");
        assertThat(term("2026-05-07T10:00+03:00", "10wd", Locale.ENGLISH))
                .as("names of holidays are Russian words")
                .isEqualTo(
                        "Term in working days: 10; the last day is 2026-05-22. Days off: 2026-05-09 (public holiday),"
                                + " 2026-05-10 (weekend), 2026-05-11 (day off moved there),"
                                + " 2026-05-16–2026-05-17 (weekend)");
    }

    @Test
    void six_stretches_of_days_off_are_named_and_of_more_it_is_told_how_many_days_they_are() {
        assertThat(term("2025-12-30T10:00+03:00", "1wd", RUSSIAN))
                .endsWith("09.01.2026 (перенесённый выходной), 10.01.2026–11.01.2026 (выходные)");
        assertThat(term("2025-12-30T10:00+03:00", "6wd", RUSSIAN))
                .endsWith("10.01.2026–11.01.2026 (выходные) и другие, всего дней: 14");
    }

    @Test
    void a_term_in_working_hours_names_the_hours_and_the_short_days() {
        assertThat(term("2026-04-30T10:00+03:00", "20wh", RUSSIAN))
                .isEqualTo("Срок в рабочих часах (с 09:00 до 18:00 по рабочим дням) — 20: истекает 05.05.2026."
                        + " Нерабочие дни: 01.05.2026 (Праздник Весны и Труда), 02.05.2026–03.05.2026 (выходные)."
                        + " Сокращённые дни: 30.04.2026 (на час короче)");
        assertThat(term("2026-02-03T10:00+03:00", "4wh", RUSSIAN))
                .isEqualTo("Срок в рабочих часах (с 09:00 до 18:00 по рабочим дням) — 4: истекает 03.02.2026");
    }

    @Test
    void a_term_in_hours_is_told_without_days_off() {
        assertThat(term("2026-05-08T22:00+03:00", "PT4H", RUSSIAN)).isEqualTo("Срок в часах — 4: истекает 09.05.2026");
    }

    @Test
    void a_later_beginning_is_told() {
        Step begun = new Step.Begun(
                day("2026-05-10"),
                day("2026-05-12"),
                List.of(
                        new Span(day("2026-05-10"), day("2026-05-10"), Type.WEEKEND, null),
                        new Span(day("2026-05-11"), day("2026-05-11"), Type.TRANSFERRED_OFF, null)));

        assertThat(begun.text(RUSSIAN))
                .isEqualTo("Срок начинается в следующий рабочий день: нулевой день — 12.05.2026."
                        + " Нерабочие дни: 10.05.2026 (выходные), 11.05.2026 (перенесённый выходной)");
    }

    @Test
    void a_pause_and_an_extension_name_the_document_they_rest_on() {
        assertThat(paused("запрос в Росреестр", "письмо № 7").text(RUSSIAN))
                .isEqualTo("Пауза с 04.02.2026 10:00 до 06.02.2026 10:00 (запрос в Росреестр): последний день"
                        + " переносится с 12.02.2026 на 14.02.2026; основание: письмо № 7");
        assertThat(paused("запрос в Росреестр", null).text(RUSSIAN)).endsWith("на 14.02.2026");
        assertThat(new Step.Extended(day("2026-02-12"), day("2026-02-20"), "снег", "head", "приказ № 5").text(RUSSIAN))
                .isEqualTo("Срок продлён до 20.02.2026 (снег); основание: приказ № 5");
    }

    @Test
    void a_question_is_told_in_the_readers_language_also_while_the_clock_stands() {
        Step standing = new Step.Standing(day("2026-02-04"), at("2026-02-04T10:00+03:00"), "question");

        assertThat(paused("question", null).text(RUSSIAN)).contains("(вопрос заявителю)");
        assertThat(standing.text(RUSSIAN))
                .isEqualTo("С 04.02.2026 срок приостановлен (вопрос заявителю);"
                        + " сколько дней это добавит, станет известно по окончании паузы");
        assertThat(standing.text(Locale.ENGLISH)).contains("(question to the applicant)");
    }

    @Test
    void a_calendar_is_told_with_its_act_where_one_is_known() {
        assertThat(new Step.Looked("RU", "2025-09-24 0a1b2c3d", null, "").text(RUSSIAN))
                .isEqualTo("По производственному календарю RU, редакция 2025-09-24 0a1b2c3d");
        assertThat(new Step.Looked("RU", "2025-09-24 0a1b2c3d", day("2025-09-24"), "№ 1466").text(RUSSIAN))
                .isEqualTo("По производственному календарю RU, редакция 2025-09-24 0a1b2c3d (№ 1466)");
    }

    private static Step paused(String ground, @Nullable String document) {
        return new Step.Paused(
                day("2026-02-12"),
                day("2026-02-14"),
                at("2026-02-04T10:00+03:00"),
                at("2026-02-06T10:00+03:00"),
                MOSCOW,
                ground,
                "anna",
                document,
                null,
                List.of());
    }

    private String term(String start, String term, Locale locale) {
        return Deadlines.explain(Course.of(at(start), Term.parse(term), MOSCOW), russia).stream()
                .filter(step -> step.rule().equals("term"))
                .map(step -> step.text(locale))
                .findFirst()
                .orElseThrow();
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    private static Instant at(String moment) {
        return OffsetDateTime.parse(moment).toInstant();
    }
}
