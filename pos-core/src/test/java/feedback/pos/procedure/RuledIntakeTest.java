package feedback.pos.procedure;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.codec.Codec;
import feedback.pos.message.Event;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.moderation.Rule;
import feedback.pos.moderation.Rule.Then;
import feedback.pos.moderation.Rules;
import feedback.pos.organization.Actor;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Detection.Candidate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What auto-rules do to a message that begins. */
class RuledIntakeTest {
    private static final Regulation SAMPLE = SampleRegion.regulation();
    private static final Actor ANNA = SampleRegion.anna();
    private static final Instant MONDAY = Instant.parse("2026-03-02T07:00:00Z");
    private static final UUID ID = new UUID(1, 2);
    private static final Submission LETTER = new Submission(ANNA, "Яма", oktmo("38701000"));
    private static final Detection SURE =
            new Detection(List.of(new Candidate("housing.garbage", 0.97)), true, 0.9, "m");

    private static Procedure under(Then then) {
        return under(Rule.of("pits", List.of("яма"), then));
    }

    private static Procedure under(Rule rule) {
        return new Procedure(SAMPLE.with(Rules.of(List.of(rule))));
    }

    private static Procedure skipping(Then then) {
        Regulation skipping =
                SAMPLE.with(SAMPLE.policy().edit().sureTopicSkipsModerator(true).done());
        return new Procedure(skipping.with(Rules.of(List.of(Rule.of("pits", List.of("яма"), then)))));
    }

    private static Decision submit(Procedure life, Submission sent, Detection detection) {
        return life.submit(ID, sent, detection, ANNA, MONDAY);
    }

    @Test
    void a_rule_sets_the_topic_over_a_sure_model_and_the_fact_says_which_one() {
        Message message =
                submit(under(Then.topic("roads.potholes")), LETTER, SURE).after();
        assertThat(message.topic().code()).isEqualTo("roads.potholes");
        assertThat(message.topic().decidedBy()).isEqualTo(DecidedBy.RULE);
        assertThat(message.topic().rule()).isEqualTo("pits");
        assertThat(message.topic().alternatives()).isEqualTo(SURE.candidates());
        assertThat(message.holder().organization()).isEqualTo("kursk-roads");
    }

    @Test
    void the_rule_is_written_down_and_lines_from_before_there_were_rules_are_read() {
        Codec codec = new Codec();
        Message message =
                submit(under(Then.topic("roads.potholes")), LETTER, SURE).after();
        String written = codec.write(message);
        assertThat(codec.readMessage(written)).isEqualTo(message);
        String old = written.replace(",\"rule\":\"pits\"", "");
        assertThat(old).isNotEqualTo(written);
        assertThat(codec.readMessage(old).topic()).isEqualTo(message.topic().withRule(null));
    }

    @Test
    void only_the_catalog_promises_the_short_term() {
        assertThat(submit(under(Then.topic("roads.potholes")), LETTER, Detection.none())
                        .after()
                        .deadline()
                        .term()
                        .toString())
                .isEqualTo("P10D");
        Message ordinary = submit(under(new Then("roads.signs", true, "kursk", null, true, null)), LETTER, SURE)
                .after();
        assertThat(ordinary.topic().fastTrack()).isFalse();
        assertThat(ordinary.deadline().term().toString()).isEqualTo("P30D");
    }

    @Test
    void the_applicants_own_topic_stays_unless_the_rule_says_otherwise() {
        Submission own = LETTER.withTopic("health.queue");
        Message kept = submit(under(Then.topic("roads.potholes")), own, Detection.none())
                .after();
        assertThat(kept.topic().code() + kept.topic().decidedBy() + kept.topic().rule())
                .isEqualTo("health.queueAPPLICANTpits");
        Message over = submit(under(new Then("roads.potholes", true, null, null, false, null)), own, Detection.none())
                .after();
        assertThat(over.topic().code() + over.topic().decidedBy()).isEqualTo("roads.potholesRULE");
    }

    @Test
    void the_topic_asked_for_is_the_one_without_rules() {
        Rule rule = new Rule(
                "own", null, true, List.of(), List.of(), List.of(), "housing", null, null, null, Then.topic("other"));
        assertThat(submit(under(rule), LETTER, SURE).after().topic().rule()).isEqualTo("own");
        assertThat(submit(under(rule), LETTER, Detection.none()).after().topic().rule())
                .isNull();
        assertThat(submit(under(rule), LETTER.withTopic("housing.heating"), Detection.none())
                        .after()
                        .topic()
                        .rule())
                .isEqualTo("own");
    }

    @Test
    void a_rule_names_body_and_executor_who_gets_it_once_it_is_admitted() {
        Procedure life = under(Then.organization("kursk-housing", "heater"));
        Message message = submit(life, LETTER, Detection.none()).after();
        assertThat(message.holder().organization()).isEqualTo("kursk-housing");
        assertThat(message.holder().executor()).as("not before it is admitted").isNull();
        Message accepted = life.accept(message, null, null, SampleRegion.moderator(), MONDAY)
                .after();
        assertThat(accepted.stage()).isEqualTo(Stage.EXECUTION);
        assertThat(accepted.holder().executor()).isEqualTo("heater");
        Message confirmed = life.accept(message, "other", null, SampleRegion.moderator(), MONDAY)
                .after();
        assertThat(confirmed.holder().executor()).as("only confirmed").isEqualTo("heater");
        Message corrected = life.accept(message, "roads.potholes", null, SampleRegion.moderator(), MONDAY)
                .after();
        assertThat(corrected.holder().organization()).as("decided otherwise").isEqualTo("kursk-roads");
        assertThat(corrected.topic().rule()).isNull();
    }

    @Test
    void a_preset_addressee_gives_way_only_to_a_rule_that_asks_for_it() {
        Submission preset = LETTER.withOrganization("lgov");
        Then there = Then.organization("kursk-housing", null);
        assertThat(submit(under(there), preset, Detection.none())
                        .after()
                        .holder()
                        .organization())
                .isEqualTo("lgov");
        Rule asking = new Rule("asks", null, true, List.of(), List.of(), List.of(), null, null, null, "lgov", there);
        assertThat(submit(under(asking), preset, Detection.none())
                        .after()
                        .holder()
                        .organization())
                .isEqualTo("kursk-housing");
    }

    @Test
    void the_moderator_is_left_out_only_where_the_regulation_lets() {
        Then skip = new Then("roads.potholes", false, null, null, true, null);
        assertThat(submit(under(skip), LETTER, SURE).after().stage()).isEqualTo(Stage.MODERATION);
        Message past = submit(skipping(skip), LETTER, Detection.none()).after();
        assertThat(past.stage()).isEqualTo(Stage.EXECUTION);
        assertThat(past.holder().executor()).isEqualTo("roadman");
        assertThat(submit(skipping(Then.topic("roads.potholes")), LETTER, SURE)
                        .after()
                        .stage())
                .as("the model was sure of another topic")
                .isEqualTo(Stage.MODERATION);
        assertThat(submit(skipping(Then.organization("kursk", null)), LETTER, SURE)
                        .after()
                        .stage())
                .as("the model's topic stands")
                .isNotEqualTo(Stage.MODERATION);
    }

    @Test
    void a_rule_holds_for_the_moderator_with_a_remark() {
        Decision held = submit(skipping(Then.hold("Проверьте адрес")), LETTER, SURE);
        assertThat(held.after().stage()).isEqualTo(Stage.MODERATION);
        assertThat(held.facts()).extracting(each -> (Object) each.event()).contains(new Event.Noted("Проверьте адрес"));
        assertThat(held.after().topic().code()).isEqualTo("housing.garbage");
    }

    @Test
    void what_refers_to_nothing_does_nothing() {
        Message message = submit(under(Then.topic("nothing")), LETTER, SURE).after();
        assertThat(message.topic().code()).isEqualTo("housing.garbage");
        assertThat(message.topic().rule()).isNull();
        assertThat(submit(under(Then.organization("kursk-roads", "heater")), LETTER, SURE)
                        .after()
                        .holder()
                        .organization())
                .isEqualTo("kursk-housing");
    }

    @Test
    void what_is_brought_is_ruled_only_where_it_does_not_say_itself() {
        Procedure life = under(new Then("roads.potholes", false, "lgov", null, false, null));
        Message ruled =
                life.bring(ID, past(null, null), Detection.none(), MONDAY).after();
        assertThat(ruled.topic().code() + ruled.holder().organization()).isEqualTo("roads.potholeslgov");
        Message answered =
                life.bring(ID, past(null, "kursk"), Detection.none(), MONDAY).after();
        assertThat(answered.topic().code() + answered.holder().organization()).isEqualTo("roads.potholeskursk");
        Message told = life.bring(ID, past("health.queue", null), Detection.none(), MONDAY)
                .after();
        assertThat(told.topic().code() + told.holder().organization()).isEqualTo("health.queuehospital");
    }

    private static PastMessage past(String topic, String organization) {
        return new PastMessage(LETTER, "a.csv", "1", MONDAY, topic, organization, null);
    }
}
