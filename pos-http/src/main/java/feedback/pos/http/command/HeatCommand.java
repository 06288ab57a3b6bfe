package feedback.pos.http.command;

import feedback.pos.HeatQuestion;
import feedback.pos.Pos;
import feedback.pos.catalog.Topic;
import feedback.pos.http.region.Region;
import feedback.pos.insight.HeatMap;
import feedback.pos.insight.HeatMap.By;
import feedback.pos.insight.HeatMap.Frame;
import feedback.pos.insight.HeatMap.Sight;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Filter;
import feedback.pos.store.Filter.Box;
import feedback.pos.text.Texts;
import feedback.pos.topic.Detection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws where problems are into a picture. */
@Command(
        name = "heat",
        mixinStandardHelpOptions = true,
        description = {
            "Draws a heat map of messages into a picture.",
            "With exact numbers unless --sight says otherwise: give those to nobody who may not read the messages."
        })
@SuppressWarnings("NullAway.Init")
final class HeatCommand implements Callable<Integer> {
    static final Texts TEXTS = Texts.beside(HeatCommand.class);
    private static final int NARROWEST = 400;
    private static final int WIDEST = 4_000;
    private static final int EDGES = 4;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Option(names = "--out", required = true, paramLabel = "MAP.png", description = "The picture, a new file.")
    private Path out;

    @Option(
            names = "--bbox",
            paramLabel = "W,S,E,N",
            description = "What is looked at, in degrees. Default: where messages lie, with the districts there.")
    private @Nullable String bbox;

    @Option(
            names = "--by",
            defaultValue = "CELLS",
            description = "By what kind of places: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private By by;

    @Option(names = "--from", paramLabel = "DATE", description = "Received on this local day or later.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Received on this local day or before.")
    private @Nullable LocalDate to;

    @Option(names = "--topic", paramLabel = "CODE", description = "The topic or one below it.")
    private @Nullable String topic;

    @Option(
            names = "--sight",
            defaultValue = "EXACT",
            description = "How closely: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Sight sight;

    @Option(
            names = "--width",
            paramLabel = "N",
            defaultValue = "1200",
            description = "How wide the picture is, 400 to 4000 points. Default: ${DEFAULT-VALUE}.")
    private int width;

    @Option(
            names = "--lang",
            defaultValue = "ru",
            description = "The language of the picture, ru or en. Default: ${DEFAULT-VALUE}.")
    private String lang;

    @Override
    public Integer call() {
        return Running.run(spec, this::draw);
    }

    private void draw() throws IOException, CommandFault {
        check();
        try (JdbcStorage storage = base.openExisting()) {
            Region region = BaseOptions.region(storage);
            Regulation rules = BaseOptions.regulation(storage, BaseOptions.usualBeyond());
            try (Pos pos = Pos.under(rules)
                    .storage(storage)
                    .detector(text -> Detection.none())
                    .open()) {
                draw(pos, region.name());
            }
        }
    }

    private void check() throws CommandFault {
        if (Files.exists(out)) {
            throw CommandFault.wrongCall("--out: " + out + " is there already");
        }
        Path folder = out.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw CommandFault.failed("--out: there is no folder " + folder);
        }
        if (from != null && to != null && from.isAfter(to)) {
            throw CommandFault.wrongCall("--from must not be after --to");
        }
        if (width < NARROWEST || width > WIDEST) {
            throw CommandFault.wrongCall("--width must be " + NARROWEST + " to " + WIDEST);
        }
        if (!lang.equals("ru") && !lang.equals("en")) {
            throw CommandFault.wrongCall("--lang must be ru or en");
        }
    }

    private void draw(Pos pos, String region) throws IOException, CommandFault {
        Regulation rules = pos.regulation();
        if (topic != null && rules.catalog().find(topic).isEmpty()) {
            throw CommandFault.wrongCall("--topic: there is no topic " + topic);
        }
        // Large imports are counted bit by bit
        while (pos.insights().waiting() > 0) {
            pos.insights().count(10_000);
        }
        ZoneId zone = rules.zone();
        Filter filter = Filter.all(pos.now())
                .withFrom(from == null ? null : from.atStartOfDay(zone).toInstant())
                .withTo(to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant())
                .withTopic(topic);
        HeatPicture.Outlines outlines = HeatPicture.Outlines.of(rules.routes().districts());
        // Without one it is where messages are
        Box box = bbox == null ? null : box(bbox);
        HeatMap map = pos.insights()
                .heat(
                        HeatQuestion.of(filter)
                                .withBy(sight == Sight.PUBLIC ? By.TERRITORIES : by)
                                .withBox(box)
                                .withSight(sight),
                        Actor.official("", Role.CURATOR, rules.root()));
        Locale locale = Locale.forLanguageTag(lang);
        BufferedImage picture =
                new HeatPicture(map, outlines, box, width, locale).drawn(title(region, rules), about(map, pos));
        write(picture);
        Frame frame = map.frames().get(0);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("file", out.toString());
        told.put("width", picture.getWidth());
        told.put("height", picture.getHeight());
        told.put("sight", map.sight().name());
        told.put("by", map.by().name());
        told.put("level", map.level());
        told.put("places", frame.places().size());
        told.put("total", frame.total());
        told.put("elsewhere", frame.elsewhere());
        output.print(
                told, "drawn to " + out + ": " + frame.places().size() + " places, " + frame.total() + " messages");
    }

    private void write(BufferedImage picture) throws IOException, CommandFault {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, "png", bytes)) {
            throw CommandFault.failed("this Java cannot write PNG");
        }
        try {
            Files.write(out, bytes.toByteArray(), StandardOpenOption.CREATE_NEW);
        } catch (FileSystemException e) {
            throw CommandFault.failed("--out: " + out + " cannot be written: "
                    + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason()));
        }
    }

    private static Box box(String text) throws CommandFault {
        String[] edges = text.split(",", EDGES + 1);
        try {
            if (edges.length == EDGES) {
                return new Box(
                        Double.parseDouble(edges[0]),
                        Double.parseDouble(edges[1]),
                        Double.parseDouble(edges[2]),
                        Double.parseDouble(edges[3]));
            }
        } catch (NumberFormatException e) {
            throw CommandFault.wrongCall("--bbox: west,south,east,north in degrees are needed, not " + text);
        }
        throw CommandFault.wrongCall("--bbox: west,south,east,north in degrees are needed, not " + text);
    }

    private String title(String region, Regulation rules) {
        List<String> parts = new ArrayList<>(List.of(words("heat.title", region)));
        if (topic != null) {
            parts.add(words(
                    "heat.topic", rules.catalog().find(topic).map(Topic::name).orElse(topic)));
        }
        return String.join(", ", parts);
    }

    /** What is shown, in lines: the period with its zone, the total, how closely. */
    private List<String> about(HeatMap map, Pos pos) {
        ZoneId zone = pos.regulation().zone();
        Frame frame = map.frames().get(0);
        LocalDate begin = frame.period().from();
        LocalDate end = frame.period().to() == null
                ? LocalDate.ofInstant(pos.now(), zone)
                : frame.period().to().minusDays(1);
        return List.of(
                begin == null
                        ? words("heat.always", end, zone.getId())
                        : words("heat.period", begin, end, zone.getId()),
                (frame.total() == null
                                ? words("heat.totalHidden")
                                : words("heat.total", frame.total(), frame.elsewhere()))
                        + "; " + words("heat." + map.sight().name(), map.crowd()));
    }

    private String words(String key, @Nullable Object... args) {
        List<String> all = new ArrayList<>();
        for (Object each : args) {
            all.add(String.valueOf(each));
        }
        return TEXTS.get(Locale.forLanguageTag(lang), key, all);
    }
}
