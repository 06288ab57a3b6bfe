package feedback.pos.http.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The physical lines of a file, each decoded on its own, so that broken bytes spoil their own line only. For one thread. */
final class Lines {
    private static final int LONGEST = 1_000_000;
    private static final char REPLACEMENT = '\ufffd';

    private final InputStream in;
    private final Charset charset;
    private final byte[] buffer = new byte[1 << 16];
    private final Deque<Line> returned = new ArrayDeque<>();
    private int at;
    private int filled;
    private long number;

    /**
     * A line.
     *
     * @param number from 1
     * @param text with its line end, if it has one
     * @param fault what is wrong with its bytes, or null
     */
    record Line(long number, String text, @Nullable String fault) {}

    Lines(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
    }

    /** The next line, or null at the end. */
    @Nullable
    Line next() throws IOException {
        return returned.isEmpty() ? read() : returned.pop();
    }

    /** Gives lines back, to be read again. */
    void giveBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            returned.push(lines.get(i));
        }
    }

    private @Nullable Line read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        boolean any = false;
        while (fill()) {
            any = true;
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            boolean complete = end < filled;
            int length = end - at + (complete ? 1 : 0);
            if (line.size() + length <= LONGEST) {
                line.write(buffer, at, length);
            } else {
                tooLong = true;
            }
            at += length;
            if (complete) {
                break;
            }
        }
        return any ? decode(line.toByteArray(), tooLong) : null;
    }

    private boolean fill() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer));
        }
        return filled > 0;
    }

    private Line decode(byte[] bytes, boolean tooLong) {
        number++;
        String text = new String(bytes, charset);
        if (number == 1 && text.startsWith("\ufeff")) {
            text = text.substring(1);
        }
        if (tooLong) {
            return new Line(number, text, "the line is longer than " + LONGEST + " bytes");
        }
        boolean broken = text.indexOf(REPLACEMENT) >= 0 && !isDecodable(bytes);
        return new Line(number, text, broken ? "not " + charset.name() : null);
    }

    private boolean isDecodable(byte[] bytes) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
