package feedback.pos.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.calendar.WorkCalendar;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Route.Choice;
import feedback.pos.catalog.RouteStep;
import feedback.pos.catalog.RouteStep.PassedOver;
import feedback.pos.catalog.RouteStep.PassedOver.Why;
import feedback.pos.catalog.Routes;
import feedback.pos.message.Holder;
import feedback.pos.message.Message.Links;
import feedback.pos.organization.Grant;
import feedback.pos.organization.Load;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import feedback.pos.organization.OrganizationTree;
import feedback.pos.organization.Role;
import feedback.pos.organization.Roster;
import feedback.pos.organization.Roster.Absence;
import feedback.pos.organization.Territory;
import feedback.pos.testkit.SampleRegion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who gets a message: by name, by turn, by load; whoever is away, full or complained of does not. */
class StaffingTest {
    private static final Instant NOON = Instant.parse("2026-03-02T09:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Route ROADS = new Route("", "", "roads", null);
    private static final Holder AT_ROADS = new Holder("roads", List.of("town", "roads"), null);
    private static final List<String> CREW = List.of("a", "b", "c", "d", "e");

    private static Staffing staffing(Roster roster) {
        ZoneId zone = ZoneId.of("Europe/Moscow");
        Territory town = new Territory("38701000");
        Map<String, Set<Grant>> staff = new LinkedHashMap<>();
        CREW.forEach(each -> staff.put(each, Set.of(new Grant(Role.EXECUTOR, "roads"))));
        staff.put("chief", Set.of(new Grant(Role.EXECUTOR, "town")));
        staff.put("gardener", Set.of(new Grant(Role.EXECUTOR, "parks")));
        Regulation rules = Regulation.of(
                "town",
                WorkCalendar.russia().orFallback(),
                OrganizationTree.of(
                        List.of(
                                new Organization("town", null, "Город", Level.MUNICIPALITY, town, zone, null),
                                new Organization("roads", "town", "Дороги", Level.INSTITUTION, town, zone, null),
                                new Organization("parks", "town", "Парки", Level.INSTITUTION, town, zone, null)),
                        staff),
                SampleRegion.catalog(),
                Routes.of(List.of(ROADS)));
        return new Staffing(rules.with(roster));
    }

    private static Roster.Entry away(int from, int to, @Nullable String deputy) {
        return new Roster.Entry(null, List.of(new Absence(TODAY.plusDays(from), TODAY.plusDays(to), deputy)));
    }

    private static Roster.Entry upTo(int capacity) {
        return new Roster.Entry(capacity, List.of());
    }

    private static Staffing.Chosen chosen(Roster roster, @Nullable Route line, Map<String, Load> loads) {
        return staffing(roster).pool(line, AT_ROADS, Links.none(), NOON).choose(loads);
    }

    private static Route named(String executor) {
        return new Route("", "", "roads", executor);
    }

    @Test
    void who_is_named_gets_it_and_nobody_is_counted() {
        Staffing.Pool pool = staffing(Roster.empty()).pool(named("b"), AT_ROADS, Links.none(), NOON);
        assertThat(pool.whoseLoads()).isEmpty();
        assertThat(pool.choose(Map.of())).isEqualTo(new Staffing.Chosen("b", List.of(new RouteStep.Named("b"))));
    }

    @Test
    void whoever_is_away_is_replaced_from_the_first_day_to_the_last() {
        for (int[] days : new int[][] {{0, 0}, {-3, 0}, {0, 5}, {-1, 1}}) {
            assertThat(chosen(Roster.empty().with("b", away(days[0], days[1], "c")), named("b"), Map.of()))
                    .isEqualTo(new Staffing.Chosen(
                            "c",
                            List.of(
                                    new RouteStep.Absent("b", TODAY.plusDays(days[1]), "c"),
                                    new RouteStep.Named("c"))));
        }
        for (int[] days : new int[][] {{1, 5}, {-5, -1}}) {
            assertThat(chosen(Roster.empty().with("b", away(days[0], days[1], "c")), named("b"), Map.of())
                            .executor())
                    .isEqualTo("b");
        }
    }

    /** 21:30 in UTC is the next day in Moscow. */
    @Test
    void the_day_is_that_of_the_body() {
        Staffing staffing = staffing(Roster.empty().with("b", away(1, 1, "c")));
        Instant late = Instant.parse("2026-03-02T21:30:00Z");
        assertThat(staffing.pool(named("b"), AT_ROADS, Links.none(), late)
                        .choose(Map.of())
                        .executor())
                .isEqualTo("c");
        assertThat(staffing.pool(named("b"), AT_ROADS, Links.none(), late.minusSeconds(3_600))
                        .choose(Map.of())
                        .executor())
                .isEqualTo("b");
    }

    @Test
    void deputies_of_deputies_are_followed_and_circles_end_with_nobody() {
        Roster chain = Roster.empty()
                .with("a", away(0, 3, "b"))
                .with("b", away(0, 3, "c"))
                .with("c", away(-1, 3, "chief"));
        assertThat(chosen(chain, named("a"), Map.of()).executor()).isEqualTo("chief");
        Staffing.Chosen circle = chosen(chain.with("c", away(0, 3, "a")), named("a"), Map.of());
        assertThat(circle.executor()).isNull();
        assertThat(circle.steps())
                .endsWith(new PassedOver("a", Why.CIRCLE), new RouteStep.Nobody())
                .hasSize(5);
        assertThat(chosen(Roster.empty().with("a", away(0, 1, "a")), named("a"), Map.of())
                        .executor())
                .isNull();
    }

    @Test
    void who_stands_in_and_could_be_chosen_anyway_is_counted_once_and_the_absence_told() {
        Roster away = Roster.empty().with("b", away(0, 3, "a"));
        RouteStep absent = new RouteStep.Absent("b", TODAY.plusDays(3), "a");
        for (Route line : List.of(ROADS.choosing(Choice.BY_LOAD, "a", "b"), ROADS.choosing(Choice.BY_LOAD, "b", "a"))) {
            assertThat(chosen(away, line, Map.of()))
                    .isEqualTo(new Staffing.Chosen("a", List.of(absent, new RouteStep.Only("a"))));
        }
    }

    @Test
    void a_deputy_without_a_right_there_is_no_deputy() {
        Staffing.Chosen none = chosen(Roster.empty().with("a", away(0, 3, "gardener")), named("a"), Map.of());
        assertThat(none.executor()).isNull();
        assertThat(none.steps()).contains(new PassedOver("gardener", Why.NO_EXECUTOR));
    }

    @Test
    void one_named_without_free_hands_leaves_it_to_the_body() {
        Staffing.Pool pool = staffing(Roster.empty().with("b", upTo(2))).pool(named("b"), AT_ROADS, Links.none(), NOON);
        assertThat(pool.whoseLoads()).containsExactly("b");
        assertThat(pool.choose(Map.of("b", new Load(1, null))).executor()).isEqualTo("b");
        assertThat(pool.choose(Map.of("b", new Load(2, null))))
                .isEqualTo(new Staffing.Chosen(null, List.of(new RouteStep.Full("b", 2, 2), new RouteStep.Nobody())));
    }

    @Test
    void by_load_the_fewest_count_then_who_was_given_one_longest_ago_then_the_order() {
        Route line = ROADS.choosing(Choice.BY_LOAD);
        Map<String, Load> loads = new HashMap<>();
        CREW.forEach(each -> loads.put(each, new Load(3, NOON)));
        loads.put("c", new Load(2, NOON));
        Staffing.Chosen chosen = chosen(Roster.empty(), line, loads);
        assertThat(chosen.executor()).isEqualTo("c");
        assertThat(chosen.steps())
                .containsExactly(new RouteStep.ByLoad(
                        "c",
                        2,
                        List.of(
                                new RouteStep.Held("a", 3),
                                new RouteStep.Held("b", 3),
                                new RouteStep.Held("d", 3),
                                new RouteStep.Held("e", 3))));
        loads.put("d", new Load(2, NOON.minusSeconds(1)));
        assertThat(chosen(Roster.empty(), line, loads).executor()).isEqualTo("d");
        loads.put("e", new Load(2, null));
        assertThat(chosen(Roster.empty(), line, loads).executor()).isEqualTo("e");
        assertThat(chosen(Roster.empty(), line, Map.of()).executor()).isEqualTo("a");
    }

    @Test
    void candidates_of_the_line_are_the_only_ones() {
        Route line = ROADS.choosing(Choice.BY_TURN, "d", "chief");
        Staffing.Pool pool = staffing(Roster.empty()).pool(line, AT_ROADS, Links.none(), NOON);
        assertThat(pool.whoseLoads()).containsExactly("d", "chief");
        Map<String, Load> loads = Map.of("d", new Load(0, NOON), "chief", new Load(9, NOON.minusSeconds(5)));
        assertThat(pool.choose(loads))
                .isEqualTo(
                        new Staffing.Chosen("chief", List.of(new RouteStep.ByTurn("chief", NOON.minusSeconds(5), 2))));
    }

    /** Each gives back what was given after a time of its own, so that loads tell nothing of the turn. */
    @Test
    void by_turn_is_fair_over_a_long_row() {
        Route line = ROADS.choosing(Choice.BY_TURN);
        Staffing.Pool pool = staffing(Roster.empty()).pool(line, AT_ROADS, Links.none(), NOON);
        Random random = new Random(3);
        Map<String, Load> loads = new HashMap<>();
        Map<String, Integer> given = new HashMap<>();
        for (int n = 0; n < 10_000; n++) {
            Instant now = NOON.plusSeconds(n);
            String who = String.valueOf(pool.choose(loads).executor());
            given.merge(who, 1, Integer::sum);
            loads.put(who, new Load(random.nextInt(50), now));
        }
        assertThat(given)
                .hasSize(CREW.size())
                .allSatisfy((who, count) -> assertThat(count).isEqualTo(2_000));
    }

    /** Whatever roster, loads and complaints there are: the choice keeps every rule at once. */
    @Test
    void nobody_away_full_or_complained_of_is_ever_chosen() {
        Random random = new Random(11);
        List<String> all = new ArrayList<>(CREW);
        all.addAll(List.of("chief", "gardener"));
        int nobody = 0;
        for (int n = 0; n < 6_000; n++) {
            Map<String, Roster.Entry> entries = new HashMap<>();
            Map<String, Load> loads = new HashMap<>();
            List<String> excluded = new ArrayList<>();
            for (String each : all) {
                List<Absence> absences = new ArrayList<>();
                if (random.nextInt(3) > 0) {
                    int from = random.nextInt(5) - 2;
                    absences.add(new Absence(
                            TODAY.plusDays(from),
                            TODAY.plusDays(from + random.nextInt(3)),
                            random.nextInt(4) == 0 ? null : all.get(random.nextInt(all.size()))));
                }
                entries.put(
                        each, new Roster.Entry(random.nextBoolean() ? (Integer) random.nextInt(4) : null, absences));
                loads.put(
                        each,
                        new Load(random.nextInt(5), random.nextBoolean() ? null : NOON.minus(Duration.ofHours(n))));
                if (random.nextInt(4) == 0) {
                    excluded.add(each);
                }
            }
            Roster roster = new Roster(entries);
            Links links = new Links(null, null, 1, null, 0, List.of(), excluded);
            Route line = Arrays.asList(null, named("a"), ROADS.choosing(Choice.BY_LOAD), ROADS.choosing(Choice.BY_TURN))
                    .get(n % 4);
            Staffing.Pool pool = staffing(roster).pool(line, AT_ROADS, links, NOON);
            Map<String, Load> counted = new HashMap<>(loads);
            counted.keySet().retainAll(pool.whoseLoads());
            Staffing.Chosen chosen = pool.choose(counted);
            String executor = chosen.executor();
            if (executor == null) {
                nobody++;
                assertThat(chosen.steps()).endsWith(new RouteStep.Nobody());
                continue;
            }
            Integer capacity = roster.capacity(executor);
            assertThat(roster.absence(executor, TODAY)).isEmpty();
            assertThat(excluded).doesNotContain(executor);
            assertThat(executor).isNotEqualTo("gardener");
            assertThat(capacity == null || loads.get(executor).open() < capacity)
                    .isTrue();
        }
        assertThat(nobody).isBetween(300, 4_500);
    }
}
