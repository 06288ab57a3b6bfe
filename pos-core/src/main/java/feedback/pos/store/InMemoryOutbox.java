package feedback.pos.store;

import feedback.pos.organization.Role;
import feedback.pos.store.Tiding.Strand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** What waits to be told, in lists by strand. Not thread-safe: the storage has the lock. */
final class InMemoryOutbox {
    /** By strand in the order in which they began to wait; each in the order of versions. */
    private final Map<Strand, List<Waiting>> strands = new LinkedHashMap<>();

    /** So that looking for what is told to one does not look at everybody. */
    private final Map<String, Set<Strand>> byRecipient = new HashMap<>();

    private final Map<UUID, Set<Strand>> byMessage = new HashMap<>();

    private long written;

    /** @param place in the order of writing, which within a message is the order of its versions */
    private record Waiting(Tiding tiding, Instant until, long place) {
        Waiting heldBack(Instant instant) {
            Instant earliest = tiding.notBefore();
            return new Waiting(tiding, instant.isBefore(earliest) ? earliest : instant, place);
        }
    }

    void add(Tiding tiding) {
        Strand strand = tiding.strand();
        List<Waiting> before = strands.computeIfAbsent(strand, any -> new ArrayList<>());
        if (before.stream().noneMatch(each -> each.tiding().equals(tiding))) {
            before.add(new Waiting(tiding, tiding.notBefore(), written++));
            of(byRecipient, recipient(strand)).add(strand);
            of(byMessage, strand.message()).add(strand);
        }
    }

    private static String recipient(Strand strand) {
        return strand.role() + " " + strand.recipient();
    }

    private static <K> Set<Strand> of(Map<K, Set<Strand>> index, K key) {
        return index.computeIfAbsent(key, any -> new LinkedHashSet<>());
    }

    List<Tiding> pending(Instant now, int limit) {
        List<Waiting> page = new ArrayList<>();
        for (List<Waiting> strand : strands.values()) {
            if (page.size() >= limit) {
                break;
            }
            page.addAll(free(strand, now));
        }
        return inOrder(page).subList(0, Math.min(limit, page.size()));
    }

    /** What may be told of a strand, up to the first that may not. */
    private static List<Waiting> free(List<Waiting> strand, Instant now) {
        return strand.stream().takeWhile(each -> !each.until().isAfter(now)).toList();
    }

    private static List<Tiding> inOrder(Collection<Waiting> waiting) {
        return waiting.stream()
                .sorted(Comparator.comparingLong(Waiting::place))
                .map(Waiting::tiding)
                .toList();
    }

    List<Tiding> take(Instant now, Instant until, int limit) {
        return take(strands.keySet(), now, until, limit);
    }

    List<Tiding> takeFor(Role role, String recipient, Instant now, Instant until, int limit) {
        String key = recipient(new Strand(new UUID(0, 0), role, recipient));
        return take(byRecipient.getOrDefault(key, Set.of()), now, until, limit);
    }

    private List<Tiding> take(Collection<Strand> from, Instant now, Instant until, int limit) {
        List<Waiting> page = new ArrayList<>();
        for (Strand each : from) {
            List<Waiting> free = free(strands.getOrDefault(each, List.of()), now);
            if (page.isEmpty()) {
                page.addAll(free.subList(0, Math.min(limit, free.size())));
            } else if (page.size() + free.size() <= limit) {
                page.addAll(free);
            }
            if (page.size() >= limit) {
                break;
            }
        }
        for (Waiting each : page) {
            List<Waiting> strand = strands.getOrDefault(each.tiding().strand(), List.of());
            strand.set(strand.indexOf(each), each.heldBack(until));
        }
        return inOrder(page);
    }

    void told(Collection<Tiding> tidings) {
        for (Tiding tiding : tidings) {
            remove(tiding.strand(), each -> each.tiding().equals(tiding));
        }
    }

    private void remove(Strand strand, Predicate<Waiting> which) {
        List<Waiting> waiting = strands.get(strand);
        if (waiting != null && waiting.removeIf(which) && waiting.isEmpty()) {
            strands.remove(strand);
            forget(byRecipient, recipient(strand), strand);
            forget(byMessage, strand.message(), strand);
        }
    }

    private static <K> void forget(Map<K, Set<Strand>> index, K key, Strand strand) {
        Set<Strand> left = of(index, key);
        left.remove(strand);
        if (left.isEmpty()) {
            index.remove(key);
        }
    }

    void holdBack(Tiding tiding, Instant until) {
        List<Waiting> strand = strands.get(tiding.strand());
        if (strand != null) {
            strand.replaceAll(each -> each.heldBack(until));
        }
    }

    /** Everything that waits about a message, in the order of its versions. */
    List<Tiding> about(UUID message) {
        return inOrder(byMessage.getOrDefault(message, Set.of()).stream()
                .flatMap(strand -> strands.getOrDefault(strand, List.of()).stream())
                .toList());
    }

    void removeAll(UUID message) {
        List.copyOf(byMessage.getOrDefault(message, Set.of())).forEach(strand -> remove(strand, each -> true));
    }
}
