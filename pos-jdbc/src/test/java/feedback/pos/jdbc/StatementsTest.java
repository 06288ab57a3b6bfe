package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Insights;
import feedback.pos.Pos;
import feedback.pos.catalog.Route;
import feedback.pos.catalog.Route.Choice;
import feedback.pos.catalog.Routes;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.moderation.Rule;
import feedback.pos.moderation.Rules;
import feedback.pos.organization.Role;
import feedback.pos.organization.Territory;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Terms;
import feedback.pos.store.BallotBox.Trail;
import feedback.pos.store.Change;
import feedback.pos.store.Filter;
import feedback.pos.testkit.SampleMessage;
import feedback.pos.testkit.SampleRegion;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.Test;

/** What a call costs, counted in statements, which no machine makes faster. */
class StatementsTest {
    private final List<String> executed = Collections.synchronizedList(new ArrayList<>());
    private final JdbcStorage storage = JdbcStorage.on(counted(HsqldbMemoryTest.newBase()));

    private DataSource counted(DataSource real) {
        return ProxyDataSourceBuilder.create(real)
                .afterQuery(
                        (how, queries) -> executed.add(queries.get(0).getQuery().split(" \\(| SET | FROM ")[0]))
                .build();
    }

    private List<String> executedBy(Runnable work) {
        executed.clear();
        work.run();
        return List.copyOf(executed);
    }

    private static List<Change> submissions(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        n -> SampleMessage.of(n).telling(Role.APPLICANT, "anna").change())
                .toList();
    }

    @Test
    void submitting_costs_four_statements_however_many_submit() {
        List<String> four = List.of(
                "INSERT INTO pos_message",
                "INSERT INTO pos_submission",
                "INSERT INTO pos_journal",
                "INSERT INTO pos_outbox");
        assertThat(executedBy(() -> storage.messages().commit(submissions(0, 1))))
                .isEqualTo(four);
        assertThat(executedBy(() -> storage.messages().commit(submissions(1, 501))))
                .isEqualTo(four);
    }

    @Test
    void acting_costs_three_statements_however_many_act() {
        storage.messages().commit(submissions(0, 100));
        List<Change> acts = storage.messages().list(Filter.all(Instant.EPOCH), null, 100).stream()
                .map(message -> SampleMessage.after(message)
                        .telling(Role.APPLICANT, "anna")
                        .change())
                .toList();
        assertThat(executedBy(() -> storage.messages().commit(acts)))
                .containsExactly("UPDATE pos_message", "INSERT INTO pos_journal", "INSERT INTO pos_outbox");
    }

    @Test
    void a_loser_among_many_costs_the_questions_who_lost_and_writing_again() {
        storage.messages().commit(submissions(0, 1));
        List<String> all = executedBy(() -> storage.messages().commit(submissions(0, 500)));
        assertThat(all)
                .hasSize(1 + 2 + 4)
                .startsWith("INSERT INTO pos_message")
                .contains("SELECT id, version, number, once_key");
    }

    /** What is read in order to admit a message on a road in Курск and then to assign it by hand. */
    private List<String> readsOf(Route line) {
        Regulation sample = SampleRegion.regulation();
        Routes table = Routes.of(List.of(new Route("", "", "region", null), line));
        Pos pos = Pos.under(Regulation.of("region", sample.calendar(), sample.directory(), sample.catalog(), table))
                .storage(storage)
                .detector(text -> Detection.none())
                .open();
        Message sent = pos.messages()
                .submit(new Submission("anna", "Яма", new Territory("38701000")).withTopic("roads.potholes"));
        return executedBy(() -> {
                    pos.messages().accept(sent.id(), null, null, SampleRegion.moderator());
                    pos.messages().assign(sent.id(), null, "executor", SampleRegion.coordinator());
                })
                .stream()
                .filter(each -> each.startsWith("SELECT"))
                .toList();
    }

    @Test
    void loads_are_asked_for_only_where_an_executor_is_chosen_by_them() {
        Route roads = new Route("roads", "", "kursk-roads", null);
        assertThat(readsOf(new Route("roads", "", "kursk-roads", "roadman"))).isEmpty();
        assertThat(readsOf(roads)).isEmpty();
        assertThat(readsOf(roads.choosing(Choice.BY_LOAD)))
                .as("only one to choose")
                .isEmpty();
        assertThat(readsOf(roads.choosing(Choice.BY_LOAD, "roadman", "executor")))
                .as("in the same process one for each")
                .hasSize(2);
    }

    private static List<String> selects(List<String> all) {
        return all.stream().filter(each -> each.startsWith("SELECT")).toList();
    }

    @Test
    void rules_ask_the_store_nothing_and_joining_from_the_start_asks_for_the_one_to_follow() {
        Rules rules =
                Rules.of(List.of(Rule.of("pits", List.of("яма"), Rule.Then.organization("kursk-roads", "roadman"))));
        Pos pos = Pos.under(SampleRegion.regulation().with(rules))
                .storage(storage)
                .detector(text -> Detection.none())
                .open();
        Submission letter = new Submission("anna", "Яма", new Territory("38701000"));
        Message[] sent = new Message[1];
        assertThat(selects(executedBy(() -> {
                    sent[0] = pos.messages().submit(letter);
                    pos.messages().accept(sent[0].id(), null, null, SampleRegion.moderator());
                })))
                .isEmpty();
        Submission again = letter.withConsent(false, true).withJoin(sent[0].id());
        assertThat(selects(executedBy(() -> pos.messages().submit(again)))).hasSize(1);
    }

    @Test
    void reading_costs_one_statement() {
        storage.messages().commit(submissions(0, 10));
        Message first = SampleMessage.of(0).message();
        assertThat(executedBy(() -> storage.messages().find(first.id()))).hasSize(1);
        assertThat(executedBy(() -> storage.messages().journal(first.id()))).hasSize(1);
        assertThat(executedBy(() -> storage.messages().list(Filter.all(Instant.EPOCH), null, 10)))
                .hasSize(1);
        assertThat(executedBy(() -> storage.outbox().pending(Instant.EPOCH, 10)))
                .hasSize(1);
    }

    /** Sums, a map, and a split by bodies, once nothing waits to be counted. */
    private List<Integer> costsOfFigures() {
        Pos pos = Pos.under(SampleRegion.regulation())
                .storage(storage)
                .detector(text -> Detection.none())
                .open();
        Filter all = Filter.all(Instant.EPOCH);
        Filter.Box earth = new Filter.Box(-180, -90, 180, 90);
        pos.insights().count(Integer.MAX_VALUE);
        return List.of(
                executedBy(() -> pos.insights().sums(all)).size(),
                executedBy(() -> pos.insights().sums(all, Insights.Split.MONTH)).size(),
                executedBy(() -> pos.insights().cells(all, earth, 12)).size());
    }

    @Test
    void figures_cost_as_many_statements_among_many_messages_as_among_few() {
        storage.messages().commit(submissions(0, 5));
        List<Integer> few = costsOfFigures();
        storage.messages().commit(submissions(5, 505));
        assertThat(costsOfFigures()).isEqualTo(few).allMatch(cost -> cost <= 20);
    }

    private static List<Ballot> ballots(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> new Ballot(
                        List.of(new UUID(n, n)),
                        String.format(Locale.ROOT, "%016d", n),
                        "option " + n % 20,
                        Map.of(),
                        List.of(),
                        null,
                        new Trail(Instant.EPOCH, "portal", null, null, null, null, null)))
                .toList();
    }

    private static final Terms TERMS = new Terms(new UUID(1, 1), false, Map.of(), body -> Map.of(body, 1L));

    @Test
    void casting_costs_a_question_for_each_voter_and_five_statements_in_the_same_process() {
        BallotBox box = storage.ballots();
        box.open(TERMS.poll());
        box.cast(TERMS, ballots(0, 20));
        List<String> all = executedBy(() -> box.cast(TERMS, ballots(20, 520)));
        assertThat(all).hasSize(1 + 500 + 4);
        assertThat(all.subList(501, 505))
                .containsExactly(
                        "INSERT INTO pos_ballot_voter",
                        "INSERT INTO pos_ballot_block",
                        "UPDATE pos_ballot_head",
                        "UPDATE pos_ballot_counter");
    }

    @Test
    void casting_costs_one_journey_to_a_server_however_many_cast() {
        DataSource server = Postgres.dataSource(Postgres.newBase());
        try (JdbcStorage far = JdbcStorage.on(counted(server))) {
            BallotBox box = far.ballots();
            box.open(TERMS.poll());
            // Each of its two writers reads the head of its chain once
            box.cast(TERMS, ballots(0, 1));
            box.cast(TERMS, ballots(1, 2));
            assertThat(executedBy(() -> box.cast(TERMS, ballots(2, 3)))).hasSize(1);
            assertThat(executedBy(() -> box.cast(TERMS, ballots(3, 503)))).hasSize(1);
            // One has voted: the attempt, then head, voters, and what is written for the other one
            assertThat(executedBy(() -> box.cast(TERMS, ballots(502, 504)))).hasSize(1 + 2 + 4);
            assertThat(executedBy(() -> box.counts(TERMS.poll()))).hasSize(1);
            assertThat(box.counts(TERMS.poll())).containsEntry(BallotBox.BALLOTS, 504L);
        }
    }
}
