package feedback.pos;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import feedback.pos.store.Records.Document;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Example;
import feedback.pos.topic.TopicDetector;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns topics anew from what persons decided, and lets the new model take over only if it is not worse on recent messages.
 * Of the newest messages every second one is held out: so a part of what is new is learned, and the other part judges it.
 * The model in force is judged as it is if it knows none of these, else one like it is trained without them. Thread-safe;
 * learns once at a time.
 */
final class Schooling {
    private static final Logger LOG = LoggerFactory.getLogger(Schooling.class);
    private static final int PAGE = 500;

    /** With the names of the catalog that is what a model learns from at the most. */
    private static final int MOST_LESSONS = 50_000;

    /** More of a text a model does not read. */
    private static final int CHARACTERS = 4_000;

    private static final String KIND = "learning";
    private static final int KEPT = 50;

    private final Office office;
    private final Function<List<Example>, TopicDetector> train;

    /** What the model in force learned from messages, so that nobody asks it what it was told. */
    private Set<Long> known = Set.of();

    private Set<String> topics;

    Schooling(Office office, Function<List<Example>, TopicDetector> train) {
        this.office = office;
        this.train = train;
        this.topics = topics(catalog());
    }

    /** Another detector is in force, of which nothing is known. */
    synchronized void forget() {
        known = Set.of();
        topics = topics(catalog());
    }

    private Catalog catalog() {
        return office.procedure().regulation().catalog();
    }

    private static Set<String> topics(Catalog catalog) {
        return Lessons.of(catalog).stream().map(Example::topic).collect(Collectors.toUnmodifiableSet());
    }

    synchronized Learned learn(int newest, int most) {
        long began = System.nanoTime();
        Catalog catalog = catalog();
        List<Example> names = Lessons.of(catalog);
        List<Lesson> lessons = lessons(newest, MOST_LESSONS - names.size(), catalog);
        boolean isOther = !topics(catalog).equals(topics);
        List<Lesson> judges = judges(lessons, most);
        boolean isFirst =
                office.detector().detect("").model().equals(Detection.none().model());
        if (judges.size() < Comparison.ENOUGH || isFirst) {
            return adopt(names, lessons, null, isOther ? Learned.Reason.TOPICS_CHANGED : Learned.Reason.FEW, began);
        }
        Set<Lesson> heldOut = new HashSet<>(judges);
        Comparison comparison = new Comparison(
                judges,
                withoutSeen(heldOut, names, lessons),
                trained(
                        names,
                        lessons.stream().filter(each -> !heldOut.contains(each)).toList()),
                each -> !known.contains(each.print()));
        Learned.@Nullable Reason objection = comparison.objection();
        if (isOther) {
            return adopt(names, lessons, comparison, Learned.Reason.TOPICS_CHANGED, began);
        }
        if (objection == Learned.Reason.CONTRADICTORY && known.isEmpty()) {
            Lesson last = judges.get(comparison.endOfNewest() - 1);
            List<Lesson> older = lessons.subList(lessons.indexOf(last) + 1, lessons.size());
            return adopt(names, older, comparison, Learned.Reason.WITHOUT_NEWEST, began);
        }
        if (objection != null) {
            return kept(result(lessons, comparison, false, objection, began));
        }
        return adopt(names, lessons, comparison, Learned.Reason.NOT_WORSE, began);
    }

    /** Every second one of the newest, at most as many as wanted. */
    private static List<Lesson> judges(List<Lesson> lessons, int most) {
        List<Lesson> judges = new ArrayList<>();
        for (int i = 0; i < lessons.size() && judges.size() < most; i += 2) {
            judges.add(lessons.get(i));
        }
        return judges;
    }

    private TopicDetector withoutSeen(Set<Lesson> heldOut, List<Example> names, List<Lesson> lessons) {
        boolean isBlind = heldOut.stream().noneMatch(each -> known.contains(each.print()));
        if (isBlind) {
            return office.detector();
        }
        return trained(
                names,
                lessons.stream()
                        .filter(each -> known.contains(each.print()) && !heldOut.contains(each))
                        .toList());
    }

    /** The newest stand last, as training wants it. */
    private TopicDetector trained(List<Example> names, List<Lesson> newestFirst) {
        goOn();
        List<Example> examples = new ArrayList<>(names);
        examples.addAll(Lesson.examples(newestFirst));
        return train.apply(examples);
    }

    private static void goOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted while learning; the model in force stays");
        }
    }

    private Learned adopt(
            List<Example> names,
            List<Lesson> lessons,
            @Nullable Comparison comparison,
            Learned.Reason reason,
            long began) {
        TopicDetector model = trained(names, lessons);
        office.adopt(model);
        Learned learned = result(lessons, comparison, true, reason, began);
        known = lessons.stream().map(Lesson::print).collect(Collectors.toUnmodifiableSet());
        topics = names.stream().map(Example::topic).collect(Collectors.toUnmodifiableSet());
        return kept(learned);
    }

    private Learned result(
            List<Lesson> lessons, @Nullable Comparison comparison, boolean adopted, Learned.Reason reason, long began) {
        int fresh = (int)
                lessons.stream().filter(each -> !known.contains(each.print())).count();
        String model = office.detector().detect("").model();
        long millis = (System.nanoTime() - began) / 1_000_000;
        if (comparison == null) {
            return new Learned(
                    office.now(), lessons.size(), fresh, 0, 0, 0, 0, 0, 0, 0, adopted, reason, model, millis);
        }
        Comparison.Marks before = comparison.before();
        Comparison.Marks after = comparison.after();
        return new Learned(
                office.now(),
                lessons.size(),
                fresh,
                comparison.count(),
                before.right(),
                after.right(),
                before.sure(),
                before.sureWrong(),
                after.sure(),
                after.sureWrong(),
                adopted,
                reason,
                model,
                millis);
    }

    private Learned kept(Learned learned) {
        String key = office.newId(learned.at()).toString();
        office.storage()
                .records()
                .put(List.of(new Document(KIND, key, office.codec().writeRecord(learned))));
        List<Document> all = documents();
        for (int i = 0; i < all.size() - KEPT; i++) {
            office.storage().records().remove(KIND, all.get(i).key());
        }
        LOG.info(
                "learned lessons={} fresh={} heldOut={} before={} after={} adopted={} reason={} model={} millis={}",
                learned.lessons(),
                learned.fresh(),
                learned.heldOut(),
                learned.before(),
                learned.after(),
                learned.adopted(),
                learned.reason(),
                learned.model(),
                learned.millis());
        return learned;
    }

    private List<Document> documents() {
        return office.storage().records().list(KIND, "", 1_000);
    }

    /** Those kept, the newest first. */
    List<Learned> kept() {
        List<Document> all = documents();
        List<Learned> newestFirst = new ArrayList<>();
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - KEPT); i--) {
            newestFirst.add(office.codec().readRecord(all.get(i).body(), Learned.class));
        }
        return newestFirst;
    }

    /** What messages teach, the newest first; of equal texts the newest, for it overrules the others. */
    private List<Lesson> lessons(int newest, int most, Catalog catalog) {
        LocalDate today =
                office.now().atZone(office.procedure().regulation().zone()).toLocalDate();
        List<Lesson> lessons = new ArrayList<>();
        Set<Long> texts = new HashSet<>();
        Filter all = Filter.all(office.now());
        @Nullable Position after = null;
        int left = newest;
        while (left > 0 && lessons.size() < most) {
            goOn();
            List<Message> page = office.storage().messages().list(all, after, Math.min(left, PAGE));
            for (Message message : page) {
                @Nullable Lesson lesson = lesson(message, catalog, today);
                if (lesson != null && lessons.size() < most && texts.add(lesson.textPrint())) {
                    lessons.add(lesson);
                }
                after = Position.of(message);
            }
            left = page.size() < PAGE ? 0 : left - page.size();
        }
        return lessons;
    }

    /** Null where a message teaches nothing: see docs/topics.md. */
    private static @Nullable Lesson lesson(Message message, Catalog catalog, LocalDate today) {
        boolean isAgain = message.links().joined() != null || message.links().parent() != null;
        if (!message.topic().isByPerson() || message.isAnonymous() || message.stage() == Stage.DECLINED || isAgain) {
            return null;
        }
        Topic topic = catalog.find(message.topic().code())
                .map(found -> catalog.successor(found, today))
                .orElse(null);
        if (topic == null || topic.equals(catalog.fallback())) {
            return null;
        }
        String text = message.submission().text();
        String beginning = text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS);
        return new Lesson(beginning, topic.code());
    }
}
