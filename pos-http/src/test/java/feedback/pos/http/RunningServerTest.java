package feedback.pos.http;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.Configuration.Unfit;
import feedback.pos.http.api.Http;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands while a server holds the embedded base. */
@Timeout(120)
class RunningServerTest {
    @TempDir
    private Path folder;

    private String told = "";

    private Path data() {
        return folder.resolve("data");
    }

    private Server start() throws Unfit {
        Server server = new Server(
                Configuration.of(Map.of("demo", "true", "port", "0", "data", data().toString()), Map.of(), null));
        server.start();
        return server;
    }

    private int run(String... call) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        try {
            return PosServer.run(call);
        } finally {
            System.setOut(out);
            System.setErr(err);
            told = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_running_server_is_backed_up_exported_verified_and_lets_a_person_be_erased() throws Exception {
        String data = data().toString();
        Path backup = folder.resolve("backup.zip");
        Path export = folder.resolve("export.jsonl.gz");
        try (Server server = start()) {
            Http http = new Http(server.address());
            String id = http.as("operator")
                    .submit("{\"text\":\"Яма у школы\",\"applicant\":{\"id\":\"guest\",\"name\":\"Гость\"}}")
                    .id();

            assertThat(run("backup", backup.toString(), "--data", data))
                    .as(told)
                    .isZero();
            assertThat(run("export", export.toString(), "--json", "--data", data))
                    .as(told)
                    .isZero();
            assertThat(told).contains("\"messages\":");
            assertThat(run("verify-journal", "--json", "--data", data)).as(told).isZero();
            assertThat(told).contains("{\"ok\":true,");
            assertThat(run("export", "-", "--data", data)).as(told).isZero();
            assertThat(told).contains("{\"format\":\"pos-export\"", "{\"end\":{");

            String number = http.as("operator").message(id).at("/number");
            assertThat(run("erase", "guest", "--data", data)).isEqualTo(1);
            assertThat(told).contains("still owe the person an answer").contains(number);
            assertThat(http.as("moderator")
                            .act(id, "moderate", "{\"decision\":\"decline\",\"reason\":\"SPAM\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(run("erase", "guest", "--json", "--data", data)).as(told).isZero();
            assertThat(told).contains("{\"person\":\"guest\",\"messages\":1}");
            assertThat(http.as("admin").message(id).text()).doesNotContain("Гость");

            for (String refused : new String[] {"load", "import"}) {
                String what = refused.equals("load") ? "--demo" : export.toString();
                assertThat(run(refused, what, "--data", data)).isEqualTo(2);
                assertThat(told).contains("held by a running server");
            }
        }
        Path restored = folder.resolve("restored");
        assertThat(run("restore", backup.toString(), "--data", restored.toString()))
                .isZero();
        assertThat(run("verify-journal", "--data", restored.toString())).isZero();
        Path moved = folder.resolve("moved");
        assertThat(run("import", export.toString(), "--data", moved.toString()))
                .as(told)
                .isZero();
        assertThat(run("verify-journal", "--data", moved.toString())).isZero();
    }

    @Test
    void the_calendar_is_shown_brought_in_and_counted_by_while_a_server_runs() throws Exception {
        String data = data().toString();
        Path act = folder.resolve("krs.txt");
        Files.writeString(act, "calendar RU-KRS\nknown 2026-01-15 Закон\nyear 2026\nHOLIDAY 04-20\n");
        Path year = folder.resolve("2027.txt");
        Files.write(
                year,
                RunningServerTest.class
                        .getResourceAsStream("/feedback/pos/http/calendar/calendar-2027-invented.txt")
                        .readAllBytes());
        Path list = folder.resolve("moved.csv");
        try (Server server = start()) {
            Http http = new Http(server.address());
            assertThat(run("calendar", "import", act.toString(), "--data", data))
                    .as(told)
                    .isZero();
            assertThat(run(
                            "calendar",
                            "import",
                            year.toString(),
                            "--preview",
                            "--list",
                            list.toString(),
                            "--data",
                            data))
                    .as(told)
                    .isZero();
            assertThat(told).contains("not decreed before, 247 then", "open messages: ");
            assertThat(list).exists();
            assertThat(run("calendar", "import", year.toString(), "--json", "--data", data))
                    .as(told)
                    .isZero();
            assertThat(told).contains("\"added\":true");
            assertThat(http.get("/api/v1/calendar/2027").json().get("decreed").asBoolean())
                    .as("at once in the server that took the command")
                    .isTrue();
            assertThat(http.get("/api/v1/calendar/2026?region=RU-KRS").at("/act"))
                    .isEqualTo("Закон");
            assertThat(run("calendar", "show", "2027", "--data", data)).isZero();
            assertThat(told).contains("247 working days");
            assertThat(run("calendar", "list", "--data", data)).isZero();
            assertThat(told).contains("RU-KRS", "[file 2, ");
            assertThat(run(
                            "deadline",
                            "--start",
                            "2026-04-10T10:00+03:00",
                            "--term",
                            "P10D",
                            "--region",
                            "RU-KRS",
                            "--data",
                            data))
                    .isZero();
            assertThat(told).contains("due    2026-04-21T23:59:59+03:00");
            assertThat(run("recount", "--preview", "--json", "--data", data))
                    .as(told)
                    .isZero();
            assertThat(told).contains("\"examined\":");
            assertThat(run("recount", "--data", data)).as(told).isZero();
            assertThat(told).contains(" moved, ");
            assertThat(run("calendar", "show", "soon", "--data", data)).isEqualTo(2);
            assertThat(run("calendar", "import", list.toString(), "--data", data))
                    .isEqualTo(1);
            assertThat(run("verify-journal", "--data", data)).as(told).isZero();
        }
        Path export = folder.resolve("export.jsonl");
        assertThat(run("export", export.toString(), "--data", data)).isZero();
        String moved = folder.resolve("moved").toString();
        assertThat(run("import", export.toString(), "--data", moved)).as(told).isZero();
        assertThat(run("calendar", "list", "--data", moved)).isZero();
        assertThat(told).contains("[file 1, ", "[file 2, ");
        Path backup = folder.resolve("backup.zip");
        assertThat(run("backup", backup.toString(), "--data", data)).isZero();
        String restored = folder.resolve("restored").toString();
        assertThat(run("restore", backup.toString(), "--data", restored)).isZero();
        assertThat(run("calendar", "show", "2027", "--data", restored)).isZero();
        assertThat(told).contains("247 working days");
    }

    @Test
    void the_socket_is_for_its_owner_and_gone_when_the_server_is_and_a_left_one_does_no_harm() throws Exception {
        Files.createDirectories(data());
        Path socket = Files.writeString(data().resolve("pos.sock"), "left behind");
        try (Server server = start()) {
            assertThat(server.address()).isNotEmpty();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            assertThat(run("verify-journal", "--data", data().toString())).isZero();
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void a_folder_whose_path_is_too_long_does_without() throws IOException, Unfit {
        String deep = folder.resolve("x".repeat(120)).toString();
        try (Server server = new Server(Configuration.of(Map.of("port", "0", "data", deep), Map.of(), null))) {
            server.start();
            assertThat(new Http(server.address()).get("/health/ready").status()).isEqualTo(200);
            assertThat(run("verify-journal", "--data", deep)).isEqualTo(2);
            assertThat(told).contains("held by a running server");
        }
    }
}
