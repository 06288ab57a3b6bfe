package feedback.pos.http.command;

import feedback.pos.jdbc.JdbcStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a base of a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Makes an embedded base of a backup, where there is none yet.")
@SuppressWarnings("NullAway.Init")
final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "FILE", description = "A file that backup wrote.")
    private Path file;

    @Override
    public Integer call() {
        return Running.run(spec, this::restore);
    }

    private void restore() throws Exception {
        Path folder = base.folder("restore");
        if (!Files.isRegularFile(file)) {
            throw CommandFault.wrongCall("no such file: " + file);
        }
        if (base.isThere()) {
            throw CommandFault.wrongCall("there is a base in " + folder + " already; give another --data");
        }
        try {
            JdbcStorage.restore(file, folder);
        } catch (IllegalArgumentException e) {
            throw CommandFault.wrongCall(String.valueOf(e.getMessage()));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("data", folder.toString());
        output.print(json, "restored " + file + " to " + folder);
    }
}
