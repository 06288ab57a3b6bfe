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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
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

        /** The box in which all of them lie; null if there are none. */
        @Nullable
        Box around() {
            if (byId.isEmpty()) {
                return null;
            }
            double[] edges = {180, 90, -180, -90};
            for (JsonNode outline : byId.values()) {
                for (JsonNode ring : rings(outline)) {
                    for (JsonNode corner : ring) {
                        edges[0] = Math.min(edges[0], corner.path(0).asDouble());
                        edges[1] = Math.min(edges[1], corner.path(1).asDouble());
                        edges[2] = Math.max(edges[2], corner.path(0).asDouble());
                        edges[3] = Math.max(edges[3], corner.path(1).asDouble());
                    }
                }
            }
            return new Box(edges[0], edges[1], edges[2], edges[3]);
        }
    }

    private final HeatMap map;
    private final Outlines outlines;
    private final int width;
    private final int unit;
    private final Locale locale;
    private final List<Long> tops;
    private double west = 180;
    private double east = -180;
    private double south = 1;
    private double north = -1;

    /** @param box what is looked at; null for all that is shown */
    HeatPicture(HeatMap map, Outlines outlines, @Nullable Box box, int width, Locale locale) {
        this.map = map;
        this.outlines = outlines;
        this.width = width;
        this.unit = Math.max(10, width / 75);
        this.locale = locale;
        this.tops = tops(spots());
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
            for (Spot spot : spots()) {
                Cell cell = spot.cell();
                if (cell != null) {
                    include(cell.west(), cell.south());
                    include(cell.east(), cell.north());
                }
            }
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

    /** The greatest numbers of up to six classes of as many places each. */
    static List<Long> tops(List<Spot> spots) {
        List<Long> numbers = new ArrayList<>();
        for (Spot spot : spots) {
            Long count = spot.count();
            if (count != null && count > 0) {
                numbers.add(count);
            }
        }
        Collections.sort(numbers);
        TreeSet<Long> tops = new TreeSet<>();
        for (int i = 1; i <= COLOURS.size() && !numbers.isEmpty(); i++) {
            tops.add(numbers.get(Math.max(0, (i * numbers.size() + COLOURS.size() - 1) / COLOURS.size() - 1)));
        }
        return List.copyOf(tops);
    }

    /** The class of a number: 0 for the least. */
    private int level(long count) {
        int level = 0;
        while (level < tops.size() - 1 && count > tops.get(level)) {
            level++;
        }
        return level;
    }

    private Color colour(int level) {
        int last = COLOURS.size() - 1;
        return COLOURS.get(tops.size() < 2 ? last / 2 : Math.round((float) level * last / (tops.size() - 1)));
    }

    BufferedImage drawn(String title, List<String> about) {
        int head = unit * (4 + 2 * about.size());
        int foot = unit * (4 + 2 * (tops.size() + 1));
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
                    pen.setColor(count == null ? HIDDEN : count == 0 ? Color.WHITE : colour(level(count)));
                    pen.fill(path(outline, plane));
                }
            } else if (cell != null && count != null && count > 0) {
                double x = plane.x(cell.west());
                double y = plane.y(cell.north());
                pen.setColor(colour(level(count)));
                pen.fill(new Rectangle2D.Double(
                        x, y, plane.x(cell.west()) - x + cellWidth(cell, plane), plane.y(cell.south()) - y));
            }
        }
        pen.setColor(new Color(0x44505c));
        pen.setStroke(new BasicStroke(Math.max(0.8f, width / 1_500f)));
        outlines.byId().values().forEach(each -> pen.draw(path(each, plane)));
    }

    private static double cellWidth(Cell cell, Plane plane) {
        return (cell.east() - cell.west()) / 360 * plane.scale;
    }

    private static Path2D path(JsonNode geometry, Plane plane) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (JsonNode ring : rings(geometry)) {
            boolean isFirst = true;
            for (JsonNode corner : ring) {
                double x = plane.x(corner.path(0).asDouble());
                double y = plane.y(corner.path(1).asDouble());
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
        for (int level = 0; level < tops.size(); level++) {
            y += unit * 2;
            long most = tops.get(level);
            swatch(pen, colour(level), y, least == most ? "" + most : least + " – " + most);
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
