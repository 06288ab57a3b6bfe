package feedback.pos.tally;

import feedback.pos.refusal.Refusal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What decides between projects that are equal: some questions in turn, published before the vote. The last one always decides, so a count has one
 * outcome.
 *
 * @param by what is asked, in this order; the order of the list is asked last unless lots are drawn
 * @param seed what lots are drawn from; null if none are drawn
 */
public record Ties(List<By> by, @Nullable String seed) {
    private static final int LONGEST_SEED = 200;
    private static final String LOT = "lot:";
    private static final Pattern LOT_IN = Pattern.compile("(?:^|,)\\s*lot:", Pattern.CASE_INSENSITIVE);

    /** The order of the published list alone. */
    public static final Ties BY_LIST = new Ties(List.of(By.LIST), null);

    /** What is asked. */
    public enum By {
        /** The one that more ballots name. */
        VOTES,
        /** The one that costs less. */
        CHEAPER,
        /** The one that stands first in the list. */
        LIST,
        /** The one whose lot is the least: the SHA-256 of seed, line end and id, as hexadecimal digits. */
        LOT
    }

    /** @throws Refusal if lots are drawn without a seed, or the seed is too long */
    public Ties {
        if (by.contains(By.LOT) != (seed != null) || seed != null && (seed.isBlank() || seed.length() > LONGEST_SEED)) {
            throw Refusal.field("ties", "tally.seed", LONGEST_SEED);
        }
        List<By> asked = new ArrayList<>(by.stream().distinct().toList());
        if (!asked.contains(By.LIST) && !asked.contains(By.LOT)) {
            asked.add(By.LIST);
        }
        by = List.copyOf(asked);
    }

    /**
     * What a rule decides by where nobody published another. Greedy rules: the order of the list, as those do who check Pabulib's files. Equal
     * shares: the lower cost, then more votes, as the same people do, then the list.
     */
    public static Ties usual(Rule rule) {
        return rule.kind() == Rule.Kind.EQUAL_SHARES ? new Ties(List.of(By.CHEAPER, By.VOTES, By.LIST), null) : BY_LIST;
    }

    /**
     * Reads {@code votes,cheaper,list} or {@code votes,lot:SEED}; the seed may contain commas.
     *
     * @throws Refusal if a word is unknown
     */
    public static Ties of(String spelling) {
        String text = spelling.strip();
        Matcher lot = LOT_IN.matcher(text);
        boolean draws = lot.find();
        String words = draws ? text.substring(0, lot.start()) : text;
        List<By> by = new ArrayList<>(Arrays.stream(words.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(Ties::word)
                .toList());
        if (draws) {
            by.add(By.LOT);
        } else if (by.isEmpty()) {
            throw unknown(text);
        }
        return new Ties(by, draws ? text.substring(lot.end()) : null);
    }

    private static By word(String word) {
        return Arrays.stream(By.values())
                .filter(each -> each != By.LOT && each.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> unknown(word));
    }

    private static Refusal unknown(String word) {
        return Refusal.field("ties", "tally.ties", Election.shortened(word), "votes, cheaper, list, lot:SEED");
    }

    /** The lot of a project, 64 hexadecimal digits; the least one wins. Anyone can draw it: {@code printf '%s\n%s' SEED ID | sha256sum}. */
    public static String lot(String seed, String id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest((seed + "\n" + id).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The one that is asked for first; places are those in the list. */
    Comparator<Integer> order(Election election) {
        return by.stream()
                .map(each -> question(each, election))
                .reduce(Comparator::thenComparing)
                .orElse(Comparator.naturalOrder())
                .thenComparing(Comparator.naturalOrder());
    }

    /** What told two projects apart; the order of the list if nothing did. */
    By told(Election election, int one, int other) {
        return by.stream()
                .filter(each -> question(each, election).compare(one, other) != 0)
                .findFirst()
                .orElse(By.LIST);
    }

    private Comparator<Integer> question(By asked, Election election) {
        return switch (asked) {
            case VOTES ->
                Comparator.<Integer>comparingLong(
                                place -> election.standings().get(place).votes())
                        .reversed();
            case CHEAPER -> Comparator.comparing(place -> cost(election, place));
            case LIST -> Comparator.naturalOrder();
            case LOT ->
                Comparator.comparing(place ->
                        lot(String.valueOf(seed), election.projects().get(place).id()));
        };
    }

    private static BigDecimal cost(Election election, int place) {
        BigDecimal cost = election.projects().get(place).cost();
        return cost == null ? BigDecimal.ZERO : cost;
    }

    /** The spelling. */
    @Override
    public String toString() {
        return by.stream()
                .map(each -> each == By.LOT ? LOT + seed : each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }
}
