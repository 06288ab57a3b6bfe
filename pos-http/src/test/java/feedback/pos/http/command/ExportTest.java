package feedback.pos.http.command;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.Postgres;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Terms;
import feedback.pos.store.BallotBox.Trail;
import feedback.pos.store.Cards.Card;
import feedback.pos.store.Records.Document;
import feedback.pos.store.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Everything out of one base and into another, on both databases. */
class ExportTest {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_CALL = 2;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everything_moves_to_postgresql_and_back_and_the_exports_are_the_same_to_the_byte() throws IOException {
        String data = embedded("a", 1_203);
        String db = Postgres.newBase();
        Path first = folder.resolve("first.jsonl.gz");
        assertThat(json("export", first.toString(), "--data", data)).contains("\"messages\":1203");

        assertThat(json("import", first.toString(), "--db", db))
                .isEqualTo("{\"read\":1203,\"added\":1203,\"known\":0,\"rejected\":0}");
        assertThat(json("verify-journal", "--db", db)).startsWith("{\"ok\":true,\"messages\":1203");
        Path second = folder.resolve("second.jsonl");
        assertThat(run("export", second.toString(), "--db", db)).isEqualTo(DONE);
        assertThat(lines(second)).isEqualTo(lines(first));

        String back = folder.resolve("back").toString();
        assertThat(run("import", second.toString(), "--data", back)).isEqualTo(DONE);
        Path third = folder.resolve("third.jsonl");
        assertThat(run("export", third.toString(), "--data", back)).isEqualTo(DONE);
        assertThat(lines(third)).isEqualTo(lines(first));
        assertThat(run("export", third.toString(), "--data", back))
                .as("it is there already")
                .isEqualTo(WRONG_CALL);
    }

    @Test
    void what_is_there_already_is_passed_over_and_what_was_changed_since_stays() throws IOException {
        Path file = folder.resolve("a.jsonl");
        assertThat(run("export", file.toString(), "--data", embedded("a", 5))).isEqualTo(DONE);
        String other = folder.resolve("b").toString();
        assertThat(run("import", file.toString(), "--data", other)).isEqualTo(DONE);
        try (Storage storage = JdbcStorage.embedded(Path.of(other))) {
            storage.records().put(List.of(new Document("person", "import:rows-a.csv", "{\"name\":\"newer\"}")));
        }
        assertThat(json("import", file.toString(), "--data", other))
                .isEqualTo("{\"read\":5,\"added\":0,\"known\":5,\"rejected\":0}");
        try (Storage storage = JdbcStorage.embedded(Path.of(other))) {
            assertThat(storage.records().get("person", "import:rows-a.csv").orElseThrow())
                    .contains("newer");
        }
    }

    @Test
    void an_import_that_was_cut_off_is_begun_anew() throws IOException {
        Path file = folder.resolve("a.jsonl");
        assertThat(run("export", file.toString(), "--data", embedded("a", 5))).isEqualTo(DONE);
        String digest = lines(file).get(lines(file).size() - 1).replaceAll(".*\"digest\":\"(\\w+)\".*", "$1");
        String other = folder.resolve("b").toString();
        try (Storage storage = JdbcStorage.embedded(Path.of(other))) {
            storage.records().put(List.of(new Document("import", "export", "\"" + digest + "\"")));
        }
        Path another = folder.resolve("another.jsonl");
        assertThat(run("export", another.toString(), "--data", embedded("c", 2)))
                .isEqualTo(DONE);
        assertThat(run("import", another.toString(), "--data", other)).isEqualTo(WRONG_CALL);
        assertThat(err.toString()).contains("another export was being brought into this base");
        assertThat(json("import", file.toString(), "--data", other)).contains("\"added\":5");
        Path again = folder.resolve("again.jsonl");
        assertThat(run("export", again.toString(), "--data", other)).isEqualTo(DONE);
        assertThat(lines(again)).isEqualTo(lines(file));
    }

    @Test
    void a_base_with_a_life_of_its_own_is_not_mixed_with_another() throws IOException {
        Path file = folder.resolve("a.jsonl");
        assertThat(run("export", file.toString(), "--data", embedded("a", 2))).isEqualTo(DONE);
        String other = folder.resolve("b").toString();
        assertThat(run("load", "--demo", "--data", other)).isEqualTo(DONE);
        assertThat(run("import", file.toString(), "--data", other)).isEqualTo(WRONG_CALL);
        assertThat(err.toString()).contains("another region");
        assertThat(run("import", file.toString(), "--id", "id", "--data", other))
                .isEqualTo(WRONG_CALL);
    }

    @Test
    void a_file_that_is_cut_off_or_was_changed_is_not_taken_in() throws IOException {
        Path file = folder.resolve("a.jsonl");
        assertThat(run("export", file.toString(), "--data", embedded("a", 3))).isEqualTo(DONE);
        List<String> whole = Files.readAllLines(file);
        String other = folder.resolve("b").toString();

        Path noEnd = Files.write(folder.resolve("no-end.jsonl"), whole.subList(0, whole.size() - 1));
        assertThat(run("import", noEnd.toString(), "--data", other)).isEqualTo(FAILED);
        assertThat(err.toString()).contains("no-end.jsonl is cut off: it has no end line");

        Path middle = folder.resolve("middle.jsonl");
        Files.write(middle, Arrays.copyOf(Files.readAllBytes(file), (int) (Files.size(file) - 40)));
        assertThat(run("import", middle.toString(), "--data", other)).isEqualTo(FAILED);
        assertThat(err.toString()).contains("is cut off in the middle of line " + whole.size());

        Path changed = folder.resolve("changed.jsonl");
        Files.writeString(changed, Files.readString(file).replace("Яма номер 1", "Яма номер 7"));
        assertThat(run("import", changed.toString(), "--data", other)).isEqualTo(FAILED);
        assertThat(err.toString()).contains("changed.jsonl was changed");

        Path nothing = Files.writeString(folder.resolve("nothing.jsonl"), "{\"id\":1}\n");
        assertThat(run("import", nothing.toString(), "--data", other)).isEqualTo(FAILED);
        assertThat(err.toString()).contains("is not the head of an export");
        assertThat(run("verify-journal", "--json", "--data", other)).isEqualTo(DONE);
        assertThat(out.toString()).contains("\"messages\":0");
    }

    /** Whoever changes a letter and makes the file's digest anew is given away by the seals. */
    @Test
    void a_message_whose_seals_do_not_hold_is_rejected_and_named() throws Exception {
        Path file = folder.resolve("a.jsonl");
        assertThat(run("export", file.toString(), "--data", embedded("a", 3))).isEqualTo(DONE);
        List<String> forged = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            forged.add(line.replace("Яма номер 1", "Яма номер 7"));
        }
        var digest = java.security.MessageDigest.getInstance("SHA-256");
        for (String line : forged.subList(1, forged.size() - 1)) {
            digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String sum = java.util.HexFormat.of().formatHex(digest.digest());
        forged.set(
                forged.size() - 1,
                forged.get(forged.size() - 1).replaceAll("\"digest\":\"\\w+\"", "\"digest\":\"" + sum + "\""));
        Path copy = Files.write(folder.resolve("forged.jsonl"), forged);
        assertThat(run(
                        "import",
                        copy.toString(),
                        "--json",
                        "--data",
                        folder.resolve("b").toString()))
                .isEqualTo(FAILED);
        assertThat(out.toString()).contains("{\"read\":3,\"added\":2,\"known\":0,\"rejected\":1}");
        assertThat(err.toString()).contains("line 1 was changed", "1 messages of");
    }

    @Test
    void an_export_goes_to_standard_output() throws IOException {
        String data = embedded("a", 2);
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(run("export", "-", "--data", data)).isEqualTo(DONE);
        } finally {
            System.setOut(before);
        }
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).startsWith("{\"format\":\"pos-export\",\"version\":1,");
        assertThat(lines.get(lines.size() - 1)).contains("\"messages\":2,");
        assertThat(err.toString()).contains("exported ").contains(" 2 messages");
    }

    @Test
    void what_does_not_move_yet_is_told_with_numbers() throws IOException {
        String data = embedded("a", 1);
        UUID poll = new UUID(1, 2);
        try (Storage storage = JdbcStorage.embedded(Path.of(data))) {
            Instant now = Instant.parse("2026-03-02T09:00:00Z");
            storage.cards().put(List.of(new Card("poll", poll, 1, now, null, Set.of(), "{}")));
            storage.cards().put(List.of(new Card("notice", new UUID(1, 3), 1, now, null, Set.of(), "{}")));
            storage.ballots().open(poll);
            Terms terms = new Terms(poll, false, Map.of(), body -> Map.of());
            Trail trail = new Trail(now, "ESIA", null, null, null, null, null);
            storage.ballots()
                    .cast(
                            terms,
                            List.of(new Ballot(List.of(poll), "s".repeat(16), "{}", Map.of(), List.of(), null, trail)));
        }
        assertThat(json("export", folder.resolve("a.jsonl").toString(), "--data", data))
                .contains("\"left\":{\"ballots\":1,\"notices\":1,\"polls\":1}");
        assertThat(err.toString()).contains("NOT exported").contains("1 ballots, 1 notices, 1 polls");
    }

    /** All but the head, which says when it was written. */
    private static List<String> lines(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".gz")) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        return lines.subList(1, lines.size());
    }

    /** A base of so many messages, with a key. */
    private String embedded(String name, int rows) throws IOException {
        StringBuilder text = new StringBuilder("id,text,topic,body\n");
        for (int i = 0; i < rows; i++) {
            text.append(i).append(",Яма номер ").append(i).append(",Дороги,Комитет дорог\n");
        }
        Path csv = Files.writeString(folder.resolve("rows-" + name + ".csv"), text);
        String data = folder.resolve(name).toString();
        assertThat(run(
                        "import",
                        csv.toString(),
                        "--id",
                        "id",
                        "--text",
                        "text",
                        "--topic",
                        "topic",
                        "--executor",
                        "body",
                        "--create-missing",
                        "--data",
                        data))
                .isEqualTo(DONE);
        assertThat(run("key", "create", "--role", "OPERATOR", "--organization", "region", "--data", data))
                .isEqualTo(DONE);
        return data;
    }

    private String json(String... call) {
        List<String> words = new ArrayList<>(List.of(call));
        words.add("--json");
        out.getBuffer().setLength(0);
        assertThat(run(words.toArray(String[]::new))).as(() -> err.toString()).isEqualTo(DONE);
        return out.toString().strip();
    }

    private int run(String... call) {
        return Commands.addTo(new CommandLine(CommandSpec.create().name("pos-server")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(call);
    }
}
