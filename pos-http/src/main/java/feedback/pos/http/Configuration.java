package feedback.pos.http;

import feedback.pos.http.api.Limit;
import feedback.pos.http.api.Settings;
import feedback.pos.http.api.Settings.Traffic;
import feedback.pos.http.base.Place;
import feedback.pos.http.base.Place.UnusableException;
import feedback.pos.http.region.CalendarBeyond;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a server runs. Each setting has one name: {@code calendar-beyond} in the file, {@code POS_CALENDAR_BEYOND} in the
 * environment, {@code --calendar-beyond} on the command line if it is an option there; the command line wins over the
 * environment, and the environment over the file. Immutable and thread-safe.
 *
 * @param demo whether to seed a sample region and open the demo's tokens
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param data the folder of the embedded base, or null for the usual one
 * @param db a PostgreSQL server's JDBC address in place of the embedded base, or null
 * @param dbUser who signs in there, or null
 * @param dbPassword with what, or null
 * @param beyond what holds beyond the decreed years of the calendar
 * @param jwtKeys a JWK set: a file or an https address; null for no JWTs
 * @param jwtIssuer who must have issued them
 * @param jwtAudience for whom they must be meant
 * @param origins whose pages may call from a browser
 * @param bodyLimit bytes of a request's body
 * @param limits how often whom may ask
 * @param behindProxy whether the client's address stands in {@code X-Forwarded-For}
 * @param learning when topics are learned anew
 * @param pollSecret goes into the keys by which voters are known, or null
 * @param openDataLicence under which open data may be used, or null
 */
record Configuration(
        boolean demo,
        String host,
        int port,
        @Nullable Path data,
        @Nullable String db,
        @Nullable String dbUser,
        @Nullable String dbPassword,
        CalendarBeyond beyond,
        @Nullable String jwtKeys,
        String jwtIssuer,
        String jwtAudience,
        List<String> origins,
        int bodyLimit,
        Map<Traffic, Limit> limits,
        boolean behindProxy,
        Schedule learning,
        @Nullable Secret pollSecret,
        @Nullable String openDataLicence) {
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 1_000;
    private static final int LONGEST_LICENCE = 500;

    private static final Set<String> NAMES = Set.of(
            "demo",
            "host",
            "port",
            "data",
            "db",
            "db-user",
            "db-password",
            "calendar-beyond",
            "jwt-keys",
            "jwt-issuer",
            "jwt-audience",
            "cors-origins",
            "body-limit",
            "rate-limits",
            "behind-proxy",
            "learn-decisions",
            "learn-hours",
            "learn-messages",
            "learn-held-out",
            "poll-secret",
            "open-data-licence");

    /**
     * When topics are learned anew, and from what.
     *
     * @param decisions after so many topics that persons decided on this node; 0 for never by their number
     * @param hours after so many hours since the last time; 0 for never by the time
     * @param messages how many of the newest messages are looked at
     * @param heldOut on how many of them the old and the new model are compared at the most
     */
    record Schedule(int decisions, int hours, int messages, int heldOut) {}

    /** What must not be seen where a configuration is. */
    record Secret(String text) {
        @Override
        public String toString() {
            return "…";
        }
    }

    /** Something in it will not do; the message is one clear line. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }

    /**
     * Puts together what was said in the three places.
     *
     * @param options the command line, by name
     * @param environment the environment, by {@code POS_…}
     * @param file a file of properties, or null
     */
    static Configuration of(Map<String, String> options, Map<String, String> environment, @Nullable Path file)
            throws Unfit {
        Map<String, String> said = file == null ? new HashMap<>() : read(file);
        Map<String, String> around = new HashMap<>();
        for (String name : NAMES) {
            String value = environment.get(variable(name));
            if (value != null && !value.isBlank()) {
                around.put(name, value);
            }
        }
        sayOver(said, around);
        for (Map.Entry<String, String> each : options.entrySet()) {
            if (each.getValue().isBlank()) {
                throw new Unfit("--" + each.getKey() + ": a value is missing");
            }
        }
        sayOver(said, options);
        return new Reading(said).configuration();
    }

    /** Whoever names one of the two ways to a base does not mean the other one, which was named farther away. */
    private static void sayOver(Map<String, String> said, Map<String, String> over) {
        if (over.containsKey("db") || over.containsKey("data")) {
            said.remove("db");
            said.remove("data");
        }
        said.putAll(over);
    }

    /** Where everything is kept. */
    Place place() throws Unfit {
        try {
            return db != null
                    ? Place.database(db, dbUser, dbPassword)
                    : Place.folder(data == null ? Path.of("pos-data") : data);
        } catch (UnusableException e) {
            throw new Unfit(String.valueOf(e.getMessage()));
        }
    }

    /** None where nothing is said. */
    byte[] pollSecretBytes() {
        return pollSecret == null ? new byte[0] : pollSecret.text().getBytes(StandardCharsets.UTF_8);
    }

    private static String variable(String name) {
        return "POS_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Map<String, String> read(Path file) throws Unfit {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new Unfit("--config: " + file + " cannot be read: " + e);
        }
        Map<String, String> said = new HashMap<>();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (!NAMES.contains(name)) {
                throw new Unfit("--config: " + file + " has an unknown setting: " + name);
            }
            said.put(name, properties.getProperty(name).strip());
        }
        return said;
    }

    /** The settings of the HTTP interface that stand here; identity and clock are another matter. */
    Settings settings() {
        return Settings.closed()
                .withOrigins(origins)
                .withBodyLimit(bodyLimit)
                .withLimits(demo ? Map.of() : limits)
                .withOpenDataLicence(openDataLicence);
    }

    /** Reads one setting after the other. */
    private record Reading(Map<String, String> said) {

        Configuration configuration() throws Unfit {
            boolean demo = flag("demo");
            String host = text("host", "127.0.0.1");
            checkHost(host, demo);
            String db = said.get("db");
            String data = said.get("data");
            if (db != null && data != null) {
                throw new Unfit("--db and --data exclude each other");
            }
            String keys = said.get("jwt-keys");
            if (keys != null && (!said.containsKey("jwt-issuer") || !said.containsKey("jwt-audience"))) {
                throw new Unfit("jwt-keys needs jwt-issuer and jwt-audience");
            }
            Configuration configuration = new Configuration(
                    demo,
                    host,
                    number("port", 8080, 0, 65_535),
                    data == null ? null : path("data", data),
                    db,
                    said.get("db-user"),
                    said.get("db-password"),
                    word(
                            "calendar-beyond",
                            Map.of("fallback", CalendarBeyond.FALLBACK, "refuse", CalendarBeyond.REFUSE)),
                    keys,
                    text("jwt-issuer", ""),
                    text("jwt-audience", ""),
                    origins(),
                    number("body-limit", 1 << 20, 1_024, 64 << 20),
                    limits(),
                    flag("behind-proxy"),
                    new Schedule(
                            number("learn-decisions", 50, 0, 1_000_000),
                            number("learn-hours", 24, 0, 8_760),
                            number("learn-messages", 10_000, 0, 1_000_000),
                            number("learn-held-out", 300, 30, 10_000)),
                    secret(),
                    licence());
            configuration.place();
            return configuration;
        }

        private static void checkHost(String host, boolean demo) throws Unfit {
            try {
                boolean isLoopback = InetAddress.getByName(host).isLoopbackAddress();
                if (demo && !isLoopback) {
                    throw new Unfit("--demo is open to everybody, so it listens on this machine only: --host " + host
                            + " is not a loopback address");
                }
            } catch (UnknownHostException e) {
                throw new Unfit("--host: unknown host " + host);
            }
        }

        /** What is wrong with it is told without it. */
        private @Nullable Secret secret() throws Unfit {
            String text = said.get("poll-secret");
            if (text == null) {
                return null;
            }
            if (text.length() < SHORTEST_SECRET || text.length() > LONGEST_SECRET) {
                throw new Unfit("poll-secret: " + SHORTEST_SECRET + " to " + LONGEST_SECRET + " characters are wanted");
            }
            return new Secret(text);
        }

        private @Nullable String licence() throws Unfit {
            String text = said.get("open-data-licence");
            if (text != null && text.length() > LONGEST_LICENCE) {
                throw new Unfit("open-data-licence: at most " + LONGEST_LICENCE + " characters are wanted");
            }
            return text;
        }

        private String text(String name, String otherwise) {
            return said.getOrDefault(name, otherwise);
        }

        private boolean flag(String name) throws Unfit {
            return word(name, Map.of("false", false, "true", true));
        }

        private int number(String name, int otherwise, int least, int most) throws Unfit {
            String text = said.get(name);
            if (text == null) {
                return otherwise;
            }
            return parse(name, text, given -> {
                int number = Integer.parseInt(given);
                if (number < least || number > most) {
                    throw new IllegalArgumentException("a number from " + least + " to " + most + " is wanted");
                }
                return number;
            });
        }

        /** The first word stands in where nothing is said: {@code false}, or {@code fallback}. */
        private <T> T word(String name, Map<String, T> words) throws Unfit {
            List<String> known = words.keySet().stream().sorted().toList();
            T value = words.get(text(name, known.get(0)));
            if (value == null) {
                throw new Unfit("--" + name + ": " + said.get(name) + " is none of " + String.join(", ", known));
            }
            return value;
        }

        private static Path path(String name, String text) throws Unfit {
            if (text.isBlank()) {
                throw new Unfit("--" + name + ": a value is missing");
            }
            return parse(name, text, given -> {
                try {
                    return Path.of(given);
                } catch (InvalidPathException e) {
                    throw new IllegalArgumentException("no path", e);
                }
            });
        }

        private List<String> origins() throws Unfit {
            List<String> origins = Arrays.stream(text("cors-origins", "").split(",", -1))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
            for (String each : origins) {
                if (!each.matches("https?://[^/\\s*]+")) {
                    throw new Unfit("cors-origins: an origin such as https://example.org is wanted, not " + each);
                }
            }
            return origins;
        }

        /** {@code off}, or {@code submit=30/PT1M,read=1200/PT1M}: what is not named keeps its usual limit. */
        private Map<Traffic, Limit> limits() throws Unfit {
            String text = said.get("rate-limits");
            Map<Traffic, Limit> limits = new EnumMap<>(Traffic.class);
            limits.putAll(Settings.closed().limits());
            if (text == null) {
                return limits;
            }
            if (text.equals("off")) {
                return Map.of();
            }
            for (String each : text.split(",", -1)) {
                String[] pair = each.strip().split("=", 2);
                if (pair.length < 2) {
                    throw new Unfit("rate-limits: off, or submit=30/PT1M,act=…,read=…,anonymous=…, not " + text);
                }
                limits.put(
                        parse("rate-limits", pair[0], given -> Traffic.valueOf(given.toUpperCase(Locale.ROOT))),
                        parse("rate-limits", pair[1], Limit::parse));
            }
            return limits;
        }

        private static <T> T parse(String name, String text, Function<String, T> reader) throws Unfit {
            try {
                return reader.apply(text);
            } catch (NumberFormatException e) {
                throw new Unfit("--" + name + ": a whole number is wanted, not " + text);
            } catch (IllegalArgumentException e) {
                throw new Unfit("--" + name + ": " + text + ": " + e.getMessage());
            }
        }
    }
}
