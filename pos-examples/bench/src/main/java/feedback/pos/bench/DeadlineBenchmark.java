package feedback.pos.bench;

import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.calendar.CalendarDay;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.deadline.Course;
import feedback.pos.deadline.Deadlines;
import feedback.pos.deadline.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What counting a deadline in working days costs, however many days there are. */
final class DeadlineBenchmark implements Benchmark {
    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
    private static final int[] TERMS = {10, 100};
    private static final int STARTS = 1024;

    @Override
    public String about() {
        return "a deadline of 10 and of 100 working days, beside the plain loop day by day";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        WorkCalendar quick = WorkCalendar.russia();
        WorkCalendar plain = new Plain(quick);
        Duration round = plan.round(4 * TERMS.length);
        Rounds rounds = new Rounds();
        for (int term : TERMS) {
            List<Course> courses = courses(term);
            List<LocalDate> days = courses.stream()
                    .map(each -> LocalDate.ofInstant(each.start(), ZONE))
                    .toList();
            rounds.add("ours " + term, () -> nanos(round, i -> due(courses.get(i), quick)));
            rounds.add("loop " + term, () -> nanos(round, i -> due(courses.get(i), plain)));
            rounds.add("ours days " + term, () -> nanos(round, i -> day(quick, days.get(i), term)));
            rounds.add("loop days " + term, () -> nanos(round, i -> day(plain, days.get(i), term)));
        }
        Map<String, Double> medians = rounds.run();
        List<Measure> measures = new ArrayList<>();
        for (int term : TERMS) {
            measures.add(measure("a whole deadline of " + term + " working days", "", term, medians));
        }
        for (int term : TERMS) {
            measures.add(measure("the last of " + term + " working days alone", "days ", term, medians));
        }
        return new Result(
                "deadline",
                measures.get(0),
                measures.subList(1, measures.size()),
                Setting.of(plan)
                        .with("starts", STARTS + " moments of 2020 to 2025")
                        .facts());
    }

    private static Measure measure(String what, String kind, int term, Map<String, Double> medians) {
        return Measure.of(
                what,
                medians.getOrDefault("ours " + kind + term, 0.0),
                "ns",
                new Peer("the plain loop, day by day", medians.getOrDefault("loop " + kind + term, 0.0)));
    }

    private static List<Course> courses(int days) {
        Instant first = Instant.parse("2020-01-01T00:00:00Z");
        List<Course> courses = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            Instant start = first.plus(Duration.ofHours(37L * i));
            courses.add(Course.of(start, Term.workingDays(days), ZONE));
        }
        return courses;
    }

    private static long due(Course course, WorkCalendar calendar) {
        return Deadlines.of(course, calendar).due().getEpochSecond();
    }

    private static long day(WorkCalendar calendar, LocalDate from, int days) {
        return calendar.plusWorkingDays(from, days).toEpochDay();
    }

    private interface Counting {
        long count(int start);
    }

    private static double nanos(Duration round, Counting counting) {
        long calls = 0;
        long sum = 0;
        long began = System.nanoTime();
        long took;
        do {
            for (int i = 0; i < STARTS; i++) {
                sum += counting.count(i);
            }
            calls += STARTS;
            took = System.nanoTime() - began;
        } while (took < round.toNanos());
        // The sum is looked at, so that counting cannot be left out
        if (sum <= 0) {
            throw new IllegalStateException("all of these deadlines lie after 1970");
        }
        return (double) took / calls;
    }

    /** The calendar with the plain loops of the interface, and nothing else but whether a day is worked. */
    private record Plain(WorkCalendar calendar) implements WorkCalendar {
        @Override
        public String id() {
            return calendar.id();
        }

        @Override
        public LocalDate firstDay() {
            return calendar.firstDay();
        }

        @Override
        public LocalDate lastDay() {
            return calendar.lastDay();
        }

        @Override
        public CalendarDay day(LocalDate day) {
            return calendar.day(day);
        }

        @Override
        public boolean isWorking(LocalDate day) {
            return calendar.isWorking(day);
        }
    }
}
