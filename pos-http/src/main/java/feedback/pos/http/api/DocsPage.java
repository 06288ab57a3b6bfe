package feedback.pos.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.refusal.Refusal.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The description of the interface as a page: plain HTML without scripts, so that it opens anywhere. */
final class DocsPage {
    private final StringBuilder html = new StringBuilder();
    private final ObjectNode api;

    private DocsPage(ObjectNode api) {
        this.api = api;
    }

    static byte[] of(ObjectNode api) {
        DocsPage page = new DocsPage(api);
        page.write();
        return page.html.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write() {
        String title = api.at("/info/title").asText();
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        text(title);
        html.append("</title>\n<link rel=\"stylesheet\" href=\"docs/docs.css\">\n</head>\n<body>\n<main>\n");
        element("h1", title);
        element("p", api.at("/info/description").asText());
        html.append("<p><a href=\"openapi.json\">openapi.json</a></p>\n");
        for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> each : path.getValue().properties()) {
                operation(each.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), each.getValue());
            }
        }
        reasons();
        element("h2", "Schemas");
        for (Map.Entry<String, JsonNode> schema : api.at("/components/schemas").properties()) {
            schema(schema.getKey(), schema.getValue());
        }
        html.append("</main>\n</body>\n</html>\n");
    }

    private void operation(String heading, JsonNode operation) {
        html.append("<section>\n");
        element("h3", heading);
        element("p", operation.path("summary").asText());
        if (operation.has("parameters")) {
            html.append("<dl>\n");
            for (JsonNode each : operation.get("parameters")) {
                JsonNode parameter = resolve(each);
                element(
                        "dt",
                        parameter.path("name").asText() + " · "
                                + parameter.path("in").asText());
                element("dd", parameter.path("description").asText() + " " + type(parameter.path("schema")));
            }
            html.append("</dl>\n");
        }
        JsonNode body = operation.at("/requestBody/content/application~1json/schema");
        if (!body.isMissingNode()) {
            properties("Body", resolve(body));
        }
        html.append("<p class=\"replies\">");
        for (Map.Entry<String, JsonNode> each : operation.path("responses").properties()) {
            html.append("<b>");
            text(each.getKey());
            html.append("</b> ");
            JsonNode response = resolve(each.getValue());
            text(response.path("description").asText() + " "
                    + type(response.path("content").path("application/json").path("schema")));
            html.append("<br>");
        }
        html.append("</p>\n</section>\n");
    }

    private void schema(String name, JsonNode schema) {
        html.append("<section id=\"schema-");
        text(name);
        html.append("\">\n");
        element("h3", name);
        element("p", schema.path("description").asText());
        properties("", schema);
        html.append("</section>\n");
    }

    private void properties(String heading, JsonNode schema) {
        if (!heading.isEmpty()) {
            element("h4", heading);
        }
        html.append("<dl>\n");
        for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
            element("dt", each.getKey());
            element("dd", each.getValue().path("description").asText() + " " + type(each.getValue()));
        }
        html.append("</dl>\n");
    }

    private void reasons() {
        element("h2", "Reasons of problems");
        html.append("<dl>\n");
        for (Reason reason : Reason.values()) {
            html.append("<dt id=\"");
            text(reason.name());
            html.append("\">");
            text(reason.name() + " · " + reason.status());
            html.append("</dt>\n");
            element("dd", reason.title(Locale.ENGLISH) + " · " + reason.title(Languages.RUSSIAN));
        }
        html.append("</dl>\n");
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? api.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** A schema in a word or two. */
    private static String type(JsonNode schema) {
        if (schema.isMissingNode()) {
            return "";
        }
        if (schema.has("$ref")) {
            String ref = schema.get("$ref").asText();
            return "(" + ref.substring(ref.lastIndexOf('/') + 1) + ")";
        }
        if (schema.has("enum")) {
            StringBuilder words = new StringBuilder("(");
            schema.get("enum")
                    .forEach(each ->
                            words.append(words.length() > 1 ? " | " : "").append(each.asText()));
            return words.append(')').toString();
        }
        if (schema.path("type").asText().equals("array")) {
            return "[" + type(schema.path("items")) + "]";
        }
        String format = schema.path("format").asText();
        return "(" + schema.path("type").asText("any") + (format.isEmpty() ? "" : ", " + format) + ")";
    }

    private void element(String name, String text) {
        if (text.isBlank()) {
            return;
        }
        html.append('<').append(name).append('>');
        text(text);
        html.append("</").append(name).append(">\n");
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                default -> html.append(c);
            }
        }
    }
}
