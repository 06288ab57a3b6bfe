package feedback.pos.http.command;

import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.CalendarEdition;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.calendar.WorkingHours;
import feedback.pos.deadline.ClockRules;
import feedback.pos.deadline.Course;
import feedback.pos.deadline.Deadline;
import feedback.pos.deadline.Deadlines;
import feedback.pos.deadline.Roll;
import feedback.pos.deadline.StartRule;
import feedback.pos.deadline.Step;
import feedback.pos.deadline.Term;
import feedback.pos.http.recount.StepValues;
import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts a deadline and says why; needs no base, but looks at the calendars of one that is named. */
@Command(
        name = "deadline",
        mixinStandardHelpOptions = true,
        description = "Counts a deadline under the production calendar and explains it step by step.")
@SuppressWarnings("NullAway.Init")
final class DeadlineCommand implements Callable<Integer> {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Pattern CALENDAR = Pattern.compile("RU(-[A-Z]{2,3})?");
    private static final Pattern REGION = Pattern.compile("RU-[A-Z]{2,3}");

    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Option(
            names = "--start",
            required = true,
            paramLabel = "TIME",
            description = "When it came in, such as 2026-05-07T10:00+03:00; its local day is day 0.")
    private String start;

    @Option(
            names = "--term",
            required = true,
            paramLabel = "TERM",
            description = "P10D calendar days, 10wd working days, PT4H hours, or 4wh working hours.")
    private String term;

    @Option(
            names = "--calendar",
            defaultValue = "RU",
            paramLabel = "ID",
            description = "RU, or a region such as RU-KRS. Default: ${DEFAULT-VALUE}.")
    private String calendar;

    @Option(
            names = "--region",
            paramLabel = "CODE",
            description =
                    "ISO 3166-2, such as RU-KRS: the region's own days off too, as far as the base of --data or --db "
                            + "knows them.")
    private @Nullable String region;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Where days begin and end. Default: Europe/Moscow where that is the offset of --start, "
                    + "else the offset itself.")
    private @Nullable String zone;

    @Option(
            names = "--roll",
            defaultValue = "forward",
            paramLabel = "HOW",
            description = "A last day that is off: forward, backward or keep. Default: ${DEFAULT-VALUE}.")
    private String roll;

    @Option(
            names = "--start-rule",
            defaultValue = "day-of-receipt",
            paramLabel = "HOW",
            description = "Day 0: day-of-receipt, or next-working-day where that is off. Default: ${DEFAULT-VALUE}.")
    private String startRule;

    @Option(
            names = "--working-hours",
            defaultValue = "09:00-18:00",
            paramLabel = "HOURS",
            description = "When offices are open, for terms in working hours. Default: ${DEFAULT-VALUE}.")
    private String workingHours;

    @Option(
            names = "--decreed-days",
            defaultValue = "worked",
            paramLabel = "HOW",
            description = "Days made non-working by decree: worked or off. Default: ${DEFAULT-VALUE}.")
    private DecreedDays decreedDays;

    @Option(
            names = "--calendar-beyond",
            defaultValue = "refuse",
            paramLabel = "HOW",
            description = "Outside the calendar's years: refuse, or fallback to weekends and fixed holidays. "
                    + "Default: ${DEFAULT-VALUE}.")
    private CalendarBeyond beyond;

    @Option(
            names = "--language",
            defaultValue = "en",
            paramLabel = "LANG",
            description = "Of the explanation: en or ru. Default: ${DEFAULT-VALUE}.")
    private Language language;

    /** In which explanations are written. */
    enum Language {
        EN,
        RU;

        Locale locale() {
            return Locale.forLanguageTag(name());
        }
    }

    @Override
    public Integer call() {
        return Running.run(spec, this::count);
    }

    private void count() throws Exception {
        CalendarBook book = book();
        String id = id();
        WorkCalendar days = beyond.apply(book.calendar(id, decreedDays));
        try {
            ZonedDateTime from = start();
            Course course = Course.of(from.toInstant(), Term.parse(term), from.getZone())
                    .withRules(ClockRules.usual()
                            .withRoll(Roll.parse(roll))
                            .withStart(StartRule.parse(startRule))
                            .withHours(hours()));
            Deadline deadline = Deadlines.of(course, days);
            List<Step> steps = Deadlines.explain(course, days);
            output.print(json(from, deadline, steps), text(from, deadline, steps));
            if (book.editions().stream().noneMatch(each -> each.calendar().equals(id))) {
                output.note("No days off of its own are known for " + id
                        + ", so the days off of the whole country were counted.");
            }
        } catch (Refusal e) {
            throw e.reason() == Reason.INVALID_VALUE
                    ? CommandFault.wrongCall("--" + option(Running.words(e)))
                    : CommandFault.failed(Running.words(e));
        }
    }

    /** Fields are named as in Java, options with hyphens. */
    private static String option(String words) {
        return words.replaceFirst("^startRule", "start-rule").replaceFirst("^workingHours", "working-hours");
    }

    /** The acts of the base that was named, be it held by a server or not; else those of the product. */
    private CalendarBook book() throws Exception {
        if (!base.isSaid()) {
            return CalendarBook.russia();
        }
        Map<String, Object> files = base.run(CalendarOperations.FILES, Map.of(), any -> {});
        List<CalendarEdition> acts = new ArrayList<>();
        ((List<?>) files.getOrDefault("texts", List.of()))
                .forEach(text -> acts.addAll(CalendarEdition.parse(String.valueOf(text))));
        return CalendarBook.russia().with(acts);
    }

    private String id() throws CommandFault {
        if (!CALENDAR.matcher(calendar).matches()) {
            throw CommandFault.wrongCall("--calendar: there is no calendar " + calendar + ", only RU and its regions");
        }
        if (region == null) {
            return calendar;
        }
        if (!REGION.matcher(region).matches()) {
            throw CommandFault.wrongCall("--region: " + region + " is no code such as RU-KRS");
        }
        if (!calendar.equals(CalendarBook.RUSSIA) && !calendar.equals(region)) {
            throw CommandFault.wrongCall("--calendar: " + calendar + " is not the calendar of the region " + region);
        }
        return region;
    }

    private WorkingHours hours() throws CommandFault {
        String[] parts = workingHours.split("-", 3);
        try {
            if (parts.length == 2) {
                return new WorkingHours(LocalTime.parse(parts[0].strip()), LocalTime.parse(parts[1].strip()));
            }
        } catch (DateTimeException e) {
            throw CommandFault.wrongCall("--working-hours: " + workingHours + " is not such as 09:00-18:00");
        }
        throw CommandFault.wrongCall("--working-hours: " + workingHours + " is not such as 09:00-18:00");
    }

    private ZonedDateTime start() throws CommandFault {
        ZoneId given = zone();
        try {
            OffsetDateTime at = OffsetDateTime.parse(start);
            if (given != null) {
                return at.atZoneSameInstant(given);
            }
            ZonedDateTime moscow = at.atZoneSameInstant(MOSCOW);
            return moscow.getOffset().equals(at.getOffset()) ? moscow : at.atZoneSameInstant(at.getOffset());
        } catch (DateTimeException withoutOffset) {
            return local(given == null ? MOSCOW : given);
        }
    }

    private ZonedDateTime local(ZoneId zone) throws CommandFault {
        try {
            return LocalDateTime.parse(start).atZone(zone);
        } catch (DateTimeException withoutTime) {
            try {
                return LocalDate.parse(start).atStartOfDay(zone);
            } catch (DateTimeException e) {
                throw CommandFault.wrongCall("--start: " + start + " is no time such as 2026-05-07T10:00+03:00");
            }
        }
    }

    private @Nullable ZoneId zone() throws CommandFault {
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw CommandFault.wrongCall("--zone: unknown zone " + zone);
        }
    }

    private static String due(Deadline deadline) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(deadline.due().atZone(deadline.zone()));
    }

    private Map<String, Object> json(ZonedDateTime from, Deadline deadline, List<Step> steps) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("start", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(from));
        json.put("raw", deadline.raw().toString());
        json.put("due", due(deadline));
        json.put("zone", deadline.zone().getId());
        json.put("steps", StepValues.of(steps, language.locale()));
        return json;
    }

    private String text(ZonedDateTime from, Deadline deadline, List<Step> steps) {
        List<String> lines = new ArrayList<>();
        lines.add("start  " + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(from));
        lines.add("raw    " + deadline.raw());
        lines.add("due    " + due(deadline) + "  " + deadline.zone());
        for (Step step : steps) {
            lines.add("  " + step.text(language.locale()));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
