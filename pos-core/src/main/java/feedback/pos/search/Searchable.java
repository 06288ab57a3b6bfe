package feedback.pos.search;

import feedback.pos.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a message as an index takes them down. A message that {@link Wanted#matches} has, of each clause that is not
 * excluded, the lexemes among these; and those of a phrase at places that follow each other.
 *
 * @param words in the order of their places
 */
public record Searchable(List<Word> words) {
    /** Between two parts of a message, so that no phrase reaches from one into the other. */
    private static final int GAP = 10;

    /**
     * A word.
     *
     * @param lexeme by which it is found: at most 60 UTF-16 units, letters and digits only
     * @param form of which it is the beginning, as it stands in the text but in lower case and with ё as е
     * @param place in the message, from 1
     * @param open whether it stands where everybody may read it once the message is shown publicly
     */
    public record Word(String lexeme, String form, int place, boolean open) {}

    public Searchable {
        words = List.copyOf(words);
    }

    /** The words of the message as it stands. */
    public static Searchable of(Message message) {
        List<Word> words = new ArrayList<>();
        int place = 1;
        for (Part.Piece piece : Part.of(message, false)) {
            for (Token token : piece.tokens()) {
                words.add(new Word(
                        token.lexeme(), token.form(), place++, piece.part().isOpen()));
            }
            place += GAP;
        }
        return new Searchable(words);
    }
}
