package feedback.pos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.Notices.Filter;
import feedback.pos.Notices.When;
import feedback.pos.message.Point;
import feedback.pos.notice.Notice;
import feedback.pos.notice.Notice.Content;
import feedback.pos.notice.Notice.Kind;
import feedback.pos.notice.Notice.Stage;
import feedback.pos.notice.Place;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private static final Territory KURSK = new Territory("38701000");
    private static final Actor HEAD = SampleRegion.official("head");
    private static final Actor OPERATOR = SampleRegion.official("operator");
    private static final Actor ANYBODY = Actor.citizen("");
    private static final String SQUARE =
            "{\"type\":\"Polygon\",\"coordinates\":[[[36.1,51.7],[36.2,51.7],[36.2,51.8],[36.1,51.8],[36.1,51.7]]]}";
    private static final Point IN = new Point(51.75, 36.15);
    private static final Point OUT = new Point(51.75, 36.25);

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Pos pos = Pos.under(SampleRegion.regulation())
            .storage(Storage.inMemory())
            .clock(clock)
            .open();
    private final Notices notices = pos.notices();

    @AfterEach
    void close() {
        pos.close();
    }

    private Instant in(int hours) {
        return clock.instant().plus(Duration.ofHours(hours));
    }

    private Content content(String title, Place place, @Nullable Instant until, String... topics) {
        return new Content(Kind.SHUT_OFF, title, "Ремонт сетей", "kursk", place, List.of(topics), in(0), until);
    }

    private Notice published(Content content) {
        clock.advance(Duration.ofMillis(1));
        return notices.publish(notices.draft(null, content, HEAD).id(), HEAD);
    }

    private static void refused(Reason reason, String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Refusal.class, no -> {
            assertThat(no.reason()).isEqualTo(reason);
            assertThat(no.key()).isEqualTo(key);
        });
    }

    private List<String> titles(Filter filter) {
        return notices.list(filter, null, 100, ANYBODY).items().stream()
                .map(each -> each.content().title())
                .toList();
    }

    @Test
    void a_notice_lives_from_draft_to_its_end_and_every_version_is_kept() {
        Notice draft = notices.draft(null, content("Отключение воды", Place.of(KURSK), in(5)), OPERATOR);
        assertThat(draft.stage()).isEqualTo(Stage.DRAFT);
        refused(Reason.NOT_FOUND, "notice.unknown", () -> notices.get(draft.id(), ANYBODY));
        assertThat(titles(Filter.current())).isEmpty();
        refused(Reason.FORBIDDEN, "role.needed", () -> notices.publish(draft.id(), OPERATOR));

        notices.publish(draft.id(), HEAD);
        assertThat(titles(Filter.current())).containsExactly("Отключение воды");
        refused(Reason.ALREADY_DONE, "notice.published", () -> notices.publish(draft.id(), HEAD));
        refused(
                Reason.FORBIDDEN,
                "role.needed",
                () -> notices.change(draft.id(), content("Вода", Place.of(KURSK), in(6)), OPERATOR));
        Notice changed = notices.change(draft.id(), content("Отключение воды до утра", Place.of(KURSK), in(9)), HEAD);
        assertThat(changed.sequence()).isEqualTo(1);
        refused(
                Reason.STALE_VERSION,
                "version.stale",
                () -> notices.ifVersion(2).withdraw(draft.id(), "Дали", HEAD));

        clock.advance(Duration.ofHours(9));
        pos.sweep();
        Notice over = notices.get(draft.id(), ANYBODY);
        assertThat(over.stage()).isEqualTo(Stage.ENDED);
        assertThat(titles(Filter.current())).isEmpty();
        assertThat(titles(Filter.current().with(When.PAST))).containsExactly("Отключение воды до утра");
        refused(Reason.TOO_LATE, "notice.ended", () -> notices.withdraw(draft.id(), "Дали", HEAD));
        assertThat(notices.history(draft.id(), HEAD))
                .extracting(Notice::stage)
                .containsExactly(Stage.ENDED, Stage.PUBLISHED, Stage.PUBLISHED, Stage.DRAFT);
        assertThat(notices.history(draft.id(), ANYBODY))
                .as("drafts are the office's own")
                .hasSize(3);
    }

    @Test
    void one_whose_end_is_not_known_ends_by_itself() {
        Notice open = published(content("Авария", Place.of(KURSK), null));
        clock.advance(Notice.OPEN_END.minusHours(1));
        pos.sweep();
        assertThat(notices.get(open.id(), ANYBODY).stage()).isEqualTo(Stage.PUBLISHED);
        clock.advance(Duration.ofHours(1));
        assertThat(titles(Filter.current())).as("before the sweep, too").isEmpty();
        pos.sweep();
        assertThat(notices.get(open.id(), ANYBODY).stage()).isEqualTo(Stage.ENDED);
    }

    @Test
    void what_is_withdrawn_says_why_and_stands_with_what_is_over_once_it_would_be() {
        Notice notice = published(content("Отключение", Place.of(KURSK), in(5)));
        assertThatThrownBy(() -> notices.withdraw(notice.id(), " ", HEAD))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        no -> assertThat(no.fields().get(0).field()).isEqualTo("reason"));
        notices.withdraw(notice.id(), "Работы перенесены", HEAD);
        assertThat(titles(Filter.current())).isEmpty();
        assertThat(titles(Filter.current().with(When.WITHDRAWN))).containsExactly("Отключение");
        clock.advance(Duration.ofHours(6));
        pos.sweep();
        assertThat(titles(Filter.current().with(When.WITHDRAWN))).containsExactly("Отключение");
        assertThat(titles(Filter.current().with(When.PAST))).isEmpty();
        Notice kept = notices.get(notice.id(), ANYBODY);
        assertThat(kept.stage() + " " + kept.withdrawal()).isEqualTo("WITHDRAWN Работы перенесены");
        refused(Reason.TOO_LATE, "notice.withdrawn", () -> notices.publish(notice.id(), HEAD));
    }

    @Test
    void who_issues_is_a_matter_of_role_and_tree_and_place() {
        Content kursk = content("Отключение", Place.of(KURSK), in(5));
        for (String other : List.of("moderator", "executor", "curator", "roadman")) {
            refused(Reason.FORBIDDEN, "role.needed", () -> notices.draft(null, kursk, SampleRegion.official(other)));
        }
        refused(Reason.FORBIDDEN, "role.needed", () -> notices.draft(null, kursk, Actor.citizen("anna")));
        notices.draft(null, kursk, SampleRegion.official("superior-coordinator"));
        refused(
                Reason.INVALID_VALUE,
                "notice.elsewhere",
                () -> notices.draft(null, content("x", Place.of(new Territory("38710000")), in(5)), HEAD));
        refused(
                Reason.INVALID_VALUE,
                "topic.unknown",
                () -> notices.draft(null, content("x", Place.of(KURSK), in(5), "nothing"), HEAD));
        Notice draft = notices.draft(null, kursk, HEAD);
        refused(Reason.NOT_FOUND, "notice.unknown", () -> notices.get(draft.id(), SampleRegion.official("heater")));
    }

    @Test
    void every_wrong_field_is_named() {
        Content wrong = new Content(
                Kind.EVENT, " ", "x".repeat(Notice.MOST_TEXT + 1), "kursk", Place.of(KURSK), List.of(), in(5), in(4));
        assertThatThrownBy(() -> notices.draft(null, wrong, HEAD))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        no -> assertThat(no.fields())
                                .extracting(Refusal.Field::field)
                                .containsExactly("title", "text", "until"));
        Notice over = notices.draft(null, content("Вчера", Place.of(KURSK), in(1)), HEAD);
        clock.advance(Duration.ofHours(2));
        refused(Reason.INVALID_VALUE, "notice.over", () -> notices.publish(over.id(), HEAD));
    }

    @Test
    void writing_again_under_the_same_id_gives_the_one_that_is_there() {
        UUID id = UUID.randomUUID();
        Content content = content("Отключение", Place.of(KURSK), in(5));
        Notice first = notices.draft(id, content, HEAD);
        assertThat(notices.draft(id, content, HEAD)).isEqualTo(first);
        Notice published = notices.publish(id, HEAD);
        assertThat(notices.draft(id, content, HEAD)).isEqualTo(published);
        refused(
                Reason.KEY_REUSED,
                "notice.keyReused",
                () -> notices.draft(id, content("Другое", Place.of(KURSK), in(5)), HEAD));
    }

    @Test
    void notices_are_found_by_place_and_time() {
        published(content("Квартал", Place.area(SQUARE), in(5)));
        published(content("Город", Place.of(KURSK), in(50)));
        published(content("Область", Place.of(new Territory("38000000")).in(new Territory("38701000")), in(5)));
        Filter here = Filter.current().withPoint(IN);
        assertThat(titles(here))
                .as("no map says in which territory the point is")
                .containsExactly("Квартал");
        assertThat(titles(here.withTerritory(KURSK))).containsExactly("Область", "Город", "Квартал");
        assertThat(titles(Filter.current().withPoint(OUT).withTerritory(KURSK))).containsExactly("Область", "Город");
        assertThat(notices.at(IN, in(4))).hasSize(1);
        assertThat(notices.at(IN, in(6))).isEmpty();
        assertThat(notices.at(IN, in(-1))).isEmpty();
        Instant then = in(1);
        clock.advance(Duration.ofHours(20));
        pos.sweep();
        assertThat(titles(here)).isEmpty();
        assertThat(notices.at(IN, then)).as("what was in force then").hasSize(1);
    }

    @Test
    void territories_hold_what_lies_in_them_and_what_they_are_a_part_of() {
        published(content("Квартал", Place.area(SQUARE), in(5)));
        published(content("Город", Place.of(KURSK), in(5)));
        assertThat(titles(Filter.current().withTerritory(new Territory("38000000"))))
                .containsExactly("Город", "Квартал");
        assertThat(titles(Filter.current().withTerritory(KURSK))).containsExactly("Город", "Квартал");
        assertThat(titles(Filter.current().withTerritory(new Territory("38701000001"))))
                .containsExactly("Город");
        assertThat(titles(Filter.current().withTerritory(new Territory("38710000"))))
                .isEmpty();
    }

    @Test
    void the_other_conditions_hold_together() {
        published(content("Отключение отопления", Place.of(KURSK), in(5), "housing.heating"));
        published(content("Ремонт дороги", Place.of(KURSK), in(5), "roads"));
        Filter all = Filter.current();
        assertThat(titles(new Filter(Set.of(), null, null, null, "housing", null, null, null, null, null)))
                .containsExactly("Отключение отопления");
        assertThat(titles(new Filter(Set.of(), null, null, null, null, null, null, null, null, "отключения")))
                .containsExactly("Отключение отопления");
        assertThat(titles(new Filter(Set.of(), null, null, null, null, "region", null, null, null, null)))
                .hasSize(2);
        assertThat(titles(new Filter(Set.of(), null, null, null, null, "lgov", null, null, null, null)))
                .isEmpty();
        assertThat(titles(new Filter(Set.of(), null, null, null, null, null, Kind.EVENT, null, null, null)))
                .isEmpty();
        assertThat(titles(new Filter(Set.of(), null, null, null, null, null, null, in(6), null, null)))
                .isEmpty();
        assertThat(titles(new Filter(Set.of(), null, null, null, null, null, null, null, in(-1), null)))
                .isEmpty();
        assertThat(titles(all.with(When.FUTURE))).isEmpty();
        assertThat(titles(all.with(When.ACTIVE))).hasSize(2);
    }

    @Test
    void pages_show_each_notice_once_however_many_keys_lead_to_it() {
        Random random = new Random(3);
        Set<UUID> wanted = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            Place place = i % 3 == 0
                    ? Place.of(KURSK)
                    : i % 3 == 1
                            ? Place.area(SQUARE)
                            : Place.circle(new Point(51.75 + random.nextDouble() / 50, 36.15), 3_000);
            Notice draft = notices.draft(null, content("Отключение " + i, place, in(5)), HEAD);
            Notice each = notices.publish(draft.id(), HEAD);
            // Several of one instant, too
            clock.advance(Duration.ofMillis(i % 2));
            if (place.area() != null || !place.isDrawn() || place.contains(IN)) {
                wanted.add(each.id());
            }
        }
        for (int limit : new int[] {1, 7, 50, 100}) {
            List<UUID> seen = new ArrayList<>();
            Position after = null;
            do {
                Notices.Page page =
                        notices.list(Filter.current().withPoint(IN).withTerritory(KURSK), after, limit, ANYBODY);
                page.items().forEach(each -> seen.add(each.id()));
                assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
                after = page.next();
            } while (after != null);
            assertThat(seen).doesNotHaveDuplicates().hasSameElementsAs(wanted);
        }
    }

    @Test
    void what_is_over_is_not_looked_at_for_what_is_in_force() {
        CountingStorage counting = new CountingStorage(Storage.inMemory());
        try (Pos other = Pos.under(SampleRegion.regulation())
                .storage(counting)
                .clock(clock)
                .open()) {
            for (int i = 0; i < 300; i++) {
                Notice each = other.notices().draft(null, content("Отключение", Place.area(SQUARE), in(5)), HEAD);
                other.notices().publish(each.id(), HEAD);
            }
            clock.advance(Duration.ofHours(6));
            other.sweep();
            Notice last = other.notices().draft(null, content("Последнее", Place.area(SQUARE), in(5)), HEAD);
            other.notices().publish(last.id(), HEAD);
            counting.reset();
            assertThat(other.notices().at(IN, clock.instant())).hasSize(1);
            assertThat(counting.handedOut()).isEqualTo(1);
        }
    }

    @Test
    void who_is_about_to_report_is_shown_what_is_known_already() {
        published(content("Отключение отопления", Place.of(KURSK), in(5), "housing.heating"));
        published(content("Ямочный ремонт", Place.area(SQUARE), in(5), "roads.potholes"));
        published(content("Учения", Place.of(KURSK), in(5)));
        assertThat(concerning("Холодные батареи, отопления нет", null, null, KURSK))
                .containsExactly("Отключение отопления", "Учения");
        assertThat(concerning("Огромная яма на проезжей части", null, IN, KURSK))
                .containsExactly("Ямочный ремонт", "Учения");
        assertThat(concerning("Огромная яма на проезжей части", null, OUT, KURSK))
                .containsExactly("Учения");
        assertThat(concerning(null, "roads", null, KURSK)).containsExactly("Ямочный ремонт", "Учения");
        assertThat(concerning(null, "health", null, new Territory("38710000"))).isEmpty();
        for (int i = 0; i < 10; i++) {
            published(content("Учения " + i, Place.of(KURSK), in(5)));
        }
        assertThat(concerning(null, "roads", null, KURSK)).hasSize(5).first().isEqualTo("Ямочный ремонт");
    }

    private List<String> concerning(
            @Nullable String text, @Nullable String topic, @Nullable Point point, @Nullable Territory territory) {
        return notices.concerning(text, topic, point, territory).stream()
                .map(each -> each.content().title())
                .toList();
    }
}
