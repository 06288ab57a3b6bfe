package feedback.pos;

import feedback.pos.Detections.Confusion;
import feedback.pos.Detections.Drift;
import feedback.pos.Detections.Figures;
import feedback.pos.Detections.ModelFigures;
import feedback.pos.Detections.TopicFigures;
import feedback.pos.catalog.Catalog;
import feedback.pos.message.Message;
import feedback.pos.message.TopicChoice;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.procedure.Acceptance;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Filter;
import feedback.pos.store.MessageStore;
import feedback.pos.store.Position;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts how topics were found, page by page over the newest messages. For one use by one thread. */
final class Counting {
    private static final int PAGE = 500;
    private static final int MOST_CONFUSIONS = 50;
    private static final int MOST_MODELS = 20;
    private static final int MOST_DRIFTING = 20;

    /** Of a topic with fewer messages the share says little. */
    private static final int ENOUGH = 20;

    /** Standard errors from which on a share has moved: chance does that once in four hundred cases. */
    private static final double FAR = 3;

    private final Regulation regulation;
    private final LocalDate today;
    private final Sums all = new Sums();
    private final Map<String, Sums> topics = new LinkedHashMap<>();
    private final Map<String, Sums> models = new LinkedHashMap<>();
    private final Map<String, int[]> confusions = new LinkedHashMap<>();

    /** The topics of the messages in the order read, the newest first, as places in the table of topics. */
    private int[] order = new int[PAGE];

    private final Map<String, Integer> places = new HashMap<>();
    private int examined;
    private @Nullable Instant oldest;
    private @Nullable Instant newest;

    Counting(Regulation regulation, Instant now) {
        this.regulation = regulation;
        this.today = now.atZone(regulation.zone()).toLocalDate();
    }

    Detections count(MessageStore store, Filter filter, int most) {
        @Nullable Position after = null;
        boolean isCutOff = false;
        List<Message> page;
        do {
            // One more than wanted tells whether there are more
            int wanted = Math.min(PAGE, most + 1 - examined);
            page = store.list(filter, after, wanted);
            for (Message message : page) {
                if (examined == most) {
                    isCutOff = true;
                } else {
                    add(message);
                }
                after = Position.of(message);
            }
            if (page.size() < wanted) {
                break;
            }
        } while (!isCutOff);
        return result(isCutOff);
    }

    /** Counts while it is read. */
    private static final class Sums {
        private int messages;
        private final Map<DecidedBy, Integer> by = new EnumMap<>(DecidedBy.class);
        private int confirmed;
        private int judged;
        private int silent;
        private int covered;
        private int proposed;
        private int sure;
        private int sureLooked;
        private int sureRight;
        private int shadow;
        private int shadowLooked;
        private int shadowRight;
        private int looked;
        private int right;
        private double probability;
        private Instant from = Instant.MAX;
        private Instant to = Instant.MIN;

        void have(TopicChoice topic, boolean isJudged) {
            messages++;
            by.merge(topic.decidedBy(), 1, Integer::sum);
            confirmed += topic.decidedBy() != DecidedBy.PERSON && topic.isByPerson() ? 1 : 0;
            judged += isJudged ? 1 : 0;
            silent += isJudged && topic.alternatives().isEmpty() ? 1 : 0;
            covered += isJudged && isSure(topic) ? 1 : 0;
        }

        void propose(TopicChoice topic, boolean isRight) {
            boolean isLooked = topic.isByPerson();
            boolean isShadow = isSure(topic) && topic.mode() == Mode.SHADOW;
            int rightOne = isLooked && isRight ? 1 : 0;
            proposed++;
            if (isSure(topic)) {
                sure++;
                sureLooked += isLooked ? 1 : 0;
                sureRight += rightOne;
            }
            if (isShadow) {
                shadow++;
                shadowLooked += isLooked ? 1 : 0;
                shadowRight += rightOne;
            }
            if (isLooked) {
                looked++;
                right += rightOne;
                probability += topic.alternatives().get(0).probability();
            }
        }

        void seen(Instant at) {
            from = from.isAfter(at) ? at : from;
            to = to.isBefore(at) ? at : to;
        }

        Figures figures() {
            return new Figures(
                    messages,
                    by.getOrDefault(DecidedBy.MODEL, 0),
                    by.getOrDefault(DecidedBy.RULE, 0),
                    by.getOrDefault(DecidedBy.PERSON, 0),
                    by.getOrDefault(DecidedBy.APPLICANT, 0),
                    confirmed,
                    judged,
                    silent,
                    covered,
                    proposed,
                    sure,
                    sureLooked,
                    sureRight,
                    shadow,
                    shadowLooked,
                    shadowRight,
                    looked,
                    right,
                    probability);
        }
    }

    private static boolean isSure(TopicChoice topic) {
        return Boolean.TRUE.equals(topic.sure());
    }

    private void add(Message message) {
        TopicChoice topic = message.topic();
        // Before thresholds were kept, only a model that spoke left a trace
        boolean isAsked = topic.threshold() != null || topic.model() != null;
        // A complaint has its topic, and what was said of it, from the message that it complains of
        boolean isJudged = isAsked && message.links().parent() == null;
        note(message);
        all.have(topic, isJudged);
        topics.computeIfAbsent(topic.code(), any -> new Sums()).have(topic, isJudged);
        if (isJudged && !topic.alternatives().isEmpty()) {
            String proposed = today(topic.alternatives().get(0).topic());
            boolean isRight = proposed.equals(today(topic.code()));
            all.propose(topic, isRight);
            topics.computeIfAbsent(proposed, any -> new Sums()).propose(topic, isRight);
            if (topic.isByPerson() && !isRight) {
                int[] counts = confusions.computeIfAbsent(proposed + "\n" + today(topic.code()), any -> new int[2]);
                counts[0]++;
                counts[1] += isSure(topic) ? 1 : 0;
            }
            String model = topic.model();
            if (model != null) {
                Sums sums = models.computeIfAbsent(model, any -> new Sums());
                sums.propose(topic, isRight);
                sums.seen(message.createdAt());
            }
        }
    }

    private void note(Message message) {
        if (examined == order.length) {
            order = Arrays.copyOf(order, 2 * examined);
        }
        order[examined++] = places.computeIfAbsent(message.topic().code(), any -> places.size());
        oldest = message.createdAt();
        newest = newest == null ? message.createdAt() : newest;
    }

    /** A proposal of a topic that is retired meanwhile counts as one of its successor. */
    private String today(String code) {
        Catalog catalog = regulation.catalog();
        return catalog.find(code)
                .map(found -> catalog.successor(found, today).code())
                .orElse(code);
    }

    private Detections result(boolean isCutOff) {
        Acceptance acceptance = regulation.policy().acceptance();
        List<TopicFigures> byTopic = new ArrayList<>();
        topics.forEach((code, sums) -> byTopic.add(
                new TopicFigures(code, acceptance.of(regulation.catalog().path(code)), sums.figures())));
        byTopic.sort(
                Comparator.comparingInt((TopicFigures each) -> each.figures().messages())
                        .reversed()
                        .thenComparing(TopicFigures::code));
        List<Drift> drifts = drifts();
        double psi = psi(drifts, examined - examined / 2, examined / 2);
        return new Detections(
                oldest,
                newest,
                examined,
                isCutOff,
                all.figures(),
                byTopic,
                confusions(),
                models(),
                psi,
                drifts.stream()
                        .filter(each -> Math.abs(each.errors()) > FAR)
                        .sorted(Comparator.comparingDouble((Drift each) -> -Math.abs(each.errors()))
                                .thenComparing(Drift::code))
                        .limit(MOST_DRIFTING)
                        .toList());
    }

    private List<Confusion> confusions() {
        List<Confusion> all = new ArrayList<>();
        confusions.forEach((pair, counts) -> {
            int end = pair.indexOf('\n');
            all.add(new Confusion(pair.substring(0, end), pair.substring(end + 1), counts[0], counts[1]));
        });
        return all.stream()
                .sorted(Comparator.comparingInt(Confusion::count)
                        .reversed()
                        .thenComparing(Confusion::proposed)
                        .thenComparing(Confusion::chosen))
                .limit(MOST_CONFUSIONS)
                .toList();
    }

    private List<ModelFigures> models() {
        List<ModelFigures> all = new ArrayList<>();
        models.forEach((model, sums) -> all.add(new ModelFigures(
                model, sums.from, sums.to, sums.proposed, sums.sure, sums.sureLooked, sums.sureRight)));
        return all.stream()
                .sorted(Comparator.comparing(ModelFigures::to).reversed().thenComparing(ModelFigures::model))
                .limit(MOST_MODELS)
                .toList();
    }

    /** Of every topic of which there are enough messages, and of all others together, else chance alone would add up. */
    private static double psi(List<Drift> drifts, int older, int newer) {
        double psi = 0;
        int restOlder = 0;
        int restNewer = 0;
        for (Drift each : drifts) {
            if (each.older() + each.newer() >= ENOUGH) {
                psi += each.psi();
            } else {
                restOlder += each.older();
                restNewer += each.newer();
            }
        }
        return psi + psi(restOlder, older, restNewer, newer);
    }

    /** Half a message is added to each count, so that none is 0. */
    private static double psi(int ofOlder, int older, int ofNewer, int newer) {
        double shareNewer = (ofNewer + 0.5) / (newer + 0.5);
        double shareOlder = (ofOlder + 0.5) / (older + 0.5);
        return (shareNewer - shareOlder) * Math.log(shareNewer / shareOlder);
    }

    /** Of every topic. */
    private List<Drift> drifts() {
        int newer = examined / 2;
        int older = examined - newer;
        int[] ofNewer = new int[places.size()];
        int[] ofOlder = new int[places.size()];
        for (int i = 0; i < examined; i++) {
            int[] half = i < newer ? ofNewer : ofOlder;
            half[order[i]]++;
        }
        List<Drift> drifts = new ArrayList<>();
        places.forEach((code, place) -> {
            double psi = psi(ofOlder[place], older, ofNewer[place], newer);
            double errors = Odds.apart(ofNewer[place], newer, ofOlder[place], older);
            drifts.add(new Drift(code, ofOlder[place], ofNewer[place], psi, errors));
        });
        drifts.sort(Comparator.comparing(Drift::code));
        return drifts;
    }
}
