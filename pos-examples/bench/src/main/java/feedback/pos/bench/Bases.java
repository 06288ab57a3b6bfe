package feedback.pos.bench;

import java.io.IOException;

/** Fresh databases of one kind, one for each contender and all equally durable, for the time of one run. */
interface Bases extends AutoCloseable {

    /** The kinds there are. */
    enum Kind {
        HSQLDB,
        POSTGRESQL
    }

    /** Of the kind that the plan asks for. */
    static Bases of(Plan plan) throws Exception {
        return plan.kind() == Kind.POSTGRESQL ? PostgresServer.start(plan.folder()) : new HsqldbBases(plan.folder());
    }

    /** What they are and how durable, in words. */
    String about();

    /** How many connections are best for hand-written JDBC that commits for all who wait. */
    int writers();

    /** How many threads are best for the sweep. */
    int sweepers();

    /** The one of that name that is kept in the folder, or a new one. */
    Base fresh(String name) throws Exception;

    /** Gives all of them back; whoever used one has closed what it opened on it. */
    @Override
    void close() throws IOException;
}
