package feedback.pos.http.generating;

import java.util.List;

/**
 * Chance from a seed (SplitMix64), the same on every Java: each message has dice of its own, so that any of them can be made
 * without those before it. Not thread-safe.
 */
final class Dice {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private long state;

    Dice(long seed, long number) {
        state = mix(seed ^ mix(number + STEP));
    }

    /** Something between 0 and 1 that belongs to a word for good. */
    static double fixed(String word) {
        long hash = 1125899906842597L;
        for (int i = 0; i < word.length(); i++) {
            hash = 31 * hash + word.charAt(i);
        }
        return unit(mix(hash));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    long bits() {
        state += STEP;
        return mix(state);
    }

    /** 0 to 1, without 1. */
    double unit() {
        return unit(bits());
    }

    int below(int bound) {
        return (int) (unit() * bound);
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    double between(double from, double to) {
        return from + (to - from) * unit();
    }

    /** Of mean 0 and deviation 1 (Box and Muller). */
    double normal() {
        double radius = Math.sqrt(-2 * Math.log(1 - unit()));
        return radius * Math.cos(2 * Math.PI * unit());
    }

    /** As long as people take: half of them less than the median, some many times as long. */
    double lasting(double median, double sigma) {
        return median * Math.exp(sigma * normal());
    }

    double exponential(double mean) {
        return -mean * Math.log(1 - unit());
    }

    <T> T of(List<T> all) {
        return all.get(below(all.size()));
    }

    /** One of those in front rather than one of those behind. */
    <T> T early(List<T> all) {
        double unit = unit();
        return all.get((int) (unit * unit * all.size()));
    }
}
