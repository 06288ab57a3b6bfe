package feedback.pos.http.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a CSV file by RFC 4180, read one by one. A row that is broken costs that row only: a quotation mark that is never
 * closed spoils the line it stands on, and reading goes on with the next. (The library that reads the region's files gives up
 * a file at its first broken quotation mark, which is right for files that people maintain and wrong for exports.) For one
 * thread.
 */
public final class CsvRows {
    private static final int LONGEST_ROW = 200_000;
    private static final char QUOTE = '"';

    private final Lines lines;
    private final char separator;

    /**
     * A row.
     *
     * @param line on which line it begins, from 1
     * @param fields its fields; the whole line as one field where it could not be taken apart
     * @param fault why it could not be read, or null
     */
    public record Row(
            long line, List<String> fields, @Nullable String fault) {
        public Row {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Rows of an open file, which the caller closes.
     *
     * @param charset one that writes line ends and separators as ASCII does
     * @param separator between fields, a comma as a rule
     */
    public CsvRows(InputStream in, Charset charset, char separator) {
        this.lines = new Lines(in, charset);
        this.separator = separator;
    }

    /** The next row, empty lines passed over; null at the end. */
    public @Nullable Row next() throws IOException {
        Lines.Line first = lines.next();
        while (first != null && first.text().isBlank()) {
            first = lines.next();
        }
        return first == null ? null : new Parse(first).row();
    }

    /** Takes one row apart, over as many lines as its quotation marks embrace. */
    private final class Parse {
        private final Lines.Line first;
        private final List<Lines.Line> more = new ArrayList<>();
        private final List<String> fields = new ArrayList<>();
        private final StringBuilder field = new StringBuilder();
        private String text;
        private int at;
        private int length;
        private @Nullable String fault;

        Parse(Lines.Line first) {
            this.first = first;
            this.text = first.text();
            this.length = text.length();
            this.fault = first.fault();
        }

        Row row() throws IOException {
            while (true) {
                boolean read = at < text.length() && text.charAt(at) == QUOTE ? quoted() : plain();
                if (!read) {
                    lines.giveBack(more);
                    return new Row(first.number(), List.of(withoutEnd(first.text())), fault);
                }
                fields.add(field.toString());
                field.setLength(0);
                if (at >= text.length() || text.charAt(at) != separator) {
                    return new Row(first.number(), fields, fault);
                }
                at++;
            }
        }

        private boolean plain() {
            int from = at;
            while (at < text.length() && text.charAt(at) != separator && !isEnd()) {
                at++;
            }
            field.append(text, from, at);
            return true;
        }

        private boolean quoted() throws IOException {
            at++;
            while (true) {
                int close = text.indexOf(QUOTE, at);
                if (close < 0) {
                    field.append(text, at, text.length());
                    if (!continues()) {
                        return broken("a quotation mark is not closed");
                    }
                } else if (close + 1 < text.length() && text.charAt(close + 1) == QUOTE) {
                    field.append(text, at, close + 1);
                    at = close + 2;
                } else {
                    field.append(text, at, close);
                    at = close + 1;
                    boolean ends = at == text.length() || text.charAt(at) == separator || isEnd();
                    return ends
                            || broken(
                                    more.isEmpty()
                                            ? "text follows a closing quotation mark"
                                            : "a quotation mark is not closed");
                }
            }
        }

        private boolean broken(String what) {
            fault = fault == null ? what : fault;
            return false;
        }

        /** Goes on to the next line; false where the row would have no end. */
        private boolean continues() throws IOException {
            Lines.Line next = length > LONGEST_ROW ? null : lines.next();
            if (next == null) {
                return false;
            }
            more.add(next);
            text = next.text();
            length += text.length();
            at = 0;
            fault = fault == null ? next.fault() : fault;
            return true;
        }

        private boolean isEnd() {
            return text.charAt(at) == '\n'
                    || (text.charAt(at) == '\r' && (at + 1 == text.length() || text.charAt(at + 1) == '\n'));
        }
    }

    private static String withoutEnd(String line) {
        return line.stripTrailing();
    }
}
