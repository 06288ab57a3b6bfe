package feedback.pos;

import feedback.pos.topic.Example;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What one message teaches.
 *
 * @param text the beginning of what was written
 * @param topic the code of the topic that takes such messages today
 */
record Lesson(String text, String topic) {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    Example example() {
        return new Example(text, topic);
    }

    /** The same for texts that differ in case, blanks and marks alone; of 64 bits, so that all of them can be remembered. */
    long textPrint() {
        return print(plain(text));
    }

    /** The same for the same lesson. */
    long print() {
        return print(topic + "\n" + plain(text));
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static long print(String text) {
        long print = FNV_BASIS;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            print = (print ^ (each & 0xff)) * FNV_PRIME;
        }
        return print;
    }

    static List<Example> examples(List<Lesson> newestFirst) {
        int last = newestFirst.size() - 1;
        return IntStream.rangeClosed(0, last)
                .mapToObj(i -> newestFirst.get(last - i).example())
                .toList();
    }
}
