package feedback.pos.moderation;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.message.Channel;
import feedback.pos.message.Submission;
import feedback.pos.moderation.Rule.Then;
import feedback.pos.moderation.Rules.Alert;
import feedback.pos.organization.Directory;
import feedback.pos.refusal.Refusal;
import feedback.pos.testkit.SampleRegion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private static final Then OTHER = Then.topic("other");
    private static final Catalog CATALOG = SampleRegion.catalog();
    private static final Directory TREE = SampleRegion.organizations();
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final Submission LETTER = letter("Яма");

    private static Submission letter(String text) {
        return new Submission("anna", text, oktmo("38701000"));
    }

    private static Rule rule(String id, Then then) {
        return Rule.of(id, List.of("яма"), then);
    }

    private static @Nullable String fired(Rules rules, Submission sent, String... topicPath) {
        return rules.first(sent, List.of(topicPath), CATALOG, TREE, MONDAY)
                .map(Rule::id)
                .orElse(null);
    }

    private static boolean fires(String phrase, String text) {
        return fired(Rules.of(List.of(Rule.of("one", List.of(phrase), OTHER))), letter(text)) != null;
    }

    @ParameterizedTest
    @CsvSource({
        "яма, На дороге ЯМЫ!, true",
        "ямы, упал в яму, true",
        "яма, ямщик, false",
        "ёлка, Ёлки и елку, true",
        "не горит фонарь, Здесь не горят фонари, true",
        "не горит фонарь, фонарь не горит, false",
        "не горит фонарь, не горит уличный фонарь, false",
        "=вода, воды нет, false",
        "=вода, ВОДА ушла, true",
        "нет =воды, нет вода, false",
        "нет =воды, нету воды и нет воды, true",
        "'=\"горячей воды\"', нет горячей воды, true",
        "'=\"горячей воды\"', горячая вода, false",
        "=«горячей воды», нет горячей воды, true",
        "дом 5, Ленина дом 5, true",
        "дом 5, дом 55, false",
        "из-за, из за, true"
    })
    void phrases_match_words_whatever_their_case_and_ending(String phrase, String text, boolean expected) {
        assertThat(fires(phrase, text)).isEqualTo(expected);
    }

    @Test
    void a_letter_written_in_two_parts_is_one_letter() {
        assertThat(fires("район", "в раи\u0306оне")).isTrue();
    }

    @Test
    void the_first_rule_that_fires_decides() {
        Rules rules = Rules.of(List.of(rule("off", OTHER).turned(false), rule("first", OTHER), rule("second", OTHER)));
        assertThat(fired(rules, LETTER)).isEqualTo("first");
        assertThat(fired(Rules.none(), LETTER)).isNull();
    }

    @Test
    void all_conditions_must_hold() {
        Rule all = new Rule(
                "all",
                null,
                true,
                List.of("яма", "выбоина"),
                List.of("школа", "дорога"),
                List.of("засыпали"),
                "roads",
                "38701",
                Channel.WIDGET,
                "kursk",
                OTHER);
        Rules rules = Rules.of(List.of(all));
        Submission right =
                letter("Выбоины на дороге у школы").withChannel(Channel.WIDGET).withOrganization("kursk");
        assertThat(fired(rules, right, "roads", "roads.signs")).isEqualTo("all");
        assertThat(fired(rules, right, "housing")).isNull();
        assertThat(fired(rules, right.withOrganization(null), "roads")).isNull();
        assertThat(fired(rules, right.withChannel(Channel.EPGU), "roads")).isNull();
        assertThat(fired(rules, elsewhere(right), "roads")).isNull();
        for (String text : List.of("Выбоины на дороге", "Дорога у школы", "Ямы на дороге у школы засыпали")) {
            Submission other = letter(text).withChannel(Channel.WIDGET).withOrganization("kursk");
            assertThat(fired(rules, other, "roads")).as(text).isNull();
        }
    }

    private static Submission elsewhere(Submission sent) {
        return new Submission("anna", sent.text(), oktmo("38710000"))
                .withChannel(sent.channel())
                .withOrganization(sent.organization());
    }

    @Test
    void a_rule_needs_no_phrase() {
        Rule widget = new Rule(
                "widget", null, true, List.of(), List.of(), List.of(), null, null, Channel.WIDGET, null, OTHER);
        assertThat(fired(Rules.of(List.of(widget)), LETTER.withChannel(Channel.WIDGET)))
                .isEqualTo("widget");
    }

    @Test
    void what_will_not_do_is_told_with_its_place() {
        String long201 = "я".repeat(201);
        Rule wrong = new Rule(
                "a b",
                " ",
                true,
                List.of("…", long201, "а б в г д е ж з и к л"),
                List.of(),
                List.of(),
                null,
                "387",
                null,
                null,
                new Then(null, true, null, "roadman", true, "?"));
        Rule idle = new Rule(
                "idle",
                null,
                true,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                new Then(null, false, null, null, false, null));
        Refusal no = catchThrowableOfType(
                Refusal.class, () -> Rules.of(List.of(rule("one", OTHER), wrong, idle, rule("one", OTHER))));
        assertThat(no.fields())
                .extracting(each -> each.field() + " " + each.key())
                .containsExactly(
                        "rules[1].id rule.id",
                        "rules[1].note field.missing",
                        "rules[1].any[0] rule.phrase",
                        "rules[1].any[1] text.tooLong",
                        "rules[1].any[2] rule.phrase",
                        "rules[1].territory territory.malformed",
                        "rules[1].then.executor rule.executorAlone",
                        "rules[1].then.hold rule.skipsAndHolds",
                        "rules[1].then.overApplicant rule.overNothing",
                        "rules[2].any rule.unconditional",
                        "rules[2].then rule.idle",
                        "rules[3].id rule.twice");
    }

    @Test
    void there_are_limits() {
        List<Rule> many = new ArrayList<>();
        for (int i = 0; i <= Rules.MOST; i++) {
            many.add(rule("r" + i, OTHER));
        }
        assertThat(Rules.of(many.subList(0, Rules.MOST)).all()).hasSize(Rules.MOST);
        assertThat(catchThrowableOfType(Refusal.class, () -> Rules.of(many))
                        .fields()
                        .get(0)
                        .field())
                .isEqualTo("rules");
        Rule wordy = Rule.of("wordy", Collections.nCopies(101, "яма"), OTHER);
        assertThat(catchThrowableOfType(Refusal.class, () -> Rules.of(List.of(wordy)))
                        .fields()
                        .get(0)
                        .field())
                .isEqualTo("rules[0].any");
    }

    @Test
    void a_topic_that_is_retired_switches_the_rule_off_on_its_day() {
        Topic signs = new Topic(
                "roads.signs", "roads", "Знаки", null, false, null, List.of(), MONDAY.plusDays(1), "roads.potholes");
        Catalog catalog = CATALOG.with("next", signs);
        Rules rules = Rules.of(List.of(rule("signs", Then.topic("roads.signs")), rule("next", OTHER)));
        assertThat(rules.under(catalog, TREE, MONDAY).alerts()).isEmpty();
        assertThat(rules.first(LETTER, List.of(), catalog, TREE, MONDAY))
                .map(Rule::id)
                .hasValue("signs");
        LocalDate tomorrow = MONDAY.plusDays(1);
        assertThat(rules.first(LETTER, List.of(), catalog, TREE, tomorrow))
                .map(Rule::id)
                .hasValue("next");
        Rules.State state = rules.under(catalog, TREE, tomorrow);
        assertThat(state.active()).extracting(Rule::id).containsExactly("next");
        Alert alert = state.alerts().get(0);
        assertThat(alert.rule() + " " + alert.field() + " " + alert.proposal())
                .isEqualTo("signs then.topic roads.potholes");
        assertThat(alert.text(Locale.ENGLISH))
                .isEqualTo(
                        "The topic roads.signs is no longer used since 2026-03-03; in its place stands roads.potholes");
        assertThat(alert.text(Locale.forLanguageTag("ru"))).contains("вместо неё");
    }

    @Test
    void whatever_is_not_there_switches_a_rule_off_with_an_alert() {
        List<Rule> wrong = List.of(
                rule("topic", Then.topic("nothing")),
                new Rule("asks", null, true, List.of(), List.of(), List.of(), "nothing", null, null, null, OTHER),
                new Rule("far", null, true, List.of(), List.of(), List.of(), null, "77", null, null, OTHER),
                new Rule("preset", null, true, List.of(), List.of(), List.of(), null, null, null, "nowhere", OTHER),
                rule("body", Then.organization("nowhere", null)),
                rule("person", Then.organization("kursk-roads", "heater")));
        Rules.State state = Rules.of(wrong).under(CATALOG, TREE, MONDAY);
        assertThat(state.active()).isEmpty();
        assertThat(state.alerts())
                .extracting(each -> each.rule() + " " + each.field() + " " + each.key())
                .containsExactly(
                        "topic then.topic alert.topic",
                        "asks topic alert.topic",
                        "far territory alert.territory",
                        "preset organization alert.organization",
                        "body then.organization alert.organization",
                        "person then.executor alert.executor");
        assertThat(Rules.of(wrong).under(CATALOG, TREE, MONDAY).alerts())
                .allSatisfy(each -> assertThat(each.text(Locale.ENGLISH)).doesNotContain("alert."));
        assertThat(Rules.of(wrong.stream().map(each -> each.turned(false)).toList())
                        .under(CATALOG, TREE, MONDAY)
                        .alerts())
                .as("who is switched off anyway needs no alarm")
                .isEmpty();
    }

    @Test
    void what_never_was_is_a_slip_of_the_pen() {
        Rules rules = Rules.of(List.of(
                rule("a", Then.topic("nothing")),
                rule("b", Then.topic("nothing")).turned(false),
                rule("c", Then.organization("nowhere", null))));
        assertThat(catchThrowableOfType(Refusal.class, () -> rules.checkAgainst(CATALOG, TREE))
                        .fields())
                .extracting(Refusal.Field::field)
                .containsExactly("rules[0].then.topic", "rules[2].then.organization");
    }

    /** Says how long it takes; a clock on a busy machine is no test. */
    @Test
    void five_hundred_rules_cost_little() {
        List<Rule> many = new ArrayList<>();
        for (int i = 0; i < Rules.MOST; i++) {
            many.add(Rule.of("r" + i, List.of("слово" + i + " рядом", "другое" + i, "третье " + i), OTHER));
        }
        Rules rules = Rules.of(many);
        Submission sent =
                letter("Добрый день! На улице Союзной у дома 71 третий день не горят фонари, слово рядом. ".repeat(8));
        long began = 0;
        for (int i = 0; i < 4_000; i++) {
            if (i == 2_000) {
                began = System.nanoTime();
            }
            assertThat(rules.first(sent, List.of(), CATALOG, TREE, MONDAY)).isEmpty();
        }
        System.out.println("500 rules, a message of " + sent.text().length() + " characters: "
                + (System.nanoTime() - began) / 2_000_000 + " µs");
    }
}
