package feedback.pos.procedure;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.catalog.Topic;
import feedback.pos.deadline.Step;
import feedback.pos.deadline.Term;
import feedback.pos.message.Event;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.message.TopicChoice.Mode;
import feedback.pos.organization.Actor;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Detection.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may promise the ten days, and who may take them back, until when. */
class CorrectionTest {
    private static final Regulation SAMPLE = SampleRegion.regulation();
    private static final Instant MONDAY = Instant.parse("2026-03-02T07:00:00Z");
    private static final Actor ANNA = SampleRegion.anna();
    private static final Actor MODERATOR = SampleRegion.moderator();
    private static final LocalDate TEN_DAYS = LocalDate.of(2026, 3, 12);
    private static final LocalDate THIRTY_DAYS = LocalDate.of(2026, 4, 1);

    private final Procedure life = new Procedure(SAMPLE);

    @Test
    void only_a_fast_track_topic_promises_ten_days_whoever_chose_it() {
        for (Topic topic : SAMPLE.catalog().topics()) {
            LocalDate promised = topic.fastTrack() ? TEN_DAYS : THIRTY_DAYS;
            Message byApplicant = sent(letter().withTopic(topic.code()), Detection.none());
            Message byModel = sent(letter(), sure(topic.code()));
            Message byPerson = life.accept(
                            sent(letter(), Detection.none()), topic.code(), null, MODERATOR, MONDAY.plusSeconds(60))
                    .after();
            Message imported = life.bring(
                            new UUID(1, 2),
                            new PastMessage(letter(), "file.csv", "1", MONDAY, topic.code(), null, null),
                            Detection.none(),
                            MONDAY)
                    .after();
            Message detected = life.bring(
                            new UUID(1, 3),
                            new PastMessage(letter(), "file.csv", "2", MONDAY, null, null, null),
                            sure(topic.code()),
                            MONDAY)
                    .after();

            for (Message each : List.of(byApplicant, byModel, byPerson, imported, detected)) {
                assertThat(each.topic().code()).isEqualTo(topic.code());
                assertThat(each.topic().fastTrack()).isEqualTo(topic.fastTrack());
                assertThat(each.deadline().raw())
                        .as("%s by %s", topic.code(), each.topic().decidedBy())
                        .isEqualTo(promised);
            }
        }
    }

    @Test
    void an_unsure_detector_promises_nothing() {
        Message sent = sent(letter(), guess("roads.potholes"));

        assertThat(sent.topic().code()).isEqualTo("other");
        assertThat(sent.deadline().raw()).isEqualTo(THIRTY_DAYS);
    }

    @Test
    void the_promise_is_taken_back_in_time_with_a_reason_that_is_told() {
        for (Message sent : hopeful()) {
            Decision decision = life.accept(sent, "roads.signs", "Это про знак", MODERATOR, MONDAY.plusSeconds(3600));

            assertThat(decision.after().topic().fastTrack()).isFalse();
            assertThat(decision.after().deadline().raw()).isEqualTo(THIRTY_DAYS);
            Event.Demoted told = demotion(decision);
            assertThat(told.fromTopic()).isEqualTo("roads.potholes");
            assertThat(told.toTopic()).isEqualTo("roads.signs");
            assertThat(told.before()).isEqualTo(sent.deadline().due());
            assertThat(told.after()).isEqualTo(decision.after().deadline().due());
            assertThat(told.reason(Locale.ENGLISH)).isEqualTo("Это про знак");
        }
    }

    @Test
    void who_gives_no_reason_is_not_refused_and_general_words_are_told() {
        Event.Demoted told =
                demotion(life.accept(hopeful().get(0), "roads.signs", null, MODERATOR, MONDAY.plusSeconds(3600)));

        assertThat(told.reason()).isNull();
        assertThat(told.reason(Locale.ROOT)).contains("обычный срок");
        assertThat(told.reason(Locale.ENGLISH)).contains("the usual term");
    }

    @Test
    void after_the_set_moment_the_topic_is_corrected_and_the_promise_stays() {
        Message sent = hopeful().get(0);
        Instant last = life.demotionEnds(sent);
        assertThat(last).isEqualTo(sent.stageDues().moderation());
        assertThat(demotion(life.accept(sent, "health.queue", null, MODERATOR, last)))
                .as("at the last instant")
                .isNotNull();

        Decision decision = life.accept(sent, "health.queue", "Не туда", MODERATOR, last.plusMillis(1));

        Message corrected = decision.after();
        assertThat(demotion(decision)).isNull();
        assertThat(corrected.topic().code()).isEqualTo("health.queue");
        assertThat(corrected.topic().fastTrack()).isTrue();
        assertThat(corrected.topic().promisedBy()).isEqualTo("roads.potholes");
        assertThat(corrected.holder().organization()).as("routing follows").isEqualTo("hospital");
        assertThat(corrected.deadline().raw()).isEqualTo(TEN_DAYS);
        assertThat(corrected.deadline().due()).isEqualTo(sent.deadline().due());
        List<Step> steps = decision.facts().stream()
                .filter(fact -> fact.event() instanceof Event.DeadlineSet)
                .map(fact -> ((Event.DeadlineSet) fact.event()).steps())
                .findFirst()
                .orElseThrow();
        assertThat(steps)
                .contains(new Step.Promised(
                        "roads.potholes", last, corrected.deadline().zone()));
        assertThat(life.explain(corrected)).hasAtLeastOneElementOfType(Step.Promised.class);
        assertThat(new Step.Promised(
                                "roads.potholes", last, corrected.deadline().zone())
                        .text(Locale.ROOT))
                .startsWith("Тема исправлена на обычную после ");
    }

    @Test
    void what_stays_promised_stays_so_when_the_clock_is_counted_anew() {
        Message kept = late(hopeful().get(0), "roads.signs");
        Actor coordinator = SampleRegion.coordinator();
        Message elsewhere = life.assign(
                        kept, "lgov", null, SampleRegion.superiorCoordinator(), MONDAY.plus(Duration.ofDays(3)))
                .after();

        assertThat(elsewhere.deadline().raw()).isEqualTo(TEN_DAYS);
        assertThat(life.recount(elsewhere, Actor.system(), MONDAY.plus(Duration.ofDays(3)))
                        .facts())
                .isEmpty();
        Message appeal = life.convert(kept, Kind.APPEAL, null, coordinator, MONDAY.plus(Duration.ofDays(3)))
                .after();
        assertThat(appeal.deadline().raw()).as("the law's own term").isEqualTo(THIRTY_DAYS);
        assertThat(life.convert(appeal, Kind.MESSAGE, null, coordinator, MONDAY.plus(Duration.ofDays(3)))
                        .after()
                        .deadline()
                        .raw())
                .isEqualTo(TEN_DAYS);
    }

    @Test
    void the_policy_may_set_another_moment() {
        Procedure never = under(new Acceptance(Mode.ON, Map.of(), 0));
        Procedure later = under(new Acceptance(Mode.ON, Map.of(), 72));
        Message sent = hopeful().get(0);

        assertThat(never.accept(sent, "roads.signs", null, MODERATOR, MONDAY.plusSeconds(1))
                        .after()
                        .deadline()
                        .raw())
                .isEqualTo(TEN_DAYS);
        assertThat(later.accept(sent, "roads.signs", null, MODERATOR, MONDAY.plus(Duration.ofDays(3)))
                        .after()
                        .deadline()
                        .raw())
                .isEqualTo(THIRTY_DAYS);
    }

    @Test
    void a_demotion_never_brings_the_date_forward() {
        Regulation slow =
                SAMPLE.with(SAMPLE.policy().edit().fastTrack(Term.parse("P40D")).done());
        Procedure under = new Procedure(slow);
        Message sent = under.submit(
                        new UUID(1, 1), letter().withTopic("roads.potholes"), Detection.none(), ANNA, MONDAY)
                .after();

        Message corrected = under.accept(sent, "roads.signs", null, MODERATOR, MONDAY.plusSeconds(1))
                .after();

        assertThat(corrected.deadline().due()).isEqualTo(sent.deadline().due());
        assertThat(corrected.topic().promisedBy()).isEqualTo("roads.potholes");
    }

    @Test
    void an_appeal_has_no_promise_to_take_back() {
        Message sent = sent(letter().withTopic("roads.potholes").withKind(Kind.APPEAL), Detection.none());

        Decision decision = life.accept(sent, "roads.signs", null, MODERATOR, MONDAY.plus(Duration.ofDays(5)));

        assertThat(decision.after().topic().promisedBy()).isNull();
        assertThat(demotion(decision)).isNull();
    }

    @Test
    void promotion_shortens_from_the_original_start_at_any_time() {
        Message sent = sent(letter(), Detection.none());

        Message corrected = life.accept(sent, "roads.potholes", null, MODERATOR, MONDAY.plus(Duration.ofDays(5)))
                .after();

        assertThat(corrected.deadline().raw()).isEqualTo(TEN_DAYS);
        assertThat(corrected.topic().fastTrack()).isTrue();
    }

    // What a sure detector may do

    @Test
    void a_mode_holds_for_a_topic_and_what_is_below_it() {
        Acceptance acceptance = new Acceptance(Mode.ON, Map.of("roads", Mode.OFF, "roads.potholes", Mode.SHADOW), null);

        assertThat(acceptance.of(List.of("roads", "roads.potholes"))).isEqualTo(Mode.SHADOW);
        assertThat(acceptance.of(List.of("roads", "roads.signs"))).isEqualTo(Mode.OFF);
        assertThat(acceptance.of(List.of("housing"))).isEqualTo(Mode.ON);
        assertThat(acceptance.with("roads.potholes", null).of(List.of("roads", "roads.potholes")))
                .isEqualTo(Mode.OFF);
    }

    @Test
    void in_shadow_and_off_mode_the_topic_stays_with_the_moderator_who_sees_the_proposal() {
        for (Mode mode : List.of(Mode.OFF, Mode.SHADOW)) {
            Message sent = under(new Acceptance(Mode.ON, Map.of("roads", mode), null))
                    .submit(new UUID(1, 1), letter(), sure("roads.potholes"), ANNA, MONDAY)
                    .after();

            assertThat(sent.topic().code()).isEqualTo("other");
            assertThat(sent.topic().mode()).isEqualTo(mode);
            assertThat(sent.topic().sure()).isTrue();
            assertThat(sent.topic().threshold()).isEqualTo(0.6);
            assertThat(sent.topic().alternatives()).extracting(Candidate::topic).containsExactly("roads.potholes");
            assertThat(sent.deadline().raw()).isEqualTo(THIRTY_DAYS);
        }
    }

    @Test
    void what_the_detector_was_asked_survives_the_correction() {
        Message corrected = life.accept(hopeful().get(1), "roads.signs", null, MODERATOR, MONDAY)
                .after();

        assertThat(corrected.topic().decidedBy()).isEqualTo(DecidedBy.PERSON);
        assertThat(corrected.topic().sure()).isTrue();
        assertThat(corrected.topic().threshold()).isEqualTo(0.6);
        assertThat(corrected.topic().mode()).isEqualTo(Mode.ON);
    }

    @Test
    void a_moderator_who_lets_the_topic_stand_confirms_it_and_a_sure_model_does_not() {
        Message confirmed =
                life.accept(hopeful().get(1), null, null, MODERATOR, MONDAY).after();
        Message skipped = new Procedure(SAMPLE.with(
                        SAMPLE.policy().edit().sureTopicSkipsModerator(true).done()))
                .submit(new UUID(1, 1), letter(), sure("roads.potholes"), ANNA, MONDAY)
                .after();

        assertThat(confirmed.topic().confirmed()).isTrue();
        assertThat(confirmed.topic().decidedBy()).isEqualTo(DecidedBy.MODEL);
        assertThat(skipped.stage().isOpen()).isTrue();
        assertThat(skipped.topic().confirmed()).isNull();
    }

    @Test
    void where_a_sure_topic_skips_the_moderator_one_in_shadow_mode_does_not() {
        Regulation skipping = SAMPLE.with(SAMPLE.policy()
                .edit()
                .sureTopicSkipsModerator(true)
                .acceptance(new Acceptance(Mode.SHADOW, Map.of(), null))
                .done());

        Message sent = new Procedure(skipping)
                .submit(new UUID(1, 1), letter(), sure("roads.potholes"), ANNA, MONDAY)
                .after();

        assertThat(sent.stage()).isEqualTo(feedback.pos.message.Stage.MODERATION);
    }

    // Hands

    private static Submission letter() {
        return new Submission(ANNA, "Яма", oktmo("38701000"));
    }

    /** Those that got the fast track without an official. */
    private List<Message> hopeful() {
        return Stream.of(
                        sent(letter().withTopic("roads.potholes"), Detection.none()),
                        sent(letter(), sure("roads.potholes")))
                .toList();
    }

    private Message late(Message sent, String topic) {
        return life.accept(sent, topic, null, MODERATOR, MONDAY.plus(Duration.ofDays(2)))
                .after();
    }

    private Message sent(Submission submission, Detection detection) {
        return life.submit(new UUID(1, 1), submission, detection, ANNA, MONDAY).after();
    }

    private static Procedure under(Acceptance acceptance) {
        return new Procedure(
                SAMPLE.with(SAMPLE.policy().edit().acceptance(acceptance).done()));
    }

    private static Event.@Nullable Demoted demotion(Decision decision) {
        return decision.facts().stream()
                .filter(fact -> fact.event() instanceof Event.Demoted)
                .map(fact -> (Event.Demoted) fact.event())
                .findFirst()
                .orElse(null);
    }

    private static Detection sure(String topic) {
        return new Detection(List.of(new Candidate(topic, 0.97)), true, 0.6, "m1");
    }

    private static Detection guess(String topic) {
        return new Detection(List.of(new Candidate(topic, 0.4)), false, 0.6, "m1");
    }
}
