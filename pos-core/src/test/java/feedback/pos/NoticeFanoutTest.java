package feedback.pos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.message.Message;
import feedback.pos.message.Point;
import feedback.pos.notice.Notice;
import feedback.pos.notice.Notice.Content;
import feedback.pos.notice.Notice.Kind;
import feedback.pos.notice.Notice.Turn;
import feedback.pos.notice.Place;
import feedback.pos.notice.Subscription;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import feedback.pos.store.Storage;
import feedback.pos.store.Tiding;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is concerned gets told: those and nobody else, by however many nodes, whatever breaks. */
class NoticeFanoutTest {
    private static final Territory KURSK = new Territory("38701000");
    private static final Territory LGOV = new Territory("38710000");
    private static final Actor HEAD = SampleRegion.official("head");
    private static final String SQUARE =
            "{\"type\":\"Polygon\",\"coordinates\":[[[36.1,51.7],[36.2,51.7],[36.2,51.8],[36.1,51.8],[36.1,51.7]]]}";

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Storage storage = Storage.inMemory();
    private final Pos pos = node();
    private final Notices notices = pos.notices();

    @AfterEach
    void close() {
        pos.close();
    }

    private Pos node() {
        return Pos.under(SampleRegion.regulation())
                .storage(storage)
                .clock(clock)
                .open();
    }

    /** Writes down who was told of what; breaks as often as it is told to. */
    private static final class Listener implements Recipient {
        final List<String> told = Collections.synchronizedList(new ArrayList<>());
        volatile int breaksAt = Integer.MAX_VALUE;
        private int calls;

        @Override
        public void tell(Tiding tiding, Message message) {
            // Messages are not looked at here
        }

        @Override
        public synchronized void notice(Notice notice, Turn news, List<String> persons) {
            calls++;
            persons.forEach(each -> told.add(news + " " + each));
            if (calls == breaksAt) {
                // Like a node that dies: not even what fails is written down
                throw new Death();
            }
        }
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private Content content(Place place, String... topics) {
        Instant from = clock.instant();
        return new Content(
                Kind.SHUT_OFF,
                "Отключение",
                "Ремонт",
                "kursk",
                place,
                List.of(topics),
                from,
                from.plus(Duration.ofHours(8)));
    }

    private Notice published(Place place, String... topics) {
        return notices.publish(notices.draft(null, content(place, topics), HEAD).id(), HEAD);
    }

    /** Subscribes so many at random; gives those who are concerned by what is drawn. */
    private Set<String> subscribe(int many, Place place) {
        Random random = new Random(5);
        Set<String> concerned = new HashSet<>();
        for (int i = 0; i < many; i++) {
            Point point = new Point(51.6 + 0.3 * random.nextDouble(), 36 + 0.3 * random.nextDouble());
            Place circle = Place.circle(point, 1 + random.nextInt(2_000));
            String person = "person-" + i;
            notices.subscribe(person, circle, List.of(), Set.of());
            if (i % 5 == 0) {
                // A second one must not make it twice
                notices.subscribe(person, Place.circle(point, 3_000), List.of(), Set.of());
                circle = Place.circle(point, 3_000);
            }
            if (place.concerns(circle, KURSK)) {
                concerned.add("PUBLISHED " + person);
            }
        }
        return concerned;
    }

    @Test
    void exactly_those_concerned_are_told_by_two_nodes_at_once() throws Exception {
        Set<String> concerned = subscribe(700, Place.area(SQUARE));
        assertThat(concerned).hasSizeBetween(100, 600);
        published(Place.area(SQUARE));
        published(Place.area(SQUARE), "roads");
        Listener listener = new Listener();
        CyclicBarrier together = new CyclicBarrier(2);
        List<Thread> nodes = new ArrayList<>();
        for (Pos each : List.of(pos, node())) {
            Thread thread = new Thread(() -> {
                try {
                    together.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                each.tell(listener);
            });
            thread.start();
            nodes.add(thread);
        }
        for (Thread each : nodes) {
            each.join();
        }
        Map<String, Integer> times = new HashMap<>();
        listener.told.forEach(each -> times.merge(each, 1, Integer::sum));
        assertThat(times.keySet()).isEqualTo(concerned);
        assertThat(times.values()).as("once of each of two notices").containsOnly(2);
    }

    @Test
    void a_crash_in_between_makes_at_most_one_page_twice_and_loses_nobody() {
        Set<String> concerned = subscribe(700, Place.area(SQUARE));
        published(Place.area(SQUARE));
        Listener listener = new Listener();
        listener.breaksAt = 2;
        assertThatThrownBy(() -> pos.tell(listener)).isInstanceOf(Death.class);
        int before = listener.told.size();
        assertThat(before).isLessThan(concerned.size());
        Pos other = node();
        other.tell(listener);
        assertThat(listener.told).as("it may still be at work").hasSize(before);
        clock.advance(Duration.ofMinutes(2));
        other.tell(listener);
        assertThat(new HashSet<>(listener.told)).isEqualTo(concerned);
        assertThat(listener.told.size() - concerned.size()).isBetween(0, 200);
        int all = listener.told.size();
        clock.advance(Duration.ofHours(1));
        pos.tell(listener);
        assertThat(listener.told).hasSize(all);
    }

    @Test
    void what_cannot_be_told_is_told_later() {
        notices.subscribe("anna", Place.of(KURSK), List.of(), Set.of());
        published(Place.of(KURSK));
        Recipient broken = new Recipient() {
            @Override
            public void tell(Tiding tiding, Message message) {}

            @Override
            public void notice(Notice notice, Turn news, List<String> persons) throws Exception {
                throw new Exception("the mail server is away");
            }
        };
        assertThat(pos.tell(broken)).isZero();
        Listener listener = new Listener();
        pos.tell(listener);
        assertThat(listener.told).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        pos.tell(listener);
        assertThat(listener.told).containsExactly("PUBLISHED anna");
    }

    @Test
    void place_topic_and_kind_have_to_fit() {
        notices.subscribe("whole", Place.of(new Territory("38000000")), List.of(), Set.of());
        notices.subscribe("city", Place.of(KURSK), List.of(), Set.of());
        notices.subscribe("elsewhere", Place.of(LGOV), List.of(), Set.of());
        notices.subscribe("roads", Place.of(KURSK), List.of("roads"), Set.of());
        notices.subscribe("heating", Place.of(KURSK), List.of("housing.heating"), Set.of());
        notices.subscribe("events", Place.of(KURSK), List.of(), Set.of(Kind.EVENT));
        notices.subscribe("house", Place.circle(new Point(51.75, 36.15), 300).in(KURSK), List.of(), Set.of());
        Listener listener = new Listener();
        published(Place.of(KURSK), "housing");
        assertThat(pos.tell(listener)).isEqualTo(4);
        assertThat(listener.told)
                .containsExactlyInAnyOrder("PUBLISHED whole", "PUBLISHED city", "PUBLISHED heating", "PUBLISHED house");
        listener.told.clear();
        published(Place.area(SQUARE), "roads.potholes");
        pos.tell(listener);
        assertThat(listener.told)
                .containsExactlyInAnyOrder("PUBLISHED whole", "PUBLISHED city", "PUBLISHED roads", "PUBLISHED house");
    }

    @Test
    void a_change_that_matters_is_told_to_those_here_and_there() {
        notices.subscribe("here", Place.circle(new Point(51.75, 36.15), 300), List.of(), Set.of());
        notices.subscribe("there", Place.circle(new Point(51.75, 36.5), 300), List.of(), Set.of());
        Listener listener = new Listener();
        Notice notice = published(Place.area(SQUARE));
        pos.tell(listener);
        assertThat(listener.told).containsExactly("PUBLISHED here");
        listener.told.clear();
        Content said = notice.content();
        notices.change(
                notice.id(),
                new Content(
                        said.kind(),
                        "Другими словами",
                        said.text(),
                        said.organization(),
                        said.place(),
                        said.topics(),
                        said.from(),
                        said.until()),
                HEAD);
        assertThat(pos.tell(listener)).as("other words are no news").isZero();
        notices.change(notice.id(), content(Place.circle(new Point(51.75, 36.5), 100)), HEAD);
        pos.tell(listener);
        assertThat(listener.told).containsExactlyInAnyOrder("CHANGED here", "CHANGED there");
        listener.told.clear();
        notices.withdraw(notice.id(), "Перенесено", HEAD);
        pos.tell(listener);
        assertThat(listener.told).containsExactly("WITHDRAWN there");
    }

    @Test
    void nobody_is_woken_by_what_can_wait() {
        notices.subscribe("anna", Place.of(KURSK), List.of(), Set.of());
        Instant night = Instant.parse("2026-03-02T20:00:00Z");
        clock.set(night);
        Listener listener = new Listener();
        Instant nextWeek = night.plus(Duration.ofDays(7));
        Content works =
                new Content(Kind.PLANNED_WORK, "Ремонт", "Ремонт", "kursk", Place.of(KURSK), List.of(), nextWeek, null);
        notices.publish(notices.draft(null, works, HEAD).id(), HEAD);
        Notice gone = notices.publish(notices.draft(null, works, HEAD).id(), HEAD);
        pos.tell(listener);
        assertThat(listener.told).as("23:00 in Kursk").isEmpty();
        published(Place.of(KURSK));
        pos.tell(listener);
        assertThat(listener.told).as("begins soon").containsExactly("PUBLISHED anna");
        notices.withdraw(gone.id(), "Ошибка", HEAD);
        clock.set(Instant.parse("2026-03-03T05:59:59Z"));
        pos.tell(listener);
        assertThat(listener.told).hasSize(1);
        clock.set(Instant.parse("2026-03-03T06:00:00Z"));
        pos.tell(listener);
        assertThat(listener.told).containsExactlyInAnyOrder("PUBLISHED anna", "PUBLISHED anna", "WITHDRAWN anna");
    }

    @Test
    void a_person_has_at_most_ten_subscriptions_and_loses_them_when_erased() {
        Subscription first = notices.subscribe("anna", Place.of(KURSK), List.of(), Set.of());
        assertThat(notices.subscribe("anna", Place.of(KURSK), List.of(), Set.of(Kind.values())))
                .as("the same once more")
                .isEqualTo(first);
        for (int i = 1; i < 10; i++) {
            notices.subscribe("anna", Place.circle(new Point(51.7, 36 + i), 5_000), List.of(), Set.of());
        }
        assertThatThrownBy(() -> notices.subscribe("anna", Place.of(LGOV), List.of(), Set.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.key()).isEqualTo("subscription.tooMany"));
        notices.unsubscribe("anna", first.id());
        assertThat(notices.subscriptions("anna")).hasSize(9);
        assertThatThrownBy(() -> notices.unsubscribe("anna", first.id())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> notices.unsubscribe(
                        "boris", notices.subscriptions("anna").get(0).id()))
                .isInstanceOf(Refusal.class);
        pos.erase("anna");
        assertThat(notices.subscriptions("anna")).isEmpty();
        assertThat(storage.cards().list(Subscribers.KIND, "", null, 10)).isEmpty();
    }

    @Test
    void what_is_far_away_is_not_even_read() {
        CountingStorage counting = new CountingStorage(storage);
        subscribe(400, Place.area(SQUARE));
        try (Pos other = Pos.under(SampleRegion.regulation())
                .storage(counting)
                .clock(clock)
                .open()) {
            published(Place.circle(new Point(51.75, 37.9), 200));
            counting.reset();
            assertThat(other.tell(new Listener())).isZero();
            assertThat(counting.handedOut()).isLessThan(5);
        }
    }
}
