package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.http.opendata.Dictionary;
import feedback.pos.http.opendata.OpenMessages;
import feedback.pos.http.opendata.OpenMessages.Extent;
import feedback.pos.http.opendata.OpenMessages.Sink;
import feedback.pos.http.table.CsvTable;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Open data, for everybody and without a token. Whoever asks reads all messages of the months asked for, twice: so only a few are served at a
 * time, and a file that has not changed is not made again.
 */
final class OpenDataCalls {
    private static final String FILES = "/api/v1/open-data/";
    private static final int USUAL_MONTHS = 12;
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING_SECONDS = 60;
    private static final int TRY_AGAIN_SECONDS = 30;

    private final Pos pos;
    private final @Nullable String licence;
    private final Semaphore places = new Semaphore(AT_ONCE);

    OpenDataCalls(Pos pos, Settings settings) {
        this.pos = pos;
        this.licence = settings.openDataLicence();
    }

    List<Route> routes() {
        return List.of(
                Route.get(FILES + "dictionary.json", Access.OPEN, this::dictionary),
                Route.get(FILES + "messages.csv", Access.OPEN, call -> csv(call, false)),
                Route.get(FILES + "messages.jsonl", Access.OPEN, call -> lines(call, false)),
                Route.get(FILES + "counts.csv", Access.OPEN, call -> csv(call, true)),
                Route.get(FILES + "counts.jsonl", Access.OPEN, call -> lines(call, true)));
    }

    private int k() {
        return pos.regulation().policy().crowd();
    }

    /** The months of a file. */
    private record Months(YearMonth first, YearMonth last) {}

    private Months months(Query query) {
        YearMonth ended = YearMonth.from(LocalDate.ofInstant(pos.now(), zone())).minusMonths(1);
        YearMonth from = Periods.month(query, "from");
        YearMonth to = Periods.month(query, "to");
        YearMonth last = to == null ? ended : to;
        YearMonth first = from == null ? last.minusMonths(USUAL_MONTHS - 1) : from;
        if (last.isAfter(ended)) {
            query.wrong("to", "openData.month", last);
        } else if (first.isAfter(last)) {
            query.wrong("from", "period.unfit");
        } else if (ChronoUnit.MONTHS.between(first, last) >= OpenMessages.MOST_MONTHS) {
            query.wrong("from", "period.tooLong", OpenMessages.MOST_MONTHS);
        }
        return new Months(first, last);
    }

    private ZoneId zone() {
        return pos.regulation().zone();
    }

    /** With {@code from} or {@code to} also how many messages the files of these months hold, and how many they leave out. */
    private Reply dictionary(Call call) throws IOException {
        Query query = call.query();
        boolean hasExtent = query.text("from") != null || query.text("to") != null;
        Months months = months(query);
        query.done();
        ObjectNode node = Dictionary.of(k(), licence, zone().getId());
        if (hasExtent) {
            Sink none = row -> {};
            ObjectNode extents = node.putObject("extent")
                    .put("from", months.first().toString())
                    .put("to", months.last().toString());
            requirePlace();
            inPlace(
                    out -> {
                        for (String file : Dictionary.FILES) {
                            Extent extent = write(file.equals("counts"), months, none);
                            extents.putObject(file)
                                    .put("published", extent.published())
                                    .put("leftOut", extent.leftOut());
                        }
                    },
                    OutputStream.nullOutputStream());
        }
        return Reply.json(node).with(Headers.CACHE_CONTROL, "public, max-age=3600");
    }

    private Extent write(boolean isCounts, Months months, Sink sink) throws IOException {
        OpenMessages data = new OpenMessages(pos, k());
        return isCounts
                ? data.counts(months.first(), months.last(), sink)
                : data.messages(months.first(), months.last(), sink);
    }

    /** @throws Refusal UNAVAILABLE if all places are taken, its first argument after how many seconds to try again */
    private void requirePlace() {
        if (places.availablePermits() == 0) {
            throw Refusal.of(Reason.UNAVAILABLE, "openData.busy", TRY_AGAIN_SECONDS);
        }
    }

    /** Works in a place, which is taken where it is given back: an answer that is never written takes none. */
    private void inPlace(Reply.Content content, OutputStream out) throws IOException {
        try {
            if (!places.tryAcquire(MOST_WAITING_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no place for open data became free");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        try {
            content.write(out);
        } finally {
            places.release();
        }
    }

    private Reply csv(Call call, boolean isCounts) {
        Query query = call.query();
        Flavour flavour = Flavour.read(query, Flavour.PLAIN);
        Months months = months(query);
        query.done();
        List<String> columns = OpenMessages.columns(isCounts);
        return file(call, isCounts, months, "csv", flavour.name(), "text/csv; charset=utf-8", out -> {
            try (CsvTable table = flavour.open(out)) {
                table.row(columns);
                write(isCounts, months, row -> {
                    List<Object> cells = new ArrayList<>(columns.size());
                    for (String column : columns) {
                        Object value = row.get(column);
                        cells.add(value == null ? "" : value);
                    }
                    table.row(cells);
                });
            }
        });
    }

    /** A line for each row, and a last one that says how much there is and that nothing is missing behind it. */
    private Reply lines(Call call, boolean isCounts) {
        Query query = call.query();
        Months months = months(query);
        query.done();
        return file(call, isCounts, months, "jsonl", "", "application/x-ndjson", out -> {
            Extent extent = write(isCounts, months, row -> line(out, row));
            Map<String, @Nullable Object> end = new LinkedHashMap<>();
            end.put("end", true);
            end.put("published", extent.published());
            end.put("leftOut", extent.leftOut());
            line(out, end);
        });
    }

    private static void line(OutputStream out, Map<String, @Nullable Object> row) throws IOException {
        out.write(Json.bytes(Json.tree(row)));
        out.write('\n');
    }

    private Reply file(
            Call call,
            boolean isCounts,
            Months months,
            String suffix,
            String flavour,
            String type,
            Reply.Content content) {
        Instant began = OpenMessages.weekBegan(pos.now(), zone());
        String name = (isCounts ? "counts-" : "messages-") + months.first() + "-" + months.last();
        String tag = "\"" + name + "." + suffix + flavour + "-" + began.getEpochSecond() + "-" + k() + "-"
                + Integer.toHexString(pos.regulation().catalog().edition().hashCode()) + "\"";
        Reply known = Reply.empty(200).tagged(tag, call);
        if (known.status() == 304) {
            return caching(known, began);
        }
        requirePlace();
        Reply reply = Reply.streamed(type, out -> inPlace(content, out))
                .with(Headers.ETAG, tag)
                .with(Headers.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + suffix + "\"");
        return caching(reply, began);
    }

    private static Reply caching(Reply reply, Instant began) {
        return reply.with(Headers.CACHE_CONTROL, "public, max-age=3600")
                .with(
                        Headers.LAST_MODIFIED,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(began.atOffset(ZoneOffset.UTC)));
    }
}
