package feedback.pos.insight;

import feedback.pos.message.Answer;
import feedback.pos.message.Cell;
import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.message.Point;
import feedback.pos.message.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one message tells the counters: when and where it came in, what it is about, what it counts as, and how it went through its
 * stages. Holds nothing of a person who is not an official. Immutable and thread-safe.
 *
 * @param message its id
 * @param version as of which version
 * @param createdAt when the clock started
 * @param day the local day of that
 * @param holders the bodies from the root down to the one that holds it
 * @param topics from the category down
 * @param territory ОКТМО digits, as given
 * @param point where on the map, or null
 * @param districts in which the point lies, the smallest first
 * @param mark what it counts as
 * @param answered the local day of the answer, or null
 * @param executor who wrote the answer, or null
 * @param passages through stages, in order
 */
public record Fact(
        UUID message,
        int version,
        Instant createdAt,
        LocalDate day,
        List<String> holders,
        List<String> topics,
        String territory,
        @Nullable Point point,
        List<String> districts,
        Mark mark,
        @Nullable LocalDate answered,
        @Nullable String executor,
        List<Passage> passages) {

    /** Of what this class and {@link Mark} make of messages: one more whenever that changes, so that everything is counted anew. */
    public static final int EDITION = 2;

    /** Cells down to this level are counted by the day as well, for all topics together. */
    private static final int BY_DAY_UP_TO = 14;

    /** Cells of the finest level are counted for all topics together only. */
    private static final int FINEST = 16;

    private static final int[] TERRITORY_DIGITS = {2, 5, 8, 11};

    public Fact {
        holders = List.copyOf(holders);
        topics = List.copyOf(topics);
        districts = List.copyOf(districts);
        passages = List.copyOf(passages);
    }

    /**
     * A passage through a stage.
     *
     * @param bodies from the root down to the one that held the message then
     * @param day the local day on which the stage was left
     * @param mark with the stage, whether it took too long, and the days
     */
    public record Passage(List<String> bodies, LocalDate day, Mark mark) {
        public Passage {
            bodies = List.copyOf(bodies);
        }
    }

    /** A fact of the journal with when it happened. */
    public record Happened(Event event, Instant at) {}

    /** Finds the districts in which a point lies, the smallest first. */
    public interface Districts {
        List<String> at(Point point);
    }

    /**
     * What a message tells.
     *
     * @param message as it stands
     * @param journal all that happened to it
     * @param zone in which days are counted
     */
    public static Fact of(Message message, List<Happened> journal, ZoneId zone, Districts map) {
        Point point = message.submission().location();
        Answer answer = message.answer();
        Instant sent = answer == null ? null : answer.sentAt();
        Passages passages = new Passages(zone);
        int forwards = 0;
        // That a complaint begins at the superior body stands as its second line: nobody has sent it on
        boolean isComplaint = message.links().parent() != null;
        for (int n = 0; n < journal.size(); n++) {
            Happened each = journal.get(n);
            forwards += each.event() instanceof Event.Forwarded && !(isComplaint && n == 1) ? 1 : 0;
            passages.add(each);
        }
        return new Fact(
                message.id(),
                message.version(),
                message.createdAt(),
                LocalDate.ofInstant(message.createdAt(), zone),
                message.holder().path(),
                message.topic().path(),
                message.submission().territory().oktmo(),
                point,
                point == null ? List.of() : map.at(point),
                Mark.of(message, forwards, zone),
                sent == null ? null : LocalDate.ofInstant(sent, zone),
                answer == null ? null : answer.executor(),
                passages.found());
    }

    /** The category. */
    public String category() {
        return topics.get(0);
    }

    /** What is done with a counter that a fact is counted by. */
    public interface Counter {
        void of(Face face, Grain grain, int bucket, Mark mark);
    }

    /** All counters that it is counted by. */
    public void forEach(Counter counter) {
        everywhere(counter);
        holders.forEach(body -> both(counter, Face.Side.ORGANIZATION, body, day, mark));
        for (int digits : TERRITORY_DIGITS) {
            if (digits <= territory.length() && (digits == 2 || !territory.startsWith("000", digits - 3))) {
                both(counter, Face.Side.TERRITORY, territory.substring(0, digits), day, mark);
            }
        }
        for (String district : districts) {
            both(counter, Face.Side.DISTRICT, district, day, mark);
            by(counter, new Face(Face.Side.DISTRICT, district, category()), day, mark, Grain.DAY);
        }
        if (point != null) {
            cells(counter, point);
        }
        if (answered != null) {
            LocalDate sent = answered;
            holders.forEach(
                    body -> by(counter, new Face(Face.Side.ANSWERS, body, ""), sent, mark, Grain.DAY, Grain.MONTH));
            if (executor != null && !executor.isEmpty()) {
                by(counter, new Face(Face.Side.EXECUTOR, executor, ""), sent, mark, Grain.MONTH);
            }
        }
        for (Passage passage : passages) {
            for (String body : passage.bodies()) {
                by(
                        counter,
                        new Face(Face.Side.PASSAGES, body, ""),
                        passage.day(),
                        passage.mark(),
                        Grain.DAY,
                        Grain.MONTH);
            }
        }
    }

    private void everywhere(Counter counter) {
        by(counter, Face.all(""), day, mark, Grain.DAY, Grain.MONTH);
        by(counter, Face.all(category()), day, mark, Grain.DAY);
        topics.forEach(topic -> by(counter, Face.all(topic), day, mark, Grain.MONTH));
    }

    private void both(Counter counter, Face.Side side, String id, LocalDate when, Mark counted) {
        by(counter, new Face(side, id, ""), when, counted, Grain.DAY, Grain.MONTH);
        by(counter, new Face(side, id, category()), when, counted, Grain.MONTH);
    }

    private void cells(Counter counter, Point where) {
        Cell finest = Cell.of(FINEST, where.lat(), where.lon());
        for (int level : Face.LEVELS) {
            Cell cell = finest.up(level);
            by(counter, Face.cell(cell, ""), day, mark, Grain.MONTH, Grain.YEAR);
            if (level <= BY_DAY_UP_TO) {
                by(counter, Face.cell(cell, ""), day, mark, Grain.DAY);
            }
            if (level < FINEST) {
                by(counter, Face.cell(cell, category()), day, mark, Grain.MONTH, Grain.YEAR);
            }
        }
    }

    private static void by(Counter counter, Face face, LocalDate when, Mark mark, Grain... grains) {
        for (Grain grain : grains) {
            counter.of(face, grain, grain.bucket(when), mark);
        }
    }

    /**
     * Whether the counters of a face are kept for a grain: what {@link #forEach} counts by.
     *
     * @param isCategory whether its topic, if it has one, is a category
     */
    public static boolean isCounted(Face face, boolean isCategory, Grain grain) {
        boolean isWhole = face.topic().isEmpty();
        return switch (face.side()) {
            case ALL -> grain == Grain.MONTH || grain == Grain.DAY && (isWhole || isCategory);
            case ORGANIZATION, TERRITORY ->
                grain == Grain.MONTH && (isWhole || isCategory) || grain == Grain.DAY && isWhole;
            case DISTRICT -> grain != Grain.YEAR && (isWhole || isCategory);
            case CELL -> isCellCounted(Face.cell(face.id()).level(), isWhole, isCategory, grain);
            case ANSWERS, PASSAGES -> grain != Grain.YEAR && isWhole;
            case EXECUTOR -> grain == Grain.MONTH && isWhole;
        };
    }

    private static boolean isCellCounted(int level, boolean isWhole, boolean isCategory, Grain grain) {
        if (!Face.LEVELS.contains(level)) {
            return false;
        }
        return grain == Grain.DAY ? isWhole && level <= BY_DAY_UP_TO : isWhole || isCategory && level < FINEST;
    }

    /** Follows a message through its stages. */
    private static final class Passages {
        private final ZoneId zone;
        private final List<Passage> found = new ArrayList<>();
        private @Nullable Message before;
        private @Nullable Instant entered;
        private boolean isAnswered;

        Passages(ZoneId zone) {
            this.zone = zone;
        }

        void add(Happened each) {
            Message earlier = before;
            Message after = each.event().applyTo(earlier, each.at());
            before = after;
            if (earlier == null) {
                entered = after.createdAt();
                return;
            }
            if (each.event() instanceof Event.Imported) {
                // How another system's stages went is not known
                isAnswered = true;
                entered = each.at();
                return;
            }
            if (!isAnswered && (each.event() instanceof Event.Answered || each.event() instanceof Event.Postponed)) {
                isAnswered = true;
                add(
                        earlier,
                        Stage.ANSWERED,
                        after.createdAt(),
                        each.at(),
                        earlier.deadline().due());
            }
            if (after.stage() != earlier.stage()) {
                Instant due = earlier.stageDue();
                if (due != null && entered != null) {
                    add(earlier, earlier.stage(), entered, each.at(), due);
                }
                entered = each.at();
            }
        }

        private void add(Message was, Stage stage, Instant from, Instant to, Instant due) {
            found.add(new Passage(
                    was.holder().path(),
                    LocalDate.ofInstant(to, zone),
                    Mark.ofPassage(was, stage, to.isAfter(due), Mark.days(from, to, zone))));
        }

        List<Passage> found() {
            return found;
        }
    }
}
