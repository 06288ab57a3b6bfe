package feedback.pos.http.base;

import feedback.pos.jdbc.JdbcStorage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is kept: a folder with an embedded base, or a database server. Immutable and thread-safe.
 *
 * @param folder of the embedded base; not looked at if there is an address
 * @param db the database server's JDBC address, or null
 * @param user who signs in there, or null if the address says so
 * @param password with what, or null
 */
public record Place(
        Path folder,
        @Nullable String db,
        @Nullable String user,
        @Nullable String password) {
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** It cannot be opened; the message is one clear line. */
    public static class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message, null, false, false);
        }
    }

    /** Another process has the folder open. */
    public static final class HeldException extends UnusableException {
        private static final long serialVersionUID = 1L;

        HeldException(Path folder) {
            super("the base in " + folder + " is held by a running server or command; stop it first");
        }
    }

    /** @throws UnusableException if the address is none that can be used */
    public static Place database(String db, @Nullable String user, @Nullable String password) throws UnusableException {
        if (!db.startsWith(POSTGRESQL)) {
            throw new UnusableException(
                    "--db: an address such as jdbc:postgresql://host/base is wanted, not " + withoutSecrets(db));
        }
        if (withoutSecrets(db).contains("@")) {
            throw new UnusableException(
                    "--db: user and password do not belong in the address but in POS_DB_USER and POS_DB_PASSWORD");
        }
        return new Place(Path.of(""), db, user, password);
    }

    /** An embedded base. */
    public static Place folder(Path folder) {
        return new Place(folder, null, null, null);
    }

    /** Whether it is a database server, on which others may work as well. */
    public boolean isShared() {
        return db != null;
    }

    /** What to call it where people read it; without passwords. */
    @Override
    public String toString() {
        return db == null ? folder.toString() : withoutSecrets(db);
    }

    private static String withoutSecrets(String address) {
        int parameters = address.indexOf('?');
        return parameters < 0 ? address : address.substring(0, parameters);
    }

    /** Opens it; an embedded base is made if there is none. */
    public JdbcStorage open() throws UnusableException {
        try {
            return db == null ? JdbcStorage.embedded(folder) : JdbcStorage.postgresql(db, user, password);
        } catch (JdbcStorage.InUseException e) {
            throw new HeldException(folder);
        } catch (RuntimeException e) {
            throw new UnusableException(
                    db == null
                            ? "the base in " + folder + " cannot be opened: " + rootOf(e)
                            : "--db: " + this + " cannot be used: " + rootOf(e));
        }
    }

    /** Drivers like to say things in several lines. */
    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return message.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse(root.toString());
    }
}
