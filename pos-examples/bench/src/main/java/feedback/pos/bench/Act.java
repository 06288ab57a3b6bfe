package feedback.pos.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act to be written.
 *
 * @param id of the message
 * @param lines what is written, but for the id
 * @param expected the version that the row has before, 0 for a new one
 * @param wakeAt what stands in the row's column of that name in place of what was read, or null
 */
record Act(UUID id, Lines lines, int expected, @Nullable Long wakeAt) {

    static Act of(UUID id, Lines lines, int expected) {
        return new Act(id, lines, expected, null);
    }

    /** The message's row. */
    List<@Nullable Object> row(Table message) {
        List<@Nullable Object> row = new ArrayList<>(lines.row());
        int number = message.at("number");
        row.set(message.at("id"), message.column("id").id(id));
        row.set(number, number(String.valueOf(row.get(number))));
        if (wakeAt != null) {
            row.set(message.at("wake_at"), wakeAt);
        }
        return row;
    }

    /** As long as the one that POS gave, and as scattered. */
    private String number(String like) {
        String digits = Long.toUnsignedString(id.getLeastSignificantBits(), 32) + "0000000000000";
        return like.substring(0, like.length() - 11) + digits.substring(0, 11);
    }

    /** Lines of the journal or the outbox. */
    List<List<@Nullable Object>> lines(Table table, List<List<@Nullable Object>> like) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int at = table.at("message");
        for (List<@Nullable Object> each : like) {
            List<@Nullable Object> row = new ArrayList<>(each);
            row.set(at, table.column("message").id(id));
            rows.add(row);
        }
        return rows;
    }
}
