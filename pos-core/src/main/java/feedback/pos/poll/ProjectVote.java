package feedback.pos.poll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.tally.Election;
import feedback.pos.tally.Rule;
import feedback.pos.tally.Ties;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vote on projects.
 *
 * @param form how one votes
 * @param projects 1 to 1,000, in the order in which they are published
 * @param min how many projects a ballot names at least, 1 or more
 * @param max how many at the most
 * @param points how many points a ballot may give in all, for {@link Form#CUMULATIVE}; the highest score for {@link Form#SCORE}; else 0
 * @param budget how much money there is to spend, or null where there is no money in it
 * @param count how the winners are found
 */
public record ProjectVote(
        Form form,
        List<Project> projects,
        int min,
        int max,
        int points,
        @Nullable BigDecimal budget,
        Count count) implements Ask {
    private static final int MOST_PROJECTS = 1_000;
    private static final int MOST_POINTS = 1_000;
    private static final int MOST_PICTURES = 20;

    /** In files {@code .pb} this cost says that a project was withdrawn. */
    private static final BigDecimal WITHDRAWN = BigDecimal.valueOf(999_999_999);

    private static final int LONGEST_ID = 100;
    private static final int LONGEST_TITLE = 500;
    private static final int LONGEST_DESCRIPTION = 10_000;

    /** Votes for a project are counted under this and its id, points under {@link #POINTS}. */
    public static final String VOTES = "votes ";

    /** See {@link #VOTES}. */
    public static final String POINTS = "points ";

    /** How one votes. */
    public enum Form {
        /** For one project. */
        ONE,
        /** For some of them, between two numbers. */
        SEVERAL,
        /** For all one approves of. */
        APPROVAL,
        /** Each project gets a score, none is a score of 0. */
        SCORE,
        /** A number of points is shared out among the projects. */
        CUMULATIVE,
        /** Projects are put in order, the best first. */
        RANKED,
        /** For those that together can be paid. */
        BUDGET;

        /** Whether a ballot says how much, and not only which. */
        public boolean hasPoints() {
            return this == SCORE || this == CUMULATIVE || this == RANKED;
        }
    }

    /**
     * How the winners are found; published beforehand.
     *
     * @param rule as Pabulib spells it, or {@code plurality}, {@code k-best/3}, {@code borda}
     * @param minimum how many votes (or points) a project needs, 0 if any will do
     * @param ties what decides between projects that stand equal, as {@link Ties#of} reads it
     * @param quorum how many ballots there must be for the vote to count, 0 if any will do
     */
    public record Count(String rule, long minimum, String ties, long quorum) {}

    /** @throws Refusal INVALID_VALUE naming everything that will not do */
    public ProjectVote {
        projects = List.copyOf(projects);
        List<Field> wrong = new ArrayList<>();
        if (projects.isEmpty() || projects.size() > MOST_PROJECTS) {
            wrong.add(Field.of("vote.projects", "poll.listLength", 1, MOST_PROJECTS));
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < projects.size(); i++) {
            check(projects.get(i), "vote.projects[" + i + "].", form, ids, wrong);
        }
        if (form == Form.ONE) {
            min = 1;
            max = 1;
        }
        if (min < 1 || min > Math.max(1, projects.size())) {
            wrong.add(Field.of("vote.min", "poll.range", 1, Math.max(1, projects.size())));
        }
        if (max < min || max > Math.max(min, projects.size())) {
            wrong.add(Field.of("vote.max", "poll.range", min, Math.max(min, projects.size())));
        }
        boolean hasPoints = form == Form.CUMULATIVE || form == Form.SCORE;
        if (hasPoints ? points < 1 || points > MOST_POINTS : points != 0) {
            wrong.add(Field.of("vote.points", "poll.range", hasPoints ? 1 : 0, hasPoints ? MOST_POINTS : 0));
        }
        if (budget == null ? form == Form.BUDGET : budget.signum() <= 0 || !isMoney(budget)) {
            wrong.add(Field.of("vote.budget", "poll.budget"));
        }
        checkCount(count, form, budget, wrong);
        if (!wrong.isEmpty()) {
            throw Refusal.of(Reason.INVALID_VALUE, "fields.wrong").withFields(wrong);
        }
    }

    /** What a count can work with, at most kopecks. */
    private static boolean isMoney(BigDecimal amount) {
        // Before anything is made of it: an exponent of a billion would take all memory
        return amount.precision() - (long) amount.scale() <= 15
                && amount.scale() <= 1_000
                && amount.stripTrailingZeros().scale() <= 2;
    }

    private static void checkCount(Count count, Form form, @Nullable BigDecimal budget, List<Field> wrong) {
        try {
            Rule rule = Rule.of(count.rule());
            if (rule.needsBudget() && budget == null) {
                wrong.add(Field.of("vote.budget", "poll.budgetNeeded", rule));
            }
            if (rule.kind() == Rule.Kind.BORDA && form != Form.RANKED) {
                wrong.add(Field.of("vote.rule", "poll.ranksNeeded"));
            }
        } catch (Refusal e) {
            wrong.add(Field.of("vote.rule", e.key(), e.args().toArray()));
        }
        try {
            Ties.of(count.ties());
        } catch (Refusal e) {
            wrong.add(Field.of("vote.ties", e.key(), e.args().toArray()));
        }
        if (count.minimum() < 0) {
            wrong.add(Field.of("vote.minimum", "poll.range", 0, Long.MAX_VALUE));
        }
        if (count.quorum() < 0) {
            wrong.add(Field.of("vote.quorum", "poll.range", 0, Long.MAX_VALUE));
        }
    }

    private static void check(Project project, String at, Form form, Set<String> ids, List<Field> wrong) {
        String id = project.id();
        if (id.isEmpty()
                || id.codePointCount(0, id.length()) > LONGEST_ID
                || id.codePoints().anyMatch(c -> Character.isWhitespace(c) || ",;/\"'".indexOf(c) >= 0 || c < ' ')) {
            wrong.add(Field.of(at + "id", "poll.projectId", LONGEST_ID));
        } else if (!ids.add(id)) {
            wrong.add(Field.of(at + "id", "poll.twice", id));
        }
        if (project.title().isBlank()
                || project.title().codePointCount(0, project.title().length()) > LONGEST_TITLE) {
            wrong.add(Field.of(at + "title", "poll.textLength", 1, LONGEST_TITLE));
        }
        String description = project.description();
        if (description != null && description.codePointCount(0, description.length()) > LONGEST_DESCRIPTION) {
            wrong.add(Field.of(at + "description", "text.tooLong", LONGEST_DESCRIPTION));
        }
        BigDecimal cost = project.cost();
        if (cost == null
                ? form == Form.BUDGET
                : cost.signum() < 0 || !isMoney(cost) || cost.compareTo(WITHDRAWN) == 0) {
            wrong.add(Field.of(at + "cost", "poll.cost"));
        }
        if (project.pictures().size() > MOST_PICTURES) {
            wrong.add(Field.of(at + "pictures", "list.tooLong", MOST_PICTURES));
        }
        for (String picture : project.pictures()) {
            if (!picture.startsWith("https://") || picture.length() > 2_000) {
                wrong.add(Field.of(at + "pictures", "poll.picture"));
            }
        }
    }

    @Override
    public Chosen read(String choices) {
        JsonNode node = Json.read(choices, "choices");
        Map<String, Integer> chosen = new LinkedHashMap<>();
        List<Field> wrong = new ArrayList<>();
        if (form == Form.SCORE || form == Form.CUMULATIVE) {
            readPoints(node, chosen, wrong);
        } else {
            readIds(node, chosen, wrong);
        }
        if (wrong.isEmpty()) {
            checkWhole(chosen, wrong);
        }
        if (!wrong.isEmpty()) {
            throw Refusal.of(Reason.INVALID_VALUE, "fields.wrong").withFields(wrong);
        }
        return new Chosen(written(chosen), Map.of(), List.of());
    }

    /** One text, or a list of texts. */
    private void readIds(JsonNode node, Map<String, Integer> chosen, List<Field> wrong) {
        ArrayNode list = node instanceof ArrayNode array
                ? array
                : JsonNodeFactory.instance.arrayNode().add(node);
        if (list.size() > projects.size()) {
            wrong.add(Field.of("choices", "poll.tooMany", max));
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode each = list.get(i);
            String at = node.isArray() ? "choices[" + i + "]" : "choices";
            if (!each.isTextual()) {
                wrong.add(Field.of(at, "poll.typeText"));
            } else {
                choose(each.textValue(), 1, at, chosen, wrong);
            }
        }
    }

    private void readPoints(JsonNode node, Map<String, Integer> chosen, List<Field> wrong) {
        if (!(node instanceof ObjectNode object)) {
            wrong.add(Field.of("choices", "poll.pointsByProject"));
            return;
        }
        if (object.size() > projects.size()) {
            wrong.add(Field.of("choices", "poll.tooMany", max));
            return;
        }
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            String at = "choices." + each.getKey();
            if (!each.getValue().isIntegralNumber() || !each.getValue().canConvertToInt()) {
                wrong.add(Field.of(at, "poll.typeInteger"));
                continue;
            }
            int given = each.getValue().intValue();
            if (given < 0 || given > points) {
                wrong.add(Field.of(at, "poll.range", 0, points));
            } else if (given > 0) {
                choose(each.getKey(), given, at, chosen, wrong);
            } else if (find(each.getKey()) == null) {
                wrong.add(Field.of(at, "poll.projectUnknown", each.getKey()));
            }
        }
    }

    private void choose(String id, int given, String at, Map<String, Integer> chosen, List<Field> wrong) {
        if (find(id) == null) {
            wrong.add(Field.of(at, "poll.projectUnknown", id));
        } else if (chosen.putIfAbsent(id, given) != null) {
            wrong.add(Field.of(at, "poll.twice", id));
        }
    }

    private void checkWhole(Map<String, Integer> chosen, List<Field> wrong) {
        if (chosen.size() < min) {
            wrong.add(Field.of("choices", "poll.tooFew", min));
        }
        if (chosen.size() > max) {
            wrong.add(Field.of("choices", "poll.tooMany", max));
        }
        int sum = chosen.values().stream().mapToInt(Integer::intValue).sum();
        if (form == Form.CUMULATIVE && sum > points) {
            wrong.add(Field.of("choices", "poll.tooManyPoints", points, sum));
        }
        if (form == Form.BUDGET && budget != null && cost(chosen.keySet()).compareTo(budget) > 0) {
            wrong.add(Field.of(
                    "choices",
                    "poll.tooDear",
                    budget.toPlainString(),
                    cost(chosen.keySet()).toPlainString()));
        }
    }

    private BigDecimal cost(Set<String> ids) {
        return ids.stream()
                .map(this::find)
                .filter(Objects::nonNull)
                .map(Project::cost)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The project of this id, or null. */
    public @Nullable Project find(String id) {
        return projects.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** In the order of the projects, so that the same choice is the same text; ranks keep theirs. */
    private String written(Map<String, Integer> chosen) {
        if (form == Form.RANKED) {
            ArrayNode ranks = JsonNodeFactory.instance.arrayNode();
            chosen.keySet().forEach(ranks::add);
            return ranks.toString();
        }
        boolean hasPoints = form == Form.SCORE || form == Form.CUMULATIVE;
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        for (Project project : projects) {
            Integer of = chosen.get(project.id());
            if (of != null) {
                ids.add(project.id());
                given.put(project.id(), of);
            }
        }
        return hasPoints ? given.toString() : ids.toString();
    }

    /**
     * What a body chooses: ids with points, 1 each where none are given. Of ranks the last gets 1, the one before it 2 and so on, as Borda
     * counts: by the ballot's own length, see {@code docs/voting-rules.md}.
     */
    public Map<String, Integer> chosen(String body) {
        JsonNode node = Json.read(body, "choices");
        Map<String, Integer> chosen = new LinkedHashMap<>();
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(each -> chosen.put(each.getKey(), each.getValue().intValue()));
        } else {
            for (int i = 0; i < node.size(); i++) {
                chosen.put(node.get(i).textValue(), form == Form.RANKED ? node.size() - i : 1);
            }
        }
        return chosen;
    }

    /** The election that is counted, without ballots yet. */
    public Election.Builder election() {
        return VoteElection.of(this);
    }

    /**
     * Adds a ballot to {@link #election}.
     *
     * @param body the body that {@link #read} made
     */
    public void addTo(Election.Builder election, String body) {
        VoteElection.add(election, this, chosen(body));
    }

    @Override
    public Map<String, Long> counts(String body) {
        boolean hasPoints = form.hasPoints();
        Map<String, Long> counts = new HashMap<>();
        chosen(body).forEach((id, given) -> {
            counts.put(VOTES + id, 1L);
            if (hasPoints) {
                counts.put(POINTS + id, (long) given);
            }
        });
        return counts;
    }

    @Override
    public Map<String, Long> quotas() {
        return Map.of();
    }
}
