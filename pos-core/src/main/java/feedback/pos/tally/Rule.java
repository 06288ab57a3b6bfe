package feedback.pos.tally;

import feedback.pos.refusal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How winners are found, spelled as Pabulib does: see {@code docs/voting-rules.md} for each in plain sentences.
 *
 * @param kind what is done
 * @param winners how many may win, at least 1; without meaning but for rules of the most votes
 * @param completion what equal shares do with the money that is left
 * @param comparison whether equal shares give way to greedy where more voters are better off with that
 */
public record Rule(Kind kind, int winners, Completion completion, boolean comparison) {
    private static final int MOST_WINNERS = Election.MOST_PROJECTS;
    private static final String COMPARISON = "-comparison";
    private static final String EQUAL_SHARES = "equalshares";
    private static final Pattern BEST = Pattern.compile("(k-best|borda)/([1-9][0-9]{0,4})");

    /** What is done. */
    public enum Kind {
        /** The one with the most votes. */
        PLURALITY("plurality"),
        /** The k with the most votes. */
        K_BEST("k-best"),
        /** Rankings are turned into points, and the most points win. */
        BORDA("borda"),
        /** By votes as long as there is money; what does not fit is passed over. */
        GREEDY("greedy"),
        /** By votes until one does not fit. */
        GREEDY_NO_SKIP("greedy-no-skip"),
        /** Greedy with a minimum that the election says. */
        GREEDY_THRESHOLD("greedy-threshold"),
        /** Greedy with groups of projects of which one only can be built. */
        GREEDY_EXCLUSIVE("greedy-exclusive"),
        /** What Pabulib names so differs by city; their common ground is no-skip. */
        GREEDY_CUSTOM("greedy-custom"),
        /** Everybody has the same share of the money, and those who want a project pay for it. */
        EQUAL_SHARES("equalshares");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        boolean isMost() {
            return this == PLURALITY || this == K_BEST || this == BORDA;
        }

        boolean stops() {
            return this == GREEDY_NO_SKIP || this == GREEDY_CUSTOM;
        }
    }

    /** What equal shares do with the money that is left. */
    public enum Completion {
        /** It is left. */
        NONE(""),
        /** Shares grow by one unit of money for as long as what is bought fits the budget. */
        ADD1("/add1"),
        /** The same, but they stop growing once no other project would fit. */
        ADD1_EXHAUSTIVE("/add1e"),
        /** Shares grow, and the rest is given by votes. */
        ADD1_UTILITARIAN("/add1u"),
        /** Shares grow until no other project would fit, and the rest is given by votes. */
        ADD1_EXHAUSTIVE_UTILITARIAN("/add1eu"),
        /** The rest is given by votes. */
        UTILITARIAN("/utilitarian");

        private final String code;

        Completion(String code) {
            this.code = code;
        }

        boolean adds() {
            return this != NONE && this != UTILITARIAN;
        }

        boolean stopsExhausted() {
            return this == ADD1_EXHAUSTIVE || this == ADD1_EXHAUSTIVE_UTILITARIAN;
        }

        boolean isUtilitarian() {
            return this == UTILITARIAN || this == ADD1_UTILITARIAN || this == ADD1_EXHAUSTIVE_UTILITARIAN;
        }
    }

    /** @throws Refusal if so many winners cannot be */
    public Rule {
        if (winners < 1 || winners > MOST_WINNERS) {
            throw Refusal.field("rule", "tally.winners", MOST_WINNERS);
        }
    }

    /**
     * Reads a spelling such as {@code greedy}, {@code k-best/3} or {@code equalshares/add1-comparison}.
     *
     * @throws Refusal if there is no such rule; it names those there are
     */
    public static Rule of(String spelling) {
        return find(spelling)
                .orElseThrow(() -> Refusal.field(
                        "rule", "tally.rule", Election.shortened(spelling), String.join(", ", spellings())));
    }

    /** The rule of that spelling, if there is one. */
    public static Optional<Rule> find(String spelling) {
        String code = spelling.strip().toLowerCase(Locale.ROOT);
        Matcher best = BEST.matcher(code);
        if (best.matches() && Integer.parseInt(best.group(2)) <= MOST_WINNERS) {
            Kind kind = best.group(1).equals(Kind.BORDA.code) ? Kind.BORDA : Kind.K_BEST;
            return Optional.of(new Rule(kind, Integer.parseInt(best.group(2)), Completion.NONE, false));
        }
        if (code.startsWith(EQUAL_SHARES)) {
            boolean compares = code.endsWith(COMPARISON);
            String completed = code.substring(
                    EQUAL_SHARES.length(), compares ? code.length() - COMPARISON.length() : code.length());
            return Arrays.stream(Completion.values())
                    .filter(each -> each.code.equals(completed))
                    .findFirst()
                    .map(each -> new Rule(Kind.EQUAL_SHARES, 1, each, compares));
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.K_BEST && kind.code.equals(code))
                .findFirst()
                .map(kind -> new Rule(kind, 1, Completion.NONE, false));
    }

    /** The spellings there are, the number of winners written as K. */
    public static List<String> spellings() {
        return Stream.concat(
                        Stream.of("plurality", "k-best/K", "borda", "borda/K"),
                        Stream.concat(
                                Arrays.stream(Kind.values())
                                        .filter(kind -> !kind.isMost() && kind != Kind.EQUAL_SHARES)
                                        .map(kind -> kind.code),
                                Arrays.stream(Completion.values())
                                        .flatMap(each -> Stream.of(
                                                EQUAL_SHARES + each.code, EQUAL_SHARES + each.code + COMPARISON))))
                .toList();
    }

    /** Whether standings are not enough, and ballots are needed. */
    public boolean needsBallots() {
        return kind == Kind.EQUAL_SHARES;
    }

    /** Whether there must be a budget. */
    public boolean needsBudget() {
        return !kind.isMost();
    }

    /** The spelling. */
    @Override
    public String toString() {
        return switch (kind) {
            case K_BEST -> kind.code + "/" + winners;
            case BORDA -> winners == 1 ? kind.code : kind.code + "/" + winners;
            case EQUAL_SHARES -> kind.code + completion.code + (comparison ? COMPARISON : "");
            default -> kind.code;
        };
    }
}
