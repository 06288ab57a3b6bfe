package feedback.pos.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark found.
 *
 * @param name of the benchmark
 * @param main the measure that stands for it
 * @param also further measures
 * @param setting under what it was found
 */
record Result(String name, Measure main, List<Measure> also, Map<String, Object> setting) {

    /**
     * One number beside those of peers.
     *
     * @param what in words
     * @param ours what POS reached
     * @param unit of it and of the peers' values
     * @param peers what others reached in the same run; their ratio is ours divided by theirs
     */
    record Measure(String what, double ours, String unit, List<Peer> peers) {
        static Measure of(String what, double ours, String unit, Peer... peers) {
            return new Measure(what, ours, unit, List.of(peers));
        }
    }

    /** What another one reached, in the unit of the measure. */
    record Peer(String name, double value) {}

    /** The object that is printed for programs. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.putAll(json(main));
        json.put("also", also.stream().map(Result::json).toList());
        json.put("setting", setting);
        return json;
    }

    private static Map<String, Object> json(Measure measure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", measure.what());
        json.put("ours", rounded(measure.ours()));
        List<Map<String, Object>> peers = new ArrayList<>();
        for (Peer each : measure.peers()) {
            Map<String, Object> peer = new LinkedHashMap<>();
            peer.put("name", each.name());
            peer.put("value", rounded(each.value()));
            peer.put("ratio", ratio(measure, each));
            peers.add(peer);
        }
        json.put("peers", peers);
        json.put("unit", measure.unit());
        return json;
    }

    private static @Nullable Double ratio(Measure measure, Peer peer) {
        return peer.value() == 0 ? null : (Double) rounded(measure.ours() / peer.value());
    }

    /** Three digits say all that such a number means. */
    private static double rounded(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return 0;
        }
        double scale = Math.pow(10, 2 - Math.floor(Math.log10(Math.abs(value))));
        return value >= 1000 ? Math.round(value) : Math.round(value * scale) / scale;
    }

    /** The same for people. */
    String text() {
        StringBuilder text = new StringBuilder(name).append(System.lineSeparator());
        append(text, main);
        also.forEach(each -> append(text, each));
        text.append(System.lineSeparator());
        setting.forEach((key, value) -> text.append(String.format(Locale.ROOT, "  %-12s %s%n", key, value)));
        return text.toString().stripTrailing();
    }

    private static void append(StringBuilder text, Measure measure) {
        text.append(String.format(Locale.ROOT, "%n  %s, %s%n", measure.what(), measure.unit()));
        text.append(String.format(Locale.ROOT, "    %-66s %12s%n", "ours", number(measure.ours())));
        for (Peer each : measure.peers()) {
            text.append(String.format(
                    Locale.ROOT,
                    "    %-66s %12s   ours to theirs: %s%n",
                    each.name(),
                    number(each.value()),
                    each.value() == 0 ? "-" : number(measure.ours() / each.value())));
        }
    }

    private static String number(double value) {
        double rounded = rounded(value);
        return rounded == Math.rint(rounded) && Math.abs(rounded) >= 100
                ? String.format(Locale.ROOT, "%,.0f", rounded)
                : Double.toString(rounded);
    }
}
