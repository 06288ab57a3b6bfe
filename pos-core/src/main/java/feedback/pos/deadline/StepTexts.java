package feedback.pos.deadline;

import feedback.pos.calendar.CalendarDay;
import feedback.pos.deadline.Step.Begun;
import feedback.pos.deadline.Step.Beyond;
import feedback.pos.deadline.Step.Due;
import feedback.pos.deadline.Step.Extended;
import feedback.pos.deadline.Step.Looked;
import feedback.pos.deadline.Step.Paused;
import feedback.pos.deadline.Step.Promised;
import feedback.pos.deadline.Step.Received;
import feedback.pos.deadline.Step.Rolled;
import feedback.pos.deadline.Step.Standing;
import feedback.pos.deadline.Step.TermAdded;
import feedback.pos.deadline.Term.Unit;
import feedback.pos.text.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts steps into words. */
final class StepTexts {
    private static final Texts TEXTS = Texts.beside(Step.class);
    private static final DateTimeFormatter RUSSIAN_DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

    /** So many stretches of days off are named; of more, how many days they are. */
    private static final int NAMED = 6;

    private final Locale locale;

    private StepTexts(Locale locale) {
        this.locale = locale;
    }

    static String of(Step step, Locale locale) {
        StepTexts texts = new StepTexts(locale);
        if (step instanceof Received each) {
            return texts.received(each);
        }
        if (step instanceof Begun each) {
            return texts.with("begin", date(each.to(), locale)) + texts.off(each.off());
        }
        if (step instanceof TermAdded each) {
            return texts.term(each);
        }
        if (step instanceof Promised each) {
            return texts.with("promise", texts.moment(each.until(), each.zone()));
        }
        if (step instanceof Paused each) {
            return texts.paused(each);
        }
        if (step instanceof Standing each) {
            return texts.with("pause-open", date(each.from(), locale), texts.ground(each.ground()));
        }
        if (step instanceof Extended each) {
            return texts.with("extension", date(each.to(), locale), each.reason()) + texts.document(each.document());
        }
        if (step instanceof Rolled each) {
            return texts.rolled(each);
        }
        if (step instanceof Looked each) {
            return texts.looked(each);
        }
        if (step instanceof Beyond each) {
            return texts.with("beyond-calendar", date(each.firstDay(), locale), date(each.lastDay(), locale));
        }
        return texts.due((Due) step);
    }

    private String received(Received step) {
        String words = with(
                step.isDayZero() ? "start" : "start.later",
                date(step.to(), locale),
                TIME.format(step.at().atZone(step.zone())),
                step.zone().getId());
        return step.off() == null || !step.isDayZero() ? words : words + with("start.off." + step.off());
    }

    private String term(TermAdded step) {
        String amount = String.valueOf(step.amount());
        String last = date(step.to(), locale);
        Instant at = step.at();
        if (at != null && step.hours() != null) {
            return with(
                            "term." + step.unit(),
                            amount,
                            last,
                            step.hours().from().toString(),
                            step.hours().to().toString())
                    + off(step.off());
        }
        return with("term." + step.unit(), amount, last) + (step.unit() == Unit.WORKING_DAYS ? off(step.off()) : "");
    }

    private String paused(Paused step) {
        return with(
                        "pause",
                        date(step.from(), locale),
                        date(step.to(), locale),
                        ground(step.ground()),
                        moment(step.since(), step.zone()),
                        moment(step.until(), step.zone()))
                + document(step.document())
                + off(step.off());
    }

    /** A question is put down by its name; other grounds are the words of who stopped the clock. */
    private String ground(String ground) {
        return Arrays.stream(ground.split("; "))
                .map(each -> TEXTS.has("ground." + each) ? with("ground." + each) : each)
                .collect(Collectors.joining("; "));
    }

    private String rolled(Rolled step) {
        return with("roll." + step.roll(), date(step.from(), locale), date(step.to(), locale)) + off(step.off());
    }

    private String looked(Looked step) {
        if (step.act().isEmpty()) {
            return with("calendar", step.id(), step.edition());
        }
        return with("calendar.act", step.id(), step.edition(), step.act());
    }

    private String due(Due step) {
        return with(
                "due",
                date(step.to(), locale),
                TIME.format(step.at().atZone(step.zone())),
                step.zone().getId(),
                OFFSET.format(step.at().atZone(step.zone())));
    }

    private String document(@Nullable String document) {
        return document == null ? "" : with("document", document);
    }

    private String off(List<Span> spans) {
        List<Span> off = spans.stream().filter(each -> !each.type().isWorking()).toList();
        List<Span> brief = spans.stream().filter(each -> each.type().isShort()).toList();
        List<Span> worked = spans.stream()
                .filter(each -> each.type() == CalendarDay.Type.WORKING_WEEKEND)
                .toList();
        return list("off", off) + list("short", brief) + list("worked", worked);
    }

    private String list(String key, List<Span> spans) {
        if (spans.isEmpty()) {
            return "";
        }
        String named = spans.stream().limit(NAMED).map(this::span).collect(Collectors.joining(", "));
        int days = spans.stream().mapToInt(Span::days).sum();
        return spans.size() > NAMED
                ? with(key + ".many", named, String.valueOf(days))
                : with(key, named, String.valueOf(days));
    }

    private String span(Span span) {
        String days = span.from().equals(span.to())
                ? date(span.from(), locale)
                : date(span.from(), locale) + "–" + date(span.to(), locale);
        String name = span.name();
        boolean tellsName = name != null && !locale.getLanguage().equals("en");
        return days + " (" + (tellsName ? name : with("type." + span.type())) + ")";
    }

    private String moment(Instant instant, ZoneId zone) {
        return date(LocalDate.ofInstant(instant, zone), locale) + " " + MINUTE.format(instant.atZone(zone));
    }

    private String with(String key, String... args) {
        return TEXTS.get(locale, key, new ArrayList<>(List.of(args)));
    }

    private static String date(LocalDate date, Locale locale) {
        return locale.getLanguage().equals("en") ? date.toString() : RUSSIAN_DATE.format(date);
    }
}
