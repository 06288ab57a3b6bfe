package feedback.pos.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes personal data out of a fact's JSON: everything that a person wrote freely, where it was, and who the applicant is.
 * What statistics are made of stays: topic, territory, organization, dates, outcome, stars. Goes by the names of fields; a
 * test holds every field of every fact to be of one sort or the other.
 */
final class Redaction {
    /** What is emptied. */
    static final Set<String> TEXTS =
            Set.of("applicant", "text", "comment", "reason", "reply", "address", "portalNumber", "document", "ground");

    /** What is left out. */
    static final Set<String> THINGS = Set.of("location", "metres", "fields", "coApplicants", "attachments");

    /** A reason that is one of a list and says nothing about a person. */
    private static final String DECLINED = "Declined";

    private Redaction() {}

    static String of(JsonNode body, String type) {
        redact(body, type.equals(DECLINED));
        return body.toString();
    }

    private static void redact(JsonNode node, boolean keepReason) {
        if (node instanceof ArrayNode array) {
            array.forEach(each -> redact(each, keepReason));
        } else if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.path(name);
                if (value.isTextual() && TEXTS.contains(name) && !(keepReason && name.equals("reason"))) {
                    object.put(name, "");
                } else if (value instanceof ArrayNode array && THINGS.contains(name)) {
                    array.removeAll();
                } else if (name.equals("fields") && value instanceof ObjectNode fields) {
                    fields.removeAll();
                } else if (name.equals("open")) {
                    // Nothing is left that could be shown to everybody
                    object.put(name, false);
                } else if (THINGS.contains(name)) {
                    object.remove(name);
                } else {
                    redact(value, keepReason);
                }
            }
        }
    }
}
