package feedback.pos.jdbc;

import static feedback.pos.organization.Territory.oktmo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import feedback.pos.Insights.Split;
import feedback.pos.Pos;
import feedback.pos.insight.Bag;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Point;
import feedback.pos.message.Stage;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.procedure.Regulation;
import feedback.pos.store.Filter;
import feedback.pos.testkit.FiguresCheck;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counters against a recount, on each database. */
class FiguresTest {
    private static final Regulation RULES = SampleRegion.regulation();

    private final HandClock clock = HandClock.at("2026-03-02T09:00:00Z");

    static Stream<JdbcStorage> storages() {
        return Stream.of("hsqldb", "postgresql")
                .map(name -> name.equals("hsqldb")
                        ? JdbcStorage.on(HsqldbMemoryTest.newBase())
                        : JdbcStorage.postgresql(Postgres.newBase(), null, null));
    }

    private Pos open(JdbcStorage storage) {
        return Pos.under(RULES).storage(storage).clock(clock).open();
    }

    private void holds(JdbcStorage storage, int filters, long seed) {
        FiguresCheck.holds(storage, RULES, clock.instant(), filters, seed);
    }

    private Message letter(Pos pos, String person, double lat) {
        return pos.messages()
                .submit(new Submission(person, "Яма у школы", oktmo("38701000"))
                        .withTopic("roads.potholes")
                        .withPlace("ул. Ленина, 5", new Point(lat, 36.19)));
    }

    @ParameterizedTest
    @MethodSource("storages")
    void after_lives_by_chance_every_counter_is_what_a_recount_gives(JdbcStorage storage) {
        try (Pos pos = open(storage)) {
            RandomLife life = new RandomLife(pos, clock, 5);
            for (int round = 0; round < 4; round++) {
                life.live(150);
                pos.insights().count(30);
            }
            holds(storage, 12, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void counters_follow_an_erasure_a_topic_change_a_forwarding_a_merge_a_split_and_a_removal(JdbcStorage storage) {
        try (Pos pos = open(storage)) {
            Message[] sent = new Message[6];
            for (int n = 0; n < sent.length; n++) {
                sent[n] = letter(pos, "person " + n, 51.73 + n * 0.01);
            }
            pos.insights().count(1_000);
            holds(storage, 1, 1);
            var messages = pos.messages();
            messages.accept(sent[0].id(), "housing.heating", null, SampleRegion.moderator());
            holds(storage, 1, 2);
            messages.accept(sent[1].id(), null, null, SampleRegion.moderator());
            messages.forward(sent[1].id(), "lgov", "не наше", SampleRegion.coordinator());
            holds(storage, 1, 3);
            assertThat(pos.insights().sums(Filter.all(pos.now())).count(mark -> mark.forwards() == 1))
                    .isEqualTo(1);
            // A complaint goes to the superior body, which is not what is meant by sent on
            messages.accept(sent[5].id(), null, null, SampleRegion.moderator());
            messages.assign(sent[5].id(), null, null, SampleRegion.coordinator());
            messages.draft(sent[5].id(), Outcome.SOLVED, "Заделали", SampleRegion.executor());
            messages.approve(sent[5].id(), SampleRegion.head());
            messages.rate(sent[5].id(), 1, "яма на месте", Actor.citizen("person 5"));
            messages.escalate(sent[5].id(), Actor.citizen("person 5"));
            holds(storage, 1, 8);
            Bag figures = pos.insights().sums(Filter.all(pos.now()));
            assertThat(figures.count(mark -> mark.forwards() == 1)).isEqualTo(1);
            assertThat(figures.count(mark -> mark.isEscalated())).isEqualTo(1);
            assertThat(figures.count(mark -> mark.round() == 1)).isEqualTo(1);
            messages.accept(sent[2].id(), null, null, SampleRegion.moderator());
            messages.join(sent[3].id(), sent[2].id(), SampleRegion.moderator());
            holds(storage, 1, 4);
            assertThat(pos.insights().sums(Filter.all(pos.now())).count(mark -> mark.follows()))
                    .isEqualTo(1);
            messages.split(sent[3].id(), SampleRegion.coordinator());
            holds(storage, 1, 5);
            messages.withdraw(sent[4].id(), null, Actor.citizen("person 4"));
            assertThat(pos.erase("person 4")).isEqualTo(1);
            holds(storage, 1, 6);
            assertThat(pos.insights().sums(Filter.all(pos.now())).count(mark -> mark.stage() == Stage.WITHDRAWN))
                    .isEqualTo(1);
            Message last = messages.find(sent[4].id()).orElseThrow();
            assertThat(storage.messages().remove(last.id(), last.version())).isTrue();
            holds(storage, 1, 7);
            assertThat(pos.insights().sums(Filter.all(pos.now())).count()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void figures_know_what_was_committed_before_they_were_asked_and_are_made_anew_under_other_rules(
            JdbcStorage storage) {
        try (Pos pos = open(storage)) {
            for (int n = 0; n < 20; n++) {
                UUID id = letter(pos, "anna", 51.7 + n * 0.001).id();
                assertThat(pos.insights().sums(Filter.all(pos.now())).count()).isEqualTo(n + 1);
                pos.messages().withdraw(id, null, Actor.citizen("anna"));
            }
            Bag before = pos.insights().sums(Filter.all(pos.now()));
            pos.insights().recount();
            assertThat(storage.figures().orElseThrow().waiting(100)).isEqualTo(20);
            assertThat(pos.insights().sums(Filter.all(pos.now()))).isEqualTo(before);
            assertThat(pos.insights().waiting()).as("unknown").isZero();
            assertThat(storage.figures().orElseThrow().waiting(100))
                    .as("nothing was written by reading")
                    .isEqualTo(20);
            assertThat(pos.insights().count(1_000)).isEqualTo(20);
            assertThat(storage.figures().orElseThrow().basis()).contains("Europe/Moscow");
            storage.figures().orElseThrow().recount("of another program");
            // Another one on the same storage, which is closed by the first
            Pos restarted = Pos.under(RULES).storage(storage).clock(clock).open();
            assertThat(restarted.insights().sums(Filter.all(pos.now()))).isEqualTo(before);
            assertThat(storage.figures().orElseThrow().basis()).contains("Europe/Moscow");
        }
    }

    @ParameterizedTest
    @MethodSource("storages")
    void figures_of_one_moment_agree_while_messages_come_in(JdbcStorage storage) {
        try (Pos pos = open(storage)) {
            letter(pos, "anna", 51.7);
            Filter all = Filter.all(pos.now());
            Bag before = pos.insights().sums(all);
            pos.insights().atOneMoment(all, insights -> {
                letter(pos, "boris", 51.8);
                pos.insights().count(1_000);
                assertThat(insights.sums(all)).isEqualTo(before);
                Bag parts = new Bag();
                insights.sums(all, Split.TOPIC).values().forEach(parts::add);
                assertThat(parts).isEqualTo(before);
                Filter words = all.withText("яма");
                assertThatIllegalArgumentException().isThrownBy(() -> insights.sums(words));
                return true;
            });
            assertThat(pos.insights().sums(all).count()).isEqualTo(2);
            Filter words = all.withText("яма");
            assertThat(pos.insights()
                            .atOneMoment(words, insights -> insights.sums(words))
                            .count())
                    .isEqualTo(pos.insights().sums(words).count());
        }
    }

    static Stream<DataSource> bases() {
        return Stream.of(HsqldbMemoryTest.newBase(), Postgres.dataSource(Postgres.newBase()));
    }

    @ParameterizedTest
    @MethodSource("bases")
    void a_damaged_row_and_a_damaged_journal_do_not_stop_the_figures_of_the_others(DataSource base)
            throws SQLException {
        try (Pos pos = open(JdbcStorage.on(base));
                Connection connection = base.getConnection();
                Statement statement = connection.createStatement()) {
            String row = letter(pos, "anna", 51.73).number();
            UUID journal = letter(pos, "boris", 51.74).id();
            letter(pos, "vera", 51.75);
            statement.execute("UPDATE pos_message SET body = '{}' WHERE number = '" + row + "'");
            Object id = Dialect.of(connection).parameter(journal);
            try (PreparedStatement damage = connection.prepareStatement(
                    "UPDATE pos_journal SET body = '{}', fact = 'Noted' WHERE message = ?")) {
                damage.setObject(1, id);
                assertThat(damage.executeUpdate()).isPositive();
            }
            assertThat(pos.insights().sums(Filter.all(pos.now())).count()).isEqualTo(2);
            assertThat(pos.insights().waiting()).isZero();
        }
    }
}
