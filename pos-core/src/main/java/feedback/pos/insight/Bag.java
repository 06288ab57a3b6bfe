package feedback.pos.insight;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Marks, each with how often it is there: what a number of messages count as, whichever they are. Every indicator is a function of
 * a bag. Bags of messages that have nothing in common add up. Not thread-safe while it is filled.
 */
public final class Bag {
    private static final int SMALLEST = 8;

    /** So many does a mark with its amount seldom take when written. */
    private static final int MOST_BYTES = 8;

    /** Spreads marks that differ in few bits. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    // Open addressing, at most half full, as boxed marks would cost ten times as much. A place with the amount 0 is
    // free.
    private long[] marks = new long[SMALLEST];
    private long[] amounts = new long[SMALLEST];
    private int size;

    /** An empty one. */
    public Bag() {
        // Filled later
    }

    /** What is done with a mark. */
    public interface Each {
        void of(Mark mark, long amount);
    }

    /** Adds a mark so many times; taken away if negative. */
    public Bag add(Mark mark, long amount) {
        return add(mark.bits(), amount);
    }

    private Bag add(long mark, long amount) {
        if (amount == 0) {
            return this;
        }
        int at = place(mark);
        boolean isNew = amounts[at] == 0;
        marks[at] = mark;
        amounts[at] += amount;
        if (isNew) {
            size++;
            if (2 * size > marks.length) {
                grow(2 * marks.length);
            }
        } else if (amounts[at] == 0) {
            size--;
            close(at);
        }
        return this;
    }

    /** Where a mark is, or would be. */
    private int place(long mark) {
        int at = home(mark);
        while (amounts[at] != 0 && marks[at] != mark) {
            at = next(at);
        }
        return at;
    }

    private int home(long mark) {
        return (int) (mark * SPREAD >>> Long.numberOfLeadingZeros(marks.length) + 1);
    }

    private int next(int at) {
        return at + 1 & marks.length - 1;
    }

    /** What comes in the order of another bag's places would crowd together in a smaller one, so that goes first. */
    private void makeRoom(int more) {
        int wanted = 2 * (size + more);
        if (wanted > marks.length) {
            grow(Integer.highestOneBit(wanted - 1) << 1);
        }
    }

    private void grow(int places) {
        long[] grownMarks = marks;
        long[] grownAmounts = amounts;
        marks = new long[places];
        amounts = new long[marks.length];
        for (int i = 0; i < grownMarks.length; i++) {
            if (grownAmounts[i] != 0) {
                int at = place(grownMarks[i]);
                marks[at] = grownMarks[i];
                amounts[at] = grownAmounts[i];
            }
        }
    }

    /** Moves those back that stand behind a place that became free, as far as they are looked for from there. */
    private void close(int free) {
        int gap = free;
        for (int at = next(free); amounts[at] != 0; at = next(at)) {
            int home = home(marks[at]);
            boolean isBehindItsHome = gap <= at ? home <= gap || home > at : home <= gap && home > at;
            if (isBehindItsHome) {
                marks[gap] = marks[at];
                amounts[gap] = amounts[at];
                amounts[at] = 0;
                gap = at;
            }
        }
    }

    /** Adds all marks of another bag. */
    public Bag add(Bag other) {
        long[] added = other.marks;
        long[] howOften = other.amounts;
        makeRoom(other.size);
        for (int i = 0; i < added.length; i++) {
            add(added[i], howOften[i]);
        }
        return this;
    }

    /** How many there are. */
    public long count() {
        return Arrays.stream(amounts).sum();
    }

    /** How many there are of which the condition holds. */
    public long count(Predicate<Mark> condition) {
        long[] sum = {0};
        forEach((mark, amount) -> sum[0] += condition.test(mark) ? amount : 0);
        return sum[0];
    }

    /** Those of which the condition holds. */
    public Bag only(Predicate<Mark> condition) {
        Bag only = new Bag();
        only.makeRoom(size);
        forEach((mark, amount) -> only.add(mark, condition.test(mark) ? amount : 0));
        return only;
    }

    /** Looks at each mark once, in no order. The bag must not be changed meanwhile. */
    public void forEach(Each each) {
        for (int i = 0; i < marks.length; i++) {
            if (amounts[i] != 0) {
                each.of(new Mark(marks[i]), amounts[i]);
            }
        }
    }

    public boolean isEmpty() {
        return size == 0;
    }

    private boolean isSound() {
        return Arrays.stream(amounts).allMatch(amount -> amount >= 0);
    }

    private long[] sorted() {
        long[] sorted = IntStream.range(0, marks.length)
                .filter(i -> amounts[i] != 0)
                .mapToLong(i -> marks[i])
                .toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * As bytes: each mark in their order, as its distance from the one before, and its amount, both in sevens of bits. Equal bags have
     * equal bytes.
     *
     * @throws IllegalStateException if there are fewer than none of a mark: what was counted is taken away twice
     */
    public byte[] bytes() {
        if (!isSound()) {
            throw new IllegalStateException("a mark is counted less than never: " + this);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size * 8);
        long before = 0;
        for (long mark : sorted()) {
            write(bytes, mark - before);
            write(bytes, amounts[place(mark)]);
            before = mark;
        }
        return bytes.toByteArray();
    }

    private static void write(ByteArrayOutputStream bytes, long number) {
        long left = number;
        while (left >= 0x80) {
            bytes.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
    }

    /** Adds what another bag was written as. */
    public Bag add(byte[] bytes) {
        makeRoom(bytes.length / MOST_BYTES);
        long mark = 0;
        long number = 0;
        boolean isAmount = false;
        int shift = 0;
        for (int at = 0; at < bytes.length; at++) {
            number |= (long) (bytes[at] & 0x7f) << shift;
            shift += 7;
            if (bytes[at] >= 0) {
                if (isAmount) {
                    add(mark, number);
                } else {
                    mark += number;
                }
                isAmount = !isAmount;
                number = 0;
                shift = 0;
            }
        }
        return this;
    }

    /** The same marks as often. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Bag bag) || bag.size != size) {
            return false;
        }
        return IntStream.range(0, marks.length)
                .allMatch(i -> amounts[i] == 0 || bag.amounts[bag.place(marks[i])] == amounts[i]);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(IntStream.range(0, marks.length)
                .mapToLong(i -> amounts[i] * Long.hashCode(marks[i]))
                .sum());
    }

    @Override
    public String toString() {
        return LongStream.of(sorted())
                .mapToObj(mark -> amounts[place(mark)] + " × " + new Mark(mark))
                .collect(Collectors.joining("; ", "[", "]"));
    }
}
