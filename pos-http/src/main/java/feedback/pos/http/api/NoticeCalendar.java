package feedback.pos.http.api;

import feedback.pos.Pos;
import feedback.pos.message.Point;
import feedback.pos.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notices as a calendar (iCalendar, RFC 5545) that a phone subscribes to. Used by one thread. */
final class NoticeCalendar {
    /** Octets of a line without its end. */
    private static final int LONGEST = 75;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Pos pos;
    private final Names names;
    private final Locale locale;
    private final StringBuilder out = new StringBuilder();

    NoticeCalendar(Pos pos, Names names, Locale locale) {
        this.pos = pos;
        this.names = names;
        this.locale = locale;
    }

    String of(List<Notice> notices) {
        String name = text(Words.get("notices.feed", locale));
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//feedback.pos//notices//" + locale.getLanguage().toUpperCase(Locale.ROOT));
        line("CALSCALE:GREGORIAN");
        line("METHOD:PUBLISH");
        line("NAME:" + name);
        line("X-WR-CALNAME:" + name);
        line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        line("X-PUBLISHED-TTL:PT1H");
        notices.forEach(this::event);
        line("END:VCALENDAR");
        return out.toString();
    }

    private void event(Notice notice) {
        Notice.Content content = notice.content();
        boolean isWithdrawn = notice.stage() == Notice.Stage.WITHDRAWN;
        line("BEGIN:VEVENT");
        line("UID:" + notice.id());
        line("DTSTAMP:" + time(notice.changedAt()));
        line("CREATED:" + time(notice.createdAt()));
        line("LAST-MODIFIED:" + time(notice.changedAt()));
        line("SEQUENCE:" + notice.sequence());
        line("STATUS:" + (isWithdrawn ? "CANCELLED" : "CONFIRMED"));
        line("DTSTART:" + time(content.from()));
        line("DTEND:" + time(content.ends()));
        line("SUMMARY:" + text(content.kind().text(locale) + ": " + content.title()));
        line("DESCRIPTION:" + text(description(notice)));
        line("LOCATION:" + text(names.organization(content.organization())));
        line("CATEGORIES:" + categories(content));
        Point point = content.place().inside();
        if (point != null) {
            line(String.format(Locale.ROOT, "GEO:%.6f;%.6f", point.lat(), point.lon()));
        }
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }

    private String description(Notice notice) {
        String text = notice.content().text();
        if (notice.stage() == Notice.Stage.WITHDRAWN) {
            text = Words.get("notices.withdrawn", locale, List.of(Objects.requireNonNullElse(notice.withdrawal(), "")))
                    + "\n" + text;
        }
        return notice.content().until() == null ? text + "\n" + Words.get("notices.openEnd", locale) : text;
    }

    private String categories(Notice.Content content) {
        return Stream.concat(
                        Stream.of(content.kind().text(locale)),
                        content.topics().stream()
                                .flatMap(code -> pos.regulation().catalog().find(code).stream())
                                .map(topic -> topic.name(locale)))
                .map(NoticeCalendar::text)
                .collect(Collectors.joining(","));
    }

    private static String time(Instant instant) {
        return UTC.format(instant);
    }

    /** A value of type TEXT: what would end it is escaped, other control characters are left out. */
    private static String text(String value) {
        StringBuilder text = new StringBuilder();
        value.replace("\r\n", "\n").codePoints().forEach(letter -> {
            switch (letter) {
                case '\\', ';', ',' -> text.append('\\').appendCodePoint(letter);
                case '\n', '\r' -> text.append("\\n");
                default -> {
                    if (!Character.isISOControl(letter) || letter == '\t') {
                        text.appendCodePoint(letter);
                    }
                }
            }
        });
        return text.toString();
    }

    /** Folds a line where it would get longer than 75 octets, never within a character. */
    private void line(String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            int letter = content.codePointAt(i);
            String one = Character.toString(letter);
            int size = one.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LONGEST) {
                out.append("\r\n ");
                octets = 1;
            }
            out.append(one);
            octets += size;
            i += one.length();
        }
        out.append("\r\n");
    }
}
