package feedback.pos.procedure;

import static feedback.pos.procedure.Walk.ANNA;
import static feedback.pos.procedure.Walk.COORDINATOR;
import static feedback.pos.procedure.Walk.EXECUTOR;
import static feedback.pos.procedure.Walk.HEAD;
import static feedback.pos.procedure.Walk.MONDAY;
import static feedback.pos.procedure.Walk.letter;
import static feedback.pos.procedure.Walk.refusal;
import static feedback.pos.procedure.Walk.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import feedback.pos.catalog.Topic;
import feedback.pos.deadline.Pause;
import feedback.pos.deadline.StageBudget;
import feedback.pos.deadline.Step;
import feedback.pos.deadline.Term;
import feedback.pos.message.Event;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.testkit.SampleRegion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The one legal clock of a message: what it counts, when it stands, and when it is counted anew. */
class ClockTest {
    private static final Regulation SAMPLE = SampleRegion.regulation();
    private static final Actor ADMINISTRATOR = Actor.official("admin", Role.ADMINISTRATOR, "region");

    private final Procedure life = new Procedure(SAMPLE);
    private final Walk walk = new Walk(life);

    // Counting

    @Test
    void a_topic_may_have_a_term_of_its_own_but_not_for_an_appeal() {
        Topic signs = SAMPLE.catalog().get("roads.signs");
        Topic quick =
                new Topic(signs.code(), signs.parent(), signs.name(), null, false, Term.days(3), List.of(), null, null);
        Walk there = new Walk(new Procedure(Regulation.of(
                "region",
                SAMPLE.calendar(),
                SAMPLE.directory(),
                SAMPLE.catalog().with("2", quick),
                SAMPLE.routes())));

        assertThat(there.sent("roads.signs").deadline().term()).isEqualTo(Term.days(3));
        assertThat(there.sent(letter("roads.signs").withKind(Kind.APPEAL), 1)
                        .deadline()
                        .term())
                .isEqualTo(Term.days(30));
    }

    @Test
    void each_kind_of_message_has_the_stages_of_its_own_budget() {
        Message fast = walk.sent("roads.potholes");
        Message ordinary = walk.sent("roads.signs");
        Message appeal = walk.sent(letter("roads.potholes").withKind(Kind.APPEAL), 1);

        assertThat(fast.stageDues().execution()).as("day 8 of 10").isEqualTo("2026-03-10T20:59:59Z");
        assertThat(ordinary.stageDues().execution()).as("day 25 of 30").isEqualTo("2026-03-27T20:59:59Z");
        assertThat(appeal.stageDues().moderation()).as("day 3").isEqualTo("2026-03-05T20:59:59Z");
        assertThat(ordinary.stageDues().moderation()).as("day 1").isEqualTo("2026-03-03T20:59:59Z");
    }

    @Test
    void why_a_date_is_what_it_is_is_told_up_to_the_date() {
        Message asked = life.ask(walk.executing("roads.signs"), "Где?", EXECUTOR, MONDAY)
                .after();

        List<Step> steps = life.explain(asked);

        assertThat(steps).extracting(Step::rule).contains("start", "term", "pause", "due");
        assertThat(steps.get(steps.size() - 1).to()).isEqualTo(asked.deadline().dueDay());
    }

    // Counting anew

    @Test
    void a_date_that_does_not_move_is_not_written_down_anew() {
        assertThat(life.recount(walk.executing("roads.signs"), ADMINISTRATOR, MONDAY)
                        .facts())
                .isEmpty();
    }

    @Test
    void other_rules_move_the_date_in_the_name_of_who_had_it_counted() {
        Procedure stricter = under(Policy.defaults().edit().ordinary(Term.days(20)));
        Message executing = walk.executing("roads.signs");

        Decision byPerson = stricter.recount(executing, ADMINISTRATOR, MONDAY);
        Decision bySystem = stricter.recount(executing, Actor.system(), MONDAY);

        assertThat(byPerson.after().deadline().raw()).isEqualTo("2026-03-22");
        assertThat(byPerson.facts()).singleElement().satisfies(fact -> {
            assertThat(fact.event()).isInstanceOf(Event.DeadlineSet.class);
            assertThat(fact.by()).isEqualTo("admin");
            assertThat(fact.role()).isEqualTo(Role.ADMINISTRATOR);
        });
        assertThat(bySystem.facts()).extracting(Decision.Fact::role).containsExactly(Role.SYSTEM);
        assertThat(stricter.recount(walk.answered(executing), ADMINISTRATOR, MONDAY)
                        .facts())
                .as("nothing is owed any more")
                .isEmpty();
    }

    @Test
    void other_stages_are_written_down_though_the_legal_date_stays() {
        Procedure other = under(Policy.defaults().edit().ordinaryStages(new StageBudget(2, 4, 20, 30)));
        Message executing = walk.executing("roads.signs");

        Decision recounted = other.recount(executing, ADMINISTRATOR, MONDAY);

        assertThat(recounted.facts()).hasSize(1);
        assertThat(recounted.after().deadline()).isEqualTo(executing.deadline());
        assertThat(recounted.after().stageDues().execution()).isEqualTo("2026-03-20T20:59:59Z");
    }

    @Test
    void an_appeal_of_a_message_that_was_extended_by_thirty_days_is_within_the_law() {
        Message executing = walk.executing("roads.signs");
        LocalDate term = executing.deadline().raw();
        Message justSo = extended(executing, term.plusDays(30));
        Message tooFar = extended(executing, term.plusDays(31));
        Message twice = extended(extended(executing, term.plusDays(10)), term.plusDays(20));

        assertThat(life.convert(justSo, Kind.APPEAL, null, COORDINATOR, MONDAY)
                        .after()
                        .deadline()
                        .raw())
                .isEqualTo(term.plusDays(30));
        for (Message unfit : List.of(tooFar, twice)) {
            assertThat(refusal(() -> life.convert(unfit, Kind.APPEAL, null, COORDINATOR, MONDAY))
                            .key())
                    .isEqualTo("kind.extended");
        }
        assertThat(refusal(() -> life.convert(executing, Kind.MESSAGE, null, COORDINATOR, MONDAY))
                        .reason())
                .isEqualTo(Reason.ALREADY_DONE);
    }

    // New dates

    @Test
    void a_new_date_lies_ahead_behind_the_old_one_and_within_a_year() {
        Message executing = walk.executing("roads.potholes");
        Instant late = Instant.parse("2026-03-20T07:00:00Z");
        LocalDate due = executing.deadline().raw();

        assertThat(wrong(() -> life.extend(executing, due, "снег", null, HEAD, MONDAY)))
                .containsExactly("until date.notLater");
        assertThat(extended(executing, due.plusDays(1)).deadline().raw()).isEqualTo(due.plusDays(1));
        assertThat(wrong(() -> life.extend(executing, LocalDate.of(2026, 3, 20), "снег", null, HEAD, late)))
                .as("today")
                .containsExactly("until date.past");
        assertThat(life.extend(executing, LocalDate.of(2026, 3, 21), "снег", null, HEAD, late)
                        .facts())
                .hasSize(2);
        assertThat(extended(executing, LocalDate.of(2027, 3, 2)).extensions()).isEqualTo(1);
        assertThat(wrong(() -> life.extend(executing, LocalDate.of(2027, 3, 3), "снег", null, HEAD, MONDAY)))
                .containsExactly("until date.tooFar");
    }

    @Test
    void a_promise_is_told_of_by_who_approved_it() {
        Message asked = life.postpone(
                        walk.executing("roads.signs"), LocalDate.of(2026, 5, 4), "снег", "весной", EXECUTOR, MONDAY)
                .after();

        assertThat(life.approve(asked, HEAD, MONDAY).after().deadline().extensions())
                .singleElement()
                .satisfies(extension -> {
                    assertThat(extension.reason()).isEqualTo("снег");
                    assertThat(extension.by()).isEqualTo("head");
                });
    }

    // Standing

    @Test
    void a_question_nobody_waits_for_any_more_ends_its_pause_whoever_asks_for_a_new_date() {
        Message executing = walk.executing("roads.signs");
        Message asked = life.ask(executing, "Где?", EXECUTOR, MONDAY).after();

        Message promised = life.postpone(
                        asked, LocalDate.of(2026, 5, 4), "снег", "весной", EXECUTOR, MONDAY.plus(Duration.ofDays(1)))
                .after();

        assertThat(promised.question()).isNull();
        assertThat(promised.deadline().pauses()).extracting(Pause::to).containsExactly(MONDAY.plus(Duration.ofDays(1)));
    }

    @Test
    void a_reply_ends_the_pause_of_its_question_and_leaves_the_others_alone() {
        Message standing = life.suspend(
                        walk.executing("roads.signs"), LocalDate.of(2026, 3, 6), "запрос", null, EXECUTOR, MONDAY)
                .after();
        Instant suspended = MONDAY.plus(Duration.ofHours(1));
        Message asked = life.ask(standing, "Где?", EXECUTOR, suspended).after();
        Instant reply = MONDAY.plus(Duration.ofHours(2));

        Message replied = life.reply(asked, "У школы", ANNA, reply).after();

        assertThat(replied.deadline().pauses())
                .extracting(Pause::from, Pause::to)
                .containsExactlyInAnyOrder(
                        tuple(MONDAY, Instant.parse("2026-03-06T21:00:00Z")), tuple(suspended, reply));
        assertThat(refusal(() -> life.reply(replied, "и ещё", ANNA, reply)).reason())
                .isEqualTo(Reason.CONFLICT);
        assertThat(life.resume(replied, null, HEAD, reply.plusSeconds(1)).facts())
                .hasSize(2);
    }

    @Test
    void a_question_answered_within_its_second_has_stopped_the_clock_for_a_second() {
        Message asked = life.ask(walk.executing("roads.signs"), "Где?", EXECUTOR, MONDAY)
                .after();

        assertThat(life.reply(asked, "У школы", ANNA, MONDAY).after().deadline().pauses())
                .extracting(Pause::to)
                .containsExactly(MONDAY.plusSeconds(1));
    }

    @Test
    void a_reply_after_the_limit_moves_nothing_any_more() {
        Message asked = life.ask(walk.executing("roads.signs"), "Где?", EXECUTOR, MONDAY)
                .after();
        Instant limit = MONDAY.plus(Duration.ofDays(5));

        Decision replied = life.reply(asked, "У школы", ANNA, limit);

        assertThat(replied.facts()).hasSize(1);
        assertThat(replied.after().deadline()).isEqualTo(asked.deadline());
        assertThat(life.nextWake(asked)).isNotNull().isBefore(limit.plusSeconds(1));
    }

    @Test
    void where_questions_do_not_pause_nothing_is_counted_when_they_lapse() {
        Procedure strict = under(Policy.defaults().edit().questionPauses(false));
        Walk there = new Walk(strict);
        Message executing = there.executing("roads.signs");

        Message asked = strict.ask(executing, "Где?", EXECUTOR, MONDAY).after();
        Message drafted = there.drafted(asked);

        assertThat(asked.deadline()).isEqualTo(executing.deadline());
        assertThat(drafted.question()).isNull();
        assertThat(drafted.deadline()).isEqualTo(executing.deadline());
    }

    @Test
    void a_clock_may_stand_today_and_until_a_year_from_now() {
        Message executing = walk.executing("roads.potholes");

        Message today = life.suspend(executing, LocalDate.of(2026, 3, 2), "запрос", null, EXECUTOR, MONDAY)
                .after();

        assertThat(today.deadline().pauses())
                .extracting(Pause::to)
                .containsExactly(Instant.parse("2026-03-02T21:00:00Z"));
        assertThat(refusal(() -> life.resume(today, null, HEAD, Instant.parse("2026-03-02T21:00:00Z")))
                        .key())
                .as("it goes on by itself at midnight")
                .isEqualTo("suspension.none");
        assertThat(refusal(() -> life.resume(today, null, HEAD, MONDAY.minusSeconds(1)))
                        .key())
                .as("by a node whose clock is behind")
                .isEqualTo("suspension.none");
        assertThat(life.suspend(
                                today,
                                LocalDate.of(2026, 3, 4),
                                "запрос",
                                null,
                                EXECUTOR,
                                Instant.parse("2026-03-02T21:00:00Z"))
                        .after()
                        .deadline()
                        .pauses())
                .hasSize(2);
    }

    @Test
    void an_answer_can_be_rated_until_the_last_instant_of_its_window() {
        Message answered = walk.answered(walk.executing("roads.signs"));
        Instant end = Instant.parse("2026-04-01T21:00:00Z");

        assertThat(life.rate(answered, 2, "ничего", null, ANNA, end.minusMillis(1))
                        .facts())
                .hasSize(1);
        Message rated = walk.rated(answered, 2);
        assertThat(refusal(() -> life.rate(rated, 1, "нет", null, ANNA, MONDAY)).key())
                .isEqualTo("rating.given");
        assertThat(life.escalate(rated, new UUID(2, 2), null, ANNA, end.minusMillis(1)))
                .hasSize(2);
        assertThat(life.wake(answered, end.minusMillis(1)).facts()).isEmpty();
    }

    @Test
    void a_complaint_wants_a_bad_rating_first() {
        Message answered = walk.answered(walk.executing("roads.signs"));

        assertThat(refusal(() -> life.escalate(answered, new UUID(2, 2), null, ANNA, MONDAY))
                        .key())
                .isEqualTo("escalation.needsRating");
        assertThat(new Procedure(SAMPLE).regulation()).isSameAs(SAMPLE);
    }

    private Message extended(Message message, LocalDate until) {
        return life.extend(message, until, "снег", null, HEAD, MONDAY).after();
    }

    private static Procedure under(Policy.Edit edit) {
        return new Procedure(SAMPLE.with(edit.done()));
    }
}
