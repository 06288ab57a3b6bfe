package feedback.pos.jdbc;

import feedback.pos.store.Storage;
import feedback.pos.testkit.BallotContract;
import feedback.pos.testkit.CardsContract;
import feedback.pos.testkit.CommitContract;
import feedback.pos.testkit.OutboxContract;
import feedback.pos.testkit.RaceContract;
import feedback.pos.testkit.RecordsContract;
import feedback.pos.testkit.RedactContract;
import feedback.pos.testkit.RemoveContract;
import feedback.pos.testkit.StrandContract;
import feedback.pos.testkit.TakeContract;
import feedback.pos.testkit.TakeForContract;
import feedback.pos.testkit.WorkOffContract;

/** Two nodes on one server, as in production: all that one of them could do to the other. */
class TwoPostgresNodesTest
        implements CommitContract,
                RaceContract,
                WorkOffContract,
                OutboxContract,
                StrandContract,
                TakeContract,
                TakeForContract,
                RedactContract,
                RemoveContract,
                RecordsContract,
                CardsContract,
                BallotContract {
    /** New at each call. */
    @Override
    public Storage open() {
        String url = Postgres.newBase();
        return new TwoNodes(JdbcStorage.postgresql(url, null, null), JdbcStorage.postgresql(url, null, null));
    }
}
