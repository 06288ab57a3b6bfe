package feedback.pos.bench;

import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.store.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;

/** HSQLDB in this process, each base in a folder of its own. */
final class HsqldbBases implements Bases {
    /** As POS sets it, also for a base that another engine makes; a base that is there keeps its own settings. */
    private static final String SETTINGS =
            ";hsqldb.lock_file=false;hsqldb.tx=mvcc;hsqldb.write_delay=false;hsqldb.default_table_type=cached"
                    + ";hsqldb.log_size=64;hsqldb.cache_rows=500000";

    private static final String PROPERTIES = ".properties";

    private final Path folder;
    private final List<Embedded> all = new ArrayList<>();

    HsqldbBases(Path folder) {
        this.folder = folder;
    }

    @Override
    public String about() {
        return "HSQLDB embedded, on the disk after every commit";
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public int sweepers() {
        return 1;
    }

    @Override
    public Base fresh(String name) throws IOException {
        Embedded base = new Embedded(Files.createDirectories(folder.resolve(name)));
        all.add(base);
        return base;
    }

    @Override
    public void close() throws IOException {
        for (Embedded each : all) {
            try {
                each.shutdown();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }

    private static final class Embedded implements Base {
        private final Path place;
        private boolean closesItself;

        Embedded(Path place) {
            this.place = place;
        }

        @Override
        public Storage storage() {
            closesItself = true;
            return JdbcStorage.embedded(place);
        }

        @Override
        public void makeTables() {
            JdbcStorage.embedded(place).close();
        }

        @Override
        public DataSource source() {
            JDBCDataSource source = new JDBCDataSource();
            source.setUrl("jdbc:hsqldb:file:" + files() + SETTINGS);
            source.setUser("SA");
            source.setPassword("");
            return source;
        }

        @Override
        public void catchUp() {
            // It has put nothing off
        }

        @Override
        public void expectManyWriters() throws SQLException {
            try (Connection connection = source().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET FILES LOG SIZE 0");
            }
        }

        private void shutdown() throws SQLException {
            if (closesItself) {
                return;
            }
            try (Connection connection = source().getConnection();
                    Statement statement = connection.createStatement()) {
                // What is in it is thrown away
                statement.execute("SHUTDOWN IMMEDIATELY");
            }
        }

        /** The path of the base's files but for their endings; whoever made them has named them. */
        private String files() {
            try (Stream<Path> files = Files.list(place)) {
                return files.map(each -> each.toAbsolutePath().toString())
                        .filter(each -> each.endsWith(PROPERTIES))
                        .findFirst()
                        .map(each -> each.substring(0, each.length() - PROPERTIES.length()))
                        .orElse(place.toAbsolutePath() + "/base");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
