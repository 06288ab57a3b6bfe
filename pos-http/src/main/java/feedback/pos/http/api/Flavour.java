package feedback.pos.http.api;

import feedback.pos.http.table.CsvTable;
import java.io.IOException;
import java.io.OutputStream;

/** For whom a CSV file is written. */
enum Flavour {
    /** For programs: commas, decimal points, English heads. */
    PLAIN,
    /** For a spreadsheet set to Russian: semicolons, decimal commas, a byte order mark. */
    RUSSIAN,
    /** For a spreadsheet set to English: commas, decimal points, a byte order mark. */
    ENGLISH;

    /** {@code flavour=plain}, {@code flavour=russian} or {@code flavour=english}. */
    static Flavour read(Query query, Flavour otherwise) {
        String text = query.text("flavour");
        if (text == null) {
            return otherwise;
        }
        if (text.equals("plain")) {
            return PLAIN;
        }
        if (text.equals("english")) {
            return ENGLISH;
        }
        if (!text.equals("russian")) {
            query.wrong("flavour", "choice.unknown", "plain, russian, english");
        }
        return RUSSIAN;
    }

    CsvTable open(OutputStream out) throws IOException {
        return switch (this) {
            case PLAIN -> CsvTable.plain(out);
            case RUSSIAN -> CsvTable.russian(out);
            case ENGLISH -> CsvTable.english(out);
        };
    }
}
