package feedback.pos;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.catalog.Route;
import feedback.pos.catalog.Route.Choice;
import feedback.pos.catalog.RouteStep;
import feedback.pos.catalog.RouteStep.Ruled;
import feedback.pos.catalog.Routes;
import feedback.pos.codec.Codec;
import feedback.pos.message.Entry;
import feedback.pos.message.Event;
import feedback.pos.message.Holder;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Submission;
import feedback.pos.organization.Role;
import feedback.pos.organization.Roster;
import feedback.pos.organization.Roster.Absence;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Storage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** «Почему сюда»: what is told of a message's present place, through its life. */
class WhyHereTest {
    private static final Ruled BY_ROADS = new Ruled("roads", 1, "", "38701000", "kursk-roads");
    private static final Ruled BY_POTHOLES = new Ruled("roads.potholes", 2, "", "38701000", "kursk-roads");

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");

    private Pos under(Regulation rules) {
        return Pos.under(rules)
                .storage(Storage.inMemory())
                .clock(clock)
                .detector(text -> Detection.none())
                .open();
    }

    private static Regulation rules(Route... instead) {
        Regulation sample = SampleRegion.regulation();
        List<Route> lines = new ArrayList<>(sample.routes().all());
        for (Route each : instead) {
            lines.removeIf(line ->
                    line.topic().equals(each.topic()) && line.territory().equals(each.territory()));
            lines.add(each);
        }
        return Regulation.of("region", sample.calendar(), sample.directory(), sample.catalog(), Routes.of(lines));
    }

    private static Message sent(Pos pos, String topic) {
        return pos.messages().submit(new Submission("anna", "Яма у школы", new Territory("38701000")).withTopic(topic));
    }

    @Test
    void the_line_of_the_table_and_the_executor_that_it_names_are_told() {
        Pos pos = under(rules());
        Message pit = sent(pos, "roads.potholes");
        assertThat(pos.messages().whyHere(pit.id())).containsExactly(BY_POTHOLES);
        pos.messages().accept(pit.id(), null, null, SampleRegion.moderator());
        assertThat(pos.messages().whyHere(pit.id())).containsExactly(BY_POTHOLES, new RouteStep.Named("roadman"));
    }

    @Test
    void a_corrected_topic_is_told_by_its_own_line() {
        Pos pos = under(rules());
        Message sign = sent(pos, "roads.potholes");
        pos.messages().accept(sign.id(), "roads.signs", null, SampleRegion.moderator());
        assertThat(pos.messages().whyHere(sign.id())).containsExactly(BY_ROADS);
        Message heat = sent(pos, "roads.signs");
        pos.messages().accept(heat.id(), "health.queue", null, SampleRegion.moderator());
        assertThat(pos.messages().whyHere(heat.id())).containsExactly(new Ruled("health", 1, "", "", "hospital"));
    }

    @Test
    void who_follows_is_told_so_and_who_parts_has_the_own_reasons_again() {
        Pos pos = under(rules());
        Message pit = sent(pos, "roads.potholes");
        Message heat = sent(pos, "housing.heating");
        for (Message each : List.of(pit, heat)) {
            pos.messages().accept(each.id(), null, null, SampleRegion.moderator());
        }
        List<RouteStep> own = pos.messages().whyHere(pit.id());
        assertThat(own).containsExactly(BY_POTHOLES, new RouteStep.Named("roadman"));
        pos.messages().join(pit.id(), heat.id(), SampleRegion.coordinator());
        assertThat(pos.messages().whyHere(pit.id())).containsExactly(new RouteStep.Joined());
        pos.messages().take(heat.id(), SampleRegion.official("heater"));
        pos.messages().split(pit.id(), SampleRegion.coordinator());
        assertThat(pos.messages().whyHere(pit.id())).isEqualTo(own);

        Message other = sent(pos, "roads.potholes");
        pos.messages().accept(other.id(), null, null, SampleRegion.moderator());
        pos.messages().assign(other.id(), null, "executor", SampleRegion.coordinator());
        pos.messages().join(pit.id(), other.id(), SampleRegion.coordinator());
        assertThat(pos.messages().whyHere(pit.id()))
                .as("the same body, but the leader's executor")
                .containsExactly(new RouteStep.Joined());
        pos.messages().split(pit.id(), SampleRegion.coordinator());
        assertThat(pos.messages().whyHere(pit.id())).isEqualTo(own);
    }

    @Test
    void who_decided_by_hand_is_told_before_the_table() {
        Pos pos = under(rules());
        Message sign = sent(pos, "roads.signs");
        pos.messages().accept(sign.id(), null, null, SampleRegion.moderator());
        pos.messages().forward(sign.id(), "region", "не наше", SampleRegion.coordinator());
        assertThat(pos.messages().whyHere(sign.id())).containsExactly(new RouteStep.ByHand("region"));
        pos.messages().assign(sign.id(), "lgov", "executor", SampleRegion.superiorCoordinator());
        assertThat(pos.messages().whyHere(sign.id()))
                .containsExactly(new RouteStep.ByHand("lgov"), new RouteStep.Appointed("executor"));
        pos.messages().giveBack(sign.id(), "не моё", SampleRegion.executor());
        assertThat(pos.messages().whyHere(sign.id())).containsExactly(new RouteStep.ByHand("lgov"));
    }

    @Test
    void somebody_else_who_takes_it_is_told() {
        Pos pos = under(rules());
        Message pit = sent(pos, "roads.potholes");
        pos.messages().accept(pit.id(), null, null, SampleRegion.moderator());
        pos.messages().take(pit.id(), SampleRegion.official("roadman"));
        assertThat(pos.messages().whyHere(pit.id())).endsWith(new RouteStep.Named("roadman"));
        pos.messages().take(pit.id(), SampleRegion.executor());
        assertThat(pos.messages().whyHere(pit.id())).containsExactly(BY_POTHOLES, new RouteStep.Took("executor"));
    }

    @Test
    void a_complaint_is_at_the_body_above_and_never_with_whom_it_complains_of() {
        Regulation rules = rules();
        Roster roster = Roster.empty()
                .with(
                        "superior-executor",
                        new Roster.Entry(
                                null,
                                List.of(new Absence(
                                        LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), "executor"))));
        Pos pos = under(rules.with(roster));
        Message sign = sent(pos, "roads.signs");
        pos.messages().accept(sign.id(), null, null, SampleRegion.moderator());
        pos.messages().assign(sign.id(), null, "executor", SampleRegion.coordinator());
        pos.messages().draft(sign.id(), Outcome.SOLVED, "Готово", SampleRegion.executor());
        pos.messages().approve(sign.id(), SampleRegion.head());
        pos.messages().rate(sign.id(), 1, "нет", SampleRegion.anna());
        Message child = pos.messages()
                .find(pos.messages()
                        .escalate(sign.id(), SampleRegion.anna())
                        .links()
                        .child())
                .orElseThrow();
        assertThat(pos.messages().whyHere(child.id())).containsExactly(new RouteStep.Superior("kursk"));
        assertThat(child.links().excludedPeople()).containsExactly("executor");
        Message assigned = pos.messages().assign(child.id(), null, null, SampleRegion.coordinator());
        assertThat(assigned.holder().executor()).isNull();
        assertThat(pos.messages().whyHere(child.id()))
                .endsWith(
                        new RouteStep.PassedOver("executor", RouteStep.PassedOver.Why.COMPLAINED_OF),
                        new RouteStep.Nobody());
    }

    @Test
    void a_message_that_nobody_can_be_given_waits_for_who_coordinates_and_says_why() {
        Roster full = Roster.empty().with("roadman", new Roster.Entry(1, List.of()));
        Pos pos = under(rules().with(full));
        Message first = sent(pos, "roads.potholes");
        Message second = sent(pos, "roads.potholes");
        assertThat(pos.messages()
                        .accept(first.id(), null, null, SampleRegion.moderator())
                        .holder()
                        .executor())
                .isEqualTo("roadman");
        Message waiting = pos.messages().accept(second.id(), null, null, SampleRegion.moderator());
        assertThat(waiting.holder().executor()).isNull();
        assertThat(waiting.stage().name()).isEqualTo("COORDINATION");
        assertThat(pos.messages().whyHere(second.id()))
                .containsExactly(BY_POTHOLES, new RouteStep.Full("roadman", 1, 1), new RouteStep.Nobody());
    }

    /** A hundred messages, admitted in another order than sent, some finished at once: each of three gets as many. */
    @Test
    void by_turn_is_fair_in_a_real_storage() {
        Route line = new Route("roads.potholes", "38701000", "kursk-roads", null)
                .choosing(Choice.BY_TURN, "roadman", "executor", "superior-executor");
        Pos pos = under(rules(line));
        List<Message> all = new ArrayList<>();
        for (int n = 0; n < 90; n++) {
            all.add(sent(pos, "roads.potholes"));
            clock.advance(Duration.ofSeconds(1));
        }
        Map<String, Integer> given = new HashMap<>();
        for (int n = 89; n >= 0; n--) {
            clock.advance(Duration.ofSeconds(1));
            Message one = pos.messages().accept(all.get(n).id(), null, null, SampleRegion.moderator());
            String executor = String.valueOf(one.holder().executor());
            given.merge(executor, 1, Integer::sum);
            if (executor.equals("roadman")) {
                pos.messages().draft(one.id(), Outcome.SOLVED, "Готово", SampleRegion.official("roadman"));
                pos.messages().approve(one.id(), SampleRegion.head());
            }
        }
        assertThat(given).isEqualTo(Map.of("roadman", 30, "executor", 30, "superior-executor", 30));
        assertThat(pos.verify().faults()).isEmpty();
    }

    @Test
    void lines_written_before_steps_were_kept_are_read_and_explained_by_the_table_of_today() {
        Pos pos = under(rules());
        Message pit = sent(pos, "roads.potholes");
        pos.messages().accept(pit.id(), null, null, SampleRegion.moderator());
        Codec codec = new Codec();
        for (Messages.History line : pos.messages().history(pit.id())) {
            Entry old = line.entry();
            String body = old.body().replaceAll(",?\"route\":\\[[^\\]]*\\]", "").replace("{,", "{");
            Event read = codec.readEvent(new Entry(
                    old.message(), old.version(), old.at(), old.by(), old.role(), old.type(), body, old.seal()));
            assertThat(codec.write(read)).doesNotContain("BY", "\"rule\":\"table\"");
        }
        assertThat(pos.messages().whyHere(pit.id())).isNotEmpty();
    }

    /** Every kind of step has words in both languages, and is written and read back as it was. */
    @Test
    void every_step_is_told_in_both_languages_and_kept() {
        RouteStep.Names names = new RouteStep.Names() {
            @Override
            public String organization(String id) {
                return "<" + id + ">";
            }

            @Override
            public String person(String id) {
                return "<" + id + ">";
            }

            @Override
            public String district(String id) {
                return "<" + id + ">";
            }

            @Override
            public String topic(String code) {
                return "<" + code + ">";
            }
        };
        List<RouteStep> steps = new ArrayList<>(List.of(
                new RouteStep.Located("d", "Д", null),
                new RouteStep.Located("d", "Д", "38701000"),
                new RouteStep.Outside(),
                new RouteStep.Contradicted("38710000", "d", "Д", "38701000"),
                new Ruled("", 0, "", "", "o"),
                new Ruled("t", 1, "d", "38701000", "o"),
                new Ruled("t", 2, "d", "", "o"),
                new Ruled("t", 3, "", "38", "o"),
                new RouteStep.Addressed("o", "p"),
                new RouteStep.ByRule("r", "o"),
                new RouteStep.Superior("o"),
                new RouteStep.NearBorder("d", "Д", "o", 40),
                new RouteStep.NearBorder("d", "Д", "o", null),
                new RouteStep.ByHand("o"),
                new RouteStep.Joined(),
                new RouteStep.Appointed("e"),
                new RouteStep.Took("e"),
                new RouteStep.Named("e"),
                new RouteStep.Only("e"),
                new RouteStep.ByTurn("e", null, 3),
                new RouteStep.ByTurn("e", clock.instant(), 3),
                new RouteStep.ByLoad("e", 2, List.of(new RouteStep.Held("f", 3))),
                new RouteStep.Absent("e", LocalDate.of(2026, 3, 9), null),
                new RouteStep.Absent("e", LocalDate.of(2026, 3, 9), "f"),
                new RouteStep.Full("e", 5, 5),
                new RouteStep.Nobody()));
        for (RouteStep.PassedOver.Why why : RouteStep.PassedOver.Why.values()) {
            steps.add(new RouteStep.PassedOver("e", why));
        }
        assertThat(steps)
                .extracting(RouteStep::rule)
                .containsAll(RouteStep.kinds().keySet());
        for (RouteStep step : steps) {
            for (Locale locale : List.of(Locale.forLanguageTag("ru"), Locale.ENGLISH)) {
                String text = step.text(locale, names);
                assertThat(text).isNotBlank().doesNotContain("{", "}", "null").contains(" ");
            }
        }
        Event.Assigned kept = new Event.Assigned(new Holder("o", List.of("o"), "e"), steps);
        Codec codec = new Codec();
        Entry line = codec.seal("", new UUID(1, 2), 1, clock.instant(), "x", Role.COORDINATOR, kept);
        assertThat(codec.readEvent(line)).isEqualTo(kept);
        Event.Assigned redacted = (Event.Assigned) codec.readEvent(codec.redact(line, Set.of("anna")));
        assertThat(redacted.route()).hasSameSizeAs(steps).contains(new RouteStep.NearBorder("d", "Д", "o", null));
        assertThat(redacted.route())
                .filteredOn(RouteStep.OfPeople.class::isInstance)
                .isEqualTo(steps.stream()
                        .filter(RouteStep.OfPeople.class::isInstance)
                        .toList());
    }
}
