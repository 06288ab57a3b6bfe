package feedback.pos.http.command;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.refusal.Refusal;
import feedback.pos.tally.CountStep;
import feedback.pos.tally.Outcome;
import feedback.pos.tally.Pabulib;
import feedback.pos.tally.Rule;
import feedback.pos.tally.Tally;
import feedback.pos.tally.Ties;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts a vote anew from its ballots and says why each project won or did not; needs no base. */
@Command(
        name = "tally",
        mixinStandardHelpOptions = true,
        description = "Counts an election of a file in the format of Pabulib, and explains the count step by step.")
@SuppressWarnings("NullAway.Init")
final class TallyCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final String UNKNOWN = "unknown";
    private static final int MOST_NOTES = 20;
    /** Refused for what was asked, and not for what the file holds. */
    private static final Set<String> OPTIONS = Set.of("rule", "ties", "exclusive");

    @Spec
    private CommandSpec spec;

    @Mixin
    private Output output;

    @Parameters(index = "0", paramLabel = "FILE.pb", description = "The election with its ballots.")
    private Path file;

    @Parameters(index = "1..*", hidden = true, description = "More groups of --exclusive.")
    private List<String> more = List.of();

    @Option(
            names = "--rule",
            paramLabel = "R",
            description = "How winners are found, such as greedy, greedy-no-skip, k-best/3 or equalshares/add1. "
                    + "Default: the file's own.")
    private @Nullable String rule;

    @Option(
            names = "--exclusive",
            paramLabel = "A,B",
            description = "Projects of which only one can win; more groups may follow, or the option is given again.")
    private List<String> exclusive = List.of();

    @Option(
            names = "--ties",
            paramLabel = "HOW",
            description =
                    "What decides between equals, in this order: votes, cheaper, list, lot:SEED. Default: what the "
                            + "file says; else the list, for equal shares cheaper,votes,list.")
    private @Nullable String ties;

    @Option(
            names = "--once",
            description = "A project that one ballot names twice counts once. Default: as often as it is named, as in "
                    + "the published votes of files with such ballots.")
    private boolean once;

    @Option(
            names = "--language",
            defaultValue = "en",
            paramLabel = "LANG",
            description = "Of the explanation: en or ru. Default: ${DEFAULT-VALUE}.")
    private DeadlineCommand.Language language;

    @Override
    public Integer call() {
        return Running.run(spec, this::count);
    }

    private void count() throws IOException, CommandFault {
        if (!more.isEmpty() && exclusive.isEmpty()) {
            throw CommandFault.wrongCall("one file at a time, and not also " + more.get(0));
        }
        if (!Files.isRegularFile(file)) {
            throw CommandFault.wrongCall("no such file: " + file);
        }
        try {
            Rule asked = rule == null ? null : Rule.of(rule);
            Ties decides = ties == null ? null : Ties.of(ties);
            Pabulib.File read = read();
            Rule counted = asked == null ? own(read) : asked;
            if (decides == null) {
                decides = read.ties() == null ? Ties.usual(counted) : read.ties();
            }
            List<List<String>> groups = Stream.concat(exclusive.stream(), more.stream())
                    .map(group -> Arrays.stream(group.split(",", -1))
                            .map(String::strip)
                            .filter(id -> !id.isEmpty())
                            .toList())
                    .toList();
            Outcome outcome = Tally.count(read.election(), counted, decides, groups);
            tell(read, outcome);
        } catch (Refusal e) {
            throw fault(e);
        }
    }

    private Pabulib.File read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Pabulib.read(in, once);
        }
    }

    private Rule own(Pabulib.File read) throws CommandFault {
        Rule found = Rule.find(read.rule()).orElse(null);
        if (found == null) {
            String why = read.rule().equals(UNKNOWN)
                    ? "the file does not say by which rule it is counted"
                    : "the file's own rule is none of ours: " + read.rule();
            throw CommandFault.wrongCall(
                    file.getFileName() + ": " + why + "; say --rule, one of " + String.join(", ", Rule.spellings()));
        }
        return found;
    }

    private CommandFault fault(Refusal refused) {
        String field = refused.fields().isEmpty() ? "" : refused.fields().get(0).field();
        String words = refused.text(Locale.ENGLISH);
        if (OPTIONS.contains(field)) {
            return CommandFault.wrongCall("--" + field + ": " + words);
        }
        // As compilers say where: file, line, column
        return CommandFault.failed(file.getFileName() + ":" + (field.isEmpty() ? "" : field + ":") + " " + words);
    }

    private void tell(Pabulib.File read, Outcome outcome) {
        Locale locale = language.locale();
        List<Map<String, Object>> differences = differences(read, outcome);
        output.print(json(read, outcome, differences, locale), text(outcome, locale));
        read.notes().stream().limit(MOST_NOTES).forEach(note -> output.note(note.text(locale)));
        if (read.oddities() > MOST_NOTES) {
            output.note("… and " + (read.oddities() - MOST_NOTES) + " more such remarks");
        }
        for (Map<String, Object> difference : differences) {
            output.note("%s of %s: %s counted, and the file says %s"
                    .formatted(
                            difference.get("what"),
                            difference.get("id"),
                            difference.get("counted"),
                            difference.get("file")));
        }
    }

    private static Map<String, Object> json(
            Pabulib.File read, Outcome outcome, List<Map<String, Object>> differences, Locale locale) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", outcome.rule().toString());
        json.put("ties", outcome.ties().toString());
        json.put("ballots", outcome.ballots());
        json.put("winners", outcome.winners());
        json.put("spent", outcome.spent());
        List<Map<String, Object>> projects = new ArrayList<>();
        for (Outcome.Line line : outcome.projects()) {
            Map<String, Object> project = new LinkedHashMap<>();
            project.put("id", line.id());
            project.put("name", line.name());
            project.put("cost", line.cost());
            project.put("votes", line.votes());
            project.put("score", line.score());
            project.put("selected", line.selected());
            projects.add(project);
        }
        json.put("projects", projects);
        json.put(
                "trace",
                outcome.trace().stream().map(step -> value(step, locale)).toList());
        json.put("differences", differences);
        json.put("notes", read.notes().stream().map(note -> note.text(locale)).toList());
        return json;
    }

    private static Map<String, Object> value(CountStep step, Locale locale) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("step", step.step());
        value.putAll(MAPPER.convertValue(step, OBJECT));
        value.put("text", step.text(locale));
        return value;
    }

    /** Where the count comes to something else than the file says. */
    private static List<Map<String, Object>> differences(Pabulib.File read, Outcome outcome) {
        List<Map<String, Object>> differences = new ArrayList<>();
        for (Outcome.Line line : outcome.projects()) {
            Pabulib.Official official = read.official().get(line.id());
            if (official != null) {
                differ(differences, line.id(), "votes", official.votes(), BigDecimal.valueOf(line.votes()));
                differ(differences, line.id(), "score", official.score(), line.score());
                Integer selected = official.selected();
                differ(
                        differences,
                        line.id(),
                        "selected",
                        selected == null ? null : BigDecimal.valueOf(selected),
                        line.selected() ? BigDecimal.ONE : BigDecimal.ZERO);
            }
        }
        return differences;
    }

    private static void differ(
            List<Map<String, Object>> differences,
            String id,
            String what,
            @Nullable BigDecimal said,
            BigDecimal counted) {
        if (said != null && said.compareTo(counted) != 0) {
            Map<String, Object> difference = new LinkedHashMap<>();
            difference.put("id", id);
            difference.put("what", what);
            difference.put("file", said);
            difference.put("counted", counted);
            differences.add(difference);
        }
    }

    private static String text(Outcome outcome, Locale locale) {
        int width = outcome.projects().stream()
                .mapToInt(line -> line.id().length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(2, width) + "s %15s %10s %12s %s  %s";
        List<String> lines = new ArrayList<>();
        lines.add("rule     " + outcome.rule());
        lines.add("ties     " + outcome.ties());
        lines.add("ballots  " + outcome.ballots());
        lines.add("winners  " + String.join(", ", outcome.winners()));
        lines.add("spent    " + outcome.spent().toPlainString());
        lines.add("");
        lines.add(row.formatted("id", "cost", "votes", "score", " ", "name"));
        for (Outcome.Line line : outcome.projects()) {
            BigDecimal cost = line.cost();
            lines.add(row.formatted(
                    line.id(),
                    cost == null ? "" : cost.toPlainString(),
                    line.votes(),
                    line.score().toPlainString(),
                    line.selected() ? "*" : " ",
                    line.name().equals(line.id()) ? "" : line.name()));
        }
        lines.add("");
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining(System.lineSeparator()))
                + outcome.trace().stream()
                        .map(step -> System.lineSeparator() + step.text(locale))
                        .collect(Collectors.joining());
    }
}
