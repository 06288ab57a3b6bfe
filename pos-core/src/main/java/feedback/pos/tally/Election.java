package feedback.pos.tally;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is counted: projects, the money there is, and the ballots, each distinct choice once with how often it was made. Who cast them is no part
 * of it. An election may also hold only {@linkplain Standing standings} instead of ballots; then only rules that need no more can count it.
 *
 * <p>Immutable and thread-safe.
 */
public final class Election {
    /** The most projects of one election. */
    public static final int MOST_PROJECTS = 10_000;
    /** The most ballots of one election. */
    public static final long MOST_BALLOTS = 100_000_000;
    /** Amounts of money are below this. */
    public static final BigDecimal MOST_MONEY = BigDecimal.TEN.pow(15);

    private static final int MOST_DECIMALS = 9;
    private static final int LONGEST_ID = 200;
    /** What parts ids from each other in files. */
    private static final Pattern UNFIT = Pattern.compile("[,;\"\\p{Cntrl}]");

    private final VoteType type;
    private final @Nullable BigDecimal budget;
    private final List<Project> projects;
    private final Limits limits;
    private final @Nullable Minimum minimum;
    private final long quorum;
    private final List<List<String>> exclusive;
    private final Map<String, String> meta;
    private final Profile profile;
    private final long ballots;
    private final List<Standing> standings;
    private final Map<String, Integer> places;

    private Election(Builder from) {
        this.type = from.type;
        this.budget = from.budget;
        this.projects = List.copyOf(from.projects);
        this.limits = from.limits;
        this.minimum = from.minimum;
        this.quorum = from.quorum;
        this.exclusive = List.copyOf(from.exclusive);
        this.meta = Collections.unmodifiableMap(new LinkedHashMap<>(from.meta));
        this.places = Map.copyOf(from.places);
        this.profile = from.choices.build(projects.size());
        this.ballots = profile.isEmpty() ? from.ballots : profile.ballots();
        this.standings = profile.isEmpty() && !from.standings.isEmpty()
                ? projects.stream()
                        .map(project -> from.standings.getOrDefault(project.id(), Standing.NONE))
                        .toList()
                : profile.standings(type, limits);
    }

    /** How people vote; the names are those of Pabulib. */
    public enum VoteType {
        /** One project. */
        CHOOSE_1("choose-1"),
        /** As many projects as the limits allow, all alike. */
        APPROVAL("approval"),
        /** Projects in the order of preference. */
        ORDINAL("ordinal"),
        /** Points shared out among projects; a project that is not named gets none. */
        CUMULATIVE("cumulative"),
        /** A score for each project; one that is not named gets the default score. */
        SCORING("scoring");

        private final String code;

        VoteType(String code) {
            this.code = code;
        }

        /** As Pabulib writes it. */
        public String code() {
            return code;
        }

        /** Whether projects are ranked by their scores; else by their votes. */
        public boolean isScored() {
            return this == ORDINAL || hasPoints();
        }

        /** Whether a ballot says points beside projects. */
        public boolean hasPoints() {
            return this == CUMULATIVE || this == SCORING;
        }

        /**
         * The type of that name.
         *
         * @throws Refusal if there is none
         */
        public static VoteType of(String code) {
            return Arrays.stream(values())
                    .filter(type -> type.code.equalsIgnoreCase(code))
                    .findFirst()
                    .orElseThrow(() -> Refusal.field(
                            "vote_type",
                            "tally.type",
                            code,
                            String.join(
                                    ", ",
                                    Arrays.stream(values()).map(VoteType::code).toList())));
        }
    }

    /**
     * Something that can be voted for.
     *
     * @param id what ballots name it by, without commas, semicolons and quotation marks
     * @param cost what it takes of the budget, at least 0; null where no money is shared out
     * @param withdrawn whether it can no longer be elected, although ballots may name it
     * @param columns what else is known of it (name, category, place, …), in the order in which it is written
     */
    public record Project(String id, @Nullable BigDecimal cost, boolean withdrawn, Map<String, String> columns) {
        /** @throws Refusal if the id or the cost will not do */
        public Project {
            if (id.isBlank()
                    || id.length() > LONGEST_ID
                    || !id.equals(id.strip())
                    || UNFIT.matcher(id).find()) {
                throw Refusal.field("project_id", "tally.id", shortened(id), LONGEST_ID);
            }
            if (cost != null) {
                cost = amount("cost", cost);
            }
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }

        /** A project with nothing more to say of it. */
        public static Project of(String id, @Nullable BigDecimal cost) {
            return new Project(id, cost, false, Map.of());
        }

        /** Its name, or its id where it has none. */
        public String name() {
            return columns.getOrDefault("name", id);
        }
    }

    /**
     * What a ballot has to keep to. The count itself does not look at it but for the default score: which ballots are valid was decided when they
     * were taken in, and a published count must not drop any.
     *
     * @param minLength fewest projects on a ballot
     * @param maxLength most projects on a ballot
     * @param minSumCost least they may cost together
     * @param maxSumCost most they may cost together
     * @param minPoints least for one project
     * @param maxPoints most for one project
     * @param minSumPoints least in all
     * @param maxSumPoints most in all
     * @param defaultScore what a project gets that a ballot does not name; 0 if null
     */
    public record Limits(
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable BigDecimal minSumCost,
            @Nullable BigDecimal maxSumCost,
            @Nullable BigDecimal minPoints,
            @Nullable BigDecimal maxPoints,
            @Nullable BigDecimal minSumPoints,
            @Nullable BigDecimal maxSumPoints,
            @Nullable BigDecimal defaultScore) {
        /** No limits. */
        public static final Limits NONE = new Limits(null, null, null, null, null, null, null, null, null);

        /** From so many to so many projects. */
        public static Limits length(@Nullable Integer min, @Nullable Integer max) {
            return new Limits(min, max, null, null, null, null, null, null, null);
        }
    }

    /**
     * What a project must have to be elected under any rule: at least so much.
     *
     * @param value how much
     * @param ofVotes whether votes count, and not the figure by which projects are ranked
     */
    public record Minimum(BigDecimal value, boolean ofVotes) {
        boolean isMet(Standing standing, VoteType type) {
            BigDecimal has = ofVotes ? BigDecimal.valueOf(standing.votes()) : standing.rank(type);
            return has.compareTo(value) >= 0;
        }
    }

    /**
     * What a project got.
     *
     * @param votes how many ballots name it
     * @param score the sum of its points; its votes where ballots say no points
     */
    public record Standing(long votes, BigDecimal score) {
        static final Standing NONE = new Standing(0, BigDecimal.ZERO);

        /** By what it is ranked. */
        BigDecimal rank(VoteType type) {
            return type.isScored() ? score : BigDecimal.valueOf(votes);
        }
    }

    /**
     * A distinct choice.
     *
     * @param projects the ids, by preference where that was said
     * @param points the points in the same order; empty where ballots say none
     * @param times how many ballots made it, at least 1
     */
    public record Choice(List<String> projects, List<BigDecimal> points, long times) {}

    /** An election in the making, see {@link Builder}. */
    public static Builder of(VoteType type) {
        return new Builder(type);
    }

    /** How people voted. */
    public VoteType type() {
        return type;
    }

    /** What can be spent; empty where no money is shared out. */
    public Optional<BigDecimal> budget() {
        return Optional.ofNullable(budget);
    }

    /** In the order of the list that was published. */
    public List<Project> projects() {
        return projects;
    }

    /** What ballots had to keep to. */
    public Limits limits() {
        return limits;
    }

    /** What every winner must have. */
    public Optional<Minimum> minimum() {
        return Optional.ofNullable(minimum);
    }

    /** How many ballots it takes for anybody to win; 0 if any number will do. */
    public OptionalLong quorum() {
        return quorum > 0 ? OptionalLong.of(quorum) : OptionalLong.empty();
    }

    /** Groups of projects of which only one can win each. */
    public List<List<String>> exclusive() {
        return exclusive;
    }

    /** What else is known of the election (description, country, dates, …), in the order in which it is written. */
    public Map<String, String> meta() {
        return meta;
    }

    /** How many ballots there are, empty ones included. */
    public long ballots() {
        return ballots;
    }

    /** Whether the ballots are here, and not standings alone. */
    public boolean hasBallots() {
        return !profile.isEmpty();
    }

    /** The distinct choices, in an order that depends on nothing but themselves. */
    public List<Choice> choices() {
        return profile.choices(projects, type);
    }

    /** What each project got, in the order of {@link #projects()}. */
    public List<Standing> standings() {
        return standings;
    }

    /** What a project got; null if there is no such project. */
    public @Nullable Standing standing(String id) {
        Integer place = places.get(id);
        return place == null ? null : standings.get(place);
    }

    Profile profile() {
        return profile;
    }

    /** Where a project stands in the list; null if there is no such project. */
    @Nullable
    Integer place(String id) {
        return places.get(id);
    }

    /** The same election with these groups in addition; a project may be in several. */
    Election excluding(List<List<String>> more) {
        return more.isEmpty() ? this : new Election(this, more);
    }

    private Election(Election from, List<List<String>> more) {
        this.type = from.type;
        this.budget = from.budget;
        this.projects = from.projects;
        this.limits = from.limits;
        this.minimum = from.minimum;
        this.quorum = from.quorum;
        List<List<String>> groups = new ArrayList<>(from.exclusive);
        more.forEach(group -> groups.add(group(group, from.places)));
        this.exclusive = List.copyOf(groups);
        this.meta = from.meta;
        this.profile = from.profile;
        this.ballots = from.ballots;
        this.standings = from.standings;
        this.places = from.places;
    }

    private static List<String> group(List<String> ids, Map<String, Integer> places) {
        List<String> group = List.copyOf(new LinkedHashSet<>(ids));
        for (String id : group) {
            if (!places.containsKey(id)) {
                throw Refusal.field("exclusive", "tally.unknown", shortened(id));
            }
        }
        if (group.size() < 2) {
            throw Refusal.field("exclusive", "tally.group", String.join(",", group));
        }
        return group;
    }

    static BigDecimal amount(String field, BigDecimal value) {
        // Before anything is added up: an exponent of a billion would take all memory
        if (value.precision() - (long) value.scale() > 16 || value.scale() > 1_000) {
            throw Refusal.field(field, "tally.amount", MOST_MONEY.toPlainString(), MOST_DECIMALS);
        }
        BigDecimal plain = plain(value);
        if (plain.signum() < 0 || plain.compareTo(MOST_MONEY) >= 0 || plain.scale() > MOST_DECIMALS) {
            throw Refusal.field(field, "tally.amount", MOST_MONEY.toPlainString(), MOST_DECIMALS);
        }
        return plain;
    }

    /** Without zeros at the end, and never with an exponent. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /**
     * Takes an election in, ballot by ballot: projects come first, then ballots or standings. Ballots that say the same are kept as one with a
     * number, so memory goes by distinct choices. For one thread.
     */
    public static final class Builder {
        private final VoteType type;
        private final List<Project> projects = new ArrayList<>();
        private final Map<String, Integer> places = new HashMap<>();
        private final List<List<String>> exclusive = new ArrayList<>();
        private final Map<String, String> meta = new LinkedHashMap<>();
        private final Map<String, Standing> standings = new HashMap<>();
        private final Profile.Collecting choices;
        private @Nullable BigDecimal budget;
        private Limits limits = Limits.NONE;
        private @Nullable Minimum minimum;
        private long quorum;
        private long ballots;

        private Builder(VoteType type) {
            this.type = type;
            this.choices = new Profile.Collecting(type);
        }

        /**
         * What can be spent.
         *
         * @throws Refusal if it is negative or beyond {@link #MOST_MONEY}
         */
        public Builder budget(BigDecimal amount) {
            budget = amount("budget", amount);
            return this;
        }

        /**
         * The next project of the list.
         *
         * @throws Refusal if its id is taken, or there are too many
         */
        public Builder project(Project project) {
            if (projects.size() == MOST_PROJECTS) {
                throw Refusal.of(Reason.TOO_LARGE, "tally.projects", MOST_PROJECTS);
            }
            if (places.putIfAbsent(project.id(), projects.size()) != null) {
                throw Refusal.field("project_id", "tally.twice", shortened(project.id()));
            }
            projects.add(project);
            return this;
        }

        /** What ballots have to keep to. */
        public Builder limits(Limits kept) {
            limits = kept;
            return this;
        }

        /** What a project must at least have to be elected, by the figure by which projects are ranked. */
        public Builder minimum(BigDecimal least) {
            minimum = new Minimum(least, false);
            return this;
        }

        /** How many votes a project must at least have to be elected. */
        public Builder minimumVotes(BigDecimal least) {
            minimum = new Minimum(least, true);
            return this;
        }

        /** How many ballots it takes for anybody to win. */
        public Builder quorum(long least) {
            quorum = least;
            return this;
        }

        /**
         * Projects of which only one can win.
         *
         * @throws Refusal if there are fewer than two, or one of them is unknown
         */
        public Builder exclusive(List<String> ids) {
            exclusive.add(group(ids, places));
            return this;
        }

        /** Something else that is known of the election. */
        public Builder meta(String key, String value) {
            meta.put(key, value);
            return this;
        }

        /**
         * Counts a project as often as a ballot names it. No platform should take such ballots in; but there are files with a few of them, whose
         * published votes count them so.
         */
        Builder countRepeats() {
            choices.countRepeats();
            return this;
        }

        /** Whether there is a project of that id. */
        public boolean has(String id) {
            return places.containsKey(id);
        }

        /** One ballot without points. */
        public Builder ballot(List<String> ids) {
            return ballots(ids, List.of(), 1);
        }

        /** One ballot with points. */
        public Builder ballot(List<String> ids, List<BigDecimal> points) {
            return ballots(ids, points, 1);
        }

        /**
         * So many ballots that say the same. A project that is named twice counts once, in the better place; its points are added up.
         *
         * @param ids the projects, by preference where that matters; may be empty
         * @param points in the same order; of ordinal ballots they may be left out (Borda: of k projects the first gets k, the last 1)
         * @param times how many, at least 1
         * @throws Refusal if a project is unknown, if points are missing or out of bounds, or there are too many ballots
         */
        public Builder ballots(List<String> ids, List<BigDecimal> points, long times) {
            int[] named = new int[ids.size()];
            for (int i = 0; i < named.length; i++) {
                Integer place = places.get(ids.get(i));
                if (place == null) {
                    throw Refusal.field("vote", "tally.unknown", shortened(ids.get(i)));
                }
                named[i] = place;
            }
            if (type.hasPoints() ? points.size() != named.length : !points.isEmpty() && points.size() != named.length) {
                throw Refusal.field("points", "tally.points.number", points.size(), named.length);
            }
            choices.add(named, points, times);
            return this;
        }

        /** Standings in place of ballots: what a project got. */
        public Builder standing(String id, long votes, BigDecimal score) {
            if (!places.containsKey(id)) {
                throw Refusal.field("project_id", "tally.unknown", shortened(id));
            }
            standings.put(id, new Standing(votes, plain(score)));
            return this;
        }

        /** How many ballots there were, for an election of standings. */
        public Builder ballotsCast(long number) {
            ballots = number;
            return this;
        }

        /** The election. */
        public Election build() {
            return new Election(this);
        }
    }
}
