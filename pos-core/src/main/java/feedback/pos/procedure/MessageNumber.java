package feedback.pos.procedure;

import feedback.pos.deadline.Deadline;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * The number that a citizen is given: the day of receipt and ten characters, such as {@code 261123-4K7QM-X2D9T}. Made
 * from the id, so no counter is shared; the characters cannot be guessed, and none looks like another.
 */
final class MessageNumber {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHARACTERS = 10;

    private MessageNumber() {}

    static String of(UUID id, Deadline deadline) {
        LocalDate day = deadline.start().atZone(deadline.zone()).toLocalDate();
        long bits = mix(id.getMostSignificantBits() * 0x9e3779b97f4a7c15L ^ id.getLeastSignificantBits());
        StringBuilder number = new StringBuilder(18);
        number.append(String.format(
                Locale.ROOT, "%02d%02d%02d", day.getYear() % 100, day.getMonthValue(), day.getDayOfMonth()));
        for (int i = 0; i < CHARACTERS; i++) {
            if (i % 5 == 0) {
                number.append('-');
            }
            number.append(ALPHABET.charAt((int) (bits >>> (5 * i)) & 31));
        }
        return number.toString();
    }

    /** Spreads every bit of the id over the number (the finalizer of SplitMix64). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
