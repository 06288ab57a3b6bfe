package feedback.pos.http.report;

import feedback.pos.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a report says things in a language. Immutable and thread-safe. */
final class Wording {
    private static final Texts TEXTS = Texts.beside(Wording.class);
    private static final char THIN_SPACE = '\u00A0';
    private static final String NOTHING = "—";

    private final Locale locale;
    private final boolean isEnglish;

    Wording(Locale locale) {
        this.locale = locale;
        this.isEnglish = locale.getLanguage().equals("en");
    }

    String text(String key, String... args) {
        return TEXTS.get(locale, key, Arrays.asList(args));
    }

    /** «21 сообщение», «22 сообщения», «25 сообщений»: the keys end in {@code .one}, {@code .few}, {@code .many}. */
    String counted(String key, long count) {
        return number(count) + THIN_SPACE + text(key + "." + form(count));
    }

    /** The same word form without the number. */
    String form(String key, long count) {
        return text(key + "." + form(count));
    }

    private String form(long count) {
        long last = count % 10;
        long lastTwo = count % 100;
        if (isEnglish) {
            return count == 1 ? "one" : "many";
        }
        if (last == 1 && lastTwo != 11) {
            return "one";
        }
        return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? "few" : "many";
    }

    /** With a space between thousands. */
    String number(long count) {
        String digits = Long.toString(Math.abs(count));
        StringBuilder text = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            text.insert(at, THIN_SPACE);
        }
        return count < 0 ? "−" + text : text.toString();
    }

    /** With one decimal. */
    String decimal(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
        BigDecimal whole = rounded.setScale(0, RoundingMode.DOWN);
        String fraction =
                rounded.subtract(whole).abs().movePointRight(1).toBigInteger().toString();
        String sign = rounded.signum() < 0 ? "−" : "";
        return sign + number(whole.abs().longValue()) + (isEnglish ? "." : ",") + fraction;
    }

    String percent(double share) {
        return decimal(100 * share) + THIN_SPACE + "%";
    }

    /** A share as it is shown: «95,5 %», of few «3 из 7», of none «—». */
    String share(long part, long whole, int few) {
        if (whole == 0) {
            return NOTHING;
        }
        return whole < few ? text("ofFew", number(part), number(whole)) : percent((double) part / whole);
    }

    /** The cell as people read it. */
    String show(Cell cell, int few) {
        if (cell instanceof Cell.Words words) {
            return words.text();
        }
        if (cell instanceof Cell.Count count) {
            return number(count.count());
        }
        if (cell instanceof Cell.Share share) {
            return share(share.part(), share.whole(), few);
        }
        if (cell instanceof Cell.Decimal decimal) {
            Double value = decimal.value();
            return value == null ? NOTHING : decimal(value) + (decimal.isOfFew() ? "*" : "");
        }
        Cell.Change change = (Cell.Change) cell;
        Double value = change.value();
        if (value == null) {
            return NOTHING;
        }
        String sign = value > 0 ? "+" : "";
        return switch (change.unit()) {
            case COUNT -> sign + number(Math.round(value));
            case DECIMAL -> sign + decimal(value);
            case POINTS -> sign + decimal(100 * value) + THIN_SPACE + text("points");
            case PERCENT -> sign + decimal(value) + THIN_SPACE + "%";
        };
    }

    /** Without the unit of a difference of shares. */
    String withoutPoints(String shown) {
        return shown.replace(THIN_SPACE + text("points"), "");
    }

    /** «18 мая 2026». */
    String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy", locale).format(day);
    }

    /** «октябрь 2026», as it stands by itself. */
    String month(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, locale) + THIN_SPACE + month.getYear();
    }

    /** «18 мая 2026, 09:30» with the zone. */
    String moment(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", locale).format(at.atZone(zone)) + " (" + zone.getId()
                + ")";
    }

    /** Words with commas and an «and» between them. */
    String list(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " " + text("and") + " "
                + words.get(words.size() - 1);
    }
}
