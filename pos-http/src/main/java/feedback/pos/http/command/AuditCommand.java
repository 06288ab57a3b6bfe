package feedback.pos.http.command;

import feedback.pos.http.command.RemotePoll.Denied;
import feedback.pos.poll.Receipt;
import feedback.pos.refusal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets anybody check a poll of any server, and believes the server as little as it can; needs no base and no name. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a poll of a running server as a stranger can: rules, seals, heads, receipts, ballots and count.",
            "0 if all fits, 1 if something does not, 2 for a wrong call or where there is no such poll."
        })
@SuppressWarnings("NullAway.Init")
final class AuditCommand implements Callable<Integer> {
    private static final int MOST_RECEIPTS = 1_000;
    private static final long EVERY = 5_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Output output;

    @Parameters(index = "0", paramLabel = "URL", description = "The server, such as https://polls.example.org.")
    private String server;

    @Parameters(index = "1", paramLabel = "POLL_ID", description = "The id of the poll, as its address shows it.")
    private String poll;

    @Option(
            names = "--receipt",
            paramLabel = "R",
            description = "A receipt that must stand, such as 3-17-…; may be given again and again.")
    private List<String> receipts = List.of();

    @Option(
            names = "--heads",
            paramLabel = "FILE",
            description = "The audit.json of an earlier check: its heads must still hold. May be given again.")
    private List<Path> heads = List.of();

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Keep all that was read in this folder, which must be empty or not there yet.")
    private @Nullable Path save;

    private long shown = System.nanoTime();

    @Override
    public Integer call() {
        return Running.run(spec, this::audit);
    }

    private void audit() throws CommandFault, IOException {
        URI address = address();
        UUID id = id();
        List<Receipt> given = receipts(id);
        for (Path each : heads) {
            if (!Files.isRegularFile(each)) {
                throw CommandFault.wrongCall("no such file: " + each);
            }
        }
        Path folder = folder();
        try (RemotePoll remote = new RemotePoll(address, id, output::note)) {
            PollCheck check = new PollCheck(remote, id, folder, given, heads, this::progress);
            tell(check.run(), check.findings());
        } catch (Denied e) {
            throw CommandFault.failed(String.valueOf(e.getMessage()));
        } finally {
            if (save == null) {
                remove(folder);
            }
        }
    }

    private URI address() throws CommandFault {
        try {
            URI address = new URI(server);
            String scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null
                    && scheme.matches("https?")
                    && address.getQuery() == null
                    && address.getFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // As below
        }
        throw CommandFault.wrongCall(server + " is no address such as https://polls.example.org");
    }

    private UUID id() throws CommandFault {
        try {
            return UUID.fromString(poll);
        } catch (IllegalArgumentException e) {
            throw CommandFault.wrongCall(poll + " is no id of a poll");
        }
    }

    private List<Receipt> receipts(UUID id) throws CommandFault {
        if (receipts.size() > MOST_RECEIPTS) {
            throw CommandFault.wrongCall("--receipt: at most " + MOST_RECEIPTS + " at a time");
        }
        List<Receipt> given = new ArrayList<>();
        for (String each : receipts) {
            try {
                given.add(Receipt.parse(id, each.strip()));
            } catch (Refusal e) {
                throw CommandFault.wrongCall(
                        "--receipt: " + each + " is no receipt; it is chain, position and seal: 3-17-…");
            }
        }
        return given;
    }

    private Path folder() throws CommandFault, IOException {
        Path kept = save;
        if (kept == null) {
            return Files.createTempDirectory("pos-audit");
        }
        Files.createDirectories(kept);
        try (Stream<Path> files = Files.list(kept)) {
            if (files.findAny().isPresent()) {
                throw CommandFault.wrongCall(kept + " is not empty");
            }
        }
        return kept;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private void progress(long lines) {
        long now = System.nanoTime();
        if (now - shown > EVERY) {
            shown = now;
            output.note(lines + " ballots");
        }
    }

    private void tell(Map<String, Object> result, Findings findings) throws CommandFault {
        Map<String, Object> json = new LinkedHashMap<>(result);
        json.put("ok", findings.found() == 0);
        json.put("checked", findings.checked());
        json.put("unchecked", findings.unchecked());
        json.put("faults", findings.faults());
        json.put("faultsInAll", findings.found());
        List<String> lines = new ArrayList<>();
        lines.add(result.get("title") + " (" + result.get("stage") + ")");
        findings.checked().forEach(each -> lines.add("checked      " + each));
        findings.unchecked().forEach(each -> lines.add("not checked  " + each));
        Object winners = result.get("winners");
        if (winners instanceof List<?> ids) {
            lines.add("winners      "
                    + String.join(", ", ids.stream().map(String::valueOf).toList()));
        }
        findings.faults().forEach(each -> lines.add("FAULT        " + each));
        if (findings.found() == 0) {
            lines.add("all fits");
        }
        output.print(json, String.join(System.lineSeparator(), lines));
        if (findings.found() > 0) {
            throw CommandFault.failed(
                    findings.found() + (findings.found() == 1 ? " thing does" : " things do") + " not fit");
        }
    }
}
