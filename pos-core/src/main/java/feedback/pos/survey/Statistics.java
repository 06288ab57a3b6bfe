package feedback.pos.survey;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What takes all answers to be known, gathered from one after the other: numbers, rankings, dates. For each question for a number at most
 * 4,096 values are kept, for each date a month, for each ranking two numbers a choice, however many answers there are; their order does not matter. Not
 * thread-safe.
 */
public final class Statistics {
    private static final int MOST_VALUES = 4_096;

    private final Survey survey;
    private final Map<String, Spread> numbers = new LinkedHashMap<>();
    private final Map<String, Places> rankings = new LinkedHashMap<>();
    private final Map<String, TreeMap<YearMonth, Long>> months = new LinkedHashMap<>();

    /**
     * What was answered to a question for a number or a scale.
     *
     * @param question its name
     * @param count how many answered
     * @param mean to 6 decimals
     * @param min the lowest
     * @param lower the lower quartile; quartiles are interpolated between two neighbours, as spreadsheets do (QUARTILE.INC)
     * @param median the middle
     * @param upper the upper quartile
     * @param max the highest
     * @param blur by how much the quartiles and the median may be off: 0 up to 4,096 different numbers, above that half the width of the classes
     *     that numbers were put into
     */
    public record Distribution(
            String question,
            long count,
            BigDecimal mean,
            BigDecimal min,
            BigDecimal lower,
            BigDecimal median,
            BigDecimal upper,
            BigDecimal max,
            BigDecimal blur) {}

    /**
     * How a ranking came out.
     *
     * @param question its name
     * @param count how many answered
     * @param points by choice, by Borda: of n choices the first one gets n − 1, the next one less; the last, and those that were not put
     *     in order, get none
     * @param firsts by choice, how often it was put first
     */
    public record Ranked(String question, long count, Map<String, Long> points, Map<String, Long> firsts) {}

    /**
     * When the days lie that were answered.
     *
     * @param question its name
     * @param months how many in each month in which one is, the earliest first
     */
    public record Dates(String question, SortedMap<YearMonth, Long> months) {}

    private Statistics(Survey survey) {
        this.survey = survey;
        for (Question question : survey.questions()) {
            if (question instanceof Question.Numeric || question instanceof Question.Scale) {
                numbers.put(question.name(), new Spread());
            } else if (question instanceof Question.Ranking ranking) {
                rankings.put(question.name(), new Places(ranking));
            } else if (question instanceof Question.Date) {
                months.put(question.name(), new TreeMap<>());
            }
        }
    }

    /** Statistics of no answers yet. */
    public static Statistics of(Survey survey) {
        return new Statistics(survey);
    }

    /** Takes in one answered survey, given in its canonical form. */
    public void add(String canonical) {
        add(survey.recorded(canonical));
    }

    /** Takes in one answered survey. */
    public void add(Answers answers) {
        numbers.forEach((name, spread) -> {
            if (answers.given(name) instanceof Given.Num num) {
                spread.add(num.number());
            }
        });
        rankings.forEach((name, places) -> {
            if (answers.given(name) instanceof Given.Codes order) {
                places.add(order.codes());
            }
        });
        months.forEach((name, counts) -> {
            if (answers.given(name) instanceof Given.Day day) {
                counts.merge(YearMonth.from(day.day()), 1L, Long::sum);
            }
        });
    }

    /** The questions for numbers and scales that somebody answered, in the survey's order. */
    public List<Distribution> numbers() {
        List<Distribution> all = new ArrayList<>();
        numbers.forEach((name, spread) -> {
            if (spread.count > 0) {
                all.add(spread.of(name));
            }
        });
        return all;
    }

    /** The rankings, in the survey's order. */
    public List<Ranked> rankings() {
        List<Ranked> all = new ArrayList<>();
        rankings.forEach((name, places) -> all.add(new Ranked(
                name, places.count, new LinkedHashMap<>(places.points), new LinkedHashMap<>(places.firsts))));
        return all;
    }

    /** The questions for days, in the survey's order. */
    public List<Dates> dates() {
        List<Dates> all = new ArrayList<>();
        months.forEach((name, counts) -> all.add(new Dates(name, new TreeMap<>(counts))));
        return all;
    }

    /** The places of the choices of one ranking. */
    private static final class Places {
        final Question.Ranking ranking;
        final Map<String, Long> points = new LinkedHashMap<>();
        final Map<String, Long> firsts = new LinkedHashMap<>();
        long count;

        Places(Question.Ranking ranking) {
            this.ranking = ranking;
            ranking.choices().forEach(choice -> {
                points.put(choice.code(), 0L);
                firsts.put(choice.code(), 0L);
            });
        }

        void add(List<String> order) {
            count++;
            firsts.merge(order.get(0), 1L, Long::sum);
            Counters.points(ranking, order).forEach((code, won) -> points.merge(code, won, Long::sum));
        }
    }

    /**
     * Numbers by classes of one width, a power of two of the finest decimal, from 0 on. Once there are too many classes each two become one: what is
     * left depends on the numbers alone, not on their order.
     */
    private static final class Spread {
        private final TreeMap<Long, Long> classes = new TreeMap<>();
        private long width = 1;
        private long count;
        private BigDecimal sum = BigDecimal.ZERO;
        private BigDecimal min = BigDecimal.ZERO;
        private BigDecimal max = BigDecimal.ZERO;

        void add(BigDecimal number) {
            min = count == 0 ? number : min.min(number);
            max = count == 0 ? number : max.max(number);
            sum = sum.add(number);
            count++;
            long finest = number.movePointRight(Numbers.DECIMALS).longValueExact();
            classes.merge(Math.floorDiv(finest, width), 1L, Long::sum);
            while (classes.size() > MOST_VALUES) {
                width *= 2;
                TreeMap<Long, Long> wider = new TreeMap<>();
                classes.forEach((key, together) -> wider.merge(Math.floorDiv(key, 2L), together, Long::sum));
                classes.clear();
                classes.putAll(wider);
            }
        }

        Distribution of(String name) {
            return new Distribution(
                    name,
                    count,
                    Numbers.canonical(sum.divide(BigDecimal.valueOf(count), Numbers.DECIMALS, RoundingMode.HALF_EVEN)),
                    min,
                    quartile(1),
                    quartile(2),
                    quartile(3),
                    max,
                    width == 1
                            ? BigDecimal.ZERO
                            : decimal(BigDecimal.valueOf(width).divide(BigDecimal.valueOf(2))));
        }

        private BigDecimal quartile(int quarter) {
            long quarters = (count - 1) * quarter;
            BigDecimal low = at(quarters / 4);
            BigDecimal high = quarters % 4 == 0 ? low : at(quarters / 4 + 1);
            BigDecimal between = high.subtract(low)
                    .multiply(BigDecimal.valueOf(quarters % 4))
                    .divide(BigDecimal.valueOf(4));
            return decimal(low.add(between)).max(min).min(max);
        }

        /** The number at this place, 0 for the lowest: the middle of its class, in the finest decimals. */
        private BigDecimal at(long place) {
            long before = 0;
            for (Map.Entry<Long, Long> each : classes.entrySet()) {
                before += each.getValue();
                if (place < before) {
                    BigDecimal begin = BigDecimal.valueOf(each.getKey()).multiply(BigDecimal.valueOf(width));
                    return width == 1 ? begin : begin.add(BigDecimal.valueOf(width / 2));
                }
            }
            throw new IllegalStateException("a place below their number is somebody's");
        }

        private static BigDecimal decimal(BigDecimal finest) {
            BigDecimal number = finest.movePointLeft(Numbers.DECIMALS);
            BigDecimal bare = number.stripTrailingZeros();
            return bare.scale() < 0 ? bare.setScale(0) : bare;
        }
    }
}
