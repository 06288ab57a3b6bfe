package feedback.pos.search;

import java.util.List;

/**
 * A piece of a message in which words were found. Plain text and places, no markup: whoever shows it escapes the text as any
 * other.
 *
 * @param field number, text, address, answer, portalNumber, question, reply or postponement
 * @param text the piece; an ellipsis stands where something was cut off
 * @param hits in order, none touching another
 */
public record Highlight(String field, String text, List<Hit> hits) {
    public Highlight {
        hits = List.copyOf(hits);
    }

    /**
     * A place in the piece.
     *
     * @param from in UTF-16 units, as JavaScript counts
     * @param to exclusive
     */
    public record Hit(int from, int to) {}
}
