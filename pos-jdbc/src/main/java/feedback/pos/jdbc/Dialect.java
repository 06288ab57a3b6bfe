package feedback.pos.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one database does otherwise than another; all other SQL of this module is understood by all of them.
 *
 * @param name the folder of its scripts
 * @param scripts names of the scripts that make the tables, in order
 * @param lostRace SQL states that mean «somebody else was first»
 * @param alreadyThere the SQL state of a CREATE of what exists
 * @param serialWrites whether writing is done by one thread at a time, because writers would only wait for each other
 */
record Dialect(String name, List<String> scripts, Set<String> lostRace, String alreadyThere, boolean serialWrites) {

    private static final Dialect HSQLDB = new Dialect(
            "hsqldb", List.of("V001__messages_outbox_records.sql"), Set.of("23505", "40001"), "42504", true);

    /**
     * The dialect of a database.
     *
     * @param product as the driver names it
     * @throws IllegalArgumentException if this database is not supported
     */
    static Dialect of(String product) {
        if (product.startsWith("HSQL")) {
            return HSQLDB;
        }
        throw new IllegalArgumentException(product + " is not supported; HSQLDB is");
    }

    /** Whether the failure means that somebody else was first: a taken key or a serialization failure, nothing else. */
    boolean isLostRace(Throwable failure) {
        return lostRace.contains(stateOf(failure));
    }

    boolean isAlreadyThere(SQLException failure) {
        return alreadyThere.equals(failure.getSQLState());
    }

    private static String stateOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
