package feedback.pos.http.region;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.deadline.Term;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads catalog.json. */
final class CatalogFile {
    static final String NAME = "catalog.json";
    private static final Pattern CODE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");

    private final Problems problems;
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private String edition = "";
    private String fallback = "";

    CatalogFile(Problems problems) {
        this.problems = problems;
    }

    void read(FolderSource folder) throws IOException {
        String text = CsvTable.text(folder, NAME, problems);
        if (text == null) {
            return;
        }
        try {
            JsonFields catalog = new JsonFields(NAME, LocatedJson.read(text), problems);
            edition = catalog.text("edition");
            fallback = catalog.text("fallback");
            catalog.list("topics").forEach(each -> topic(new JsonFields(NAME, each, problems), null, 1));
            catalog.done();
            check(catalog.line());
        } catch (LocatedJson.NotJson e) {
            problems.add(NAME, e.line, String.valueOf(e.getMessage()));
        }
    }

    private void topic(JsonFields fields, @Nullable String parent, int depth) {
        String code = fields.text("code");
        if (!code.isEmpty()) {
            checkCode(fields.line(), code, parent, depth);
        }
        Topic topic = new Topic(
                code,
                parent,
                fields.text("name"),
                fields.optionalText("nameEn"),
                fields.flag("fastTrack", false),
                fields.parsed("term", false, Term::parse),
                fields.texts("examples"),
                fields.parsed("retired", false, LocalDate::parse),
                fields.optionalText("successor"));
        if (topic.successor() != null && topic.retired() == null) {
            problems.add(NAME, fields.line(), "topic " + code + " has a successor but is not retired");
        }
        if (topics.putIfAbsent(code, topic) != null && !code.isEmpty()) {
            problems.add(NAME, fields.line(), "topic " + code + " stands twice");
        }
        lines.putIfAbsent(code, fields.line());
        fields.list("topics").forEach(each -> topic(new JsonFields(NAME, each, problems), code, depth + 1));
        fields.done();
    }

    private void checkCode(int line, String code, @Nullable String parent, int depth) {
        if (!CODE.matcher(code).matches() || code.length() > 100) {
            problems.add(NAME, line, "code «" + code + "» may hold a–z, 0–9, hyphens and dots, at most 100 characters");
        } else if (parent != null && !parent.isEmpty() && !code.startsWith(parent + ".")) {
            problems.add(NAME, line, "code " + code + " must begin with " + parent + ".");
        }
        if (depth > Catalog.MAX_DEPTH) {
            problems.add(NAME, line, "topic " + code + " lies deeper than " + Catalog.MAX_DEPTH + " levels");
        }
    }

    private void check(int line) {
        Topic other = topics.get(fallback);
        if (other == null || other.fastTrack() || other.retired() != null) {
            problems.add(
                    NAME, line, "the fallback must be a topic that is neither fast track nor retired: " + fallback);
        }
        topics.values().forEach(topic -> {
            String successor = topic.successor();
            if (successor != null && !topics.containsKey(successor)) {
                problems.add(
                        NAME,
                        lines.getOrDefault(topic.code(), 1),
                        "topic " + topic.code() + " has an unknown successor " + successor);
            }
        });
    }

    boolean knows(String code) {
        return topics.containsKey(code);
    }

    int lineOf(String code) {
        return lines.getOrDefault(code, 1);
    }

    String edition() {
        return edition;
    }

    /** Only after everything was found to be right. */
    Catalog catalog(String region) {
        return Catalog.of(region, edition, fallback, List.copyOf(topics.values()));
    }
}
