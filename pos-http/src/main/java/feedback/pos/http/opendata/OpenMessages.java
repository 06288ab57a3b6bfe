package feedback.pos.http.opendata;

import feedback.pos.Pos;
import feedback.pos.catalog.Topic;
import feedback.pos.http.opendata.Coarsening.Finest;
import feedback.pos.http.opendata.Detail.Step;
import feedback.pos.http.report.Period;
import feedback.pos.message.Answer;
import feedback.pos.message.Channel;
import feedback.pos.message.Message;
import feedback.pos.message.Rating;
import feedback.pos.message.Stage;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is published of messages, month by month: for each month once to see who looks alike, and once to write. Thread-safe.
 *
 * <p>A file changes once a week: closed counts what was closed before this week began. Whoever holds today's file against yesterday's finds
 * nothing, and against last week's only what a whole week has brought.
 */
public final class OpenMessages {
    /** How many months one file may have. */
    public static final int MOST_MONTHS = 36;

    private static final int PAGE = 1_000;

    /** What was not admitted, or is not yet. */
    private static final Set<Stage> ADMITTED = EnumSet.of(
            Stage.COORDINATION, Stage.EXECUTION, Stage.APPROVAL, Stage.POSTPONED, Stage.ANSWERED, Stage.CLOSED);

    private final Pos pos;
    private final int k;
    private final ZoneId zone;
    private final Instant before;
    private final Map<String, String> territories = new HashMap<>();

    /**
     * What can be published now.
     *
     * @param k so many persons at least must look alike, 2 to 1,000
     */
    public OpenMessages(Pos pos, int k) {
        this.pos = pos;
        this.k = k;
        this.zone = pos.regulation().zone();
        this.before = weekBegan(pos.now(), zone);
        Organization root =
                pos.regulation().directory().find(pos.regulation().root()).orElseThrow();
        territories.put(root.territory().prefix(), root.name());
        for (Organization each : pos.regulation().directory().children(root.id())) {
            if (each.level() == Level.MUNICIPALITY) {
                territories.putIfAbsent(each.territory().prefix(), each.name());
            }
        }
    }

    /** When the week of an instant began. */
    public static Instant weekBegan(Instant now, ZoneId zone) {
        return LocalDate.ofInstant(now, zone)
                .with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY))
                .atStartOfDay(zone)
                .toInstant();
    }

    /** Is given rows as they are made. */
    public interface Sink {
        /** A row: a value for each column; null, text, number or flag. */
        void row(Map<String, @Nullable Object> row) throws IOException;
    }

    /**
     * How much was published.
     *
     * @param published messages
     * @param leftOut messages that are too few even at the coarsest step
     */
    public record Extent(long published, long leftOut) {
        Extent and(Coarsening month) {
            return new Extent(published + month.published(), leftOut + month.leftOut());
        }
    }

    /** Writes each closed message received in the months. */
    public Extent messages(YearMonth first, YearMonth last, Sink sink) throws IOException {
        Extent extent = new Extent(0, 0);
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            Filter filter = of(month).withStages(EnumSet.of(Stage.CLOSED));
            Coarsening coarsening = settle(filter);
            each(filter, message -> {
                Finest finest = finest(message);
                Step step = coarsening.step(finest);
                if (step != null) {
                    sink.row(row(message, finest.at(step), step));
                }
            });
            extent = extent.and(coarsening);
        }
        return extent;
    }

    /** Writes how many admitted messages were received, by week or month, territory, topic or category. */
    public Extent counts(YearMonth first, YearMonth last, Sink sink) throws IOException {
        Extent extent = new Extent(0, 0);
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            Filter filter = of(month).withStages(ADMITTED);
            Coarsening coarsening = settle(filter);
            Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
            each(filter, message -> {
                Finest finest = finest(message);
                Step step = coarsening.step(finest);
                if (step != null) {
                    Detail detail = finest.at(step);
                    String key = detail.period() + " " + detail.territory() + " " + detail.topic() + " " + step;
                    Map<String, @Nullable Object> row = rows.computeIfAbsent(key, any -> place(detail, step));
                    row.merge("received", 1L, (held, one) -> (Long) held + (Long) one);
                }
            });
            for (Map<String, @Nullable Object> row : rows.values()) {
                sink.row(row);
            }
            extent = extent.and(coarsening);
        }
        return extent;
    }

    private Filter of(YearMonth month) {
        Period period = Period.of(month, zone);
        return Filter.all(pos.now()).withFrom(period.from()).withTo(period.to());
    }

    /** Something to be done with a message. */
    private interface Work {
        void of(Message message) throws IOException;
    }

    private void each(Filter filter, Work work) throws IOException {
        @Nullable Position after = null;
        List<Message> page;
        do {
            page = pos.messages().list(filter, after, PAGE);
            for (Message message : page) {
                after = Position.of(message);
                if (!message.stage().isFinal() || message.updatedAt().isBefore(before)) {
                    work.of(message);
                }
            }
        } while (page.size() == PAGE);
    }

    private Coarsening settle(Filter filter) throws IOException {
        Coarsening coarsening = new Coarsening(k);
        each(filter, message -> coarsening.add(finest(message), sender(message)));
        coarsening.settle();
        return coarsening;
    }

    /** Who sent it; of whom nothing is known, because another system does not say or the person was erased, is taken for one more. */
    private static String sender(Message message) {
        boolean isUnknown = message.isAnonymous() || message.submission().channel() == Channel.OTHER_SYSTEM;
        return isUnknown ? message.id().toString() : message.submission().applicant();
    }

    private Finest finest(Message message) {
        LocalDate day = LocalDate.ofInstant(message.createdAt(), zone);
        String oktmo = message.submission().territory().oktmo();
        List<String> topics = message.topic().path();
        return new Finest(
                Detail.of(day, oktmo, topics, Step.TOPIC),
                Detail.of(day, oktmo, topics, Step.CATEGORY),
                Detail.of(day, oktmo, topics, Step.REGION),
                Detail.of(day, oktmo, topics, Step.MONTH));
    }

    private Map<String, @Nullable Object> place(Detail detail, Step step) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("period", detail.period());
        row.put("periodKind", step == Step.MONTH ? "month" : "week");
        row.put("territory", detail.territory());
        row.put("territoryName", territories.getOrDefault(detail.territory(), ""));
        row.put("topic", detail.topic());
        row.put(
                "topicName",
                pos.regulation().catalog().find(detail.topic()).map(Topic::name).orElse(""));
        row.put("detail", step.name());
        return row;
    }

    private Map<String, @Nullable Object> row(Message message, Detail detail, Step step) {
        Map<String, @Nullable Object> row = place(detail, step);
        Answer answer = message.answer();
        Instant sent = answer == null ? null : answer.sentAt();
        Rating rating = message.rating();
        row.put("kind", message.kind().name());
        row.put("fastTrack", message.topic().fastTrack());
        row.put("outcome", message.outcome() == null ? null : message.outcome().name());
        row.put(
                "daysToAnswer",
                sent == null
                        ? null
                        : ChronoUnit.DAYS.between(
                                LocalDate.ofInstant(message.createdAt(), zone), LocalDate.ofInstant(sent, zone)));
        row.put("inTime", sent == null ? null : !message.isOverdue(sent));
        row.put("rating", rating == null ? null : rating.stars());
        row.put("escalated", message.links().child() != null);
        return row;
    }

    /** The columns of a file, in order. */
    public static List<String> columns(boolean isCounts) {
        List<String> columns = new ArrayList<>(
                List.of("period", "periodKind", "territory", "territoryName", "topic", "topicName", "detail"));
        columns.addAll(
                isCounts
                        ? List.of("received")
                        : List.of("kind", "fastTrack", "outcome", "daysToAnswer", "inTime", "rating", "escalated"));
        return columns;
    }
}
