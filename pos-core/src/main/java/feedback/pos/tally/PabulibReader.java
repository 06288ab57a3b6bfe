package feedback.pos.tally;

import feedback.pos.refusal.Refusal;
import feedback.pos.tally.Election.Limits;
import feedback.pos.tally.Election.Project;
import feedback.pos.tally.Election.VoteType;
import feedback.pos.tally.Pabulib.Note;
import feedback.pos.tally.Pabulib.Official;
import feedback.pos.tally.PabulibRows.Row;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one file. For one thread. */
final class PabulibReader {
    /** What stands in the way of a project that was withdrawn after the vote had begun, by the rules of the format. */
    private static final BigDecimal WITHDRAWN = BigDecimal.valueOf(999_999_999);
    /** So many voters are looked at for the same one twice. */
    private static final int MOST_VOTERS_KEPT = 1_000_000;

    private static final int MOST_COLUMNS = 200;
    private static final Set<String> OF_COUNT = Set.of("project_id", "cost", "votes", "score", "selected");
    private static final Set<String> UNDERSTOOD = Set.of(
            "num_projects",
            "num_votes",
            "budget",
            "vote_type",
            "rule",
            "min_length",
            "max_length",
            "min_sum_cost",
            "max_sum_cost",
            "min_points",
            "max_points",
            "min_sum_points",
            "max_sum_points",
            "default_score",
            "min_project_score_threshold",
            "min_project_votes_threshold",
            "min_num_votes",
            "exclusive_projects",
            "ties");

    private final PabulibRows rows;
    private final boolean once;
    private final Map<String, Entry> meta = new LinkedHashMap<>();
    private final Map<String, Official> official = new LinkedHashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private long oddities;

    PabulibReader(InputStream in, boolean once) {
        this.rows = new PabulibRows(in);
        this.once = once;
    }

    /** A value of the section META and where it stands. */
    private record Entry(long line, String value) {}

    Pabulib.File read() throws IOException {
        section(rows.next(), "META");
        readMeta();
        Election.Builder builder = builder();
        long projects = readProjects(builder);
        readExclusive(builder);
        long votes = readVotes(builder);
        compare("num_projects", projects);
        compare("num_votes", votes);
        String rule = value("rule");
        Entry ties = meta.get("ties");
        return new Pabulib.File(
                builder.build(),
                rule.isEmpty() ? "unknown" : rule,
                ties == null ? null : at(ties.line, 2, () -> Ties.of(ties.value)),
                official,
                List.copyOf(notes),
                oddities);
    }

    /** Something that may be refused without knowing where it stands. */
    private interface Reading<T> {
        T read();
    }

    private static <T> T at(long line, int column, Reading<T> reading) {
        try {
            return reading.read();
        } catch (Refusal refused) {
            throw PabulibRows.at(line, column, refused);
        }
    }

    private static Refusal fault(long line, int column, Refusal what) {
        return PabulibRows.at(line, column, what);
    }

    private void note(long line, int column, String key, Object... args) {
        oddities++;
        if (notes.size() < Pabulib.MOST_NOTES) {
            notes.add(new Note(
                    line, column, key, Arrays.stream(args).map(String::valueOf).toList()));
        }
    }

    private static boolean isSection(@Nullable Row row, String name) {
        return row != null
                && row.get(0).equalsIgnoreCase(name)
                && row.fields().stream().skip(1).allMatch(String::isEmpty);
    }

    private void section(@Nullable Row row, String name) {
        if (!isSection(row, name)) {
            throw PabulibRows.at(
                    row == null ? rows.line() : row.line(), 1, Refusal.field("", "tally.file.section", name));
        }
    }

    private void readMeta() throws IOException {
        for (Row row = rows.next(); !isSection(row, "PROJECTS"); row = rows.next()) {
            if (row == null) {
                section(null, "PROJECTS");
                return;
            }
            readEntry(row);
        }
    }

    private void readEntry(Row row) {
        String key = row.get(0);
        String value = row.get(1);
        int colon = key.indexOf(':');
        if (value.isEmpty() && colon > 0) {
            value = key.substring(colon + 1).strip();
            key = key.substring(0, colon).strip();
            note(row.line(), 1, "colon", key);
        }
        List<String> more = row.fields()
                .subList(Math.min(2, row.fields().size()), row.fields().size());
        if (more.stream().anyMatch(each -> !each.isEmpty())) {
            value = value + ";" + String.join(";", more);
            note(row.line(), 3, "semicolon", key);
        }
        key = key.toLowerCase(Locale.ROOT);
        if (key.isEmpty()) {
            throw fault(row.line(), 1, Refusal.field("", "tally.file.key"));
        }
        if (key.equals("key") && value.equalsIgnoreCase("value")) {
            return;
        }
        if (meta.putIfAbsent(key, new Entry(row.line(), value)) != null) {
            note(row.line(), 1, "again", key);
        }
    }

    private String value(String key) {
        Entry entry = meta.get(key);
        return entry == null ? "" : entry.value;
    }

    private Election.Builder builder() {
        Entry type = meta.get("vote_type");
        if (type == null) {
            throw fault(1, 1, Refusal.field("", "tally.file.missing", "META", "vote_type"));
        }
        Election.Builder builder = at(type.line, 2, () -> Election.of(VoteType.of(type.value)));
        if (!once) {
            builder.countRepeats();
        }
        Entry budget = meta.get("budget");
        BigDecimal amount = number("budget");
        if (budget != null && amount != null) {
            at(budget.line, 2, () -> builder.budget(amount));
        }
        builder.limits(new Limits(
                length("min_length"),
                length("max_length"),
                number("min_sum_cost"),
                number("max_sum_cost"),
                number("min_points"),
                number("max_points"),
                number("min_sum_points"),
                number("max_sum_points"),
                number("default_score")));
        BigDecimal minimum = number("min_project_score_threshold");
        BigDecimal minimumVotes = number("min_project_votes_threshold");
        if (minimumVotes != null) {
            builder.minimumVotes(minimumVotes);
        } else if (minimum != null) {
            builder.minimum(minimum);
        }
        BigDecimal quorum = number("min_num_votes");
        if (quorum != null) {
            builder.quorum(whole("min_num_votes", quorum));
        }
        meta.forEach((key, entry) -> {
            if (!UNDERSTOOD.contains(key) && !entry.value.isEmpty()) {
                builder.meta(key, entry.value);
            }
        });
        return builder;
    }

    private @Nullable Integer length(String key) {
        BigDecimal number = number(key);
        return number == null ? null : (int) Math.min(Integer.MAX_VALUE, whole(key, number));
    }

    private long whole(String key, BigDecimal number) {
        if (number.stripTrailingZeros().scale() > 0 || number.compareTo(Election.MOST_MONEY) >= 0) {
            Entry entry = meta.get(key);
            throw fault(entry == null ? 1 : entry.line, 2, Refusal.field("", "tally.file.whole", key, number));
        }
        return number.longValueExact();
    }

    private @Nullable BigDecimal number(String key) {
        Entry entry = meta.get(key);
        return entry == null ? null : number(entry.line, 2, key, entry.value);
    }

    /** A number as people write it; null where there is none. */
    private @Nullable BigDecimal number(long line, int column, String name, String text) {
        String digits = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "");
        if (digits.isEmpty() || digits.equalsIgnoreCase("none")) {
            return null;
        }
        int comma = digits.indexOf(',');
        if (comma >= 0) {
            // One comma is a decimal one; several, or one before a point, part thousands
            boolean isDecimal = comma == digits.lastIndexOf(',') && digits.indexOf('.') < 0;
            digits = digits.replace(",", isDecimal ? "." : "");
            note(line, column, "comma", name, text, digits);
        }
        if (digits.length() > 40 || !digits.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,2})?")) {
            throw fault(line, column, Refusal.field("", "tally.file.number", name, Election.shortened(text)));
        }
        return new BigDecimal(digits);
    }

    /** Which field of a row is which; the names are in lower case. */
    private Map<String, Integer> header(@Nullable Row row, String section, String needed) {
        if (row == null) {
            throw fault(rows.line(), 1, Refusal.field("", "tally.file.missing", section, needed));
        }
        if (row.fields().size() > MOST_COLUMNS) {
            throw fault(row.line(), MOST_COLUMNS + 1, Refusal.field("", "tally.file.columns", MOST_COLUMNS));
        }
        Map<String, Integer> header = new LinkedHashMap<>();
        for (int i = 0; i < row.fields().size(); i++) {
            String name = row.fields().get(i).toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && header.putIfAbsent(name, i) != null) {
                throw fault(row.line(), i + 1, Refusal.field("", "tally.file.column.twice", Election.shortened(name)));
            }
        }
        if (!header.containsKey(needed)) {
            throw fault(row.line(), 1, Refusal.field("", "tally.file.missing", section, needed));
        }
        return header;
    }

    private long readProjects(Election.Builder builder) throws IOException {
        Map<String, Integer> header = header(rows.next(), "PROJECTS", "project_id");
        int id = header.getOrDefault("project_id", -1);
        int cost = header.getOrDefault("cost", -1);
        long projects = 0;
        for (Row row = rows.next(); !isSection(row, "VOTES"); row = rows.next()) {
            if (row == null) {
                section(null, "VOTES");
                return projects;
            }
            Row project = row;
            BigDecimal amount = cost < 0 ? null : number(row.line(), cost + 1, "cost", row.get(cost));
            if (cost >= 0 && amount == null) {
                note(row.line(), cost + 1, "cost", row.get(id));
            }
            boolean withdrawn = amount != null && amount.compareTo(WITHDRAWN) == 0;
            Project made = at(
                    row.line(),
                    id + 1,
                    () -> new Project(project.get(id), amount, withdrawn, columns(project, header)));
            at(row.line(), id + 1, () -> builder.project(made));
            official.put(made.id(), official(row, header));
            tooLong(row, header.size());
            projects++;
        }
        return projects;
    }

    private static Map<String, String> columns(Row row, Map<String, Integer> header) {
        Map<String, String> columns = new LinkedHashMap<>();
        header.forEach((name, index) -> {
            if (!OF_COUNT.contains(name) && !row.get(index).isEmpty()) {
                columns.put(name, row.get(index));
            }
        });
        return columns;
    }

    private Official official(Row row, Map<String, Integer> header) {
        BigDecimal selected = official(row, header, "selected");
        return new Official(
                official(row, header, "votes"),
                official(row, header, "score"),
                selected == null ? null : selected.intValue());
    }

    private @Nullable BigDecimal official(Row row, Map<String, Integer> header, String name) {
        int index = header.getOrDefault(name, -1);
        return index < 0 ? null : number(row.line(), index + 1, name, row.get(index));
    }

    private void tooLong(Row row, int columns) {
        for (int i = columns; i < row.fields().size(); i++) {
            if (!row.fields().get(i).isEmpty()) {
                note(row.line(), i + 1, "long", columns);
                return;
            }
        }
    }

    private void readExclusive(Election.Builder builder) {
        Entry groups = meta.get("exclusive_projects");
        if (groups != null) {
            for (String group : groups.value.split(";")) {
                at(groups.line, 2, () -> builder.exclusive(items(group)));
            }
        }
    }

    private static List<String> items(String list) {
        List<String> items = new ArrayList<>();
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            String item = list.substring(from, to).strip();
            if (!item.isEmpty()) {
                items.add(item);
            }
            from = to + 1;
        }
        return items;
    }

    private long readVotes(Election.Builder builder) throws IOException {
        VoteType type = VoteType.of(value("vote_type"));
        Row first = rows.next();
        Map<String, Integer> header = header(first, "VOTES", "vote");
        int vote = header.getOrDefault("vote", -1);
        int voter = header.getOrDefault("voter_id", -1);
        int points = type.isScored() ? header.getOrDefault("points", -1) : -1;
        if (type.hasPoints() && points < 0) {
            throw fault(
                    first == null ? 1 : first.line(), 1, Refusal.field("", "tally.file.missing", "VOTES", "points"));
        }
        scoring(type, points);
        Set<String> voters = new HashSet<>();
        long votes = 0;
        for (Row row = rows.next(); row != null; row = rows.next()) {
            if (voter >= 0 && votes < MOST_VOTERS_KEPT && !voters.add(row.get(voter))) {
                note(row.line(), voter + 1, "voter", Election.shortened(row.get(voter)));
            }
            readVote(builder, type, row, vote, points);
            tooLong(row, header.size());
            votes++;
        }
        return votes;
    }

    /** Rankings without points count by Borda; another function would come to other winners. */
    private void scoring(VoteType type, int points) {
        Entry function = meta.get("scoring_fn");
        if (type == VoteType.ORDINAL && points < 0 && function != null && !function.value.equalsIgnoreCase("borda")) {
            throw fault(function.line, 2, Refusal.field("", "tally.file.scoring", Election.shortened(function.value)));
        }
    }

    private void readVote(Election.Builder builder, VoteType type, Row row, int vote, int points) {
        List<String> named = items(row.get(vote));
        List<String> given = points < 0 ? List.of() : items(row.get(points));
        if (given.size() != named.size() && (type.hasPoints() || !given.isEmpty())) {
            note(row.line(), points + 1, "points", given.size(), named.size());
            given = type.hasPoints() ? given : List.of();
        }
        List<String> ids = new ArrayList<>(named.size());
        List<BigDecimal> values = new ArrayList<>(given.size());
        for (int i = 0; i < named.size(); i++) {
            String id = named.get(i);
            if (!builder.has(id)) {
                note(row.line(), vote + 1, "unknown", Election.shortened(id));
                continue;
            }
            ids.add(id);
            if (i < given.size()) {
                BigDecimal value = number(row.line(), points + 1, "points", given.get(i));
                values.add(value == null ? BigDecimal.ZERO : value);
            } else if (type.hasPoints()) {
                values.add(BigDecimal.ZERO);
            }
        }
        if (ids.size() > 1 && new LinkedHashSet<>(ids).size() < ids.size()) {
            note(row.line(), vote + 1, once ? "once" : "twice", Election.shortened(row.get(vote)));
        }
        if (type == VoteType.CHOOSE_1 && ids.size() > 1) {
            note(row.line(), vote + 1, "several", ids.size());
        }
        at(row.line(), (points < 0 ? vote : points) + 1, () -> builder.ballot(ids, values));
    }

    private void compare(String key, long found) {
        Entry said = meta.get(key);
        BigDecimal number = number(key);
        if (said != null && number != null && number.compareTo(BigDecimal.valueOf(found)) != 0) {
            note(said.line, 2, "number", key, number.toPlainString(), found);
        }
    }
}
