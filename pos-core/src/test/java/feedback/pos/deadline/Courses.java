package feedback.pos.deadline;

import feedback.pos.calendar.WorkingHours;
import feedback.pos.deadline.Term.Unit;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Courses out of the life of all of Russia, the same ones in every run; instants are whole minutes. */
final class Courses {
    static final int TERMS = 400;
    static final int HOURS_OF_A_WEEK = 168;
    static final List<String> ZONES = List.of(
            "Europe/Kaliningrad",
            "Europe/Moscow",
            "Europe/Samara",
            "Asia/Yekaterinburg",
            "Asia/Omsk",
            "Asia/Krasnoyarsk",
            "Asia/Irkutsk",
            "Asia/Yakutsk",
            "Asia/Vladivostok",
            "Asia/Magadan",
            "Asia/Kamchatka");

    /** The years of the data, the year after, and some beyond 2038, where seconds no longer fit in 32 bits. */
    static final List<Integer> YEARS = Stream.concat(
                    Stream.iterate(2011, year -> year <= 2027, year -> year + 1), Stream.of(2037, 2038, 2039, 2106))
            .toList();

    private static final List<Unit> IN_DAYS = List.of(Unit.CALENDAR_DAYS, Unit.WORKING_DAYS);
    private static final List<Roll> ROLLS = List.of(Roll.values());
    private static final int DAYS = 5_000;
    private static final int MOST_HOURS = 20;

    /** So many courses are tried; fewer where each mutant of the code is tried. */
    private static final int MOST = Integer.getInteger("pos.deadline.cases", Integer.MAX_VALUE);

    private final Random random;

    Courses(long seed) {
        this.random = new Random(seed);
    }

    /** As many as usual, or as many as there is time for. */
    static int cases(int usual) {
        return Math.min(usual, MOST);
    }

    Course any() {
        return with(pick(Unit.CALENDAR_DAYS, Unit.WORKING_DAYS));
    }

    Course with(Unit unit) {
        int amount = unit.isDays() ? 1 + random.nextInt(random.nextBoolean() ? 30 : TERMS) : 1 + random.nextInt(100);
        Instant start = Instant.parse("2011-03-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(DAYS * 1440)));
        return course(start, new Term(amount, unit), ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), rules());
    }

    /**
     * The n-th of a walk on which every term, every year, every zone, every hour of a week, every roll and every start rule
     * come by in ever other company.
     */
    Course walk(int n) {
        Unit unit = n % 101 == 7 ? Unit.HOURS : n % 101 == 11 ? Unit.WORKING_HOURS : IN_DAYS.get(n % 2);
        int amount = 1 + n / 2 % TERMS;
        Term term = new Term(unit.isDays() ? amount : 1 + amount % MOST_HOURS, unit);
        ZoneId zone = ZoneId.of(ZONES.get(n / 3 % ZONES.size()));
        int hour = n / 5 % HOURS_OF_A_WEEK;
        LocalDate monday = LocalDate.of(YEARS.get(n / 7 % YEARS.size()), 1, 1)
                .plusDays(random.nextInt(365))
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        Instant start = monday.plusDays(hour / 24)
                .atTime(hour % 24, random.nextInt(60))
                .atZone(zone)
                .toInstant();
        ClockRules rules = rules().withRoll(ROLLS.get(n % 3))
                .withStart(random.nextInt(4) == 0 ? StartRule.NEXT_WORKING_DAY : StartRule.DAY_OF_RECEIPT);
        return course(start, term, zone, rules);
    }

    private Course course(Instant start, Term term, ZoneId zone, ClockRules rules) {
        int reach = term.unit().isDays() ? term.amount() + term.amount() / 2 + 3 : 6;
        return new Course(
                start,
                term,
                zone,
                rules,
                some(() -> pause(start, reach)),
                some(() -> extension(LocalDate.ofInstant(start, zone), reach)));
    }

    private ClockRules rules() {
        LocalTime from = LocalTime.of(7 + random.nextInt(4), random.nextInt(2) * 30);
        return new ClockRules(
                pick(StartRule.values()),
                pick(Roll.values()),
                new WorkingHours(from, from.plusHours(2 + random.nextInt(10))),
                1 + random.nextInt(3));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Pause pause(Instant start, int reach) {
        Instant from = start.plus(Duration.ofMinutes(random.nextInt(-1440, reach * 1440)));
        int most = random.nextBoolean() ? 1440 : 1440 * 14;
        boolean open = random.nextInt(20) == 0;
        return new Pause(
                from,
                open ? null : from.plus(Duration.ofMinutes(random.nextInt(most))),
                "вопрос",
                pick("anna", "boris", null),
                random.nextInt(5) == 0 ? "письмо № 7" : null);
    }

    private Extension extension(LocalDate startDay, int reach) {
        return new Extension(startDay.plusDays(random.nextInt(-3, reach + 60)), "ждём", "head", null);
    }

    private <T> List<T> some(Supplier<T> one) {
        return Stream.generate(one).limit(Math.max(0, random.nextInt(8) - 3)).toList();
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
