package feedback.pos.http.region;

import feedback.pos.Pos;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.CalendarEdition;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.procedure.Regulation;
import feedback.pos.refusal.Refusal;
import java.time.LocalDate;
import java.util.List;

/** The calendars of a running platform: the acts it knows, what more of them would change, and bringing them in. Thread-safe. */
public final class Calendars {
    private final Pos pos;
    private final CalendarStore store;
    private final RegionStore regions;

    public Calendars(Pos pos) {
        this.pos = pos;
        this.store = new CalendarStore(pos.storage().records());
        this.regions = new RegionStore(pos.storage().records());
    }

    /** All acts that hold here. */
    public CalendarBook book() {
        return store.book();
    }

    /** What was brought to the base. */
    public List<CalendarStore.Filed> files() {
        return store.files();
    }

    /** A calendar out of a book, decreed days taken and the end of the data treated as by the rules in force. */
    public WorkCalendar calendar(CalendarBook book, String id) {
        WorkCalendar now = pos.regulation().calendar();
        WorkCalendar made = book.calendar(id, policy(now));
        return now.orFallback() == now ? made.orFallback() : made;
    }

    private DecreedDays policy(WorkCalendar now) {
        return regions.decreedDays().orElseGet(() -> {
            // Without a region of ours, whoever embeds the platform has chosen: seen by the facts of the calendar
            String off =
                    CalendarBook.russia().calendar(now.id(), DecreedDays.OFF).edition();
            return off.equals(now.edition()) ? DecreedDays.OFF : DecreedDays.WORKED;
        });
    }

    /** The rules in force, but with the calendar as it is in a book; as they are where that is none of ours. */
    public Regulation under(CalendarBook book) {
        return under(pos.regulation(), book);
    }

    private Regulation under(Regulation now, CalendarBook book) {
        if (now.calendar().edition().isEmpty()) {
            return now;
        }
        return now.with(calendar(book, now.calendar().id()));
    }

    /**
     * What the acts of a text would change; changes nothing.
     *
     * @throws Refusal if it cannot be read or does not go together with what is there; the field is {@code calendar}
     */
    public CalendarPlan plan(String text) {
        CalendarBook before = book();
        List<CalendarEdition> acts = CalendarEdition.parse(text);
        WorkCalendar now = pos.regulation().calendar();
        return CalendarPlan.of(
                before,
                before.with(acts),
                acts,
                now.id(),
                policy(now),
                LocalDate.ofInstant(pos.now(), pos.regulation().zone()));
    }

    /**
     * Brings the acts of a text in, and has the calendars in force here at once, elsewhere within a second. Dates of open
     * messages stay as they are until they are counted anew.
     *
     * @param by a person's id, or the name of a command
     * @return whether they were new
     * @throws Refusal if it cannot be read or does not go together with what is there; the field is {@code calendar}
     */
    public boolean add(String text, String by) {
        if (store.add(List.of(text), pos.now(), by).isEmpty()) {
            return false;
        }
        CalendarBook book = store.book();
        pos.amend(now -> under(now, book));
        // Who stored later may have come here earlier: have this node, too, look once more
        regions.peopleChanged();
        return true;
    }
}
