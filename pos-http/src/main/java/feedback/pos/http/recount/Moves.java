package feedback.pos.http.recount;

import feedback.pos.Pos.Impact;
import feedback.pos.Pos.Moved;
import feedback.pos.Pos.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the first of the messages whose dates move, and lists all of them where a list is wanted. For one thread. */
public final class Moves implements Watch {
    private final int most;
    private final @Nullable Appendable list;
    private final Consumer<Impact> progress;
    private final List<Moved> first = new ArrayList<>();
    private long listed;

    /**
     * A new list.
     *
     * @param most how many are kept
     * @param list where all of them are written as CSV, or null
     * @param progress is told from time to time how far it is
     */
    public Moves(int most, @Nullable Appendable list, Consumer<Impact> progress) {
        this.most = most;
        this.list = list;
        this.progress = progress;
        write(csvHead());
    }

    @Override
    public void moved(Moved message) {
        if (first.size() < most) {
            first.add(message);
        }
        if (list != null) {
            write(csv(message));
            listed++;
        }
    }

    private void write(String line) {
        if (list != null) {
            try {
                list.append(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void progress(Impact soFar) {
        progress.accept(soFar);
    }

    /** The first messages, newest first. */
    public List<Moved> first() {
        return first;
    }

    /** How many were written to the list. */
    public long listed() {
        return listed;
    }

    /** The head of the list. */
    public static String csvHead() {
        return "number,id,organization,zone,from,to,becomesOverdue\r\n";
    }

    /** A line of the list; ids and numbers hold nothing that CSV would want in quotation marks. */
    public static String csv(Moved each) {
        return String.join(
                        ",",
                        each.number(),
                        each.id().toString(),
                        each.organization(),
                        each.zone().getId(),
                        local(each.from(), each.zone()),
                        local(each.to(), each.zone()),
                        Boolean.toString(each.becomesOverdue()))
                + "\r\n";
    }

    /** A message as plain values. */
    public static Map<String, Object> values(Moved each) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("number", each.number());
        values.put("id", each.id().toString());
        values.put("organization", each.organization());
        values.put("zone", each.zone().getId());
        values.put("from", local(each.from(), each.zone()));
        values.put("to", local(each.to(), each.zone()));
        values.put("becomesOverdue", each.becomesOverdue());
        return values;
    }

    /** The counts as plain values. */
    public static Map<String, Object> values(Impact impact) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("examined", impact.examined());
        values.put("moved", impact.moved());
        values.put("becomeOverdue", impact.becomeOverdue());
        values.put("noLongerOverdue", impact.noLongerOverdue());
        values.put("internalOnly", impact.internalOnly());
        return values;
    }

    private static String local(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }
}
