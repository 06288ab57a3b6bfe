package feedback.pos.topic;

import java.util.Arrays;

/** A table from ints to positive ints without a box for each: there are millions of fingerprints in a training set. */
final class IntMap {

    private static final int SMALLEST = 1 << 10;

    private int[] keys = new int[SMALLEST];
    private int[] values = new int[SMALLEST];
    private int size;

    /** The value of the key, 0 where there is none. */
    int get(int key) {
        return values[slot(key)];
    }

    /** Sets the value of the key to one that is above 0. */
    void put(int key, int value) {
        int slot = slot(key);
        if (values[slot] == 0) {
            size++;
        }
        keys[slot] = key;
        values[slot] = value;
        if (2 * size > keys.length) {
            grow();
        }
    }

    int size() {
        return size;
    }

    /** All keys, ascending: in an order that does not depend on the order of putting. */
    int[] sortedKeys() {
        int[] sorted = new int[size];
        int n = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (values[slot] != 0) {
                sorted[n++] = keys[slot];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** What the table takes in memory, in bytes. */
    long bytes() {
        return (long) Integer.BYTES * (keys.length + values.length);
    }

    private int slot(int key) {
        int mask = keys.length - 1;
        int slot = spread(key) & mask;
        while (values[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int spread(int key) {
        int product = key * 0x9E3779B9;
        return product ^ (product >>> 15);
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
