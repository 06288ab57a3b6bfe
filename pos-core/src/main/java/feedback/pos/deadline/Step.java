package feedback.pos.deadline;

import feedback.pos.text.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step of the way from the start of a term to its last day. Immutable and thread-safe.
 *
 * @param rule which rule was applied: {@code start}, {@code term}, {@code pause}, {@code pause-open}, {@code extension},
 *     {@code day-off}, {@code roll}, {@code beyond-calendar} or {@code due}
 * @param from the local date before the step, where it has one
 * @param to the local date after it, where it has one
 * @param days by how many days the date moved, where it did
 * @param args what else its text says; the first one may choose between texts of one rule
 */
public record Step(
        String rule,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Integer days,
        List<String> args) {
    private static final Texts TEXTS = Texts.beside(Step.class);
    private static final DateTimeFormatter RUSSIAN_DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    public Step {
        args = List.copyOf(args);
    }

    /** The step in words; Russian unless the locale is English. */
    public String text(Locale locale) {
        String variant = args.isEmpty() ? rule : rule + "." + args.get(0);
        List<String> places = new ArrayList<>();
        places.add(date(from, locale));
        places.add(date(to, locale));
        places.add(days == null ? "" : String.valueOf(days));
        places.addAll(args);
        return TEXTS.get(locale, TEXTS.has(variant) ? variant : rule, places);
    }

    private static String date(@Nullable LocalDate date, Locale locale) {
        if (date == null) {
            return "";
        }
        return locale.getLanguage().equals("en") ? date.toString() : RUSSIAN_DATE.format(date);
    }
}
