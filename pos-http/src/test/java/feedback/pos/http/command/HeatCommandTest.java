package feedback.pos.http.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Pictures of maps. */
class HeatCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Commands.addTo(new CommandLine(CommandSpec.create().name("pos-server")))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private int heat(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("heat", "--data", folder.resolve("base").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                colours.add(picture.getRGB(x, y) & 0xffffff);
            }
        }
        return colours;
    }

    @Test
    void a_map_is_drawn_with_its_numbers_told() throws IOException {
        String base = folder.resolve("base").toString();
        Path csv = folder.resolve("pits.csv");
        StringBuilder rows = new StringBuilder("id,topic,date,lat,lon,executor\n");
        for (int i = 0; i < 40; i++) {
            rows.append(i).append(",roads.potholes,2026-02-").append(10 + i % 10);
            rows.append(",51.7").append(i % 7).append(",36.1").append(5 + i % 5).append(",kursk\n");
        }
        Files.writeString(csv, rows);
        assertThat(run("load", "--demo", "--data", base)).as(err.toString()).isZero();
        assertThat(run(
                        "import",
                        csv.toString(),
                        "--data",
                        base,
                        "--id",
                        "id",
                        "--topic",
                        "topic",
                        "--executor",
                        "executor",
                        "--date",
                        "date",
                        "--date-format",
                        "yyyy-MM-dd",
                        "--zone",
                        "Europe/Moscow",
                        "--lat",
                        "lat",
                        "--lon",
                        "lon",
                        "--create-missing"))
                .as(err.toString())
                .isZero();
        Path cells = folder.resolve("cells.png");
        assertThat(heat("--out", cells.toString(), "--width", "600", "--lang", "en", "--json"))
                .as(err.toString())
                .isZero();
        JsonNode told = new JsonMapper().readTree(out.toString());
        assertThat(told.at("/total").asInt()).isEqualTo(40);
        assertThat(told.at("/elsewhere").asInt()).isZero();
        assertThat(told.at("/sight").asText()).isEqualTo("EXACT");
        BufferedImage picture = ImageIO.read(cells.toFile());
        assertThat(picture.getWidth()).isEqualTo(600);
        assertThat(picture.getHeight()).isEqualTo(told.at("/height").asInt());
        assertThat(colours(picture))
                .contains(0xffffcc, 0xffffff & Color.WHITE.getRGB())
                .doesNotContain(0x253494);
        Path districts = folder.resolve("districts.png");
        assertThat(heat(
                        "--out",
                        districts.toString(),
                        "--by",
                        "territories",
                        "--from",
                        "2026-02-01",
                        "--sight",
                        "merged"))
                .as(err.toString())
                .isZero();
        assertThat(ImageIO.read(districts.toFile()).getWidth()).isEqualTo(1_200);
        assertThat(heat("--out", districts.toString())).as("is there already").isEqualTo(2);
        assertThat(heat("--out", folder.resolve("x.png").toString(), "--bbox", "1,2,3"))
                .isEqualTo(2);
        assertThat(heat("--out", folder.resolve("x.png").toString(), "--bbox", "1,9,3,2"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("bbox");
        assertThat(heat("--out", folder.resolve("x.png").toString(), "--topic", "nothing"))
                .isEqualTo(2);
        assertThat(heat("--out", folder.resolve("x.png").toString(), "--width", "10"))
                .isEqualTo(2);
        assertThat(heat("--out", folder.resolve("none/x.png").toString())).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("--out", "no folder");
        assertThat(folder.resolve("x.png")).doesNotExist();
    }

    @Test
    void a_wrong_day_or_number_is_told_in_words_with_its_option() {
        String picture = folder.resolve("x.png").toString();
        List<List<String>> calls = List.of(
                List.of("--from", "heat", "--out", picture, "--from", "2026-13-05"),
                List.of("--to", "heat", "--out", picture, "--to", "5.1.2026"),
                List.of("--width", "heat", "--out", picture, "--width", "wide"),
                List.of("--from", "heat", "--out", picture, "--from", "2026-02-02", "--to", "2026-02-01"),
                List.of("--from", "emerging", "--from", "+999999-01-01"),
                List.of("--shuffles", "emerging", "--shuffles", "1.5"),
                List.of("--seed", "emerging", "--seed", "x"),
                List.of("--messages", "generate", "--messages", "99999999999"),
                List.of("--to", "generate", "--messages", "1", "--to", "today"));
        for (List<String> each : calls) {
            String[] call = each.subList(1, each.size()).toArray(String[]::new);
            assertThat(run(call)).as(each.toString()).isEqualTo(2);
            assertThat(err.toString().lines())
                    .singleElement()
                    .asString()
                    .contains(each.get(0))
                    .doesNotContain("Exception", "java", "LocalDate");
        }
    }

    @Test
    void small_numbers_are_light_and_the_most_of_many_are_dark() {
        assertThat(HeatPicture.shades(List.of(1L, 2L, 3L, 4L, 5L, 0L)))
                .containsExactly(new HeatPicture.Shade(1, 0), new HeatPicture.Shade(5, 1));
        assertThat(HeatPicture.shades(List.of(1L, 2L, 3L, 4L, 6L, 100L)))
                .containsExactly(
                        new HeatPicture.Shade(1, 0),
                        new HeatPicture.Shade(4, 1),
                        new HeatPicture.Shade(6, 2),
                        new HeatPicture.Shade(100, 5));
        assertThat(HeatPicture.shades(List.of())).isEmpty();
    }
}
