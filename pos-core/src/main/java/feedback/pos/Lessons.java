package feedback.pos;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.topic.Example;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a catalog alone teaches the detector: the names of its topics and the phrases that stand with them. */
final class Lessons {
    private Lessons() {}

    /** By the code of a topic the code of the one directly above it. */
    static Map<String, String> parents(Catalog catalog) {
        Map<String, String> parents = new HashMap<>();
        for (Topic topic : catalog.topics()) {
            String parent = topic.parent();
            if (parent != null) {
                parents.put(topic.code(), parent);
            }
        }
        return parents;
    }

    static List<Example> of(Catalog catalog) {
        List<Example> lessons = new ArrayList<>();
        for (Topic topic : catalog.topics()) {
            boolean isTaught = topic.retired() == null
                    && !topic.code().equals(catalog.fallback().code());
            if (isTaught) {
                String name = catalog.path(topic.code()).stream()
                        .map(code -> catalog.get(code).name())
                        .collect(Collectors.joining(". "));
                lessons.add(Example.describing(topic.code(), name));
                topic.examples().forEach(phrase -> lessons.add(new Example(phrase, topic.code())));
            }
        }
        return lessons;
    }
}
