package feedback.pos.insight;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Marks, each with how often it is there: what a number of messages count as, whichever they are. Every indicator is a function of
 * a bag. Bags of messages that have nothing in common add up. Not thread-safe while it is filled.
 */
public final class Bag {
    private final Map<Long, Long> amounts = new HashMap<>();

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
        if (amount != 0) {
            amounts.merge(mark, amount, (held, more) -> held + more == 0 ? null : Long.valueOf(held + more));
        }
        return this;
    }

    /** Adds all marks of another bag. */
    public Bag add(Bag other) {
        other.amounts.forEach(this::add);
        return this;
    }

    /** How many there are. */
    public long count() {
        return amounts.values().stream().mapToLong(Long::longValue).sum();
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
        forEach((mark, amount) -> only.add(mark, condition.test(mark) ? amount : 0));
        return only;
    }

    /** Looks at each mark once, in no order. */
    public void forEach(Each each) {
        amounts.forEach((mark, amount) -> each.of(new Mark(mark), amount));
    }

    public boolean isEmpty() {
        return amounts.isEmpty();
    }

    private boolean isSound() {
        return amounts.values().stream().allMatch(amount -> amount > 0);
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
        long[] marks = amounts.keySet().stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(marks);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(marks.length * 8);
        long before = 0;
        for (long mark : marks) {
            write(bytes, mark - before);
            write(bytes, amounts.getOrDefault(mark, 0L));
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
        int at = 0;
        long mark = 0;
        long number = 0;
        boolean isAmount = false;
        int shift = 0;
        for (; at < bytes.length; at++) {
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
        return other instanceof Bag bag && amounts.equals(bag.amounts);
    }

    @Override
    public int hashCode() {
        return amounts.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        amounts.keySet().stream()
                .sorted()
                .forEach(mark -> text.append(amounts.get(mark))
                        .append(" × ")
                        .append(new Mark(mark))
                        .append("; "));
        return text.append(']').toString();
    }
}
