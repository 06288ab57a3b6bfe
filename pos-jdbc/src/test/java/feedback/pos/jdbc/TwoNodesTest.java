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
import javax.sql.DataSource;

/** Two storages on one database, each with a lock of its own: only the database itself can tell who was first. */
class TwoNodesTest
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
        DataSource base = HsqldbMemoryTest.newBase();
        return new TwoNodes(JdbcStorage.on(base), JdbcStorage.on(base));
    }
}
