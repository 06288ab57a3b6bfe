package feedback.pos.http.command;

import feedback.pos.Pos;
import feedback.pos.http.command.Replay.Came;
import feedback.pos.http.command.Replay.Rate;
import feedback.pos.insight.Burst;
import feedback.pos.insight.Census;
import feedback.pos.insight.Problem;
import feedback.pos.insight.Zone;
import feedback.pos.message.Stage;
import feedback.pos.store.Filter;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks back: which problems would have been raised, and how many by chance alone. */
@Command(
        name = "emerging",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at the messages of a base day by day, as the server would have done, and lists the problems that",
            "would have been raised. Changes nothing. With --shuffles it also measures how many are raised where there",
            "is nothing: in years whose dates were shuffled among the same weekdays of the same quarter."
        })
@SuppressWarnings("NullAway.Init")
final class EmergingCommand implements Callable<Integer> {
    private static final int MOST_SHUFFLES = 1_000;
    private static final int MOST_MESSAGES = 2_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Option(names = "--from", paramLabel = "DAY", description = "The first day. Default: a year before the last.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day. Default: that of the newest message.")
    private @Nullable LocalDate to;

    @Option(
            names = "--shuffles",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "How often to look at the same days with shuffled dates, 0 to 1000. Default: ${DEFAULT-VALUE}.")
    private int shuffles;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the shuffling. Default: 1.")
    private long seed;

    @Override
    public Integer call() {
        return Running.run(spec, this::look);
    }

    private void look() throws Exception {
        if (shuffles < 0 || shuffles > MOST_SHUFFLES) {
            throw CommandFault.wrongCall("--shuffles: 0 to " + MOST_SHUFFLES);
        }
        try (Storage storage = base.openExisting()) {
            Pos pos = Pos.under(BaseOptions.regulation(storage, BaseOptions.usualBeyond()))
                    .storage(storage)
                    .detector(text -> Detection.none())
                    .open();
            List<Came> all = messages(pos);
            if (all.isEmpty()) {
                throw CommandFault.failed("there are no messages");
            }
            LocalDate last = to != null ? to : all.get(all.size() - 1).day();
            LocalDate first = from != null ? from : last.minusDays(364);
            if (first.isAfter(last)) {
                throw CommandFault.wrongCall("--from must not be after --to");
            }
            report(new Replay(all), first, last);
        }
    }

    private List<Came> messages(Pos pos) throws CommandFault {
        ZoneId zone = pos.regulation().zone();
        Filter filter = Filter.all(pos.now());
        if (from != null) {
            filter = filter.withFrom(
                    from.minusDays(Census.DAYS).atStartOfDay(zone).toInstant());
        }
        if (to != null) {
            filter = filter.withTo(to.plusDays(1).atStartOfDay(zone).toInstant());
        }
        while (pos.insights().count(10_000) > 0) {
            output.note("counting: " + pos.insights().waiting() + " left");
        }
        List<Came> all = new ArrayList<>();
        pos.insights().facts(filter, fact -> {
            boolean tells = fact.mark().stage() != Stage.DECLINED && fact.mark().round() == 0;
            if (tells && all.size() <= MOST_MESSAGES) {
                all.add(new Came(fact.day(), fact.topics(), fact.point(), fact.message()));
            }
        });
        if (all.size() > MOST_MESSAGES) {
            throw CommandFault.failed("more than " + MOST_MESSAGES + " messages: narrow the time by --from and --to");
        }
        all.sort(Came.ORDER);
        return all;
    }

    private void report(Replay replay, LocalDate first, LocalDate last) {
        List<Problem> problems = replay.over(first, last);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", first.toString());
        json.put("to", last.toString());
        Rate rate = new Rate(problems.size(), Replay.months(first, last));
        json.put("raised", problems.size());
        json.put("perMonth", rate.perMonth());
        json.put("problems", problems.stream().map(EmergingCommand::row).toList());
        StringBuilder text = new StringBuilder();
        problems.forEach(each -> text.append(line(each)).append('\n'));
        text.append(String.format(
                Locale.ROOT, "%d raised from %s to %s: %.2f a month", problems.size(), first, last, rate.perMonth()));
        if (shuffles > 0) {
            Rate chance = replay.byChance(first, last, shuffles, seed, done -> output.note("shuffled " + done));
            Map<String, Object> shuffled = new LinkedHashMap<>();
            shuffled.put("alarms", chance.count());
            shuffled.put("months", Math.round(chance.months() * 10) / 10.0);
            shuffled.put("perMonth", chance.perMonth());
            shuffled.put("atLeast", chance.atLeast());
            shuffled.put("atMost", chance.atMost());
            json.put("shuffled", shuffled);
            text.append(String.format(
                    Locale.ROOT,
                    "%nwith shuffled dates: %d in %.1f months, %.2f a month (95 %%: %.2f to %.2f)",
                    chance.count(),
                    chance.months(),
                    chance.perMonth(),
                    chance.atLeast(),
                    chance.atMost()));
        }
        output.print(json, text.toString());
    }

    private static Map<String, Object> row(Problem problem) {
        Burst burst = problem.strongest();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("topic", problem.topic());
        row.put("raised", problem.raisedAt().toString());
        row.put("from", burst.from().toString());
        row.put("to", burst.to().toString());
        row.put("observed", burst.observed());
        row.put("expected", Math.round(burst.expected() * 1_000) / 1_000.0);
        row.put("everyDays", Math.round(burst.everyDays()));
        row.put("last", problem.last().toString());
        row.put("messages", problem.observed());
        row.put("stage", problem.stage().name());
        Zone zone = problem.zone();
        if (!zone.isWhole()) {
            row.put("bbox", List.of(zone.west(), zone.south(), zone.east(), zone.north()));
        }
        return row;
    }

    private static String line(Problem problem) {
        Burst burst = problem.strongest();
        Zone zone = problem.zone();
        String where = zone.isWhole()
                ? "the whole region"
                : String.format(
                        Locale.ROOT, "%.4f,%.4f,%.4f,%.4f", zone.west(), zone.south(), zone.east(), zone.north());
        return String.format(
                Locale.ROOT,
                "%s  %s  %s..%s  %d where %.2f are usual, once in %.0f days  %s  %d until %s",
                problem.raisedAt().toString().substring(0, 10),
                problem.topic(),
                burst.from(),
                burst.to(),
                burst.observed(),
                burst.expected(),
                burst.everyDays(),
                where,
                problem.observed(),
                problem.last());
    }
}
