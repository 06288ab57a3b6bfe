package feedback.pos.jdbc;

import feedback.pos.search.Searchable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words that occur, so that what a misspelt one was meant to be can be guessed by parts of three letters (pg_trgm). Without
 * that extension nothing is guessed. A word leaves with the last message that has it, unless it is a common one.
 */
final class PostgresVocabulary {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresVocabulary.class);

    /** So often a word is counted; what occurs so often tells of nobody. */
    private static final int COMMON = 100;

    private static final int SHORTEST = 4;
    private static final int LONGEST = 30;

    /** How many common words are remembered, so that they are not asked for again. */
    private static final int REMEMBERED = 50_000;

    private static final int CANDIDATES = 40;

    /** Where the extension keeps its functions. */
    private static final String SCHEMA = "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n"
            + " ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm'";

    private static final String ADD = "INSERT INTO pos_search_word AS w (lexeme, form, spelling, seen)"
            + " SELECT lexeme, form, spelling, seen FROM unnest(?::text[], ?::text[], ?::text[], ?::int4[])"
            + " AS u(lexeme, form, spelling, seen) ON CONFLICT (lexeme) DO UPDATE SET seen = w.seen + EXCLUDED.seen"
            + " WHERE w.seen < " + COMMON + " RETURNING lexeme, seen";

    private final Set<String> common = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String schema;

    /** Adds the words of messages that were not there before. */
    void add(Connection connection, List<Searchable> messages) throws SQLException {
        Map<String, Integer> seen = new TreeMap<>();
        Map<String, String> forms = new TreeMap<>();
        for (Searchable message : messages) {
            message.words().stream()
                    .filter(each -> isWord(each.form()) && !common.contains(each.lexeme()))
                    .collect(Collectors.toMap(Searchable.Word::lexeme, Searchable.Word::form, (a, b) -> a))
                    .forEach((lexeme, form) -> {
                        seen.merge(lexeme, 1, Integer::sum);
                        forms.putIfAbsent(lexeme, form);
                    });
        }
        if (seen.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setArray(1, connection.createArrayOf("text", seen.keySet().toArray()));
            add.setArray(2, connection.createArrayOf("text", forms.values().toArray()));
            add.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            forms.values().stream()
                                    .map(PostgresVocabulary::spelling)
                                    .toArray()));
            add.setArray(4, connection.createArrayOf("int4", seen.values().toArray()));
            try (ResultSet row = add.executeQuery()) {
                while (row.next()) {
                    seen.remove(row.getString("lexeme"));
                    if (row.getInt("seen") >= COMMON) {
                        remember(row.getString("lexeme"));
                    }
                }
            }
        }
        // Those that were not touched are common
        seen.keySet().forEach(this::remember);
    }

    private void remember(String lexeme) {
        if (common.size() >= REMEMBERED) {
            common.clear();
        }
        common.add(lexeme);
    }

    /** Takes those of the words out that occur no more. */
    static void remove(Connection connection, Collection<String> lexemes) throws SQLException {
        if (lexemes.isEmpty()) {
            return;
        }
        List<String> rare = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT lexeme FROM pos_search_word WHERE lexeme = ANY (?::text[]) AND seen < " + COMMON)) {
            select.setArray(1, connection.createArrayOf("text", lexemes.toArray(new String[0])));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rare.add(row.getString(1));
                }
            }
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM pos_search_word WHERE lexeme = ?"
                + " AND NOT EXISTS (SELECT 1 FROM pos_search WHERE words @@ CAST(? AS tsquery))")) {
            for (String lexeme : rare) {
                delete.setString(1, lexeme);
                delete.setString(2, Tsquery.word(lexeme));
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /** Words that occur and are spelt nearly so, the nearest first. */
    List<String> like(Connection connection, String word, int limit) throws SQLException {
        String where = schema(connection);
        if (where.isEmpty() || !isWord(word)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT form FROM pos_search_word WHERE spelling"
                + " OPERATOR(" + where + ".%) ? AND form <> ? ORDER BY " + where
                + ".similarity(spelling, ?) DESC, seen DESC LIMIT " + CANDIDATES)) {
            select.setString(1, spelling(word));
            select.setString(2, word);
            select.setString(3, spelling(word));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        found.removeIf(each -> Spelling.distance(word, each) > Spelling.most(word));
        found.sort(Comparator.comparing(each -> Spelling.distance(word, each)));
        return found.subList(0, Math.min(limit, found.size()));
    }

    private static boolean isWord(String form) {
        return form.length() >= SHORTEST
                && form.length() <= LONGEST
                && form.chars().allMatch(Character::isLetter);
    }

    private String schema(Connection connection) throws SQLException {
        String known = schema;
        if (known == null) {
            known = find(connection);
            schema = known;
            if (known.isEmpty()) {
                LOG.info("search: the extension pg_trgm is not there, so misspelt words are not guessed");
            }
        }
        return known;
    }

    private static String find(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SCHEMA)) {
            return row.next() ? "\"" + row.getString(1).replace("\"", "\"\"") + "\"" : "";
        }
    }

    /**
     * The Russian letters as signs of ASCII, each as another one: where the locale of a database is C, the extension takes no
     * other sign for a letter.
     */
    static String spelling(String form) {
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            char letter = form.charAt(i);
            int at = letter - 'а';
            ascii.append(at >= 0 && at < 32 ? "abcdefghijklmnopqrstuvwxyz012345".charAt(at) : letter);
        }
        return ascii.toString();
    }

    /** Makes the extension, if that is allowed, and the index that stands on it. */
    static final class Install implements Migrations.Step {
        @Override
        public void run(Connection connection) throws SQLException {
            if (!find(connection).isEmpty()
                    || tries(connection, "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public")
                    || tries(connection, "CREATE EXTENSION IF NOT EXISTS pg_trgm")) {
                tries(
                        connection,
                        "CREATE INDEX pos_search_word_spelling ON pos_search_word USING gin (spelling "
                                + find(connection) + ".gin_trgm_ops)");
            }
        }

        private static boolean tries(Connection connection, String sql) throws SQLException {
            Savepoint before = connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                connection.releaseSavepoint(before);
                return true;
            } catch (SQLException e) {
                connection.rollback(before);
                LOG.info("search: not done, misspelt words will not be guessed: {}: {}", sql, e.getMessage());
                return false;
            }
        }
    }
}
