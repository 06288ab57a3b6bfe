package feedback.pos.bench;

import feedback.pos.Pos;
import feedback.pos.Pos.Impact;
import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.calendar.CalendarBook;
import feedback.pos.calendar.CalendarEdition;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.calendar.WorkCalendar.DecreedDays;
import feedback.pos.catalog.Topic;
import feedback.pos.deadline.Term;
import feedback.pos.organization.Actor;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Regulation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** How long it takes to count the deadlines of a nation's open messages anew, after an edit of the calendar. */
final class RecountBenchmark implements Benchmark {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final int OPEN = 20_000;
    private static final int DAYS = 28;

    /** A day in the middle of what is owed becomes a day off. */
    private static final String EDIT = """
            known 2026-03-20 an act made up for the benchmark
            year 2026
            HOLIDAY 01-01 01-02 01-03 01-04 01-05 01-06 01-07 01-08 02-23 03-08 05-01 05-09 06-12 11-04
            TRANSFERRED_OFF 01-09 03-09 04-13 05-11 12-31
            SHORT 04-30 05-08 06-11 11-03
            """;

    @Override
    public String about() {
        return "--size open messages counted anew after an edit of the calendar, beside reading the same rows";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        int open = plan.sizeOr(OPEN);
        try (Bases bases = Bases.of(plan)) {
            Base base = bases.fresh("pos");
            HandClock clock = new HandClock(MONDAY);
            try (Town town = Town.on(base, clock)) {
                Pos pos = town.pos();
                pos.adopt(pos.regulation().with(withWorkingDays(pos.regulation().policy())));
                long began = System.nanoTime();
                fill(town, clock, open);
                base.catchUp();
                double toFill = seconds(began);
                Regulation edited = edited(pos.regulation());

                began = System.nanoTime();
                long rows = read(base);
                double reading = seconds(began);
                began = System.nanoTime();
                Impact imagined = pos.whatIf(edited, moved -> {});
                double imagining = seconds(began);
                pos.adopt(edited);
                began = System.nanoTime();
                Impact applied = pos.recount(Actor.system(), moved -> {}, ForkJoinPool.commonPool());
                double applying = seconds(began);
                if (!applied.equals(imagined) || rows < open) {
                    throw new IllegalStateException(imagined + " was imagined, " + applied + " done, of " + rows);
                }
                pos.adopt(edited.with(edited.policy()
                        .edit()
                        .ordinary(Term.days(35))
                        .fastTrack(Term.workingDays(12))
                        .done()));
                began = System.nanoTime();
                Impact all = pos.recount(Actor.system(), moved -> {}, ForkJoinPool.commonPool());
                double applyingToAll = seconds(began);
                return new Result(
                        "recount",
                        Measure.of(
                                "counted anew and written after an edit of the calendar, legal dates moved: "
                                        + applied.moved() + ", internal ones alone: " + applied.internalOnly(),
                                open / applying,
                                "messages/s",
                                new Peer("the same rows read by JDBC and nothing else", open / reading)),
                        List.of(
                                Measure.of("seconds for all of them", applying, "s"),
                                Measure.of("the what-if before it", imagining, "s"),
                                Measure.of(
                                        "after a change of the terms, legal dates moved: " + all.moved(),
                                        applyingToAll,
                                        "s")),
                        Setting.of(plan, bases)
                                .with("open", open)
                                .with("topics", "two of three fast track in working days, the others in calendar days")
                                .with("secondsToFill", Math.round(toFill))
                                .with("rounds", 1)
                                .facts());
            }
        }
    }

    /** Fast track in working days, as some regions have it: an edit of the calendar moves those in any case. */
    private static Policy withWorkingDays(Policy policy) {
        return policy.edit().fastTrack(Term.workingDays(10)).done();
    }

    private static void fill(Town town, HandClock clock, int open) throws Exception {
        List<String> fast = topics(true);
        List<String> ordinary = topics(false);
        int left = open;
        for (int day = 0; day < DAYS; day++) {
            clock.set(MONDAY.plus(Duration.ofDays(day)));
            int today = left / (DAYS - day);
            left -= today;
            town.send(ordinary.get(day % ordinary.size()), today / 3);
            town.send(fast.get(day % fast.size()), today - today / 3);
        }
    }

    private static List<String> topics(boolean fastTrack) {
        return Town.region().catalog().topics().stream()
                .filter(each -> each.fastTrack() == fastTrack && each.term() == null && each.retired() == null)
                .map(Topic::code)
                .toList();
    }

    private static Regulation edited(Regulation now) {
        WorkCalendar calendar = CalendarBook.russia()
                .with(CalendarEdition.parse(EDIT))
                .calendar(CalendarBook.RUSSIA, DecreedDays.WORKED)
                .orFallback();
        return new Regulation(
                now.root(), now.zone(), calendar, now.directory(), now.catalog(), now.routes(), now.policy());
    }

    private static long read(Base base) throws Exception {
        long characters = 0;
        long rows = 0;
        try (Connection connection = base.source().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(1_000);
                try (ResultSet result = statement.executeQuery(
                        "SELECT s.body, m.body FROM pos_message m JOIN pos_submission s ON s.message = m.id"
                                + " ORDER BY m.created_at DESC, m.id DESC")) {
                    while (result.next()) {
                        rows++;
                        characters += result.getString(1).length()
                                + result.getString(2).length();
                    }
                }
            }
            connection.rollback();
        }
        return characters > 0 ? rows : 0;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
