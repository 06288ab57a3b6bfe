package feedback.pos.bench;

import feedback.pos.store.Storage;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database of one contender. */
interface Base {

    /** For POS. */
    Storage storage();

    /** Makes the tables of POS, for others to write into. */
    void makeTables();

    /** New connections, each call another one, also while POS works on it. */
    DataSource source();

    /** After much was written: does at once what the database would do in its own time, while others are measured. */
    void catchUp() throws SQLException;

    /**
     * Says that many will write at once, each for itself. HSQLDB stands still for good when its checkpoint comes among several
     * writing transactions, so it makes none then; that favours whoever asks for it.
     */
    void expectManyWriters() throws SQLException;
}
