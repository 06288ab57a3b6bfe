package feedback.pos.jdbc;

import java.sql.SQLException;

/** A failure of the database that no caller can do anything about. */
final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SqlFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
