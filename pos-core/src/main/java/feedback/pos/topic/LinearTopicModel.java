package feedback.pos.topic;

import static java.util.Objects.requireNonNull;

import feedback.pos.topic.Detection.Candidate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A linear model of the topics, learned from examples: names of the catalog, phrases that stand there, messages whose topic a person has
 * decided. It counts words and groups of letters, so it needs no dictionary and bears typing errors.
 *
 * <p>Immutable and safe for use by many threads. To take in corrections, train a new model with them at the end of the examples.
 */
public final class LinearTopicModel implements TopicDetector {

    private static final int DIGEST_BYTES = 8;

    private final Training settings;
    private final List<String> topics;
    private final Vocabulary vocabulary;
    private final Weights weights;
    private final Calibration calibration;
    private final String digest;

    LinearTopicModel(
            Training settings, List<String> topics, Vocabulary vocabulary, Weights weights, Calibration calibration) {
        this.settings = settings;
        this.topics = List.copyOf(topics);
        this.vocabulary = vocabulary;
        this.weights = weights;
        this.calibration = calibration;
        this.digest = topics.isEmpty() ? Detection.NO_MODEL : shortDigest();
    }

    /**
     * Learns a model, on the calling thread: a tenth of a second for a catalog, some seconds for a few thousand messages, a minute or more
     * and a gigabyte of memory for the 50,000 that the default settings allow. The same examples in the same order and the same settings
     * give the same model.
     *
     * @param examples what to learn from, the newest last; none make a model that knows nothing and accepts nothing
     */
    public static LinearTopicModel train(List<Example> examples, Training settings) {
        return new Learning(List.copyOf(examples), requireNonNull(settings, "settings")).model();
    }

    @Override
    public Detection detect(String text) {
        SparseVector vector = vocabulary.vector(Features.of(text, settings.maxCharacters()));
        List<Candidate> ranked =
                vector.rows.length == 0 ? List.of() : ranked(calibration.probabilities(weights.scores(vector)));
        return Detection.of(ranked, settings.threshold(), digest);
    }

    /** The best ones, by insertion: there are few places and many topics; of equal ones the first code goes first. */
    private List<Candidate> ranked(double[] probabilities) {
        List<Integer> best = new ArrayList<>();
        for (int topic = 0; topic < probabilities.length; topic++) {
            int place = best.size();
            while (place > 0 && probabilities[topic] > probabilities[best.get(place - 1)]) {
                place--;
            }
            if (place < settings.candidates()) {
                best.add(place, topic);
                if (best.size() > settings.candidates()) {
                    best.remove(settings.candidates());
                }
            }
        }
        return best.stream()
                .map(topic -> new Candidate(topics.get(topic), probabilities[topic]))
                .toList();
    }

    /** The codes of the topics that the model can propose, sorted. */
    public List<String> topics() {
        return topics;
    }

    /** A short digest of everything that the model has learned, in hex; {@code none} where that is nothing. */
    public String digest() {
        return digest;
    }

    /** What the learned numbers take in memory, in bytes. */
    public long bytes() {
        return vocabulary.bytes() + weights.bytes();
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
        sha.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(settings.maxCharacters())
                .array());
        vocabulary.digest(sha);
        weights.digest(sha);
        calibration.digest(sha);
        return HexFormat.of().formatHex(sha.digest(), 0, DIGEST_BYTES);
    }
}
