package feedback.pos.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a public table shows, and what nobody can work out from it. */
class ReleaseTest {
    private static final int K = 3;

    /** Messages of as many persons. */
    static Crowd crowd(int messages, String where) {
        Set<String> people =
                IntStream.range(0, messages).mapToObj(i -> where + i).collect(Collectors.toSet());
        return new Crowd(messages, people);
    }

    static List<List<Crowd>> table(int[][] numbers) {
        List<List<Crowd>> table = new ArrayList<>();
        for (int row = 0; row < numbers.length; row++) {
            List<Crowd> crowds = new ArrayList<>();
            for (int column = 0; column < numbers[row].length; column++) {
                crowds.add(crowd(numbers[row][column], row + "/" + column + "/"));
            }
            table.add(crowds);
        }
        return table;
    }

    /** Everything that is shown, as one text. */
    private static String shown(Release release, int rows, int columns) {
        StringBuilder text = new StringBuilder().append(release.total());
        for (int row = 0; row < rows; row++) {
            text.append('|').append(release.row(row));
            for (int column = 0; column < columns; column++) {
                text.append(',').append(release.cell(row, column));
            }
        }
        for (int column = 0; column < columns; column++) {
            text.append('|').append(release.column(column));
        }
        return text.toString();
    }

    @Test
    void what_is_enough_is_shown_with_all_totals() {
        Release release = Release.of(table(new int[][] {{5, 6}, {7, 8}}), K);
        assertThat(shown(release, 2, 2)).isEqualTo("26|11,5,6|15,7,8|12|14");
    }

    @Test
    void one_that_is_too_few_takes_three_others_with_it() {
        Release release = Release.of(table(new int[][] {{2, 6, 9}, {7, 8, 9}, {9, 9, 9}}), K);
        assertThat(shown(release, 3, 3)).isEqualTo("68|17,null,null,9|24,null,null,9|27,9,9,9|18|23|27");
    }

    @Test
    void rows_that_are_too_few_are_known_together_only() {
        Release release = Release.of(table(new int[][] {{1, 1}, {9, 9}, {4, 4}}), K);
        assertThat(release.row(0)).isNull();
        assertThat(release.row(2)).as("with it the first could be worked out").isNull();
        assertThat(release.row(1)).isEqualTo(18);
    }

    @Test
    void many_messages_of_one_person_are_too_few() {
        Crowd oneOf = new Crowd(7, Set.of("anna"));
        assertThat(oneOf.hides(K)).isFalse();
        assertThat(new Crowd(7, Set.of("anna", "boris", "vera")).hides(K)).isTrue();
        assertThat(new Crowd(7, Set.of()).hides(K)).as("whose is not known").isFalse();
        assertThat(new Crowd(12, Set.of()).hides(K)).as("four times as many").isTrue();
        assertThat(Release.of(List.of(List.of(oneOf)), K).total()).isNull();
    }

    @Test
    void nothing_at_all_is_told_of_nothing() {
        assertThat(Release.of(List.of(), K).total()).isZero();
        assertThat(shown(Release.of(table(new int[][] {{0, 0}}), K), 1, 2)).isEqualTo("0|null,null,null|null|null");
    }

    /** For every number that is too small and left out there is another table that would show the same numbers. */
    @ParameterizedTest
    @CsvSource({"1, 4, 7", "2, 2, 8", "2, 3, 4"})
    void no_small_number_can_be_worked_out(int rows, int columns, int most) {
        List<int[]> worlds = worlds(rows, columns, most);
        Map<String, List<int[]>> byWhatIsShown = new LinkedHashMap<>();
        for (int[] world : worlds) {
            byWhatIsShown
                    .computeIfAbsent(shown(world, rows, columns), all -> new ArrayList<>())
                    .add(world);
        }
        byWhatIsShown.forEach((shown, alike) -> {
            Map<String, int[][]> ranges = new HashMap<>();
            for (int[] world : worlds) {
                int[][] range =
                        ranges.computeIfAbsent(told(world, shown), key -> new int[][] {world.clone(), world.clone()});
                for (int i = 0; i < world.length; i++) {
                    range[0][i] = Math.min(range[0][i], world[i]);
                    range[1][i] = Math.max(range[1][i], world[i]);
                }
            }
            for (int[] world : alike) {
                int[][] range = ranges.get(told(world, shown));
                // Numbers at the brim of the worlds tried have no greater ones beside them
                boolean isAtBrim = Arrays.stream(world, 0, rows * columns).anyMatch(n -> n == most);
                for (int i = 0; i < world.length && !isAtBrim; i++) {
                    boolean isKnown = range[0][i] == range[1][i];
                    if (isKnown && world[i] > 0 && world[i] < K) {
                        throw new AssertionError("number " + i + " can only be " + world[i] + " where " + shown
                                + " is shown of " + Arrays.toString(world));
                    }
                }
            }
        });
    }

    /** All tables, each row by row, with the totals of rows, of columns, and of all behind. */
    private static List<int[]> worlds(int rows, int columns, int most) {
        List<int[]> worlds = new ArrayList<>();
        int size = rows * columns;
        int count = (int) Math.pow(most + 1, size);
        for (int world = 0; world < count; world++) {
            int[] numbers = new int[size + rows + columns + 1];
            for (int i = 0, rest = world; i < size; i++, rest /= most + 1) {
                int number = rest % (most + 1);
                numbers[i] = number;
                numbers[size + i / columns] += number;
                numbers[size + rows + i % columns] += number;
                numbers[size + rows + columns] += number;
            }
            worlds.add(numbers);
        }
        return worlds;
    }

    /** Which of the numbers are shown, a sign for each. */
    private static String shown(int[] world, int rows, int columns) {
        int[][] table = new int[rows][];
        for (int row = 0; row < rows; row++) {
            table[row] = Arrays.copyOfRange(world, row * columns, (row + 1) * columns);
        }
        Release release = Release.of(table(table), K);
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < rows * columns; i++) {
            shown.append(sign(release.cell(i / columns, i % columns)));
        }
        for (int row = 0; row < rows; row++) {
            shown.append(sign(release.row(row)));
        }
        for (int column = 0; column < columns; column++) {
            shown.append(sign(release.column(column)));
        }
        return shown.append(sign(release.total())).toString();
    }

    private static char sign(Long number) {
        return number == null ? '-' : '+';
    }

    private static String told(int[] world, String shown) {
        char[] told = new char[world.length];
        for (int i = 0; i < told.length; i++) {
            told[i] = shown.charAt(i) == '+' ? (char) ('0' + world[i]) : ' ';
        }
        return new String(told);
    }

    /** All sums of rows, columns and numbers shown, one within the other: what lies between is nobody's or enough. */
    @Test
    void no_difference_of_sums_isolates_a_few() {
        Random random = new Random(20);
        for (int world = 0; world < 300; world++) {
            int rows = 2 + random.nextInt(2);
            int columns = 2 + random.nextInt(2);
            int[][] numbers = new int[rows][columns];
            for (int[] row : numbers) {
                for (int column = 0; column < columns; column++) {
                    row[column] = random.nextInt(4) * random.nextInt(4);
                }
            }
            List<Long> known = known(Release.of(table(numbers), K), rows, columns);
            for (long outer : known) {
                for (long inner : known) {
                    if (outer != inner && (outer & inner) == inner) {
                        int between = size(outer & ~inner, numbers, columns);
                        assertThat(between == 0 || between >= K)
                                .as(
                                        "%d of world %d: %s in %s, less %s",
                                        between,
                                        world,
                                        Long.toBinaryString(outer),
                                        Arrays.deepToString(numbers),
                                        Long.toBinaryString(inner))
                                .isTrue();
                    }
                }
            }
        }
    }

    /** The sets of cells whose numbers are told, as bits, with the unions of up to three of them that do not overlap. */
    private static List<Long> known(Release release, int rows, int columns) {
        Set<Long> told = new LinkedHashSet<>();
        long all = (1L << (rows * columns)) - 1;
        if (release.total() != null) {
            told.add(all);
        }
        for (int row = 0; row < rows; row++) {
            long whole = ((1L << columns) - 1) << (row * columns);
            if (release.row(row) != null) {
                told.add(whole);
            }
            for (int column = 0; column < columns; column++) {
                if (release.cell(row, column) != null) {
                    told.add(1L << (row * columns + column));
                }
            }
        }
        for (int column = 0; column < columns; column++) {
            if (release.column(column) != null) {
                long whole = 0;
                for (int row = 0; row < rows; row++) {
                    whole |= 1L << (row * columns + column);
                }
                told.add(whole);
            }
        }
        Set<Long> sums = new LinkedHashSet<>(told);
        for (int round = 0; round < 2; round++) {
            for (long one : List.copyOf(sums)) {
                for (long other : told) {
                    if ((one & other) == 0) {
                        sums.add(one | other);
                    }
                }
            }
        }
        return List.copyOf(sums);
    }

    private static int size(long set, int[][] numbers, int columns) {
        int sum = 0;
        for (int i = 0; i < numbers.length * columns; i++) {
            sum += (set >> i & 1) == 1 ? numbers[i / columns][i % columns] : 0;
        }
        return sum;
    }
}
