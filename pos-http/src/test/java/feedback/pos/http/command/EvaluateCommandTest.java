package feedback.pos.http.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {
    private static final List<String> TOPICS = List.of("Ямы на дорогах", "Вывоз мусора", "Отопление", "Фонари");
    private static final List<List<String>> WORDS = List.of(
            List.of("яма", "асфальт", "выбоина", "колесо", "дорога"),
            List.of("мусор", "контейнер", "свалка", "вывоз", "пакеты"),
            List.of("батареи", "холодно", "тепло", "котельная", "отопление"),
            List.of("фонарь", "темно", "лампа", "столб", "освещение"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path train;
    private Path test;

    @BeforeEach
    void files() throws IOException {
        train = file("a.csv", 200, 1);
        test = file("b.csv", 80, 2);
    }

    @Test
    void figures_of_a_model_that_learned_one_file_are_told_of_another() throws IOException {
        assertThat(run("--train", train, "--test", test, "--text", "text", "--label", "topic", "--json"))
                .as(err.toString())
                .isZero();
        JsonNode json = new JsonMapper().readTree(out.toString());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "accuracy",
                        "top3",
                        "macroF1",
                        "coverageAt95",
                        "precisionAt95",
                        "ece",
                        "trainSeconds",
                        "microsPerMessage",
                        "modelBytes");
        assertThat(json.get("accuracy").asDouble()).isGreaterThan(0.9);
        assertThat(json.get("top3").asDouble()).isBetween(json.get("accuracy").asDouble(), 1.0);
        assertThat(json.get("macroF1").asDouble()).isBetween(0.9, 1.0);
        assertThat(json.get("coverageAt95").asDouble()).isBetween(0.5, 1.0);
        assertThat(json.get("precisionAt95").asDouble()).isBetween(0.9, 1.0);
        assertThat(json.get("ece").asDouble()).isBetween(0.0, 0.2);
        assertThat(json.get("modelBytes").asLong()).isPositive();
    }

    @Test
    void the_predictions_are_written_line_by_line_and_figures_can_be_counted_again_from_them() throws IOException {
        Path predictions = folder.resolve("out.csv");
        assertThat(run(
                        "--train",
                        train,
                        "--test",
                        test,
                        "--text",
                        "text",
                        "--label",
                        "topic",
                        "--id",
                        "id",
                        "--predictions",
                        predictions,
                        "--json"))
                .as(err.toString())
                .isZero();
        List<String> lines = Files.readAllLines(predictions);
        assertThat(lines.get(0)).isEqualTo("id,label1,p1,label2,p2,label3,p3");
        assertThat(lines).hasSize(81);
        List<String> asked = Files.readAllLines(test);
        long right = 0;
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",");
            assertThat(fields).hasSize(7);
            assertThat(fields[0]).isEqualTo("b.csv-" + (i - 1));
            right += asked.get(i).endsWith("," + fields[1]) ? 1 : 0;
        }
        double accuracy =
                new JsonMapper().readTree(out.toString()).get("accuracy").asDouble();
        assertThat(right / 80.0).isEqualTo(accuracy);
    }

    @Test
    void the_same_files_give_the_same_predictions() throws IOException {
        Path one = folder.resolve("1.csv");
        Path other = folder.resolve("2.csv");
        for (Path each : List.of(one, other)) {
            run("--train", train, "--test", test, "--text", "text", "--label", "topic", "--predictions", each);
        }
        assertThat(other).hasSameTextualContentAs(one);
    }

    @Test
    void rows_without_a_label_are_passed_over_and_told_of() throws IOException {
        Files.writeString(test, Files.readString(test) + "x,яма на дороге,\n");
        assertThat(run("--train", train, "--test", test, "--text", "text", "--label", "topic"))
                .isZero();
        assertThat(err.toString()).contains("80 rows, 1 without a label");
        assertThat(out.toString()).contains("accuracy  ");
    }

    @Test
    void wrong_calls_are_refused_in_one_line() {
        assertThat(run("--train", train, "--test", folder.resolve("no.csv"), "--text", "text", "--label", "topic"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--test: no such file");
        assertThat(run("--train", train, "--test", test, "--text", "text", "--label", "nothing"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("has no column nothing, only id, text, topic");
        String before = content(train);
        assertThat(run("--train", train, "--test", test, "--text", "text", "--label", "topic", "--predictions", train))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is there already");
        assertThat(content(train)).as("nothing is overwritten").isEqualTo(before);
        assertThat(run("--train", train, "--text", "text", "--label", "topic")).isEqualTo(2);
        assertThat(err.toString()).contains("--test");
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name, int rows, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("id,text,topic\n");
        for (int i = 0; i < rows; i++) {
            int topic = random.nextInt(TOPICS.size());
            List<String> words = WORDS.get(topic);
            text.append(name + "-" + i + ",Здравствуйте! " + words.get(random.nextInt(5)) + " и "
                    + words.get(random.nextInt(5)) + " у дома " + random.nextInt(90) + "," + TOPICS.get(topic) + "\n");
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private int run(Object... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "evaluate";
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        CommandLine main = Commands.addTo(
                new CommandLine(CommandLine.Model.CommandSpec.create().name("pos")));
        return main.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    }
}
