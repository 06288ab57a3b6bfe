package feedback.pos.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import feedback.pos.jdbc.JdbcStorage.InUseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;

/**
 * An HSQLDB base in a folder of its own, opened by one process at a time. The lock is the operating system's, so that a
 * process that was killed leaves none behind; HSQLDB's own would bar the next start for ten seconds.
 */
final class EmbeddedBase implements AutoCloseable {
    /** The name of the base's files, before their endings. */
    static final String NAME = "pos";

    private static final String LOCK = "pos.lock";
    private static final int CONNECTIONS = 16;

    /** After so many megabytes of log the base makes a checkpoint; so much has to be read again after a crash at most. */
    private static final int LOG_MEGABYTES = 64;

    private static final int CACHED_ROWS = 500_000;
    private static final long SHARE_OF_MEMORY = 16;

    private final Path folder;
    private final FileChannel lock;
    private final DataSource base;
    private final HikariDataSource pool;

    private EmbeddedBase(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
        this.base = base(folder);
        this.pool = pool(base);
    }

    static EmbeddedBase open(Path folder) {
        // HSQLDB would take over the settings of java.util.logging for the whole process.
        if (System.getProperty("hsqldb.reconfig_logging") == null) {
            System.setProperty("hsqldb.reconfig_logging", "false");
        }
        FileChannel lock = lock(folder);
        try {
            return new EmbeddedBase(folder, lock);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static FileChannel lock(Path folder) {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder);
                closeToOthers(folder);
            }
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return channel;
                }
            } catch (OverlappingFileLockException sameProcess) {
                // Locked as well, by this process.
            }
            channel.close();
            throw new InUseException(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Personal data will lie in it. A folder that was there keeps the rights that somebody gave it. */
    private static void closeToOthers(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static DataSource base(Path folder) {
        JDBCDataSource source = new JDBCDataSource();
        source.setUrl("jdbc:hsqldb:file:" + folder.toAbsolutePath().resolve(NAME)
                + ";hsqldb.lock_file=false;hsqldb.tx=mvcc;hsqldb.write_delay=false;hsqldb.default_table_type=cached"
                + ";hsqldb.log_size=" + LOG_MEGABYTES + ";hsqldb.cache_rows=" + CACHED_ROWS + ";hsqldb.cache_size="
                + Math.max(16_384, Math.min(524_288, Runtime.getRuntime().maxMemory() / 1024 / SHARE_OF_MEMORY)));
        source.setUser("SA");
        source.setPassword("");
        return source;
    }

    private static HikariDataSource pool(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("pos");
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    DataSource dataSource() {
        return pool;
    }

    Path folder() {
        return folder;
    }

    /** Writes a consistent copy of the base's files into an existing folder while others go on reading and writing. */
    void copyTo(Path target) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            String quoted = target.toAbsolutePath().toString().replace("'", "''");
            statement.execute("BACKUP DATABASE TO '" + quoted + "/' NOT BLOCKING AS FILES");
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /**
     * The pool goes first. One that still lives when the base is shut down may open it again to fill itself; then that old
     * base stays in the way of whoever opens the folder next in this process, blind to all that others have written.
     */
    @Override
    public synchronized void close() {
        if (pool.isClosed()) {
            return;
        }
        pool.close();
        try (Connection connection = base.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new SqlFailure(e);
        } finally {
            release(lock);
        }
    }

    /** Closing the file gives the lock back; should that fail, the end of the process does. */
    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
