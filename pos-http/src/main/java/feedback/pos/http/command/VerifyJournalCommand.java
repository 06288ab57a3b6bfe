package feedback.pos.http.command;

import feedback.pos.Pos;
import feedback.pos.Pos.Verification;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
        try (Storage storage = base.openExisting()) {
            // A journal replays without rules, so any region will do where none is loaded
            Region region = new RegionStore(storage.records()).read().orElseGet(Region::minimal);
            Pos pos = Pos.under(region.regulation(BaseOptions.usualBeyond()))
                    .storage(storage)
                    .detector(text -> Detection.none())
                    .open();
            Verification found = pos.verify();
            boolean ok = found.faults().isEmpty();
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("ok", ok);
            json.put("messages", found.messages());
            json.put("entries", found.entries());
            if (!ok) {
                json.put("faults", found.faults());
            }
            output.print(
                    json, (ok ? "ok: " : "NOT ok: ") + found.messages() + " messages, " + found.entries() + " entries");
            if (!ok) {
                throw CommandFault.failed(String.join(System.lineSeparator(), found.faults()));
            }
        }
    }
}
