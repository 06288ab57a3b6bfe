package feedback.pos.http.importing;

import feedback.pos.message.Channel;
import feedback.pos.message.Point;
import feedback.pos.message.Submission;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.PastMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes messages of rows. For one thread. */
final class RowReader {
    private static final int TEXT_LIMIT = 20_000;
    private static final int ID_LIMIT = 200;
    private static final int SHOWN = 80;

    private final String source;
    private final String applicant;
    private final Territory territory;
    private final Instant now;
    private final Dates dates;
    private final Names names;
    private final int width;
    private final int id;
    private final int text;
    private final int topic;
    private final int executor;
    private final int date;
    private final int closed;
    private final int lat;
    private final int lon;

    /** Why a row is no message. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** @throws WrongColumns naming the columns that the file does not have, or more than once */
    RowReader(
            List<String> header,
            Columns columns,
            String source,
            String applicant,
            Territory territory,
            Dates dates,
            Names names,
            Instant now) {
        this.source = source;
        this.applicant = applicant;
        this.territory = territory;
        this.dates = dates;
        this.names = names;
        this.now = now;
        List<String> missing = new ArrayList<>();
        this.width = header.size();
        this.id = find(header, columns.id(), missing);
        this.text = find(header, columns.text(), missing);
        this.topic = find(header, columns.topic(), missing);
        this.executor = find(header, columns.executor(), missing);
        this.date = find(header, columns.date(), missing);
        this.closed = find(header, columns.closed(), missing);
        this.lat = find(header, columns.lat(), missing);
        this.lon = find(header, columns.lon(), missing);
        if (!missing.isEmpty()) {
            throw new WrongColumns(
                    "the file has no column " + String.join(", ", missing) + "; it has " + String.join(", ", header));
        }
    }

    private static int find(List<String> header, @Nullable String column, List<String> missing) {
        if (column == null) {
            return -1;
        }
        List<Integer> found = places(header, column::equals);
        if (found.isEmpty()) {
            found = places(header, each -> each.strip().equalsIgnoreCase(column.strip()));
        }
        if (found.size() > 1) {
            throw new WrongColumns(
                    "the file has the column " + column + " " + found.size() + " times, and they cannot be told apart");
        }
        if (found.isEmpty()) {
            missing.add(column);
            return -1;
        }
        return found.get(0);
    }

    private static List<Integer> places(List<String> header, Predicate<String> name) {
        return IntStream.range(0, header.size())
                .filter(at -> name.test(header.get(at)))
                .boxed()
                .toList();
    }

    /** The id, as far as it can be seen. */
    String idOf(CsvRows.Row row) {
        return row.fields().size() == width ? row.fields().get(id).strip() : "";
    }

    /** @throws Unfit saying why the row is no message */
    PastMessage read(CsvRows.Row row) throws Unfit {
        String fault = row.fault();
        if (fault != null) {
            throw new Unfit(fault);
        }
        List<String> fields = row.fields();
        if (fields.size() != width) {
            throw new Unfit(fields.size() + " fields instead of " + width);
        }
        String key = fields.get(id).strip();
        if (key.isEmpty() || key.length() > ID_LIMIT) {
            throw new Unfit(key.isEmpty() ? "the id is empty" : "the id is longer than " + ID_LIMIT + " characters");
        }
        String topicName = value(fields, topic);
        String written = text(fields, topicName);
        Instant received = received(fields);
        Instant answered = answered(fields, received);
        Point place = place(fields);
        String code = topicName.isEmpty()
                ? null
                : names.topic(topicName).orElseThrow(() -> new Unfit("unknown topic: " + shown(topicName)));
        String body = value(fields, executor);
        String organization = body.isEmpty()
                ? null
                : names.organization(body).orElseThrow(() -> new Unfit("unknown organization: " + shown(body)));
        Submission submission = new Submission(applicant, written, territory)
                .withChannel(Channel.OTHER_SYSTEM)
                .withPlace(null, place)
                .withPortalNumber(key)
                .withOnce("import:" + digest(source + "\n" + key));
        return new PastMessage(submission, source, key, received, code, organization, answered);
    }

    private static String value(List<String> fields, int column) {
        return column < 0 ? "" : fields.get(column).strip();
    }

    private String text(List<String> fields, String topicName) throws Unfit {
        String written = text < 0 ? topicName : fields.get(text);
        if (written.isBlank()) {
            throw new Unfit(text < 0 ? "no topic, and so no text" : "the text is empty");
        }
        int length = written.codePointCount(0, written.length());
        if (length > TEXT_LIMIT) {
            throw new Unfit("the text has " + length + " characters, more than " + TEXT_LIMIT);
        }
        return written;
    }

    private Instant received(List<String> fields) throws Unfit {
        if (date < 0) {
            return now;
        }
        Instant received = date(fields, date);
        if (received.isAfter(now)) {
            throw new Unfit("the date lies in the future: " + shown(value(fields, date)));
        }
        return received;
    }

    private @Nullable Instant answered(List<String> fields, Instant received) throws Unfit {
        if (value(fields, closed).isEmpty()) {
            return null;
        }
        Instant answered = date(fields, closed);
        if (answered.isBefore(received)) {
            throw new Unfit("closed before it was received: " + shown(value(fields, closed)));
        }
        if (answered.isAfter(now)) {
            throw new Unfit("the closing date lies in the future: " + shown(value(fields, closed)));
        }
        return answered;
    }

    private Instant date(List<String> fields, int column) throws Unfit {
        String written = value(fields, column);
        try {
            return dates.read(written);
        } catch (DateTimeException e) {
            throw new Unfit(written.isEmpty() ? "the date is empty" : "not a date: " + shown(written));
        }
    }

    private @Nullable Point place(List<String> fields) throws Unfit {
        String north = value(fields, lat);
        String east = value(fields, lon);
        if (north.isEmpty() && east.isEmpty()) {
            return null;
        }
        try {
            return new Point(Double.parseDouble(north), Double.parseDouble(east));
        } catch (RuntimeException e) {
            throw new Unfit(String.format(Locale.ROOT, "not a place: %s, %s", shown(north), shown(east)));
        }
    }

    private static String shown(String value) {
        return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
    }

    private static String digest(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
