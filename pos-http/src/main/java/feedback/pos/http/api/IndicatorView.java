package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.insight.Indicator;
import feedback.pos.insight.Indicators;
import feedback.pos.insight.Indicators.Change;
import feedback.pos.insight.Indicators.Distribution;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Indicators as JSON. What cannot be said is null. */
final class IndicatorView {
    private static final MathContext DIGITS = new MathContext(6);

    private IndicatorView() {}

    /** Every indicator with what it is made of, in words and numbers. */
    static ArrayNode full(Indicators now, @Nullable Indicators before, Locale locale) {
        ArrayNode items = Json.array();
        for (Indicator each : Indicator.values()) {
            ObjectNode item = items.addObject()
                    .put("key", each.key())
                    .put("title", each.title(locale))
                    .put("definition", each.definition(locale))
                    .put("unit", each.unit().name())
                    .put("wish", each.wish().name());
            put(item, "value", now.value(each));
            item.put("part", now.part(each)).put("whole", now.whole(each)).put("few", now.isOfFew(each));
            if (before != null) {
                Change change = now.since(before, each);
                put(item, "before", change.before());
                put(item, "change", change.difference());
                put(item, "changePercent", change.percent());
                item.put("fewBefore", before.isOfFew(each));
            }
        }
        return items;
    }

    /** Key and value alone. */
    static ObjectNode values(Indicators indicators) {
        ObjectNode node = Json.object();
        for (Indicator each : Indicator.values()) {
            put(node, each.key(), indicators.value(each));
        }
        return node;
    }

    /** The keys of those that have a value, but one of so few messages that it says little. */
    static ArrayNode few(Indicators indicators) {
        ArrayNode keys = Json.array();
        for (Indicator each : Indicator.values()) {
            if (indicators.isOfFew(each) && indicators.value(each) != null) {
                keys.add(each.key());
            }
        }
        return keys;
    }

    static ObjectNode distributions(Indicators indicators) {
        ObjectNode node = Json.object();
        for (Distribution each : Distribution.values()) {
            ObjectNode groups = node.putObject(each.key());
            indicators.of(each).forEach(groups::put);
        }
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable Double value) {
        if (value == null) {
            node.putNull(name);
        } else if (value == Math.rint(value)) {
            node.put(name, value.longValue());
        } else {
            node.put(name, new BigDecimal(value).round(DIGITS));
        }
    }
}
