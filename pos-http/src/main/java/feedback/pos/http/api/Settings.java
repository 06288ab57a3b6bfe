package feedback.pos.http.api;

import feedback.pos.Polls;
import feedback.pos.http.auth.Identity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the interface behaves where it is mounted. Immutable and thread-safe.
 *
 * @param identity who the callers are
 * @param origins whose pages may call from a browser, such as {@code https://example.org}; empty for the own ones only
 * @param bodyLimit bytes of a request's body
 * @param limits how often whom may ask; empty for any number of times
 * @param clock the clock that can be put forward over HTTP, or null where time is none of the callers' business
 * @param codes what brings one-time codes to phones, or null where nothing does
 * @param openDataLicence under which open data may be used: a name or an address, or null where nothing is said
 */
public record Settings(
        Identity identity,
        List<String> origins,
        int bodyLimit,
        Map<Traffic, Limit> limits,
        @Nullable DemoClock clock,
        Polls.@Nullable CodeSender codes,
        @Nullable String openDataLicence) {

    private static final int MEBIBYTE = 1 << 20;

    /** What is counted together. */
    public enum Traffic {
        /** Whatever comes without a token, by address. */
        ANONYMOUS,
        /** Messages sent, by person. */
        SUBMIT,
        /** Everything else that changes something, by person. */
        ACT,
        /** Everything that reads, by person. */
        READ
    }

    public Settings {
        origins = List.copyOf(origins);
        limits = Map.copyOf(limits);
    }

    /** Nobody is known, and everything has the usual limits. */
    public static Settings closed() {
        Map<Traffic, Limit> limits = new EnumMap<>(Traffic.class);
        limits.put(Traffic.ANONYMOUS, Limit.parse("300/PT1M"));
        limits.put(Traffic.SUBMIT, Limit.parse("30/PT1M"));
        limits.put(Traffic.ACT, Limit.parse("300/PT1M"));
        limits.put(Traffic.READ, Limit.parse("1200/PT1M"));
        return new Settings(Identity.none(), List.of(), MEBIBYTE, limits, null, null, null);
    }

    public Settings withIdentity(Identity value) {
        return new Settings(value, origins, bodyLimit, limits, clock, codes, openDataLicence);
    }

    public Settings withOrigins(List<String> value) {
        return new Settings(identity, value, bodyLimit, limits, clock, codes, openDataLicence);
    }

    public Settings withBodyLimit(int value) {
        return new Settings(identity, origins, value, limits, clock, codes, openDataLicence);
    }

    public Settings withLimits(Map<Traffic, Limit> value) {
        return new Settings(identity, origins, bodyLimit, value, clock, codes, openDataLicence);
    }

    /** With what brings one-time codes to phones. */
    public Settings withCodes(Polls.CodeSender value) {
        return new Settings(identity, origins, bodyLimit, limits, clock, value, openDataLicence);
    }

    /** With the licence of open data. */
    public Settings withOpenDataLicence(@Nullable String value) {
        return new Settings(identity, origins, bodyLimit, limits, clock, codes, value);
    }

    /** With a clock that anybody may put forward: for a demo only. */
    public Settings withClock(DemoClock value) {
        return new Settings(identity, origins, bodyLimit, limits, value, codes, openDataLicence);
    }
}
