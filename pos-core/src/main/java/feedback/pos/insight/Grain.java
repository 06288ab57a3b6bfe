package feedback.pos.insight;

import java.time.LocalDate;

/** How long the times are for which counters are kept apart. */
public enum Grain {
    DAY {
        @Override
        public int bucket(LocalDate day) {
            return Math.toIntExact(day.toEpochDay());
        }

        @Override
        public LocalDate start(int bucket) {
            return LocalDate.ofEpochDay(bucket);
        }
    },
    MONTH {
        @Override
        public int bucket(LocalDate day) {
            return day.getYear() * MONTHS + day.getMonthValue() - 1;
        }

        @Override
        public LocalDate start(int bucket) {
            return LocalDate.of(Math.floorDiv(bucket, MONTHS), Math.floorMod(bucket, MONTHS) + 1, 1);
        }
    },
    YEAR {
        @Override
        public int bucket(LocalDate day) {
            return day.getYear();
        }

        @Override
        public LocalDate start(int bucket) {
            return LocalDate.of(bucket, 1, 1);
        }
    };

    private static final int MONTHS = 12;

    /** The number of the one in which a day lies; the next one's is one more. */
    public abstract int bucket(LocalDate day);

    /** The first day of one. */
    public abstract LocalDate start(int bucket);
}
