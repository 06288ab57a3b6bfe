package feedback.pos.http.page;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the files beside this class and makes pages of them. */
final class PageFiles {
    /** Named one by one: a jar cannot be listed, and nothing is served by accident. */
    static final List<String> ASSETS = List.of(
            "style.css",
            "icon.svg",
            "texts-ru.json",
            "texts-en.json",
            "acts.js",
            "ballot-form.js",
            "calendar.js",
            "calendar-import.js",
            "catalog.js",
            "charts.js",
            "concerning.js",
            "colours.js",
            "dates.js",
            "desk.js",
            "desk-list.js",
            "discussion.js",
            "dom.js",
            "draft.js",
            "earth.js",
            "emerging.js",
            "facts.js",
            "filter-form.js",
            "forms.js",
            "found.js",
            "heat.js",
            "hints.js",
            "history.js",
            "home.js",
            "insights.js",
            "lists.js",
            "message.js",
            "net.js",
            "notice-item.js",
            "notices.js",
            "once.js",
            "organizations.js",
            "poll.js",
            "poll-results.js",
            "poll-words.js",
            "polls.js",
            "route.js",
            "rules.js",
            "rules-form.js",
            "session.js",
            "similar.js",
            "steps.js",
            "survey-form.js",
            "texts.js",
            "topic-words.js",
            "topics.js",
            "views.js",
            "write.js");

    private static final Pattern PLACE = Pattern.compile("\\{\\{(@?[\\w.-]+)}}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private PageFiles() {}

    /** What the pages load, by name. */
    static Map<String, Served> assets() {
        Map<String, Served> assets = new LinkedHashMap<>();
        for (String name : ASSETS) {
            assets.put(name, Served.of(type(name), read(name)));
        }
        return assets;
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            case ".json" -> Served.JSON;
            default -> throw new IllegalArgumentException("no media type is known for " + name);
        };
    }

    /**
     * A page in a language: the frame around its own part, with texts in their places.
     *
     * @param root the way from the page to the root, empty or ending in a slash
     */
    static Served page(String name, String root, Language language) {
        Map<String, String> texts = texts(language);
        Map<String, String> values = new LinkedHashMap<>();
        texts.forEach((key, text) -> values.put(key, escape(text)));
        values.put("@lang", language.tag());
        values.put("@root", root.isEmpty() ? "./" : root);
        values.put("@page", name);
        values.put("@title", escape(texts.getOrDefault(name + ".title", name)));
        values.put("@main", fill(read(name + ".html"), values));
        return Served.of("text/html; charset=utf-8", fill(read("frame.html"), values));
    }

    /** The texts of a language by key. */
    static Map<String, String> texts(Language language) {
        try {
            return JSON.readValue(read("texts-" + language.tag() + ".json"), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fill(String template, Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalStateException("nobody wrote the text " + place.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String read(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the file " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
