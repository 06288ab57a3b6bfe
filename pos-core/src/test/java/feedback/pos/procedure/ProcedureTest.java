package feedback.pos.procedure;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.message.DeclineReason;
import feedback.pos.message.Event;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Status;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the domain, one sentence each. */
class ProcedureTest {
    private static final Regulation SAMPLE = SampleRegion.regulation();
    private static final Actor ANNA = SampleRegion.anna();
    private static final Actor MODERATOR = SampleRegion.moderator();
    private static final Actor COORDINATOR = SampleRegion.coordinator();
    private static final Actor EXECUTOR = SampleRegion.executor();
    private static final Actor HEAD = SampleRegion.head();
    private static final Actor SUPERIOR = SampleRegion.superiorCoordinator();
    private static final Instant MONDAY = Instant.parse("2026-03-02T07:00:00Z");

    private final Procedure life = new Procedure(SAMPLE);

    // Submitting

    @Test
    void a_sure_detector_sets_the_topic_and_its_fast_track_promise() {
        Message sent = submit(letter("Яма"), sure("roads.potholes"));
        assertThat(sent.topic().decidedBy()).isEqualTo(DecidedBy.MODEL);
        assertThat(sent.topic().fastTrack()).isTrue();
        assertThat(sent.deadline().raw()).isEqualTo(LocalDate.of(2026, 3, 12));
        assertThat(sent.stage()).isEqualTo(Stage.MODERATION);
    }

    @Test
    void an_unsure_detector_promises_nothing_and_leaves_its_guesses_to_the_moderator() {
        Message sent = submit(letter("Что-то"), guess("roads.potholes"));
        assertThat(sent.topic().code()).isEqualTo("other");
        assertThat(sent.topic().alternatives())
                .extracting(Detection.Candidate::topic)
                .containsExactly("roads.potholes");
        assertThat(sent.deadline().raw()).isEqualTo(LocalDate.of(2026, 4, 1));
    }

    @Test
    void a_sure_topic_skips_the_moderator_only_where_the_policy_says_so() {
        Procedure quick = new Procedure(SAMPLE.with(
                Policy.defaults().edit().sureTopicSkipsModerator(true).done()));
        Message sent = quick.submit(new UUID(1, 1), letter("Яма"), sure("roads.potholes"), ANNA, MONDAY)
                .after();
        assertThat(sent.stage()).isEqualTo(Stage.EXECUTION);
        assertThat(sent.holder().executor()).isEqualTo("roadman");
    }

    @Test
    void everything_that_is_wrong_with_a_submission_is_said_at_once() {
        Submission bad = new Submission(ANNA, " ", oktmo("77000000"))
                .withTopic("nonsense")
                .withConsent(false, false);
        Refusal no = refusal(() -> submit(bad, Detection.none()));
        assertThat(no.reason()).isEqualTo(Reason.INVALID_VALUE);
        assertThat(no.fields())
                .extracting(Refusal.Field::field)
                .containsExactly("text", "consent", "territory", "topic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u001bb", "\ud800", "a\uffffb", "\u0085"})
    void control_characters_and_halves_of_characters_are_refused(String text) {
        assertThat(refusal(() -> submit(letter(text), Detection.none()))
                        .fields()
                        .get(0)
                        .key())
                .isEqualTo("text.characters");
    }

    @Test
    void a_text_may_have_four_thousand_characters_and_not_one_more() {
        assertThat(submit(letter("я".repeat(3_999) + "😀"), Detection.none()).stage())
                .isEqualTo(Stage.MODERATION);
        assertThat(refusal(() -> submit(letter("я".repeat(4_001)), Detection.none()))
                        .fields()
                        .get(0)
                        .key())
                .isEqualTo("text.tooLong");
    }

    @Test
    void only_an_operator_enters_a_message_for_somebody_else() {
        Submission sent = letter("Яма");
        Decision entered = life.submit(new UUID(1, 1), sent, Detection.none(), SampleRegion.operator(), MONDAY);
        assertThat(entered.facts().get(0).role()).isEqualTo(Role.OPERATOR);
        assertThat(refusal(() -> life.submit(new UUID(1, 1), sent, Detection.none(), MODERATOR, MONDAY))
                        .reason())
                .isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void the_addressee_of_a_widget_wins_over_the_routing_table() {
        Message sent = submit(letter("Яма").withTopic("roads.potholes").withOrganization("lgov"), Detection.none());
        assertThat(sent.holder().organization()).isEqualTo("lgov");
        assertThat(life.accept(sent, null, null, MODERATOR, MONDAY).after().stage())
                .isEqualTo(Stage.COORDINATION);
    }

    // Moderation and coordination

    @Test
    void accepting_goes_on_to_the_executor_where_the_route_names_one() {
        assertThat(accepted("roads.potholes").stage()).isEqualTo(Stage.EXECUTION);
        assertThat(accepted("roads.potholes").holder().executor()).isEqualTo("roadman");
        assertThat(accepted("roads.signs").stage()).isEqualTo(Stage.COORDINATION);
    }

    @Test
    void a_corrected_topic_is_routed_anew_and_its_clock_counts_from_the_original_start() {
        Message sent = submit(letter("Холодно").withTopic("roads.potholes"), Detection.none());
        Message corrected = life.accept(sent, "housing.garbage", null, MODERATOR, MONDAY.plus(Duration.ofDays(2)))
                .after();
        assertThat(corrected.topic().decidedBy()).isEqualTo(DecidedBy.PERSON);
        assertThat(corrected.holder().organization()).isEqualTo("kursk-housing");
        assertThat(corrected.deadline().start()).isEqualTo(MONDAY);
        Message slower = life.accept(sent, "roads.signs", null, MODERATOR, MONDAY.plus(Duration.ofDays(1)))
                .after();
        assertThat(slower.deadline().raw()).isEqualTo(LocalDate.of(2026, 4, 1));
    }

    @Test
    void a_moderator_of_another_municipality_may_not_decide() {
        Message sent = submit(letter("Яма").withTopic("roads.potholes"), Detection.none());
        Actor elsewhere = Actor.official("m", Role.MODERATOR, "lgov");
        assertThat(refusal(() -> life.accept(sent, null, null, elsewhere, MONDAY))
                        .reason())
                .isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void somebody_elses_message_is_not_known_to_a_citizen() {
        Message sent = submit(letter("Яма"), Detection.none());
        assertThat(refusal(() -> life.withdraw(sent, null, null, SampleRegion.boris(), MONDAY))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void assigning_without_words_follows_the_route_and_with_words_overrides_it() {
        Message accepted = accepted("roads.signs");
        Message routed = life.assign(accepted, null, null, COORDINATOR, MONDAY).after();
        assertThat(routed.holder().organization()).isEqualTo("kursk-roads");
        assertThat(routed.holder().executor()).isEqualTo("roadman");
        Message named = life.assign(accepted, "kursk-housing", "heater", COORDINATOR, MONDAY)
                .after();
        assertThat(named.holder().executor()).isEqualTo("heater");
        assertThat(refusal(() -> life.assign(accepted, "kursk-housing", "roadman", COORDINATOR, MONDAY))
                        .fields()
                        .get(0)
                        .key())
                .isEqualTo("executor.unknown");
    }

    @Test
    void forwarding_keeps_the_clock_and_says_up_or_down() {
        Message accepted = accepted("roads.signs");
        Message up = life.forward(accepted, "region", "не наша дорога", COORDINATOR, MONDAY)
                .after();
        assertThat(up.status()).isEqualTo(Status.FORWARD_TO_PARENT);
        assertThat(up.deadline()).isEqualTo(accepted.deadline());
        Message down = life.forward(up, "lgov", "ваша", SUPERIOR, MONDAY).after();
        assertThat(down.status()).isEqualTo(Status.FORWARD_TO_SUBORDINATE);
        assertThat(down.status().text(Locale.ENGLISH)).isEqualTo("Under consideration");
    }

    // Execution

    @Test
    void a_question_stops_the_clock_of_a_message_until_the_reply() {
        Message executing = executing("roads.signs", Kind.MESSAGE);
        Message asked = life.ask(executing, "Где?", EXECUTOR, MONDAY).after();
        assertThat(asked.deadline().raw()).isEqualTo(LocalDate.of(2026, 4, 6));
        Message replied = life.reply(asked, "У школы", ANNA, MONDAY.plus(Duration.ofDays(2)))
                .after();
        assertThat(replied.deadline().raw()).isEqualTo(LocalDate.of(2026, 4, 3));
    }

    @Test
    void a_question_never_stops_the_clock_of_an_appeal() {
        Message executing = executing("roads.signs", Kind.APPEAL);
        assertThat(life.ask(executing, "Где?", EXECUTOR, MONDAY).after().deadline())
                .isEqualTo(executing.deadline());
    }

    @Test
    void an_unanswered_question_lapses_after_five_days() {
        Message asked = life.ask(executing("roads.signs", Kind.MESSAGE), "Где?", EXECUTOR, MONDAY)
                .after();
        Message later = life.wake(asked, MONDAY.plus(Duration.ofDays(5))).after();
        assertThat(later.question()).isNull();
        assertThat(later.deadline().raw()).isEqualTo(LocalDate.of(2026, 4, 6));
    }

    @Test
    void one_question_at_a_time() {
        Message asked = life.ask(executing("roads.signs", Kind.MESSAGE), "Где?", EXECUTOR, MONDAY)
                .after();
        assertThat(refusal(() -> life.ask(asked, "А когда?", EXECUTOR, MONDAY)).reason())
                .isEqualTo(Reason.ALREADY_DONE);
    }

    @Test
    void an_approved_postponement_moves_the_date_and_is_taken_up_on_the_promised_day() {
        LocalDate spring = LocalDate.of(2026, 5, 4);
        Message asked = life.postpone(
                        executing("roads.signs", Kind.MESSAGE), spring, "снег", "весной", EXECUTOR, MONDAY)
                .after();
        Message promised = life.approve(asked, HEAD, MONDAY).after();
        assertThat(promised.stage()).isEqualTo(Stage.POSTPONED);
        assertThat(promised.outcome()).isEqualTo(Outcome.POSTPONED);
        assertThat(promised.deadline().raw()).isEqualTo(spring);
        Instant morning = Instant.parse("2026-05-03T21:00:00Z");
        assertThat(life.nextWake(promised)).isEqualTo(morning);
        assertThat(life.wake(promised, morning).after().stage()).isEqualTo(Stage.EXECUTION);
        assertThat(life.take(promised, EXECUTOR, MONDAY).after().stage()).isEqualTo(Stage.EXECUTION);
    }

    @Test
    void an_appeal_is_extended_once_and_by_thirty_days_at_most() {
        Message appeal = executing("roads.signs", Kind.APPEAL);
        LocalDate limit = appeal.deadline().raw().plusDays(30);
        assertThat(refusal(() -> life.extend(appeal, limit.plusDays(1), "сложно", null, HEAD, MONDAY))
                        .fields()
                        .get(0)
                        .key())
                .isEqualTo("date.appealLimit");
        Message extended =
                life.extend(appeal, limit, "сложно", null, HEAD, MONDAY).after();
        assertThat(extended.deadline().raw()).isEqualTo(limit);
        assertThat(refusal(() -> life.extend(extended, limit.plusDays(1), "ещё", null, HEAD, MONDAY))
                        .reason())
                .isEqualTo(Reason.ALREADY_DONE);
    }

    @Test
    void a_postponed_appeal_cannot_be_extended_again() {
        Message appeal = executing("roads.signs", Kind.APPEAL);
        Message asked = life.postpone(appeal, LocalDate.of(2026, 4, 20), "снег", "весной", EXECUTOR, MONDAY)
                .after();
        Message promised = life.approve(asked, HEAD, MONDAY).after();
        assertThat(refusal(() -> life.extend(promised, LocalDate.of(2026, 4, 25), "ещё", null, HEAD, MONDAY))
                        .reason())
                .isEqualTo(Reason.ALREADY_DONE);
    }

    @Test
    void the_clock_stands_while_another_body_is_asked_and_goes_on_at_the_latest_after_the_day_set() {
        Message executing = executing("roads.potholes", Kind.MESSAGE);
        Message standing = life.suspend(
                        executing, LocalDate.of(2026, 3, 6), "запрос в Росреестр", "№ 12-34", EXECUTOR, MONDAY)
                .after();
        assertThat(standing.deadline().raw()).as("four midnights").isEqualTo(LocalDate.of(2026, 3, 16));
        assertThat(standing.deadline().pauses()).singleElement().satisfies(pause -> {
            assertThat(pause.by()).isEqualTo(EXECUTOR.person());
            assertThat(pause.document()).isEqualTo("№ 12-34");
            assertThat(pause.to()).isEqualTo("2026-03-06T21:00:00Z");
        });
        assertThat(refusal(() -> life.suspend(standing, LocalDate.of(2026, 3, 9), "ещё", null, HEAD, MONDAY))
                        .reason())
                .isEqualTo(Reason.ALREADY_DONE);
        Message resumed = life.resume(standing, null, HEAD, Instant.parse("2026-03-04T09:00:00Z"))
                .after();
        assertThat(resumed.deadline().raw()).as("two midnights").isEqualTo(LocalDate.of(2026, 3, 14));
        assertThat(refusal(() -> life.resume(resumed, null, HEAD, Instant.parse("2026-03-04T10:00:00Z")))
                        .reason())
                .isEqualTo(Reason.CONFLICT);
        Message again = life.suspend(
                        resumed,
                        LocalDate.of(2026, 3, 5),
                        "запрос в Росреестр",
                        null,
                        EXECUTOR,
                        Instant.parse("2026-03-04T12:00:00Z"))
                .after();
        assertThat(again.deadline().pauses()).hasSize(2);
    }

    @Test
    void a_question_is_no_suspension_and_overlapping_pauses_count_once() {
        Message asked = life.ask(executing("roads.potholes", Kind.MESSAGE), "Какой дом?", EXECUTOR, MONDAY)
                .after();
        assertThat(refusal(() -> life.resume(asked, null, HEAD, MONDAY.plusSeconds(60)))
                        .reason())
                .isEqualTo(Reason.CONFLICT);
        Message both = life.suspend(asked, LocalDate.of(2026, 3, 6), "запрос", null, EXECUTOR, MONDAY.plusSeconds(60))
                .after();
        assertThat(both.deadline().raw()).isEqualTo(asked.deadline().raw());
    }

    @Test
    void the_term_of_an_appeal_is_never_suspended_and_dates_have_limits() {
        assertThat(refusal(() -> life.suspend(
                                executing("roads.potholes", Kind.APPEAL),
                                LocalDate.of(2026, 3, 6),
                                "запрос",
                                null,
                                EXECUTOR,
                                MONDAY))
                        .reason())
                .isEqualTo(Reason.CONFLICT);
        Message executing = executing("roads.potholes", Kind.MESSAGE);
        Refusal no = refusal(
                () -> life.suspend(executing, LocalDate.of(2026, 3, 1), " ", "д".repeat(501), EXECUTOR, MONDAY));
        assertThat(no.fields()).extracting(Refusal.Field::field).containsExactly("until", "reason", "document");
        assertThat(refusal(() -> life.suspend(executing, LocalDate.of(2027, 3, 3), "запрос", null, EXECUTOR, MONDAY))
                        .fields())
                .extracting(Refusal.Field::key)
                .containsExactly("date.tooFar");
        assertThat(life.suspend(executing, LocalDate.of(2027, 3, 2), "запрос", null, EXECUTOR, MONDAY)
                        .facts())
                .hasSize(2);
    }

    @Test
    void no_pause_counts_while_a_case_is_an_appeal_and_each_counts_again_when_it_is_a_message() {
        Message executing = executing("roads.potholes", Kind.MESSAGE);
        Message plain =
                life.convert(executing, Kind.APPEAL, null, COORDINATOR, MONDAY).after();
        Message standing = life.suspend(executing, LocalDate.of(2026, 6, 1), "запрос", null, HEAD, MONDAY)
                .after();

        Message appeal = life.convert(standing, Kind.APPEAL, null, COORDINATOR, MONDAY.plusSeconds(60))
                .after();

        assertThat(appeal.deadline().due()).isEqualTo(plain.deadline().due());
        assertThat(appeal.stageDues()).isEqualTo(plain.stageDues());
        assertThat(appeal.deadline().pauses())
                .as("the ledger is kept")
                .isEqualTo(standing.deadline().pauses());
        assertThat(refusal(() -> life.resume(appeal, null, HEAD, MONDAY.plusSeconds(61)))
                        .reason())
                .as("the clock of an appeal does not stand")
                .isEqualTo(Reason.CONFLICT);
        assertThat(life.recount(appeal, Actor.system(), MONDAY.plusSeconds(61)).facts())
                .isEmpty();
        Message again = life.convert(appeal, Kind.MESSAGE, null, COORDINATOR, MONDAY.plusSeconds(120))
                .after();
        assertThat(again.deadline()).isEqualTo(standing.deadline());
    }

    @Test
    void whoever_drafts_the_answer_waits_for_nobody_any_more() {
        Message standing = life.suspend(
                        executing("roads.potholes", Kind.MESSAGE),
                        LocalDate.of(2026, 12, 30),
                        "запрос",
                        null,
                        EXECUTOR,
                        MONDAY)
                .after();
        Instant wednesday = Instant.parse("2026-03-04T09:00:00Z");
        Message drafted = life.draft(standing, Outcome.SOLVED, "Сделано", List.of(), EXECUTOR, wednesday)
                .after();
        assertThat(drafted.deadline().raw()).as("two midnights").isEqualTo(LocalDate.of(2026, 3, 14));
        assertThat(drafted.deadline().pauses())
                .singleElement()
                .satisfies(pause -> assertThat(pause.to()).isEqualTo(wednesday));
    }

    @Test
    void another_date_arms_its_warnings_again() {
        Message executing = executing("roads.potholes", Kind.MESSAGE);
        Message warned =
                life.wake(executing, Instant.parse("2026-03-11T21:00:00Z")).after();
        assertThat(warned.alerts().taken())
                .extracting(Message.Taken::anchor)
                .contains(warned.deadline().due());
        Message extended = life.extend(
                        warned, LocalDate.of(2026, 4, 6), "снег", null, HEAD, Instant.parse("2026-03-12T07:00:00Z"))
                .after();
        assertThat(extended.alerts().taken())
                .extracting(Message.Taken::anchor)
                .doesNotContain(extended.deadline().due());
    }

    @Test
    void a_draft_goes_to_approval_and_rework_brings_it_back() {
        Message drafted = drafted("roads.signs");
        assertThat(drafted.stage()).isEqualTo(Stage.APPROVAL);
        assertThat(drafted.status()).as("approval is internal").isEqualTo(Status.SET_EXECUTOR);
        assertThat(life.rework(drafted, "подробнее", HEAD, MONDAY).after().draft())
                .isNull();
    }

    @Test
    void an_intermediate_outcome_is_no_answer() {
        Message executing = executing("roads.signs", Kind.MESSAGE);
        assertThat(refusal(() -> life.draft(executing, Outcome.POSTPONED, "потом", List.of(), EXECUTOR, MONDAY))
                        .fields()
                        .get(0)
                        .field())
                .isEqualTo("outcome");
    }

    // Rating and escalation

    @Test
    void a_good_rating_closes_and_a_bad_one_wants_a_reason() {
        Message answered = answered("roads.signs");
        assertThat(life.rate(answered, 3, null, null, ANNA, MONDAY).after().stage())
                .isEqualTo(Stage.CLOSED);
        assertThat(refusal(() -> life.rate(answered, 2, null, null, ANNA, MONDAY))
                        .fields()
                        .get(0)
                        .field())
                .isEqualTo("reason");
        assertThat(life.rate(answered, 2, "ничего", null, ANNA, MONDAY).after().stage())
                .isEqualTo(Stage.ANSWERED);
    }

    @Test
    void the_rating_window_closes_the_message_and_then_it_is_too_late() {
        Message answered = answered("roads.signs");
        Instant end = answered.ratingEnds();
        assertThat(end).isEqualTo(Instant.parse("2026-04-01T21:00:00Z"));
        assertThat(refusal(() -> life.rate(answered, 5, null, null, ANNA, end)).reason())
                .isEqualTo(Reason.TOO_LATE);
        Message closed = life.wake(answered, end).after();
        assertThat(closed.stage()).isEqualTo(Stage.CLOSED);
        assertThat(refusal(() -> life.rate(closed, 5, null, null, ANNA, end)).reason())
                .isEqualTo(Reason.TOO_LATE);
        assertThat(refusal(() -> life.escalate(closed, new UUID(2, 2), null, ANNA, end))
                        .reason())
                .isEqualTo(Reason.TOO_LATE);
    }

    @Test
    void an_escalation_goes_to_the_superior_once_and_never_back_to_the_body_complained_of() {
        Message rated = life.rate(answered("roads.signs"), 1, "ничего", null, ANNA, MONDAY)
                .after();
        List<Decision> both = life.escalate(rated, new UUID(2, 2), "вранье", ANNA, MONDAY);
        Message parent = both.get(0).after();
        Message child = both.get(1).after();
        assertThat(child.holder().organization()).isEqualTo("kursk");
        assertThat(child.links().parent()).isEqualTo(parent.id());
        assertThat(child.number()).isNotEqualTo(parent.number());
        assertThat(refusal(() -> life.escalate(parent, new UUID(3, 3), null, ANNA, MONDAY))
                        .reason())
                .isEqualTo(Reason.ALREADY_DONE);
        assertThat(refusal(() -> life.forward(child, "kursk-roads", "разберитесь", COORDINATOR, MONDAY))
                        .fields()
                        .get(0)
                        .key())
                .isEqualTo("organization.excluded");
        assertThat(refusal(() -> life.assign(child, "kursk-roads", null, COORDINATOR, MONDAY))
                        .fields()
                        .get(0)
                        .key())
                .isEqualTo("organization.excluded");
        assertThat(life.assign(child, null, null, COORDINATOR, MONDAY)
                        .after()
                        .holder()
                        .organization())
                .isEqualTo("kursk");
    }

    @Test
    void who_wrote_the_answer_does_not_work_on_its_escalation() {
        Message rated = life.rate(answered("roads.signs"), 1, "ничего", null, ANNA, MONDAY)
                .after();
        Message child =
                life.escalate(rated, new UUID(2, 2), null, ANNA, MONDAY).get(1).after();
        Message assigned = life.assign(child, null, null, COORDINATOR, MONDAY).after();
        assertThat(assigned.holder().executor())
                .as("the first executor is passed over")
                .isNull();
        assertThat(refusal(() -> life.take(assigned, EXECUTOR, MONDAY)).key()).isEqualTo("executor.excluded");
    }

    @Test
    void rounds_end_and_so_does_the_tree() {
        Message first =
                life.rate(answered("roads.signs"), 1, "нет", null, ANNA, MONDAY).after();
        Message second = answeredBySuperior(
                life.escalate(first, new UUID(2, 2), null, ANNA, MONDAY).get(1).after());
        Message third = answeredBySuperior(
                life.escalate(second, new UUID(3, 3), null, ANNA, MONDAY).get(1).after());
        assertThat(third.holder().organization()).isEqualTo("region");
        assertThat(refusal(() -> life.escalate(third, new UUID(4, 4), null, ANNA, MONDAY))
                        .key())
                .isEqualTo("escalation.lastRound");
        Message atTop = submit(letter("Почему").withTopic("other").withOrganization("region"), Detection.none());
        Message answered =
                answeredBySuperior(life.accept(atTop, null, null, SampleRegion.official("superior-moderator"), MONDAY)
                        .after());
        assertThat(refusal(() -> life.escalate(answered, new UUID(5, 5), null, ANNA, MONDAY))
                        .key())
                .isEqualTo("escalation.atTop");
    }

    // Lateness

    @Test
    void lateness_goes_up_the_chain_step_by_step() {
        Message executing = executing("roads.potholes", Kind.MESSAGE);
        Decision woken = life.wake(executing, Instant.parse("2026-03-20T07:00:00Z"));
        assertThat(woken.facts())
                .extracting(fact -> fact.event().getClass().getSimpleName())
                .containsExactly("Warned", "Escalated", "Escalated", "Escalated");
        Event.Escalated last = (Event.Escalated) woken.facts().get(3).event();
        assertThat(last.role()).isEqualTo(Role.CURATOR);
        assertThat(last.organization()).isEqualTo("region");
        assertThat(life.wake(woken.after(), Instant.parse("2026-03-20T07:00:00Z"))
                        .facts())
                .isEmpty();
        assertThat(life.nextWake(woken.after())).isNull();
    }

    @Test
    void the_last_second_is_in_time() {
        Message executing = executing("roads.potholes", Kind.MESSAGE);
        Instant due = executing.deadline().due();
        assertThat(executing.isOverdue(due.plusMillis(999))).isFalse();
        assertThat(executing.isOverdue(due.plusSeconds(1))).isTrue();
    }

    // Beside the main road

    @Test
    void a_message_becomes_an_appeal_and_back_on_the_same_clock() {
        Message fast = accepted("roads.potholes");
        Message appeal = life.convert(
                        fast, Kind.APPEAL, "просит по 59-ФЗ", COORDINATOR, MONDAY.plus(Duration.ofDays(3)))
                .after();
        assertThat(appeal.deadline().start()).isEqualTo(MONDAY);
        assertThat(appeal.deadline().raw()).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(life.convert(appeal, Kind.MESSAGE, null, COORDINATOR, MONDAY)
                        .after()
                        .deadline())
                .isEqualTo(fast.deadline());
    }

    @Test
    void a_follower_is_worked_on_through_its_leader_until_it_is_split_off() {
        Message lead = accepted("roads.signs");
        Message sent = submit(letter("Тот же знак").withTopic("roads.signs"), Detection.none(), new UUID(9, 9));
        Message follower = life.join(sent, lead, MODERATOR, MONDAY).get(1).after();
        assertThat(follower.stage()).isEqualTo(Stage.COORDINATION);
        assertThat(refusal(() -> life.assign(follower, null, null, COORDINATOR, MONDAY))
                        .key())
                .isEqualTo("message.joined");
        assertThat(life.nextWake(follower)).as("its lateness is the leader's").isNull();
        Message alone =
                life.split(follower, lead, sent, COORDINATOR, MONDAY).get(1).after();
        assertThat(alone.links().joined()).isNull();
        assertThat(alone.deadline()).isEqualTo(sent.deadline());
    }

    @Test
    void followers_of_a_declined_message_go_their_own_way() {
        Message lead = submit(letter("Знак").withTopic("roads.signs"), Detection.none());
        Message sent = submit(letter("Тот же знак").withTopic("roads.signs"), Detection.none(), new UUID(9, 9));
        List<Decision> joined = life.join(sent, lead, MODERATOR, MONDAY);
        Message declined = life.decline(joined.get(0).after(), DeclineReason.SPAM, null, MODERATOR, MONDAY)
                .after();
        Message follower = life.follow(
                        joined.get(1).after(), declined, () -> joined.get(1).after(), MONDAY)
                .after();
        assertThat(follower.links().joined()).isNull();
        assertThat(follower.stage()).isEqualTo(Stage.COORDINATION);
    }

    @Test
    void neither_itself_nor_a_circle_can_be_joined() {
        Message lead = accepted("roads.signs");
        assertThat(refusal(() -> life.join(lead, lead, COORDINATOR, MONDAY)).key())
                .isEqualTo("join.unfit");
        Message sent = submit(letter("Тот же знак").withTopic("roads.signs"), Detection.none(), new UUID(9, 9));
        Message gathered = life.join(sent, lead, MODERATOR, MONDAY).get(0).after();
        assertThat(refusal(() -> life.join(gathered, accepted("roads.signs"), COORDINATOR, MONDAY))
                        .key())
                .isEqualTo("join.unfit");
    }

    @Test
    void within_a_message_time_never_runs_backwards() {
        Message accepted = accepted("roads.signs");
        Decision assigned = life.assign(accepted, null, null, COORDINATOR, MONDAY.minusSeconds(60));
        assertThat(assigned.facts().get(0).at()).isEqualTo(MONDAY);
    }

    @Test
    void an_imported_message_keeps_its_past_and_announces_none_of_it() {
        Instant received = MONDAY.minus(Duration.ofDays(100));
        PastMessage past = new PastMessage(letter("Старое"), "file.csv", "17", received, "roads.signs", "lgov", null);
        Message brought =
                life.bring(new UUID(1, 1), past, Detection.none(), MONDAY).after();
        assertThat(brought.createdAt()).isEqualTo(received);
        assertThat(brought.stage()).isEqualTo(Stage.EXECUTION);
        assertThat(brought.isOverdue(MONDAY)).isTrue();
        assertThat(life.wake(brought, MONDAY).facts()).isEmpty();
        PastMessage done =
                new PastMessage(letter("Старое"), "file.csv", "18", received, null, null, received.plusSeconds(60));
        assertThat(life.bring(new UUID(1, 1), done, Detection.none(), MONDAY)
                        .after()
                        .stage())
                .isEqualTo(Stage.CLOSED);
    }

    // What fresh eyes found

    @Test
    void a_complaint_follows_nothing_at_the_body_complained_of() {
        Message rated = life.rate(answered("roads.signs"), 1, "ничего", null, ANNA, MONDAY)
                .after();
        List<Decision> both = life.escalate(rated, new UUID(2, 2), null, ANNA, MONDAY);
        Message parent = both.get(0).after();
        Message child = both.get(1).after();
        assertThat(refusal(() -> life.join(child, parent, COORDINATOR, MONDAY)).key())
                .isEqualTo("join.unfit");
        Message lead = submit(
                letter("Тоже знак").withTopic("roads.signs").withOrganization("kursk"),
                Detection.none(),
                new UUID(9, 9));
        Message accepted = life.accept(lead, null, null, MODERATOR, MONDAY).after();
        Message follower =
                life.join(child, accepted, COORDINATOR, MONDAY).get(1).after();
        Message moved =
                life.assign(accepted, "kursk-roads", null, COORDINATOR, MONDAY).after();
        assertThat(life.follow(follower, moved, () -> child, MONDAY)
                        .after()
                        .links()
                        .joined())
                .as("split off")
                .isNull();
    }

    @Test
    void only_a_moderator_joins_what_nobody_has_admitted_and_that_admits_it() {
        Message lead = accepted("roads.signs");
        Message sent = submit(letter("Тот же знак").withTopic("roads.signs"), Detection.none(), new UUID(9, 9));
        assertThat(refusal(() -> life.join(sent, lead, COORDINATOR, MONDAY)).reason())
                .isEqualTo(Reason.FORBIDDEN);
        assertThat(life.join(sent, lead, MODERATOR, MONDAY).get(1).facts())
                .extracting(fact -> fact.event().getClass().getSimpleName())
                .startsWith("Accepted", "Joined");
    }

    @Test
    void a_promise_is_judged_again_when_it_is_approved() {
        Message appeal = executing("roads.signs", Kind.APPEAL);
        Message asked = life.postpone(appeal, LocalDate.of(2026, 4, 20), "снег", "весной", EXECUTOR, MONDAY)
                .after();
        Message extended = life.extend(asked, LocalDate.of(2026, 4, 15), "сложно", null, HEAD, MONDAY)
                .after();
        assertThat(refusal(() -> life.approve(extended, HEAD, MONDAY)).reason()).isEqualTo(Reason.ALREADY_DONE);
        Instant late = Instant.parse("2026-04-21T07:00:00Z");
        assertThat(refusal(() -> life.approve(asked, HEAD, late))
                        .fields()
                        .get(0)
                        .key())
                .isEqualTo("date.past");
    }

    @Test
    void a_message_promised_for_too_late_does_not_become_an_appeal() {
        Message executing = executing("roads.signs", Kind.MESSAGE);
        Message extended = life.extend(executing, LocalDate.of(2026, 10, 1), "сложно", null, HEAD, MONDAY)
                .after();
        assertThat(refusal(() -> life.convert(extended, Kind.APPEAL, null, COORDINATOR, MONDAY))
                        .key())
                .isEqualTo("kind.extended");
    }

    @Test
    void an_answer_written_without_the_reply_ends_the_pause() {
        Message executing = executing("roads.signs", Kind.MESSAGE);
        Message asked = life.ask(executing, "Где?", EXECUTOR, MONDAY).after();
        Message drafted = life.draft(asked, Outcome.SOLVED, "Сделано", List.of(), EXECUTOR, MONDAY)
                .after();
        assertThat(drafted.question()).isNull();
        assertThat(drafted.deadline().raw()).isEqualTo(executing.deadline().raw());
    }

    @Test
    void a_follower_that_is_withdrawn_is_released() {
        Message lead = accepted("roads.signs");
        Message sent = submit(letter("Тот же знак").withTopic("roads.signs"), Detection.none(), new UUID(9, 9));
        List<Decision> joined = life.join(sent, lead, MODERATOR, MONDAY);
        List<Decision> withdrawn =
                life.withdraw(joined.get(1).after(), joined.get(0).after(), null, ANNA, MONDAY);
        assertThat(withdrawn.get(0).after().links().followers()).isZero();
    }

    @Test
    void who_needs_figures_only_reads_no_messages() {
        Message sent = submit(letter("Яма").withTopic("roads.potholes"), Detection.none());
        assertThat(life.maySee(sent, Actor.official("a", Role.ANALYST, "region")))
                .isFalse();
        assertThat(life.maySee(sent, Actor.official("c", Role.CURATOR, "region")))
                .isTrue();
    }

    // Hands

    private static Submission letter(String text) {
        return new Submission(ANNA, text, oktmo("38701000"));
    }

    private Message submit(Submission submission, Detection detection) {
        return submit(submission, detection, new UUID(1, 1));
    }

    private Message submit(Submission submission, Detection detection, UUID id) {
        return life.submit(id, submission, detection, ANNA, MONDAY).after();
    }

    private Message accepted(String topic) {
        return life.accept(submit(letter("Текст").withTopic(topic), Detection.none()), null, null, MODERATOR, MONDAY)
                .after();
    }

    private Message executing(String topic, Kind kind) {
        Message sent = submit(letter("Текст").withTopic(topic).withKind(kind), Detection.none());
        Message accepted = life.accept(sent, null, null, MODERATOR, MONDAY).after();
        return life.assign(accepted, null, null, COORDINATOR, MONDAY).after();
    }

    private Message drafted(String topic) {
        return life.draft(executing(topic, Kind.MESSAGE), Outcome.SOLVED, "Сделано", List.of(), EXECUTOR, MONDAY)
                .after();
    }

    private Message answered(String topic) {
        return life.approve(drafted(topic), HEAD, MONDAY).after();
    }

    private Message answeredBySuperior(Message child) {
        Message assigned = life.assign(child, null, null, SUPERIOR, MONDAY).after();
        Actor another = Actor.official("executor-" + child.links().round(), Role.EXECUTOR, "region");
        Message drafted = life.draft(assigned, Outcome.REJECTED, "Нет", List.of(), another, MONDAY)
                .after();
        Message answered =
                life.approve(drafted, SampleRegion.superiorHead(), MONDAY).after();
        return life.rate(answered, 1, "снова ничего", null, ANNA, MONDAY).after();
    }

    private static Detection sure(String topic) {
        return new Detection(List.of(new Detection.Candidate(topic, 0.97)), true, 0.6, "m1");
    }

    private static Detection guess(String topic) {
        return new Detection(List.of(new Detection.Candidate(topic, 0.4)), false, 0.6, "m1");
    }

    private static Refusal refusal(Runnable act) {
        Refusal no = catchThrowableOfType(Refusal.class, act::run);
        assertThat(no).as("a refusal").isNotNull();
        return no;
    }
}
