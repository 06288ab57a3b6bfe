package feedback.pos.http.command;

import feedback.pos.http.region.CalendarStore;
import feedback.pos.http.region.DemoSeed;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionFiles;
import feedback.pos.http.region.RegionStore;
import feedback.pos.store.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a region in force that is described in files. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Loads a region from a folder: organizations, people, catalog, routes, terms.")
@SuppressWarnings("NullAway.Init")
final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder; its files are described in the guide.")
    private @Nullable Path folder;

    @Option(names = "--demo", description = "Load the sample region into an empty base, instead of a folder.")
    private boolean demo;

    @Override
    public Integer call() {
        return Running.run(spec, this::load);
    }

    private void load() throws Exception {
        if (demo == (folder != null)) {
            throw CommandFault.wrongCall("load needs either a folder or --demo");
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw CommandFault.wrongCall("no such folder: " + folder);
        }
        RegionFiles files = folder == null ? RegionFiles.demo() : RegionFiles.read(folder);
        files.warnings().forEach(each -> output.note("warning: " + each));
        try (Storage storage = base.open()) {
            Region region = demo ? demo(storage) : store(files, storage);
            if (region.isWithoutOwnActs(new CalendarStore(storage.records()).book())) {
                output.note("warning: no act of the calendar " + region.calendar()
                        + " is known, so the federal days count; «calendar import» brings one in");
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("region", region.code());
            json.put("name", region.name());
            json.put("edition", region.edition());
            json.put("organizations", region.tree().all().size());
            json.put("people", files.officials().size());
            json.put("topics", region.catalog().topics().size());
            json.put("routes", region.routes().all().size());
            output.print(
                    json,
                    "loaded " + region.code() + " " + region.name() + ", edition " + region.edition() + ": "
                            + region.tree().all().size() + " organizations, "
                            + files.officials().size() + " people, "
                            + region.catalog().topics().size() + " topics, "
                            + region.routes().all().size() + " routes");
        }
    }

    private static Region store(RegionFiles files, Storage storage) {
        LocalDate today = LocalDate.now(files.region().zone());
        // First, so that a region whose calendar cannot be is not loaded
        files.putCalendars(storage, Instant.now(), "command load");
        // And these, so that a node that sees the new edition finds their names
        files.putOfficials(storage);
        if (!files.region().code().equals(RegionFiles.demo().region().code())) {
            DemoSeed.leave(storage);
        }
        Region region = new RegionStore(storage.records()).replace(files.region(), today);
        // After the topics and organizations that they may name
        files.putRules(storage);
        return region;
    }

    private static Region demo(Storage storage) throws CommandFault {
        Region before = new RegionStore(storage.records()).read().orElse(null);
        if (before != null && !before.isMinimal()) {
            throw CommandFault.wrongCall("the base has a region already: " + before.code());
        }
        return DemoSeed.region(storage, Instant.now());
    }
}
