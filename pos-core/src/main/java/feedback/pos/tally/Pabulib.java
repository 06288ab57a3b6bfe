package feedback.pos.tally;

import feedback.pos.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Elections as files {@code .pb}, the format of Pabulib: reads those of others, which are not always tidy, and writes ours so that anyone can count
 * again. Beside the keys of Pabulib it knows four of its own: {@code ties}, {@code min_num_votes} (the quorum), {@code
 * min_project_votes_threshold} (a minimum of votes where projects are ranked by points) and {@code exclusive_projects} (groups of ids, parted
 * by semicolons).
 */
public final class Pabulib {
    /** The most bytes that are read. */
    public static final long MOST_BYTES = 4L << 30;
    /** The most characters of a row. */
    public static final int LONGEST_ROW = 1_000_000;
    /** The most oddities that are kept; the others are only numbered. */
    public static final int MOST_NOTES = 100;

    private static final Texts TEXTS = Texts.beside(Pabulib.class);

    private Pabulib() {}

    /**
     * A file.
     *
     * @param election what can be counted
     * @param rule as the file spells it; {@code unknown} where it does not say
     * @param ties what decides between equals; null where the file does not say
     * @param official what the file says came of it, by project; it plays no part in a count
     * @param notes oddities that were read over, at most {@link #MOST_NOTES}
     * @param oddities how many there were
     */
    public record File(
            Election election,
            String rule,
            @Nullable Ties ties,
            Map<String, Official> official,
            List<Note> notes,
            long oddities) {}

    /**
     * What the file says of a project.
     *
     * @param votes null where the file does not say
     * @param score null where the file does not say
     * @param selected 1 if it won, 0 if not, other numbers where the comment of the file explains them; null where the file does not say
     */
    public record Official(
            @Nullable BigDecimal votes,
            @Nullable BigDecimal score,
            @Nullable Integer selected) {}

    /**
     * An oddity that does not keep a file from being counted.
     *
     * @param line on which the row begins, from 1
     * @param column the field of the row, from 1; 0 for the row as a whole
     */
    public record Note(long line, int column, String key, List<String> args) {
        /** In words; Russian unless the locale is English. */
        public String text(Locale locale) {
            String where = column > 0
                    ? TEXTS.get(locale, "at.field", List.of(String.valueOf(line), String.valueOf(column)))
                    : TEXTS.get(locale, "at", List.of(String.valueOf(line)));
            return where + TEXTS.get(locale, "note." + key, args);
        }
    }

    /**
     * Reads a file of UTF-8, vote by vote. Spaces around fields, a byte order mark, line ends of any kind, columns in any order and {@code key: value}
     * are understood; what is doubtful but can be counted becomes a note.
     *
     * @param in is read to its end and not closed
     * @throws feedback.pos.refusal.Refusal if it cannot be counted; its field is {@code line:column}, from 1, the column being the field of
     *     the row
     */
    public static File read(InputStream in) throws IOException {
        return read(in, false);
    }

    /**
     * Reads a file as {@link #read(InputStream)} does.
     *
     * @param once whether a project that one ballot names twice counts once; else it counts twice, with a note, as in the published votes of the
     *     cities in whose files such ballots are
     */
    public static File read(InputStream in, boolean once) throws IOException {
        return new PabulibReader(in, once).read();
    }

    /**
     * Writes an election with its ballots. Voters are numbered in the order of what was chosen, which tells nothing of who voted when.
     *
     * @param rule by which it is counted
     * @param ties what decides between equals
     * @param selected the ids of the winners; null while they are not known
     * @param out gets UTF-8 and is not closed
     */
    public static void write(
            Election election, Rule rule, Ties ties, @Nullable Collection<String> selected, OutputStream out)
            throws IOException {
        new PabulibWriter(election, out).write(rule, ties, selected);
    }
}
