package feedback.pos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.Discussions.Words;
import feedback.pos.discussion.Discussion.Moderation;
import feedback.pos.discussion.Draft;
import feedback.pos.discussion.Post;
import feedback.pos.discussion.Post.Stage;
import feedback.pos.discussion.Subject;
import feedback.pos.message.DeclineReason;
import feedback.pos.moderation.Hint;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Person;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Position;
import feedback.pos.store.Storage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscussionsTest {
    private static final Subject PARK = Subject.parse("project:2026/park-7");
    private static final Actor HEAD = SampleRegion.official("head");
    private static final Actor MODERATOR = SampleRegion.official("moderator");
    private static final Actor ANNA = Actor.citizen("anna");
    private static final Actor BORIS = Actor.citizen("boris");
    private static final Actor ANYBODY = Actor.citizen("");

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Storage storage = Storage.inMemory();
    private final Pos pos =
            Pos.under(SampleRegion.regulation()).storage(storage).clock(clock).open();
    private final Discussions discussions = pos.discussions();

    @AfterEach
    void close() {
        pos.close();
    }

    private void open(Moderation moderation) {
        discussions.open(
                PARK, "kursk", moderation, clock.instant(), clock.instant().plus(Duration.ofDays(30)), Actor.system());
    }

    private Post write(String text, @Nullable UUID parent, Actor by) {
        clock.advance(Duration.ofMillis(1));
        return discussions.write(null, PARK, new Words(text, parent, false, false), by);
    }

    private List<String> shown(@Nullable UUID parent, boolean oldestFirst, int limit) {
        List<String> texts = new ArrayList<>();
        Position after = null;
        do {
            Discussions.Page page = discussions.list(PARK, parent, oldestFirst, after, limit);
            page.items().forEach(each -> texts.add(each.text()));
            after = page.next();
        } while (after != null);
        return texts;
    }

    private int count() {
        return discussions.find(PARK).orElseThrow().shown();
    }

    private static void refused(Reason reason, String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Refusal.class, no -> {
            assertThat(no.reason()).isEqualTo(reason);
            assertThat(no.key()).isEqualTo(key);
        });
    }

    @Test
    void posts_and_replies_are_read_from_either_end() {
        open(Moderation.AFTER);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(write("Мысль " + i, null, Actor.citizen("p" + i)).id());
        }
        Post reply = write("Согласна", ids.get(2), ANNA);
        Post deeper = write("И я", reply.id(), BORIS);
        assertThat(shown(null, true, 2))
                .containsExactly("Мысль 0", "Мысль 1", "Мысль 2", "Мысль 3", "Мысль 4", "Мысль 5", "Мысль 6");
        assertThat(shown(null, false, 3)).startsWith("Мысль 6", "Мысль 5").hasSize(7);
        assertThat(shown(ids.get(2), true, 10)).containsExactly("Согласна");
        assertThat(discussions.get(ids.get(2), ANYBODY).replies()).isEqualTo(1);
        assertThat(count()).isEqualTo(9);
        refused(Reason.INVALID_VALUE, "post.tooDeep", () -> write("Ещё", deeper.id(), ANNA));
        refused(Reason.INVALID_VALUE, "post.unknown", () -> write("Ещё", UUID.randomUUID(), ANNA));
        discussions.withdraw(reply.id(), ANNA);
        assertThat(shown(ids.get(2), true, 10)).isEmpty();
        assertThat(discussions.get(ids.get(2), ANYBODY).replies()).isZero();
        assertThat(count()).isEqualTo(8);
    }

    @Test
    void there_is_a_time_for_it() {
        refused(Reason.NOT_FOUND, "discussion.unknown", () -> write("Рано", null, ANNA));
        discussions.open(
                PARK,
                "kursk",
                Moderation.AFTER,
                clock.instant().plusSeconds(60),
                clock.instant().plusSeconds(120),
                Actor.system());
        refused(Reason.WRONG_STAGE, "discussion.early", () -> write("Рано", null, ANNA));
        clock.advance(Duration.ofSeconds(61));
        write("Вовремя", null, ANNA);
        clock.advance(Duration.ofSeconds(61));
        refused(Reason.TOO_LATE, "discussion.over", () -> write("Поздно", null, ANNA));
        open(Moderation.BEFORE);
        assertThat(count()).as("opened anew it keeps its posts").isEqualTo(1);
        refused(
                Reason.FORBIDDEN,
                "role.needed",
                () -> discussions.open(PARK, "kursk", Moderation.AFTER, clock.instant(), null, MODERATOR));
    }

    @Test
    void nobody_opens_a_discussion_about_what_is_anothers_or_does_not_exist() {
        refused(
                Reason.NOT_FOUND,
                "discussion.unknown",
                () -> discussions.open(PARK, "kursk", Moderation.AFTER, clock.instant(), null, HEAD));
        Draft draft = discussions.put(
                new Draft(
                        UUID.randomUUID(),
                        "О правилах",
                        "1. Правила",
                        "region",
                        clock.instant(),
                        clock.instant().plus(Duration.ofDays(30)),
                        "superior-head",
                        clock.instant()),
                Moderation.AFTER,
                Actor.official("superior-head", Role.HEAD, "region"));
        Subject act = Subject.parse("draft:" + draft.id());
        refused(
                Reason.NOT_FOUND,
                "discussion.unknown",
                () -> discussions.open(act, "kursk", Moderation.BEFORE, clock.instant(), null, HEAD));
    }

    @Test
    void moderated_before_nothing_is_shown_that_nobody_looked_at() {
        open(Moderation.BEFORE);
        Post post = write("Лучше сквер", null, ANNA);
        assertThat(post.stage()).isEqualTo(Stage.PENDING);
        assertThat(shown(null, true, 10)).isEmpty();
        refused(Reason.NOT_FOUND, "post.unknown", () -> discussions.get(post.id(), BORIS));
        assertThat(discussions.get(post.id(), ANNA)).isEqualTo(post);
        assertThat(discussions.waiting(null, 10, MODERATOR).items()).containsExactly(post);
        refused(Reason.FORBIDDEN, "role.needed", () -> discussions.waiting(null, 10, ANNA));
        assertThat(discussions
                        .waiting(null, 10, SampleRegion.official("superior-moderator"))
                        .items())
                .hasSize(1);
        refused(Reason.FORBIDDEN, "role.needed", () -> discussions.moderate(post.id(), null, null, HEAD));
        discussions.moderate(post.id(), null, null, MODERATOR);
        assertThat(shown(null, true, 10)).containsExactly("Лучше сквер");
        discussions.moderate(post.id(), DeclineReason.OFF_TOPIC, "Это о другом", MODERATOR);
        assertThat(shown(null, true, 10)).isEmpty();
        assertThat(count()).isZero();
        Post.Decision told = discussions.get(post.id(), ANNA).decision();
        assertThat(told.reason() + " " + told.comment()).isEqualTo("OFF_TOPIC Это о другом");
        assertThat(discussions.waiting(null, 10, MODERATOR).items()).isEmpty();
    }

    @Test
    void moderated_after_what_looks_unfit_waits_all_the_same() {
        open(Moderation.AFTER);
        Post rude = write("Соседка Мария, тел. 89101234567, шумит", null, ANNA);
        assertThat(rude.stage()).isEqualTo(Stage.PENDING);
        assertThat(rude.hints()).containsExactly(Hint.Kind.THIRD_PARTY_DATA);
        Post good = write("Хорошая мысль", null, ANNA);
        assertThat(good.stage()).isEqualTo(Stage.SHOWN);
        assertThat(discussions
                        .edit(good.id(), "Хорошая мысль, пишите на http://kupi-vse.ru", ANNA)
                        .stage())
                .isEqualTo(Stage.PENDING);
        assertThat(count()).isZero();
    }

    @Test
    void a_complaint_brings_it_before_a_moderator_once_a_person() {
        open(Moderation.AFTER);
        Post post = write("Спорная мысль", null, ANNA);
        assertThat(discussions.waiting(null, 10, MODERATOR).items()).isEmpty();
        discussions.complain(post.id(), BORIS);
        refused(Reason.ALREADY_DONE, "post.complained", () -> discussions.complain(post.id(), BORIS));
        discussions.complain(post.id(), Actor.citizen("vera"));
        assertThat(discussions.waiting(null, 10, MODERATOR).items())
                .extracting(Post::complaints)
                .containsExactly(2);
        assertThat(shown(null, true, 10)).as("shown until somebody decides").hasSize(1);
        discussions.moderate(post.id(), null, null, MODERATOR);
        assertThat(discussions.waiting(null, 10, MODERATOR).items()).isEmpty();
    }

    @Test
    void the_author_may_change_it_for_a_quarter_of_an_hour() {
        open(Moderation.AFTER);
        Post post = write("Лучше сквер", null, ANNA);
        refused(Reason.FORBIDDEN, "post.notYours", () -> discussions.edit(post.id(), "x", BORIS));
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        Post edited = discussions.edit(post.id(), "Лучше парк", ANNA);
        assertThat(edited.editedAt()).isEqualTo(clock.instant());
        clock.advance(Duration.ofMillis(1));
        refused(Reason.TOO_LATE, "post.editable", () -> discussions.edit(post.id(), "Лучше лес", ANNA));
        assertThat(shown(null, true, 10)).containsExactly("Лучше парк");
        refused(Reason.FORBIDDEN, "post.notYours", () -> discussions.withdraw(post.id(), BORIS));
        discussions.withdraw(post.id(), ANNA);
        refused(Reason.ALREADY_DONE, "post.withdrawn", () -> discussions.withdraw(post.id(), ANNA));
        refused(Reason.TOO_LATE, "post.withdrawn", () -> discussions.moderate(post.id(), null, null, MODERATOR));
    }

    @Test
    void nobody_writes_too_often_however_many_at_once() throws Exception {
        open(Moderation.AFTER);
        CyclicBarrier together = new CyclicBarrier(4);
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            int writer = n;
            Thread thread = new Thread(() -> {
                try {
                    together.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                for (int i = 0; i < 4; i++) {
                    try {
                        discussions.write(null, PARK, new Words("Мысль " + writer + i, null, false, false), ANNA);
                    } catch (Refusal no) {
                        assertThat(no.reason()).isEqualTo(Reason.TOO_MANY);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread each : threads) {
            each.join();
        }
        assertThat(count()).isEqualTo(10);
        clock.advance(Duration.ofMinutes(59));
        assertThatThrownBy(() -> write("Ещё", null, ANNA)).isInstanceOfSatisfying(Refusal.class, no -> {
            assertThat(no.key()).isEqualTo("post.anHour");
            assertThat(no.args().get(0)).as("seconds to wait").isEqualTo("60");
        });
        for (int hour = 0; hour < 2; hour++) {
            clock.advance(Duration.ofHours(1));
            for (int i = 0; i < 10; i++) {
                write("Мысль", null, ANNA);
            }
        }
        clock.advance(Duration.ofHours(1));
        refused(Reason.TOO_MANY, "post.aDay", () -> write("Ещё", null, ANNA));
        clock.advance(Duration.ofDays(1));
        write("Завтра", null, ANNA);
    }

    @Test
    void an_official_answer_shows_the_office_and_a_citizen_only_what_the_citizen_wants() {
        pos.people().put(new Person("anna", "Анна Петровна Соколова", null, null));
        open(Moderation.BEFORE);
        Post answer = discussions.write(null, PARK, new Words("Парк откроют в мае", null, true, true), HEAD);
        assertThat(answer.stage()).as("an office answers for itself").isEqualTo(Stage.SHOWN);
        assertThat(answer.office()).isEqualTo(new Post.Office(Role.HEAD, "kursk"));
        assertThat(discussions.nameOf(answer)).isEmpty();
        refused(
                Reason.FORBIDDEN,
                "post.official",
                () -> discussions.write(null, PARK, new Words("Я чиновник", null, false, true), ANNA));
        Post named = discussions.write(null, PARK, new Words("За", null, true, false), ANNA);
        assertThat(discussions.nameOf(named)).contains("Анна С.");
        Post first = write("Против", null, ANNA);
        Post second = write("Всё-таки за", null, ANNA);
        assertThat(discussions.nameOf(first)).isEqualTo(discussions.nameOf(second));
        assertThat(discussions.nameOf(first).orElseThrow()).matches("№ \\d{4}");
    }

    @Test
    void erasing_a_person_leaves_the_replies_of_others() {
        pos.people().put(new Person("anna", "Анна Соколова", null, null));
        open(Moderation.AFTER);
        Post post = discussions.write(null, PARK, new Words("Я живу рядом", null, true, false), ANNA);
        Post waiting = write("Соседка Мария, тел. 89101234567, шумит", null, ANNA);
        Post reply = write("И я", post.id(), BORIS);
        pos.erase("anna");
        Post erased = discussions.get(post.id(), ANYBODY);
        assertThat(erased.text() + erased.person()).isEmpty();
        assertThat(erased.isErased()).isTrue();
        assertThat(discussions.nameOf(erased)).isEmpty();
        assertThat(shown(post.id(), true, 10)).containsExactly("И я");
        assertThat(discussions.of("anna", null, 10).items()).isEmpty();
        assertThat(discussions.waiting(null, 10, MODERATOR).items()).isEmpty();
        for (String kind : List.of(PostCards.POST, PostCards.TURNED, PostCards.WRITER, PostCards.DISCUSSION)) {
            assertThat(storage.cards().list(kind, "", null, 100).toString())
                    .doesNotContain("anna", "Я живу", "Соседка");
        }
        assertThat(discussions.get(reply.id(), ANYBODY).person()).isEqualTo("boris");
        refused(Reason.NOT_FOUND, "post.unknown", () -> discussions.get(waiting.id(), ANYBODY));
    }

    @Test
    void the_same_id_is_the_same_post() {
        open(Moderation.AFTER);
        UUID id = UUID.randomUUID();
        Words words = new Words("За", null, false, false);
        Post first = discussions.write(id, PARK, words, ANNA);
        assertThat(discussions.write(id, PARK, words, ANNA)).isEqualTo(first);
        refused(
                Reason.KEY_REUSED,
                "post.keyReused",
                () -> discussions.write(id, PARK, new Words("Против", null, false, false), ANNA));
        refused(Reason.KEY_REUSED, "post.keyReused", () -> discussions.write(id, PARK, words, BORIS));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_draft_of_an_act_is_put_up_with_its_discussion() {
        Draft draft = new Draft(
                UUID.randomUUID(),
                "О правилах благоустройства",
                "1. Правила",
                "kursk",
                clock.instant(),
                clock.instant().plus(Duration.ofDays(30)),
                "head",
                clock.instant());
        discussions.put(draft, Moderation.BEFORE, HEAD);
        assertThat(discussions.put(draft, Moderation.BEFORE, HEAD)).isEqualTo(draft);
        assertThat(discussions.find(draft.subject()).orElseThrow().isOpen(clock.instant()))
                .isTrue();
        assertThat(discussions.drafts(null, 10)).containsExactly(draft);
        refused(Reason.FORBIDDEN, "role.needed", () -> discussions.put(draft, Moderation.BEFORE, MODERATOR));
    }

    @Test
    void subjects_have_a_written_form() {
        for (String good : List.of("poll:a", "project:a/b", "notice:019c-1", "draft:x")) {
            assertThat(Subject.parse(good)).hasToString(good);
        }
        for (String bad :
                List.of("", "poll", "poll:", "poll:a/b", "project:a", "law:x", "poll:a b", "poll:" + "x".repeat(65))) {
            refused(Reason.NOT_FOUND, "discussion.unknown", () -> Subject.parse(bad));
        }
    }
}
