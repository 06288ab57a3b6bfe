package feedback.pos.bench;

import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.catalog.Catalog;
import feedback.pos.topic.Example;
import feedback.pos.topic.TopicDetector;
import feedback.pos.topic.TopicModel;
import feedback.pos.topic.Training;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** What finding the topic of a message costs on one thread. */
final class ClassifyBenchmark implements Benchmark {
    private static final int GENERATED = 5_000;
    private static final long SEED = 2026;
    private static final int EVERY = 5;

    @Override
    public String about() {
        return "finding the topic of a message, by the rich model and by the linear one, beside counting its words; "
                + "--file, --text, --label for texts of one's own";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        LabelledFile file = plan.labelled();
        List<Example> all = new ArrayList<>(file == null ? generated(plan.sizeOr(GENERATED)) : file.read());
        List<Example> learned = new ArrayList<>();
        List<Example> asked = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        all.forEach(each -> (random.nextInt(EVERY) == 0 ? asked : learned).add(each));
        if (asked.isEmpty()) {
            throw new IllegalStateException("there are too few texts with a topic");
        }
        long began = System.nanoTime();
        TopicModel model = TopicModel.train(learned, Training.defaults());
        double trainSeconds = seconds(began);
        // A set for which the rich model is chosen is small enough to have the linear one beside it
        began = System.nanoTime();
        TopicModel linear =
                model.isRich() ? TopicModel.train(learned, Training.defaults().withRichExamples(0)) : model;
        double linearSeconds = model.isRich() ? seconds(began) : trainSeconds;
        WordCount words = WordCount.of(learned);
        Duration round = plan.round(3);
        Map<String, Double> medians = new Rounds()
                .add("ours", () -> micros(round, asked, text -> candidates(model, text)))
                .add("linear", () -> micros(round, asked, text -> candidates(linear, text)))
                .add(
                        "words",
                        () -> micros(round, asked, text -> words.topic(text).length()))
                .run();
        List<Example> sure = asked.stream()
                .filter(each -> model.detect(each.text()).accepted())
                .toList();
        return new Result(
                "classify",
                Measure.of(
                        "finding the topic of a message",
                        medians.getOrDefault("ours", 0.0),
                        "µs",
                        new Peer("the linear model, for volume", medians.getOrDefault("linear", 0.0)),
                        new Peer("counting words (naive Bayes)", medians.getOrDefault("words", 0.0))),
                List.of(
                        Measure.of(
                                "right at once",
                                accuracy(asked, text -> best(model, text)),
                                "of 1",
                                new Peer("the linear model, for volume", accuracy(asked, text -> best(linear, text))),
                                new Peer("counting words (naive Bayes)", accuracy(asked, words::topic))),
                        Measure.of("taken without a person", (double) sure.size() / asked.size(), "of 1"),
                        Measure.of(
                                "right where taken",
                                sure.isEmpty() ? 1 : accuracy(sure, text -> best(model, text)),
                                "of 1"),
                        Measure.of(
                                "learning", trainSeconds, "s", new Peer("the linear model, for volume", linearSeconds)),
                        Measure.of(
                                "size of the model",
                                model.bytes() / 1e6,
                                "MB",
                                new Peer("the linear model, for volume", linear.bytes() / 1e6))),
                Setting.of(plan)
                        .with(
                                "texts",
                                file == null
                                        ? "generated"
                                        : file.path().getFileName().toString())
                        .with("model", model.isRich() ? "rich" : "linear")
                        .with("topics", model.topics().size())
                        .with("learnedFrom", learned.size())
                        .with("asked", asked.size())
                        .facts());
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static int candidates(TopicDetector model, String text) {
        return model.detect(text).candidates().size();
    }

    private static List<Example> generated(int count) {
        Catalog catalog = Town.region().catalog();
        return new SampleTexts(catalog, SEED).next(count);
    }

    private static String best(TopicDetector model, String text) {
        return model.detect(text).best().map(each -> each.topic()).orElse("");
    }

    private interface Answer {
        String topic(String text);
    }

    private static double accuracy(List<Example> asked, Answer answer) {
        long right = asked.stream()
                .filter(each -> answer.topic(each.text()).equals(each.topic()))
                .count();
        return (double) right / asked.size();
    }

    private static double micros(Duration round, List<Example> asked, ToIntFunction<String> detect) {
        long calls = 0;
        long began = System.nanoTime();
        long end = began + round.toNanos();
        long sum = 0;
        do {
            sum += detect.applyAsInt(asked.get((int) (calls % asked.size())).text());
            calls++;
        } while (System.nanoTime() < end);
        if (sum < 0) {
            throw new IllegalStateException("lengths are never negative");
        }
        return (System.nanoTime() - began) / 1e3 / calls;
    }
}
