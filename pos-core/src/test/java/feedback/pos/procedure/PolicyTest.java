package feedback.pos.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.calendar.WorkingHours;
import feedback.pos.deadline.ClockRules;
import feedback.pos.deadline.Roll;
import feedback.pos.deadline.StageBudget;
import feedback.pos.deadline.StartRule;
import feedback.pos.deadline.Term;
import feedback.pos.message.TopicChoice;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Policy.ChainStep;
import feedback.pos.procedure.Policy.ChainStep.Anchor;
import feedback.pos.procedure.Policy.ChainStep.Place;
import feedback.pos.procedure.Policy.Edit;
import feedback.pos.procedure.Policy.Retention;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What numbers and switches a deployment may choose, and what holds where it chooses none. */
class PolicyTest {
    private static final WorkingHours EARLY = new WorkingHours(LocalTime.of(8, 0), LocalTime.of(17, 0));
    private static final WorkingHours LATE = new WorkingHours(LocalTime.of(10, 0), LocalTime.of(19, 0));
    private static final Acceptance NOWHERE =
            new Acceptance(TopicChoice.Mode.OFF, Map.of("roads", TopicChoice.Mode.SHADOW), 5);
    private static final Map<String, BiFunction<Edit, Integer, Edit>> NUMBERS = Map.ofEntries(
            Map.entry("ratingWindowDays", Edit::ratingWindowDays),
            Map.entry("textLimit", Edit::textLimit),
            Map.entry("answerLimit", Edit::answerLimit),
            Map.entry("commentLimit", Edit::commentLimit),
            Map.entry("questionLimit", Edit::questionLimit),
            Map.entry("questionDays", Edit::questionDays),
            Map.entry("appealExtensionDays", Edit::appealExtensionDays),
            Map.entry("extensionLimitDays", Edit::extensionLimitDays),
            Map.entry("grossFactor", Edit::grossFactor),
            Map.entry("maxRounds", Edit::maxRounds),
            Map.entry("escalationMaxStars", Edit::escalationMaxStars),
            Map.entry("attachmentLimit", Edit::attachmentLimit),
            Map.entry("anonymizeAfterDays", (edit, days) -> edit.retention(new Retention(days, null))),
            Map.entry("removeAfterDays", (edit, days) -> edit.retention(new Retention(null, days))));

    private final Policy usual = Policy.defaults();

    @Test
    void whatever_is_set_is_what_it_was_set_to() {
        List<ChainStep> chain = List.of(new ChainStep(7, Role.HEAD, Place.REGION));
        Policy all = usual.edit()
                .ordinary(Term.days(31))
                .fastTrack(Term.days(11))
                .appeal(Term.days(29))
                .roll(Roll.KEEP)
                .ordinaryStages(new StageBudget(2, 3, 4, 5))
                .fastTrackStages(new StageBudget(3, 4, 5, 6))
                .appealStages(new StageBudget(4, 5, 6, 7))
                .ratingWindowDays(41)
                .maxRounds(3)
                .escalationMaxStars(4)
                .textLimit(42)
                .answerLimit(43)
                .commentLimit(44)
                .attachmentLimit(45)
                .questionLimit(46)
                .questionDays(47)
                .questionPauses(false)
                .sureTopicSkipsModerator(true)
                .appealExtensionDays(48)
                .extensionLimitDays(49)
                .chain(chain)
                .retention(new Retention(50, 51))
                .startRule(StartRule.NEXT_WORKING_DAY)
                .workingHours(EARLY)
                .grossFactor(6)
                .delivery(LATE)
                .acceptance(NOWHERE)
                .similarity(new Policy.Similarity(52, 53, Map.of("roads", 54), 0.55, 56, 57))
                .crowd(58)
                .done();

        assertThat(all)
                .isEqualTo(new Policy(
                        Term.days(31),
                        Term.days(11),
                        Term.days(29),
                        Roll.KEEP,
                        new StageBudget(2, 3, 4, 5),
                        new StageBudget(3, 4, 5, 6),
                        new StageBudget(4, 5, 6, 7),
                        41,
                        3,
                        4,
                        42,
                        43,
                        44,
                        45,
                        46,
                        47,
                        false,
                        true,
                        48,
                        49,
                        chain,
                        new Retention(50, 51),
                        StartRule.NEXT_WORKING_DAY,
                        EARLY,
                        6,
                        LATE,
                        NOWHERE,
                        new Policy.Similarity(52, 53, Map.of("roads", 54), 0.55, 56, 57),
                        58));
        assertThat(all.clock()).isEqualTo(new ClockRules(StartRule.NEXT_WORKING_DAY, Roll.KEEP, EARLY, 6));
        assertThat(all.edit().done()).as("nothing is lost in an edit").isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({
        "ratingWindowDays,1,3650",
        "textLimit,1,1000000",
        "answerLimit,1,1000000",
        "commentLimit,1,1000000",
        "questionLimit,1,100000",
        "questionDays,1,365",
        "appealExtensionDays,1,365",
        "extensionLimitDays,1,3650",
        "grossFactor,1,20",
        "escalationMaxStars,0,4",
        "anonymizeAfterDays,1,36500",
        "removeAfterDays,1,36500"
    })
    void a_number_has_a_least_and_a_greatest_value(String name, int least, int most) {
        assertThat(with(name, least)).isNotNull();
        assertThat(with(name, most)).isNotNull();
        assertRefused(name, most + 1);
        assertRefused(name, -1);
        if (!name.equals("grossFactor")) {
            assertRefused(name, least - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxRounds", "attachmentLimit"})
    void none_at_all_may_be_allowed_but_not_less(String name) {
        assertThat(with(name, 0)).isNotEqualTo(usual);
        assertRefused(name, -1);
    }

    @Test
    void what_was_stored_before_a_rule_was_thought_of_holds_by_the_usual_one() {
        Policy old = with("grossFactor", 0);

        assertThat(old.grossFactor()).isEqualTo(3);
        assertThat(new ChainStep(Anchor.DUE, 1, 0, Role.HEAD, Place.HOLDER, 0, 0, false).times())
                .isEqualTo(1);
    }

    @Test
    void a_chain_has_fifty_steps_at_the_most() {
        List<ChainStep> chain = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            chain.add(new ChainStep(i, Role.HEAD, Place.HOLDER));
        }

        assertThat(usual.edit().chain(chain).done().chain()).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0,1",
        "3650,0,0,1",
        "-3650,0,0,1",
        "0,87600,0,1",
        "0,-87600,0,1",
        "1,0,1,2",
        "1,0,365,100",
    })
    void a_step_is_ten_years_away_at_the_most_and_repeated_a_hundred_times(int days, int hours, int every, int times) {
        assertThat(step(days, hours, every, times).times()).isEqualTo(times);
    }

    @ParameterizedTest
    @CsvSource({
        "3651,0,0,1",
        "-3651,0,0,1",
        "0,87601,0,1",
        "0,-87601,0,1",
        "1,0,0,-1",
        "1,0,1,101",
        "1,0,366,2",
        "1,0,-1,1",
        "1,0,0,2",
        "1,0,1,1",
    })
    void a_step_farther_away_or_repeated_otherwise_is_refused(int days, int hours, int every, int times) {
        assertThatThrownBy(() -> step(days, hours, every, times)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,DUE+0d HEAD@HOLDER",
        "-5,0,DUE-5d HEAD@HOLDER",
        "5,0,DUE+5d HEAD@HOLDER",
        "0,-1,DUE+0d-1h HEAD@HOLDER",
        "0,1,DUE+0d+1h HEAD@HOLDER",
    })
    void a_step_is_called_by_its_distance_its_role_and_its_place(int days, int hours, String key) {
        assertThat(step(days, hours, 0, 1).key()).isEqualTo(key);
    }

    @Test
    void the_presets_are_known_by_their_names() {
        assertThat(Policy.presets())
                .containsExactly(
                        "platform",
                        "st-petersburg",
                        "moscow",
                        "moscow-region",
                        "incidents-4h",
                        "incidents-9h",
                        "59-fz");
        assertThat(Policy.preset("platform")).isEqualTo(usual);
    }

    private Policy with(String name, int value) {
        BiFunction<Edit, Integer, Edit> number = NUMBERS.get(name);
        assertThat(number).as(name).isNotNull();
        return number.apply(usual.edit(), value).done();
    }

    private void assertRefused(String name, int value) {
        assertThatThrownBy(() -> with(name, value))
                .as(name + " " + value)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    private static ChainStep step(int days, int hours, int every, int times) {
        return new ChainStep(Anchor.DUE, days, hours, Role.HEAD, Place.HOLDER, every, times, false);
    }
}
