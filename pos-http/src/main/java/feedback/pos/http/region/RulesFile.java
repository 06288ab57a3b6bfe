package feedback.pos.http.region;

import feedback.pos.message.Channel;
import feedback.pos.moderation.Admissibility;
import feedback.pos.moderation.Rule;
import feedback.pos.moderation.Rule.Then;
import feedback.pos.moderation.Rules;
import feedback.pos.refusal.Refusal;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads rules.json and words.txt, both optional. */
final class RulesFile {
    private static final String RULES = "rules.json";
    private static final String WORDS = "words.txt";

    private final Problems problems;

    RulesFile(Problems problems) {
        this.problems = problems;
    }

    /** The rules; null without a file, and where it will not do, which is then a problem. */
    @Nullable
    Rules rules(FolderSource folder) throws IOException {
        String text = folder.names().contains(RULES) ? CsvTable.text(folder, RULES, problems) : null;
        if (text == null) {
            return null;
        }
        try {
            JsonFields file = new JsonFields(RULES, LocatedJson.read(text), problems);
            List<Integer> lines = new ArrayList<>();
            List<Rule> rules = new ArrayList<>();
            for (LocatedJson each : file.list("rules")) {
                JsonFields fields = new JsonFields(RULES, each, problems);
                lines.add(fields.line());
                rules.add(rule(fields));
                fields.done();
            }
            file.done();
            return problems.isEmpty() ? checked(rules, lines) : null;
        } catch (LocatedJson.NotJson e) {
            problems.add(RULES, e.line, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Rules checked(List<Rule> rules, List<Integer> lines) {
        try {
            return Rules.of(rules);
        } catch (Refusal e) {
            e.fields().forEach(each -> problems.add(RULES, line(each.field(), lines), told(each)));
            return null;
        }
    }

    private static String told(Refusal.Field field) {
        return field.field() + ": " + field.text(Locale.ENGLISH);
    }

    /** The line of the rule that a field such as {@code rules[3].topic} stands in. */
    private static int line(String field, List<Integer> lines) {
        int end = field.indexOf(']');
        return end < 0 ? 1 : lines.get(Integer.parseInt(field.substring("rules[".length(), end)));
    }

    private static Rule rule(JsonFields fields) {
        JsonFields then = fields.object("then");
        return new Rule(
                fields.text("id"),
                fields.optionalText("note"),
                fields.flag("on", true),
                fields.texts("any"),
                fields.texts("all"),
                fields.texts("none"),
                fields.optionalText("topic"),
                fields.optionalText("territory"),
                fields.parsed("channel", false, Channel::valueOf),
                fields.optionalText("organization"),
                then == null ? new Then(null, false, null, null, false, null) : then(then));
    }

    private static Then then(JsonFields fields) {
        Then then = new Then(
                fields.optionalText("topic"),
                fields.flag("overApplicant", false),
                fields.optionalText("organization"),
                fields.optionalText("executor"),
                fields.flag("skipModerator", false),
                fields.optionalText("hold"));
        fields.done();
        return then;
    }

    /** Holds the rules against the rest of the region: what never was is wrong, what is not in use any more is warned of. */
    void check(Rules rules, Region region, LocalDate today) {
        try {
            rules.checkAgainst(region.catalog(), region.tree());
        } catch (Refusal e) {
            e.fields().forEach(each -> problems.add(RULES, told(each)));
            return;
        }
        rules.under(region.catalog(), region.tree(), today)
                .alerts()
                .forEach(each ->
                        problems.warn(RULES, "rule " + each.rule() + " is switched off: " + each.text(Locale.ENGLISH)));
    }

    /** The words; null without a file, and where it will not do, which is then a problem. */
    @Nullable
    List<String> words(FolderSource folder) throws IOException {
        String text = folder.names().contains(WORDS) ? CsvTable.text(folder, WORDS, problems) : null;
        if (text == null) {
            return null;
        }
        List<String> words = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                words.add(line.strip());
                lines.add(number);
            }
        }
        try {
            Admissibility.usual().withWords(words);
            return words;
        } catch (Refusal e) {
            Refusal.Field field = e.fields().get(0);
            int at = field.field().indexOf('[');
            int line = at < 0
                    ? 1
                    : lines.get(Integer.parseInt(
                            field.field().substring(at + 1, field.field().length() - 1)));
            problems.add(WORDS, line, field.text(Locale.ENGLISH));
            return null;
        }
    }
}
