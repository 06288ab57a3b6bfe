package feedback.pos.tally;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of fields parted by semicolons. A field that begins with a quotation mark may hold semicolons and line ends, and a doubled mark stands for one;
 * elsewhere a mark is a character as any other. Spaces around fields are taken off. For one thread.
 */
final class PabulibRows {
    private static final char QUOTE = '"';
    private static final char SEPARATOR = ';';
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int END = -1;

    private final BufferedReader in;
    private final StringBuilder field = new StringBuilder();
    private long line = 1;
    private long characters;
    private int peeked = -2;
    private int length;
    private long begun;
    private boolean isFirst = true;

    PabulibRows(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /**
     * A row.
     *
     * @param line on which it begins, from 1
     */
    record Row(long line, List<String> fields) {
        /** The field, or an empty text where the row has no so many. */
        String get(int index) {
            return index >= 0 && index < fields.size() ? fields.get(index) : "";
        }
    }

    /** The same refusal, naming as its field where in the file it stands: {@code line:column}, both from 1. */
    static Refusal at(long line, int column, Refusal what) {
        return Refusal.of(what.reason(), what.key(), what.args().toArray())
                .withFields(List.of(new Refusal.Field(line + ":" + column, what.key(), what.args())));
    }

    /** On which line reading is. */
    long line() {
        return line;
    }

    /** The next row, blank ones passed over; null at the end. */
    @Nullable
    Row next() throws IOException {
        while (peek() != END) {
            begun = line;
            length = 0;
            List<String> fields = fields();
            if (fields.stream().anyMatch(each -> !each.isEmpty())) {
                return new Row(begun, fields);
            }
        }
        return null;
    }

    private List<String> fields() throws IOException {
        List<String> fields = new ArrayList<>();
        while (true) {
            fields.add(field());
            int end = read();
            if (end != SEPARATOR) {
                return fields;
            }
        }
    }

    private String field() throws IOException {
        field.setLength(0);
        skipSpaces();
        if (peek() == QUOTE) {
            read();
            quoted();
        }
        while (peek() != SEPARATOR && peek() != '\n' && peek() != END) {
            field.append((char) read());
        }
        return field.toString().strip();
    }

    private void quoted() throws IOException {
        while (true) {
            int next = read();
            if (next == END) {
                throw at(begun, 1, Refusal.field("", "tally.file.quote"));
            }
            if (next == QUOTE) {
                if (peek() != QUOTE) {
                    return;
                }
                read();
            }
            field.append((char) next);
        }
    }

    private void skipSpaces() throws IOException {
        while (peek() == ' ' || peek() == '\t') {
            read();
        }
    }

    private int peek() throws IOException {
        if (peeked == -2) {
            peeked = decoded();
        }
        return peeked;
    }

    private int read() throws IOException {
        int next = peek();
        peeked = -2;
        if (next == '\n') {
            line++;
        }
        if (++length > Pabulib.LONGEST_ROW) {
            throw at(begun, 1, Refusal.of(Reason.TOO_LARGE, "tally.file.row", Pabulib.LONGEST_ROW));
        }
        return next;
    }

    /** Line ends of all kinds are one. */
    private int decoded() throws IOException {
        int next;
        try {
            next = in.read();
            if (isFirst && next == BYTE_ORDER_MARK) {
                next = in.read();
            }
            isFirst = false;
            if (next == '\r') {
                in.mark(1);
                if (in.read() != '\n') {
                    in.reset();
                }
                next = '\n';
            }
        } catch (CharacterCodingException e) {
            throw at(line, 1, Refusal.of(Reason.MALFORMED, "tally.file.utf8"));
        }
        if (++characters > Pabulib.MOST_BYTES) {
            throw at(line, 1, Refusal.of(Reason.TOO_LARGE, "tally.file.size", Pabulib.MOST_BYTES));
        }
        return next;
    }
}
