package feedback.pos.poll;

import feedback.pos.refusal.Refusal;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a ballot stands. Who has it can see that the ballot was counted as it was given; for the chain of seals see
 * {@code docs/votes.md}.
 *
 * @param poll whose box
 * @param chain number of the chain
 * @param position in the chain, from 1
 * @param seal of the line, 43 characters
 */
public record Receipt(UUID poll, int chain, long position, String seal) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,2})-(\\d{1,18})-([A-Za-z0-9_-]{43})");

    /** As a person keeps it: chain, position and seal with hyphens between them. */
    @Override
    public String toString() {
        return chain + "-" + position + "-" + seal;
    }

    /** @throws Refusal INVALID_VALUE if it is not what {@link #toString} gives */
    public static Receipt parse(UUID poll, String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw Refusal.field("receipt", "poll.receipt");
        }
        return new Receipt(
                poll, Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3));
    }
}
