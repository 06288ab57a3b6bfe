package feedback.pos.http.command;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Proves that no journal was tampered with. */
@Command(
        name = "verify-journal",
        mixinStandardHelpOptions = true,
        description = "Reads every journal, checks its seals, and that it replays to its message.")
@SuppressWarnings("NullAway.Init")
final class VerifyJournalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        return Running.run(spec, this::verify);
    }

    private void verify() throws Exception {
        Map<String, Object> found = base.run(Operations.VERIFY, Map.of(), any -> {});
        boolean ok = Boolean.TRUE.equals(found.get("ok"));
        output.print(
                found,
                (ok ? "ok: " : "NOT ok: ") + found.get("messages") + " messages, " + found.get("entries") + " entries");
        if (found.get("faults") instanceof Collection<?> faults) {
            throw CommandFault.failed(
                    faults.stream().map(String::valueOf).collect(Collectors.joining(System.lineSeparator())));
        }
    }
}
