package feedback.pos.http.opendata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.message.Kind;
import feedback.pos.message.Outcome;
import feedback.pos.text.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the files of open data hold, for machines and for those who read them. */
public final class Dictionary {
    private static final Texts TEXTS = Texts.beside(Dictionary.class);
    private static final List<Locale> LOCALES = List.of(Locale.forLanguageTag("ru"), Locale.ENGLISH);

    private Dictionary() {}

    /** The names of the files. */
    public static final List<String> FILES = List.of("messages", "counts");

    /**
     * The dictionary.
     *
     * @param k of how many persons what looks alike is at least
     * @param licence under which it may be used, or null where the deployment says nothing
     */
    public static ObjectNode of(int k, @Nullable String licence, String zone) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("licence", licence).put("k", k).put("zone", zone).put("mostMonths", OpenMessages.MOST_MONTHS);
        texts(node.putObject("anonymity"), "anonymity");
        texts(node.putObject("updated"), "updated");
        ArrayNode files = node.putArray("files");
        for (String file : FILES) {
            ObjectNode one = files.addObject().put("name", file);
            texts(one.putObject("title"), file + ".title");
            ArrayNode formats = one.putArray("formats");
            formats.addObject()
                    .put("path", "/api/v1/open-data/" + file + ".csv")
                    .put("type", "text/csv");
            formats.addObject()
                    .put("path", "/api/v1/open-data/" + file + ".jsonl")
                    .put("type", "application/x-ndjson");
            ArrayNode columns = one.putArray("columns");
            for (String column : OpenMessages.columns(file.equals("counts"))) {
                ObjectNode field = columns.addObject().put("name", column).put("type", type(column));
                texts(field.putObject("title"), "column." + column);
                ArrayNode values = field.putArray("values");
                values(column).forEach(values::add);
            }
        }
        return node;
    }

    private static void texts(ObjectNode node, String key) {
        LOCALES.forEach(locale -> node.put(locale.getLanguage(), TEXTS.get(locale, key, List.of())));
    }

    private static String type(String column) {
        return switch (column) {
            case "received", "daysToAnswer", "rating" -> "integer";
            case "fastTrack", "inTime", "escalated" -> "boolean";
            default -> "string";
        };
    }

    private static List<String> values(String column) {
        return switch (column) {
            case "periodKind" -> List.of("week", "month");
            case "detail" -> names(Detail.Step.values());
            case "kind" -> names(Kind.values());
            case "outcome" -> names(Outcome.values());
            default -> List.of();
        };
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
