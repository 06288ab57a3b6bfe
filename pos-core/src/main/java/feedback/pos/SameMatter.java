package feedback.pos;

import feedback.pos.Messages.Similar;
import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.message.Message;
import feedback.pos.message.Point;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Policy;
import feedback.pos.procedure.Procedure;
import feedback.pos.store.Filter;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for messages on the same matter as one: near on the map and about the same, or worded like it. Never looks at more
 * than a few hundred messages, by at most three questions to the store, however many there are.
 */
final class SameMatter {
    private static final int SHOWN = 5;
    private static final int NEAR_AT_MOST = 150;
    private static final int LIKE_AT_MOST = 150;
    private static final int QUESTIONS = 3;
    private static final int GUESSES = 2;
    private static final double LIKELY = 0.05;

    /** Beyond so many times the distance that is near, a like text is about another place. */
    private static final int FAR = 4;

    /** What is known of a matter that nobody has named yet has to come from the text, at least so much of it. */
    private static final double SOMEWHAT_LIKE = 0.2;

    private static final int[] STEPS = {50, 20, 10, 5, 3};
    private static final double EARTH_RADIUS = 6_371_009;

    private static final Set<Stage> LIVING = EnumSet.of(
            Stage.MODERATION,
            Stage.COORDINATION,
            Stage.EXECUTION,
            Stage.APPROVAL,
            Stage.POSTPONED,
            Stage.ANSWERED,
            Stage.CLOSED);

    private final Office office;
    private final Procedure life;
    private final Policy.Similarity rules;
    private final Catalog catalog;
    private final Instant now;
    private final Submission draft;
    private final Actor reader;
    private final @Nullable UUID itself;
    private final Set<String> topics;
    private final int metres;

    private SameMatter(Office office, Submission draft, @Nullable Message itself, Actor reader) {
        this.office = office;
        this.life = office.procedure();
        this.rules = life.regulation().policy().similarity();
        this.catalog = life.regulation().catalog();
        this.now = office.now();
        this.draft = draft;
        this.reader = reader;
        this.itself = itself == null ? null : itself.id();
        this.topics = itself == null ? topics(draft) : topics(itself);
        this.metres = rules.metres(
                topics.isEmpty() ? List.of() : catalog.path(topics.iterator().next()), reader.isOfficial());
    }

    /** For somebody who is about to send a message. */
    static Similar to(Submission draft, Actor reader, Office office) {
        return new SameMatter(office, draft, null, reader).find();
    }

    /** For an official who looks at a message. */
    static Similar to(Message message, Actor reader, Office office) {
        return new SameMatter(office, message.submission(), message, reader).find();
    }

    /** What it may be about: the writer's own choice, or what the detector thinks likeliest. */
    private Set<String> topics(Submission sent) {
        String own = sent.topic();
        if (own != null) {
            return catalog.find(own).isPresent() ? Set.of(own) : Set.of();
        }
        return likely(office.detector().detect(sent.text()).candidates());
    }

    private Set<String> topics(Message message) {
        String code = message.topic().code();
        Set<String> found = new LinkedHashSet<>();
        if (!code.equals(catalog.fallback().code())) {
            found.add(code);
        }
        found.addAll(found.isEmpty() ? likely(message.topic().alternatives()) : Set.of());
        return found;
    }

    private Set<String> likely(List<Detection.Candidate> candidates) {
        return candidates.stream()
                .filter(each -> each.probability() >= LIKELY
                        && catalog.find(each.topic()).isPresent())
                .limit(GUESSES)
                .map(Detection.Candidate::topic)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Similar find() {
        Wording wording = Wording.of(draft.text());
        List<Message> found = candidates(wording.isTelling());
        List<Wording> wordings =
                found.stream().map(each -> Wording.of(each.submission().text())).toList();
        double[] likeness = wording.likeTo(wordings);
        Map<UUID, Similar.Item> shown = new LinkedHashMap<>();
        Set<UUID> hidden = new HashSet<>();
        for (int i = 0; i < likeness.length; i++) {
            Message message = found.get(i);
            Integer away = distance(message);
            boolean isNear = isNear(message, away, likeness[i]);
            boolean isWordedAlike =
                    wording.isTelling() && wordings.get(i).isTelling() && likeness[i] >= rules.likeness();
            UUID matter = Objects.requireNonNullElse(message.links().joined(), message.id());
            if (!isNear && !(isWordedAlike && mayBeThere(message, away))) {
                continue;
            }
            if (mayBeShown(message)) {
                // Of a leader and those who follow it one is enough: the leader if it may be seen
                shown.merge(matter, item(message, away, likeness[i]), SameMatter::better);
            } else if (isNear) {
                hidden.add(matter);
            }
        }
        hidden.removeAll(shown.keySet());
        return new Similar(ranked(shown.values()), about(hidden.size()));
    }

    private List<Message> candidates(boolean isTelling) {
        Filter living = Filter.all(now)
                .withFrom(now.minus(Duration.ofDays(rules.days())))
                .withStages(LIVING);
        Map<UUID, Message> found = new LinkedHashMap<>();
        Point point = draft.location();
        int left = QUESTIONS;
        if (point != null) {
            add(found, living.withBox(Filter.Box.around(point, metres)), NEAR_AT_MOST);
            left--;
        }
        if (isTelling) {
            for (String category : categories().stream().limit(left).toList()) {
                add(found, living.withCategory(category), LIKE_AT_MOST);
            }
        }
        return List.copyOf(found.values());
    }

    private void add(Map<UUID, Message> found, Filter filter, int limit) {
        for (Message each : office.storage().messages().list(filter, null, limit)) {
            if (isOther(each) && isAlive(each)) {
                found.putIfAbsent(each.id(), each);
            }
        }
    }

    private boolean isOther(Message message) {
        return !message.id().equals(itself)
                && (itself == null || !itself.equals(message.links().joined()));
    }

    private boolean isAlive(Message message) {
        boolean hasEnded = message.stage() == Stage.ANSWERED || message.stage() == Stage.CLOSED;
        return !message.isAnonymous()
                && (!hasEnded
                        || message.answer() != null
                                && !message.updatedAt().isBefore(now.minus(Duration.ofDays(rules.endedDays()))));
    }

    /** Of the topics it may have, and of that which is given to what nobody has named yet. */
    private Set<String> categories() {
        Set<String> categories = new LinkedHashSet<>();
        topics.forEach(each -> categories.add(catalog.path(each).get(0)));
        categories.add(catalog.path(catalog.fallback().code()).get(0));
        return categories;
    }

    private boolean isNear(Message message, @Nullable Integer away, double likeness) {
        return away != null
                && away <= metres
                && (isRelated(message) || likeness >= SOMEWHAT_LIKE && isUnnamed(message));
    }

    private boolean isUnnamed(Message message) {
        return topics.isEmpty()
                || message.topic().code().equals(catalog.fallback().code());
    }

    /** The same topic, one beside it below the same one, or the one directly above: whoever was not sure stopped there. */
    private boolean isRelated(Message message) {
        String code = message.topic().code();
        String parent = parent(code);
        return topics.stream().anyMatch(each -> {
            String above = parent(each);
            return each.equals(code)
                    || each.equals(parent)
                    || (above != null && (above.equals(code) || above.equals(parent)));
        });
    }

    private @Nullable String parent(String code) {
        return catalog.find(code).map(Topic::parent).orElse(null);
    }

    private boolean mayBeThere(Message message, @Nullable Integer away) {
        Territory there = message.submission().territory();
        Territory here = draft.territory();
        return (here.contains(there) || there.contains(here)) && (away == null || away <= FAR * metres);
    }

    private boolean mayBeShown(Message message) {
        return life.isPublic(message)
                || message.isApplicant(reader.person())
                || reader.covers(message.holder().path());
    }

    private @Nullable Integer distance(Message message) {
        Point here = draft.location();
        Point there = message.submission().location();
        return here == null || there == null ? null : (int) Math.round(metres(here, there));
    }

    /** Along a great circle. */
    static double metres(Point a, Point b) {
        double lat = Math.toRadians(b.lat() - a.lat()) / 2;
        double lon = Math.toRadians(b.lon() - a.lon()) / 2;
        double h = Math.pow(Math.sin(lat), 2)
                + Math.cos(Math.toRadians(a.lat())) * Math.cos(Math.toRadians(b.lat())) * Math.pow(Math.sin(lon), 2);
        return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    private Similar.Item item(Message message, @Nullable Integer away, double likeness) {
        long days = Math.max(0, Duration.between(message.createdAt(), now).toDays());
        double nearness = away == null ? 0 : Math.max(0, 1 - away / (double) metres);
        double newness = Math.max(0, 1 - days / (double) rules.days());
        double same = topics.contains(message.topic().code()) ? 1 : 0;
        double score = 0.5 * likeness + 0.3 * nearness + 0.1 * same + 0.1 * newness;
        return new Similar.Item(message, away, likeness, (int) days, score);
    }

    private static Similar.Item better(Similar.Item one, Similar.Item other) {
        boolean oneLeads = one.message().links().joined() == null;
        boolean otherLeads = other.message().links().joined() == null;
        return oneLeads != otherLeads ? (oneLeads ? one : other) : one.score() >= other.score() ? one : other;
    }

    private static List<Similar.Item> ranked(Collection<Similar.Item> items) {
        List<Similar.Item> ranked = new ArrayList<>(items);
        ranked.sort(Comparator.comparingDouble(Similar.Item::score)
                .reversed()
                .thenComparing(item -> item.message().createdAt(), Comparator.reverseOrder())
                .thenComparing(item -> item.message().id()));
        return ranked.subList(0, Math.min(SHOWN, ranked.size()));
    }

    private static int about(int many) {
        for (int step : STEPS) {
            if (many >= step) {
                return step;
            }
        }
        return 0;
    }
}
