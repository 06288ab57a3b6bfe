package feedback.pos.http.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import feedback.pos.http.importing.LabelledTexts;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells how well topics would be found in one's own messages; needs no base. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Learns topics from one file and tells how right the model is on another.",
            "accuracy, top3: the share where the true label is the first, or among the first three. macroF1: the mean of "
                    + "F1 over the labels of the other file. coverageAt95, precisionAt95: of how many it is sure, and how "
                    + "right it is there; when it is sure was decided on the first file alone. ece: by how much "
                    + "probabilities miss, on average, in 10 ranges."
        })
@SuppressWarnings("NullAway.Init")
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Output output;

    @Option(
            names = "--train",
            required = true,
            paramLabel = "A.csv",
            description = "The file to learn from, also as .csv.gz or .csv.zip.")
    private Path train;

    @Option(names = "--test", required = true, paramLabel = "B.csv", description = "The file to be asked about.")
    private Path test;

    @Option(names = "--text", required = true, paramLabel = "COL", description = "What was written.")
    private String text;

    @Option(
            names = "--label",
            required = true,
            paramLabel = "COL",
            description = "What a person made of it; rows where it is blank are passed over.")
    private String label;

    @Option(names = "--id", paramLabel = "COL", description = "The row's id. Default: the number of its line.")
    private @Nullable String id;

    @Option(
            names = "--predictions",
            paramLabel = "OUT.csv",
            description = "A new file, for the three likeliest labels of each row with their probabilities.")
    private @Nullable Path predictions;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description = "How characters are written, such as windows-1251. Default: ${DEFAULT-VALUE}.")
    private Charset encoding;

    @Override
    public Integer call() {
        return Running.run(spec, this::evaluate);
    }

    private void evaluate() throws IOException, CommandFault {
        if (predictions != null && Files.exists(predictions)) {
            throw CommandFault.wrongCall("--predictions: " + predictions + " is there already");
        }
        LabelledTexts learned = read("--train", train);
        LabelledTexts asked = read("--test", test);
        Evaluation evaluation = Evaluation.of(learned.rows(), asked.rows());
        if (predictions != null) {
            write(predictions, evaluation.predictions());
        }
        Map<String, Object> figures = evaluation.figures();
        output.print(
                figures, figures.entrySet().stream().map(EvaluateCommand::line).collect(Collectors.joining("\n")));
    }

    private LabelledTexts read(String option, Path file) throws IOException, CommandFault {
        if (!Files.isRegularFile(file)) {
            throw CommandFault.wrongCall(option + ": no such file: " + file);
        }
        LabelledTexts texts = LabelledTexts.read(file, encoding, text, label, id);
        if (texts.rows().isEmpty()) {
            throw CommandFault.failed("%s has no row with a %s: %d without one, %d unreadable%s"
                    .formatted(
                            file,
                            label,
                            texts.blank(),
                            texts.broken(),
                            texts.broken() > 0 ? "; is --encoding right?" : ""));
        }
        if (texts.blank() + texts.broken() > 0) {
            output.note("%s: %d rows, %d without a label and %d unreadable ones passed over"
                    .formatted(file, texts.rows().size(), texts.blank(), texts.broken()));
        }
        return texts;
    }

    private static void write(Path file, List<List<String>> lines) throws IOException {
        try (CsvWriter out = CsvWriter.builder().build(file)) {
            out.writeRecord("id", "label1", "p1", "label2", "p2", "label3", "p3");
            for (List<String> line : lines) {
                out.writeRecord(line);
            }
        }
    }

    private static String line(Map.Entry<String, Object> figure) {
        return "%-18s %s"
                .formatted(
                        figure.getKey(),
                        figure.getValue() instanceof Double value
                                ? String.format(Locale.ROOT, "%.4f", value)
                                : figure.getValue());
    }
}
