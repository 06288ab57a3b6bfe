package feedback.pos.http.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.http.auth.ApiKeys;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.message.Message;
import feedback.pos.organization.Role;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class CommandsTest {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_CALL = 2;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_region_is_loaded_a_key_lives_and_dies() throws Exception {
        assertThat(run("key", "create", "--role", "OPERATOR", "--organization", "kursk"))
                .as("there is no base yet")
                .isEqualTo(WRONG_CALL);
        assertThat(json("load", demoFolder().toString()).get("edition").asInt()).isEqualTo(1);

        JsonNode made =
                json("key", "create", "--role", "operator", "--role", "poll-manager", "--organization", "kursk");
        String secret = made.get("secret").asText();
        String id = made.get("id").asText();
        try (Storage storage = JdbcStorage.embedded(data())) {
            var actor = new ApiKeys(storage.records())
                    .identify(secret)
                    .orElseThrow()
                    .actor();
            assertThat(actor.holds(Role.OPERATOR, List.of("region", "kursk"))).isTrue();
            assertThat(actor.holds(Role.POLL_MANAGER, List.of("region", "kursk")))
                    .isTrue();
            assertThat(actor.holds(Role.HEAD, List.of("region", "kursk"))).isFalse();
        }
        assertThat(json("key", "list").get("keys")).hasSize(1);
        assertThat(out.toString()).doesNotContain(secret).contains(id);
        assertThat(json("key", "revoke", id).get("revoked").asText()).isNotEmpty();
        assertThat(run("key", "revoke", "000000000000")).isEqualTo(FAILED);
        assertThat(err.toString()).contains("There is no key \"000000000000\"");
        assertThat(run("key", "create", "--role", "HEAD", "--organization", "kursk", "--person", "system"))
                .isEqualTo(FAILED);
        assertThat(err.toString()).contains("person: This id of a person will not do");
        assertThat(run("key", "create", "--role", "KING", "--organization", "kursk"))
                .isEqualTo(WRONG_CALL);
        assertThat(err.toString()).contains("KING").contains("MODERATOR");
        assertThat(run("key", "create", "--role", "HEAD", "--organization", "moon"))
                .isEqualTo(WRONG_CALL);
        assertThat(run("key")).isEqualTo(WRONG_CALL);
    }

    @Test
    void a_broken_folder_changes_nothing() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("organizations.csv"), "id\n");
        assertThat(run("load", broken.toString())).isEqualTo(FAILED);
        assertThat(err.toString()).contains("organizations.csv:1: ").contains("catalog.json: is missing");
        assertThat(Files.exists(data())).isFalse();
        assertThat(run("load", folder.resolve("nowhere").toString())).isEqualTo(WRONG_CALL);
        assertThat(run("load")).isEqualTo(WRONG_CALL);
    }

    @Test
    void an_import_into_an_empty_base_brings_its_own_small_region() throws IOException {
        Path file = export(3);
        JsonNode first = json(
                "import",
                file.toString(),
                "--id",
                "id",
                "--text",
                "text",
                "--topic",
                "topic",
                "--executor",
                "body",
                "--create-missing");
        assertThat(first.toString()).isEqualTo("{\"read\":3,\"added\":3,\"known\":0,\"rejected\":0}");
        assertThat(err.toString()).contains("No region is loaded");
        JsonNode second = json(
                "import",
                file.toString(),
                "--id",
                "id",
                "--text",
                "text",
                "--topic",
                "topic",
                "--executor",
                "body",
                "--create-missing");
        assertThat(second.toString()).isEqualTo("{\"read\":3,\"added\":0,\"known\":3,\"rejected\":0}");
        for (Message message : all()) {
            assertThat(message.topic().code()).startsWith("import.");
            assertThat(message.holder().organization()).startsWith("import-");
            assertThat(message.deadline().due()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        }
        assertThat(json("verify-journal").toString()).isEqualTo("{\"ok\":true,\"messages\":3,\"entries\":6}");
    }

    @Test
    void an_import_with_the_sample_region_finds_its_topics() throws IOException {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, "id,text,topic\n1,Яма,Ямы и выбоины\n");
        assertThat(json("import", file.toString(), "--id", "id", "--text", "text", "--topic", "topic", "--demo")
                        .get("added")
                        .asInt())
                .isEqualTo(1);
        assertThat(all().get(0).topic().code()).isEqualTo("roads.potholes");
    }

    @Test
    void a_wrong_import_is_one_clear_line() throws IOException {
        Path file = export(1);
        assertThat(run("import", folder.resolve("none.csv").toString(), "--id", "id", "--text", "text"))
                .isEqualTo(WRONG_CALL);
        assertThat(run("import", file.toString(), "--text", "text")).isEqualTo(WRONG_CALL);
        assertThat(run("import", file.toString(), "--id", "id")).isEqualTo(WRONG_CALL);
        assertThat(run("import", file.toString(), "--id", "id", "--text", "words"))
                .isEqualTo(WRONG_CALL);
        assertThat(run("import", file.toString(), "--id", "id", "--text", "text", "--zone", "Mars/Base"))
                .isEqualTo(WRONG_CALL);
        assertThat(run("import", file.toString(), "--id", "id", "--text", "text", "--date-format", "{"))
                .isEqualTo(WRONG_CALL);
        assertThat(run("import", file.toString(), "--id", "id", "--text", "text", "--limit", "many"))
                .isEqualTo(WRONG_CALL);
        assertThat(run("import", file.toString(), "--id", "id", "--text", "text", "--encoding", "UTF-16"))
                .isEqualTo(WRONG_CALL);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void no_command_touches_a_base_that_a_server_holds() throws IOException {
        Path file = export(1);
        try (Storage held = JdbcStorage.embedded(data())) {
            assertThat(held.records().get("region", "region")).isEmpty();
            assertThat(run("import", file.toString(), "--id", "id", "--text", "text"))
                    .isEqualTo(WRONG_CALL);
            assertThat(run("load", "--demo")).isEqualTo(WRONG_CALL);
            assertThat(run("verify-journal")).isEqualTo(WRONG_CALL);
            assertThat(run("backup", folder.resolve("b.zip").toString())).isEqualTo(WRONG_CALL);
        }
        assertThat(err.toString().strip().lines()).hasSize(4).allMatch(line -> line.contains("held by a running"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_killed_import_goes_on_where_it_was_and_every_row_is_there_once() throws Exception {
        int rows = 3_000;
        Path file = export(rows);
        String[] call = {
            "import",
            file.toString(),
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
            data().toString()
        };
        killAfterFirstBatch(call);

        JsonNode result = json(call);
        assertThat(result.get("read").asInt()).isEqualTo(rows);
        assertThat(result.get("known").asInt()).isBetween(500, rows - 1);
        assertThat(result.get("added").asInt() + result.get("known").asInt()).isEqualTo(rows);
        Set<String> numbers = new HashSet<>();
        List<Message> all = all();
        all.forEach(each -> numbers.add(each.submission().portalNumber()));
        assertThat(all).hasSize(rows);
        assertThat(numbers).hasSize(rows);
        assertThat(json("verify-journal").get("ok").asBoolean()).isTrue();
    }

    @Test
    void a_backup_is_brought_back() throws IOException {
        json("import", export(5).toString(), "--id", "id", "--text", "text");
        Path backup = folder.resolve("backup.zip");
        assertThat(run("backup", backup.toString())).isEqualTo(DONE);
        assertThat(run("backup", backup.toString())).isEqualTo(WRONG_CALL);
        assertThat(run("backup", folder.resolve("nowhere/b.zip").toString())).isEqualTo(WRONG_CALL);
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(run("backup", backup.toString(), "--data=")).isEqualTo(WRONG_CALL);
        assertThat(run("restore", backup.toString()))
                .as("there is a base already")
                .isEqualTo(WRONG_CALL);
        Path other = folder.resolve("other");
        assertThat(run("restore", backup.toString(), "--data", other.toString()))
                .isEqualTo(DONE);
        assertThat(json("verify-journal", "--data", other.toString())
                        .get("messages")
                        .asInt())
                .isEqualTo(5);
        Path noBackup = Files.writeString(folder.resolve("no.zip"), "no zip");
        assertThat(run(
                        "restore",
                        noBackup.toString(),
                        "--data",
                        folder.resolve("third").toString()))
                .isEqualTo(WRONG_CALL);
        assertThat(folder.resolve("third")).doesNotExist();
    }

    @Test
    void an_import_that_ends_too_early_tells_how_far_it_came() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readAllBytes(export(5_000)));
        }
        byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        Path cut = Files.write(folder.resolve("cut.csv.gz"), half);
        assertThat(run("import", cut.toString(), "--id", "id", "--text", "text"))
                .isEqualTo(FAILED);
        assertThat(out.toString()).contains(" added, 0 known, ").doesNotContain(" 0 added");
        assertThat(err.toString()).contains(cut + " is damaged or no gzip file");
        Path none = Files.writeString(folder.resolve("none.csv.gz"), "id,text\n1,Яма\n");
        assertThat(run("import", none.toString(), "--id", "id", "--text", "text"))
                .isEqualTo(FAILED);
        assertThat(err.toString()).contains(none + " is damaged or no gzip file");
    }

    @Test
    void an_import_does_not_guess_which_file_or_column_is_meant() throws IOException {
        Path twice = Files.writeString(folder.resolve("twice.csv"), "id,text,text\n1,Яма,Двор\n");
        assertThat(run("import", twice.toString(), "--id", "id", "--text", "text"))
                .isEqualTo(WRONG_CALL);
        assertThat(err.toString()).contains("the column text 2 times");
        Path two = folder.resolve("two.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(two))) {
            for (String name : List.of("a.csv", "b.csv")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("id,text\n1,Яма\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(run("import", two.toString(), "--id", "id", "--text", "text"))
                .isEqualTo(WRONG_CALL);
        assertThat(err.toString()).contains("a.csv, b.csv");
    }

    @Test
    void a_journal_that_was_changed_behind_the_back_is_found() throws Exception {
        json("import", export(2).toString(), "--id", "id", "--text", "text");
        tamper();
        assertThat(run("verify-journal", "--json")).isEqualTo(FAILED);
        JsonNode found = new JsonMapper()
                .readTree(out.toString().lines().reduce((a, b) -> b).orElseThrow());
        assertThat(found.get("ok").asBoolean()).isFalse();
        assertThat(found.get("faults")).hasSize(1);
    }

    private void tamper() throws Exception {
        String url = "jdbc:hsqldb:file:" + data().resolve("pos") + ";hsqldb.lock_file=false;shutdown=true";
        try (var connection = java.sql.DriverManager.getConnection(url, "SA", "");
                var statement = connection.createStatement()) {
            int changed = statement.executeUpdate("UPDATE pos_journal SET author = 'somebody' WHERE version = 2"
                    + " AND message = (SELECT id FROM pos_message FETCH 1 ROW ONLY)");
            assertThat(changed).isEqualTo(1);
        }
    }

    private static void killAfterFirstBatch(String... call) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CommandMain.class.getName()));
        command.addAll(List.of(call));
        Process child = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = child.errorReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.contains(" added")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private Path export(int rows) throws IOException {
        StringBuilder text = new StringBuilder("id,text,topic,body\n");
        for (int i = 0; i < rows; i++) {
            text.append("row-")
                    .append(i)
                    .append(",\"Снег, ")
                    .append(i)
                    .append("\",Уборка ")
                    .append(i % 7)
                    .append(",Комитет ")
                    .append(i % 3)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("export.csv"), text);
    }

    private List<Message> all() {
        List<Message> all = new ArrayList<>();
        try (Storage storage = JdbcStorage.embedded(data())) {
            Filter any = Filter.all(Instant.parse("2026-11-23T12:00:00Z"));
            List<Message> page = storage.messages().list(any, null, 1_000);
            while (!page.isEmpty()) {
                all.addAll(page);
                page = storage.messages().list(any, Position.of(page.get(page.size() - 1)), 1_000);
            }
        }
        return all;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static Path demoFolder() throws URISyntaxException, FileSystemException {
        return Path.of(java.util.Objects.requireNonNull(
                                CommandsTest.class.getResource("/feedback/pos/http/region/demo/regulation.json"))
                        .toURI())
                .getParent();
    }

    private JsonNode json(String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new))).as(err.toString()).isEqualTo(DONE);
        return new JsonMapper().readTree(out.toString());
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        boolean needsData = !all.contains("--data") && all.size() > 1 || all.equals(List.of("verify-journal"));
        if (needsData) {
            Stream.of("--data", data().toString()).forEach(all::add);
        }
        return Commands.addTo(new CommandLine(CommandSpec.create().name("pos-server")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
