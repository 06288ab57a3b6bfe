package feedback.pos.tally;

import feedback.pos.tally.Election.Choice;
import feedback.pos.tally.Election.Limits;
import feedback.pos.tally.Election.Minimum;
import feedback.pos.tally.Election.Project;
import feedback.pos.tally.Election.Standing;
import feedback.pos.tally.Election.VoteType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one file. For one thread. */
final class PabulibWriter {
    /** What every file begins with, in this order. */
    private static final List<String> FIRST = List.of("description", "country", "unit", "subunit", "instance");

    private static final List<String> OF_COUNT = List.of("project_id", "cost", "votes", "score", "selected");

    private final Election election;
    private final Writer out;

    PabulibWriter(Election election, OutputStream out) {
        this.election = election;
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    void write(Rule rule, Ties ties, @Nullable Collection<String> selected) throws IOException {
        writeMeta(rule, ties);
        writeProjects(selected == null ? null : Set.copyOf(selected));
        writeVotes();
        out.flush();
    }

    private void writeMeta(Rule rule, Ties ties) throws IOException {
        row(List.of("META"));
        row(List.of("key", "value"));
        for (String key : FIRST) {
            entry(key, election.meta().get(key));
        }
        entry("num_projects", election.projects().size());
        entry("num_votes", election.ballots());
        entry("budget", plain(election.budget().orElse(null)));
        entry("vote_type", election.type().code());
        entry("rule", rule);
        for (var other : election.meta().entrySet()) {
            if (!FIRST.contains(other.getKey())) {
                entry(other.getKey(), other.getValue());
            }
        }
        writeLimits(election.limits());
        Minimum minimum = election.minimum().orElse(null);
        if (minimum != null) {
            entry(
                    minimum.ofVotes() ? "min_project_votes_threshold" : "min_project_score_threshold",
                    plain(minimum.value()));
        }
        if (election.quorum().isPresent()) {
            entry("min_num_votes", election.quorum().getAsLong());
        }
        if (!election.exclusive().isEmpty()) {
            entry(
                    "exclusive_projects",
                    election.exclusive().stream()
                            .map(group -> String.join(",", group))
                            .collect(Collectors.joining(";")));
        }
        entry("ties", ties);
    }

    private void writeLimits(Limits limits) throws IOException {
        entry("min_length", limits.minLength());
        entry("max_length", limits.maxLength());
        entry("min_sum_cost", plain(limits.minSumCost()));
        entry("max_sum_cost", plain(limits.maxSumCost()));
        entry("min_points", plain(limits.minPoints()));
        entry("max_points", plain(limits.maxPoints()));
        entry("min_sum_points", plain(limits.minSumPoints()));
        entry("max_sum_points", plain(limits.maxSumPoints()));
        entry("default_score", plain(limits.defaultScore()));
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : Election.plain(number).toPlainString();
    }

    private void entry(String key, @Nullable Object value) throws IOException {
        if (value != null) {
            row(List.of(key, value.toString()));
        }
    }

    private void writeProjects(@Nullable Set<String> selected) throws IOException {
        boolean scored = election.type().isScored();
        boolean hasCosts = election.projects().stream().anyMatch(project -> project.cost() != null);
        Set<String> columns = new LinkedHashSet<>();
        election.projects().forEach(project -> columns.addAll(project.columns().keySet()));
        columns.removeAll(OF_COUNT);
        row(List.of("PROJECTS"));
        List<String> header = new ArrayList<>(List.of("project_id"));
        add(header, hasCosts, "cost");
        header.add("votes");
        add(header, scored, "score");
        header.addAll(columns);
        add(header, selected != null, "selected");
        row(header);
        for (int i = 0; i < election.projects().size(); i++) {
            Project project = election.projects().get(i);
            Standing standing = election.standings().get(i);
            List<String> fields = new ArrayList<>(List.of(project.id()));
            String cost = plain(project.cost());
            add(fields, hasCosts, cost == null ? "" : cost);
            fields.add(String.valueOf(standing.votes()));
            add(fields, scored, standing.score().toPlainString());
            columns.forEach(name -> fields.add(project.columns().getOrDefault(name, "")));
            add(fields, selected != null, selected != null && selected.contains(project.id()) ? "1" : "0");
            row(fields);
        }
    }

    private static void add(List<String> fields, boolean isThere, String field) {
        if (isThere) {
            fields.add(field);
        }
    }

    private void writeVotes() throws IOException {
        VoteType type = election.type();
        boolean points = type.hasPoints()
                || type == VoteType.ORDINAL && !election.profile().isBorda();
        row(List.of("VOTES"));
        row(points ? List.of("voter_id", "vote", "points") : List.of("voter_id", "vote"));
        long voter = 0;
        for (Choice choice : election.choices()) {
            String vote = quoted(String.join(",", choice.projects()));
            String rest = points
                    ? vote + ";"
                            + choice.points().stream()
                                    .map(BigDecimal::toPlainString)
                                    .collect(Collectors.joining(","))
                    : vote;
            for (long i = 0; i < choice.times(); i++) {
                voter++;
                out.write(voter + ";" + rest + "\n");
            }
        }
    }

    private void row(List<String> fields) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            out.write((i > 0 ? ";" : "") + quoted(fields.get(i)));
        }
        out.write('\n');
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ';' || c == '"' || c == '\n' || c == '\r')
                && field.equals(field.strip());
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
