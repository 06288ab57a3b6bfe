package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.CalendarEdition;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.http.region.CalendarPlan;
import feedback.pos.http.region.CalendarYear;
import feedback.pos.http.region.Calendars;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import io.undertow.util.Headers;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The production calendar, for everybody; and its acts, for administrators of the whole region. */
final class CalendarCalls {
    private static final String YEAR = "/api/v1/calendar/{year}";
    private static final String EDITIONS = "/api/v1/calendar/editions";
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    /** Characters of a text of acts; the reader itself takes no more. */
    static final int TEXT_LIMIT = 200_000;

    private final Pos pos;
    private final Calendars calendars;
    private volatile @Nullable Ready ready;

    CalendarCalls(Pos pos) {
        this.pos = pos;
        this.calendars = new Calendars(pos);
    }

    List<Route> routes() {
        return List.of(
                Route.get(YEAR, Access.OPEN, this::year),
                Route.get(EDITIONS, Access.OFFICIAL, this::editions),
                Route.post(EDITIONS, Access.OFFICIAL, this::add),
                Route.post("/api/v1/calendar/preview", Access.OFFICIAL, this::preview));
    }

    /**
     * What is ready for the rules in force.
     *
     * @param ids the calendars of which acts are known
     */
    private record Ready(Regulation rules, CalendarBook book, List<String> ids, Map<Integer, Reference.Ready> years) {}

    /** Read anew once other rules are in force; every change of the acts makes others. */
    private Ready ready() {
        Regulation now = pos.regulation();
        Ready known = ready;
        if (known == null || !known.rules().equals(now)) {
            CalendarBook book = calendars.book();
            List<String> ids = book.editions().stream()
                    .map(CalendarEdition::calendar)
                    .distinct()
                    .sorted()
                    .toList();
            known = new Ready(now, book, ids, new ConcurrentHashMap<>());
            ready = known;
        }
        return known;
    }

    private Reply year(Call call) {
        Query query = call.query();
        String region = query.text("region");
        LocalDate knownOn = query.date("knownOn");
        query.done();
        int year = number(call.path("year"));
        Ready now = ready();
        WorkCalendar inForce = now.rules().calendar();
        String own = now.rules().catalog().region();
        // A region without acts of its own has the calendar in force
        boolean usual = region == null
                || region.equals(inForce.id())
                || (region.equals(own) && !now.ids().contains(own));
        if (!usual && !now.ids().contains(region)) {
            throw Refusal.field("region", "region.unknown", own);
        }
        if (usual && knownOn == null) {
            return now.years()
                    .computeIfAbsent(year, any -> answer(inForce, year, now.ids()))
                    .reply(call);
        }
        try {
            CalendarBook then = knownOn == null ? now.book() : now.book().asKnownOn(knownOn);
            String id = usual ? inForce.id() : Objects.requireNonNull(region);
            return answer(calendars.calendar(then, id), year, now.ids()).reply(call);
        } catch (Refusal e) {
            throw e.key().equals("calendar.unknown") ? Refusal.field("knownOn", "calendar.notYet") : e;
        }
    }

    private static Reference.Ready answer(WorkCalendar calendar, int year, List<String> ids) {
        ObjectNode node = Json.tree(CalendarYear.of(calendar, year));
        ids.forEach(node.putArray("calendars")::add);
        return Reference.Ready.of(node);
    }

    private static int number(String written) {
        if (written.length() == 4 && written.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int year = Integer.parseInt(written);
            if (year >= FIRST_YEAR && year <= LAST_YEAR) {
                return year;
            }
        }
        throw Refusal.field("year", "number.range", FIRST_YEAR, LAST_YEAR);
    }

    private Reply editions(Call call) {
        call.requireAdministrator(pos);
        call.query().done();
        return Reference.Ready.of(Json.tree(Map.of("items", CalendarYear.acts(calendars.files()))))
                .reply(call)
                .with(Headers.CACHE_CONTROL, "private, no-cache");
    }

    private Reply preview(Call call) {
        call.requireAdministrator(pos);
        String text = text(call);
        return Reply.json(plan(refusing(() -> calendars.plan(text)), call.locale()));
    }

    private Reply add(Call call) {
        call.requireAdministrator(pos);
        String text = text(call);
        CalendarPlan plan = refusing(() -> calendars.plan(text));
        boolean added = refusing(() -> calendars.add(text, call.actor().person()));
        return Reply.json(added ? 201 : 200, plan(plan, call.locale()).put("added", added));
    }

    private static String text(Call call) {
        Body body = call.requiredBody();
        String text = body.required("text");
        if (text.length() > TEXT_LIMIT) {
            body.wrong("text", "text.tooLong", TEXT_LIMIT);
        }
        body.done();
        return text;
    }

    /** What is wrong with a calendar is wrong with the text here. */
    static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal e) {
            throw e.fields().isEmpty()
                    ? e
                    : e.withFields(e.fields().stream()
                            .map(each -> new Field("text", each.key(), each.args()))
                            .toList());
        }
    }

    static ObjectNode plan(CalendarPlan plan, Locale locale) {
        ObjectNode node = Json.tree(CalendarYear.of(plan));
        ArrayNode warnings = node.putArray("warnings");
        plan.warnings().forEach(each -> warnings.add(Words.get(each.key(), locale, each.args())));
        return node;
    }
}
