package feedback.pos.organization;

import feedback.pos.refusal.Refusal;

/**
 * A place in the all-Russian classifier of municipal territories (ОКТМО): 2 digits of the region, 3 of the
 * municipality, 3 of the settlement, 3 of its part. Groups of zeros at the end mean «all of it», so {@code 38000000}
 * contains {@code 38701000}.
 *
 * @param oktmo 2 to 11 digits, as given
 */
public record Territory(String oktmo) {

    /** @throws Refusal INVALID_VALUE if it is not 2, 5, 8 or 11 digits */
    public Territory {
        if (!isWellFormed(oktmo)) {
            throw Refusal.field("territory", "territory.malformed");
        }
    }

    /** Shorthand made for static import: {@code oktmo("38701000")}. */
    public static Territory oktmo(String digits) {
        return new Territory(digits);
    }

    /** The significant digits: without the groups of zeros at the end. */
    public String prefix() {
        int end = oktmo.length();
        while (end > 2 && oktmo.startsWith("000", end - 3)) {
            end -= 3;
        }
        return oktmo.substring(0, end);
    }

    /** Whether the other territory is this one or lies in it. */
    public boolean contains(Territory other) {
        return other.oktmo.startsWith(prefix());
    }

    @Override
    public String toString() {
        return oktmo;
    }

    private static boolean isWellFormed(String digits) {
        if (digits.length() < 2 || digits.length() > 11 || digits.length() % 3 != 2) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
