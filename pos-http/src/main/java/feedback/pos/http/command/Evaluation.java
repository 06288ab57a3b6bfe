package feedback.pos.http.command;

import feedback.pos.http.importing.LabelledTexts.Row;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Detection.Candidate;
import feedback.pos.topic.Example;
import feedback.pos.topic.TopicModel;
import feedback.pos.topic.Training;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How right a model is that learned from some texts, on others. What is called sure was decided upon the texts that it learned from
 * alone.
 */
final class Evaluation {
    private static final int TOP = 3;

    /** For the calibration error: as many ranges of equal width between 0 and 1. */
    private static final int RANGES = 10;

    private final TopicModel model;
    private final double trainSeconds;
    private final List<Row> asked;
    private final List<Detection> said = new ArrayList<>();
    private final double micros;

    private Evaluation(TopicModel model, double trainSeconds, List<Row> asked) {
        this.model = model;
        this.trainSeconds = trainSeconds;
        this.asked = asked;
        asked.forEach(row -> said.add(model.detect(row.text())));
        // Once more for the time: at first it is mostly the virtual machine that is at work
        long began = System.nanoTime();
        asked.forEach(row -> model.detect(row.text()));
        this.micros = (System.nanoTime() - began) / 1e3 / Math.max(1, asked.size());
    }

    /** Learns from one set and asks about the other. The labels' own words are learned, too, where they have any. */
    static Evaluation of(List<Row> learned, List<Row> asked) {
        List<Example> examples = new ArrayList<>();
        new TreeSet<>(learned.stream().map(Row::label).toList())
                .stream()
                        .filter(label -> label.codePoints().anyMatch(Character::isLetter))
                        .forEach(label -> examples.add(Example.describing(label, label)));
        learned.forEach(row -> examples.add(new Example(row.text(), row.label())));
        long began = System.nanoTime();
        TopicModel model = TopicModel.train(examples, Training.defaults());
        return new Evaluation(model, (System.nanoTime() - began) / 1e9, asked);
    }

    Map<String, Object> figures() {
        int right = 0;
        int amongTop = 0;
        int sure = 0;
        int sureRight = 0;
        double[] promised = new double[RANGES];
        double[] kept = new double[RANGES];
        for (int i = 0; i < asked.size(); i++) {
            Detection detection = said.get(i);
            List<String> ranked =
                    detection.candidates().stream().map(Candidate::topic).toList();
            int place = ranked.indexOf(asked.get(i).label());
            double probability = detection.best().map(Candidate::probability).orElse(0.0);
            right += place == 0 ? 1 : 0;
            amongTop += place >= 0 && place < TOP ? 1 : 0;
            sure += detection.accepted() ? 1 : 0;
            sureRight += detection.accepted() && place == 0 ? 1 : 0;
            int range = Math.min(RANGES - 1, (int) (RANGES * probability));
            promised[range] += probability;
            kept[range] += place == 0 ? 1 : 0;
        }
        double gap = 0;
        for (int range = 0; range < RANGES; range++) {
            gap += Math.abs(promised[range] - kept[range]);
        }
        double count = Math.max(1, asked.size());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("accuracy", right / count);
        figures.put("top3", amongTop / count);
        figures.put("macroF1", macroF1());
        figures.put("coverageAt95", sure / count);
        // Of nothing that was taken for sure nothing was wrong
        figures.put("precisionAt95", sure == 0 ? 1.0 : (double) sureRight / sure);
        figures.put("ece", gap / count);
        figures.put("trainSeconds", trainSeconds);
        figures.put("microsPerMessage", micros);
        figures.put("modelBytes", model.bytes());
        return figures;
    }

    /** The mean over the labels asked about, each counting as much as the others. */
    private double macroF1() {
        Map<String, int[]> byLabel = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            String truth = asked.get(i).label();
            String best = said.get(i).best().map(Candidate::topic).orElse("");
            int[] own = byLabel.computeIfAbsent(truth, any -> new int[3]);
            own[0]++;
            own[1] += best.equals(truth) ? 1 : 0;
            byLabel.computeIfAbsent(best, any -> new int[3])[2]++;
        }
        return byLabel.values().stream()
                .filter(counts -> counts[0] > 0)
                .mapToDouble(counts -> 2.0 * counts[1] / (counts[0] + counts[2]))
                .average()
                .orElse(0);
    }

    /** Line by line: the id, and the three likeliest labels with their probabilities; blank where there are fewer. */
    List<List<String>> predictions() {
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            List<Candidate> ranked = said.get(i).candidates();
            List<String> line = new ArrayList<>(List.of(asked.get(i).id()));
            for (int place = 0; place < TOP; place++) {
                boolean isThere = place < ranked.size();
                line.add(isThere ? ranked.get(place).topic() : "");
                line.add(isThere ? String.valueOf(ranked.get(place).probability()) : "");
            }
            lines.add(line);
        }
        return lines;
    }
}
