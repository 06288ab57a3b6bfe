package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.Pos;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Assurance;
import feedback.pos.organization.Person;
import feedback.pos.organization.Role;
import feedback.pos.poll.Electorate;
import feedback.pos.poll.Electorate.Access;
import feedback.pos.poll.Poll.Plan;
import feedback.pos.poll.Project;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.ProjectVote.Count;
import feedback.pos.poll.ProjectVote.Form;
import feedback.pos.poll.Vote;
import feedback.pos.poll.VoteChannel;
import feedback.pos.poll.Way;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.Storage;
import feedback.pos.testkit.HandClock;
import feedback.pos.testkit.SampleRegion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may write into the tables changes a poll that is over: the check finds it. */
class TamperedVotesTest {
    private static final Actor KEEPER = Actor.official("polls", Role.POLL_MANAGER, "region");

    @TempDir
    private Path folder;

    private interface Connecting {
        Connection connect() throws SQLException;
    }

    private interface Writing {
        String literal(UUID id);
    }

    /** One change, and what the check says of it. */
    private record Tampering(String what, String sql, String fault) {}

    /** Each in a poll of its own. */
    private static final List<Tampering> TAMPERINGS = List.of(
            new Tampering(
                    "a choice",
                    "UPDATE pos_ballot_block SET lines = REPLACE(lines, '[\"a\"]', '[\"b\"]') WHERE poll = ? AND chain = {chain} AND last_place = {first}",
                    "is not as it was sealed"),
            new Tampering(
                    "the last choice",
                    "UPDATE pos_ballot_block SET lines = REPLACE(lines, '[\"a\"]', '[\"b\"]') WHERE poll = ? AND chain = {chain} AND last_place = {last}",
                    "does not end as its head says"),
            new Tampering(
                    "an unreadable choice",
                    "UPDATE pos_ballot_block SET lines = 'x' WHERE poll = ? AND chain = {chain} AND last_place = {second}",
                    "ballot"),
            new Tampering(
                    "no choice",
                    "UPDATE pos_ballot_block SET lines = REPLACE(lines, '{', '') WHERE poll = ? AND chain = {chain} AND last_place = {second}",
                    "there is a ballot that cannot be counted"),
            new Tampering(
                    "a block is gone",
                    "DELETE FROM pos_ballot_block WHERE poll = ? AND chain = {chain} AND last_place = {first}",
                    "is not as it was sealed"),
            new Tampering(
                    "the last is gone",
                    "DELETE FROM pos_ballot_block WHERE poll = ? AND chain = {chain} AND last_place = {last}",
                    "does not end as its head says"),
            new Tampering(
                    "the last is gone and the head says so",
                    "UPDATE pos_ballot_head SET line_count = line_count - 1, seal = (SELECT seal_before FROM"
                            + " pos_ballot_block b WHERE b.poll = pos_ballot_head.poll AND b.chain = {chain} AND"
                            + " last_place = {last}) WHERE poll = ? AND chain = {chain};"
                            + "DELETE FROM pos_ballot_block WHERE poll = ? AND chain = {chain} AND last_place = {last}",
                    "was published and is gone"),
            new Tampering(
                    "the head is gone",
                    "UPDATE pos_ballot_head SET line_count = 0 WHERE poll = ? AND chain = {chain}",
                    "was published and is gone"),
            new Tampering(
                    "a counter",
                    "UPDATE pos_ballot_counter SET amount = amount + 1 WHERE poll = ? AND name = 'votes a' AND chain = {chain}",
                    "the counters are not what the ballots say"),
            new Tampering(
                    "a counter is gone",
                    "DELETE FROM pos_ballot_counter WHERE poll = ? AND name = 'votes a' AND chain = {chain}",
                    "the counters are not what the ballots say"),
            new Tampering(
                    "a voter is gone",
                    "DELETE FROM pos_ballot_voter WHERE poll = ? AND channel = 'VOLUNTEER'",
                    "7 have voted, and there are 8 ballots that count"),
            new Tampering(
                    "a voter is added",
                    "INSERT INTO pos_ballot_voter (poll, voter, cast_at, channel) VALUES (?," + " {nobody}, 0, 'ESIA')",
                    "9 have voted, and there are 8 ballots that count"));

    @Test
    void on_hsqldb() throws SQLException {
        try (Storage storage = JdbcStorage.embedded(folder)) {
            check(
                    storage,
                    () -> DriverManager.getConnection("jdbc:hsqldb:file:" + folder.resolve("pos"), "SA", ""),
                    id -> "UUID('" + id + "')");
        }
    }

    @Test
    void on_postgresql() throws SQLException {
        String url = Postgres.newBase();
        try (Storage storage = JdbcStorage.postgresql(url, null, null)) {
            check(storage, () -> Postgres.dataSource(url).getConnection(), id -> "UUID '" + id + "'");
        }
    }

    private static void check(Storage storage, Connecting base, Writing ids) throws SQLException {
        HandClock clock = HandClock.at("2026-03-02T09:00:00Z");
        try (Pos pos = Pos.under(SampleRegion.regulation())
                        .storage(storage)
                        .clock(clock)
                        .open();
                Connection connection = base.connect();
                Statement statement = connection.createStatement()) {
            pos.people().put(List.of(new Person("person-0", "Анна", null, "+7 910 000-00-00")));
            assertThat(faults(pos, voted(pos))).as("as it was").isEmpty();
            for (Tampering each : TAMPERINGS) {
                UUID poll = voted(pos);
                Head head = longest(storage, poll);
                for (String sql : each.sql().split(";")) {
                    assertThat(statement.executeUpdate(filled(sql, head, poll, ids)))
                            .as(each.what())
                            .isEqualTo(1);
                }
                assertThat(faults(pos, poll))
                        .as(each.what())
                        .anySatisfy(fault -> assertThat(fault).contains(each.fault()));
            }
        }
    }

    /** The chain that has most: a node writes into more than one. */
    private static Head longest(Storage storage, UUID poll) {
        return storage.ballots().heads(poll).stream()
                .max(Comparator.comparing(Head::length))
                .filter(head -> head.length() > 3)
                .orElseThrow();
    }

    private static String filled(String sql, Head head, UUID poll, Writing ids) {
        return sql.replace("{chain}", String.valueOf(head.chain()))
                .replace("{first}", "1")
                .replace("{second}", "2")
                .replace("{last}", String.valueOf(head.length()))
                .replace("{nobody}", ids.literal(new UUID(0, 2)))
                .replace("?", ids.literal(poll));
    }

    private static List<String> faults(Pos pos, UUID poll) {
        return pos.polls().audit().verify(poll, KEEPER).faults();
    }

    /** Eight ballots one after the other; one of them has a phone besides, one nothing else. */
    private static UUID voted(Pos pos) {
        ProjectVote vote = new ProjectVote(
                Form.ONE, List.of(project("a"), project("b")), 1, 1, 0, null, new Count("plurality", 0, "list", 0));
        Electorate electorate = new Electorate(
                Access.PERSONS, null, Set.of(), Assurance.NONE, Set.of(VoteChannel.ESIA, VoteChannel.VOLUNTEER));
        UUID poll = pos.polls()
                .create(
                        new Plan("region", "Двор", null, vote, electorate, true, false, false, null, null, null),
                        KEEPER)
                .id();
        pos.polls().open(poll, KEEPER);
        for (int i = 0; i < 7; i++) {
            pos.polls().cast(poll, Vote.of("\"a\""), Actor.citizen("person-" + i));
        }
        String[] code = {""};
        pos.polls().sendCode(poll, "+7 910 111-11-11", KEEPER, (phone, sent) -> code[0] = sent);
        Way byPhone = new Way.ByPhone("+7 910 111-11-11", code[0], null, null);
        pos.polls().cast(poll, new Vote(byPhone, "\"a\"", null, null, null), KEEPER);
        pos.polls().close(poll, null, KEEPER);
        return poll;
    }

    private static Project project(String id) {
        return new Project(id, id, null, null, null, List.of(), null);
    }
}
