package feedback.pos.http.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as an export writes them: with an offset, in the zone, or as days, which begin at midnight in the zone. Immutable
 * and thread-safe.
 */
public final class Dates {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private final DateTimeFormatter format;
    private final ZoneId zone;

    /**
     * A way of writing dates.
     *
     * @param pattern as {@link DateTimeFormatter} has it, with English names; null for ISO 8601
     * @param zone where dates without an offset are meant
     * @throws IllegalArgumentException if the pattern is none
     */
    public Dates(@Nullable String pattern, ZoneId zone) {
        this.zone = zone;
        this.format = pattern == null
                ? ISO
                : new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(pattern)
                        .toFormatter(Locale.ENGLISH);
    }

    /** @throws DateTimeException if the text is no date of this kind */
    Instant read(String text) {
        TemporalAccessor parsed = format.parse(text.strip());
        if (parsed.query(TemporalQueries.offset()) != null || parsed.query(TemporalQueries.zoneId()) != null) {
            return parsed.isSupported(java.time.temporal.ChronoField.INSTANT_SECONDS)
                    ? Instant.from(parsed)
                    : OffsetDateTime.from(parsed).toInstant();
        }
        LocalDate date = LocalDate.from(parsed);
        LocalTime time = parsed.query(TemporalQueries.localTime());
        return LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time)
                .atZone(zone)
                .toInstant();
    }
}
