package feedback.pos;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feedback.pos.organization.Actor;
import feedback.pos.organization.Assurance;
import feedback.pos.organization.Person;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.poll.Ask;
import feedback.pos.poll.Electorate;
import feedback.pos.poll.Electorate.Access;
import feedback.pos.poll.Poll;
import feedback.pos.poll.Poll.Plan;
import feedback.pos.poll.Poll.Stage;
import feedback.pos.poll.Project;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.ProjectVote.Count;
import feedback.pos.poll.ProjectVote.Form;
import feedback.pos.poll.Questions;
import feedback.pos.poll.Receipt;
import feedback.pos.poll.Vote;
import feedback.pos.poll.VoteChannel;
import feedback.pos.poll.Way;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.BallotBox.Voter;
import feedback.pos.store.Storage;
import feedback.pos.survey.Survey;
import feedback.pos.tally.Election.Standing;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of a poll: who may vote, that each has one vote, what can be checked afterwards. */
class PollsTest {
    private static final Actor MANAGER = Actor.official("polls", Role.POLL_MANAGER, "region");
    private static final Actor OPERATOR = Actor.official("operator", Role.OPERATOR, "kursk");
    private static final Actor ANNA = Actor.citizen("anna");
    private static final Actor BORIS = Actor.citizen("boris");
    private static final Instant NOON = Instant.parse("2026-03-02T09:00:00Z");

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
    private final Storage storage = Storage.inMemory();
    private final Pos pos = Pos.under(SampleRegion.regulation())
            .storage(storage)
            .clock(clock)
            .pollSecret(new byte[] {1, 2, 3})
            .open();
    private final Polls polls = pos.polls();

    @AfterEach
    void close() {
        pos.close();
    }

    private static ProjectVote vote(Form form, int max, int points, String rule) {
        BigDecimal budget = form == Form.BUDGET || rule.startsWith("greedy") || rule.startsWith("equal")
                ? new BigDecimal(100)
                : null;
        return new ProjectVote(
                form,
                List.of(project("park", 60), project("road", 50), project("lamp", 40)),
                1,
                max,
                points,
                budget,
                new Count(rule, 0, "list", 0));
    }

    private static Project project(String id, int cost) {
        return new Project(id, "Проект " + id, null, new BigDecimal(cost), null, List.of(), null);
    }

    private static Plan plan(Ask ask) {
        return plan(ask, Electorate.everybody());
    }

    private static Plan plan(Ask ask, Electorate electorate) {
        return new Plan(
                "region",
                "Что благоустроить",
                null,
                ask,
                electorate,
                true,
                false,
                false,
                null,
                null,
                oktmo("38701000"));
    }

    private static Plan with(Plan p, boolean secret, boolean revoting, boolean live, Instant opens, Instant closes) {
        return new Plan(
                p.organization(),
                p.title(),
                p.description(),
                p.ask(),
                p.electorate(),
                secret,
                revoting,
                live,
                opens,
                closes,
                p.territory());
    }

    private UUID opened(Plan plan) {
        Poll poll = polls.create(plan, MANAGER);
        return polls.open(poll.id(), MANAGER).id();
    }

    private Receipt cast(UUID poll, Actor by, String choices) {
        return polls.cast(poll, Vote.of(choices), by);
    }

    private static void refused(Reason reason, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }

    @Test
    void a_vote_is_opened_cast_closed_and_published() {
        Poll draft = polls.create(plan(vote(Form.ONE, 1, 0, "plurality")), MANAGER);
        assertThat(polls.find(draft.id(), ANNA)).isEmpty();
        assertThat(polls.find(draft.id(), MANAGER)).contains(draft);
        refused(Reason.NOT_FOUND, () -> cast(draft.id(), ANNA, "\"park\""));
        Poll open = polls.open(draft.id(), MANAGER);
        assertThat(open.digest()).hasSize(43);
        Receipt receipt = cast(open.id(), ANNA, "\"park\"");
        cast(open.id(), BORIS, "[\"park\"]");
        cast(open.id(), Actor.citizen("vera"), "[\"lamp\"]");
        assertThat(polls.audit().stands(receipt)).isTrue();
        assertThat(polls.audit().stands(Receipt.parse(open.id(), receipt.toString())))
                .isTrue();
        refused(Reason.ALREADY_DONE, () -> cast(open.id(), ANNA, "\"lamp\""));
        assertThat(polls.hasVoted(open.id(), ANNA)).isTrue();
        assertThat(polls.hasVoted(open.id(), Actor.citizen("gleb"))).isFalse();
        refused(Reason.FORBIDDEN, () -> polls.results(open.id(), MANAGER));
        polls.close(open.id(), null, MANAGER);
        refused(Reason.TOO_LATE, () -> cast(open.id(), Actor.citizen("gleb"), "\"park\""));
        refused(Reason.FORBIDDEN, () -> polls.results(open.id(), ANNA));
        assertThat(polls.results(open.id(), MANAGER).ballots()).isEqualTo(3);
        polls.publish(open.id(), MANAGER);
        PollResults results = polls.results(open.id(), ANNA);
        assertThat(results.complete()).isTrue();
        assertThat(results.channels()).containsEntry(VoteChannel.ESIA, 3L).hasSize(1);
        assertThat(results.standings().get("park")).isEqualTo(new Standing(2, BigDecimal.valueOf(2)));
        assertThat(Objects.requireNonNull(results.outcome()).winners()).containsExactly("park");
        assertThat(polls.audit().verify(open.id(), ANNA).faults()).isEmpty();
        assertThat(polls.audit().stands(receipt)).isTrue();
        refused(Reason.TOO_LATE, () -> polls.hasVoted(open.id(), ANNA));
    }

    @Test
    void rules_are_frozen_when_a_poll_is_opened_and_their_text_has_the_digest_shown() throws Exception {
        Poll draft = polls.create(plan(vote(Form.ONE, 1, 0, "plurality")), MANAGER);
        Poll other = polls.change(draft.id(), 1, plan(vote(Form.APPROVAL, 3, 0, "k-best/2")), MANAGER);
        refused(Reason.STALE_VERSION, () -> polls.change(draft.id(), 1, other.plan(), MANAGER));
        Poll open = polls.open(draft.id(), MANAGER);
        refused(Reason.WRONG_STAGE, () -> polls.change(draft.id(), 0, draft.plan(), MANAGER));
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(polls.rules(open).getBytes(StandardCharsets.UTF_8));
        assertThat(open.digest())
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        assertThat(polls.rules(polls.find(open.id(), ANNA).orElseThrow())).isEqualTo(polls.rules(open));
        assertThat(polls.find(open.id(), ANNA)).contains(open);
    }

    static Stream<Arguments> ballots() {
        return Stream.of(
                Arguments.of(Form.ONE, 1, 0, "plurality", "\"lamp\"", "[\"park\",\"road\"]", "choices"),
                Arguments.of(
                        Form.SEVERAL,
                        2,
                        0,
                        "k-best/2",
                        "[\"lamp\",\"park\"]",
                        "[\"park\",\"road\",\"lamp\"]",
                        "choices"),
                Arguments.of(Form.APPROVAL, 3, 0, "greedy", "[\"lamp\",\"park\",\"road\"]", "[\"sea\"]", "choices[0]"),
                Arguments.of(Form.APPROVAL, 3, 0, "greedy", "[\"lamp\"]", "[\"lamp\",\"lamp\"]", "choices[1]"),
                Arguments.of(Form.SCORE, 3, 5, "k-best/1", "{\"lamp\":5,\"road\":2}", "{\"lamp\":6}", "choices.lamp"),
                Arguments.of(
                        Form.CUMULATIVE,
                        3,
                        3,
                        "greedy",
                        "{\"lamp\":2,\"road\":1}",
                        "{\"lamp\":2,\"road\":2}",
                        "choices"),
                Arguments.of(Form.RANKED, 2, 0, "borda", "[\"road\",\"lamp\"]", "[]", "choices"),
                Arguments.of(Form.BUDGET, 3, 0, "greedy", "[\"park\",\"lamp\"]", "[\"park\",\"road\"]", "choices"),
                Arguments.of(Form.ONE, 1, 0, "plurality", "\"lamp\"", "{\"lamp\":1}", "choices"),
                Arguments.of(Form.SCORE, 3, 5, "k-best/1", "{\"lamp\":5}", "[\"lamp\"]", "choices"),
                Arguments.of(Form.SCORE, 3, 5, "k-best/1", "{\"lamp\":5}", "{\"lamp\":1.5}", "choices.lamp"),
                Arguments.of(Form.ONE, 1, 0, "plurality", "\"lamp\"", "7", "choices"),
                Arguments.of(Form.ONE, 1, 0, "plurality", "\"lamp\"", "not json", "choices"));
    }

    @ParameterizedTest
    @MethodSource("ballots")
    void each_form_takes_what_it_asks_for_and_names_what_will_not_do(
            Form form, int max, int points, String rule, String good, String bad, String field) {
        UUID poll = opened(plan(vote(form, max, points, rule)));
        assertThatThrownBy(() -> cast(poll, ANNA, bad)).isInstanceOfSatisfying(Refusal.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.INVALID_VALUE);
            assertThat(e.fields()).extracting(Refusal.Field::field).containsExactly(field);
        });
        cast(poll, ANNA, good);
        polls.close(poll, null, MANAGER);
        assertThat(polls.results(poll, MANAGER).standings().get("lamp").votes()).isEqualTo(1);
        assertThat(polls.audit().verify(poll, MANAGER).faults()).isEmpty();
    }

    @Test
    void the_first_of_a_ranking_gets_as_many_points_as_it_has_places() {
        UUID poll = opened(plan(vote(Form.RANKED, 3, 0, "borda")));
        cast(poll, ANNA, "[\"road\",\"lamp\",\"park\"]");
        cast(poll, BORIS, "[\"road\",\"park\"]");
        polls.close(poll, null, MANAGER);
        PollResults results = polls.results(poll, MANAGER);
        assertThat(results.standings())
                .containsEntry("road", new Standing(2, BigDecimal.valueOf(5)))
                .containsEntry("park", new Standing(2, BigDecimal.valueOf(2)))
                .containsEntry("lamp", new Standing(1, BigDecimal.valueOf(2)));
        assertThat(Objects.requireNonNull(results.outcome()).winners()).containsExactly("road");
    }

    @Test
    void one_votes_from_the_day_on_that_one_is_old_enough_and_where_one_lives_or_is_registered() {
        Electorate here = new Electorate(Access.PERSONS, 14, Set.of(oktmo("38701000")), Assurance.STANDARD, Set.of());
        UUID poll = opened(plan(vote(Form.ONE, 1, 0, "plurality"), here));
        LocalDate today = LocalDate.of(2026, 3, 2);
        person("young", today.minusYears(14).plusDays(1), "38701000", null, Assurance.CONFIRMED);
        person("fourteen", today.minusYears(14), "38701000", null, Assurance.CONFIRMED);
        person("registered", today.minusYears(40), "45000000", "38701310", Assurance.STANDARD);
        person("elsewhere", today.minusYears(40), "45000000", "38702000", Assurance.STANDARD);
        person("ageless", null, "38701000", null, Assurance.STANDARD);
        person("placeless", today.minusYears(40), null, null, Assurance.STANDARD);
        person("unsure", today.minusYears(40), "38701000", null, Assurance.SIMPLE);
        for (String each : List.of("young", "elsewhere", "ageless", "placeless", "unsure", "unknown")) {
            refused(Reason.FORBIDDEN, () -> cast(poll, Actor.citizen(each), "\"park\""));
        }
        cast(poll, Actor.citizen("fourteen"), "\"park\"");
        cast(poll, Actor.citizen("registered"), "\"park\"");
        clock.advance(Duration.ofHours(12));
        cast(poll, Actor.citizen("young"), "\"park\"");
    }

    private void person(String id, LocalDate born, String lives, String registered, Assurance assurance) {
        pos.people()
                .put(new Person(
                        id,
                        id,
                        null,
                        null,
                        born,
                        lives == null ? null : new Territory(lives),
                        registered == null ? null : new Territory(registered),
                        assurance));
    }

    @Test
    void whoever_has_voted_with_an_account_has_voted_with_the_phone_too() {
        Electorate street = new Electorate(
                Access.PERSONS, 14, Set.of(), Assurance.NONE, Set.of(VoteChannel.ESIA, VoteChannel.VOLUNTEER));
        UUID poll = opened(plan(vote(Form.ONE, 1, 0, "plurality"), street));
        pos.people()
                .put(new Person("anna", "Анна", null, "8 (910) 123-45-67", LocalDate.of(1990, 1, 1), null, null, null));
        String code = code(poll, "+7 910 123-45-67");
        Vote byPhone = phone("+79101234567", code, LocalDate.of(1990, 1, 1));
        refused(Reason.FORBIDDEN, () -> polls.cast(poll, byPhone, ANNA));
        refused(Reason.FORBIDDEN, () -> polls.cast(poll, phone("79101234567", code, null), OPERATOR));
        polls.cast(poll, byPhone, OPERATOR);
        refused(Reason.ALREADY_DONE, () -> cast(poll, ANNA, "\"lamp\""));
        refused(Reason.TOO_LATE, () -> polls.cast(poll, byPhone, OPERATOR));
    }

    private String code(UUID poll, String phone) {
        List<String> sent = new ArrayList<>();
        polls.sendCode(poll, phone, OPERATOR, (to, code) -> {
            assertThat(to).isEqualTo("79101234567");
            sent.add(code);
        });
        return sent.get(0);
    }

    private static Vote phone(String phone, String code, LocalDate born) {
        return new Vote(new Way.ByPhone(phone, code, born, null), "\"park\"", null, null, null);
    }

    @Test
    void a_code_holds_ten_minutes_and_five_tries_and_is_not_sent_again_at_once() {
        Electorate street =
                new Electorate(Access.PERSONS, null, Set.of(), Assurance.NONE, Set.of(VoteChannel.VOLUNTEER));
        UUID poll = opened(plan(vote(Form.ONE, 1, 0, "plurality"), street));
        String phone = "79101234567";
        refused(Reason.TOO_LATE, () -> polls.cast(poll, phone(phone, "000000", null), OPERATOR));
        String first = code(poll, phone);
        refused(Reason.TOO_MANY, () -> code(poll, phone));
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        refused(Reason.TOO_LATE, () -> polls.cast(poll, phone(phone, first, null), OPERATOR));
        String second = code(poll, phone);
        String wrong = second.equals("111111") ? "222222" : "111111";
        for (int i = 0; i < 5; i++) {
            refused(Reason.INVALID_VALUE, () -> polls.cast(poll, phone(phone, wrong, null), OPERATOR));
        }
        refused(Reason.TOO_LATE, () -> polls.cast(poll, phone(phone, second, null), OPERATOR));
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(1));
            code(poll, phone);
        }
        clock.advance(Duration.ofMinutes(1));
        refused(Reason.TOO_MANY, () -> code(poll, phone));
        clock.advance(Duration.ofDays(1));
        polls.cast(poll, phone(phone, code(poll, phone), null), OPERATOR);
    }

    @Test
    void a_sheet_of_paper_counts_once_and_is_kept_with_its_protocol() {
        Electorate paper = new Electorate(Access.PERSONS, null, Set.of(), Assurance.NONE, Set.of(VoteChannel.PAPER));
        UUID poll = opened(plan(vote(Form.ONE, 1, 0, "plurality"), paper));
        Vote sheet = new Vote(new Way.OnPaper("12-П", 1), "\"park\"", null, null, null);
        refused(Reason.FORBIDDEN, () -> polls.cast(poll, sheet, ANNA));
        Receipt first = polls.cast(poll, sheet, OPERATOR);
        assertThat(polls.cast(poll, sheet, MANAGER)).isEqualTo(first);
        refused(
                Reason.ALREADY_DONE,
                () -> polls.cast(poll, new Vote(new Way.OnPaper("12-П", 1), "\"lamp\"", null, null, null), OPERATOR));
        polls.cast(poll, new Vote(new Way.OnPaper("12-П", 2), "\"park\"", null, null, null), OPERATOR);
        polls.close(poll, null, MANAGER);
        assertThat(polls.results(poll, MANAGER).channels()).containsEntry(VoteChannel.PAPER, 2L);
        assertThat(polls.audit().lines(poll, first.chain(), 0, 10, MANAGER))
                .allSatisfy(line -> assertThat(line.body()).contains("12-П").doesNotContain("operator"));
    }

    @Test
    void a_token_is_good_for_one_ballot_and_nobody_can_make_one_up() {
        Electorate tokens = new Electorate(Access.TOKENS, null, Set.of(), Assurance.NONE, Set.of());
        UUID poll = opened(plan(vote(Form.ONE, 1, 0, "plurality"), tokens));
        List<String> made = polls.tokens(poll, 1, 3, MANAGER);
        assertThat(made).doesNotHaveDuplicates().allMatch(each -> each.matches("[0-9A-Z]{6}(-[0-9A-Z]{4,6}){3}"));
        assertThat(polls.tokens(poll, 2, 1, MANAGER)).containsExactly(made.get(1));
        Actor anybody = Actor.citizen("");
        polls.cast(poll, token(made.get(0).toLowerCase(Locale.ROOT).replace("-", " ")), anybody);
        refused(Reason.ALREADY_DONE, () -> polls.cast(poll, token(made.get(0)), anybody));
        String forged = made.get(1).substring(0, 6) + made.get(2).substring(6);
        refused(Reason.INVALID_VALUE, () -> polls.cast(poll, token(forged), anybody));
        refused(Reason.FORBIDDEN, () -> cast(poll, ANNA, "\"park\""));
    }

    private static Vote token(String token) {
        return new Vote(new Way.ByToken(token), "\"park\"", null, null, null);
    }

    @Test
    void a_closed_list_lets_in_those_who_stand_on_it() {
        Electorate list = new Electorate(Access.LISTED, null, Set.of(), Assurance.NONE, Set.of());
        UUID poll = polls.create(plan(vote(Form.ONE, 1, 0, "plurality"), list), MANAGER)
                .id();
        polls.admit(poll, List.of("anna"), MANAGER);
        polls.open(poll, MANAGER);
        cast(poll, ANNA, "\"park\"");
        refused(Reason.FORBIDDEN, () -> cast(poll, BORIS, "\"park\""));
        refused(Reason.WRONG_STAGE, () -> polls.admit(poll, List.of("boris"), MANAGER));
    }

    @Test
    void the_last_ballot_counts_where_one_may_vote_again_and_the_count_can_be_redone() {
        UUID poll = opened(with(plan(vote(Form.ONE, 1, 0, "plurality")), true, true, true, null, null));
        Receipt first = cast(poll, ANNA, "\"park\"");
        Receipt second = cast(poll, ANNA, "\"lamp\"");
        cast(poll, BORIS, "\"lamp\"");
        assertThat(second).isNotEqualTo(first);
        PollResults live = polls.results(poll, BORIS);
        assertThat(live.ballots()).isEqualTo(2);
        assertThat(live.standings().get("lamp").votes()).isEqualTo(2);
        assertThat(live.standings().get("park").votes()).isZero();
        assertThat(live.outcome()).isNull();
        polls.close(poll, null, MANAGER);
        PollAudit.Verdict verdict = polls.audit().verify(poll, ANNA);
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.lines()).isEqualTo(3);
        assertThat(verdict.ballots()).isEqualTo(2);
    }

    @Test
    void a_ballot_sent_again_under_the_same_secret_gets_the_same_receipt() {
        UUID poll = opened(plan(vote(Form.ONE, 1, 0, "plurality")));
        Vote vote = new Vote(new Way.Self(), "\"park\"", "secret-of-the-app", "device", "network");
        Receipt receipt = polls.cast(poll, vote, ANNA);
        assertThat(polls.cast(poll, vote, ANNA)).isEqualTo(receipt);
        refused(
                Reason.KEY_REUSED,
                () -> polls.cast(poll, new Vote(new Way.Self(), "\"lamp\"", "secret-of-the-app", null, null), ANNA));
        refused(
                Reason.ALREADY_DONE,
                () -> polls.cast(poll, new Vote(new Way.Self(), "\"park\"", "other", null, null), ANNA));
        polls.close(poll, null, MANAGER);
        assertThat(polls.results(poll, MANAGER).ballots()).isEqualTo(1);
    }

    @Test
    void nothing_that_is_kept_beside_a_secret_choice_tells_the_person() {
        UUID poll = opened(plan(vote(Form.ONE, 1, 0, "plurality")));
        polls.cast(poll, new Vote(new Way.Self(), "\"park\"", null, "pixel", "10.0.0.1"), ANNA);
        Voter voter = storage.ballots().voters(poll, null, 10).get(0);
        assertThat(voter.trail().person()).isNull();
        assertThat(voter.trail().device()).isNotNull().doesNotContain("pixel");
        assertThat(voter.trail().network()).isNotNull().doesNotContain("10.0.0.1");
        assertThat(storage.ballots().lines(poll, heads(poll), 0, 10).get(0).body())
                .isEqualTo("{\"channel\":\"ESIA\",\"choice\":[\"park\"]}");
    }

    private int heads(UUID poll) {
        return storage.ballots().heads(poll).get(0).chain();
    }

    @Test
    void who_voted_in_a_poll_that_is_not_secret_is_known_until_the_person_is_erased() {
        UUID poll = opened(with(plan(vote(Form.ONE, 1, 0, "plurality")), false, false, false, null, null));
        cast(poll, ANNA, "\"park\"");
        Voter voter = storage.ballots().voters(poll, null, 10).get(0);
        assertThat(voter.trail().person()).isEqualTo("anna");
        assertThat(storage.ballots().lines(poll, heads(poll), 0, 10).get(0).body())
                .contains(voter.key().toString());
        pos.erase("anna");
        assertThat(storage.ballots().voters(poll, null, 10).get(0).trail().person())
                .isNull();
        refused(Reason.ALREADY_DONE, () -> cast(poll, ANNA, "\"park\""));
        polls.close(poll, null, MANAGER);
        assertThat(polls.audit().verify(poll, MANAGER).faults()).isEmpty();
    }

    @Test
    void a_poll_takes_ballots_between_its_times_and_is_closed_by_the_sweep() {
        Instant opens = NOON.plus(Duration.ofHours(1));
        Instant closes = NOON.plus(Duration.ofHours(3));
        UUID poll = opened(with(plan(vote(Form.ONE, 1, 0, "plurality")), true, false, false, opens, closes));
        refused(Reason.WRONG_STAGE, () -> cast(poll, ANNA, "\"park\""));
        clock.set(opens);
        cast(poll, ANNA, "\"park\"");
        clock.set(closes.minusNanos(1000));
        cast(poll, BORIS, "\"park\"");
        pos.sweep();
        assertThat(polls.find(poll, ANNA).orElseThrow().stage()).isEqualTo(Stage.OPEN);
        clock.set(closes);
        refused(Reason.TOO_LATE, () -> cast(poll, Actor.citizen("vera"), "\"park\""));
        pos.sweep();
        Poll closed = polls.find(poll, ANNA).orElseThrow();
        assertThat(closed.stage()).isEqualTo(Stage.CLOSED);
        assertThat(closed.steps().get(2).by()).isEqualTo(Actor.SYSTEM_ID);
        assertThat(storage.ballots().isOpen(poll)).isFalse();
        assertThat(polls.audit().published(poll, null, 10, ANNA)).isNotEmpty();
    }

    @Test
    void heads_are_published_by_the_hour_and_never_so_that_one_ballot_stands_alone() {
        UUID poll = opened(plan(vote(Form.ONE, 1, 0, "plurality")));
        cast(poll, ANNA, "\"park\"");
        clock.advance(Duration.ofHours(1));
        pos.sweep();
        assertThat(polls.audit().published(poll, null, 10, ANNA)).isEmpty();
        assertThat(polls.audit().now(poll, MANAGER)).isEqualTo(new PollAudit.Heads(NOON, List.of()));
        assertThat(polls.turnout(polls.find(poll, ANNA).orElseThrow())).isZero();
        IntStream.range(0, 10).forEach(i -> cast(poll, Actor.citizen("voter " + i), "\"lamp\""));
        clock.advance(Duration.ofHours(1));
        pos.sweep();
        cast(poll, BORIS, "\"lamp\"");
        assertThat(polls.turnout(polls.find(poll, ANNA).orElseThrow())).isEqualTo(11);
        clock.advance(Duration.ofMinutes(1));
        polls.close(poll, null, MANAGER);
        List<PollAudit.Heads> published = polls.audit().published(poll, null, 10, ANNA);
        assertThat(published).extracting(each -> each.heads().get(0).length()).containsExactly(11L, 12L);
        assertThat(polls.audit().published(poll, published.get(0).at(), 10, ANNA))
                .hasSize(1);
        assertThat(polls.audit().verify(poll, MANAGER).ok()).isTrue();
    }

    @Test
    void nobody_votes_for_somebody_who_is_not_known_nor_in_the_place_of_somebody_who_has_voted() {
        UUID poll = opened(with(plan(vote(Form.ONE, 1, 0, "plurality")), true, true, false, null, null));
        refused(Reason.INVALID_VALUE, () -> polls.cast(poll, forPerson("nobody"), OPERATOR));
        pos.people().put(new Person("anna", "Анна", null, null));
        cast(poll, ANNA, "\"lamp\"");
        refused(Reason.ALREADY_DONE, () -> polls.cast(poll, forPerson("anna"), OPERATOR));
        refused(Reason.INVALID_VALUE, () -> polls.cast(poll, forPerson("anna "), OPERATOR));
        cast(poll, ANNA, "\"park\"");
    }

    private static Vote forPerson(String person) {
        return new Vote(new Way.ForPerson(person), "\"park\"", null, null, null);
    }

    @Test
    void a_sheet_is_the_same_however_its_protocol_is_typed() {
        Electorate paper = new Electorate(Access.PERSONS, null, Set.of(), Assurance.NONE, Set.of(VoteChannel.PAPER));
        UUID poll = opened(plan(vote(Form.ONE, 1, 0, "plurality"), paper));
        Receipt first = polls.cast(poll, sheet("А-12"), OPERATOR);
        for (String typed : List.of("A-12", " a–12 ", "а 12")) {
            assertThat(polls.cast(poll, sheet(typed), OPERATOR)).as(typed).isEqualTo(first);
        }
        refused(Reason.INVALID_VALUE, () -> polls.cast(poll, sheet("A\n12"), OPERATOR));
        assertThat(polls.cast(poll, sheet("1-11"), OPERATOR)).isNotEqualTo(polls.cast(poll, sheet("11-1"), OPERATOR));
    }

    @Test
    void a_sheet_of_many_words_is_taken_and_a_secret_that_cannot_be_kept_is_refused() {
        List<Project> many = IntStream.range(0, 40)
                .mapToObj(i -> project("a-project-with-a-long-id-" + i, 1))
                .toList();
        ProjectVote approval =
                new ProjectVote(Form.APPROVAL, many, 1, 40, 0, null, new Count("k-best/3", 0, "list", 0));
        Electorate both = new Electorate(
                Access.PERSONS, null, Set.of(), Assurance.NONE, Set.of(VoteChannel.PAPER, VoteChannel.ESIA));
        UUID poll = opened(plan(approval, both));
        String all = "[\"" + String.join("\",\"", many.stream().map(Project::id).toList()) + "\"]";
        Vote sheet = new Vote(new Way.OnPaper("7", 1), all, null, null, null);
        Receipt first = polls.cast(poll, sheet, OPERATOR);
        assertThat(polls.cast(poll, sheet, OPERATOR)).isEqualTo(first);
        for (String secret : List.of("", "a\u0000b", "x".repeat(201))) {
            refused(
                    Reason.INVALID_VALUE,
                    () -> polls.cast(poll, new Vote(new Way.Self(), all, secret, null, null), ANNA));
        }
    }

    private static Vote sheet(String protocol) {
        return new Vote(new Way.OnPaper(protocol, 1), "\"park\"", null, null, null);
    }

    @Test
    void what_nobody_votes_for_does_not_win_though_there_is_money() {
        UUID poll = opened(plan(vote(Form.APPROVAL, 3, 0, "greedy")));
        cast(poll, ANNA, "\"lamp\"");
        polls.close(poll, null, MANAGER);
        assertThat(Objects.requireNonNull(polls.results(poll, MANAGER).outcome())
                        .winners())
                .containsExactly("lamp");
        UUID empty = opened(plan(vote(Form.APPROVAL, 3, 0, "equalshares/add1u")));
        polls.close(empty, null, MANAGER);
        assertThat(Objects.requireNonNull(polls.results(empty, MANAGER).outcome())
                        .winners())
                .isEmpty();
    }

    @Test
    void what_a_count_could_not_work_with_is_refused_before_anybody_votes() {
        for (String cost : List.of("1e300", "1e15", "1e-10", "0.001", "999999999")) {
            Project odd = new Project("odd", "Странный", null, new BigDecimal(cost), null, List.of(), null);
            assertThatThrownBy(() -> new ProjectVote(
                            Form.ONE, List.of(odd), 1, 1, 0, BigDecimal.TEN, new Count("greedy", 0, "list", 0)))
                    .as(cost)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            e -> assertThat(e.fields())
                                    .extracting(Refusal.Field::field)
                                    .containsExactly("vote.projects[0].cost"));
        }
        Plan far = with(
                plan(vote(Form.ONE, 1, 0, "plurality")),
                true,
                false,
                false,
                null,
                Instant.parse("+1000000-01-01T00:00:00Z"));
        refused(Reason.INVALID_VALUE, () -> polls.create(far, MANAGER));
        Electorate list = new Electorate(Access.LISTED, null, Set.of(), Assurance.NONE, Set.of());
        Poll draft = polls.create(plan(vote(Form.ONE, 1, 0, "plurality"), list), MANAGER);
        refused(Reason.CONFLICT, () -> polls.open(draft.id(), MANAGER));
        refused(
                Reason.INVALID_VALUE,
                () -> new Electorate(Access.TOKENS, null, Set.of(), Assurance.NONE, Set.of(VoteChannel.ESIA)));
    }

    @Test
    void quotas_are_kept_and_the_answers_of_a_survey_are_counted_as_they_come() {
        Survey survey = Survey.parse("""
                {"format":1,"sections":[{"questions":[
                {"type":"single","name":"sex","title":"Пол","required":true,"choices":[{"code":"m","title":"М"},{"code":"f","title":"Ж"}]},
                {"type":"text","name":"why","title":"Почему"}]}],
                "quotas":[{"name":"men","condition":"{sex} = 'm'","limit":1}]}
                """);
        UUID poll = opened(with(plan(new Questions(survey)), true, false, true, null, null));
        cast(poll, ANNA, "{\"sex\":\"f\",\"why\":\"Потому\"}");
        cast(poll, BORIS, "{\"sex\":\"m\"}");
        assertThatThrownBy(() -> cast(poll, Actor.citizen("gleb"), "{\"sex\":\"m\"}"))
                .isInstanceOfSatisfying(Refusal.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.CONFLICT);
                    assertThat(e.args()).containsExactly("men");
                });
        assertThatThrownBy(() -> cast(poll, Actor.citizen("vera"), "{\"why\":\"Нет\"}"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> assertThat(e.fields())
                                .extracting(Refusal.Field::field)
                                .containsExactly("choices.sex"));
        cast(poll, Actor.citizen("vera"), "{\"sex\":\"f\"}");
        PollResults live = polls.results(poll, ANNA);
        assertThat(live.ballots()).isEqualTo(3);
        assertThat(Objects.requireNonNull(live.survey()).of("sex").orElseThrow().counts())
                .extracting(count -> count.code() + count.count())
                .containsExactly("m1", "f2");
        polls.close(poll, "раньше срока", MANAGER);
        assertThat(polls.audit().verify(poll, ANNA).faults()).isEmpty();
    }

    @Test
    void what_is_odd_is_reported_and_nothing_taken_out() {
        UUID poll = opened(plan(vote(Form.ONE, 1, 0, "plurality")));
        for (int i = 0; i < 40; i++) {
            polls.cast(
                    poll,
                    new Vote(new Way.Self(), "\"park\"", null, "one phone", "10.0.0.1"),
                    Actor.citizen("voter " + i));
        }
        for (int i = 0; i < 7; i++) {
            pos.people().put(new Person("old " + i, "Пожилой " + i, null, null));
            polls.cast(poll, new Vote(new Way.ForPerson("old " + i), "\"lamp\"", null, "desk", "10.0.0.2"), OPERATOR);
        }
        Oddities found = polls.audit().oddities(poll, MANAGER);
        assertThat(found.voters()).isEqualTo(47);
        assertThat(found.devices())
                .singleElement()
                .satisfies(each -> assertThat(each.ballots()).isEqualTo(40));
        assertThat(found.networks()).hasSize(1);
        assertThat(found.bursts())
                .singleElement()
                .satisfies(each -> assertThat(each.ballots()).isEqualTo(47));
        assertThat(found.agents())
                .singleElement()
                .satisfies(each -> assertThat(each.agent()).isEqualTo("operator"));
        refused(Reason.FORBIDDEN, () -> polls.audit().oddities(poll, ANNA));
    }

    @Test
    void lists_show_what_one_may_see_page_by_page() {
        List<UUID> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(1));
            open.add(0, opened(plan(vote(Form.ONE, 1, 0, "plurality"))));
        }
        Poll draft = polls.create(plan(vote(Form.ONE, 1, 0, "plurality")), MANAGER);
        assertThat(polls.list(Polls.Filter.ALL, null, 10, ANNA))
                .extracting(Poll::id)
                .isEqualTo(open);
        assertThat(polls.list(Polls.Filter.ALL, null, 10, MANAGER)).hasSize(4);
        assertThat(polls.list(new Polls.Filter(Set.of(Stage.DRAFT), null, null), null, 10, MANAGER))
                .containsExactly(draft);
        assertThat(polls.list(new Polls.Filter(Set.of(Stage.DRAFT), null, null), null, 10, ANNA))
                .isEmpty();
        assertThat(polls.list(new Polls.Filter(Set.of(), null, oktmo("38000000")), null, 10, ANNA))
                .hasSize(3);
        assertThat(polls.list(new Polls.Filter(Set.of(), null, oktmo("38702000")), null, 10, ANNA))
                .isEmpty();
        assertThat(polls.list(new Polls.Filter(Set.of(), "kursk", null), null, 10, ANNA))
                .isEmpty();
    }

    @Test
    void a_poll_is_kept_by_those_who_keep_polls_there() {
        Plan plan = plan(vote(Form.ONE, 1, 0, "plurality"));
        refused(Reason.FORBIDDEN, () -> polls.create(plan, ANNA));
        refused(Reason.FORBIDDEN, () -> polls.create(plan, Actor.official("other", Role.POLL_MANAGER, "kursk")));
        UUID poll = opened(plan);
        refused(Reason.FORBIDDEN, () -> polls.close(poll, null, ANNA));
        refused(Reason.WRONG_STAGE, () -> polls.publish(poll, MANAGER));
    }

    @Test
    void what_cannot_be_voted_on_is_refused_field_by_field() {
        assertThatThrownBy(() -> new ProjectVote(
                        Form.CUMULATIVE,
                        List.of(
                                new Project("a b", "", null, new BigDecimal(-1), null, List.of("http://x"), null),
                                project("lamp", 1),
                                project("lamp", 1)),
                        0,
                        9,
                        0,
                        BigDecimal.ZERO,
                        new Count("fastest", -1, "age", -1)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        e -> assertThat(e.fields())
                                .extracting(Refusal.Field::field)
                                .containsExactlyInAnyOrder(
                                        "vote.projects[0].id",
                                        "vote.projects[0].title",
                                        "vote.projects[0].cost",
                                        "vote.projects[0].pictures",
                                        "vote.projects[2].id",
                                        "vote.min",
                                        "vote.max",
                                        "vote.points",
                                        "vote.budget",
                                        "vote.rule",
                                        "vote.ties",
                                        "vote.minimum",
                                        "vote.quorum"));
    }
}
