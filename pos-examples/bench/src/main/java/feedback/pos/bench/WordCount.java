package feedback.pos.bench;

import feedback.pos.topic.Example;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The simplest thing that finds topics at all: naive Bayes over whole words. Immutable. */
final class WordCount {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Map<String, Map<String, Integer>> topicsByWord = new HashMap<>();
    private final Map<String, Integer> wordsByTopic = new HashMap<>();
    private final Map<String, Integer> textsByTopic = new HashMap<>();

    private WordCount() {}

    static WordCount of(List<Example> examples) {
        WordCount count = new WordCount();
        for (Example each : examples) {
            count.textsByTopic.merge(each.topic(), 1, Integer::sum);
            for (String word : words(each.text())) {
                count.topicsByWord.computeIfAbsent(word, any -> new HashMap<>()).merge(each.topic(), 1, Integer::sum);
                count.wordsByTopic.merge(each.topic(), 1, Integer::sum);
            }
        }
        return count;
    }

    private static String[] words(String text) {
        return BETWEEN.split(text.toLowerCase(Locale.ROOT));
    }

    /** The likeliest topic. */
    String topic(String text) {
        Map<String, Double> scores = new HashMap<>();
        textsByTopic.forEach((topic, texts) -> scores.put(topic, Math.log(texts)));
        for (String word : words(text)) {
            Map<String, Integer> known = topicsByWord.get(word);
            if (known != null) {
                scores.replaceAll((topic, score) -> score
                        + Math.log((known.getOrDefault(topic, 0) + 0.1)
                                / (wordsByTopic.getOrDefault(topic, 0) + 0.1 * topicsByWord.size())));
            }
        }
        return scores.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
