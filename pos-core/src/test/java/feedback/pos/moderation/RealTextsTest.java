package feedback.pos.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.message.Submission;
import feedback.pos.moderation.Admissibility.Beside;
import feedback.pos.moderation.Hint.Evidence;
import feedback.pos.moderation.Hint.Kind;
import feedback.pos.organization.Territory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The hints against real messages that are no part of the project: {@code -Dpos.texts=DIR} names a folder of CSV files with a column
 * {@code text}, and {@code -Dpos.texts.out=FILE} a file to list every hint in.
 */
class RealTextsTest {
    /** The only one of 3,359 messages of two cities: a teacher is said to call children so. */
    private static final Set<String> RUDE = Set.of("дебилами");

    @Test
    void nobody_is_accused_of_profanity_without_reason() throws IOException {
        List<String> texts = texts();
        Admissibility usual = Admissibility.usual();
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        List<String> lines = new ArrayList<>();
        Set<String> rude = new HashSet<>();
        long began = System.nanoTime();
        for (String text : texts) {
            for (Hint hint : usual.hints(new Submission("anna", text, new Territory("38000000")), Beside.nothing())) {
                counts.merge(hint.kind(), 1, Integer::sum);
                String what = hint.evidence().stream().map(Evidence::text).collect(Collectors.joining(" | "));
                lines.add(hint.kind() + "\t" + what + "\t" + hint.proposal() + "\t" + text.replaceAll("\\s+", " "));
                if (hint.kind() == Kind.PROFANITY) {
                    hint.evidence().forEach(each -> rude.add(each.text().toLowerCase(java.util.Locale.ROOT)));
                }
            }
        }
        long micros = (System.nanoTime() - began) / 1_000 / Math.max(1, texts.size());
        lines.sort(null);
        String out = System.getProperty("pos.texts.out");
        if (out != null) {
            Files.write(Path.of(out), lines);
        }
        System.out.println(texts.size() + " texts, " + micros + " µs each: " + counts);
        rude.removeAll(RUDE);
        assertThat(rude).isEmpty();
    }

    private static List<String> texts() throws IOException {
        String folder = System.getProperty("pos.texts");
        if (folder == null) {
            System.out.println("skipped: -Dpos.texts=DIR names no folder of real messages");
        }
        Assumptions.assumeTrue(folder != null, "-Dpos.texts=DIR names no folder of real messages");
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                List<List<String>> rows = rows(Files.readString(file));
                int column = rows.get(0).indexOf("text");
                rows.stream().skip(1).forEach(row -> texts.add(row.get(column)));
            }
        }
        return texts;
    }

    private static List<List<String>> rows(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || c != ',' && c != '\n') {
                if (quoted || c != '\r') {
                    field.append(c);
                }
            } else {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
        }
        return rows;
    }
}
