package feedback.pos.tally;

import feedback.pos.tally.Election.Limits;
import feedback.pos.tally.Election.Project;
import feedback.pos.tally.Election.VoteType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Small elections by chance, each by its seed: the ballots one by one, and the election made of them. */
final class Elections {
    private Elections() {}

    /** One ballot, as a voter would hand it in. */
    record Ballot(List<String> ids, List<BigDecimal> points) {}

    /** An election as it is told, and as it is counted. */
    record Drawn(
            VoteType type,
            BigDecimal budget,
            List<Project> projects,
            List<Ballot> ballots,
            List<List<String>> exclusive,
            @Nullable BigDecimal minimum,
            Election election) {
        /** The same with its ballots in another order. */
        Drawn shuffled(Random random) {
            List<Ballot> other = new ArrayList<>(ballots);
            Collections.shuffle(other, random);
            return made(type, budget, projects, other, exclusive, minimum);
        }

        Drawn withBudget(BigDecimal other) {
            return made(type, other, projects, ballots, exclusive, minimum);
        }
    }

    static Drawn drawn(long seed) {
        Random random = new Random(seed);
        List<VoteType> types = List.of(VoteType.values());
        VoteType type = types.get(random.nextInt(types.size()));
        int size = 1 + random.nextInt(7);
        int scale = random.nextInt(4) == 0 ? 2 : 0;
        // Few different costs, so that much is equal
        int dearest = random.nextBoolean() ? 4 : 60;
        List<Project> projects = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean free = random.nextInt(25) == 0;
            projects.add(new Project(
                    "p" + i,
                    BigDecimal.valueOf(free ? 0 : 1 + random.nextInt(dearest), scale),
                    random.nextInt(30) == 0,
                    java.util.Map.of()));
        }
        BigDecimal budget = BigDecimal.valueOf(1 + random.nextInt(dearest * size), scale);
        List<Ballot> ballots = new ArrayList<>();
        int voters = random.nextInt(12);
        for (int i = 0; i < voters; i++) {
            ballots.add(!ballots.isEmpty() && random.nextInt(3) == 0 ? ballots.get(0) : ballot(type, size, random));
        }
        List<List<String>> exclusive = new ArrayList<>();
        if (size > 2 && random.nextInt(3) == 0) {
            exclusive.add(List.of("p0", "p1"));
            exclusive.add(List.of("p1", "p2"));
        }
        BigDecimal minimum = random.nextInt(3) == 0 ? BigDecimal.valueOf(1 + random.nextInt(3)) : null;
        return made(type, budget, projects, ballots, exclusive, minimum);
    }

    private static Ballot ballot(VoteType type, int size, Random random) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ids.add("p" + i);
        }
        Collections.shuffle(ids, random);
        int named = type == VoteType.CHOOSE_1 ? 1 : random.nextInt(size + 1);
        ids = ids.subList(0, named);
        List<BigDecimal> points = new ArrayList<>();
        if (type.hasPoints()) {
            ids.forEach(id -> points.add(
                    type == VoteType.SCORING
                            ? BigDecimal.valueOf(random.nextInt(9) - 2)
                            : BigDecimal.valueOf(random.nextInt(20), 1)));
        }
        return new Ballot(List.copyOf(ids), points);
    }

    private static Drawn made(
            VoteType type,
            BigDecimal budget,
            List<Project> projects,
            List<Ballot> ballots,
            List<List<String>> exclusive,
            @Nullable BigDecimal minimum) {
        Election.Builder builder = Election.of(type).budget(budget);
        if (type == VoteType.SCORING) {
            builder.limits(new Limits(null, null, null, null, null, null, null, null, BigDecimal.ONE));
        }
        projects.forEach(builder::project);
        exclusive.forEach(builder::exclusive);
        if (minimum != null) {
            builder.minimum(minimum);
        }
        ballots.forEach(each -> builder.ballot(each.ids(), each.points()));
        return new Drawn(type, budget, projects, ballots, exclusive, minimum, builder.build());
    }
}
