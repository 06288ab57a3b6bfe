package feedback.pos.http.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feedback.pos.catalog.Districts;
import feedback.pos.catalog.Districts.District;
import feedback.pos.insight.HeatMap;
import feedback.pos.insight.HeatMap.Spot;
import feedback.pos.message.Cell;
import feedback.pos.store.Filter.Box;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A heat map as a picture: places in colours, the outlines of districts, a title and a legend. Used once. */
final class HeatPicture {
    /** YlGnBu of ColorBrewer: told apart by the colour-blind, and in grey. */
    private static final List<Color> COLOURS = List.of(
            new Color(0xffffcc),
            new Color(0xc7e9b4),
            new Color(0x7fcdbb),
            new Color(0x41b6c4),
            new Color(0x2c7fb8),
            new Color(0x253494));

    /** The greatest numbers for which the first colours are the darkest that fit. */
    private static final List<Integer> LOWER_STEPS = List.of(1, 5, 10, 20, 50);

    private static final Color GROUND = new Color(0xeef2f5);
    private static final Color HIDDEN = new Color(0xc3c9cf);
    private static final Color INK = new Color(0x1b2430);
    private static final double MOST_NORTH = 85.05;
    private static final int HIGHEST = 6_000;
    private static final int LOWEST = 200;

    /** The geometries of districts by their ids. */
    record Outlines(Map<String, JsonNode> byId) {
        static Outlines of(Districts districts) {
            Map<String, JsonNode> outlines = new LinkedHashMap<>();
            if (districts.all().isEmpty()) {
                return new Outlines(outlines);
            }
            try {
                JsonNode features =
                        new JsonMapper().readTree(districts.geoJson()).path("features");
                int at = 0;
                // In the order given, as the districts are
                for (District district : districts.all()) {
                    outlines.put(district.id(), features.path(at++).path("geometry"));
                }
                return new Outlines(outlines);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the districts were read from it before", e);
            }
        }
    }

    private final HeatMap map;
    private final Outlines outlines;
    private final int width;
    private final int unit;
    private final Locale locale;
    private final List<Shade> shades;
    private double west = 180;
    private double east = -180;
    private double south = 1;
    private double north = -1;

    /** @param box what is looked at; null for where something is */
    HeatPicture(HeatMap map, Outlines outlines, @Nullable Box box, int width, Locale locale) {
        this.map = map;
        this.outlines = outlines;
        this.width = width;
        this.unit = Math.max(10, width / 75);
        this.locale = locale;
        this.shades = shades(
                spots().stream().map(Spot::count).filter(Objects::nonNull).toList());
        bounds(box);
    }

    private List<Spot> spots() {
        return map.frames().get(0).places();
    }

    private void bounds(@Nullable Box box) {
        if (box != null) {
            include(box.west(), box.south());
            include(box.crosses() ? box.east() + 360 : box.east(), box.north());
        } else {
            includeWhatIsThere();
        }
        if (east - west < 1e-6 || north - south < 1e-9) {
            double middle = west > east ? 0 : (west + east) / 2;
            double high = south > north ? 0 : (south + north) / 2;
            west = middle - 0.01;
            east = middle + 0.01;
            south = high - 0.00003;
            north = high + 0.00003;
        }
    }

    /** Cells in which something lies, with the districts that touch one; all districts where nothing lies in cells. */
    private void includeWhatIsThere() {
        List<Rectangle2D> cells = new ArrayList<>();
        for (Spot spot : spots()) {
            Cell cell = spot.cell();
            if (cell != null && spot.count() != null && spot.count() > 0) {
                include(cell.west(), cell.south());
                include(cell.east(), cell.north());
                cells.add(new Rectangle2D.Double(
                        cell.west(), cell.south(), cell.east() - cell.west(), cell.north() - cell.south()));
            }
        }
        for (JsonNode outline : outlines.byId().values()) {
            Path2D area = path(outline, lon -> lon, lat -> lat);
            if (cells.isEmpty() || cells.stream().anyMatch(area::intersects)) {
                Rectangle2D around = area.getBounds2D();
                include(around.getMinX(), around.getMinY());
                include(around.getMaxX(), around.getMaxY());
            }
        }
    }

    private void include(double lon, double lat) {
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, mercator(lat));
        north = Math.max(north, mercator(lat));
    }

    /** How far north a latitude lies on a map that keeps angles, in parts of the world's width. */
    private static double mercator(double lat) {
        double kept = Math.max(-MOST_NORTH, Math.min(MOST_NORTH, lat));
        return Math.log(Math.tan(Math.PI / 4 + Math.toRadians(kept) / 2)) / (2 * Math.PI);
    }

    private static List<JsonNode> rings(JsonNode geometry) {
        List<JsonNode> rings = new ArrayList<>();
        if (geometry.path("type").asText().equals("MultiPolygon")) {
            geometry.path("coordinates").forEach(polygon -> polygon.forEach(rings::add));
        } else {
            geometry.path("coordinates").forEach(rings::add);
        }
        return rings;
    }

    /**
     * Numbers painted alike.
     *
     * @param most the greatest of them
     * @param colour which of the colours, 0 for the lightest
     */
    record Shade(long most, int colour) {}

    /**
     * Up to six classes of about as many places each, from light to dark; but a small number is light, however few the others are:
     * else two messages would look like two hundred.
     */
    static List<Shade> shades(List<Long> counts) {
        List<Long> numbers = counts.stream().filter(each -> each > 0).sorted().toList();
        TreeSet<Long> tops = new TreeSet<>();
        int classes = COLOURS.size();
        for (int i = 1; i <= classes && !numbers.isEmpty(); i++) {
            tops.add(numbers.get(Math.max(0, (i * numbers.size() + classes - 1) / classes - 1)));
        }
        List<Shade> shades = new ArrayList<>();
        int at = 0;
        for (long top : tops) {
            int even = tops.size() < 2 ? classes - 1 : Math.round((float) at * (classes - 1) / (tops.size() - 1));
            int colour = Math.min(even, darkest(top));
            at++;
            if (!shades.isEmpty() && shades.get(shades.size() - 1).colour() == colour) {
                shades.remove(shades.size() - 1);
            }
            shades.add(new Shade(top, colour));
        }
        return List.copyOf(shades);
    }

    private static int darkest(long count) {
        int colour = 0;
        while (colour < LOWER_STEPS.size() && count > LOWER_STEPS.get(colour)) {
            colour++;
        }
        return colour;
    }

    private Color colour(long count) {
        for (Shade shade : shades) {
            if (count <= shade.most()) {
                return COLOURS.get(shade.colour());
            }
        }
        throw new IllegalStateException("the last of the shades is for the greatest number");
    }

    BufferedImage drawn(String title, List<String> about) {
        int head = unit * (4 + 2 * about.size());
        int foot = unit * (4 + 2 * (shades.size() + 1));
        double scale = width / (east - west) * 360;
        int high = (int) Math.max(LOWEST, Math.min(HIGHEST, Math.round((north - south) * scale)));
        BufferedImage picture = new BufferedImage(width, head + high + foot, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            head(pen, title, about);
            pen.setColor(GROUND);
            pen.fillRect(0, head, width, high);
            pen.setClip(0, head, width, high);
            // A map too high for the picture keeps its proportions, in the middle
            double fit = Math.min(scale, high / (north - south));
            places(pen, new Plane(fit, head, high));
            pen.setClip(null);
            legend(pen, head + high + unit);
            return picture;
        } finally {
            pen.dispose();
        }
    }

    /** From degrees to points of the picture. */
    private final class Plane {
        private final double scale;
        private final double middleX = width / 2.0;
        private final double middleY;

        Plane(double scale, int top, int high) {
            this.scale = scale;
            this.middleY = top + high / 2.0;
        }

        double x(double lon) {
            double turned = lon < west - 1e-9 && east > 180 ? lon + 360 : lon;
            return middleX + (turned - (west + east) / 2) / 360 * scale;
        }

        double y(double lat) {
            return middleY - (mercator(lat) - (south + north) / 2) * scale;
        }
    }

    private void places(Graphics2D pen, Plane plane) {
        for (Spot spot : spots()) {
            Long count = spot.count();
            District district = spot.district();
            Cell cell = spot.cell();
            if (district != null) {
                JsonNode outline = outlines.byId().get(district.id());
                if (outline != null) {
                    pen.setColor(count == null ? HIDDEN : count == 0 ? Color.WHITE : colour(count));
                    pen.fill(path(outline, plane::x, plane::y));
                }
            } else if (cell != null && count != null && count > 0) {
                double x = plane.x(cell.west());
                double y = plane.y(cell.north());
                pen.setColor(colour(count));
                pen.fill(new Rectangle2D.Double(
                        x, y, plane.x(cell.west()) - x + cellWidth(cell, plane), plane.y(cell.south()) - y));
            }
        }
        pen.setColor(new Color(0x44505c));
        pen.setStroke(new BasicStroke(Math.max(0.8f, width / 1_500f)));
        outlines.byId().values().forEach(each -> pen.draw(path(each, plane::x, plane::y)));
    }

    private static double cellWidth(Cell cell, Plane plane) {
        return (cell.east() - cell.west()) / 360 * plane.scale;
    }

    private static Path2D path(JsonNode geometry, DoubleUnaryOperator across, DoubleUnaryOperator down) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (JsonNode ring : rings(geometry)) {
            boolean isFirst = true;
            for (JsonNode corner : ring) {
                double x = across.applyAsDouble(corner.path(0).asDouble());
                double y = down.applyAsDouble(corner.path(1).asDouble());
                if (isFirst) {
                    path.moveTo(x, y);
                    isFirst = false;
                } else {
                    path.lineTo(x, y);
                }
            }
            path.closePath();
        }
        return path;
    }

    private void head(Graphics2D pen, String title, List<String> about) {
        pen.setColor(INK);
        pen.setFont(fitting(pen, title, Font.BOLD, unit * 2));
        pen.drawString(title, unit, unit * 3);
        int y = unit * 5;
        for (String line : about) {
            pen.setFont(fitting(pen, line, Font.PLAIN, (int) (unit * 1.3)));
            pen.drawString(line, unit, y);
            y += unit * 2;
        }
    }

    /** The font in the size wanted, or smaller where the line would not fit. */
    private Font fitting(Graphics2D pen, String line, int style, int size) {
        Font font = new Font(Font.SANS_SERIF, style, size);
        int wide = pen.getFontMetrics(font).stringWidth(line);
        int most = width - 2 * unit;
        return wide <= most ? font : font.deriveFont((float) size * most / wide);
    }

    private void legend(Graphics2D pen, int top) {
        int y = top + unit;
        pen.setColor(INK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, (int) (unit * 1.3)));
        pen.drawString(HeatCommand.TEXTS.get(locale, "heat.legend", List.of()), unit, y + unit / 2);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, (int) (unit * 1.2)));
        long least = least();
        for (Shade shade : shades) {
            y += unit * 2;
            long most = shade.most();
            swatch(pen, COLOURS.get(shade.colour()), y, least == most ? "" + most : least + " – " + most);
            least = most + 1;
        }
        if (spots().stream().anyMatch(each -> each.count() == null)) {
            y += unit * 2;
            swatch(pen, HIDDEN, y, HeatCommand.TEXTS.get(locale, "heat.hidden", List.of("" + map.crowd())));
        }
    }

    private long least() {
        return spots().stream()
                .map(Spot::count)
                .filter(count -> count != null && count > 0)
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
    }

    private void swatch(Graphics2D pen, Color colour, int y, String text) {
        pen.setColor(colour);
        pen.fillRect(unit, y - unit, unit * 3, (int) (unit * 1.4));
        pen.setColor(INK);
        pen.drawRect(unit, y - unit, unit * 3, (int) (unit * 1.4));
        pen.drawString(text, unit * 5, y);
    }
}
