package feedback.pos.survey;

import java.math.BigDecimal;

/** Numbers as a survey knows them: bounded, and each written in one way only. */
final class Numbers {
    static final BigDecimal HIGHEST = BigDecimal.valueOf(1_000_000_000_000L);
    static final int DECIMALS = 6;

    /** What a number written out may have at most: what has more is too large or too fine, and is not worked with. */
    private static final int MOST_DIGITS = 40;

    private Numbers() {}

    /** The same number without zeros at its end and without an exponent; one that is out of bounds stays as it is. */
    static BigDecimal canonical(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            return number;
        }
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    /** Whether the number is within the bounds of every survey. */
    static boolean isFit(BigDecimal number) {
        return number.precision() <= MOST_DIGITS
                && Math.abs((long) number.scale()) <= MOST_DIGITS
                && number.abs().compareTo(HIGHEST) <= 0
                && canonical(number).scale() <= DECIMALS;
    }
}
