package feedback.pos;

import feedback.pos.store.BallotBox.Trail;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is odd about the way in which ballots came in, the oddest first, at most 100 of each.
 *
 * @param voters how many have voted
 * @param bursts minutes with far more ballots than in the hour around them
 * @param devices devices from which many voted, by a keyed hash
 * @param networks networks from which very many voted, by a keyed hash
 * @param agents officials and volunteers who entered more than a person can in a minute
 */
public record Oddities(
        long voters, List<Burst> bursts, List<Shared> devices, List<Shared> networks, List<Speed> agents) {
    private static final int MOST = 100;
    private static final int DEVICE_SHARED = 4;
    private static final int NETWORK_SHARED = 30;
    private static final int AGENT_A_MINUTE = 6;
    private static final int BURST_AT_LEAST = 30;
    private static final int SIGMAS = 6;
    private static final Duration AROUND = Duration.ofMinutes(30);

    public Oddities {
        bursts = List.copyOf(bursts);
        devices = List.copyOf(devices);
        networks = List.copyOf(networks);
        agents = List.copyOf(agents);
    }

    /**
     * A minute.
     *
     * @param minute its beginning
     * @param ballots how many came
     * @param usual how many came in a minute of the hour around it, on average
     */
    public record Burst(Instant minute, long ballots, double usual) {}

    /**
     * Something that many share.
     *
     * @param hash keyed hash of it
     * @param ballots how many came from there
     * @param first when the first came
     * @param last when the last came
     */
    public record Shared(String hash, long ballots, Instant first, Instant last) {}

    /**
     * Somebody who was very quick.
     *
     * @param agent person id
     * @param minute the beginning of the quickest minute
     * @param ballots how many were entered in it
     */
    public record Speed(String agent, Instant minute, long ballots) {}

    /** Looks at one trail after the other. Takes memory for the minutes, devices, networks and agents there are. */
    static final class Search {
        private final NavigableMap<Instant, Long> minutes = new TreeMap<>();
        private final Map<String, Shared> devices = new HashMap<>();
        private final Map<String, Shared> networks = new HashMap<>();
        private final Map<String, Map<Instant, Long>> agents = new HashMap<>();
        private long voters;

        void add(Trail trail) {
            voters++;
            Instant minute = trail.at().truncatedTo(ChronoUnit.MINUTES);
            // Paper is entered long after it was filled in, and fast
            if (trail.protocol() == null) {
                minutes.merge(minute, 1L, Long::sum);
                String agent = trail.agent();
                if (agent != null) {
                    agents.computeIfAbsent(agent, any -> new HashMap<>()).merge(minute, 1L, Long::sum);
                } else {
                    share(devices, trail.device(), trail.at());
                    share(networks, trail.network(), trail.at());
                }
            }
        }

        private static void share(Map<String, Shared> shared, @Nullable String hash, Instant at) {
            if (hash != null) {
                shared.merge(
                        hash,
                        new Shared(hash, 1, at, at),
                        (one, other) -> new Shared(
                                hash,
                                one.ballots() + other.ballots(),
                                one.first().isBefore(other.first()) ? one.first() : other.first(),
                                one.last().isAfter(other.last()) ? one.last() : other.last()));
            }
        }

        Oddities found() {
            return new Oddities(
                    voters, bursts(), most(devices, DEVICE_SHARED), most(networks, NETWORK_SHARED), speeds());
        }

        /** Beyond what chance makes of the half hours before and after. */
        private List<Burst> bursts() {
            List<Burst> bursts = new ArrayList<>();
            minutes.forEach((minute, ballots) -> {
                long around = minutes.subMap(minute.minus(AROUND), true, minute.plus(AROUND), true).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        - ballots;
                double usual = around / (2.0 * AROUND.toMinutes());
                if (ballots >= Math.max(BURST_AT_LEAST, usual + SIGMAS * Math.sqrt(usual + 1))) {
                    bursts.add(new Burst(minute, ballots, usual));
                }
            });
            bursts.sort(Comparator.comparing(Burst::ballots).reversed());
            return bursts.subList(0, Math.min(MOST, bursts.size()));
        }

        private static List<Shared> most(Map<String, Shared> shared, int limit) {
            return shared.values().stream()
                    .filter(each -> each.ballots() >= limit)
                    .sorted(Comparator.comparing(Shared::ballots).reversed().thenComparing(Shared::hash))
                    .limit(MOST)
                    .toList();
        }

        private List<Speed> speeds() {
            List<Speed> speeds = new ArrayList<>();
            agents.forEach((agent, byMinute) -> byMinute.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .filter(most -> most.getValue() > AGENT_A_MINUTE)
                    .ifPresent(most -> speeds.add(new Speed(agent, most.getKey(), most.getValue()))));
            speeds.sort(Comparator.comparing(Speed::ballots).reversed());
            return speeds.subList(0, Math.min(MOST, speeds.size()));
        }
    }
}
