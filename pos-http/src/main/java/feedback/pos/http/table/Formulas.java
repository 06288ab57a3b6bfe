package feedback.pos.http.table;

/**
 * Keeps spreadsheets from taking a text in a CSV file for a formula, which could send other cells away or start a program (CWE-1236). For
 * every text that somebody else may have written; numbers of ours need none of it.
 */
public final class Formulas {
    /** With what a formula begins; the wide forms too, which some spreadsheets take for the same. */
    private static final String BEGINNINGS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Formulas() {}

    /** The text, with an apostrophe before it if it begins like a formula, blanks at its beginning aside. */
    public static String guarded(String text) {
        int at = 0;
        while (at < text.length()
                && (text.charAt(at) == ' ' || text.charAt(at) == '\u00A0' || text.charAt(at) == '\uFEFF')) {
            at++;
        }
        return at < text.length() && BEGINNINGS.indexOf(text.charAt(at)) >= 0 ? "'" + text : text;
    }
}
