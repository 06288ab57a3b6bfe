package feedback.pos.topic;

import feedback.pos.topic.Thresholds.Proposed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One training from beginning to end: choosing the examples, reading them, judging on what is held out, learning from all. */
final class Learning {

    /** Each text is held out once, and judged by what nine tenths of the others teach. */
    private static final int FOLDS = 10;

    /** How many examples, the newest, are held out in turn: more make it slower and not better. */
    private static final int JUDGED = 4_000;

    /** With fewer examples a topic than this, nine tenths of them teach so little that what is held out says nothing about all of them. */
    private static final int EXAMPLES_PER_TOPIC = 6;

    /** So many say enough all the same, however rare most topics are: no catalog has as many phrases. */
    private static final int ENOUGH = 1_000;

    /** Of a large set so many, the newest, are held out once, at most a tenth. */
    private static final int HELD_OUT_ONCE = 20_000;

    /** From so many texts a large set's vocabulary is learned. */
    private static final int VOCABULARY_TEXTS = 100_000;

    /** A bound on the memory of the model: topics times rows, a byte each; four while it learns. */
    private static final int MOST_WEIGHTS = 1 << 25;

    private static final int NOT_IN_PLAY = -1;

    private final Training settings;
    private final Map<String, String> parents;
    private final List<String> topics;
    private final List<Example> examples;
    private final int[] labels;

    Learning(List<Example> all, Map<String, String> parents, Training settings) {
        this.settings = settings;
        this.parents = parents;
        List<Example> newest = all.subList(Math.max(0, all.size() - settings.maxExamples()), all.size());
        this.topics = mostUsed(newest, settings.maxTopics());
        Map<String, Integer> numbers = new HashMap<>();
        topics.forEach(topic -> numbers.put(topic, numbers.size()));
        this.examples = newest.stream()
                .filter(example -> numbers.containsKey(example.topic()))
                .toList();
        this.labels = examples.stream()
                .mapToInt(example -> numbers.get(example.topic()))
                .toArray();
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

    TopicModel model() {
        return examples.size() <= settings.richExamples() ? rich() : linear();
    }

    private int room() {
        return Math.min(1 << settings.featureBits(), MOST_WEIGHTS / Math.max(1, topics.size()));
    }

    private int[] features(int example, boolean withGroups) {
        return Features.of(examples.get(example).text(), settings.maxCharacters(), withGroups);
    }

    // The rich model

    /** What was learned from some of the texts. */
    private record Learned(Vocabulary vocabulary, Scorer scorer) {
        double[] scores(int[] features) {
            return scorer.scores(vocabulary.vector(features));
        }
    }

    private TopicModel rich() {
        List<int[]> features = IntStream.range(0, labels.length)
                .mapToObj(i -> features(i, true))
                .toList();
        // That of all texts: which words are rare is no secret about the topic of a text that is held out
        Vocabulary vocabulary = Vocabulary.of(features, room());
        Trials trials = heldOutInTurn(features, vocabulary);
        Learned learned = rich(IntStream.range(0, labels.length).toArray(), features, vocabulary);
        return model(true, learned.vocabulary(), learned.scorer(), trials);
    }

    private Learned rich(int[] from, List<int[]> features, Vocabulary vocabulary) {
        boolean[] descriptions = new boolean[from.length];
        for (int i = 0; i < from.length; i++) {
            descriptions[i] = examples.get(from[i]).description();
        }
        int[] theirLabels = Arrays.stream(from).map(i -> labels[i]).toArray();
        List<int[]> theirs = Arrays.stream(from).mapToObj(features::get).toList();
        Vocabulary sharpened = vocabulary.sharpened(theirs, theirLabels, topics.size());
        Scorer scorer = Scorer.rich(
                theirs.stream().map(sharpened::vector).toList(),
                theirLabels,
                descriptions,
                topics.size(),
                sharpened.size(),
                settings);
        return new Learned(sharpened, scorer);
    }

    private Trials heldOutInTurn(List<int[]> features, Vocabulary vocabulary) {
        Trials trials = new Trials();
        int[] folds = folds();
        long inPlay = Arrays.stream(folds).filter(fold -> fold >= 0).count();
        boolean isEnough = inPlay >= Math.min(ENOUGH, (long) EXAMPLES_PER_TOPIC * topics.size());
        for (int fold = 0; isEnough && fold < FOLDS; fold++) {
            judge(fold, folds, features, vocabulary, trials);
        }
        return trials;
    }

    /**
     * Deals the messages of each topic out to the folds in turn; descriptions are in none and always learned from; the older messages than
     * {@link #JUDGED} are not in play.
     */
    private int[] folds() {
        int[] folds = new int[labels.length];
        int[] dealt = new int[topics.size()];
        for (int i = 0; i < labels.length; i++) {
            boolean inPlay = !examples.get(i).description() && i >= labels.length - JUDGED;
            folds[i] = inPlay ? (labels[i] + dealt[labels[i]]++) % FOLDS : NOT_IN_PLAY;
        }
        return folds;
    }

    private void judge(int fold, int[] folds, List<int[]> features, Vocabulary vocabulary, Trials trials) {
        BitSet known = new BitSet(topics.size());
        for (int i = 0; i < folds.length; i++) {
            if (folds[i] != NOT_IN_PLAY && folds[i] != fold) {
                known.set(labels[i]);
            }
        }
        // A description alone would make a topic known that no one has written about
        int[] seen = IntStream.range(0, folds.length)
                .filter(i -> folds[i] == NOT_IN_PLAY
                        ? examples.get(i).description() && known.get(labels[i])
                        : folds[i] != fold)
                .toArray();
        Learned learned = rich(seen, features, vocabulary);
        for (int i = 0; i < folds.length; i++) {
            if (folds[i] == fold) {
                trials.add(learned.scores(features.get(i)), known.get(labels[i]) ? labels[i] : Trials.UNKNOWN);
            }
        }
    }

    // The linear model, for volume

    private TopicModel linear() {
        int sample = 1 + labels.length / VOCABULARY_TEXTS;
        Vocabulary vocabulary = Vocabulary.of(
                () -> IntStream.range(0, labels.length)
                        .filter(i -> i % sample == 0)
                        .mapToObj(i -> features(i, false))
                        .iterator(),
                room());
        int[] messages = IntStream.range(0, labels.length)
                .filter(i -> !examples.get(i).description())
                .toArray();
        int heldOut = Math.min(HELD_OUT_ONCE, messages.length / 10);
        int[] judges = Arrays.copyOfRange(messages, messages.length - heldOut, messages.length);
        int from = heldOut == 0 ? labels.length : judges[0];
        int[] learned = IntStream.range(0, labels.length)
                .filter(i -> i < from || examples.get(i).description())
                .toArray();
        float[] weights = StreamLearner.weights(
                i -> vocabulary.vector(features(learned[i], false)),
                Arrays.stream(learned).map(i -> labels[i]).toArray(),
                topics.size(),
                vocabulary.size(),
                settings.seed());
        Scorer scorer = Scorer.linear(weights, topics.size());
        BitSet known = new BitSet(topics.size());
        Arrays.stream(learned).forEach(i -> known.set(labels[i]));
        Trials trials = new Trials();
        for (int i : judges) {
            trials.add(
                    scorer.scores(vocabulary.vector(features(i, false))),
                    known.get(labels[i]) ? labels[i] : Trials.UNKNOWN);
        }
        return model(false, vocabulary, scorer, trials);
    }

    // What both have in common

    private TopicModel model(boolean isRich, Vocabulary vocabulary, Scorer scorer, Trials trials) {
        Calibration calibration = new Calibrating(trials, topics.size()).result();
        Broader broader = Broader.of(topics, parents);
        List<Proposed> proposed = new ArrayList<>();
        List<Proposed> broaderProposed = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            double[] probabilities = calibration.probabilities(trials.scores(i));
            int best = Calibration.best(trials.scores(i));
            int truth = trials.truth(i);
            proposed.add(new Proposed(best, probabilities[best], best == truth));
            double[] sums = broader.sums(calibration.shares(trials.scores(i)));
            int widest = Calibration.best(sums);
            if (widest >= 0) {
                boolean isRight = truth != Trials.UNKNOWN && broader.of(truth) == widest;
                broaderProposed.add(new Proposed(widest, sums[widest], isRight));
            }
        }
        double[] thresholds = Thresholds.of(proposed, topics.size(), settings.precision(), settings.threshold());
        double[] broaderThresholds = Thresholds.of(broaderProposed, broader.size(), settings.precision(), 1);
        return new TopicModel(
                settings, isRich, topics, vocabulary, scorer, calibration, thresholds, broader, broaderThresholds);
    }
}
