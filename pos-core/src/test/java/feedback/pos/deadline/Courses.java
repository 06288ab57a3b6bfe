package feedback.pos.deadline;

import feedback.pos.deadline.Term.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random courses out of the life of all of Russia, the same ones in every run; instants are whole minutes. */
final class Courses {
    private static final List<String> ZONES = List.of(
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
    private static final Instant FIRST = Instant.parse("2011-03-01T00:00:00Z");
    private static final int DAYS = 5_000;

    private final Random random;

    Courses(long seed) {
        this.random = new Random(seed);
    }

    Course any() {
        return with(pick(Unit.CALENDAR_DAYS, Unit.WORKING_DAYS));
    }

    Course with(Unit unit) {
        int amount = unit == Unit.HOURS ? 1 + random.nextInt(100) : 1 + random.nextInt(random.nextBoolean() ? 30 : 400);
        Instant start = FIRST.plus(Duration.ofMinutes(random.nextInt(DAYS * 1440)));
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        int reach = unit == Unit.HOURS ? 6 : amount + amount / 2 + 3;
        return new Course(
                start,
                new Term(amount, unit),
                zone,
                pick(Roll.values()),
                some(() -> pause(start, reach)),
                some(() -> extension(LocalDate.ofInstant(start, zone), reach)));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    Pause pause(Instant start, int reach) {
        Instant from = start.plus(Duration.ofMinutes(random.nextInt(-1440, reach * 1440)));
        int most = random.nextBoolean() ? 1440 : 1440 * 14;
        boolean open = random.nextInt(20) == 0;
        return new Pause(from, open ? null : from.plus(Duration.ofMinutes(random.nextInt(most))), "вопрос");
    }

    private Extension extension(LocalDate startDay, int reach) {
        return new Extension(startDay.plusDays(random.nextInt(-3, reach + 60)), "ждём");
    }

    private <T> List<T> some(Supplier<T> one) {
        return Stream.generate(one).limit(Math.max(0, random.nextInt(8) - 3)).toList();
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
