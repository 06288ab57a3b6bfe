package feedback.pos.http.api;

import feedback.pos.http.table.CsvTable;
import java.io.IOException;
import java.io.OutputStream;

/** For whom a CSV file is written. */
enum Flavour {
    /** For programs: commas, decimal points, English heads. */
    PLAIN,
    /** For a spreadsheet set to Russian: semicolons, decimal commas, a byte order mark. */
    RUSSIAN;

    /** {@code flavour=plain} or {@code flavour=russian}. */
    static Flavour read(Query query, Flavour otherwise) {
        String text = query.text("flavour");
        if (text == null) {
            return otherwise;
        }
        if (text.equals("plain")) {
            return PLAIN;
        }
        if (!text.equals("russian")) {
            query.wrong("flavour", "choice.unknown", "plain, russian");
        }
        return RUSSIAN;
    }

    CsvTable open(OutputStream out) throws IOException {
        return this == PLAIN ? CsvTable.plain(out) : CsvTable.russian(out);
    }
}
