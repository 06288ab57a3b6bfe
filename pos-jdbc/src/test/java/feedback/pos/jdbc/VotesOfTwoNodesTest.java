package feedback.pos.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Head;
import feedback.pos.store.BallotBox.Line;
import feedback.pos.store.BallotBox.Outcome;
import feedback.pos.store.BallotBox.Receipt;
import feedback.pos.store.BallotBox.Terms;
import feedback.pos.store.BallotBox.Trail;
import feedback.pos.store.Chain;
import feedback.pos.store.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One person one vote, whichever of two nodes on one PostgreSQL is asked. */
class VotesOfTwoNodesTest {
    private static final int CLIENTS = 64;
    private static final int PERSONS = 200;
    static final UUID POLL = new UUID(1, 1);
    static final Trail TRAIL = new Trail(Instant.EPOCH, "portal", null, null, null, null, null);
    static final Terms TERMS = new Terms(POLL, false, Map.of(), VotesOfTwoNodesTest::count);

    private static Map<String, Long> count(String body) {
        return Map.of(body, 1L);
    }

    /** A ballot of a person, another one from each client. */
    private static Ballot ballot(int client, int person) {
        return new Ballot(
                List.of(new UUID(person * 0x9E3779B97F4A7C15L, person)),
                String.format(Locale.ROOT, "%08d%08d", client, person),
                "option " + client % 3,
                Map.of(),
                List.of(),
                null,
                TRAIL);
    }

    @Test
    void sixty_four_clients_that_vote_twice_at_once_through_two_nodes_get_one_ballot_a_person() throws Exception {
        String url = Postgres.newBase();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (Storage one = JdbcStorage.postgresql(url, null, null);
                Storage two = JdbcStorage.postgresql(url, null, null)) {
            one.ballots().open(POLL);
            CyclicBarrier start = new CyclicBarrier(CLIENTS);
            List<Future<List<Outcome>>> answers = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int me = client;
                // Clients come in pairs, one at each node, that vote for the same persons in the same order
                BallotBox box = (client % 2 == 0 ? one : two).ballots();
                answers.add(clients.submit(() -> {
                    start.await();
                    List<Outcome> mine = new ArrayList<>();
                    for (int person = me / 2; person < PERSONS; person += CLIENTS / 2) {
                        mine.addAll(box.cast(TERMS, List.of(ballot(me, person))));
                    }
                    return mine;
                }));
            }
            List<Outcome> all = new ArrayList<>();
            for (Future<List<Outcome>> each : answers) {
                all.addAll(each.get());
            }
            assertThat(all).hasSize(2 * PERSONS);
            assertThat(all).filteredOn(Outcome.Taken.class::isInstance).hasSize(PERSONS);
            assertThat(all).filteredOn(new Outcome.Second()::equals).hasSize(PERSONS);
            List<Receipt> receipts = all.stream()
                    .filter(Outcome.Taken.class::isInstance)
                    .map(each -> ((Outcome.Taken) each).receipt())
                    .toList();
            verify(two.ballots(), receipts);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Every receipt stands in its chain, every voter has a ballot and no ballot is without, the counters are a recount. */
    static void verify(BallotBox box, List<Receipt> receipts) {
        Map<String, String> seals = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        for (Head head : box.heads(POLL)) {
            Chain chain = new Chain(POLL, head.chain(), 0, "");
            List<Line> page = box.lines(POLL, head.chain(), 0, 1_000);
            while (!page.isEmpty()) {
                for (Line line : page) {
                    assertThat(chain.add(line.salt(), line.replaces(), line.body()))
                            .isEqualTo(line.seal());
                    seals.put(head.chain() + "/" + line.position(), line.seal());
                    count(line.body()).forEach((name, amount) -> counts.merge(name, amount, Long::sum));
                    counts.merge(BallotBox.BALLOTS, 1L, Long::sum);
                }
                page = box.lines(POLL, head.chain(), chain.length(), 1_000);
            }
            assertThat(chain.seal()).isEqualTo(head.seal());
            assertThat(chain.length()).isEqualTo(head.length());
        }
        for (Receipt receipt : receipts) {
            assertThat(seals).containsEntry(receipt.chain() + "/" + receipt.position(), receipt.seal());
        }
        assertThat(box.counts(POLL)).isEqualTo(counts);
        assertThat(voters(box)).isEqualTo(seals.size());
    }

    private static int voters(BallotBox box) {
        int count = 0;
        List<BallotBox.Voter> page = box.voters(POLL, null, 1_000);
        while (!page.isEmpty()) {
            count += page.size();
            page = box.voters(POLL, page.get(page.size() - 1).key(), 1_000);
        }
        return count;
    }
}
