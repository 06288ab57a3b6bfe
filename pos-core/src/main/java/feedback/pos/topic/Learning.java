package feedback.pos.topic;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One training from beginning to end: choosing the examples, reading them, calibrating on what is held out, learning from all. */
final class Learning {

    /** Each text is held out once, and judged by what two thirds of the others teach. */
    private static final int FOLDS = 3;

    /** How many examples, the newest, the calibration is learned from: more make it slower and not better. */
    private static final int CALIBRATED = 4_000;

    /** With fewer examples a topic than this, two thirds of them teach so little that what is held out says nothing about all of them. */
    private static final int EXAMPLES_PER_TOPIC = 6;

    /** A bound on the memory of the model: topics times rows, a byte each. */
    private static final int MOST_WEIGHTS = 1 << 27;

    private static final int NOT_IN_PLAY = -1;

    private final Training settings;
    private final List<String> topics;
    private final int[] labels;
    private final Vocabulary vocabulary;
    private final List<SparseVector> texts;

    Learning(List<Example> all, Training settings) {
        this.settings = settings;
        List<Example> examples = all.subList(Math.max(0, all.size() - settings.maxExamples()), all.size());
        this.topics = mostUsed(examples, settings.maxTopics());
        Map<String, Integer> numbers = new HashMap<>();
        topics.forEach(topic -> numbers.put(topic, numbers.size()));
        examples = examples.stream()
                .filter(example -> numbers.containsKey(example.topic()))
                .toList();
        this.labels = examples.stream()
                .mapToInt(example -> numbers.get(example.topic()))
                .toArray();
        List<int[]> features = examples.stream()
                .map(example -> Features.of(example.text(), settings.maxCharacters()))
                .toList();
        int room = Math.min(1 << settings.featureBits(), MOST_WEIGHTS / Math.max(1, topics.size()));
        this.vocabulary = Vocabulary.of(features, room);
        this.texts = features.stream().map(vocabulary::vector).toList();
    }

    private static List<String> mostUsed(List<Example> examples, int atMost) {
        Map<String, Long> uses =
                examples.stream().collect(Collectors.groupingBy(Example::topic, TreeMap::new, Collectors.counting()));
        return uses.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(atMost)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    LinearTopicModel model() {
        return new LinearTopicModel(settings, topics, vocabulary, weights(texts, labels), calibration());
    }

    private Weights weights(List<SparseVector> from, int[] theirTopics) {
        Weights weights = new Weights(vocabulary.size(), topics.size());
        OneAgainstTheRest learner =
                new OneAgainstTheRest(from, theirTopics, vocabulary.size(), settings.cost(), settings.seed());
        for (int topic : Arrays.stream(theirTopics).distinct().toArray()) {
            weights.put(topic, learner.weights(topic));
        }
        return weights;
    }

    /** The vocabulary is that of all texts: which words are rare is no secret about the topic of a text that is held out. */
    private Calibration calibration() {
        if (labels.length < EXAMPLES_PER_TOPIC * topics.size()) {
            return Calibration.CAREFUL;
        }
        Calibrating calibrating = new Calibrating();
        int[] folds = folds();
        for (int fold = 0; fold < FOLDS; fold++) {
            judge(fold, folds, calibrating);
        }
        return calibrating.result();
    }

    /** Deals the examples of each topic out to the folds in turn; the older ones than {@link #CALIBRATED} are not in play. */
    private int[] folds() {
        int[] folds = new int[labels.length];
        int[] dealt = new int[topics.size()];
        for (int i = 0; i < labels.length; i++) {
            boolean inPlay = i >= labels.length - CALIBRATED;
            folds[i] = inPlay ? (labels[i] + dealt[labels[i]]++) % FOLDS : NOT_IN_PLAY;
        }
        return folds;
    }

    private void judge(int fold, int[] folds, Calibrating calibrating) {
        int[] seen = IntStream.range(0, folds.length)
                .filter(i -> folds[i] != NOT_IN_PLAY && folds[i] != fold)
                .toArray();
        int[] seenTopics = Arrays.stream(seen).map(i -> labels[i]).toArray();
        Weights learned = weights(Arrays.stream(seen).mapToObj(texts::get).toList(), seenTopics);
        BitSet known = new BitSet(topics.size());
        Arrays.stream(seenTopics).forEach(known::set);
        for (int i = 0; i < folds.length; i++) {
            if (folds[i] == fold) {
                calibrating.add(learned.scores(texts.get(i)), known.get(labels[i]) ? labels[i] : Calibrating.UNKNOWN);
            }
        }
    }
}
