package feedback.pos.bench;

import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections to PostgreSQL that ask it, before each query of messages, figures or facts, how it goes about it: with the same
 * values, and really done. What is prepared otherwise is left as it is.
 */
final class Explaining {
    private final DataSource real;
    private final PrintStream out;

    Explaining(DataSource real, PrintStream out) {
        this.real = real;
        this.out = out;
    }

    DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = method.invoke(real, arguments);
            return result instanceof Connection connection ? connection(connection) : result;
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = method.invoke(connection, arguments);
            return method.getName().equals("prepareStatement")
                            && result instanceof PreparedStatement statement
                            && arguments[0] instanceof String sql
                            && isLook(sql)
                    ? statement(connection, statement, sql)
                    : result;
        });
    }

    private static boolean isLook(String sql) {
        return sql.contains("pos_message") && sql.startsWith("SELECT")
                || sql.startsWith("WITH")
                || sql.startsWith("SELECT") && (sql.contains("pos_counter") || sql.contains("pos_fact"));
    }

    /** A value as it was set: by which method, with which arguments. */
    private record Set(Method method, List<Object> arguments) {}

    private PreparedStatement statement(Connection connection, PreparedStatement statement, String sql) {
        Map<Integer, Set> values = new TreeMap<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set") && arguments.length > 1 && arguments[0] instanceof Integer place) {
                values.put(place, new Set(method, Arrays.asList(arguments)));
            }
            if (method.getName().startsWith("execute") && arguments.length == 0) {
                explain(connection, sql, values);
            }
            return method.invoke(statement, arguments);
        });
    }

    private void explain(Connection connection, String sql, Map<Integer, Set> values)
            throws SQLException, IllegalAccessException, InvocationTargetException {
        out.println(sql);
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN (ANALYZE, BUFFERS) " + sql)) {
            for (Set each : values.values()) {
                each.method().invoke(explain, each.arguments().toArray());
            }
            try (ResultSet lines = explain.executeQuery()) {
                while (lines.next()) {
                    out.println("    " + lines.getString(1));
                }
            }
        }
    }

    private interface Call {
        @Nullable
        Object with(Method method, Object[] arguments)
                throws SQLException, IllegalAccessException, InvocationTargetException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        InvocationHandler handler = (self, method, arguments) -> {
            try {
                return call.with(method, arguments == null ? new Object[0] : arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(Explaining.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
