package feedback.pos.http.command;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.Sheet;
import feedback.pos.refusal.Refusal;
import feedback.pos.tally.Election;
import feedback.pos.tally.Election.Choice;
import feedback.pos.tally.Election.Project;
import feedback.pos.tally.Outcome;
import feedback.pos.tally.Pabulib;
import feedback.pos.tally.Rule;
import feedback.pos.tally.Tally;
import feedback.pos.tally.Ties;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts a vote from its lines and once more from its file, by the frozen rules, and compares. Memory goes by the number of distinct
 * choices. For one thread.
 */
final class CountCheck {
    private final ProjectVote vote;
    private final boolean revoting;
    private final Set<String> channels = new HashSet<>();
    private final Path spool;
    private final Findings findings;
    private final Progress progress;
    private final Rule rule;
    private final Ties ties;
    private final Map<String, Long> byChannel = new TreeMap<>();
    private final Election.Builder counting;
    private @Nullable Election fromLines;
    private @Nullable Election fromFile;

    /** Is told how many lines were read. */
    interface Progress {
        void reached(long lines);
    }

    CountCheck(ProjectVote vote, JsonNode rules, boolean revoting, Path folder, Findings findings, Progress progress) {
        this.vote = vote;
        this.revoting = revoting;
        this.spool = folder.resolve("lines.jsonl");
        this.findings = findings;
        this.progress = progress;
        this.rule = Rule.of(vote.count().rule());
        this.ties = Ties.of(vote.count().ties());
        this.counting = vote.election();
        rules.path("electorate").path("channels").forEach(channel -> channels.add(channel.asText()));
    }

    /** Reads the chains; which ballots count is known only at the end where they may be replaced. */
    void lines(ChainCheck chains) throws IOException, RemotePoll.Denied {
        try (BufferedWriter out = Files.newBufferedWriter(spool, StandardCharsets.UTF_8)) {
            chains.read(new ChainCheck.Taker() {
                @Override
                public void line(int chain, JsonNode line) throws IOException {
                    out.write("{\"chain\":" + chain + ",\"line\":" + line + "}\n");
                    if (!revoting) {
                        count(chain, line);
                    }
                }

                @Override
                public void reached(long lines) {
                    progress.reached(lines);
                }
            });
        }
        if (revoting) {
            try (BufferedReader in = Files.newBufferedReader(spool, StandardCharsets.UTF_8)) {
                for (String text = in.readLine(); text != null; text = in.readLine()) {
                    JsonNode read = RemotePoll.MAPPER.readTree(text);
                    int chain = read.path("chain").asInt();
                    JsonNode line = read.path("line");
                    if (!chains.isReplaced(chain, line.path("position").asLong())) {
                        count(chain, line);
                    }
                }
            }
        }
        fromLines = counting.build();
        findings.checked(
                "ballots: each is one that the rules allow; " + chains.replacements() + " were replaced by later ones");
    }

    private void count(int chain, JsonNode line) {
        String place = chain + "/" + line.path("position").asText();
        try {
            Sheet sheet = Sheet.read(line.path("body").asText());
            String body = vote.read(sheet.choice()).body();
            findings.require(
                    body.equals(sheet.choice())
                            && channels.contains(sheet.channel().name()),
                    "ballot " + place + " is not one that the rules allow");
            vote.addTo(counting, body);
            byChannel.merge(sheet.channel().name(), 1L, Long::sum);
        } catch (Refusal e) {
            findings.fault("ballot " + place + " is not one that the rules allow: " + e.text(Locale.ENGLISH));
        } catch (RuntimeException e) {
            // What comes out of a text that nobody of us has written
            findings.fault("ballot " + place + " cannot be read");
        }
    }

    /** Reads the file of the ballots. */
    void file(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Pabulib.File read = Pabulib.read(in);
            Election election = read.election();
            fromFile = election;
            findings.same("rule in export.pb", read.rule(), rule.toString());
            findings.same("ties in export.pb", String.valueOf(read.ties()), ties.toString());
            Election own = vote.election().build();
            findings.same("budget in export.pb", election.budget(), own.budget());
            findings.same("quorum in export.pb", election.quorum(), own.quorum());
            findings.same("minimum in export.pb", election.minimum(), own.minimum());
            findings.same("exclusive projects in export.pb", election.exclusive(), own.exclusive());
            findings.same("projects in export.pb", costs(election), costs(own));
            read.notes().forEach(note -> findings.fault("export.pb: " + note.text(Locale.ENGLISH)));
        } catch (Refusal e) {
            findings.fault("export.pb cannot be counted: " + Running.words(e));
        }
    }

    private static Map<String, String> costs(Election election) {
        Map<String, String> costs = new LinkedHashMap<>();
        for (Project project : election.projects()) {
            BigDecimal cost = project.cost();
            // As the file has it, where a project without a cost has one of nothing
            costs.put(project.id(), cost == null ? "0" : plain(cost));
        }
        return costs;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /**
     * Compares the ballots with one another and the counts with what the server says.
     *
     * @return what was counted, for whoever reads JSON
     */
    Map<String, Object> compare(JsonNode results, JsonNode poll) {
        Map<String, Object> counted = new LinkedHashMap<>();
        Election lines = fromLines;
        if (lines == null) {
            return counted;
        }
        Election file = fromFile;
        if (file != null) {
            sameBallots(lines, file);
            findings.checked("export.pb: holds just the " + lines.ballots() + " ballots that count");
        }
        findings.same("rule", results.path("rule").asText(), vote.count().rule());
        findings.same("ties", results.path("ties").asText(), vote.count().ties());
        findings.same("turnout", poll.path("turnout").asLong(), lines.ballots());
        Map<String, Long> told = new TreeMap<>();
        results.path("channels")
                .properties()
                .forEach(each -> told.put(each.getKey(), each.getValue().asLong()));
        findings.same("ballots by channel", told, byChannel);
        findings.same(
                "whether the quorum is met",
                results.path("quorum").path("met").asBoolean(),
                lines.ballots() >= vote.count().quorum());
        Outcome outcome = Tally.count(lines, rule, ties);
        compare("counted from the lines, ", outcome, results);
        if (file != null) {
            compare("counted from export.pb, ", Tally.count(file, rule, ties), results);
        }
        findings.checked("count: " + lines.ballots() + " ballots by " + rule
                + ", from the lines and from the file; winners, votes, scores and what is spent");
        counted.put("ballots", lines.ballots());
        counted.put("winners", outcome.winners());
        counted.put("spent", outcome.spent());
        return counted;
    }

    private void compare(String from, Outcome outcome, JsonNode results) {
        findings.same(from + "ballots", results.path("ballots").asLong(), outcome.ballots());
        List<String> winners = new ArrayList<>();
        results.path("winners").forEach(each -> winners.add(each.asText()));
        findings.same(from + "winners", winners, outcome.winners());
        findings.same(from + "spent", number(results.path("spent")), plain(outcome.spent()));
        Map<String, JsonNode> told = new HashMap<>();
        results.path("projects").forEach(each -> told.put(each.path("id").asText(), each));
        for (Outcome.Line line : outcome.projects()) {
            JsonNode project = told.remove(line.id());
            if (project == null) {
                findings.fault(from + "project " + line.id() + " is not among the results");
                continue;
            }
            String of = from + "project " + line.id() + ", ";
            findings.same(of + "votes", project.path("votes").asLong(), line.votes());
            findings.same(of + "score", number(project.path("score")), plain(line.score()));
            findings.same(of + "selected", project.path("selected").asBoolean(), line.selected());
        }
        told.keySet().forEach(id -> findings.fault(from + "there is no project " + id));
    }

    private static String number(JsonNode node) {
        return node.isNumber() ? plain(node.decimalValue()) : node.toString();
    }

    /** Both lists of distinct choices are in the same order, which depends on nothing but themselves. */
    private void sameBallots(Election lines, Election file) {
        Map<List<Object>, Long> left = new HashMap<>();
        for (Choice choice : lines.choices()) {
            left.merge(key(choice), choice.times(), Long::sum);
        }
        for (Choice choice : file.choices()) {
            left.merge(key(choice), -choice.times(), Long::sum);
        }
        left.forEach((choice, times) -> {
            if (times != 0) {
                findings.fault("export.pb has " + Math.abs(times) + (times > 0 ? " fewer" : " more") + " of the ballot "
                        + choice + " than the lines");
            }
        });
    }

    private static List<Object> key(Choice choice) {
        return List.of(
                choice.projects(),
                choice.points().stream().map(CountCheck::plain).toList());
    }
}
