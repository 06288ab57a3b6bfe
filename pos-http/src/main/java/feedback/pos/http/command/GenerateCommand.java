package feedback.pos.http.command;

import feedback.pos.http.generating.Generator;
import feedback.pos.http.generating.Generator.OccupiedException;
import feedback.pos.http.generating.Generator.Plan;
import feedback.pos.http.region.CalendarBeyond;
import feedback.pos.http.region.DemoSeed;
import feedback.pos.http.region.Region;
import feedback.pos.http.region.RegionStore;
import feedback.pos.store.Storage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fills a base with messages that nobody sent. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Fills a base with generated messages, such as a real region has: for trying the product, measuring it, and showing it.",
            "The region is the base's; where there is none, the sample region. Restartable: the same call goes on where one "
                    + "was cut off. Never beside messages that are there, unless --beside says so. Nobody is notified."
        })
@SuppressWarnings("NullAway.Init")
final class GenerateCommand implements Callable<Integer> {
    private static final int MESSAGES_OF_SMALL_BODY = 500;
    private static final int MOST_SMALL_BODIES = 5_000;
    private static final int FEW = 10_000;
    private static final int YEARS = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Option(
            names = "--messages",
            paramLabel = "N",
            required = true,
            description = "How many messages citizens send; what they complain of above comes on top.")
    private int messages;

    @Option(
            names = "--ballots",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many ballots are cast, in four open polls. Default: ${DEFAULT-VALUE}.")
    private int ballots;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Another number makes another base of the same kind. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--from", paramLabel = "DATE", description = "The first day. Default: three years before --to.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last day, whole. Default: until now.")
    private @Nullable LocalDate to;

    @Option(
            names = "--organizations",
            paramLabel = "N",
            description = "How many small bodies are added below the municipalities: schools, clinics, house managers. "
                    + "Default: one for 500 messages, at most 5000; none below 10000 messages.")
    private @Nullable Integer organizations;

    @Option(names = "--beside", description = "Also into a base that holds other messages, which stay as they are.")
    private boolean beside;

    @Option(
            names = "--calendar-beyond",
            paramLabel = "HOW",
            defaultValue = BaseOptions.BEYOND,
            description = "Outside the calendar's years: fallback or refuse. Default: ${DEFAULT-VALUE}.")
    private CalendarBeyond beyond;

    @Override
    public Integer call() {
        return Running.run(spec, this::generate);
    }

    private void generate() throws Exception {
        if (messages < 1) {
            throw CommandFault.wrongCall("--messages must be at least 1");
        }
        try (Storage storage = base.open()) {
            Region region = region(storage);
            Generator generator = new Generator(storage, beyond);
            Plan plan = plan(generator, region);
            ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
            Generator.Result result =
                    generator.run(plan, beside, (part, what, done) -> progress.show(part, done, done + " " + what));
            progress.done();
            report(plan, result);
        } catch (OccupiedException e) {
            throw CommandFault.wrongCall(e.getMessage()
                    + "; --beside adds to them, and the call that made generated ones goes on with them");
        }
    }

    private Region region(Storage storage) {
        Region stored = new RegionStore(storage.records()).read().orElse(null);
        if (stored != null && !stored.isMinimal()) {
            return stored;
        }
        output.note("No region is loaded, so the sample region is. A real one comes in with: pos-server.jar load DIR");
        return DemoSeed.region(storage, Instant.now());
    }

    /** The one that was cut off if it is what is asked for: what «now» was then stays. */
    private Plan plan(Generator generator, Region region) throws CommandFault {
        Plan before = generator.state().map(Generator.State::plan).orElse(null);
        Instant end;
        if (to != null) {
            end = to.plusDays(1).atStartOfDay(region.zone()).toInstant();
        } else if (before != null && before.seed() == seed && before.messages() == messages) {
            end = before.end();
        } else {
            end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        }
        LocalDate last = end.minusMillis(1).atZone(region.zone()).toLocalDate();
        LocalDate first = from == null ? last.minusYears(YEARS) : from;
        if (first.isAfter(last)) {
            throw CommandFault.wrongCall("--from must not be behind --to");
        }
        int usual = messages < FEW ? 0 : Math.min(MOST_SMALL_BODIES, messages / MESSAGES_OF_SMALL_BODY);
        try {
            return new Plan(seed, messages, ballots, organizations == null ? usual : organizations, first, end);
        } catch (IllegalArgumentException e) {
            throw CommandFault.wrongCall("--" + e.getMessage());
        }
    }

    private void report(Plan plan, Generator.Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("messages", plan.messages());
        json.put("added", result.added());
        json.put("entries", result.entries());
        json.put("known", result.known());
        json.put("ballots", result.cast());
        json.put("seed", plan.seed());
        json.put("from", plan.from().toString());
        json.put("end", plan.end().toString());
        output.print(
                json,
                result.added() + " messages added with " + result.entries() + " lines of journals, " + result.known()
                        + " known, " + result.cast() + " ballots cast");
    }
}
