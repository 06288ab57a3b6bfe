package feedback.pos.topic;

import static java.util.Objects.requireNonNull;

import feedback.pos.text.Words;
import feedback.pos.topic.Detection.Candidate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model of the topics, learned from examples: names of the catalog, phrases that stand there, messages whose topic a person has decided.
 * It counts words, pairs of words and groups of letters, so it needs no dictionary and bears typing errors.
 *
 * <p>For sets of up to {@linkplain Training#richExamples some ten thousand} examples three learners are mixed: a support vector machine,
 * complement naive Bayes, and the nearest neighbours' vote. Above that a linear one learns alone. Either says calibrated probabilities, and
 * is sure of a topic only from a threshold on that was chosen for a {@linkplain Training#precision precision} by texts that were held out.
 *
 * <p>Immutable and safe for use by many threads. To take in corrections, train a new model with them at the end of the examples.
 */
public final class TopicModel implements TopicDetector {

    private static final int DIGEST_BYTES = 8;
    private static final int MOST_WORDS = 5;

    /** Shorter words speak for a topic by chance and tell a person nothing: «у», «на», «5». */
    private static final int SHORTEST_WORD = 3;

    private final Training settings;
    private final boolean withGroups;
    private final List<String> topics;
    private final Vocabulary vocabulary;
    private final Scorer scorer;
    private final Calibration calibration;
    private final double[] thresholds;
    private final Broader broader;
    private final double[] broaderThresholds;
    private final String digest;

    TopicModel(
            Training settings,
            boolean withGroups,
            List<String> topics,
            Vocabulary vocabulary,
            Scorer scorer,
            Calibration calibration,
            double[] thresholds,
            Broader broader,
            double[] broaderThresholds) {
        this.settings = settings;
        this.withGroups = withGroups;
        this.topics = List.copyOf(topics);
        this.vocabulary = vocabulary;
        this.scorer = scorer;
        this.calibration = calibration;
        this.thresholds = thresholds;
        this.broader = broader;
        this.broaderThresholds = broaderThresholds;
        this.digest = topics.isEmpty() ? Detection.NO_MODEL : shortDigest();
    }

    /** The same without topics above others. */
    public static TopicModel train(List<Example> examples, Training settings) {
        return train(examples, Map.of(), settings);
    }

    /**
     * Learns a model, on the calling thread: a second for a catalog, some seconds for a few thousand messages, minutes for twenty thousand
     * or a million. The same examples in the same order and the same settings give the same model, to the byte.
     *
     * @param examples what to learn from, the newest last; none make a model that knows nothing and accepts nothing
     * @param parents by the code of a topic the code of the one directly above it: where no topic is sure, that may be
     */
    public static TopicModel train(List<Example> examples, Map<String, String> parents, Training settings) {
        return new Learning(List.copyOf(examples), Map.copyOf(parents), requireNonNull(settings, "settings")).model();
    }

    @Override
    public Detection detect(String text) {
        SparseVector vector = vector(text);
        if (vector.rows.length == 0) {
            return new Detection(List.of(), false, settings.threshold(), digest, null);
        }
        double[] scores = scorer.scores(vector);
        double[] probabilities = calibration.probabilities(scores);
        List<Integer> best = best(scores);
        if (best.isEmpty()) {
            return new Detection(List.of(), false, settings.threshold(), digest, null);
        }
        double threshold = thresholds[best.get(0)];
        boolean sure = probabilities[best.get(0)] >= threshold;
        List<Candidate> ranked = best.stream()
                .map(topic -> new Candidate(topics.get(topic), probabilities[topic]))
                .toList();
        return new Detection(ranked, sure, threshold, digest, sure ? null : broader(scores));
    }

    private @Nullable Candidate broader(double[] scores) {
        double[] sums = broader.sums(calibration.shares(scores));
        int widest = Calibration.best(sums);
        // Rounding may lift a sum above 1
        return widest < 0 || sums[widest] < broaderThresholds[widest]
                ? null
                : new Candidate(broader.code(widest), Math.min(1, sums[widest]));
    }

    private SparseVector vector(String text) {
        return vocabulary.vector(Features.of(text, settings.maxCharacters(), withGroups));
    }

    /**
     * The best ones, by insertion: there are few places and many topics; of equal ones the first code goes first. By score, for of two
     * topics the better one may be as likely as the next.
     */
    private List<Integer> best(double[] scores) {
        List<Integer> best = new ArrayList<>();
        for (int topic = 0; topic < scores.length; topic++) {
            int place = best.size();
            while (place > 0 && scores[topic] > scores[best.get(place - 1)]) {
                place--;
            }
            if (place < settings.candidates()) {
                best.add(place, topic);
                if (best.size() > settings.candidates()) {
                    best.remove(settings.candidates());
                }
            }
        }
        return best;
    }

    @Override
    public List<String> wordsFor(String text, String topic) {
        int place = topics.indexOf(topic);
        if (place < 0) {
            return List.of();
        }
        SparseVector vector = vector(text);
        Map<Integer, Double> says = new HashMap<>();
        for (int i = 0; i < vector.rows.length; i++) {
            says.put(vector.rows[i], vector.values[i] * scorer.says(vector.rows[i], place));
        }
        Map<String, Double> weights = new HashMap<>();
        for (Words.Word each : Words.of(text, settings.maxCharacters())) {
            String word = text.substring(each.from(), each.to());
            if (word.length() < SHORTEST_WORD) {
                continue;
            }
            weights.computeIfAbsent(
                    word,
                    any -> Arrays.stream(Features.of(word, settings.maxCharacters(), withGroups))
                            .distinct()
                            .mapToDouble(feature -> says.getOrDefault(vocabulary.row(feature), 0.0))
                            .sum());
        }
        return weights.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The codes of the topics that the model can propose, sorted. */
    public List<String> topics() {
        return topics;
    }

    /** Whether three learners were mixed; else a linear one learned alone. */
    public boolean isRich() {
        return withGroups;
    }

    /**
     * From which probability on the topic is taken without a person, 0 to 1.
     *
     * @throws IllegalArgumentException if the model does not know the topic
     */
    public double threshold(String topic) {
        int place = topics.indexOf(topic);
        if (place < 0) {
            throw new IllegalArgumentException("the model does not know the topic " + topic);
        }
        return thresholds[place];
    }

    /** A short digest of everything that the model has learned, in hex; {@code none} where that is nothing. */
    public String digest() {
        return digest;
    }

    /** What the learned numbers take in memory, in bytes. */
    public long bytes() {
        return vocabulary.bytes() + scorer.bytes();
    }

    private String shortDigest() {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (String topic : topics) {
            byte[] code = topic.getBytes(StandardCharsets.UTF_8);
            sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(code.length).array());
            sha.update(code);
        }
        ByteBuffer numbers =
                ByteBuffer.allocate(2 * Integer.BYTES + Double.BYTES * (thresholds.length + broaderThresholds.length));
        numbers.putInt(settings.maxCharacters()).putInt(withGroups ? 1 : 0);
        Arrays.stream(thresholds).forEach(numbers::putDouble);
        Arrays.stream(broaderThresholds).forEach(numbers::putDouble);
        sha.update(numbers.array());
        vocabulary.digest(sha);
        scorer.digest(sha);
        calibration.digest(sha);
        return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
    }
}
