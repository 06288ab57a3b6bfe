package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.http.region.CalendarPlan;
import feedback.pos.http.region.CalendarYear;
import feedback.pos.http.region.Calendars;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import io.undertow.util.Headers;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

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
    private final Supplier<Reference> reference;

    /** @param reference what is ready for the rules in force */
    CalendarCalls(Pos pos, Supplier<Reference> reference) {
        this.pos = pos;
        this.calendars = new Calendars(pos);
        this.reference = reference;
    }

    List<Route> routes() {
        return List.of(
                Route.get(YEAR, Access.OPEN, this::year),
                Route.get(EDITIONS, Access.OFFICIAL, this::editions),
                Route.post(EDITIONS, Access.OFFICIAL, this::add),
                Route.post("/api/v1/calendar/preview", Access.OFFICIAL, this::preview));
    }

    private Reply year(Call call) {
        Query query = call.query();
        String region = query.text("region");
        LocalDate knownOn = query.date("knownOn");
        query.done();
        int year = number(call.path("year"));
        String inForce = pos.regulation().calendar().id();
        String own = pos.regulation().catalog().region();
        if (knownOn == null && (region == null || region.equals(inForce))) {
            return reference.get().year(year).reply(call);
        }
        CalendarBook book = calendars.book();
        String id = region == null || (region.equals(own) && !isKnown(book, own)) ? inForce : region;
        if (!id.equals(inForce) && !isKnown(book, id)) {
            throw Refusal.field("region", "region.unknown", own);
        }
        try {
            CalendarBook then = knownOn == null ? book : book.asKnownOn(knownOn);
            return Reference.Ready.of(Json.tree(CalendarYear.of(calendars.calendar(then, id), year)))
                    .reply(call);
        } catch (Refusal e) {
            throw e.key().equals("calendar.unknown") ? Refusal.field("knownOn", "calendar.notYet") : e;
        }
    }

    private static boolean isKnown(CalendarBook book, String id) {
        return book.editions().stream().anyMatch(each -> each.calendar().equals(id));
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
