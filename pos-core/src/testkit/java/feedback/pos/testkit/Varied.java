package feedback.pos.testkit;

import feedback.pos.message.Channel;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Point;
import feedback.pos.message.Stage;
import feedback.pos.organization.Territory;
import feedback.pos.store.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages and filters by chance, of few enough values that they meet. */
final class Varied {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final String[][] HOLDERS = {
        {"region"},
        {"region", "kursk"},
        {"region", "kursk", "kursk-roads"},
        {"region", "kursk", "kursk-housing"},
        {"region", "lgov"},
        {"region", "health", "hospital"}
    };
    private static final String[][] TOPICS = {
        {"roads"}, {"roads", "roads.potholes"}, {"roads", "roads.signs"}, {"health"}, {"other"}
    };
    private static final String[] TERRITORIES = {"38", "38000000", "38701000", "38701", "38710000", "38701000001"};
    private static final String[] TEXTS = {"Яма у школы", "Холодные БАТАРЕИ", "Pothole near the school", "яма, 100%"};
    /** Near each other and far, on the borders of the grids that storages may lay over the map, and nowhere. */
    private static final @Nullable Point[] POINTS = {
        null,
        new Point(51.73, 36.19),
        new Point(51.7300001, 36.1999999),
        new Point(51.7349, 36.2),
        new Point(51.75, 36.25),
        new Point(54.6, 39.7),
        new Point(66.1, 179.999),
        new Point(66.1, -179.999),
        new Point(90, 180),
        new Point(-90, -180),
        new Point(0, 0)
    };

    private static final String[] PEOPLE = {"anna", "boris", "vera"};

    private Varied() {}

    static SampleMessage message(int n, Random random) {
        Instant created = START.plus(Duration.ofHours(random.nextInt(40) * 24L));
        Instant due = created.plus(Duration.ofDays(random.nextInt(30)));
        SampleMessage sample = SampleMessage.of(n)
                .createdAt(created)
                .due(due)
                .sent(
                        one(PEOPLE, random),
                        one(TEXTS, random),
                        one(TERRITORIES, random),
                        one(Channel.values(), random),
                        random.nextBoolean())
                .located(one(POINTS, random))
                .about(random.nextBoolean(), one(TOPICS, random))
                .heldBy(one(HOLDERS, random))
                .kind(one(Kind.values(), random))
                .stage(one(Stage.values(), random))
                .joined(
                        random.nextInt(5) == 0
                                ? SampleMessage.of(random.nextInt(3)).message().id()
                                : null);
        if (random.nextBoolean()) {
            // Some answers are sent in the very instant of the due date, some in the second after it.
            Instant sent = random.nextBoolean()
                    ? due.plus(Duration.ofMillis(random.nextInt(4) * 500L))
                    : created.plus(Duration.ofDays(random.nextInt(50)));
            sample.answered(sent, one(Outcome.values(), random));
        }
        return random.nextBoolean() ? sample.stars(1 + random.nextInt(5)) : sample;
    }

    /** One to three conditions, each likely to hold for some message. */
    static Filter filter(List<Message> messages, Random random) {
        Message like = messages.get(random.nextInt(messages.size()));
        Filter filter = Filter.all(now(like, random));
        for (int conditions = 1 + random.nextInt(3); conditions > 0; conditions--) {
            filter = narrowed(filter, like, random);
        }
        return filter;
    }

    private static Instant now(Message like, Random random) {
        return random.nextBoolean()
                ? like.deadline().due().plus(Duration.ofMillis(random.nextInt(5) * 500L - 500L))
                : START.plus(Duration.ofDays(random.nextInt(80)));
    }

    private static Filter narrowed(Filter filter, Message like, Random random) {
        return switch (random.nextInt(19)) {
            case 0 -> filter.withFrom(like.createdAt());
            case 1 -> filter.withTo(like.createdAt().plusNanos(random.nextInt(2)));
            case 2 -> filter.withOrganization(one(like.holder().path(), random));
            case 3 -> filter.withTerritory(new Territory(one(TERRITORIES, random)));
            case 4 -> filter.withTopic(one(like.topic().path(), random));
            case 5 -> filter.withKind(like.kind());
            case 6 -> filter.withFastTrack(random.nextBoolean());
            case 7 -> filter.withStages(EnumSet.of(like.stage(), one(Stage.values(), random)));
            case 8 -> filter.withOutcome(one(Outcome.values(), random));
            case 9, 10 -> filter.withOverdue(random.nextBoolean());
            case 11 -> filter.withRating(1 + random.nextInt(5));
            case 12 -> filter.withChannel(like.submission().channel());
            case 13 -> filter.withText(textIn(like, random));
            case 14 -> filter.withApplicant(like.submission().applicant()).withOpen(random.nextBoolean());
            case 15 -> filter.withCategory(like.topic().path().get(0));
            case 16, 17 -> filter.withBox(box(like.submission().location(), random));
            default ->
                filter.withJoined(like.links().joined())
                        .withWithin(Set.of(one(like.holder().path(), random), "nobody"));
        };
    }

    private static Filter.Box box(@Nullable Point point, Random random) {
        if (point == null) {
            return new Filter.Box(-180, -90, 180, 90);
        }
        Filter.Box around = Filter.Box.around(point, 1 + random.nextInt(random.nextBoolean() ? 2_000 : 4_000_000));
        // Some have the point on an edge
        return random.nextBoolean() ? around : new Filter.Box(point.lon(), around.south(), around.east(), point.lat());
    }

    private static String textIn(Message like, Random random) {
        String[] words = like.submission().text().split("[^\\p{L}\\p{Nd}]+");
        String word = one(words, random);
        return random.nextBoolean() ? word.toUpperCase(Locale.ROOT) : word + " -\"" + one(words, random) + " яма\"";
    }

    private static <T extends @Nullable Object> T one(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static <T> T one(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
