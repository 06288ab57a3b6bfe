package feedback.pos.http.command;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.http.Postgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands on a database server. */
class DatabaseCommandsTest {
    private static final int DONE = 0;
    private static final int WRONG_CALL = 2;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_base_on_postgresql_is_set_up_filled_and_verified() throws IOException {
        String db = Postgres.newBase();
        assertThat(run("load", "--demo", "--db", db)).isEqualTo(DONE);
        assertThat(run("key", "create", "--role", "OPERATOR", "--organization", "region", "--db", db))
                .isEqualTo(DONE);
        assertThat(run("key", "list", "--json", "--db", db)).isEqualTo(DONE);
        assertThat(out.toString()).contains("\"OPERATOR\"");
        Path file = Files.writeString(folder.resolve("a.csv"), "id,text,topic\n1,Яма,Ямы и выбоины\n");
        assertThat(run("import", file.toString(), "--id", "id", "--text", "text", "--topic", "topic", "--db", db))
                .isEqualTo(DONE);
        assertThat(run("verify-journal", "--json", "--db", db)).isEqualTo(DONE);
        assertThat(out.toString()).contains("{\"ok\":true,\"messages\":1,\"entries\":");
        Path act = Files.writeString(
                folder.resolve("act.txt"), "calendar RU-KRS\nknown 2026-01-15 Закон\nyear 2026\nHOLIDAY 04-20\n");
        assertThat(run("calendar", "import", act.toString(), "--preview", "--db", db))
                .isEqualTo(DONE);
        assertThat(out.toString()).contains("open messages: 1 examined, 0 would move");
        assertThat(run("calendar", "import", act.toString(), "--db", db)).isEqualTo(DONE);
        assertThat(run("calendar", "list", "--db", db)).isEqualTo(DONE);
        assertThat(out.toString()).contains("RU-KRS  [2026]  Закон  [file 1, ");
        assertThat(run("recount", "--json", "--db", db)).isEqualTo(DONE);
        assertThat(out.toString()).contains("{\"preview\":false,\"examined\":1,\"moved\":0,");
        assertThat(run("retention", "--json", "--db", db)).isEqualTo(DONE);
        assertThat(run("retention", "--dry-run", "--json", "--db", db)).isEqualTo(DONE);
        assertThat(out.toString()).contains("{\"rebooked\":0}", "{\"anonymized\":0,\"removed\":0}");
    }

    @Test
    void what_its_own_tools_do_is_left_to_them() {
        String db = "jdbc:postgresql://nowhere.invalid/pos";
        assertThat(run("backup", folder.resolve("b.zip").toString(), "--db", db))
                .isEqualTo(WRONG_CALL);
        assertThat(run("restore", folder.resolve("b.zip").toString(), "--db", db))
                .isEqualTo(WRONG_CALL);
        assertThat(err.toString().strip().lines()).hasSize(2).allMatch(each -> each.contains("pg_dump"));
    }

    @Test
    void a_wrong_address_and_a_server_out_of_reach_are_one_clear_line() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(run("verify-journal", "--db", "jdbc:mysql://host/base")).isEqualTo(WRONG_CALL);
        assertThat(run("verify-journal", "--db", "jdbc:postgresql://127.0.0.1:" + port + "/pos?password=secret"))
                .isEqualTo(WRONG_CALL);
        assertThat(run("verify-journal", "--db", "jdbc:postgresql://here/pos", "--data", "there"))
                .isEqualTo(WRONG_CALL);
        assertThat(err.toString().strip().lines())
                .hasSize(3)
                .allMatch(each -> each.startsWith("--db"))
                .noneMatch(each -> each.contains("secret"));
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... call) {
        return Commands.addTo(new CommandLine(CommandSpec.create().name("pos-server")))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(call);
    }
}
