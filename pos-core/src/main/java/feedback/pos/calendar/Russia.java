package feedback.pos.calendar;

import feedback.pos.calendar.WorkCalendar.DecreedDays;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The calendars read from this package's own file, each made once, when it is first asked for. */
final class Russia {
    private Russia() {}

    static WorkCalendar calendar(DecreedDays policy) {
        return policy == DecreedDays.OFF ? DecreedDaysOff.CALENDAR : DecreedDaysWorked.CALENDAR;
    }

    static CalendarBook book() {
        return Book.BOOK;
    }

    private static final class Book {
        static final CalendarBook BOOK = CalendarBook.of(CalendarEdition.parse(text()));
    }

    private static final class DecreedDaysWorked {
        static final WorkCalendar CALENDAR = book().calendar(CalendarBook.RUSSIA, DecreedDays.WORKED);
    }

    private static final class DecreedDaysOff {
        static final WorkCalendar CALENDAR = book().calendar(CalendarBook.RUSSIA, DecreedDays.OFF);
    }

    private static String text() {
        try (InputStream in = Russia.class.getResourceAsStream("russia.txt")) {
            if (in == null) {
                throw new IllegalStateException("no russia.txt: the build is broken");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
