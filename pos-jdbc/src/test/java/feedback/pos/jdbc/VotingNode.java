package feedback.pos.jdbc;

import feedback.pos.store.BallotBox;
import feedback.pos.store.BallotBox.Ballot;
import feedback.pos.store.BallotBox.Outcome;
import feedback.pos.store.BallotBox.Receipt;
import feedback.pos.store.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that takes ballots until it is killed, and says each receipt once it is given. */
public final class VotingNode {
    private static final int CLIENTS = 16;

    private VotingNode() {}

    /** @param args address or folder of the base, and the first person that votes */
    public static void main(String[] args) {
        AtomicInteger next = new AtomicInteger(Integer.parseInt(args[1]));
        Storage storage = open(args[0]);
        BallotBox box = storage.ballots();
        for (int client = 0; client < CLIENTS; client++) {
            new Thread(() -> {
                        while (true) {
                            int person = next.getAndIncrement();
                            Outcome outcome = box.cast(VotesOfTwoNodesTest.TERMS, List.of(ballot(person)))
                                    .get(0);
                            Receipt receipt = ((Outcome.Taken) outcome).receipt();
                            // At one go, so that lines of threads do not mix
                            System.out.println(person + " " + receipt.chain() + " " + receipt.position() + " "
                                    + receipt.seal() + " .");
                        }
                    })
                    .start();
        }
    }

    private static Storage open(String base) {
        return base.startsWith("jdbc:")
                ? JdbcStorage.postgresql(base, null, null)
                : JdbcStorage.embedded(Path.of(base));
    }

    /** Whoever asks again, at whichever node, has the same secret. */
    private static Ballot ballot(int person) {
        return new Ballot(
                List.of(new UUID(person * 0x9E3779B97F4A7C15L, person)),
                String.format(Locale.ROOT, "%016d", person),
                "option " + person % 3,
                Map.of(),
                List.of(),
                "secret of " + person,
                VotesOfTwoNodesTest.TRAIL);
    }
}
