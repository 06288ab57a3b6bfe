package feedback.pos.bench;

import feedback.pos.http.importing.LabelledTexts;
import feedback.pos.topic.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Texts with their topics in a CSV file in UTF-8 with a header.
 *
 * @param path the file, under gzip if its name ends so
 * @param text the column with the text
 * @param label the column with the topic; rows where it is blank are passed over
 */
record LabelledFile(Path path, String text, String label) {

    /** @throws IOException if it cannot be read or has no such columns */
    List<Example> read() throws IOException {
        return LabelledTexts.read(path, StandardCharsets.UTF_8, text, label, null).rows().stream()
                .map(row -> new Example(row.text(), row.label()))
                .toList();
    }
}
