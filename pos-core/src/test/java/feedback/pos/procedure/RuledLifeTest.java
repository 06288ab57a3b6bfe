package feedback.pos.procedure;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.catalog.RouteStep;
import feedback.pos.message.Event;
import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.message.TopicChoice.DecidedBy;
import feedback.pos.moderation.Rule;
import feedback.pos.moderation.Rule.Then;
import feedback.pos.moderation.Rules;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Load;
import feedback.pos.organization.Roster;
import feedback.pos.organization.Roster.Absence;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import feedback.pos.topic.Detection.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What became of a message by an auto-rule, through what comes after: staffing, correction, joining, complaint. */
class RuledLifeTest {
    private static final Actor ANNA = SampleRegion.anna();
    private static final Actor MODERATOR = SampleRegion.moderator();
    private static final Instant MONDAY = Instant.parse("2026-03-02T07:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final UUID ID = new UUID(1, 2);
    private static final Submission LETTER = new Submission(ANNA, "Яма", oktmo("38701000")).withConsent(false, true);
    private static final Then TO_HEATER = Then.organization("kursk-housing", "heater");
    private static final Then SKIPPING = new Then("roads.potholes", false, "kursk-housing", "heater", true, null);

    /** The chief may work below, and stands in for the heater. */
    private static Roster away(@Nullable Integer capacityOfDeputy) {
        return Roster.empty()
                .with("heater", new Roster.Entry(null, List.of(new Absence(TODAY, TODAY, "executor"))))
                .with("executor", new Roster.Entry(capacityOfDeputy, List.of()));
    }

    private static Regulation rules(Then then, Roster roster) {
        Regulation sample = SampleRegion.regulation();
        return sample.with(sample.policy().edit().sureTopicSkipsModerator(true).done())
                .with(Rules.of(List.of(Rule.of("pits", List.of("яма"), then))))
                .with(roster);
    }

    private static Procedure under(Then then, Roster roster) {
        return new Procedure(rules(then, roster));
    }

    private static Message sent(Procedure life) {
        return life.submit(ID, LETTER, Detection.none(), ANNA, MONDAY).after();
    }

    private static Message accepted(Procedure life, Message message, @Nullable String topic, Map<String, Load> loads) {
        return life.accept(message, null, topic, null, MODERATOR, MONDAY, loads).after();
    }

    private static Load open(int count) {
        return new Load(count, null);
    }

    @Test
    void the_deputy_of_the_rules_executor_gets_it() {
        Procedure life = under(TO_HEATER, away(null));
        Message message = sent(life);
        assertThat(life.whoseLoadsToAccept(message, null, MONDAY)).isEmpty();
        for (String topic : new String[] {null, "other"}) {
            Message admitted = accepted(life, message, topic, Map.of());
            assertThat(admitted.stage()).isEqualTo(Stage.EXECUTION);
            assertThat(admitted.holder().executor()).isEqualTo("executor");
            assertThat(admitted.topic().rule()).isEqualTo("pits");
        }
        Message skipped = sent(under(SKIPPING, away(null)));
        assertThat(skipped.holder().executor()).isEqualTo("executor");
    }

    @Test
    void whose_loads_are_asked_for_is_the_same_as_who_is_chosen_from() {
        Procedure life = under(TO_HEATER, away(3));
        Message message = sent(life);
        for (String topic : new String[] {null, "other"}) {
            assertThat(life.whoseLoadsToAccept(message, topic, MONDAY)).containsExactly("executor");
            assertThat(accepted(life, message, topic, Map.of("executor", open(2)))
                            .stage())
                    .isEqualTo(Stage.EXECUTION);
            Message full = accepted(life, message, topic, Map.of("executor", open(3)));
            assertThat(full.stage()).isEqualTo(Stage.COORDINATION);
            assertThat(full.holder().organization()).isEqualTo("kursk-housing");
            assertThat(life.whoseLoadsToAssign(full, null, null, MONDAY)).containsExactly("executor");
            Message assigned = life.assign(
                            full, null, null, SampleRegion.coordinator(), MONDAY, Map.of("executor", open(0)))
                    .after();
            assertThat(assigned.holder().executor()).isEqualTo("executor");
        }
        assertThat(life.whoseLoadsToAccept(message, "roads.potholes", MONDAY))
                .as("another topic, no rule, the table's executor")
                .isEmpty();
        assertThat(under(SKIPPING, away(3)).whoseLoads(LETTER, Detection.none(), MONDAY))
                .containsExactly("executor");
        Decision full = under(SKIPPING, away(3))
                .submit(ID, LETTER, Detection.none(), ANNA, MONDAY, Map.of("executor", open(3)));
        assertThat(full.after().stage()).isEqualTo(Stage.COORDINATION);
        assertThat(full.facts())
                .extracting(each -> (Object) each.event())
                .last()
                .satisfies(event -> assertThat(((Event.Accepted) event).route())
                        .contains(new RouteStep.ByRule("pits", "kursk-housing"), new RouteStep.Full("executor", 3, 3)));
    }

    @Test
    void a_rule_promises_the_short_term_as_any_topic_and_it_is_taken_back_as_any() {
        Procedure life = under(Then.topic("roads.potholes"), Roster.empty());
        Message fast = sent(life);
        assertThat(fast.topic().fastTrack()).isTrue();
        Message demoted = accepted(life, fast, "roads.signs", Map.of());
        assertThat(demoted.topic().fastTrack()).isFalse();
        assertThat(demoted.topic().rule()).isNull();
        assertThat(demoted.topic().decidedBy()).isEqualTo(DecidedBy.PERSON);
        assertThat(demoted.deadline().due()).isAfter(fast.deadline().due());

        Instant late = life.demotionEnds(fast).plus(Duration.ofHours(1));
        Message kept = life.accept(fast, "roads.signs", null, MODERATOR, late).after();
        assertThat(kept.topic().promisedBy()).isEqualTo("roads.potholes");
        assertThat(kept.deadline().due()).isEqualTo(fast.deadline().due());
        Message recounted = life.recount(kept, Actor.system(), late).after();
        assertThat(recounted.deadline()).isEqualTo(kept.deadline());
        Message appeal = life.convert(kept, Kind.APPEAL, null, SampleRegion.coordinator(), late)
                .after();
        Message again = life.convert(appeal, Kind.MESSAGE, null, SampleRegion.coordinator(), late)
                .after();
        assertThat(again.deadline().due())
                .as("the promise is back")
                .isEqualTo(fast.deadline().due());
    }

    @Test
    void a_detector_that_is_entirely_sure_can_be_corrected() {
        Procedure life = under(Then.hold("Посмотрите"), Roster.empty());
        Detection certain = new Detection(List.of(new Candidate("roads.signs", 1)), true, 0.9, "m");
        Message message = life.submit(ID, LETTER, certain, ANNA, MONDAY).after();
        Message corrected = accepted(life, message, "health.queue", Map.of());
        assertThat(corrected.topic().alternatives()).isEqualTo(certain.candidates());
        assertThat(corrected.topic().model()).isEqualTo("m");
        assertThat(corrected.topic().sure()).isTrue();
    }

    private static List<Decision> joining(Procedure life, boolean open) {
        Walk walk = new Walk(life);
        Message lead = walk.executing("roads.signs");
        Submission letter = LETTER.withConsent(open, true).withJoin(lead.id());
        return life.submit(ID, letter, Detection.none(), lead, lead, ANNA, MONDAY, Map.of());
    }

    @Test
    void naming_a_message_to_follow_is_no_way_around_a_rule_that_holds() {
        Procedure life = under(Then.hold("Возможна угроза"), Roster.empty());
        assertThat(joining(life, false)).singleElement().satisfies(only -> {
            assertThat(only.after().stage()).isEqualTo(Stage.MODERATION);
            assertThat(only.after().links().joined()).isNull();
            assertThat(only.facts())
                    .extracting(each -> (Object) each.event())
                    .contains(new Event.Noted("Возможна угроза"));
        });
        Message open = joining(life, true).get(0).after();
        assertThat(open.stage()).as("waits in any case").isEqualTo(Stage.MODERATION);
        assertThat(open.links().joined()).isNotNull();
    }

    @Test
    void who_parts_comes_home_to_where_the_rule_had_sent_it() {
        Procedure life = under(SKIPPING, Roster.empty());
        Message home = sent(life);
        List<Decision> both = joining(life, false);
        Message follower = both.get(0).after();
        Message lead = both.get(1).after();
        assertThat(follower.holder()).isEqualTo(lead.holder());
        Message parted = life.split(follower, lead, home, SampleRegion.coordinator(), MONDAY)
                .get(1)
                .after();
        assertThat(parted.holder().organization()).isEqualTo("kursk-housing");
        assertThat(parted.holder().executor()).isEqualTo("heater");
        assertThat(parted.topic().rule()).isEqualTo("pits");
    }

    @Test
    void a_complaint_stays_at_the_superior_body_whatever_the_rule_says() {
        Procedure life = under(SKIPPING, Roster.empty());
        Message answered = life.approve(
                        life.draft(
                                        sent(life),
                                        Outcome.SOLVED,
                                        "Сделано",
                                        List.of(),
                                        SampleRegion.official("heater"),
                                        MONDAY)
                                .after(),
                        SampleRegion.head(),
                        MONDAY)
                .after();
        Message rated = life.rate(answered, 1, "нет", null, ANNA, MONDAY).after();
        Message child =
                life.escalate(rated, new UUID(3, 4), null, ANNA, MONDAY).get(1).after();
        assertThat(child.holder().organization()).isEqualTo("kursk");
        assertThat(child.topic().rule()).isEqualTo("pits");
        assertThat(life.whoseLoadsToAssign(child, null, null, MONDAY)).doesNotContain("heater");
        Message assigned = life.assign(child, null, null, SampleRegion.coordinator(), MONDAY)
                .after();
        assertThat(assigned.holder().organization()).isEqualTo("kursk");
        assertThat(assigned.holder().executor()).isEqualTo("executor");
    }
}
