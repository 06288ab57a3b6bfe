package feedback.pos.http.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the embedded base into one file, also while a server works on it. */
@Command(name = "backup", mixinStandardHelpOptions = true, description = "Copies the embedded base into one file.")
@SuppressWarnings("NullAway.Init")
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "FILE", description = "The file to write; it must not be there yet.")
    private Path file;

    @Override
    public Integer call() {
        return Running.run(spec, this::backup);
    }

    private void backup() throws Exception {
        base.folder("backup");
        if (Files.exists(file)) {
            throw CommandFault.wrongCall(file + " is there already");
        }
        Path beside = file.toAbsolutePath().getParent();
        if (beside == null || !Files.isDirectory(beside)) {
            throw CommandFault.wrongCall("no such folder: " + beside);
        }
        Map<String, Object> json = base.run(
                Operations.BACKUP, Map.of(Operations.FILE, file.toAbsolutePath().toString()), any -> {});
        json.put(Operations.FILE, file.toString());
        output.print(json, "saved " + file + ", " + json.get("bytes") + " bytes");
    }
}
